"""The table of sources: sorted by a click on a heading, a row dragged onto the picture cites it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from flowviz.ui.library.dragging import drag_source
from flowviz.ui.library.model import Column, SourcesModel
from flowviz.ui.row_table import RowTable
from flowviz.ui.settings import Settings

_KEPT = "sources"
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


class SourcesTable(RowTable):
    """One source is picked at a time.

    ``source_changed`` tells that it is another one; ``edit_wanted`` and ``copy_wanted`` ask for its
    form and for its citation as text. ``offered`` are the actions of the menu.
    """

    source_changed = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(settings, _KEPT, parent)
        self._chosen = ""
        self.offered: tuple[QAction, ...] = ()
        self.sources = SourcesModel(self)
        self.setModel(self.sources)
        self.setAccessibleName(self.tr("Table of sources"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.set_up(_WIDTHS_PX.items(), Column.RECORDS)
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
