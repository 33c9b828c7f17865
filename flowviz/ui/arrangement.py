"""Where the actors of the flows stand: on the map at once, in the network when a job is done."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from flowviz.flows.flow import Flows
from flowviz.layouts import Layout, worldmap
from flowviz.records import Placement
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.session import Session
from flowviz.view import MAP, NETWORK, View

_KIND = "arrangement"


class Arrangement(QObject):
    """Follows the session; ``layout`` is the layout of the flows shown, or None until it is made.

    ``began`` says that it will take a while; ``changed`` tells whether the picture should be framed
    anew: another view, other flows.
    """

    began = Signal()
    changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._shown: View | None = None
        self._is_new = True
        self.layout: Layout | None = None
        self.flows: Flows = session.flows
        session.dossier_replaced.connect(self._frame_anew)
        session.flows_changed.connect(self.arrange)
        session.view_changed.connect(self.arrange)

    @property
    def is_working(self) -> bool:
        """Whether a layout is on its way."""
        return self._jobs.is_running(_KIND)

    def arrange(self) -> None:
        """Lay out the flows of now."""
        session = self._session
        flows, places = session.flows, session.contents.placements[session.view.kind]
        if session.view.kind == MAP:
            actors = session.contents.actors
            self._take((flows, worldmap.layout(actors, places, session.view.centre, flows)))
        else:
            self.began.emit()
            self._jobs.start(_KIND, _NetworkWork(flows, places), self._take, self._fail)

    def _frame_anew(self) -> None:
        self._is_new = True

    def _take(self, made: tuple[Flows, Layout]) -> None:
        flows, layout = made
        view = self._session.view
        if (view.kind == MAP) != (layout.kind == MAP):
            return  # the user has gone to the other view meanwhile
        shown = self._shown
        frames = self._is_new or shown is None or not len(self.flows)
        if shown is not None:
            frames = frames or (shown.kind, shown.centre) != (view.kind, view.centre)
        if layout.kind == NETWORK:  # other flows lie elsewhere in it; on the map they do not
            frames = frames or flows is not self.flows
        self.flows, self.layout, self._shown, self._is_new = flows, layout, view, False
        self.changed.emit(frames)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


class _NetworkWork:
    """The network layout as a job: networkx is imported when it is first wanted."""

    def __init__(self, flows: Flows, places: Mapping[str, Placement]) -> None:
        self._flows = flows
        self._places = places

    def __call__(self, token: Token) -> tuple[Flows, Layout]:
        from flowviz.layouts import network

        return self._flows, network.layout(self._flows, self._places)
