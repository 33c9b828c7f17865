"""Examples of what an import adds, changes, and no longer finds."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from flowviz.editing.plan_words import SampleWords
from flowviz.ui import text, theme
from flowviz.ui.headed_model import NUMBER, HeadedModel

_Index = QModelIndex | Any
_LONGEST = 200


class CellsModel(HeadedModel):
    """Rows of texts; the first is a number, the ``muted`` ones are paler."""

    def __init__(
        self, heads: Sequence[str], muted: tuple[int, ...] = (), parent: QObject | None = None
    ) -> None:
        super().__init__((0,), parent)
        self._heads = tuple(heads)
        self._muted = (0, *muted)
        self._rows: list[tuple[str, ...]] = []

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(words, _LONGEST)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(words)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in self._muted:
            return QBrush(QColor(theme.colours().muted))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return NUMBER
        return None


def record_cells(sample: SampleWords) -> tuple[str, ...]:
    """The cells of a record that is added or gone."""
    line = f"{sample.line:,}" if sample.line else ""
    return line, sample.supplier, sample.recipient, sample.item, sample.figures


def change_cells(sample: SampleWords) -> list[tuple[str, ...]]:
    """The cells of a record that changes: a row for each value, the record named once."""
    rows: list[tuple[str, ...]] = []
    for number, (what, before, after) in enumerate(sample.changes):
        ends = f"{sample.supplier} → {sample.recipient}"
        record = f"{ends}: {sample.item}" if sample.item else ends
        first = ("", "") if number else (f"{sample.line:,}", record)
        rows.append((*first, what, before, after))
    return rows
