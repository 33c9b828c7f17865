"""What goes when a record is forgotten: all that is its own, now and ever before.

Looked for in content and history alike: a citation deleted long ago is in the history only.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import apsw

from flowviz.dossier.chunks import Chunks
from flowviz.dossier.rows import Row
from flowviz.dossier.rules import SUBJECTS
from flowviz.dossier.schema import content

_FEW = 40
_FILE_ROW = "file row"
"""Stands for a table of the rows of imported files: problems are those of a row."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """Rows of ``table`` are those of the row of ``owner`` that the column at ``at`` names."""

    table: str
    at: int
    owner: str
    subject: str = ""


def _owned(table: str, column: str, owner: str, subject: str = "") -> _Owned:
    return _Owned(table, content()[table].columns.index(column), owner, subject)


_OWNED = (
    *(_owned(table, "transfer", "transfer") for table in ("party", "line", "figure")),
    _owned("provenance", "transfer", "transfer"),
    _owned("original", "transfer", "transfer"),
    _owned("link", "later", "transfer"),
    _owned("link", "earlier", "transfer"),
    *(
        _owned(table, "source", "source")
        for table in ("citation", "snapshot", "derivation", "grading")
    ),
    *(_owned(table, "actor", "actor") for table in ("actor_name", "actor_member")),
    _owned("account", "account_group", "account_group"),
    _owned("account_transfer", "account", "account"),
    _owned("problem", "line", _FILE_ROW),
    *(
        _owned(table, "subject_id", owner, subject)
        for table in ("citation", "note")
        for subject, owner in SUBJECTS.items()
    ),
)
_BY_TABLE: Mapping[str, tuple[_Owned, ...]] = {
    table: tuple(one for one in _OWNED if one.table == table) for table in content()
}
_OWNERS = frozenset(one.owner for one in _OWNED)


class Oblivion:
    """Finds what goes with some records; ``gone`` are its keys by table, theirs among them."""

    def __init__(self, db: apsw.Connection, chunks: Chunks) -> None:
        self._db = db
        self._chunks = chunks
        self.gone: dict[str, set[str]] = defaultdict(set)
        self._imports: dict[str, set[str]] = defaultdict(set)
        self._lines: dict[str, set[int]] = defaultdict(set)

    def take(self, table: str, keys: Iterable[str]) -> None:
        """Let rows go, with all that is theirs."""
        fresh = {table: set(keys)}
        while fresh:
            for of_table, found in fresh.items():
                self.gone[of_table] |= found
            asked = {owner: ids for owner, ids in fresh.items() if owner in _OWNERS}
            fresh = self._beyond(self._owned_by(asked)) if asked else {}
        self.gone.pop(_FILE_ROW, None)

    def _beyond(self, found: Mapping[str, set[str]]) -> dict[str, set[str]]:
        new = {table: keys - self.gone[table] for table, keys in found.items()}
        return {table: keys for table, keys in new.items() if keys}

    def _owned_by(self, asked: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for owned in _OWNED:
            if owned.owner in asked:
                for row in self._rows(owned, asked[owned.owner]):
                    self._note(found, owned, row)
        for change in self._chunks.changes(_marks(asked)):
            for owned in _BY_TABLE[change.table]:
                ids = asked.get(owned.owner, ())
                for half in (change.old, change.new):
                    if half is not None and _is_of(half, owned, ids):
                        self._note(found, owned, (change.key, *half[1:]))
        return found

    def _note(self, found: dict[str, set[str]], owned: _Owned, row: Row) -> None:
        key = str(row[0])
        found[owned.table].add(key)
        if owned.table == "provenance":
            # A later import may have changed just one of the two: each goes with each.
            self._imports[key] |= {row[3]} - {apsw.no_change}
            self._lines[key] |= {row[4]} - {apsw.no_change}
            found[_FILE_ROW].update(
                f"{one}\n{line}" for one in self._imports[key] for line in self._lines[key]
            )
        elif owned.table == "original" and isinstance(row[1], str):
            found[_FILE_ROW].update(_file_rows(row[1]))

    def _rows(self, owned: _Owned, ids: set[str]) -> Iterator[Row]:
        table = content()[owned.table]
        told = "import || '\n' || line" if owned.owner == _FILE_ROW else table.columns[owned.at]
        yield from self._db.execute(
            f"SELECT * FROM {table.name} WHERE {told} IN (SELECT value FROM json_each(?))"
            + (f" AND subject = '{owned.subject}'" if owned.subject else ""),
            (json.dumps(list(ids)),),
        )


def _file_rows(original: str) -> Iterator[str]:
    """The rows of files that a transfer was made of; none where no flowviz wrote them."""
    try:
        for import_, rows in json.loads(original).items():
            yield from (f"{import_}\n{row[0]}" for row in rows)
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError):
        return


def groups_of(db: apsw.Connection, chunks: Chunks, transfer: str) -> set[str]:
    """The groups that cannot stay without a transfer.

    Of those there are, the ones that would have an account of nothing; of those in the history
    alone, every one that had it.
    """
    accounts = {
        account
        for (account,) in db.execute(
            "SELECT account FROM account_transfer GROUP BY account"
            " HAVING count(*) = count(CASE transfer WHEN ? THEN 1 END)",
            (transfer,),
        )
    }
    groups = {
        group
        for (group,) in db.execute(
            "SELECT account_group FROM account WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(accounts)),),
        )
    }
    return groups | _former_groups(db, chunks, transfer)


def dismissals_of(db: apsw.Connection, chunks: Chunks, id_: str) -> set[str]:
    """The proposals turned down that named a record, those there are and those there were."""
    named = json.dumps(id_, ensure_ascii=False)
    there = db.execute("SELECT id FROM dismissal WHERE instr(key, ?)", (named,))
    key = content()["dismissal"].columns.index("key")
    return {id_ for (id_,) in there} | {
        change.key
        for change in chunks.changes((id_,))
        if change.table == "dismissal"
        and any(
            row is not None and isinstance(row[key], str) and named in row[key]
            for row in (change.old, change.new)
        )
    }


def _former_groups(db: apsw.Connection, chunks: Chunks, transfer: str) -> set[str]:
    accounts = {
        change.key.rpartition("/")[0]
        for change in chunks.changes((transfer,))
        if change.table == "account_transfer"
        and any(row is not None and row[2] == transfer for row in (change.old, change.new))
    }
    groups = {
        str(row[1])
        for change in (chunks.changes(tuple(accounts)) if accounts else ())
        if change.table == "account" and change.key in accounts
        for row in (change.old, change.new)
        if row is not None and row[1] is not apsw.no_change
    }
    there = {id_ for (id_,) in db.execute("SELECT id FROM account_group")}
    return groups - there


def _marks(asked: Mapping[str, set[str]]) -> tuple[str, ...]:
    """What a changeset must hold to be of interest, nothing where that would be too much to ask."""
    ids = {id_.partition("\n")[0] for of_table in asked.values() for id_ in of_table}
    return tuple(ids) if len(ids) <= _FEW else ()


def _is_of(row: Row, owned: _Owned, ids: Iterable[str]) -> bool:
    if not ids:
        return False
    if owned.owner == _FILE_ROW:
        return f"{row[1]}\n{row[owned.at]}" in ids
    is_about = not owned.subject or row[1 + (owned.table == "citation")] in (
        owned.subject,
        apsw.no_change,
    )
    return is_about and row[owned.at] in ids
