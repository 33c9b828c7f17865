"""The rows of the evidence as a model: flat inside, a tree for the view, made when seen."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from flowviz.ui import text
from flowviz.ui.inspector.rows import WAITING, Later, Row

_Index = QModelIndex | Any

FIRST = 200
"""Rows of the top level that are shown at once; a view asks each row how tall it is."""


class EvidenceModel(QAbstractItemModel):
    """Serves ``Row`` trees; an index keeps the row's number in one flat list.

    Rows of long lists are made when they are first asked for, and what is below a row is taken in
    when that is opened.
    """

    ROW: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row | Later] = []
        self._parents: list[int] = []
        self._positions: list[int] = []
        self._children: list[range | None] = []
        self._tops: list[int] = []
        self._rest: Sequence[Row | Later] = ()

    def show_rows(self, rows: Sequence[Row | Later]) -> None:
        """Show other rows from the top: the first of them now, the rest by ``take_rest``."""
        self.beginResetModel()
        self._rows, self._parents, self._positions, self._children = [], [], [], []
        self._tops, self._rest = list(self._take_in(rows[:FIRST], -1)), rows[FIRST:]
        self.endResetModel()

    @property
    def has_rest(self) -> bool:
        """Whether there are more rows on the top level than are shown yet."""
        return bool(self._rest)

    def take_rest(self) -> None:
        """Show the rest of the rows of the top level."""
        if self._rest:
            first = len(self._tops)
            self.beginInsertRows(QModelIndex(), first, first + len(self._rest) - 1)
            self._tops += self._take_in(self._rest, -1, first)
            self._rest = ()
            self.endInsertRows()

    def row_of(self, index: _Index) -> Row | None:
        """Give the row behind an index, None beside all rows."""
        return self._row(index.internalId()) if index.isValid() else None

    def seen(self, index: _Index) -> Row | Later:
        """What is known of the row behind an index without making it."""
        return self._rows[index.internalId()]

    def depth(self, index: _Index) -> int:
        """How many rows stand above the row behind an index."""
        found, above = 0, self._parents[index.internalId()]
        while above >= 0:
            found, above = found + 1, self._parents[above]
        return found

    def taken(self) -> Iterator[QModelIndex]:
        """Every row that is taken in, those above first, and what is so on the way."""
        number = 0
        while number < len(self._rows):
            yield self.createIndex(self._positions[number], 0, number)
            number += 1

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

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008 -- Qt's signature
        if not parent.isValid():
            return bool(self._tops)
        known = self._rows[parent.internalId()]
        return isinstance(known, Later) or bool(known.children)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return len(self._below(parent))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            self.ROW,
        ):
            return None
        row = self.row_of(index)
        if row is None or role == self.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(row.title)
        return text.one_line(". ".join(words for words in row.texts() if words))

    def _row(self, number: int) -> Row:
        known = self._rows[number]
        if isinstance(known, Row):
            return known
        made = known.row()
        if made is None:
            return WAITING
        self._rows[number] = made
        return made

    def _below(self, parent: _Index) -> Sequence[int]:
        if not parent.isValid():
            return self._tops
        number = parent.internalId()
        children = self._children[number]
        if children is None:
            row = self._row(number)
            if row is WAITING:
                return range(0)
            children = self._children[number] = self._take_in(row.children, number)
        return children

    def _take_in(self, rows: Sequence[Row | Later], above: int, position: int = 0) -> range:
        first, count = len(self._rows), len(rows)
        self._rows += rows
        self._parents += [above] * count
        self._positions += range(position, position + count)
        self._children += [None] * count
        return range(first, first + count)
