"""How well a dossier stands as a whole, and what to do next. There is no score.

Everything is of the whole dossier, whatever is filtered on screen: who hides a weak flow has not
made it stronger.
"""

from dataclasses import dataclass

from flowviz.dossier import Reading
from flowviz.flows.tables import Columns
from flowviz.overview.establishing import ToEstablish, to_establish
from flowviz.overview.proposals import Proposals, Tick, proposals
from flowviz.overview.standing import Standing, standing
from flowviz.overview.steps import Step, steps
from flowviz.records import Source
from flowviz.terms import SourceStatus


@dataclass(frozen=True, slots=True)
class Sources:
    """How the sources stand: how many there are, and of how many something is so.

    ``unarchived`` have an address on the web and no archived copy of any kind; ``to_check`` are
    citations that somebody should look at again.
    """

    count: int
    citations: int
    retracted: int
    ungraded: int
    unarchived: int
    to_check: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How well a dossier stands, and what to do next in the order of what does most harm."""

    standing: Standing
    sources: Sources
    groups: int
    to_establish: tuple[ToEstablish, ...]
    proposals: Proposals
    steps: tuple[Step, ...]


def overview(dossier: Reading, columns: Columns, tick: Tick | None = None) -> Overview:
    """The overview of a dossier with these columns; ``tick`` is told how far it is."""
    found = standing(dossier, columns)
    records = dossier.sources()
    establish = to_establish(columns, records)
    proposed = proposals(dossier, columns, tick, records)
    return Overview(
        found,
        _sources(dossier, tuple(records.values())),
        len(dossier.groups()),
        establish,
        proposed,
        steps(found, establish, proposed),
    )


def _sources(dossier: Reading, records: tuple[Source, ...]) -> Sources:
    kept = {source for (source,) in dossier.rows("SELECT DISTINCT source FROM snapshot")}
    to_check = next(
        iter(dossier.rows("SELECT count(*) FROM citation WHERE status = 'to be checked'"))
    )
    return Sources(
        count=len(records),
        citations=dossier.counts().citations,
        retracted=sum(each.status is SourceStatus.RETRACTED for each in records),
        ungraded=sum(not each.reliability for each in records),
        unarchived=sum(
            bool(each.url) and not each.archived_url and each.id not in kept for each in records
        ),
        to_check=int(to_check[0]),
    )
