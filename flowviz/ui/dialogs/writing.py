"""What dialogs that write a file share: the waiting while it is written, and what is said then."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from flowviz.errors import CancelledError
from flowviz.ui import app, text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.waiting import Waiting


class WritingDialog(Dialog):
    """Writes off the window's thread and closes; ``written`` tells where the file is."""

    written = Signal(str)

    def __init__(self, parent: QWidget, title: str, jobs: Jobs) -> None:
        super().__init__(parent, title)
        self._jobs = jobs
        self._waiting: Waiting | None = None

    def start_writing(
        self, kind: str, work: Callable[[Token], Path], path: Path, *, may_cancel: bool
    ) -> None:
        """Let a job write to ``path``; one that tells its progress can be cancelled."""
        token = self._jobs.start(kind, work, self._end, self.fail, self._show_progress)
        words = self.tr("Writing {name}…").format(name=text.one_line(path.name, 60))
        self._waiting = Waiting(self, words, token if may_cancel else None)

    def fail(self, error: Exception) -> None:
        """Say why nothing was written; the dialog stays."""
        self._end_waiting()
        if not isinstance(error, CancelledError):
            app.show_fault(self, error)

    def _show_progress(self, done: int, total: int) -> None:
        if self._waiting is not None:
            self._waiting.show_progress(done, total)

    def _end(self, path: Path) -> None:
        self._end_waiting()
        self.written.emit(self.tr("Written: {path}").format(path=text.one_line(str(path))))
        super().accept()

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.end()
            self._waiting = None
