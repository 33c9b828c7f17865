"""The table of sources: sorted by a click on a heading, a row dragged onto the picture cites it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from flowviz.ui.library.dragging import drag_source
from flowviz.ui.library.model import Column, SourcesModel
from flowviz.ui.settings import Settings

_KEPT = "sources"
_ROW_PX = 26
_WIDTHS_PX = {
    Column.TITLE: 230,
    Column.PUBLISHER: 120,
    Column.PUBLISHED: 84,
    Column.RELIABILITY: 90,
    Column.STATUS: 80,
    Column.ORIGIN: 140,
    Column.RECORDS: 76,
    Column.FLOWS: 66,
    Column.ARCHIVED: 84,
}


class SourcesTable(QTableView):
    """One source is picked at a time.

    ``source_changed`` tells that it is another one; ``edit_wanted`` and ``copy_wanted`` ask for its
    form and for its citation as text. ``offered`` are the actions of the menu.
    """

    source_changed = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._chosen = ""
        self.offered: tuple[QAction, ...] = ()
        self.sources = SourcesModel(self)
        self.setModel(self.sources)
        self.setAccessibleName(self.tr("Table of sources"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        self._set_up_heads()
        self.selectionModel().currentRowChanged.connect(self._note_current)
        self.sources.modelReset.connect(self._go_back)
        self.doubleClicked.connect(self._want_edit)

    @property
    def source(self) -> str:
        """The identifier of the source that is picked, "" for none in sight."""
        return self.sources.id_at(self.currentIndex().row())

    def choose(self, id_: str) -> bool:
        """Pick a source; gives whether it is shown."""
        place = self.sources.place_of(id_)
        self._chosen = id_
        if place < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self.sources.index(place, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.source:
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(self.offered)
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        menu.deleteLater()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take the source into the hand; a drop on a flow cites it."""
        if self.source:
            title = self.sources.library.sources[self.source].title
            drag_source(self, self.source, title)

    def _set_up_heads(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        for column, width in _WIDTHS_PX.items():
            header.resizeSection(column, width)
        header.setSortIndicator(Column.RECORDS, Qt.SortOrder.DescendingOrder)
        kept = self._settings.layout(_KEPT)
        if not kept.isEmpty():
            header.restoreState(kept)
        self.setSortingEnabled(True)
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(self._keep_columns)

    def _keep_columns(self, *_of: object) -> None:
        self._settings.set_layout(_KEPT, self.horizontalHeader().saveState())

    def _note_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._chosen = self.sources.id_at(now.row())
        self.source_changed.emit()

    def _go_back(self) -> None:
        """Stay on the source that was picked before the rows changed, or go to the first."""
        if not self.choose(self._chosen) and self.sources.rowCount():
            chosen = self._chosen
            self.choose(self.sources.id_at(0))
            self._chosen = chosen  # it may come back with the next letter
        self.source_changed.emit()

    def _want_edit(self, _index: QModelIndex) -> None:
        self.edit_wanted.emit()
