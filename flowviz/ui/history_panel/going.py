"""Where the history leads: to the record that was changed, and back to how things were."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from flowviz.dossier import Dossier, LogRow
from flowviz.dossier.history import History
from flowviz.editing.history import Told
from flowviz.errors import FlowvizError
from flowviz.flows.words import count_words
from flowviz.ui import text
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents
from flowviz.ui.whereabouts import whereabouts

if TYPE_CHECKING:
    from flowviz.ui.window import Window


class Going(QObject):
    """Acts for the history panel on the window it is in."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def select(self, told: Told) -> None:
        """Select the record that was changed, on every view; say where it is there no longer."""
        if self._session.is_busy:
            return
        columns = self._session.contents.columns
        selected = whereabouts(self._session.dossier, columns, told.table, told.key)
        if selected is None:
            self._window.tell(self.tr("It is no longer in the dossier."))
        else:
            self._session.select(selected)

    def go_back(self, row: LogRow) -> None:
        """Undo every edit that stands after ``row``, after asking."""
        session = self._session
        if session.is_busy:
            return
        since = _since(session.dossier, row.seq)
        if not since:
            self._window.tell(self.tr("Nothing that stands was done since."))
            return
        changes = count_words(len(since), "change")
        box = text.message(
            self._window,
            QMessageBox.Icon.Question,
            self.tr("Undo back to here?"),
            self.tr("{changes} made since “{what}” will be undone.").format(
                changes=changes, what=row.what
            ),
            self.tr("Each is an undo of its own in the history; Redo brings them back."),
        )
        undo = box.addButton(
            self.tr("Undo {changes}").format(changes=changes), QMessageBox.ButtonRole.AcceptRole
        )
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        if text.answer(box) is undo and not session.is_busy:
            work = _UndoSince(row.seq, session.author)
            self._window.documents.run(self.tr("Undoing…"), work, self._show)

    def _show(self, undone: tuple[Contents, FlowvizError | None]) -> None:
        contents, error = undone
        self._window.documents.end_waiting()
        self._session.take_back(contents)
        if error is not None:
            self._window.show_error(error)


class _UndoSince:
    """Undoes what stands after a row, the last thing first, as far as that can be done."""

    def __init__(self, seq: int, author: str) -> None:
        self._seq, self._author = seq, author

    def __call__(self, dossier: Dossier, token: Token) -> tuple[Contents, FlowvizError | None]:
        total = len(_since(dossier, self._seq))
        error = None
        try:
            while left := len(_since(dossier, self._seq)):
                dossier.undo(self._author)
                token.progress(total - left + 1, total)
        except FlowvizError as caught:
            error = caught
        return Contents.read(dossier), error


def _since(dossier: Dossier, seq: int) -> tuple[int, ...]:
    """The edits that stand and were made after a row of the log."""
    return tuple(edit for edit in History(dossier.history()).standing.done if edit > seq)
