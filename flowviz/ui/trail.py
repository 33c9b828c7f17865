"""The way back: what was asked and how it was looked at before, a few dozen steps."""

from PySide6.QtCore import QObject, Signal

from flowviz.flows.query import Query
from flowviz.ui.session import Session
from flowviz.view import View

_MOST = 60
_State = tuple[Query, View]


class Trail(QObject):
    """Notes each query and view at rest; ``back`` shows the one before.

    Filters are no edits of the dossier, so undo has nothing to do with them.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._past: list[_State] = []
        self._now = self._state()
        self._is_going = False
        session.dossier_replaced.connect(self._forget)
        session.flows_changed.connect(self._note)
        session.view_changed.connect(self._note)

    @property
    def has_past(self) -> bool:
        """Whether there is something to go back to."""
        return bool(self._past)

    def back(self) -> None:
        """Show what was shown before."""
        if not self._past:
            return
        query, view = self._past.pop()
        self._is_going = True
        self._session.look(view)
        self._session.ask(query)
        self._is_going = False
        self._now = self._state()
        self.changed.emit()

    def _state(self) -> _State:
        return self._session.query, self._session.view

    def _note(self) -> None:
        state = self._state()
        if state != self._now and not self._is_going:
            self._past = [*self._past[1 - _MOST :], self._now]
            self._now = state
            self.changed.emit()

    def _forget(self) -> None:
        self._past, self._now = [], self._state()
        self.changed.emit()
