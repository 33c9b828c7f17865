"""The small card beside the pointer: the exact amount of what is under it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from flowviz.ui import text, theme

_BESIDE_PX = 16


class HoverCard(QFrame):
    """Shows a heading and a few lines near a point of its parent, never under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._heading = text.label(name="strong")
        self._lines = text.label(name="muted")
        self._hint = text.label(name="hint")
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE + 2, theme.SPACE, theme.SPACE + 2, theme.SPACE)
        box.setSpacing(theme.SPACE // 4)
        for part in (self._heading, self._lines, self._hint):
            box.addWidget(part)
        self.hide()

    def show_at(self, point: QPoint, heading: str, lines: tuple[str, ...], hint: str = "") -> None:
        """Show the texts beside ``point`` of the parent, inside the parent."""
        self._heading.setText(text.one_line(heading, 120))
        self._lines.setText("\n".join(text.one_line(line, 120) for line in lines))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.adjustSize()
        self.move(self._place(point))
        self.show()
        self.raise_()

    def labels(self) -> tuple[QLabel, ...]:
        """The lines of the card."""
        return self._heading, self._lines, self._hint

    def _place(self, point: QPoint) -> QPoint:
        room = self._room.rect().adjusted(4, 4, -4, -4)
        x, y = point.x() + _BESIDE_PX, point.y() + _BESIDE_PX
        if x + self.width() > room.right():
            x = point.x() - _BESIDE_PX - self.width()
        if y + self.height() > room.bottom():
            y = point.y() - _BESIDE_PX - self.height()
        return QPoint(max(x, room.left()), max(y, room.top()))
