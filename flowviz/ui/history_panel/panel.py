"""The panel: the history to read, to search and to filter; what a row changed opens below it."""

import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from flowviz.dossier import LogRow
from flowviz.dossier.history import History
from flowviz.errors import CancelledError
from flowviz.flows.words import count_words
from flowviz.ui import text, theme
from flowviz.ui.history_panel.entries import NEED_SORTS, Entry, Known, entries, shown
from flowviz.ui.history_panel.head import Head
from flowviz.ui.history_panel.looking import Details, FindWords, ReadDetails, ReadSorts
from flowviz.ui.history_panel.model import HistoryModel
from flowviz.ui.history_panel.tree import HistoryTree
from flowviz.ui.jobs import Jobs
from flowviz.ui.session import Session

_SOON_MS = 40
_FIND, _SORT, _DETAILS = "history-find", "history-sort", "history-details"


class HistoryPanel(QWidget):
    """Follows the log; what costs more than a glance at its rows is read aside.

    ``record_wanted`` gives what was changed, to be selected; ``back_wanted`` the row to whose time
    the records are to be brought back; ``failed`` an error.
    """

    record_wanted = Signal(object)
    back_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("History"))
        self._session, self._jobs = session, jobs
        self._rows: tuple[LogRow, ...] = ()
        self._all: tuple[Entry, ...] = ()
        self._known = Known()
        self._found_for = ""
        self._sorted_for: LogRow | None = None
        self._wanted: list[LogRow] = []
        self._head = Head(self)
        self.tree = HistoryTree(self)
        self._model = self.tree.history
        self._line = text.label(name="hint")
        self._line.setContentsMargins(2 * theme.SPACE, 2, 2 * theme.SPACE, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self.tree, 1)
        box.addWidget(self._line)
        self.setFocusProxy(self.tree)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._connect()

    @property
    def search(self) -> QLineEdit:
        """The field of the words that are looked for."""
        return self._head.search

    def line_said(self) -> str:
        """What the line at the bottom says."""
        return self._line.text()

    def model_of_history(self) -> HistoryModel:
        """The model behind the tree."""
        return self._model

    def take_focus(self) -> None:
        """Put the keyboard into the list, on its first row where it is on none."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self._model.index(0, 0))

    def refresh(self) -> None:
        """Show the log of now; later, while a job has the dossier."""
        if self._session.is_busy or not self.isVisible():
            return
        rows = self._session.dossier.history()
        if rows is not self._rows:
            self._rows = rows
            self._all = entries(rows, frozenset(History(rows).standing.done))
            self._model.keep({row.hash for row in rows})
            self._head.show_authors(sorted({row.author for row in rows}, key=str.casefold))
        self._look_aside()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        self._session.state_changed.connect(self._soon.start)
        self._session.dossier_replaced.connect(self._forget)
        self._head.changed.connect(self.refresh)
        self.tree.opened.connect(self._read)
        self.tree.record_wanted.connect(self.record_wanted)
        self.tree.back_wanted.connect(self.back_wanted)

    def _forget(self) -> None:
        self._rows, self._all, self._known = (), (), Known()
        self._found_for, self._sorted_for, self._wanted = "", None, []

    def _show(self) -> None:
        now = datetime.datetime.now().astimezone()
        asked = self._head.asked()
        found = shown(self._all, asked, self._known, now)
        self.tree.show_entries(found)
        self._say(len(found))

    def _say(self, count: int) -> None:
        of = count_words(len(self._all), "change")
        if not self._all:
            words = self.tr("Nothing was changed yet. Everything that is done is listed here.")
        elif count == len(self._all):
            words = of
        else:
            words = self.tr("{count} of {changes}").format(count=f"{count:,}", changes=of)
        if self._jobs.is_running(_FIND) or self._jobs.is_running(_SORT):
            words = self.tr("{words} so far; looking through what was changed…").format(words=words)
        self._line.setText(words)

    # What is found out aside

    def _look_aside(self) -> None:
        asked = self._head.asked()
        last = self._rows[-1] if self._rows else None
        if asked.kind in NEED_SORTS and last is not None and last != self._sorted_for:
            self._sorted_for = last
            work = ReadSorts(self._session.dossier.beside())
            self._jobs.start(_SORT, work, self._take_sorts, self._fail, self._tell_progress)
        key = f"{last.hash if last else ''} {asked.words}"
        if not asked.words:
            self._known = Known(self._known.sorts)
        elif key != self._found_for:
            self._known = Known(self._known.sorts)
            actors = {code: each.name for code, each in self._session.contents.actors.items()}
            work_ = FindWords(self._session.dossier.beside(), asked.words, actors)
            self._jobs.start(_FIND, work_, self._take_found, self._fail, self._tell_progress)
        self._found_for = key if asked.words else ""

    def _take_sorts(self, sorts: object) -> None:
        assert isinstance(sorts, dict)
        self._known = Known(sorts, self._known.by_value)
        self._show()

    def _take_found(self, found: frozenset[int]) -> None:
        self._known = Known(self._known.sorts, found)
        self._show()

    def _tell_progress(self, done: int, total: int) -> None:
        words = self.tr("Looking through what was changed: {done} of {total}")
        self._line.setText(words.format(done=f"{done:,}", total=f"{total:,}"))

    def _read(self, row: LogRow) -> None:
        """Read what a row changed; several that are opened at once follow one another."""
        if row not in self._wanted:
            self._wanted.append(row)
            self._read_next()

    def _read_next(self) -> None:
        if self._wanted and not self._jobs.is_running(_DETAILS) and not self._session.is_busy:
            self._line.setText(self.tr("Reading what was changed…"))
            work = ReadDetails(self._session.dossier.beside(), self._wanted[0])
            self._jobs.start(_DETAILS, work, self._take_details, self._fail_details)

    def _take_details(self, details: Details) -> None:
        row = self._wanted.pop(0) if self._wanted else None
        if row is not None and row.seq == details.seq:
            self._model.show_details(details, row)
            self.tree.open_told()
        self._say(self._model.rowCount())
        self._read_next()

    def _fail_details(self, error: Exception) -> None:
        self._wanted = []
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self.failed.emit(error)
