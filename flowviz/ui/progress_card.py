"""The small card over the canvas while a network is laid out: how far it is, and Stop."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from flowviz.ui import text, theme
from flowviz.ui.arrangement import Arrangement

_PATIENCE_MS = 250
_BAR_PX = 160
_STEPS = 1000


class ProgressCard(QFrame):
    """Follows the arrangement; it appears only where a layout takes a while and blocks nothing."""

    def __init__(self, arrangement: Arrangement, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._arrangement = arrangement
        self._room = parent
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        words = self.tr("Arranging the network")
        self.setAccessibleName(words)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setAccessibleName(words)
        self.stop = QPushButton(self.tr("Stop"), self)
        # The keyboard stays with the picture, where Esc stops: a button that goes would hand it on.
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stop.setToolTip(self.tr("Leave everybody where he stands (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(4 * [theme.SPACE]))
        row.setSpacing(theme.SPACE)
        for part in (text.label(words), self._bar, self.stop):
            row.addWidget(part)
        self.hide()
        parent.installEventFilter(self)
        self.stop.clicked.connect(arrangement.stop)
        self._patience.timeout.connect(self._appear)
        arrangement.began.connect(self._begin)
        arrangement.progressed.connect(self._show_progress)
        arrangement.ended.connect(self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._bar.setValue(0)
        if not self.isVisible():
            self._patience.start()

    def _show_progress(self, share: float) -> None:
        self._bar.setValue(round(share * _STEPS))

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _end(self) -> None:
        self._patience.stop()
        self.hide()

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        self.move(room.center().x() - self.width() // 2, 2 * theme.SPACE)
