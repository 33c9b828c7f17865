"""Publishing a copy from the list of what is withheld to the file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flowviz.dossier import Dossier
from flowviz.dossier.withheld import Choices
from flowviz.ui import text
from flowviz.ui.dialogs.publish import PublishDialog
from flowviz.ui.documents import SUFFIX
from flowviz.ui.jobs import Token
from flowviz.ui.saving import ask_where

if TYPE_CHECKING:
    from flowviz.ui.commands import Commands


class Publishing(QObject):
    """Shows what stays behind, asks where, writes."""

    def __init__(self, window: "Commands") -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Open the dialog."""
        if not self._window.session.is_busy:
            dialog = PublishDialog(self._window.session.dossier, self._window)
            dialog.chosen.connect(self.choose)
            dialog.rejected.connect(self.deleteLater)
            dialog.open()

    def choose(self, choices: Choices) -> None:
        """Ask where, and write."""
        window = self._window
        name = self.tr("{name} (public)").format(name=window.documents.file_name())
        start = window.settings.last_folder() / f"{name}{SUFFIX}"
        kinds = self.tr("flowviz dossiers (*{suffix})").format(suffix=SUFFIX)
        title = self.tr("Publish a Copy")
        path = ask_where(window, window.settings, title, start, kinds, SUFFIX)
        if path is not None:
            self.write(path, choices)

    def write(self, path: Path, choices: Choices) -> None:
        """Write the copy to ``path``."""
        words = self.tr("Publishing {name}…").format(name=text.one_line(path.name, 60))
        self._window.documents.run(words, _Publish(path, choices), self._show, can_cancel=True)

    def _show(self, path: Path) -> None:
        self._window.documents.end_waiting()
        self._window.session.take_back()
        name = text.one_line(path.name, 120)
        self._window.tell(self.tr("{name} was published.").format(name=name))
        self.deleteLater()


class _Publish:
    def __init__(self, path: Path, choices: Choices) -> None:
        self._path = path
        self._choices = choices

    def __call__(self, dossier: Dossier, token: Token) -> Path:
        dossier.publish_copy(self._path, self._choices, progress=token.go_on)
        return self._path
