"""What is forgotten, applied: to a row of content, and to every changeset of the history alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import apsw

from flowviz.dossier import serial
from flowviz.dossier.rows import Row
from flowviz.dossier.scrubbing import Scrub

INSERT, UPDATE, DELETE = apsw.SQLITE_INSERT, apsw.SQLITE_UPDATE, apsw.SQLITE_DELETE

_FEW = 40
"""Keys that are looked for in the bytes of a changeset before it is taken apart."""


class Change(NamedTuple):
    """One change of a changeset; ``old`` and ``new`` have ``apsw.no_change`` where nothing is."""

    table: str
    op: int
    is_indirect: bool
    old: Row | None
    new: Row | None

    @property
    def key(self) -> str:
        """The primary key of the row."""
        row = self.new if self.old is None else self.old
        assert row is not None
        return str(row[0])


class Step(NamedTuple):
    """What a changeset does to the lists of some owners, as it is to be."""

    table: str
    owners: frozenset[str]
    changes: tuple[Change, ...]

    def holds(self, change: Change) -> bool:
        """Whether a change is one of those whose place these take."""
        return change.table == self.table and change.key.rpartition("/")[0] in self.owners


def read(changeset: bytes) -> Iterator[Change]:
    """The changes of a changeset, in its order."""
    for one in apsw.Changeset.iter(changeset):
        yield Change(one.name, one.opcode, one.indirect, one.old, one.new)


def write(changes: Iterable[Change]) -> bytes:
    """The changeset of some changes, in the format of sqlite3session.c.

    What was ``read`` comes out as it was.
    """
    parts: list[bytes] = []
    head = ("", 0)
    for change in changes:
        rows = [row for row in (change.old, change.new) if row is not None]
        if (change.table, len(rows[0])) != head:
            head = change.table, len(rows[0])
            parts.append(serial.table(*head))
        parts.append(bytes((change.op, change.is_indirect)))
        parts.extend(serial.value(value) for row in rows for value in row)
    return b"".join(parts)


@dataclass(slots=True)
class Forgetting:
    """What is forgotten.

    ``gone`` are rows that never were, by table and key. ``blank`` are values of a column that
    become empty. ``fixed`` are values that a row has from now on and always had, by table and key,
    then by the place of the column. ``scrub`` takes texts out of all the rest.
    """

    gone: dict[str, set[str]] = field(default_factory=dict)
    blank: dict[tuple[str, int], str] = field(default_factory=dict)
    fixed: dict[tuple[str, str], Mapping[int, Any]] = field(default_factory=dict)
    scrub: Scrub = field(default_factory=Scrub)

    def may_touch(self, changeset: bytes) -> bool:
        """Whether anything in a changeset may change; quick, and never wrongly False."""
        keys = {key for ids in self.gone.values() for key in ids}
        keys.update(self.blank.values(), (key for _, key in self.fixed))
        if len(keys) > _FEW or any(key.encode() in changeset for key in keys):
            return True
        return self.scrub.may_be_in(changeset)

    def changed(
        self, changeset: bytes, step: Step | None = None
    ) -> tuple[list[Change], list[Change], list[Change]]:
        """The changes that stay, those that go, and those (as they were) that stay otherwise.

        ``step`` is what takes the place of the changes of lists.
        """
        staying: list[Change] = list(step.changes) if step is not None else []
        going, others = [], []
        has_words = self.scrub.may_be_in(changeset)
        special = {table for table, _ in (*self.blank, *self.fixed)}
        for change in read(changeset):
            if step is not None and step.holds(change):
                going += [change] if change not in step.changes else []
                continue
            if change.key in self.gone.get(change.table, ()):
                going.append(change)
                continue
            after = change
            if has_words or change.table in special:
                after = self._reworded(after)
            staying.append(after)
            others += [change] if after != change else []
        return staying, going, others

    def row(self, table: str, key: str, row: Row) -> Row:
        """A row, or the values of one that a change has, as they may stay."""
        after = list(row)
        if self.scrub.is_hit(*row):
            value = self.scrub.value
            after = [value(table, at, one) for at, one in enumerate(row)]
        for at, one in self.fixed.get((table, key), {}).items():
            if row[at] is not apsw.no_change:
                after[at] = one
        for (of_table, at), gone in self.blank.items():
            if of_table == table and row[at] == gone:
                after[at] = ""
        return tuple(after)

    def _reworded(self, change: Change) -> Change:
        table, key = change.table, change.key
        old = None if change.old is None else self.row(table, key, change.old)
        new = None if change.new is None else self.row(table, key, change.new)
        return change._replace(old=old, new=new)
