"""What is done with the document as a whole: new, open, save, undo, and asking before a loss."""

import dataclasses
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from flowviz.dossier import Dossier, Recovery
from flowviz.dossier.backups import Backup
from flowviz.errors import CancelledError, FlowvizError, TargetChangedError
from flowviz.ui import text
from flowviz.ui.dossier_jobs import OnDossier, Opened, OpenFile, Recover, Reverse, Save
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.saving import ask_where
from flowviz.ui.session import Contents, Session
from flowviz.ui.settings import Settings, purge_visited_paths
from flowviz.ui.waiting import Waiting

SUFFIX = ".flowviz"
_KIND = "document"
_AT_ONCE = 2_000
"""Rows that are undone within some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class _Saving:
    """A save under way: where to (None for the dossier's file), and what comes after it."""

    path: Path | None
    then: Callable[[], None] | None
    replaces_changed: bool = False


class Documents(QObject):
    """Runs each step as a job that has the dossier to itself, and tells how it ended.

    ``is_brief`` says of the latest job that closing the window may wait for it.
    """

    failed = Signal(object)
    stopped = Signal()
    told = Signal(str)
    comparison_wanted = Signal(object)
    recent_changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._window = window
        self._waiting: Waiting | None = None
        self._saving: _Saving | None = None
        self._name = self._coming_name = ""
        self.is_brief = True

    def run(
        self,
        words: str,
        work: Callable[[Dossier, Token], Any],
        done: Callable[[Any], None],
        *,
        can_cancel: bool = False,
        over: QWidget | None = None,
    ) -> None:
        """Do ``work`` with the dossier off the window's thread; ``done`` must take it back.

        What says that it takes a while stands over the window, or the dialog that asked for it.
        """
        self.is_brief = not can_cancel or self._saving is not None
        dossier = self._session.lend()
        token = self._jobs.start(
            _KIND, OnDossier(work, dossier), done, self._fail, self._show_progress
        )
        self._waiting = Waiting(over or self._window, words, token if can_cancel else None)

    def end_waiting(self) -> None:
        """Take the progress dialog away, once ``run`` has done its work."""
        if self._waiting is not None:
            self._waiting.end()
            self._waiting = None

    def new(self) -> None:
        """Begin an empty dossier."""
        self.leave_then(self._begin_new)

    def open(self, path: Path) -> None:
        """Open ``path`` in place of what is shown, once it is clear where else it is open."""
        if not self._session.is_busy and self._may_open(path):
            self.leave_then(_Later(self._open, path))

    def open_backup(self, backup: Backup) -> None:
        """Open what was kept of a save, as a dossier that has no file yet."""
        self.leave_then(_Later(self._open_backup, backup))

    def recover(self, found: Recovery) -> None:
        """Go on with what a crash has left."""
        if self._session.is_busy:
            return
        if found.path is None or self._may_open_twice(found.path):
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
            self._save(_Saving(None, then))

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and save into it."""
        start = self._session.path or self._settings.last_folder() / f"{self.file_name()}{SUFFIX}"
        title = self.tr("Save Dossier As")
        path = ask_where(self._window, self._settings, title, start, self._filter(), SUFFIX)
        if path is not None:
            self._save(_Saving(path, then))

    def undo(self) -> None:
        """Take back the last edit: at once where it is small."""
        self._session.settle()
        if self._session.dossier.undo_size <= _AT_ONCE:
            self._reverse_at_once(self._session.undo)
        else:
            work = Reverse(self._session.author, is_undo=True)
            self.run(self.tr("Undoing…"), work, self._show_contents)

    def redo(self) -> None:
        """Do the edit last undone again: at once where it is small."""
        self._session.settle()
        if self._session.dossier.redo_size <= _AT_ONCE:
            self._reverse_at_once(self._session.redo)
        else:
            work = Reverse(self._session.author, is_undo=False)
            self.run(self.tr("Redoing…"), work, self._show_contents)

    def leave_then(self, then: Callable[[], None]) -> None:
        """Do ``then`` once nothing would be lost: ask where there are unsaved edits, or drafts.

        While a job has the dossier, nothing is done.
        """
        if self._session.is_busy:
            return
        self._session.settle()
        then = _Later(self._leave_drafts_then, then)
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
        title = path.stem if path else self._name or self._session.dossier.title
        return text.one_line(title or self.tr("Untitled"), 120)

    def file_name(self) -> str:
        """A name for a file of this dossier, without its suffix."""
        name = "".join(c if c.isalnum() or c in " -_," else "-" for c in self.title())
        return name.strip(" ,-")[:60] or "flowviz"

    def close(self) -> None:
        """Give up the dossier; its unsaved edits go with it."""
        self._session.dossier.close()

    def _may_open(self, path: Path) -> bool:
        """Whether to open a file that is open already, here or in another flowviz."""
        own = self._session.path
        if own is not None and _is_same(own, path):
            name = text.one_line(path.name, 120)
            words = self.tr("“{name}” is open in this window already.").format(name=name)
            more = self.tr("Opening it again shows what was saved in it last.")
            return self._ask(words, more, self.tr("Open Again"))
        return self._may_open_twice(path)

    def _may_open_twice(self, path: Path) -> bool:
        if not Dossier.open_elsewhere(path, besides=self._session.dossier):
            return True
        words = self.tr("“{name}” is open in another window of flowviz.")
        more = self.tr(
            "What is saved there last is what the file holds. When both are changed, the one "
            "that is saved second is asked before it overwrites the other."
        )
        name = text.one_line(path.name, 120)
        return self._ask(words.format(name=name), more, self.tr("Open Anyway"))

    def _leave_drafts_then(self, then: Callable[[], None]) -> None:
        """Ask before what was typed into forms and not yet added goes with the dossier."""
        count = len(self._session.dossier.drafts())
        if count:
            words = self.tr("There is text in forms that was not added yet.")
            more = self.tr(
                "It is no part of the dossier, and is lost when you leave the dossier. To keep it, "
                "go back, open the form again and add it."
            )
            if not self._ask(words, more, self.tr("Leave It")):
                return
        then()

    def _ask(self, words: str, more: str, yes: str) -> bool:
        """Ask whether to go on; Cancel is what Enter does."""
        box = text.message(self._window, QMessageBox.Icon.Question, "flowviz", words, more)
        go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        return text.answer(box) is go_on

    def _begin_new(self) -> None:
        self._name = ""
        self._adopt(Dossier.new())

    def _adopt(self, dossier: Dossier) -> None:
        contents = Contents.read(dossier)
        self._session.dossier.close()
        self._session.adopt(dossier, contents)

    def _open(self, path: Path) -> None:
        words = self.tr("Opening {name}…").format(name=text.one_line(path.name, 60))
        self._coming_name = ""
        self.run(words, OpenFile(path), self._show_opened)

    def _open_backup(self, backup: Backup) -> None:
        at = backup.at.astimezone().strftime("%Y-%m-%d %H:%M")
        words = self.tr("{name}, backup of {at}")
        self._coming_name = words.format(name=backup.path.stem, at=at)
        work = OpenFile(backup.file, as_copy=True)
        self.run(self.tr("Opening the backup…"), work, self._show_opened)

    def _recover(self, found: Recovery) -> None:
        self._coming_name = ""
        self.run(self.tr("Recovering…"), Recover(found), self._show_opened)

    def _save(self, saving: _Saving) -> None:
        self._saving = saving
        work = Save(saving.path, replaces_changed=saving.replaces_changed)
        self.run(self.tr("Saving…"), work, self._show_saved, can_cancel=True)

    def _reverse_at_once(self, reverse: Callable[[], None]) -> None:
        try:
            reverse()
        except FlowvizError as error:
            self.failed.emit(error)

    def _show_opened(self, opened: Opened) -> None:
        self.end_waiting()
        self._session.take_back()
        self._session.dossier.close()
        self._name = self._coming_name
        self._session.adopt(*opened)
        self._remember()

    def _show_saved(self, backup_fault: str | None) -> None:
        saving, self._saving = self._saving, None
        assert saving is not None
        self.end_waiting()
        self._session.take_back()
        self._remember()
        if backup_fault is not None:
            self.told.emit(self.tr("Saved. {fault}").format(fault=backup_fault))
        if saving.then is not None:
            saving.then()

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
        saving, self._saving = self._saving, None
        self.end_waiting()
        self.stopped.emit()
        self._session.take_back()
        if isinstance(error, CancelledError):
            if saving is not None:
                self.told.emit(self.tr("The save was stopped; the file is as it was."))
        elif saving is not None and isinstance(error, FlowvizError):
            self._ask_after(error, saving)
        else:
            self.failed.emit(error)

    def _ask_after(self, error: FlowvizError, saving: _Saving) -> None:
        """Let the user choose what to do when a save did not happen."""
        from flowviz.ui.dialogs.save_trouble import Way, ask_after_change, ask_after_fault

        path = self._session.path
        if isinstance(error, TargetChangedError) and path is not None:
            way = ask_after_change(self._window, path)
        else:
            way = ask_after_fault(self._window, error)
        if way is Way.SAVE_AS:
            self.save_as(saving.then)
        elif way is Way.AGAIN:
            self._save(saving)
        elif way is Way.OVERWRITE:
            self._save(dataclasses.replace(saving, replaces_changed=True))
        elif way is Way.COMPARE:
            self.comparison_wanted.emit(path)

    def _filter(self) -> str:
        return self.tr("flowviz dossiers (*{suffix})").format(suffix=SUFFIX)


class _Later:
    """A call with its one argument, to be made when the user has answered."""

    def __init__(self, call: Callable[[Any], None], argument: Any) -> None:
        self._call = call
        self._argument = argument

    def __call__(self) -> None:
        self._call(self._argument)


def _is_same(a: Path, b: Path) -> bool:
    try:
        return a.samefile(b)
    except OSError:  # one of them is not there
        return os.path.realpath(a) == os.path.realpath(b)
