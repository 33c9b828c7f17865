"""Which filters hide something: so that who misses a flow is told what to let go of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.tables import STAGES, Columns
from flowviz.flows.words import Filter, filters
from flowviz.terms import Stage

IsShown = Callable[[Flows], bool]


@dataclass(frozen=True, slots=True)
class Hiding:
    """Why something is not shown: ``filters`` leave it out, or no record of it is at the stage.

    ``stage`` is one at which it would be shown without any filter, None where the filters are all
    there is to it.
    """

    filters: tuple[Filter, ...]
    stage: Stage | None = None


def hiding(
    columns: Columns,
    query: Query,
    is_shown: IsShown,
    names: Mapping[str, str],
    mode: Mode = Mode.DIRECTED,
) -> Hiding:
    """What hides something that ``is_shown`` would find; ``names`` are those of actors, by code.

    The filters named are those that hide it alone; where none does, they all do together. ``mode``
    is how the flows are drawn.
    """

    def shows(asked: Query) -> bool:
        return is_shown(aggregate(columns, asked, mode))

    found = filters(query, names)
    bare = _without(query, found)
    if not shows(bare):
        stages = (stage for stage in STAGES if stage is not query.stage)
        at = (stage for stage in stages if shows(Query(stage=stage)))
        return Hiding((), next(at, None))
    alone = tuple(
        one for one in found if not shows(_without(query, [f for f in found if f is not one]))
    )
    if alone and shows(_without(query, alone)):
        return Hiding(alone)
    return Hiding(found)


def _without(query: Query, left_out: tuple[Filter, ...] | list[Filter]) -> Query:
    for one in left_out:
        query = one.removed_from(query)
    return query
