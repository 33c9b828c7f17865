"""RIS: which type and which tag stand for what.

Tags and types: "RIS Format Specifications" (Research Information Systems, 2011), and what Zotero
reads and writes of them.
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "GEN": "document",
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article",
    "ABST": "article-journal",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "CASE": "legal_case",
    "BILL": "bill",
    "STAT": "legislation",
    "LEGAL": "legislation",
    "HEAR": "hearing",
    "PAT": "patent",
    "MANSCPT": "manuscript",
    "UNPB": "manuscript",
    "PCOMM": "personal_communication",
    "ICOMM": "personal_communication",
    "DATA": "dataset",
    "AGGR": "dataset",
    "COMP": "software",
    "MAP": "map",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
    "SOUND": "song",
    "ADVS": "broadcast",
    "FIGURE": "figure",
    "STAND": "standard",
    "PAMP": "pamphlet",
}
KINDS: Mapping[str, str] = {type_: kind for kind, type_ in reversed(tuple(TYPES.items()))}
"""The type that is written: of several the first above."""

NAMES = {
    "AU": "author",
    "A1": "author",
    "A2": "editor",
    "ED": "editor",
    "A3": "collection-editor",
    "A4": "translator",
}
TEXTS = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "T2": "container-title",
    "JO": "container-title",
    "JF": "container-title",
    "BT": "container-title",
    "T3": "collection-title",
    "ST": "title-short",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "AB": "abstract",
    "N2": "abstract",
    "N1": "note",
    "LA": "language",
    "DO": "DOI",
    "UR": "URL",
    "CN": "call-number",
    "DB": "source",
    "M3": "genre",
    "NV": "number-of-volumes",
    "SE": "section",
}
WRITTEN = {name: tag for tag, name in reversed(TEXTS.items())}
SERIAL = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "article", "post-weblog"}
)
"""Types whose ``SN`` is an ISSN."""
PATHS = frozenset({"L1", "L2", "L3", "L4"})
"""Tags of attached files; where they hold a link, it is one of the publisher's copies."""
