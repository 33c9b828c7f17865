"""What the tables of the window share: whole rows, quiet lines, columns that stay as they were."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from flowviz.ui.settings import Settings

_ROW_PX = 26


class RowTable(QTableView):
    """A table of which rows are picked; widths, order and sorting are kept under a name."""

    def __init__(self, settings: Settings, kept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._kept = kept

    def set_up(self, widths_px: Iterable[tuple[int, int]], sorted_by: int) -> None:
        """Look as all of them do, once there is a model; most of ``sorted_by`` comes first."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        for column, width in widths_px:
            header.resizeSection(column, width)
        header.setSortIndicator(sorted_by, Qt.SortOrder.DescendingOrder)
        kept = self._settings.layout(self._kept)
        if not kept.isEmpty():
            header.restoreState(kept)
        self.setSortingEnabled(True)
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(self.keep_columns)

    def keep_columns(self, *_of: object) -> None:
        """Have the columns as they are now from the next start on."""
        self._settings.set_layout(self._kept, self.horizontalHeader().saveState())
