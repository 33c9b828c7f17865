"""The kinds of thing that can be found, in the order in which they are listed."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What was found: its word in lists and on the command line."""

    ACTOR = "actor"
    SOURCE = "source"
    RECORD = "record"
    CITATION = "citation"
    NOTE = "note"
    LINK = "link"
    GROUP = "group"
    DECISION = "decision"
    DISMISSAL = "dismissal"
    DATA_SET = "data set"
    IMPORT = "import"
    PROBLEM = "problem"
    SAVED_VIEW = "saved view"
    TITLE = "title"


TABLES: Mapping[Kind, tuple[str, str]] = {
    Kind.ACTOR: ("actor", "code"),
    Kind.SOURCE: ("source", "id"),
    Kind.RECORD: ("transfer", "id"),
    Kind.CITATION: ("citation", "id"),
    Kind.NOTE: ("note", "id"),
    Kind.LINK: ("link", "id"),
    Kind.GROUP: ("account_group", "id"),
    Kind.DECISION: ("verdict", "id"),
    Kind.DISMISSAL: ("dismissal", "id"),
    Kind.DATA_SET: ("data_set", "id"),
    Kind.IMPORT: ("import", "id"),
    Kind.PROBLEM: ("problem", "id"),
    Kind.SAVED_VIEW: ("saved_view", "id"),
    Kind.TITLE: ("meta", "key"),
}
"""The table of each kind and its key."""

_LAST = (Kind.RECORD, Kind.CITATION)

NUMBERS: Mapping[Kind, int] = {
    kind: at for at, kind in enumerate((*(kind for kind in Kind if kind not in _LAST), *_LAST))
}
"""A number for each kind, with which those of its entries begin; the kinds of most entries last."""
