"""The kinds of record: what names each, and which rows are its own."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flowviz.actor import Actor
from flowviz.dossier.rows import placement_id
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Group,
    Import,
    Link,
    Note,
    Original,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its word, its table, its identifier, and the rows that go with it.

    ``parts`` are (table, condition with one ``?`` for the identifier), the innermost first.
    """

    word: str
    table: str
    id_of: Callable[[Any], str]
    parts: tuple[tuple[str, str], ...] = ()


def _placement_id(placement: Placement) -> str:
    return placement_id(placement.view, placement.actor)


KINDS: dict[type, Kind] = {
    Actor: Kind(
        "actor",
        "actor",
        attrgetter("code"),
        (("actor_name", "actor = ?"), ("actor_member", "actor = ?")),
    ),
    Transfer: Kind(
        "transfer",
        "transfer",
        attrgetter("id"),
        (("figure", "transfer = ?"), ("line", "transfer = ?"), ("party", "transfer = ?")),
    ),
    Source: Kind(
        "source",
        "source",
        attrgetter("id"),
        (("derivation", "source = ?"), ("grading", "source = ?")),
    ),
    Citation: Kind("citation", "citation", attrgetter("id")),
    Note: Kind("note", "note", attrgetter("id")),
    Link: Kind("link", "link", attrgetter("id")),
    Group: Kind(
        "group",
        "account_group",
        attrgetter("id"),
        (
            (
                "account_transfer",
                "account IN (SELECT id FROM account WHERE account_group = ?)",
            ),
            ("account", "account_group = ?"),
        ),
    ),
    Verdict: Kind("verdict", "verdict", attrgetter("id")),
    Dismissal: Kind("dismissal", "dismissal", attrgetter("id")),
    Snapshot: Kind("snapshot", "snapshot", attrgetter("sha256")),
    DataSet: Kind("data set", "data_set", attrgetter("id")),
    Import: Kind("import", "import", attrgetter("id")),
    Provenance: Kind("provenance", "provenance", attrgetter("transfer")),
    Original: Kind("original", "original", attrgetter("transfer")),
    Spelling: Kind("spelling", "spelling", attrgetter("id")),
    Problem: Kind("problem", "problem", attrgetter("id")),
    Placement: Kind("placement", "placement", _placement_id),
    SavedView: Kind("saved view", "saved_view", attrgetter("id")),
}
