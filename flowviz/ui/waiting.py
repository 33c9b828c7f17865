"""The dialog that stands while a job has the dossier: how far it is, and Cancel where it can."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from flowviz.ui import text, theme
from flowviz.ui.jobs import Token

_PATIENCE_MS = 300


class Waiting(QDialog):
    """Blocks its window but not its painting; appears only where the job takes a while."""

    def __init__(self, parent: QWidget, words: str, token: Token | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("flowviz")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._token = token
        self._is_over = False
        self._words = text.label(words)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setVisible(token is not None)
        self._cancel.clicked.connect(self._ask_to_stop)
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self.open)
        self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Close, whatever is shown."""
        self._is_over = True
        self._timer.stop()
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        """Take Esc as Cancel where there is one."""
        if self._token is not None:
            self._ask_to_stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._is_over)
        if not self._is_over:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _ask_to_stop(self) -> None:
        assert self._token is not None
        self._token.cancel()
        self._cancel.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        box = QVBoxLayout(self)
        margin = 2 * theme.SPACE
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(theme.SPACE + theme.SPACE // 2)
        box.addWidget(self._words)
        box.addWidget(self._bar)
        box.addLayout(buttons)
        self.setMinimumWidth(360)
