"""A line of plain text that takes what room there is; what does not fit is in its tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from flowviz.painting import painter_on
from flowviz.ui import text, theme


class Line(QLabel):
    """Cut off at its end with an ellipsis."""

    def __init__(self, parent: QWidget, *, is_strong: bool = False) -> None:
        super().__init__(parent)
        self._is_strong = is_strong
        if is_strong:
            self.setObjectName("strong")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str, tip: str = "") -> None:
        """Say something else; the tooltip says ``tip``, where there is one, in its place."""
        self.setText(text.one_line(words))
        self.setToolTip(text.tooltip(tip or self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            if not self._is_strong:
                painter.setPen(QColor(theme.colours().muted))
            room, elide = self.contentsRect(), Qt.TextElideMode.ElideRight
            shown = self.fontMetrics().elidedText(self.text(), elide, room.width())
            painter.drawText(room, self.alignment(), shown)
