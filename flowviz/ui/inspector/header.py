"""The head of the evidence panel: what is selected, its total, and what to know about it."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from flowviz.ui import text, theme

Chip = tuple[str, str]
"""The name of a label in the style sheet ("chip", "good", "caution", "alarm") and its text."""


class Header(QWidget):
    """A caption, a title, a total, chips in rows, and lines of small print; empty parts vanish."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = text.label(name="caption")
        self._title = text.label(name="title", wraps=True)
        self._amount = text.label(name="amount", wraps=True)
        self._chips = _Chips(self)
        self._lines = text.label(name="muted", wraps=True)
        self._alarm = text.label(name="alarmline", wraps=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        box.setSpacing(theme.SPACE // 2)
        parts = (self._caption, self._title, self._amount, self._chips, self._lines, self._alarm)
        for part in parts:
            box.addWidget(part)

    def show_texts(
        self,
        caption: str,
        title: str,
        amount: str = "",
        chips: Sequence[Chip] = (),
        lines: Sequence[str] = (),
        alarms: Sequence[str] = (),
    ) -> None:
        """Show these texts."""
        for label, words in (
            (self._caption, caption),
            (self._title, title),
            (self._amount, amount),
            (self._lines, "\n".join(lines)),
            (self._alarm, "\n".join(alarms)),
        ):
            label.setText(text.plain(words))
            label.setVisible(bool(words))
        self._chips.show_chips(chips)


class _Chips(QWidget):
    """Chips side by side, as many to a row as there is room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: list[QLabel] = []

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other chips."""
        for label in self._labels:
            label.deleteLater()
        self._labels = [text.label(words, name) for name, words in chips]
        for label in self._labels:
            label.setParent(self)
            label.show()
        self.setVisible(bool(chips))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = theme.SPACE // 2
        x, y, tall = 0, gap, 0
        for label in self._labels:
            size = label.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + tall + gap
            label.setGeometry(x, y, size.width(), size.height())
            x, tall = x + size.width() + gap, max(tall, size.height())
        self.setFixedHeight(y + tall + gap if self._labels else 0)
