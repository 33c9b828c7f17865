"""The panel: words and filters above, what is found below; all of it is looked up aside."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from flowviz.errors import CancelledError
from flowviz.finding import Found, Kind, Wanted
from flowviz.flows.words import count_words
from flowviz.ui import text, theme
from flowviz.ui.finding.head import Head
from flowviz.ui.finding.listed import FoundList
from flowviz.ui.finding.looking import Find, MakeIndex
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.session import Contents, Session

_FIND, _INDEX = "finding", "finding-index"
_SOON_MS = 40


class SearchPanel(QWidget):
    """Finds in the whole dossier; ``chosen`` gives the hit to go to, ``failed`` an error.

    While a job has the dossier nothing is read of it: what was asked for meanwhile comes after.
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Search"))
        self.setMinimumWidth(300)
        self._session, self._jobs = session, jobs
        self._making: Token | None = None
        self._is_index_wanted = True
        self._offered: Contents | None = None
        self.list = FoundList(self)
        kinds = [(self.list.found.kind_words(kind), kind) for kind in Kind]
        self.head = Head(kinds, self)
        self._hint = text.label("", "muted", wraps=True)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._clear = QPushButton(self.tr("Remove the filters"), self)
        self._line = text.label(name="hint")
        self._pages = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    def line_said(self) -> str:
        """What the line at the bottom says."""
        return self._line.text()

    def hint_said(self) -> str:
        """What stands in the place of results, "" where there are some."""
        return "" if self._pages.currentWidget() is self.list else self._hint.text()

    def take_focus(self) -> None:
        """Put the keyboard into the field of the words."""
        self.head.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.words.selectAll()

    def search_for(self, words: str) -> None:
        """Look for ``words``, as if they were typed here."""
        self.head.clear_filters()
        self.head.words.setText(words)
        self.take_focus()
        self.refresh()

    def refresh(self) -> None:
        """Look for what is wanted now, in what the dossier holds now."""
        session = self._session
        if session.is_busy:
            self._stop_making()
            return
        if not self.isVisible():
            return
        self._offer_actors()
        self._make_index()
        wanted, fault = self.head.wanted(), self.head.fault()
        if fault or wanted.is_empty:
            self._show_hint(fault or self._how(wanted))
        elif self._making is None:
            work = Find(session.dossier.beside(), wanted)
            self._jobs.start(_FIND, work, self._take, self._fail)
        else:
            words = self.tr("The dossier is being indexed. What you look for is shown then.")
            self._show_hint(words, is_working=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        empty = QWidget(self)
        box = QVBoxLayout(empty)
        box.setContentsMargins(*(4 * [2 * theme.SPACE]))
        box.setSpacing(theme.SPACE)
        for part in (self._hint, self._progress, self._clear):
            box.addWidget(part)
        box.addStretch(1)
        self._pages.addWidget(empty)
        self._pages.addWidget(self.list)
        self._line.setContentsMargins(2 * theme.SPACE, 2, 2 * theme.SPACE, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._line)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.refresh)
        for signal in (self._session.state_changed, self._session.contents_changed):
            signal.connect(self._soon.start)
        self._session.dossier_replaced.connect(self._forget)
        self._session.settling.connect(self._stop_making)
        self.head.changed.connect(self.refresh)
        self.head.words.down.connect(self._go_to_list)
        self.head.words.entered.connect(self.list.take)
        self.list.chosen.connect(self.chosen)
        self.list.more_wanted.connect(self.head.narrow_to)
        self.list.left_above.connect(self.take_focus)
        self._clear.clicked.connect(self.head.clear_filters)

    def _offer_actors(self) -> None:
        """Offer the actors by the names shown, those of no record by their own."""
        contents = self._session.contents
        if contents is not self._offered:
            self._offered = contents
            codes = {actor.name: code for code, actor in contents.actors.items()}
            columns = contents.columns
            codes.update(zip(columns.actor_names, columns.actor_codes, strict=True))
            self.head.offer_actors(codes)

    def _forget(self) -> None:
        self._is_index_wanted = True
        self.list.found.show_found(Found())
        self._soon.start()

    def _go_to_list(self) -> None:
        if self._pages.currentWidget() is self.list:
            self.list.enter()

    # The index

    def _make_index(self) -> None:
        """Make it where nobody has seen it yet, or a search has found none that will do."""
        if self._is_index_wanted and self._making is None:
            work = MakeIndex(self._session.dossier.beside())
            self._making = self._jobs.start(
                _INDEX, work, self._end_making, self._fail_making, self._tell_progress
            )

    def _stop_making(self) -> None:
        """Let the dossier be saved, changed or left: the index is made after that."""
        if self._making is not None:
            self._making.cancel()

    def _tell_progress(self, done: int, total: int) -> None:
        if done < total and self.isVisible():
            self._line.setText(
                self.tr("Indexing: {done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
            )
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    def _end_making(self, _nothing: object) -> None:
        self._making, self._is_index_wanted = None, False
        self._line.setText("")
        self.refresh()

    def _fail_making(self, error: Exception) -> None:
        self._making = None
        self._line.setText("")
        if isinstance(error, CancelledError):
            self._soon.start()  # it is made once the dossier is free
        else:
            self._is_index_wanted = False
            self.failed.emit(error)

    # What was found

    def _take(self, told: tuple[Wanted, Found | None]) -> None:
        wanted, found = told
        if wanted != self.head.wanted() or self.head.fault():
            return
        if found is None:
            self._is_index_wanted = True
            self.refresh()
            return
        current = self.list.hit()
        self.list.found.show_found(found)
        if current is not None:
            self.list.setCurrentIndex(self.list.found.place_of(current.kind, current.id))
        if found.groups:
            self._pages.setCurrentWidget(self.list)
            self._line.setText(self._count(found))
        else:
            words = text.one_line(wanted.text, 80).strip()
            nothing = self.tr("Nothing holds “{words}”.").format(words=words)
            if self.head.is_filtered:
                nothing = self.tr("Nothing that the filters leave holds “{words}”.").format(
                    words=words
                )
            self._show_hint(nothing)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _count(self, found: Found) -> str:
        words = count_words(found.count, "hit")
        return self.tr("More than {hits}").format(hits=words) if found.is_more else words

    def _how(self, wanted: Wanted) -> str:
        if wanted.sought:
            return self.tr("Type a word that must be there too.")
        return self.tr(
            "Finds words in every field: names, items, figures, comments, sources, links, notes, "
            "quotations. “Two words” in quotes stand together; -word must not be there."
        )

    def _show_hint(self, words: str, *, is_working: bool = False) -> None:
        self._pages.setCurrentIndex(0)
        self._hint.setText(words)
        self._progress.setVisible(is_working)
        self._clear.setVisible(self.head.is_filtered and not is_working)
        self._line.setText("")
