"""Lists of rows beneath a form: what is said of its record elsewhere, opened by Enter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from flowviz.ui import text

ID = Qt.ItemDataRole.UserRole
"""The role under which a row has what it stands for."""
_ROWS = 4
_ROW_PX = 26


class Rows(QListWidget):
    """A row a record, as many in sight as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self._lines: list[tuple[str, str]] = []

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show lines of identifier and words."""
        if lines == self._lines:
            return
        at = self.currentRow()
        self._lines = lines
        self.clear()
        for id_, words in lines:
            item = QListWidgetItem(words)
            item.setToolTip(text.tooltip(words))
            item.setData(ID, id_)
            self.addItem(item)
        self.setCurrentRow(min(at, len(lines) - 1))
        self.setFixedHeight(min(len(lines), _ROWS) * _ROW_PX + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and item is not None:
            event.accept()
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)
