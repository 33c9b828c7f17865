"""Where the actors of the flows stand: on the map at once, in the network when a job is done."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from flowviz.actor import Actor
from flowviz.errors import CancelledError, FlowvizError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import Columns
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, worldmap
from flowviz.layouts.known import places_of
from flowviz.records import Placement
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.session import Session
from flowviz.view import MAP, NETWORK, View

_KIND = "arrangement"
_SHARES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """All that places follow from; the window of the query is no part of it."""

    query: Query
    view: View
    columns: Columns
    actors: Mapping[str, Actor]
    placements: Mapping[str, Placement]

    def is_as(self, other: "_Wanted | None") -> bool:
        """Whether the other one gives the same places."""
        return (
            other is not None
            and self.is_of_same_flows(other)
            and self.ground == other.ground
            and self.placements == other.placements
            and (self.view.kind == NETWORK or self.actors is other.actors)
        )

    def is_of_same_flows(self, other: "_Wanted") -> bool:
        """Whether the other one has the same actors, wherever they stand."""
        return (
            self.columns is other.columns and self.query == other.query and self.mode is other.mode
        )

    @property
    def mode(self) -> Mode:
        """The link mode that the flows are filtered in: a map holds everybody in any."""
        is_of_mode = self.view.kind == NETWORK and self.query.filters_flows
        return self.view.mode if is_of_mode else Mode.DIRECTED

    @property
    def ground(self) -> tuple[object, ...]:
        """What the frame is of: where it changes, everything lies elsewhere."""
        view = self.view
        if view.kind == NETWORK:
            return view.kind, view.layout
        return view.kind, view.projection, view.centre, view.anchor


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """The places of all actors of a query, whatever its window."""

    wanted: _Wanted
    layout: Layout
    codes: tuple[str, ...]
    number: Mapping[str, int]

    @classmethod
    def of(cls, wanted: _Wanted, flows: Flows, layout: Layout) -> "_Made":
        codes = flows.actor_codes
        return cls(wanted, layout, codes, {code: at for at, code in enumerate(codes)})


class Arrangement(QObject):
    """Follows the session; ``layout`` is that of ``strands``, or None until the first is made.

    Everybody in the query without its window has a place, and keeps it: another window, in the
    hand or at rest, moves nobody and frames nothing anew. ``began`` says that it will take a while,
    ``progressed`` how far it is (0 to 1), ``ended`` that it is over, however. ``changed`` tells
    whether the picture should be framed anew: another view, other actors in the network.
    ``has_other_actors`` says that a filter has brought or taken some. While the hand brushes, only
    the session tells; this is connected to it before the canvas is.
    """

    began = Signal()
    progressed = Signal(float)
    ended = Signal()
    changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._made: _Made | None = None
        self._working_on: _Wanted | None = None
        self._token: Token | None = None
        self._whole: tuple[_Wanted, Flows] | None = None
        self._is_new = True
        self.has_other_actors = False
        self.layout: Layout | None = None
        self.strands: Strands = session.strands
        session.dossier_replaced.connect(self._frame_anew)
        session.flows_changed.connect(self.arrange)
        session.flows_brushed.connect(self._follow_brush)
        session.view_changed.connect(self.arrange)

    @property
    def flows(self) -> Flows:
        """The flows of the strands."""
        return self.strands.flows

    @property
    def is_working(self) -> bool:
        """Whether a layout is on its way."""
        return self._working_on is not None

    @property
    def view_shown(self) -> View | None:
        """The view that the places are of, None before the first."""
        return self._made.wanted.view if self._made else None

    def arrange(self) -> None:
        """Lay out the flows of now; what is laid out already is not laid out again."""
        wanted = self._wanted()
        if wanted.is_as(self._working_on):
            self._redraw_meanwhile(wanted)
            return
        self._drop_work()
        if self._made is not None and wanted.is_as(self._made.wanted):
            self._take(_Made(wanted, self._made.layout, self._made.codes, self._made.number))
        elif wanted.view.kind == MAP:
            self._take_map(wanted)
        else:
            self._working_on = wanted
            work = _NetworkWork(wanted, self._flows_of(wanted))
            self.began.emit()
            self._token = self._jobs.start(_KIND, work, self._finish, self._fail, self._tell)

    def _redraw_meanwhile(self, wanted: _Wanted) -> None:
        """Show another window, mode or number of flows in the places of now."""
        made = self._made
        if made is not None and made.wanted.is_of_same_flows(wanted):
            self._place(made)
            self.changed.emit(False)

    def stop(self) -> None:
        """Let the layout on its way be: everybody stays, and the view is the one that is shown."""
        if self._working_on is None:
            return
        self._drop_work()
        session, shown = self._session, self.view_shown
        kind = MAP if shown is None else shown.kind
        layout = session.view.layout if shown is None else shown.layout
        back = dataclasses.replace(session.view, kind=kind, layout=layout)
        if back != session.view:
            session.look(back)
        elif self._made is not None:
            # Other flows than those laid out: who is known stays where he is.
            self._take(dataclasses.replace(self._made, wanted=self._wanted()))

    def _wanted(self) -> _Wanted:
        session, contents = self._session, self._session.contents
        query = dataclasses.replace(
            session.query, first_year=None, last_year=None, first_month=1, last_month=12
        )
        if session.view.kind == MAP:
            # Over all time a net may be smaller than in the window, or run the other way.
            query = dataclasses.replace(query, least=None)
        places = contents.placements[session.view.kind]
        return _Wanted(query, session.view, contents.columns, contents.actors, places)

    def _flows_of(self, wanted: _Wanted) -> Flows:
        session, query = self._session, wanted.query
        if session.query == query and (session.view.mode is wanted.mode or not query.filters_flows):
            return session.flows
        whole = self._whole
        if whole is None or not wanted.is_of_same_flows(whole[0]):
            whole = self._whole = wanted, aggregate(wanted.columns, query, wanted.mode)
        return whole[1]

    def _take_map(self, wanted: _Wanted) -> None:
        flows, view = self._flows_of(wanted), wanted.view
        try:
            layout = worldmap.layout(
                wanted.actors,
                wanted.placements,
                view.centre,
                flows,
                projection=view.projection,
                anchor=view.anchor,
            )
        except FlowvizError as error:  # a saved view of a later version, say
            self.failed.emit(error)
        else:
            self._take(_Made.of(wanted, flows, layout))

    def _frame_anew(self) -> None:
        self._is_new = True

    def _follow_brush(self) -> None:
        if self._made is not None:
            self._place(self._made)

    def _place(self, made: _Made) -> None:
        self._made, self.strands = made, self._session.strands
        self.layout = places_of(self.strands.actor_codes, made.layout, made.number)

    def _take(self, made: _Made) -> None:
        before = self._made
        self.has_other_actors = before is not None and before.codes != made.codes
        frames = self._is_new or before is None or not len(self.strands)
        if before is not None:
            frames = frames or before.wanted.ground != made.wanted.ground
            if made.wanted.view.kind == NETWORK:  # other actors lie elsewhere in it
                frames = frames or self.has_other_actors
        self._is_new = False
        self._place(made)
        self.changed.emit(frames)

    def _drop_work(self) -> None:
        if self._working_on is not None:
            assert self._token is not None
            self._token.cancel()
            self._working_on = None
            self.ended.emit()

    def _finish(self, made: _Made) -> None:
        if made.wanted is self._working_on:  # else the user has gone elsewhere meanwhile
            self._working_on = None
            self.ended.emit()
            self._take(made)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return  # whoever cancelled it knows
        self._drop_work()
        self.failed.emit(error)

    def _tell(self, done: int, total: int) -> None:
        if self._working_on is not None:
            self.progressed.emit(done / total)


class _NetworkWork:
    """The network layout as a job: what it needs is imported when it is first wanted."""

    def __init__(self, wanted: _Wanted, flows: Flows) -> None:
        self._wanted = wanted
        self._flows = flows

    def __call__(self, token: Token) -> _Made:
        from flowviz.layouts import network

        def progress(share: float) -> bool:
            token.progress(int(share * (_SHARES - 1)), _SHARES)
            token.give_way()
            return not token.is_cancelled()

        wanted = self._wanted
        layout = network.layout(self._flows, wanted.placements, wanted.view.layout, progress)
        return _Made.of(wanted, self._flows, layout)
