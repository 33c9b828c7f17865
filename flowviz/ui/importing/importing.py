"""An import from the choice of the file to its summary; the job has the dossier meanwhile."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from flowviz.dossier import Dossier
from flowviz.importers import Outcome, import_file
from flowviz.ui import text
from flowviz.ui.documents import Documents
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents, Session
from flowviz.ui.settings import Settings, purge_visited_paths


class Importing(QObject):
    """Imports one file at a time; one edit, one undo, and nothing at all when cancelled."""

    def __init__(
        self, session: Session, documents: Documents, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._documents = documents
        self._settings = settings
        self._window = window

    def choose(self) -> None:
        """Ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import"),
            str(self._settings.last_folder()),
            self.tr(
                "Registers and references (*.csv *.txt *.json *.bib *.ris);;"
                "Trade registers (*.csv *.txt);;References (*.json *.bib *.ris);;All files (*)"
            ),
        )
        purge_visited_paths()
        if chosen:
            self._settings.set_last_folder(Path(chosen).parent)
            self.start(Path(chosen))

    def start(self, path: Path) -> None:
        """Import ``path`` into the dossier."""
        words = self.tr("Importing {name}…").format(name=text.one_line(path.name, 60))
        self._documents.run(words, _Import(path), self._show_summary, can_cancel=True)

    def _show_summary(self, done: tuple[Outcome, Contents]) -> None:
        from flowviz.ui.dialogs.import_ import ImportSummaryDialog

        summary, contents = done
        self._documents.end_waiting()
        self._session.take_back(contents)
        ImportSummaryDialog(summary, self._settings, self._window).open()


class _Import:
    """Reads the file in its own process, writes it, and reads the dossier anew."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, dossier: Dossier, token: Token) -> tuple[Outcome, Contents]:
        summary = import_file(
            dossier, self._path, progress=token.progress, is_cancelled=token.is_cancelled
        )
        return summary, Contents.read(dossier)
