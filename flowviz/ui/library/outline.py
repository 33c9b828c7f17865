"""The outline of a source as a Qt model and its tree: lines are made as they are opened."""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from flowviz.ui import text, theme
from flowviz.ui.library.items import Given, Item, Tone

_Index = QModelIndex | Any
_NAME_PX = 210
_WORDS_LEAST_PX = 130
_ROW_PX = 24


class _Node:
    """An item in its place; what lies below it is made when it is asked for."""

    __slots__ = ("_below", "above", "item", "row")

    def __init__(self, item: Item, above: "_Node | None", row: int) -> None:
        self.item = item
        self.above = above
        self.row = row
        self._below: list[_Node] | None = None

    @property
    def may_have_more(self) -> bool:
        """Whether something may lie below, as far as one can tell without making it."""
        return bool(self._below) if self._below is not None else self.item.below is not None

    @property
    def below(self) -> "list[_Node]":
        """What lies below."""
        if self._below is None:
            items = self.item.below() if self.item.below is not None else ()
            self._below = [_Node(item, self, row) for row, item in enumerate(items)]
        return self._below


class OutlineModel(QAbstractItemModel):
    """Serves items: their names in the first column, the words beside in the second."""

    ITEM: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top = _Node(Item(""), None, 0)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show other items."""
        self.beginResetModel()
        self._top = _Node(Item("", below=Given(items)), None, 0)
        self.endResetModel()

    def item_at(self, index: _Index) -> Item | None:
        """The item of a line, None beside all."""
        return self._node(index).item if index.isValid() else None

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008 -- Qt's signature
        if parent.isValid() and parent.column() != 0:
            return QModelIndex()
        below = self._node(parent).below
        is_there = 0 <= row < len(below) and 0 <= column < 2
        return self.createIndex(row, column, below[row]) if is_there else QModelIndex()

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).above if index.isValid() else None
        if above is None or above is self._top:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._node(parent).below)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 2

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008 -- Qt's signature
        if parent.isValid() and parent.column() != 0:
            return False
        return self._node(parent).may_have_more

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, is_name = self._node(index).item, index.column() == 0
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(item.name if is_name else item.words, 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(item.tip or f"{item.name}  {item.words}".strip())
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_ink(item, is_name=is_name))
        if role == Qt.ItemDataRole.FontRole:
            return _font(item, is_name=is_name)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_PX)
        if role == Qt.ItemDataRole.AccessibleTextRole and is_name:
            return text.one_line(f"{item.name}: {item.words}".rstrip(": "), 400)
        if role == self.ITEM:
            return item
        return None

    def _node(self, index: _Index) -> _Node:
        found = index.internalPointer() if index.isValid() else self._top
        assert isinstance(found, _Node)
        return found


class OutlineTree(QTreeView):
    """The outline; a click selects, Enter goes where a line leads.

    ``selection_wanted`` gives what to select on every view, ``source_wanted`` a source to go to.
    """

    selection_wanted = Signal(object)
    source_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.outline = OutlineModel(self)
        self.setModel(self.outline)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("What is known of the source"))
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _NAME_PX)
        self.clicked.connect(self._select)
        self.activated.connect(self._go)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show other items from the top, opened as far as they say."""
        self.outline.show_items(items)
        self._open_below(QModelIndex())
        self.scrollToTop()

    def current_item(self) -> Item | None:
        """The item that has the keyboard's place."""
        return self.outline.item_at(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header, room = self.header(), event.size().width() - _WORDS_LEAST_PX
        if header.sectionSize(0) > room or header.sectionSize(0) < _NAME_PX:
            header.resizeSection(0, max(min(_NAME_PX, room), header.minimumSectionSize()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            item = self.current_item()
            if item is not None:
                QGuiApplication.clipboard().setText(item.link or item.words or item.name)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        item = self.outline.item_at(self.indexAt(event.position().toPoint()))
        is_selectable = item is not None and bool(item.selected)
        shape = Qt.CursorShape.PointingHandCursor if is_selectable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _open_below(self, above: QModelIndex) -> None:
        for row in range(self.outline.rowCount(above)):
            index = self.outline.index(row, 0, above)
            item = self.outline.item_at(index)
            if item is None:
                continue
            self.setFirstColumnSpanned(row, above, item.tone is Tone.CAPTION)
            if item.is_open and item.below is not None:
                self.expand(index)
                self._open_below(index)

    def _select(self, index: QModelIndex) -> None:
        item = self.outline.item_at(index)
        if item is not None and item.selected:
            self.selection_wanted.emit(item.selected)

    def _go(self, index: QModelIndex) -> None:
        item = self.outline.item_at(index)
        if item is None:
            return
        if item.link:
            text.open_link(self, item.link)
        elif item.source:
            self.source_wanted.emit(item.source)
        elif item.selected:
            self.selection_wanted.emit(item.selected)
        else:
            self.setExpanded(index, not self.isExpanded(index))


def _ink(item: Item, *, is_name: bool) -> str:
    now = theme.colours()
    if item.tone is Tone.ALARM or (item.tone is Tone.FALLEN and not is_name):
        return now.alarm
    if item.tone is Tone.CAUTION and not is_name:
        return now.caution
    if item.tone in (Tone.CAPTION, Tone.MUTED):
        return now.muted
    if is_name:
        return now.accent if item.selected else now.muted
    return now.accent if item.link else now.text


def _font(item: Item, *, is_name: bool) -> QFont | None:
    if item.tone is Tone.CAPTION:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(11)
        return font
    if item.tone is Tone.FALLEN and not is_name:
        font = QFont()
        font.setStrikeOut(True)
        return font
    return None
