"""The first rows of a table that is being told, read anew as it is told otherwise."""

from pathlib import Path

from PySide6.QtCore import QTimer

from flowviz.errors import CancelledError, FlowvizError
from flowviz.ui import app
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.importing.columns_page import ColumnsPage
from flowviz.ui.importing.preview_words import preview_words
from flowviz.ui.importing.work import Preview, Try
from flowviz.ui.jobs import Jobs

_KIND = "import preview"
_PAUSE_MS = 250


class Trying(QTimer):
    """Waits for a short pause, then has the first rows shown as the records they become."""

    def __init__(self, path: Path, columns: ColumnsPage, jobs: Jobs, dialog: Dialog) -> None:
        super().__init__(dialog, singleShot=True, interval=_PAUSE_MS)
        self._path, self._columns, self._jobs, self._dialog = path, columns, jobs, dialog
        self.timeout.connect(self._try)

    @property
    def is_under_way(self) -> bool:
        """Whether the records that are shown may be those of before."""
        return self.isActive() or self._jobs.is_running(_KIND)

    def try_soon(self) -> None:
        """Read the first rows anew after a short pause, where anything can be read."""
        if self._columns.why_not():
            self.stop()
            said = self.tr("The first records stand here as soon as they can be made.")
            self._columns.show_preview((), said, "")
        else:
            self.start()

    def _try(self) -> None:
        """Read the first rows anew; of several such jobs the latest wins."""
        if not self._dialog.is_over and self._columns.isVisible():
            self._columns.show_waiting()
            work = Try(self._path, self._columns.mapping())
            self._jobs.start(_KIND, work, self._show, self._show_fault)

    def _show(self, preview: Preview) -> None:
        is_late = self._dialog.is_over or self._columns.sheet is None or self.isActive()
        if not (is_late or self._columns.why_not()):
            self._columns.show_preview(preview.entries, *preview_words(preview))

    def _show_fault(self, error: Exception) -> None:
        if self._dialog.is_over or isinstance(error, CancelledError):
            return
        if isinstance(error, FlowvizError):
            self._columns.show_preview((), "", str(error))
        else:
            app.show_fault(self._dialog, error)
