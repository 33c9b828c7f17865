"""A comparison from the choice of the file to the merge; jobs have the dossier meanwhile."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from flowviz.comparing import Comparison, Plan, apply, compare
from flowviz.dossier import Dossier
from flowviz.dossier.aside import Aside
from flowviz.editing.differences import Telling, done_words
from flowviz.ui import text
from flowviz.ui.commands import Commands
from flowviz.ui.comparing.compared import Chosen, Compared
from flowviz.ui.documents import SUFFIX
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents
from flowviz.ui.settings import purge_visited_paths


class Comparing(QObject):
    """Compares the dossier of a window with one file at a time, and merges what is chosen."""

    def __init__(self, window: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._done = ""

    def choose(self) -> None:
        """Ask for the file."""
        window = self._window
        chosen, _ = QFileDialog.getOpenFileName(
            window,
            self.tr("Compare and Merge"),
            str(window.settings.last_folder()),
            self.tr("flowviz dossiers (*{suffix})").format(suffix=SUFFIX),
        )
        purge_visited_paths()
        if chosen:
            window.settings.set_last_folder(Path(chosen).parent)
            self.start(Path(chosen))

    def start(self, path: Path) -> None:
        """Compare with the file at ``path``, and show what differs."""
        words = self.tr("Comparing with {name}…").format(name=text.one_line(path.name, 60))
        self._window.documents.run(words, _Compare(path), self._show, can_cancel=True)

    def merge(self, compared: Compared, chosen: Chosen) -> None:
        """Do what is chosen, in one edit."""
        done = done_words(compared.comparison, chosen.plan, chosen.choices)
        self._done = self.tr("Merged: {done}").format(done=done)
        what = self.tr("Merge of {name}: {done}").format(name=compared.path.name, done=done)
        work = _Merge(compared, chosen.plan, what, self._window.session.author)
        self._window.documents.run(self.tr("Merging…"), work, self._show_merged)

    def note_seen(self, compared: Compared) -> None:
        """Let a save replace the file, which holds nothing that is not here."""
        self._window.session.dossier.has_seen(compared.path, compared.sha256)

    def _show(self, compared: Compared) -> None:
        from flowviz.ui.dialogs.compare import CompareDialog

        self._window.documents.end_waiting()
        self._window.session.take_back()
        CompareDialog(compared, self, self._window).open()

    def _show_merged(self, contents: Contents) -> None:
        self._window.documents.end_waiting()
        self._window.session.take_back(contents)
        self._window.tell(self._done)


class _Compare:
    """Opens a file aside, lays it beside the dossier, and lets go of it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, dossier: Dossier, token: Token) -> Compared:
        with Aside.of_file(self._path) as other:
            comparison = compare(dossier, other, token.progress, token.is_cancelled)
            telling = Telling.of(dossier, comparison)
            return Compared(self._path, other.sha256, comparison, telling)


class _Merge:
    """Does a plan, and reads the dossier anew."""

    def __init__(self, compared: Compared, plan: Plan, what: str, author: str) -> None:
        self._compared = compared
        self._plan = plan
        self._what = what
        self._author = author

    def __call__(self, dossier: Dossier, _token: Token) -> Contents:
        comparison: Comparison = self._compared.comparison
        apply(dossier, comparison, self._plan, self._what, self._author)
        dossier.has_seen(self._compared.path, self._compared.sha256)
        return Contents.read(dossier)
