"""Types of documents: those of CSL 1.0.2, and the words in which a source has its kind."""

_WORDS = {
    "article-newspaper": "article",
    "article-magazine": "magazine article",
    "article-journal": "journal article",
    "article": "preprint",
    "dataset": "database",
    "document": "",
    "legal_case": "court case",
    "motion_picture": "film",
    "paper-conference": "conference paper",
    "personal_communication": "correspondence",
    "post-weblog": "blog post",
    "webpage": "web page",
}
_PLAIN = [
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legislation",
    "manuscript",
    "map",
    "musical_score",
    "pamphlet",
    "patent",
    "performance",
    "periodical",
    "post",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
]
KINDS = _WORDS | {kind: kind.replace("-", " ").replace("_", " ") for kind in _PLAIN}
"""The word of each type."""
_TYPES = {word: kind for kind, word in KINDS.items()}

IN_CONTAINER = frozenset(
    {
        "article-newspaper",
        "article-magazine",
        "article-journal",
        "broadcast",
        "interview",
        "post",
        "post-weblog",
        "webpage",
    }
)
"""Types whose publisher, as a reader of sources has it, is the paper, journal, site or station."""


def kind_of(type_: object) -> str:
    """Give the word of a type; an unknown one stands as it is, in words."""
    if not isinstance(type_, str):
        return ""
    return KINDS.get(type_, type_.replace("-", " ").replace("_", " ").strip())


def type_of(kind: str) -> str:
    """Give the type of a kind; of one that CSL does not know it is a document."""
    return _TYPES.get(kind, "document")
