"""The panel: follows the dossier, and looks through large ones aside."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flowviz.dossier import Onlooker
from flowviz.errors import CancelledError
from flowviz.flows.columns import Columns
from flowviz.overview.overview import Overview, overview
from flowviz.ui import text, theme
from flowviz.ui.following import AT_ONCE
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.overview.lines import lines, proposal_line, refusal_words
from flowviz.ui.overview.list import OverviewList
from flowviz.ui.session import Session

_SOON_MS = 40
_KIND = "overview"
_LEAST_PX = 260


class OverviewPanel(QWidget):
    """Shows an overview of the whole dossier, whatever is filtered.

    ``went`` gives a line that leads somewhere, ``accept_wanted`` and ``refuse_wanted`` a proposal,
    ``failed`` an error.
    """

    went = Signal(object)
    accept_wanted = Signal(object)
    refuse_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Overview"))
        self.setMinimumWidth(_LEAST_PX)
        self._session, self._jobs = session, jobs
        self._is_stale = True
        self._token: Token | None = None
        self.found: Overview | None = None
        self.list = OverviewList(self)
        self._foot = QWidget(self)
        self._line = text.label(name="hint", wraps=True)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.accept_ = QPushButton(self.tr("Accept…"), self)
        self.accept_.setToolTip(self.tr("See what it would change, then decide (Enter)"))
        self.refuse = QPushButton(self.tr("Not the Same…"), self)
        self.refuse.setToolTip(self.tr("Turn it down, with a reason (Del)"))
        self.setFocusProxy(self.list)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self._show_buttons()

    def line_said(self) -> str:
        """What the line at the bottom says."""
        return self._line.text()

    def take_focus(self) -> None:
        """Put the keyboard into the list, on the first thing to do where it is on none."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid() and self.list.overview.rowCount() > 1:
            self.list.setCurrentIndex(self.list.overview.index(1))

    def show_proposals(self, kind: str) -> None:
        """Go to the first proposal of a kind."""
        row = proposal_line(self.list.overview.lines, kind)
        if row is not None:
            self.list.go_to(row)

    def refresh(self) -> None:
        """Look through the dossier of now; later, while a job has it or nobody sees the panel."""
        session = self._session
        if session.is_busy or not self.isVisible() or not self._is_stale:
            return
        self._is_stale = False
        columns = session.contents.columns
        if len(columns.transfers.ids) <= AT_ONCE:
            self._take(overview(session.dossier, columns))
            return
        self._say(self.tr("Looking through the records…"))
        self.stop.setText(self.tr("Stop"))
        self.stop.show()
        work = _Look(session.dossier.beside(), columns)
        self._token = self._jobs.start(_KIND, work, self._take, self._fail, self._tell_progress)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.list, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(2 * theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        foot.setSpacing(theme.SPACE)
        foot.addWidget(self._line, 1)
        for button in (self.stop, self.accept_, self.refuse):
            foot.addWidget(button)
        box.addWidget(self._foot)
        self.stop.hide()

    def _connect(self) -> None:
        session = self._session
        session.contents_changed.connect(self._note_stale)
        session.dossier_replaced.connect(self._note_stale)
        session.state_changed.connect(self._soon.start)
        self.list.went.connect(self.went)
        self.list.opened.connect(self.accept_wanted)
        self.list.refused.connect(self.refuse_wanted)
        self.list.line_changed.connect(self._show_buttons)
        self.accept_.clicked.connect(self._accept)
        self.refuse.clicked.connect(self._refuse)
        self.stop.clicked.connect(self._stop_or_look)

    def _note_stale(self) -> None:
        self._is_stale = True
        self._soon.start()

    def _take(self, found: Overview) -> None:
        self._token = None
        self.stop.hide()
        self.found = found
        self.list.show_lines(lines(found))
        self._say("")

    def _fail(self, error: Exception) -> None:
        self._token = None
        if isinstance(error, CancelledError):
            self._say(self.tr("Stopped: this is how it stood before."))
            self.stop.setText(self.tr("Look Again"))
        else:
            self.stop.hide()
            self.failed.emit(error)

    def _tell_progress(self, done: int, total: int) -> None:
        words = self.tr("Looking through the records: {done} of {total} items")
        self._say(words.format(done=f"{done:,}", total=f"{total:,}"))

    def _stop_or_look(self) -> None:
        if self._token is not None:
            self._token.cancel()
        else:
            self._is_stale = True
            self.refresh()

    def _say(self, words: str) -> None:
        self._line.setText(text.plain(words, 300))
        self._show_foot()

    def _show_buttons(self) -> None:
        line = self.list.line()
        proposed = None if line is None else line.proposed
        for button in (self.accept_, self.refuse):
            button.setVisible(proposed is not None)
        if proposed is not None:
            self.refuse.setText(f"{refusal_words(proposed)}\N{HORIZONTAL ELLIPSIS}")
        self._show_foot()

    def _show_foot(self) -> None:
        """Have the foot only where something stands in it."""
        buttons = (self.stop, self.accept_, self.refuse)
        has_button = any(not button.isHidden() for button in buttons)
        self._foot.setVisible(has_button or bool(self._line.text()))

    def _accept(self) -> None:
        line = self.list.line()
        if line is not None:
            self.accept_wanted.emit(line.proposed)

    def _refuse(self) -> None:
        line = self.list.line()
        if line is not None:
            self.refuse_wanted.emit(line.proposed)


class _Look:
    """Makes the overview of a large dossier on a job's thread."""

    def __init__(self, onlooker: Onlooker, columns: Columns) -> None:
        self._onlooker, self._columns = onlooker, columns

    def __call__(self, token: Token) -> Overview:
        with self._onlooker as reading:
            return overview(reading, self._columns, _Tick(token))


class _Tick:
    """Tells how far the look is, lets the window have its turn, and stops where it is asked to."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def __call__(self, done: int, total: int) -> None:
        self._token.go_on(done, total)
        self._token.give_way()
