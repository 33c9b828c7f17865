"""The page that stands while a file is looked at, read or compared: how far it is, and Stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from flowviz.ui import text, theme

_WIDE_PX = 420


class BusyPage(QWidget):
    """Says what is being done; ``stopped`` tells that the user wants it to end."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = text.label("", "strong", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._ask)
        inner = QWidget(self)
        inner.setFixedWidth(_WIDE_PX)
        box = QVBoxLayout(inner)
        box.setSpacing(theme.SPACE + theme.SPACE // 2)
        box.addWidget(self._words)
        box.addWidget(self._bar)
        box.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addWidget(inner, 0, Qt.AlignmentFlag.AlignCenter)

    def begin(self, words: str) -> None:
        """Say what is being done from now on."""
        self._words.setText(text.one_line(words, 160))
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text.one_line(words, 160))
        self.stop.setEnabled(True)

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _ask(self) -> None:
        self.stop.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))
        self.stopped.emit()
