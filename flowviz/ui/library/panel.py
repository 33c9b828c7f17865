"""The panel of sources: find one, read all that is known of it, go to what it is cited for."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from flowviz.dossier import Onlooker, Reading
from flowviz.errors import CancelledError
from flowviz.flows.cited_by import CitedFor, cited_for
from flowviz.flows.columns import Columns
from flowviz.flows.library import Library, read_library
from flowviz.flows.words import count_words
from flowviz.records import Source
from flowviz.ui import text, theme
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.library.cited_items import CitedBy
from flowviz.ui.library.detail import SourceDetail
from flowviz.ui.library.table import SourcesTable
from flowviz.ui.picked import NO_PICK, Picked
from flowviz.ui.session import Session
from flowviz.ui.settings import Settings

_SOON_MS = 30
_KIND = "library"
_AT_ONCE = 2_000
"""Sources that are read within a few hundredths of a second."""
_CITED = "cited-by"
_CITED_AT_ONCE = 1_000
"""Records of which a source's flows are read within a few hundredths of a second."""
_READ_FROM = frozenset({"source", "derivation", "grading", "snapshot"})
_CITED_FROM = frozenset({"citation", "note", "link", "account_group"})
_SHARES = (520, 480)
_LEAST_PX = 300


class LibraryPanel(QWidget):
    """A table of all sources, what is typed narrows it; beside it the source that is picked."""

    picked_changed = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Sources"))
        self.setMinimumHeight(_LEAST_PX)
        self._session, self._jobs = session, jobs
        self._is_stale = True
        self._is_read_aside = False
        self.search = _SearchLine(self)
        self.table = SourcesTable(settings, self)
        self.detail = SourceDetail(self)
        self._line = text.label(name="hint")
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def offer(self, actions: tuple[QAction, ...]) -> None:
        """Have what can be done with a source in its menus."""
        self.table.offered = actions
        self.detail.offer(actions)

    def picked(self) -> Picked:
        """The source that is picked."""
        return Picked(Source, (self.table.source,)) if self.table.source else NO_PICK

    def line_said(self) -> str:
        """What the line at the bottom says."""
        return self._line.text()

    def take_focus(self) -> None:
        """Put the keyboard into the search: letters find, Down goes on to the table."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, id_: str) -> None:
        """Go to a source; where what is typed leaves it out, all are shown again."""
        if not self.table.choose(id_):
            self.search.clear()
            self.table.choose(id_)

    def refresh(self) -> None:
        """Show the sources of now; later, while a job has the dossier."""
        if self._session.is_busy or not self.isVisible() or not self._is_stale:
            return
        self._is_stale = False
        columns = self._session.contents.columns
        self._is_read_aside = self._session.dossier.counts().sources > _AT_ONCE
        if not self._is_read_aside:
            self._take(read_library(self._session.dossier, columns))
            return
        self._say(self.tr("Reading the sources…"))
        work = _Read(self._session.dossier.beside(), columns)
        self._jobs.start(_KIND, work, self._take_aside, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        session = self._session
        session.edited.connect(self._follow_edit)
        session.contents_changed.connect(self._note_stale)
        session.dossier_replaced.connect(self._note_stale)
        session.state_changed.connect(self._soon.start)
        self.search.textChanged.connect(self._narrow)
        self.search.down.connect(self._go_to_table)
        self.table.source_changed.connect(self._show_source)
        self.table.edit_wanted.connect(self.edit_wanted)
        self.table.copy_wanted.connect(self.copy_wanted)
        self.detail.selection_wanted.connect(session.select)
        self.detail.source_wanted.connect(self.choose)

    def _follow_edit(self, touched: frozenset[str]) -> None:
        if touched & (_READ_FROM | _CITED_FROM):
            self._note_stale()

    def _note_stale(self) -> None:
        self._is_stale = True
        self._soon.start()

    def _take_aside(self, library: Library) -> None:
        if self._is_read_aside:  # not of a dossier that was left meanwhile
            self._take(library)

    def _take(self, library: Library) -> None:
        self.table.sources.show_library(library)
        self._say_count()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _narrow(self, typed: str) -> None:
        self.table.sources.narrow(typed)
        self._say_count()

    def _say_count(self) -> None:
        library, shown = self.table.sources.library, self.table.sources.rowCount()
        every = count_words(len(library.ids), "source")
        words = every if shown == len(library.ids) else f"{shown:,} of {every}"
        down = len(library.fallen)
        if down:
            verb = self.tr("has") if down == 1 else self.tr("have")
            words += self.tr(", {count:,} {verb} fallen").format(count=down, verb=verb)
        self._say(words)

    def _say(self, words: str) -> None:
        self._line.setText(text.plain(words, 300))

    def _show_source(self) -> None:
        library, id_ = self.table.sources.library, self.table.source
        if id_ not in library.sources:
            words = self.tr("No source holds what is typed.")
            if not library.ids:
                words = self.tr(
                    "No sources yet. Record > New Source writes one; New from Pasted Text "
                    "makes one of a link and a text."
                )
            self.detail.show_nothing(words)
        elif self._session.is_busy:
            self._is_stale = True
            self._show_cited(id_, None)
        elif library.records.get(id_, 0) <= _CITED_AT_ONCE:
            self._show_cited(id_, cited_for(self._session.dossier, id_))
        else:
            self._show_cited(id_, None)
            work = _ReadCited(self._session.dossier.beside(), id_)
            self._jobs.start(_CITED, work, self._take_cited, self._fail)
        self.picked_changed.emit()

    def _take_cited(self, found: tuple[str, CitedFor]) -> None:
        id_, cited = found
        if id_ == self.table.source and id_ in self.table.sources.library.sources:
            self._show_cited(id_, cited)

    def _show_cited(self, id_: str, cited: CitedFor | None) -> None:
        library, actors = self.table.sources.library, self._session.contents.actors
        by = CitedBy(cited, self._reading, actors, id_)
        self.detail.show_source(library.sources[id_], library, by)

    def _reading(self) -> Reading | None:
        return None if self._session.is_busy else self._session.dossier

    def _go_to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        left = QWidget(self)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(*(4 * [theme.SPACE]))
        head.addWidget(self.search)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        self._line.setContentsMargins(2 * theme.SPACE, 2, 2 * theme.SPACE, 2)
        box.addWidget(self._line)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(left)
        halves.addWidget(self.detail)
        halves.setSizes(list(_SHARES))
        for half in range(2):  # both give way: else a narrow panel is all detail
            halves.setStretchFactor(half, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)


class _SearchLine(QLineEdit):
    """What is looked for; Down goes on to what was found."""

    down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Find by title, author, publisher, link or shelf number"))
        self.setAccessibleName(self.tr("Find a source"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Read:
    def __init__(self, onlooker: Onlooker, columns: Columns) -> None:
        self._onlooker, self._columns = onlooker, columns

    def __call__(self, _token: Token) -> Library:
        with self._onlooker as reading:
            library = read_library(reading, self._columns)
        library.find("")  # what is found by is made here, not at the first letter
        return library


class _ReadCited:
    def __init__(self, onlooker: Onlooker, source: str) -> None:
        self._onlooker, self._source = onlooker, source

    def __call__(self, _token: Token) -> tuple[str, CitedFor]:
        with self._onlooker as reading:
            return self._source, cited_for(reading, self._source)
