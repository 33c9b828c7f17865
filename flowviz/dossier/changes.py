"""What one row of the log changed, record by record: what each was before, and what after.

A changeset tells only keys and changed columns. What a figure belongs to and what its record looked
like then is read from the records of now, taken back through what was done since.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flowviz.dossier import schema
from flowviz.dossier.changesets import (
    DELETE,
    INSERT,
    INVERSE,
    UPDATE,
    RowChange,
    Values,
    changesets,
    decoded,
    edit_of,
    row_changes,
    skimmed,
)
from flowviz.dossier.history import History
from flowviz.dossier.log import LogRow
from flowviz.dossier.reading import Reading

Place = tuple[str, str]
"""The table and the key of a row."""

OWNERS: Mapping[str, tuple[str, str]] = {
    "party": ("transfer", "transfer"),
    "line": ("transfer", "transfer"),
    "figure": ("transfer", "transfer"),
    "provenance": ("transfer", "transfer"),
    "original": ("transfer", "transfer"),
    "actor_name": ("actor", "actor"),
    "actor_member": ("actor", "actor"),
    "derivation": ("source", "source"),
    "grading": ("source", "source"),
    "account": ("account_group", "account_group"),
    "account_transfer": ("account", "account"),
}
"""Tables whose rows are parts: the table of the whole, and their column that names it."""


_OWNER_PLACES = {
    part: (table, schema.content()[part].columns.index(column))
    for part, (table, column) in OWNERS.items()
}
"""The same with the place of the column."""


@dataclass(frozen=True, slots=True)
class RowStates:
    """A row of content that was changed: whole before and whole after, None where it was not."""

    table: str
    key: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record of which something was changed.

    ``table`` and ``key`` are those of its own row; ``rows`` what was changed of it, its own row
    first; ``beside`` its other rows as they were, by place.
    """

    table: str
    key: str
    rows: tuple[RowStates, ...]
    beside: Mapping[Place, Values] = field(default_factory=dict)

    def own(self) -> Values:
        """Its own row, as it was after or, where it was deleted, before; empty if unknown."""
        for row in self.rows:
            if (row.table, row.key) == (self.table, self.key):
                return row.after or row.before or {}
        return self.beside.get((self.table, self.key), {})


@dataclass(frozen=True, slots=True)
class Changes:
    """What one row of the log changed.

    ``counts`` says how many rows of each table were inserted, updated and deleted, by (table,
    operation); ``records`` are the first records, ``more`` how many there are besides.
    """

    records: tuple[RecordChange, ...] = ()
    more: int = 0
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def changes(
    reading: Reading, row: LogRow, most: int, tick: Callable[[], None] = lambda: None
) -> Changes:
    """The first ``most`` records that a row of the log changed, and how many more.

    ``tick`` is called between stretches of work; what it raises ends it.

    Raises
    ------
    DossierError
        A changeset is damaged.
    """
    rows = reading.history()
    edit, is_back = edit_of(row, rows)
    if not edit:
        return Changes()
    found = _gather(reading, edit, most, tick, is_back=is_back)
    then = _Then(reading, rows, row.seq, tick)
    owners = then.owners(found.changes)
    wanted = {(change.table, change.key): owners[at] for at, change in enumerate(found.changes)}
    after = then.rows_of(set(owners), wanted)
    states = _states(found.changes, after)
    return Changes(_records(states, wanted, after), found.more, found.counts)


@dataclass(slots=True)
class _Found:
    changes: list[RowChange]
    more: int
    counts: Mapping[tuple[str, str], int]


def _gather(
    reading: Reading, edit: int, most: int, tick: Callable[[], None], *, is_back: bool
) -> _Found:
    """The changes of the first records; the others are only counted."""
    kept: list[RowChange] = []
    counts: Counter[tuple[str, str]] = Counter()
    chosen: set[Place] = set()
    seen: set[Place] = set()
    for changeset in changesets(reading, edit):
        tick()
        for raw, table in skimmed(changeset):
            op = raw.op
            counts[table.name, INVERSE[op] if is_back else op] += 1
            # Of half a million rows the values are only looked at where they are shown.
            values = raw.new if op == INSERT else raw.old
            place = _OWNER_PLACES.get(table.name) if op != UPDATE else None
            owner = (table.name, values[0]) if place is None else (place[0], values[place[1]])
            seen.add(owner)
            if len(chosen) < most:
                chosen.add(owner)
            if owner in chosen:
                change = decoded(raw, table)
                kept.append(change.inverted() if is_back else change)
    return _Found(kept, len(seen) - len(chosen), dict(counts))


def _owner(change: RowChange) -> Place:
    """What a change is part of as far as it says so itself, else its own row."""
    own = (change.table, change.key)
    if change.table not in OWNERS or change.op not in (INSERT, DELETE):
        return own
    table, column = OWNERS[change.table]
    key = (change.new if change.op == INSERT else change.old).get(column)
    return (table, str(key)) if key is not None else own


def _states(found: Sequence[RowChange], after: Mapping[Place, Values]) -> list[RowStates]:
    """The rows that were changed, whole; of several changes of one row the sum."""
    by_place: dict[Place, list[RowChange]] = {}
    for change in found:
        by_place.setdefault((change.table, change.key), []).append(change)
    states = []
    for place, own in by_place.items():
        end: Values | None = None
        if own[-1].op != DELETE:
            end = {**after.get(place, {}), **own[-1].new}
        start: Values | None = end or {}
        for change in reversed(own):
            if change.op == INSERT:
                start = None
            elif change.op == DELETE:
                start = change.old
            else:
                start = {**(start or {}), **change.old}
        if start != end:
            states.append(RowStates(*place, start, end))
    return states


def _records(
    states: Iterable[RowStates], wanted: Mapping[Place, Place], after: Mapping[Place, Values]
) -> tuple[RecordChange, ...]:
    """The changed rows by record, in the order of the schema."""
    order = {table: at for at, table in enumerate(schema.content())}
    grouped: dict[Place, list[RowStates]] = {}
    for state in states:
        grouped.setdefault(wanted[state.table, state.key], []).append(state)
    beside: dict[Place, dict[Place, Values]] = {owner: {} for owner in grouped}
    for place, values in after.items():
        owner = _root(place, values, after)
        if owner in beside:
            beside[owner][place] = values
    records = []
    for owner, rows in grouped.items():
        rows.sort(key=lambda one: (order[one.table], _position(one), one.key))
        changed = {(one.table, one.key) for one in rows}
        others = {at: values for at, values in beside[owner].items() if at not in changed}
        records.append(RecordChange(*owner, tuple(rows), others))
    return tuple(sorted(records, key=lambda one: order[one.table]))


def _position(state: RowStates) -> int:
    position = (state.after or state.before or {}).get("position")
    return position if isinstance(position, int) else 0


def _root(place: Place, values: Values, known: Mapping[Place, Values]) -> Place:
    """The record that a row is part of, as far as ``known`` rows tell."""
    while place[0] in OWNERS:
        table, column = OWNERS[place[0]]
        key = values.get(column)
        if key is None:
            return place
        place = (table, str(key))
        values = known.get(place, {})
    return place


class _Then:
    """The rows as they were just after a row of the log: those of now, taken back."""

    def __init__(
        self, reading: Reading, rows: Sequence[LogRow], seq: int, tick: Callable[[], None]
    ) -> None:
        self._reading = reading
        self._tick = tick
        now = History(tuple(rows)).standing.done
        then = History(tuple(rows[:seq])).standing.done
        common = next(
            (at for at, (a, b) in enumerate(zip(now, then, strict=False)) if a != b),
            min(len(now), len(then)),
        )
        self._since = [(edit, True) for edit in reversed(now[common:])]
        self._since += [(edit, False) for edit in then[common:]]

    def owners(self, found: Sequence[RowChange]) -> list[Place]:
        """The record that each change is part of; of an unknown one the row itself."""
        known = self._told(found)
        lost = [place for place, values in known.items() if not _says_owner(place, values)]
        if lost:
            known.update(self._now(lost))
            still = {place for place in lost if not _says_owner(place, known[place])}
            known.update(self._deleted_since(still) if still else {})
        for place in list(known):  # a transfer of an account: one step further up
            table, column = OWNERS.get(place[0], ("", ""))
            if table in OWNERS and known[place].get(column) is not None:
                above = (table, str(known[place][column]))
                if above not in known:
                    known.update(self._now([above]))
        return [
            _root((change.table, change.key), known.get((change.table, change.key), {}), known)
            for change in found
        ]

    def rows_of(self, owners: set[Place], changed: Iterable[Place]) -> dict[Place, Values]:
        """Every row of some records, and the ``changed`` ones, as they were then."""
        state = self._now(changed)
        state.update(self._now(owners))
        above = owners
        while above:
            parts = self._parts_now(above)
            state.update(parts)
            above = {place for place in parts if place[0] == "account"}
        wanted = set(changed) | owners
        for edit, is_back in self._since:
            for changeset in changesets(self._reading, edit):
                self._tick()
                for forward in row_changes(changeset):
                    change = forward.inverted() if is_back else forward
                    place = (change.table, change.key)
                    if place in state or place in wanted or _owner(change) in owners:
                        _apply(state, place, change)
        return state

    @staticmethod
    def _told(found: Iterable[RowChange]) -> dict[Place, Values]:
        known: dict[Place, Values] = {}
        for change in found:
            place = (change.table, change.key)
            known[place] = {**known.get(place, {}), **change.old, **change.new}
        return known

    def _now(self, places: Iterable[Place]) -> dict[Place, Values]:
        by_table: dict[str, list[str]] = {}
        for table, key in places:
            by_table.setdefault(table, []).append(key)
        found: dict[Place, Values] = {}
        for table, keys in by_table.items():
            found.update(self._select(table, schema.content()[table].key, keys))
        return found

    def _parts_now(self, owners: Iterable[Place]) -> dict[Place, Values]:
        found: dict[Place, Values] = {}
        by_table: dict[str, list[str]] = {}
        for table, key in owners:
            by_table.setdefault(table, []).append(key)
        for part, (table, column) in OWNERS.items():
            if table in by_table:
                found.update(self._select(part, column, by_table[table]))
        return found

    def _select(self, table: str, column: str, keys: list[str]) -> Iterator[tuple[Place, Values]]:
        columns = [name for name in schema.content()[table].columns if name != "content"]
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {column} IN (SELECT value FROM "
        for row in self._reading.rows(sql + "json_each(?))", (json.dumps(keys),)):
            yield (table, str(row[0])), dict(zip(columns, row, strict=True))

    def _deleted_since(self, places: set[Place]) -> dict[Place, Values]:
        """Rows that are there no longer, as the edit that deleted them tells."""
        found: dict[Place, Values] = {}
        for edit, _is_back in self._since:
            for changeset in changesets(self._reading, edit):
                for change in row_changes(changeset):
                    place = (change.table, change.key)
                    if place in places and change.op in (INSERT, DELETE):
                        found.setdefault(place, change.old or change.new)
            if len(found) == len(places):
                break
        return found


def _says_owner(place: Place, values: Values) -> bool:
    return place[0] not in OWNERS or values.get(OWNERS[place[0]][1]) is not None


def _apply(state: dict[Place, Values], place: Place, change: RowChange) -> None:
    if change.op == DELETE:
        state.pop(place, None)
    else:
        state[place] = {**state.get(place, {}), **change.new}
