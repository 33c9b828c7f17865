"""The line at the bottom: what is shown and what is not.

It gives no total over flows: goods that went onward would count in each of them.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from flowviz.flows.words import count_words
from flowviz.painting import painter_on
from flowviz.ui import text, theme
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.canvas import Canvas

_TOLD_MS = 6000


class _Elided(QLabel):
    """A line of plain text that asks for no room: what does not fit is in its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.setPen(QColor(theme.colours().muted))
            room, elide = self.contentsRect(), Qt.TextElideMode.ElideRight
            shown = self.fontMetrics().elidedText(self.text(), elide, room.width())
            painter.drawText(room, self.alignment(), shown)


class StatusLine(QStatusBar):
    """Follows what the canvas has drawn."""

    def __init__(self, canvas: Canvas, arrangement: Arrangement, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._shown, self._left_out = _Elided(self), _Elided(self)
        self._told = self._words = ""
        self._until = QTimer(self, singleShot=True)
        self._until.timeout.connect(self._end_telling)
        self._left_out.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._shown, 2)
        self.addPermanentWidget(self._left_out, 3)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        canvas.drawn.connect(self.refresh)
        arrangement.began.connect(self._tell_of_work)
        arrangement.ended.connect(self._end_work)

    def refresh(self) -> None:
        """Say what is on the canvas now."""
        scene, flows = self._canvas.scene_shown, self._canvas.flows
        if scene is None:
            return
        counts = scene.counts
        words = self.tr("{drawn} of {flows} drawn · {records}").format(
            drawn=f"{counts.drawn:,}",
            flows=count_words(counts.total, "flow"),
            records=count_words(int(flows.records.sum()), "record"),
        )
        if counts.dropped_labels:
            room = self.tr("{labels} without room").format(
                labels=count_words(counts.dropped_labels, "label")
            )
            words += f" · {room}"
        self._words = words
        self._show_words()
        self._left_out.setText(" ".join(scene.notes[:2]))
        self._left_out.setToolTip(text.tooltip("\n".join(scene.notes)))

    def words(self) -> str:
        """What the line says."""
        return self._shown.text()

    def tell(self, words: str) -> None:
        """Say something for a while, where the picture is told of at other times.

        Qt's own messages are cut off by the notes at the right, which want all the room.
        """
        self._told = words
        self._until.start(_TOLD_MS)
        self._show_words()

    def _tell_of_work(self) -> None:
        self._until.stop()
        self._told = self.tr("Arranging the network…")
        self._show_words()

    def _end_work(self) -> None:
        if not self._until.isActive():
            self._end_telling()

    def _end_telling(self) -> None:
        self._told = ""
        self._show_words()

    def _show_words(self) -> None:
        words = text.one_line(self._told or self._words)
        self._shown.setText(words)
        self._shown.setToolTip(text.tooltip(words))
        self.setAccessibleDescription(words)
