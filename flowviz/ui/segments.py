"""A segmented control: a few choices side by side, one of them taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from flowviz.ui import icons


class Segments(QWidget):
    """Buttons for ``choices`` of value, text and tooltip; the value names the icon too."""

    chosen = Signal()

    def __init__(self, choices: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (value, words, tip) in enumerate(choices):
            button = QPushButton(words, self)
            button.setObjectName("segment")
            button.setProperty("edge", self._edge(number, len(choices)))
            button.setToolTip(tip)
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button
        group.buttonClicked.connect(self._tell)
        self.dress()

    def value(self) -> str:
        """Give the value that is taken."""
        return next((v for v, button in self._buttons.items() if button.isChecked()), "")

    def click(self, value: str) -> None:
        """Take ``value`` as a click does."""
        self._buttons[value].click()

    def check(self, value: str) -> None:
        """Take ``value`` without telling anybody."""
        self._buttons[value].setChecked(True)

    def dress(self) -> None:
        """Draw the icons again, in the colours in force."""
        for value, button in self._buttons.items():
            button.setIcon(icons.icon(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _edge(self, number: int, count: int) -> str:
        return "left" if number == 0 else "right" if number == count - 1 else "middle"

    def _tell(self) -> None:
        self.chosen.emit()
