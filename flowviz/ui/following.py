"""What is shown follows what was edited: small dossiers at once, large ones read aside."""

from PySide6.QtCore import QObject, Signal

from flowviz.dossier import Dossier, Onlooker
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.session import Contents, Session

_KIND = "contents"
_AT_ONCE = 3_000
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
        if touched <= _SHOWN_OTHERWISE:
            return
        if len(session.contents.columns.transfers.ids) <= _AT_ONCE:
            session.follow(Contents.read(session.dossier))
            return
        self._read_of = session.dossier
        self._jobs.start(_KIND, _Read(session.dossier.beside()), self._show, self.failed.emit)

    def _show(self, contents: Contents) -> None:
        if self._session.shows(self._read_of):
            self._session.follow(contents)


class _Read:
    def __init__(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker

    def __call__(self, _token: Token) -> Contents:
        with self._onlooker as reading:
            return Contents.read(reading)
