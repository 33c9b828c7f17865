"""An import from the choice of files to the report; files are taken one after the other."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from flowviz.ui import text
from flowviz.ui.jobs import Token
from flowviz.ui.settings import purge_visited_paths

if TYPE_CHECKING:
    from flowviz.editing.unseen import Unseen
    from flowviz.importers import Outcome
    from flowviz.ui.importing.work import Imported
    from flowviz.ui.window import Window

_PAGES = "flowviz.ui.importing.dialog"
_KIND = "load import"


class Importing(QObject):
    """Leads files into the dossier; each is one edit, one undo, and nothing at all if cancelled."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Path] = []
        self._count = self._whole = 0
        self._showed_nothing = True

    def choose(self) -> None:
        """Ask for the files."""
        settings = self._window.settings
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import"),
            str(settings.last_folder()),
            self.tr(
                "Tables, registers, references (*.csv *.tsv *.txt *.xlsx *.parquet *.json *.jsonl "
                "*.gz *.zip *.rtf *.gexf *.graphml *.gml *.net *.paj *.bib *.ris);;"
                "References (*.json *.bib *.ris);;All files (*)"
            ),
        )
        purge_visited_paths()
        if chosen:
            settings.set_last_folder(Path(chosen[0]).parent)
            self.start_all([Path(each) for each in chosen])

    def start(self, path: Path) -> None:
        """Import a file into the dossier."""
        self.start_all([path])

    def start_all(self, paths: Sequence[Path]) -> None:
        """Import files, one after the other; one that is cancelled ends it."""
        self._waiting = list(paths)
        self._count, self._whole = 0, len(paths)
        self._load()

    def _load(self) -> None:
        """Take the next file once its pages are loaded: 0.4 s of work, aside from the window."""
        if _PAGES in sys.modules:
            self._next()
        else:
            window = self._window
            window.jobs.start(_KIND, _load_pages, self._take_pages, window.show_error)

    def _take_pages(self, _pages: object) -> None:
        self._next()

    def _next(self) -> None:
        from flowviz.ui.importing.dialog import ImportDialog

        if not self._waiting or self._window.session.is_busy:
            self.deleteLater()
            return
        self._showed_nothing = not len(self._window.session.flows)
        path = self._waiting.pop(0)
        self._count += 1
        words = self.tr(" ({number} of {whole})").format(number=self._count, whole=self._whole)
        dialog = ImportDialog(self._window, path, words if self._whole > 1 else "")
        dialog.imported.connect(self._show_summary)
        dialog.whole_wanted.connect(self._import_whole)
        dialog.open()

    def _import_whole(self, path: Path) -> None:
        from flowviz.ui.importing.work import ImportWhole

        words = self.tr("Importing {name}…").format(name=text.one_line(path.name, 60))
        self._window.documents.run(words, ImportWhole(path), self._show_whole, can_cancel=True)

    def _show_whole(self, done: "Imported") -> None:
        summary, contents = done
        self._window.documents.end_waiting()
        self._window.session.take_back(contents)
        self._show_summary(summary)

    def _show_summary(self, summary: "Outcome") -> None:
        from flowviz.ui.dialogs.import_ import ImportSummaryDialog

        if self._showed_nothing:
            self._window.session.ask_first()
        can_undo = self._window.session.dossier.undo_text == f"Import of {summary.file_name}"
        dialog = ImportSummaryDialog(
            summary,
            self._window.settings,
            self._window,
            can_undo=can_undo,
            unseen=self._unseen(summary),
        )
        dialog.shown.connect(self._window.session.ask)
        dialog.undo_wanted.connect(self._window.documents.undo)
        dialog.finished.connect(self._go_on)
        dialog.open()

    def _unseen(self, summary: "Outcome") -> "Unseen | None":
        """What the picture leaves out of a table that was written."""
        from flowviz.editing.unseen import unseen
        from flowviz.importers import Summary

        if not isinstance(summary, Summary) or not summary.is_written:
            return None
        session = self._window.session
        return unseen(session.contents.columns, session.query, summary.data_set)

    def _go_on(self, result: int) -> None:
        """Take the next file, unless the last import was taken back."""
        if result == QDialog.DialogCode.Accepted:
            self._waiting.clear()
        self._next()


def _load_pages(_token: Token) -> object:
    """Load the pages and all the formats, on a thread of the pool."""
    from flowviz.ui.importing import dialog

    return dialog
