"""BibTeX and biblatex: which entry is which type, and which field which variable.

Entry types and fields: biblatex 3.20 manual, sections 2.1 and 2.2; classic names where both
programs read them (``journal``, ``address``, ``school``).
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "collection": "book",
    "mvbook": "book",
    "proceedings": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "thesis": "thesis",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "unpublished": "manuscript",
    "letter": "personal_communication",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "misc": "document",
}
ENTRIES: Mapping[str, str] = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "document": "misc",
    "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "personal_communication": "letter",
    "report": "techreport",
    "software": "software",
    "thesis": "phdthesis",
    "webpage": "online",
}
"""The entry that is written for a type."""
SUBTYPES: Mapping[str, str] = {"newspaper": "article-newspaper", "magazine": "article-magazine"}

ARTICLES = frozenset({"article-journal", "article-newspaper", "article-magazine"})
_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
VERBATIM = {"url": "URL", "doi": "DOI"}
PLAIN: Mapping[str, str] = {
    "title": "title",
    "shorttitle": "title-short",
    "address": "publisher-place",
    "volume": "volume",
    "edition": "edition",
    "series": "collection-title",
    "chapter": "chapter-number",
    "pages": "page",
    "isbn": "ISBN",
    "issn": "ISSN",
    "abstract": "abstract",
    "keywords": "keyword",
    "note": "note",
    "annote": "annote",
    "language": "language",
    "library": "call-number",
    "type": "genre",
    "version": "version",
    "eventtitle": "event-title",
    "pagetotal": "number-of-pages",
    "volumes": "number-of-volumes",
}
ALIASES = {
    "journaltitle": "journal",
    "location": "address",
    "annotation": "annote",
    "keyword": "keywords",
    "lang": "language",
}
PATHS = frozenset(
    {"file", "files", "pdf", "ps", "localfile", "local-url", "owner", "username", "__markedentry"}
)
"""Fields that hold paths or names of users: never taken."""
DATES = frozenset({"date", "year", "month", "day", "urldate"})


def container_field(type_: str) -> str:
    """The field of what a document came out in."""
    if type_ in ARTICLES:
        return "journal"
    return "booktitle" if type_ in _PARTS else "organization"


def publisher_field(type_: str) -> str:
    """The field of who published it."""
    return {"thesis": "school", "report": "institution"}.get(type_, "publisher")


def number_variable(type_: str) -> str:
    """What a ``number`` is the number of."""
    return "issue" if type_ in ARTICLES else "number"


def fields_of(type_: str) -> dict[str, str]:
    """The variable of each field of one text, for a type."""
    return {
        **PLAIN,
        container_field(type_): "container-title",
        publisher_field(type_): "publisher",
        "number": number_variable(type_),
    }
