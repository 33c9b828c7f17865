"""How the tables of the import look: calm rows, no grid, headings to the left."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from flowviz.ui.records_table.tint import TintDelegate

_ROW_PX = 26


def calm_table(model: QAbstractItemModel, name: str, parent: QWidget) -> QTableView:
    """Make a table of whole rows; ``name`` is what it is called aloud."""
    table = QTableView(parent)
    table.setAccessibleName(name)
    table.setModel(model)
    table.setItemDelegate(TintDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


def give_widths(table: QTableView, *widths_px: int) -> None:
    """Give the first columns their widths."""
    header = table.horizontalHeader()
    for column, width_px in enumerate(widths_px[: header.count()]):
        header.resizeSection(column, width_px)
