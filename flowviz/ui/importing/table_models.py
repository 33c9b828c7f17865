"""The right side of the columns page: rows as the records they become, and as they stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from flowviz.editing.entry_words import ITEM, NOTE, SOURCE, EntryWords
from flowviz.ui import text, theme
from flowviz.ui.headed_model import NUMBER, HeadedModel

_Index = QModelIndex | Any
_LONGEST = 100


class EntryModel(HeadedModel):
    """Entries as records, a row each; a doubtful cell is tinted, and its tip says why."""

    RARE = (1 + ITEM, 1 + SOURCE, 1 + NOTE)
    """Columns of which many tables tell nothing."""

    def __init__(self, line_head: str, parent: QObject | None = None) -> None:
        super().__init__((0,), parent)
        self._entries: Sequence[EntryWords] = ()
        self._heads = (
            line_head,
            self.tr("Supplier"),
            self.tr("Recipient"),
            self.tr("Item"),
            self.tr("Figures"),
            self.tr("Date"),
            self.tr("Source"),
            self.tr("Also said"),
        )

    def show_entries(self, entries: Sequence[EntryWords]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def has_words(self, column: int) -> bool:
        """Whether a column tells anything; that of no entries may yet."""
        told = (each.cells[column - 1] or column - 1 in each.doubts for each in self._entries)
        return not self._entries or any(told)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], index.column()
        words = f"{entry.line:,}" if column == 0 else entry.cells[column - 1]
        doubt = entry.doubts.get(column - 1, "") if column else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(words, _LONGEST)
        if role == Qt.ItemDataRole.BackgroundRole and doubt:
            return QBrush(QColor(theme.colours().caution_ground))
        if role == Qt.ItemDataRole.ForegroundRole and column == 0:
            return QBrush(QColor(theme.colours().faint))
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip("\n".join(filter(None, (words, doubt))))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and doubt:
            return text.plain(doubt)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return NUMBER
        return None


class RawModel(HeadedModel):
    """The first rows as they stand; a column that is used says what it is taken as."""

    def __init__(self, line_head: str, parent: QObject | None = None) -> None:
        super().__init__((0,), parent)
        self._line_head = line_head
        self._names: tuple[str, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._lines: tuple[int, ...] = ()
        self._uses: Mapping[str, str] = {}

    def show_rows(
        self,
        names: tuple[str, ...],
        labels: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        lines: tuple[int, ...],
    ) -> None:
        """Show other rows; ``names`` are those of a mapping, ``labels`` as the file has them."""
        self.beginResetModel()
        self._names, self._labels, self._rows, self._lines = names, labels, rows, lines
        self._heads = (self._line_head, *labels)
        self.endResetModel()

    def show_uses(self, uses: Mapping[str, str]) -> None:
        """Say anew what the columns are taken as."""
        if uses == self._uses:
            return
        self._uses = uses
        if self._names and self._rows:
            last = len(self._names)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
            end = self.index(len(self._rows) - 1, last)
            self.dataChanged.emit(self.index(0, 1), end)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_name = orientation is Qt.Orientation.Horizontal and 0 < section < len(self._heads)
        if is_name and role == Qt.ItemDataRole.DisplayRole:
            label = text.one_line(self._labels[section - 1], 40) or self._names[section - 1]
            return f"{label}\n{self._use(section - 1)}"
        if is_name and role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(f"{self._labels[section - 1]}\n{self._use(section - 1)}")
        if is_name and role == Qt.ItemDataRole.ForegroundRole:
            now = theme.colours()
            return QBrush(QColor(now.text if self.is_used(section - 1) else now.faint))
        return super().headerData(section, orientation, role)

    def is_used(self, column: int) -> bool:
        """Whether a column of the file is taken as anything."""
        return self._names[column] in self._uses

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column() - 1
        if column < 0:
            cell, is_faint = f"{self._lines[index.row()]:,}", True
        else:
            cell = row[column] if column < len(row) else ""
            is_faint = not self.is_used(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(cell, _LONGEST)
        if role == Qt.ItemDataRole.ForegroundRole and is_faint:
            return QBrush(QColor(theme.colours().faint))
        if role == Qt.ItemDataRole.ToolTipRole and column >= 0 and cell:
            return text.tooltip(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole and column < 0:
            return NUMBER
        return None

    def _use(self, column: int) -> str:
        use = self._uses.get(self._names[column], "")
        return self.tr("as {use}").format(use=use) if use else self.tr("not used")
