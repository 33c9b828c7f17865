"""The evidence as a tree one walks by keys: open a link, go to a flow, copy a row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from flowviz.ui import icons, text
from flowviz.ui.inspector.delegate import EvidenceDelegate
from flowviz.ui.inspector.model import EvidenceModel
from flowviz.ui.inspector.rows import Later, Row, RowKind
from flowviz.ui.picked import NO_PICK, Picked

_ALL_OPEN = 8
"""Rows on the top level that are all opened with what is below them."""
_COLUMN = 0
_FIRST_LINE_PX = 32
_Index = QModelIndex | Any


@dataclass(frozen=True, slots=True)
class _Place:
    """What is current, what is open, which rows there are, and how far down one is."""

    current: object
    opened: Collection[object]
    known: Collection[object]
    scroll: int

    def has_open(self, row: Row | Later) -> bool:
        """Whether a row is to be open: as it was, or as where it comes first if it is new."""
        if row.key in self.known or isinstance(row, Later):
            return row.key in self.opened
        return not row.is_closed and row.kind is not RowKind.RECORD and bool(row.children)


class EvidenceTree(QTreeView):
    """Shows rows of evidence; few are opened at once, of many only the first.

    ``edit_wanted`` asks for the form of the current row, ``menu_filling`` for what else its menu
    is to offer.
    """

    pair_wanted = Signal(str, str)
    edit_wanted = Signal()
    row_changed = Signal()
    menu_filling = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = EvidenceModel(self)
        self.setModel(self._rows)
        self._drawing = EvidenceDelegate(self)
        self.setItemDelegate(self._drawing)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(self.tr("Records and their sources"))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._rows.take_rest)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_row)

    def show_rows(self, rows: Sequence[Row | Later], *, keeps_place: bool = False) -> None:
        """Show other rows, from the top; the same ones anew where one is, if it ``keeps_place``."""
        place = self._place() if keeps_place else None
        self._drawing.forget()
        self._rows.show_rows(rows)
        if self._rows.has_rest:
            self._soon.start()
        if place is None:
            self._open_first()
            self.scrollToTop()
        else:
            self._go_back_to(place)
        self.row_changed.emit()

    def current_row(self) -> Row | None:
        """The row that has the keyboard's place, None for none."""
        return self._rows.row_of(self.currentIndex())

    def picked(self) -> Picked:
        """What the current row stands for: a heading within a record for that record."""
        index = self.currentIndex()
        while (row := self._rows.row_of(index)) is not None:
            if row.picked.ids or row.picked.subject is not None:
                return row.picked
            index = index.parent()
        return NO_PICK

    def _open_first(self) -> None:
        """Open everything where there is little, else what is said of the flow and one record."""
        is_little = self._rows.rowCount() <= _ALL_OPEN
        is_any_open = False
        for number in range(self._rows.rowCount()):
            index = self._rows.index(number, _COLUMN)
            seen = self._rows.seen(index)
            is_record = isinstance(seen, Later) or seen.kind is RowKind.RECORD
            if is_little or not is_record or not is_any_open:
                self._expand(index)
                is_any_open = is_any_open or is_record
            if is_any_open and not is_little:
                break

    def _expand(self, index: QModelIndex) -> None:
        """Open a row and all below it but what stays closed by itself."""
        row = self._rows.row_of(index)
        if row is None or row.is_closed:
            return
        self.setExpanded(index, True)
        for number in range(self._rows.rowCount(index)):
            self._expand(self._rows.index(number, _COLUMN, index))

    def _place(self) -> "_Place":
        current = self._rows.row_of(self.currentIndex())
        known, opened = set(), set()
        for index in self._rows.taken():
            key = self._rows.seen(index).key
            known.add(key)
            if self.isExpanded(index):
                opened.add(key)
        scroll = self.verticalScrollBar().value()
        return _Place(current.key if current else None, opened, known, scroll)

    def _go_back_to(self, place: "_Place") -> None:
        """Show the same place of rows that are made anew."""
        self._rows.take_rest()
        for index in self._rows.taken():
            seen = self._rows.seen(index)
            if place.has_open(seen):
                self.setExpanded(index, True)
                self._rows.rowCount(index)  # takes in what is below, which may be open too
            if seen.key == place.current:
                self.setCurrentIndex(index)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place.scroll)

    def _tell_row(self, *_of: object) -> None:
        self.row_changed.emit()

    def go_to_record(self, record: str) -> None:
        """Open the row of a record and put the keyboard's place on it."""
        self._rows.take_rest()
        for number in range(self._rows.rowCount()):
            index = self._rows.index(number, _COLUMN)
            if self._rows.seen(index).record == record:
                self._expand(index)
                self.setCurrentIndex(index)
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                return

    def rows(self) -> EvidenceModel:
        """The rows shown."""
        return self._rows

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Draw the arrow beside the first line of a row, however tall the row is."""
        first = QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), _FIRST_LINE_PX)))
        super().drawBranches(painter, first, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_link = self.is_on_link(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.is_on_link(point):
            self._open(self.indexAt(point))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.menu_filling.emit(menu)
        is_citation = row.kind is RowKind.CITATION
        words = self.tr("Copy Citation") if is_citation else self.tr("Copy Row")
        copy = QAction(icons.icon("copy"), words, menu)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(self.copy_row)
        menu.addAction(copy)
        if row.url:
            link = QAction(icons.icon("link"), self.tr("Open Link…"), menu)
            link.triggered.connect(self._open_current)
            menu.addAction(link)
        if row.archived:
            archived = QAction(self.tr("Open Archived Copy…"), menu)
            archived.triggered.connect(self._open_archived)
            menu.addAction(archived)
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        menu.deleteLater()

    def copy_row(self) -> None:
        """Put the row, with all below it, on the clipboard as text."""
        row = self._rows.row_of(self.currentIndex())
        if row is not None:
            QGuiApplication.clipboard().setText(row.plain())

    def is_on_link(self, point: QPoint) -> bool:
        """Whether a click at ``point`` of the viewport opens something."""
        index = self.indexAt(point)
        row = self._rows.row_of(index)
        if row is None or not (row.url or row.pair):
            return False
        area = self._drawing.link_area(index, self.visualRect(index))
        return area is not None and area.contains(point)

    def _open_archived(self) -> None:
        row = self.current_row()
        if row is not None:
            text.open_link(self, row.archived)

    def _open_current(self) -> None:
        self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row_of(index)
        if row is None:
            return
        if row.url:
            text.open_link(self, row.url)
        elif row.pair is not None:
            self.pair_wanted.emit(*row.pair)
        elif row.picked.kind is not None:
            self.edit_wanted.emit()
        else:
            self.setExpanded(index, not self.isExpanded(index))
