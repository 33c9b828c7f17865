"""The filters as a tree one walks by keys: Space ticks, arrows open and close, letters search."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from flowviz.ui.filters.delegate import FilterDelegate
from flowviz.ui.filters.model import FilterModel
from flowviz.ui.filters.section import RowKind, Section

_Index = QModelIndex | Any
_TAKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class FilterTree(QTreeView):
    """Shows the sections; what is open stays open, whatever the counts become."""

    typed = Signal(str)
    left_above = Signal()

    def __init__(self, opened: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.sections = FilterModel(self)
        self._opened = set(opened)
        self._is_searching = False
        self._is_opening = False
        self.setModel(self.sections)
        self.setItemDelegate(FilterDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(self.tr("Filters and how many records they leave"))
        self.clicked.connect(self._take)
        self.expanded.connect(self._note_opened)
        self.collapsed.connect(self._note_closed)

    @property
    def opened(self) -> frozenset[str]:
        """The names of the sections that are open."""
        return frozenset(self._opened)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show other counts and ticks; the row with the keyboard keeps it."""
        here = self.sections.row_of(self.currentIndex())
        self.sections.show_sections(sections)
        self._open()
        if here is not None:
            again = self.sections.find(here)
            if again.isValid() and again != self.currentIndex():
                self.setCurrentIndex(again)

    def search(self, wanted: str) -> None:
        """Show what holds ``wanted``, everything again for ""."""
        self._is_searching = bool(wanted.strip())
        self.sections.search(wanted)
        self._open()
        self.scrollToTop()

    def go_to_first(self) -> None:
        """Put the keyboard on the first offer, or the first section where nothing is searched."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        sections = range(self.sections.rowCount())
        tops = (self.sections.index(number, 0) for number in sections)
        shown = [top for top in tops if not self.isRowHidden(top.row(), QModelIndex())]
        if shown:
            self.setCurrentIndex(
                self.sections.index(0, 0, shown[0]) if self._is_searching else shown[0]
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in _TAKING:
            self._take(index)
        elif event.key() == Qt.Key.Key_Up and not self.indexAbove(index).isValid():
            self.left_above.emit()
        elif is_plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a quick second click as what it is: a second click."""
        self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _take(self, index: _Index) -> None:
        row = self.sections.row_of(index)
        if row is None:
            return
        if row.kind is RowKind.SECTION:
            self.setExpanded(index, not self.isExpanded(index))
        elif row.kind is RowKind.MORE:
            number, at = index.parent().row(), index.row()
            self.sections.show_more(row.section)
            self._open()
            self.setCurrentIndex(self.sections.index(at, 0, self.sections.index(number, 0)))
        elif row.offer is not None:
            self.sections.setData(index, None, Qt.ItemDataRole.CheckStateRole)

    def _open(self) -> None:
        """Open what the user has open; while searching, whatever holds a match and nothing else."""
        self._is_opening = True
        for number, section in enumerate(self.sections.sections):
            index = self.sections.index(number, 0)
            is_hit = self.sections.has_matches(number)
            self.setRowHidden(number, QModelIndex(), self._is_searching and not is_hit)
            self.setExpanded(index, is_hit if self._is_searching else section.name in self._opened)
        self._is_opening = False

    def _note_opened(self, index: QModelIndex) -> None:
        row = self.sections.row_of(index)
        if row is not None and not self._is_opening:
            self._opened.add(row.section)

    def _note_closed(self, index: QModelIndex) -> None:
        row = self.sections.row_of(index)
        if row is not None and not self._is_opening:
            self._opened.discard(row.section)
