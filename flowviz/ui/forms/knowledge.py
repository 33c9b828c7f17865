"""What forms complete and check against, read anew as the dossier changes, large ones aside."""

from PySide6.QtCore import QObject, QTimer, Signal

from flowviz.dossier import Onlooker
from flowviz.editing import Completion, Known
from flowviz.flows.columns import Columns
from flowviz.ui.forms.completing import MOST
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.session import Session

_KIND = "known"
_AT_ONCE = 3_000
"""Actors and transfers of which all is read within a few hundredths of a second."""

_ACTORS = frozenset({"actor", "actor_name", "actor_member"})
_SOURCES = frozenset({"source", "derivation"})
_NAMES = _ACTORS | _SOURCES
"""Tables without whose latest rows a name would not be found."""


class Knowledge(QObject):
    """Keeps one ``Known`` that is never older than the last actor or source that was edited."""

    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._known: Known | None = None
        self._is_stale = False
        self._edits = self._read_after = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read)
        session.edited.connect(self._follow_edit)
        session.contents_changed.connect(self._later.start)
        session.state_changed.connect(self._catch_up)
        session.dossier_replaced.connect(self._forget)

    @property
    def known(self) -> Known:
        """What is known now; what it was before, while a job has the dossier."""
        if self._known is None:
            self._read_at_once()
        assert self._known is not None
        return self._known

    def complete(self, field: str, typed: str) -> tuple[Completion, ...]:
        """What a text typed into a field may become."""
        return self.known.complete(field, typed, MOST)

    def _forget(self) -> None:
        self._known = None
        self._edits += 1

    def _follow_edit(self, touched: frozenset[str]) -> None:
        if touched & _NAMES:
            self._edits += 1
            if self._known is not None:
                self._renew(self._known, touched)

    def _catch_up(self) -> None:
        if self._is_stale and not self._session.is_busy:
            self._read()

    def _read(self) -> None:
        """Read it again where somebody has asked for it."""
        session = self._session
        if self._known is None:
            return
        self._is_stale = session.is_busy
        if self._is_stale:
            return
        if self._is_large:
            self._read_aside()
        else:
            self._read_at_once()

    def prepare(self) -> None:
        """Read a large dossier aside before a form asks for it."""
        if self._known is None and self._is_large and not self._session.is_busy:
            self._read_aside()

    @property
    def _is_large(self) -> bool:
        contents = self._session.contents
        return len(contents.actors) + len(contents.columns.transfers.ids) > _AT_ONCE

    def _renew(self, known: Known, touched: frozenset[str]) -> None:
        """Know the actors and sources of now; of large dossiers all is read again aside soon."""
        found: Known | None = known
        if self._is_large:
            dossier = self._session.dossier
            if not touched.isdisjoint(_ACTORS):
                found = known.with_actors(dossier)
            if found is not None and not touched.isdisjoint(_SOURCES):
                found = found.with_sources(dossier)
        if found is None or found is known:
            self._read_at_once()
        else:
            self._known = found

    def _read_aside(self) -> None:
        self._read_after = self._edits
        work = _Read(self._session.dossier.beside(), self._session.contents.columns)
        self._jobs.start(_KIND, work, self._take, self.failed.emit)

    def _read_at_once(self) -> None:
        session = self._session
        self._known = Known.read(session.dossier, session.contents.columns)
        _warm(self._known)

    def _take(self, known: Known) -> None:
        if self._read_after == self._edits:
            self._known = known


class _Read:
    def __init__(self, onlooker: Onlooker, columns: Columns) -> None:
        self._onlooker = onlooker
        self._columns = columns

    def __call__(self, _token: Token) -> Known:
        with self._onlooker as reading:
            known = Known.read(reading, self._columns)
        _warm(known)
        return known


def _warm(known: Known) -> None:
    """Make what the first key in a field would wait for."""
    for field in ("actor", "source", "designation"):
        known.complete(field, "")
    known.match("")
