"""What is done with the document as a whole: new, open, save, undo, and asking before a loss."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from flowviz.dossier import Dossier, Recovery
from flowviz.errors import CancelledError, TargetChangedError
from flowviz.ui import text
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.saving import ask_where
from flowviz.ui.session import Contents, Session
from flowviz.ui.settings import Settings, purge_visited_paths
from flowviz.ui.waiting import Waiting

SUFFIX = ".flowviz"
_KIND = "document"


class Documents(QObject):
    """Runs each step as a job that has the dossier to itself, and tells how it ended.

    ``is_brief`` says of the latest job that it cannot be cancelled, only waited for.
    """

    failed = Signal(object)
    recent_changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._window = window
        self._waiting: Waiting | None = None
        self._then: Callable[[], None] | None = None
        self.is_brief = True

    def run(
        self,
        words: str,
        work: Callable[[Dossier, Token], Any],
        done: Callable[[Any], None],
        *,
        can_cancel: bool = False,
    ) -> None:
        """Do ``work`` with the dossier off the window's thread; ``done`` must take it back."""
        self.is_brief = not can_cancel
        dossier = self._session.lend()
        token = self._jobs.start(
            _KIND, _OnDossier(work, dossier), done, self._fail, self._show_progress
        )
        self._waiting = Waiting(self._window, words, token if can_cancel else None)

    def end_waiting(self) -> None:
        """Take the progress dialog away, once ``run`` has done its work."""
        if self._waiting is not None:
            self._waiting.end()
            self._waiting = None

    def new(self) -> None:
        """Begin an empty dossier."""
        self.leave_then(self._begin_new)

    def open(self, path: Path) -> None:
        """Open ``path`` in place of what is shown."""
        self.leave_then(_Later(self._open, path))

    def recover(self, found: Recovery) -> None:
        """Go on with what a crash has left."""
        self.leave_then(_Later(self._recover, found))

    def choose_and_open(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open Dossier"),
            str(self._settings.last_folder()),
            self._filter(),
        )
        purge_visited_paths()
        if chosen:
            self._settings.set_last_folder(Path(chosen).parent)
            self.open(Path(chosen))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save into the dossier's file, asking for one where it has none."""
        if self._session.path is None:
            self.save_as(then)
        else:
            self._save(None, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and save into it."""
        start = self._session.path or self._settings.last_folder() / f"{self.file_name()}{SUFFIX}"
        title = self.tr("Save Dossier As")
        path = ask_where(self._window, self._settings, title, start, self._filter(), SUFFIX)
        if path is not None:
            self._save(path, then)

    def undo(self) -> None:
        """Take back the last edit."""
        self.run(self.tr("Undoing…"), _undo, self._show_contents)

    def redo(self) -> None:
        """Do the edit last undone again."""
        self.run(self.tr("Redoing…"), _redo, self._show_contents)

    def leave_then(self, then: Callable[[], None]) -> None:
        """Do ``then`` once nothing would be lost: ask where there are unsaved edits.

        While a job has the dossier, nothing is done.
        """
        if self._session.is_busy:
            return
        if not self._session.dossier.is_modified:
            then()
            return
        box = text.message(
            self._window,
            QMessageBox.Icon.Question,
            self.tr("Unsaved changes"),
            self.tr("Save the changes to “{title}”?").format(title=self.title()),
            self.tr("Without saving, the edits since the last save are lost."),
        )
        choice = QMessageBox.StandardButton
        box.setStandardButtons(choice.Save | choice.Discard | choice.Cancel)
        box.setDefaultButton(choice.Save)
        pressed = text.answer(box)
        if pressed is box.button(choice.Save):
            self.save(then)
        elif pressed is box.button(choice.Discard):
            then()

    def title(self) -> str:
        """What the window calls the dossier."""
        path = self._session.path
        title = path.stem if path else self._session.dossier.title
        return text.one_line(title or self.tr("Untitled"), 120)

    def file_name(self) -> str:
        """A name for a file of this dossier, without its suffix."""
        name = "".join(c if c.isalnum() or c in " -_," else "-" for c in self.title())
        return name.strip(" ,-")[:60] or "flowviz"

    def close(self) -> None:
        """Give up the dossier; its unsaved edits go with it."""
        self._session.dossier.close()

    def _begin_new(self) -> None:
        self._adopt(Dossier.new())

    def _adopt(self, dossier: Dossier) -> None:
        contents = Contents.read(dossier)
        self._session.dossier.close()
        self._session.adopt(dossier, contents)

    def _open(self, path: Path) -> None:
        words = self.tr("Opening {name}…").format(name=text.one_line(path.name, 60))
        self.run(words, _Open(path), self._show_opened)

    def _recover(self, found: Recovery) -> None:
        self.run(self.tr("Recovering…"), _Recover(found), self._show_opened)

    def _save(self, path: Path | None, then: Callable[[], None] | None) -> None:
        self._then = then
        self.run(self.tr("Saving…"), _Save(path), self._show_saved)

    def _show_opened(self, opened: tuple[Dossier, Contents]) -> None:
        self.end_waiting()
        self._session.take_back()
        self._session.dossier.close()
        self._session.adopt(*opened)
        self._remember()

    def _show_saved(self, _nothing: None) -> None:
        self.end_waiting()
        self._session.take_back()
        self._remember()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_contents(self, contents: Contents) -> None:
        self.end_waiting()
        self._session.take_back(contents)

    def _remember(self) -> None:
        if self._session.path is not None:
            self._settings.add_recent_file(self._session.path)
            self.recent_changed.emit()

    def _show_progress(self, done: int, total: int) -> None:
        if self._waiting is not None:
            self._waiting.show_progress(done, total)

    def _fail(self, error: Exception) -> None:
        self.end_waiting()
        self._session.take_back()
        then, self._then = self._then, None
        if isinstance(error, TargetChangedError):
            self._offer_save_as(error, then)
        elif not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _offer_save_as(self, error: Exception, then: Callable[[], None] | None) -> None:
        box = text.message(self._window, QMessageBox.Icon.Warning, self.tr("Not saved"), str(error))
        save_as = box.addButton(self.tr("Save As…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        if text.answer(box) is save_as:
            self.save_as(then)

    def _filter(self) -> str:
        return self.tr("flowviz dossiers (*{suffix})").format(suffix=SUFFIX)


class _OnDossier:
    """Work bound to the dossier it was lent."""

    def __init__(self, work: Callable[[Dossier, Token], Any], dossier: Dossier) -> None:
        self._work = work
        self._dossier = dossier

    def __call__(self, token: Token) -> Any:
        return self._work(self._dossier, token)


class _Later:
    """A call with its one argument, to be made when the user has answered."""

    def __init__(self, call: Callable[[Any], None], argument: Any) -> None:
        self._call = call
        self._argument = argument

    def __call__(self) -> None:
        self._call(self._argument)


class _Open:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _dossier: Dossier, _token: Token) -> tuple[Dossier, Contents]:
        opened = Dossier.open(self._path)
        return opened, Contents.read(opened)


class _Recover:
    def __init__(self, found: Recovery) -> None:
        self._found = found

    def __call__(self, _dossier: Dossier, _token: Token) -> tuple[Dossier, Contents]:
        recovered = Dossier.recover(self._found)
        return recovered, Contents.read(recovered)


class _Save:
    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __call__(self, dossier: Dossier, _token: Token) -> None:
        dossier.save(self._path)


def _undo(dossier: Dossier, _token: Token) -> Contents:
    dossier.undo()
    return Contents.read(dossier)


def _redo(dossier: Dossier, _token: Token) -> Contents:
    dossier.redo()
    return Contents.read(dossier)
