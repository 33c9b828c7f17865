"""What is shown follows what was edited: small dossiers at once, large ones read aside."""

from PySide6.QtCore import QObject, Signal

from flowviz.dossier import Dossier, Onlooker
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.seen import Asked, Contents, Seen
from flowviz.ui.session import Session

_KIND = "contents"
AT_ONCE = 3_000
"""Transfers that are read anew within a few hundredths of a second."""

_SHOWN_OTHERWISE = frozenset({"placement", "saved_view", "problem", "snapshot"})
"""Tables of which no columns are made."""


class Following(QObject):
    """Reads the contents anew after each edit; of several readings the last one is shown.

    The dossier can be edited meanwhile: the reading has a connection of its own.
    """

    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._read_of: Dossier | None = None
        session.edited.connect(self._follow)

    def _follow(self, touched: frozenset[str]) -> None:
        session = self._session
        is_read = self._jobs.is_running(_KIND)  # as it was before
        if touched <= _SHOWN_OTHERWISE and not is_read:
            return
        if len(session.contents.columns.transfers.ids) <= AT_ONCE:
            session.follow(Contents.read(session.dossier))
            return
        self._read_of = session.dossier
        work = _Read(session.dossier.beside(), session.asked)
        self._jobs.start(_KIND, work, self._show, self.failed.emit)

    def _show(self, found: tuple[Asked, Seen]) -> None:
        session, (asked, seen) = self._session, found
        if not session.shows(self._read_of):
            return
        if asked == session.asked:
            session.see(seen)
        else:  # something else was asked for meanwhile
            session.follow(seen.contents)


class _Read:
    def __init__(self, onlooker: Onlooker, asked: Asked) -> None:
        self._onlooker = onlooker
        self._asked = asked

    def __call__(self, _token: Token) -> tuple[Asked, Seen]:
        with self._onlooker as reading:
            contents = Contents.read(reading)
        return self._asked, self._asked.seen_whole(contents)
