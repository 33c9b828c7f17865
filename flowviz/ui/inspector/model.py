"""The rows of the evidence as a model: flat inside, a tree for the view."""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from flowviz.ui import text
from flowviz.ui.inspector.rows import Row

_Index = QModelIndex | Any


class EvidenceModel(QAbstractItemModel):
    """Serves ``Row`` trees; an index keeps the row's number in one flat list."""

    ROW: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._parents: list[int] = []
        self._positions: list[int] = []
        self._children: list[list[int]] = []
        self._tops: list[int] = []

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows from the top."""
        self.beginResetModel()
        self._rows, self._parents, self._positions, self._children = [], [], [], []
        self._tops = [self._take_in(row, -1, at) for at, row in enumerate(rows)]
        self.endResetModel()

    def row_of(self, index: _Index) -> Row | None:
        """Give the row behind an index, None beside all rows."""
        return self._rows[index.internalId()] if index.isValid() else None

    def count(self) -> int:
        """How many rows there are on all levels."""
        return len(self._rows)

    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 -- Qt's signature
    ) -> QModelIndex:
        siblings = self._below(parent)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        above = self._parents[child.internalId()] if child.isValid() else -1
        return QModelIndex() if above < 0 else self.createIndex(self._positions[above], 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return len(self._below(parent))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.one_line(". ".join(words for words in row.texts() if words))
        if role == self.ROW:
            return row
        return None

    def _below(self, parent: _Index) -> list[int]:
        return self._children[parent.internalId()] if parent.isValid() else self._tops

    def _take_in(self, row: Row, above: int, position: int) -> int:
        number = len(self._rows)
        self._rows.append(row)
        self._parents.append(above)
        self._positions.append(position)
        self._children.append([])
        self._children[number] = [
            self._take_in(child, number, at) for at, child in enumerate(row.children)
        ]
        return number
