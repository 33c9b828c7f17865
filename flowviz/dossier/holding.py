"""What holds a record that was to go, in words."""

from dataclasses import dataclass

import apsw

from flowviz.dossier import schema
from flowviz.dossier.touched import Touched


@dataclass(frozen=True, slots=True)
class _Holder:
    """Records of which some may hold another one: how they are counted, and what they are called.

    ``query`` counts those that hold the key ?1.
    """

    query: str
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A table whose rows may be held: how a row is named, by what, and what can be done."""

    table: str
    name: str
    holders: tuple[_Holder, ...]
    is_held: str
    advice: str


_HELD = (
    _Held(
        "actor",
        "name",
        (
            _Holder(
                "SELECT count(*) FROM (SELECT id FROM transfer WHERE supplier = ?1"
                " UNION SELECT id FROM transfer WHERE recipient = ?1"
                " UNION SELECT transfer FROM party WHERE actor = ?1)",
                "transfer",
                "transfers",
            ),
        ),
        "{name} is in {holders}",
        "merge it into another actor or delete {these} first",
    ),
    _Held(
        "source",
        "title",
        (
            _Holder("SELECT count(*) FROM citation WHERE source = ?1", "citation", "citations"),
            _Holder("SELECT count(*) FROM snapshot WHERE source = ?1", "kept copy", "kept copies"),
            _Holder(
                "SELECT count(DISTINCT source) FROM derivation WHERE derives_from = ?1",
                "source that derives from it",
                "sources that derive from it",
            ),
            _Holder("SELECT count(*) FROM data_set WHERE source = ?1", "data set", "data sets"),
        ),
        "“{name}” is held by {holders}",
        "change or delete {these} first",
    ),
    _Held(
        "data_set",
        "title",
        (
            _Holder("SELECT count(*) FROM transfer WHERE data_set = ?1", "transfer", "transfers"),
            _Holder("SELECT count(*) FROM import WHERE data_set = ?1", "import", "imports"),
        ),
        "The data set “{name}” is held by {holders}",
        "delete {these} first",
    ),
    _Held(
        "import",
        "file_name",
        (
            _Holder(
                "SELECT count(*) FROM provenance WHERE import = ?1",
                "transfer that it brought",
                "transfers that it brought",
            ),
            _Holder(
                "SELECT count(*) FROM original JOIN json_each(rows) AS read WHERE read.key = ?1"
                " AND transfer NOT IN (SELECT transfer FROM provenance WHERE import = ?1)",
                "transfer that a later file changed",
                "transfers that a later file changed",
            ),
            _Holder("SELECT count(*) FROM problem WHERE import = ?1", "problem", "problems"),
        ),
        "The import of {name} is held by {holders}",
        "delete {these} first",
    ),
)


def held(db: apsw.Connection, touched: Touched) -> str | None:
    """Why a row that is gone cannot go: how many records still name it; None if none does."""
    for kind in _HELD:
        for row in touched.gone.get(kind.table, ()):
            told = _holders(db, kind, str(row[0]))
            if told is not None:
                name = row[schema.content()[kind.table].columns.index(kind.name)]
                holders, these = told
                return (
                    f"{kind.is_held.format(name=name, holders=holders)};"
                    f" {kind.advice.format(these=these)}."
                )
    return None


def _holders(db: apsw.Connection, kind: _Held, key: str) -> tuple[str, str] | None:
    counts = [(int(db.execute(holder.query, (key,)).get), holder) for holder in kind.holders]
    words = [
        f"{count:,} {holder.one if count == 1 else holder.many}"
        for count, holder in counts
        if count
    ]
    if not words:
        return None
    these = "it" if sum(count for count, _ in counts) == 1 else "these"
    return (words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"), these
