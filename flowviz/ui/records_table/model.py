"""The records as a Qt model: only the rows that are looked at are put into words."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from flowviz.arrays import Booleans, Indices
from flowviz.ui import text, theme
from flowviz.ui.headed_model import NUMBER, HeadedModel
from flowviz.ui.records_table.rows import Column, RecordRows, order_of

_Index = QModelIndex | Any
_NUMBERS = (Column.AMOUNT, Column.SOURCES)
_MARK_SHARE = 80


class RecordsModel(HeadedModel):
    """Serves rows in an order of its own: to sort is one sort of an array and a reset."""

    SORT: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, rows: RecordRows, parent: QObject | None = None) -> None:
        super().__init__(_NUMBERS, parent)
        self.rows = rows
        self._sorted_by = Column.AMOUNT
        self._is_descending = True
        self._order: Indices = np.empty(0, np.intp)
        self._place: Indices = np.empty(0, np.intp)
        self._keys: dict[Column, Any] = {}
        self._marked: Booleans = np.empty(0, np.bool_)
        self._heads = (
            self.tr("Supplier"),
            self.tr("Recipient"),
            self.tr("Items"),
            self.tr("Category"),
            self.tr("Amount"),
            self.tr("Dates"),
            self.tr("Kind"),
            self.tr("Existence"),
            self.tr("Reported by"),
            self.tr("Counts"),
            self.tr("Sources"),
            self.tr("Data set"),
        )
        self._arrange()

    def show_rows(self, rows: RecordRows) -> None:
        """Show other records."""
        self.beginResetModel()
        self.rows, self._keys = rows, {}
        self._arrange()
        self.endResetModel()

    def row_at(self, place: int) -> int:
        """The row of the records that stands at a place of the table."""
        return int(self._order[place])

    def rows_at(self, places: Sequence[int]) -> Indices:
        """The rows of the records that stand at some places of the table, in their order."""
        return self._order[np.asarray(places, np.intp)]

    def place_of(self, row: int) -> int:
        """The place in the table of a row of the records."""
        return int(self._place[row])

    def mark(self, marked: Booleans) -> None:
        """Tint some rows: those of what is selected in the picture."""
        self._marked = marked
        if len(self.rows):
            last = self.index(len(self.rows) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def first_marked(self) -> int | None:
        """The first place of the table that is tinted."""
        if not len(self._marked):
            return None
        places = np.flatnonzero(self._marked[self._order])
        return int(places[0]) if len(places) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_at(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(row, column)
        if role == self.SORT:
            return self._key(column)[row].item()
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return NUMBER
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self.rows.words(row, column))
        if role == Qt.ItemDataRole.BackgroundRole and len(self._marked) and self._marked[row]:
            tint = QColor(theme.colours().selected)
            tint.setAlpha(_MARK_SHARE)
            return QBrush(tint)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.SUPPLIER:
            return self._spoken(row)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._heads):
            return
        self.beginResetModel()
        self._sorted_by = Column(column)
        self._is_descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()
        self.endResetModel()

    def shown(self, row: int, column: Column) -> str:
        """What a row says in a column, as one plain line."""
        return text.one_line(self.rows.words(row, column))

    def _arrange(self) -> None:
        self._order = order_of(self._key(self._sorted_by), is_descending=self._is_descending)
        self._place = np.empty(len(self._order), np.intp)
        self._place[self._order] = np.arange(len(self._order))
        if len(self._marked) != len(self._order):
            self._marked = np.zeros(len(self._order), np.bool_)

    def _key(self, column: Column) -> Any:
        if column not in self._keys:
            self._keys[column] = self.rows.key(column)
        return self._keys[column]

    def _spoken(self, row: int) -> str:
        """A record as one sentence for a screen reader."""
        said = {column: self.shown(row, column) for column in Column}
        return self.tr("{supplier} to {recipient}: {amount}, {items}. {rest}").format(
            supplier=said[Column.SUPPLIER],
            recipient=said[Column.RECIPIENT],
            amount=said[Column.AMOUNT],
            items=said[Column.ITEMS],
            rest=", ".join(
                said[column]
                for column in (Column.DATES, Column.KIND, Column.EXISTENCE, Column.COUNTS)
            ),
        )
