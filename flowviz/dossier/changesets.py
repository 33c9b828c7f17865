"""The changesets of the log, read: which rows of content they add, change and delete."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from flowviz.dossier import log, schema
from flowviz.dossier.log import LogRow
from flowviz.dossier.reading import Reading
from flowviz.errors import DossierError

Values = Mapping[str, Any]
"""Values of a row by column: the whole row, or the columns that were changed."""

INSERT, UPDATE, DELETE = "INSERT", "UPDATE", "DELETE"
INVERSE = {INSERT: DELETE, DELETE: INSERT, UPDATE: UPDATE}


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row of content.

    ``op`` is ``INSERT``, ``UPDATE`` or ``DELETE``. What was inserted is whole in ``new``, what was
    deleted in ``old``; of a change both have just the changed columns.
    """

    table: str
    key: str
    op: str
    old: Values
    new: Values

    def inverted(self) -> "RowChange":
        """The change that takes it back."""
        return RowChange(self.table, self.key, INVERSE[self.op], self.new, self.old)


def edit_of(row: LogRow, rows: Sequence[LogRow]) -> tuple[int, bool]:
    """The edit whose changesets a row of the log stands for, and whether it takes them back.

    Zero for a row that changed nothing by changesets, as a forgetting. ``rows`` is the whole log.
    """
    if row.kind == log.EDIT:
        return row.seq, False
    if row.kind == log.UNDO and row.reverses:
        return row.reverses, True
    if row.kind == log.REDO and row.reverses:
        return rows[row.reverses - 1].reverses or 0, False
    return 0, False


def changesets(reading: Reading, edit: int) -> Iterator[bytes]:
    """The changesets of an edit, unpacked, one at a time."""
    sql = "SELECT changeset FROM log_chunk WHERE seq = ? ORDER BY position"
    for (packed,) in reading.rows(sql, (edit,)):
        yield log.unpack(packed)


def operations(changeset: bytes) -> Iterator[tuple[str, str]]:
    """The table and the operation of each change, in half the time that its values take."""
    for change in _read(changeset):
        yield change.name, change.op


def row_changes(changeset: bytes) -> Iterator[RowChange]:
    """Every change of a changeset; one of an older schema lacks the columns added since."""
    return (decoded(change, table) for change, table in skimmed(changeset))


def skimmed(changeset: bytes) -> Iterator[tuple[Any, schema.Table]]:
    """Every change as apsw has it, with its table: good until the next one is asked for."""
    tables = schema.content()
    for change in _read(changeset):
        table = tables.get(change.name)
        if table is not None:
            yield change, table


def decoded(change: Any, table: schema.Table) -> RowChange:
    """A change that was skimmed, with its values by column."""
    op = change.op
    # An update gives what was not changed, the key in the new values too, as "no change".
    old, new = _values(table.columns, change.old), _values(table.columns, change.new)
    key = old.get(table.key) if op != INSERT else new.get(table.key)
    if op == UPDATE:
        old.pop(table.key, None)
    return RowChange(table.name, str(key), op, old, new)


def _read(changeset: bytes) -> Iterator[Any]:
    try:
        yield from apsw.Changeset.iter(changeset)
    except apsw.Error as error:
        raise DossierError("A change in the history is damaged and cannot be read.") from error


def _values(columns: Sequence[str], values: Sequence[Any] | None) -> dict[str, Any]:
    return {
        column: value
        for column, value in zip(columns, values or (), strict=False)
        if value is not apsw.no_change
    }
