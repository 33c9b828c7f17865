"""Lists without what is forgotten: what stood behind it moves up, now and at every step before.

Rows of these tables are named after their place in the list of their owner, so a change may have
to be another one although it does not name what is forgotten. The lists are wound back from what
they are now, step by step, and each step is written as it would have been.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import apsw

from flowviz.dossier import log
from flowviz.dossier.chunks import Chunks
from flowviz.dossier.rewriting import DELETE, INSERT, UPDATE, Change, Step
from flowviz.dossier.rows import Row, part_id

Told = TypeVar("Told")
List = dict[str, str]
"""What the rows of one owner list, by their keys."""

_OWNERS = {"derivation": "source", "account_transfer": "account"}
_COLUMNS = {"derivation": "derives_from", "account_transfer": "transfer"}
_AT = {"derivation": 3, "account_transfer": 2}
_NO = apsw.no_change


@dataclass(frozen=True, slots=True)
class Relisting:
    """A table of lists without one thing; ``owners`` are those that list it or ever did.

    ``rows`` are all rows of the lists as they are to be now, ``steps`` the changes that take the
    place of those in a changeset, by its row of the log and its place there.
    """

    table: str
    gone: str
    owners: frozenset[str]
    rows: tuple[Row, ...] = ()
    steps: Mapping[tuple[int, int], Step] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The column that names what is listed."""
        return _COLUMNS[self.table]


def relisting(
    db: apsw.Connection, chunks: Chunks, table: str, gone: str, forgotten: Mapping[str, set[str]]
) -> Relisting:
    """Work out the lists of a table without ``gone``; owners that are forgotten too stay away."""
    now: dict[str, List] = defaultdict(dict)
    owner = _OWNERS[table]
    for key, listing, listed in db.execute(
        f"SELECT id, {owner}, {_COLUMNS[table]} FROM {table} WHERE {owner} IN"
        f" (SELECT {owner} FROM {table} WHERE {_COLUMNS[table]} = ?)",
        (gone,),
    ):
        now[listing][key] = listed
    at = _AT[table]
    owners = set(now)
    for change in chunks.changes((gone,)):
        halves = (change.old, change.new)
        if change.table == table and any(row is not None and row[at] == gone for row in halves):
            owners.add(_owner_of(change))
    owners -= forgotten.get(owner, set())
    if not owners:
        return Relisting(table, gone, frozenset())
    for listing in owners - now.keys():
        now[listing] = dict(
            db.execute(f"SELECT id, {_COLUMNS[table]} FROM {table} WHERE {owner} = ?", (listing,))
        )
    rows = tuple(
        row for one in sorted(owners) for row in _rows(table, one, _without(one, now[one], gone))
    )
    steps = dict(_steps(db, chunks, table, gone, {one: now[one] for one in owners}))
    return Relisting(table, gone, frozenset(owners), rows, steps)


def delete_and_put(db: apsw.Connection, lists: Relisting, insert_sql: str) -> None:
    """Write the lists as they are to be."""
    db.execute(
        f"DELETE FROM {lists.table} WHERE {_OWNERS[lists.table]} IN"
        " (SELECT value FROM json_each(?))",
        (json.dumps(sorted(lists.owners)),),
    )
    db.executemany(insert_sql, lists.rows)


def _steps(
    db: apsw.Connection, chunks: Chunks, table: str, gone: str, now: dict[str, List]
) -> Iterator[tuple[tuple[int, int], Step]]:
    """Wind the lists back over the log, and give each change of them as it would have been."""
    found = _found(chunks, table, now)
    edits: dict[int, tuple[int, bool]] = {}
    told = log.rows(db)
    for row in told:
        edit, is_done = edits.get(row.reverses or 0, (row.seq, False))
        edits[row.seq] = edit, not is_done
    for row in reversed(told):
        edit, is_done = edits[row.seq]
        for position, changes in _in_turn(found.get(edit, []), backwards=is_done):
            touched = sorted({_owner_of(change) for change in changes})
            after = {one: dict(now[one]) for one in touched}
            for change in _in_turn(changes, backwards=is_done):
                _apply(now[_owner_of(change)], change, _AT[table], backwards=is_done)
            if is_done:
                made = (
                    change
                    for one in touched
                    for change in _changes(
                        table, one, _without(one, now[one], gone), _without(one, after[one], gone)
                    )
                )
                yield (edit, position), Step(table, frozenset(touched), tuple(made))


def _found(
    chunks: Chunks, table: str, lists: Mapping[str, List]
) -> dict[int, list[tuple[int, list[Change]]]]:
    """The changes of some lists by row of the log, each with the place of its changeset there."""
    found: dict[int, list[tuple[int, list[Change]]]] = defaultdict(list)
    for seq, position, changes in chunks.changes_by_place(tuple(lists)):
        ours = [one for one in changes if one.table == table and _owner_of(one) in lists]
        if ours:
            found[seq].append((position, ours))
    return found


def _in_turn(told: Sequence[Told], *, backwards: bool) -> Iterator[Told]:
    return reversed(told) if backwards else iter(told)


def _owner_of(change: Change) -> str:
    return change.key.rpartition("/")[0]


def _apply(now: List, change: Change, at: int, *, backwards: bool) -> None:
    before, after = (change.new, change.old) if backwards else (change.old, change.new)
    if after is None:
        now.pop(change.key, None)
    elif before is None or after[at] is not _NO:
        now[change.key] = str(after[at])


def _without(owner: str, listed: List, gone: str) -> List:
    """A list without one thing: each entry as many places further up as it stood there before."""
    left: List = {}
    passed = 0
    for key in sorted(listed, key=_place):
        if listed[key] == gone:
            passed += 1
        else:
            left[part_id(owner, _place(key) - passed)] = listed[key]
    return left


def _place(key: str) -> int:
    return int(key.rpartition("/")[2])


def _changes(table: str, owner: str, before: List, after: List) -> Iterator[Change]:
    was, is_ = ({str(row[0]): row for row in _rows(table, owner, one)} for one in (before, after))
    for key in sorted(was.keys() | is_.keys()):
        if key not in is_:
            yield Change(table, DELETE, False, was[key], None)
        elif key not in was:
            yield Change(table, INSERT, False, None, is_[key])
        elif was[key] != is_[key]:
            unchanged = (_NO,) * (_AT[table] - 1)
            old, new = (key, *unchanged, before[key]), (_NO, *unchanged, after[key])
            yield Change(table, UPDATE, False, old, new)


def _rows(table: str, owner: str, listed: List) -> Iterator[Row]:
    for key, one in listed.items():
        place = (_place(key),) if _AT[table] == 3 else ()
        yield (key, owner, *place, one)
