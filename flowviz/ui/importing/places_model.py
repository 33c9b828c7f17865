"""The places a term can come from, as one list: nowhere, constants, then the columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from flowviz.editing.mapping_text import COLUMN
from flowviz.ui import text

_Index = QModelIndex | Any
_MOST_SHOWN = 60
EXAMPLE = Qt.ItemDataRole.StatusTipRole
_RULE = "separator"  # what Qt itself calls one


@dataclass(frozen=True, slots=True)
class ColumnOffer:
    """A column to choose: its name in a mapping, as it stands in the file, and a cell of it."""

    name: str
    label: str
    example: str


class PlacesModel(QAbstractListModel):
    """Serves what stands before the columns, the columns, and one place that is none of these.

    The columns of a table are shared by all its lists, for there may be thousands.
    """

    def __init__(
        self,
        first: Sequence[tuple[str, str]],
        columns: Sequence[ColumnOffer],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._first = tuple(first)
        self._columns = columns
        self._stray: tuple[str, str] | None = None

    def row_of(self, place: str) -> int:
        """The row of a place, -1 where it is none of the list."""
        for row, (value, _) in enumerate(self._first):
            if value == place:
                return row
        if place.startswith(COLUMN):
            name = place.removeprefix(COLUMN)
            for at, column in enumerate(self._columns):
                if column.name == name:
                    return len(self._first) + 1 + at
        return self.rowCount() - 1 if self._stray and self._stray[0] == place else -1

    def show_stray(self, place: str, words: str) -> int:
        """Have a place that the table does not know as the last one; give its row."""
        self.beginResetModel()
        self._stray = (place, words)
        self.endResetModel()
        return self.rowCount() - 1

    def is_rule(self, row: int) -> bool:
        """Whether a row only parts the columns from what stands before them."""
        return row == len(self._first)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        if parent.isValid():
            return 0
        return len(self._first) + 1 + len(self._columns) + (self._stray is not None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.is_rule(index.row()) else super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if self.is_rule(index.row()):
            return _RULE if role == Qt.ItemDataRole.AccessibleDescriptionRole else None
        place, words, example = self._line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text.one_line(words, _MOST_SHOWN)
        if role == Qt.ItemDataRole.UserRole:
            return place
        if role == EXAMPLE:
            return text.one_line(example, _MOST_SHOWN)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{words}, {example}" if example else words
            return text.one_line(said, 2 * _MOST_SHOWN)
        return None

    def _line(self, row: int) -> tuple[str, str, str]:
        if row < len(self._first):
            return *self._first[row], ""
        at = row - len(self._first) - 1
        if at < len(self._columns):
            column = self._columns[at]
            return COLUMN + column.name, column.label, column.example
        assert self._stray is not None
        return *self._stray, ""
