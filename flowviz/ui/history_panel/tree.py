"""The list of the history: entries that open, walked by keys."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from flowviz.ui import text
from flowviz.ui.history_panel.entries import Entry
from flowviz.ui.history_panel.model import ROWS, WHAT, WHEN, WHO, HistoryModel, Node

_WIDTHS_PX = {WHEN: 130, WHO: 120, ROWS: 70}


class HistoryTree(QTreeView):
    """Entries that open; Enter opens and closes, Ctrl+C copies what is current with all below."""

    opened = Signal(object)
    record_wanted = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.history = HistoryModel(self)
        self.setModel(self.history)
        self._opened: set[str] = set()
        self.setAccessibleName(self.tr("Everything that was done, the latest first"))
        self.setUniformRowHeights(True)  # ten thousand rows are measured by the first
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(16)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS_PX.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.expanded.connect(self._tell_opened)
        self.collapsed.connect(self._note_closed)
        self.doubleClicked.connect(self._go)

    def show_entries(self, found: tuple[Entry, ...]) -> None:
        """Show other entries; what is open, current and in sight stays."""
        current = _key(self.history.node(self.currentIndex()))
        top = _key(self.history.node(self.indexAt(self.rect().topLeft())))
        is_scrolled = self.verticalScrollBar().value() > 0
        opened = set(self._opened)
        self.history.show_entries(found)
        self._opened.clear()
        wanted = opened | {current} | ({top} if is_scrolled else set())
        if wanted == {None}:
            return
        nodes = {key: node for node in self.history.nodes() if (key := _key(node)) in wanted}
        for key in sorted(opened & nodes.keys()):  # a step before the rows within it
            self.expand(self.history.index_of(nodes[key]))
        if current in nodes:
            self.setCurrentIndex(self.history.index_of(nodes[current]))
        if is_scrolled and top in nodes:
            hint = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self.history.index_of(nodes[top]), hint)

    def open_told(self) -> None:
        """Open the changed records below every entry that is open."""
        if self._opened:
            for node in self.history.nodes():
                if _key(node) in self._opened:
                    self._open_below(node)

    def _open_below(self, node: Node) -> None:
        for child in node.children or ():
            if child.entry is None:
                index = self.history.index_of(child)
                if child.told is not None and not self.isExpanded(index):
                    self.expand(index)
                self.setFirstColumnSpanned(index.row(), index.parent(), True)
                for line in range(len(child.children or ())):
                    self.setFirstColumnSpanned(line, index, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex().siblingAtColumn(WHAT)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._go(index):
                self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self.history.node(self.currentIndex())
        if node is None:
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        copy = menu.addAction(self.tr("Copy"))
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(self.copy)
        if node.told is not None:
            menu.addAction(self.tr("Select")).triggered.connect(self._select_current)
        if node.entry is not None:
            back = menu.addAction(self.tr("Undo Back to Here…"))
            back.setEnabled(node.parent is None and not node.entry.is_undone)
            back.setToolTip(text.tooltip(self.tr("Take back everything that was done since")))
            back.triggered.connect(self._go_back)
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        menu.deleteLater()

    def copy(self) -> None:
        """Put the current row, with all that is known below it, on the clipboard as text."""
        node = self.history.node(self.currentIndex())
        if node is not None:
            QGuiApplication.clipboard().setText("\n".join(self.history.lines(node)))

    def _tell_opened(self, index: QModelIndex) -> None:
        node = self.history.node(index)
        key = _key(node)
        if node is None or key is None:
            return
        self._opened.add(key)
        if node.children is None and node.row is not None:
            self.opened.emit(node.row)
        else:
            self._open_below(node)

    def _note_closed(self, index: QModelIndex) -> None:
        self._opened.discard(_key(self.history.node(index)) or "")

    def _go(self, index: QModelIndex) -> bool:
        """Select the record of a row, or of the line of words below it; gives whether it is one."""
        node = self.history.node(index)
        while node is not None and node.told is None:
            node = node.parent if node.entry is None else None
        if node is None:
            return False
        self.record_wanted.emit(node.told)
        return True

    def _select_current(self) -> None:
        self._go(self.currentIndex())

    def _go_back(self) -> None:
        node = self.history.node(self.currentIndex())
        if node is not None and node.entry is not None:
            self.back_wanted.emit(node.entry.newest)


def _key(node: Node | None) -> str | None:
    """What an entry is known by when the list is made anew, None for what is below it."""
    if node is None or node.entry is None:
        return None
    row = node.entry.rows[-1]
    return f"{'row' if len(node.entry.rows) == 1 else 'a step'} {row.seq}"
