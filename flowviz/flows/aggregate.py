"""The engine: columns and a query to flows, by the rules of docs/rules.md."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Booleans, Codes, Floats, Indices
from flowviz.evidence import EXISTENCES
from flowviz.flows.choosing import chosen
from flowviz.flows.filters import other_side, passing_records
from flowviz.flows.flow import Flows
from flowviz.flows.listing import list_records
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query, resolve
from flowviz.flows.selection import Selection, restricted, select
from flowviz.flows.sums import Sums, sums
from flowviz.flows.tables import NO_VERDICT, STAGES, Columns

__all__ = ["Flows", "aggregate"]


@dataclass(frozen=True, slots=True)
class _Records:
    """The records under a query: ours, which count, and the other side's, None where it has none.

    Attributes
    ----------
    own, other
        (T,) which transfers are records of one side and the other.
    is_moving
        (T,) which say more than that nothing has moved yet.
    own_count, count
        (P,) records of each pair that count; the same, but the other side's where none counts.
    """

    own: Booleans
    other: Booleans | None
    is_moving: Booleans
    own_count: Indices
    count: Indices

    @property
    def shown(self) -> Booleans:
        """(T,) the records that ``count`` counts."""
        return self.own if self.other is None else self.own | self.other


def aggregate(columns: Columns, query: Query, mode: Mode = Mode.DIRECTED) -> Flows:
    """The flows under a query.

    ``mode`` is how they are to be drawn: where one ribbon stands for both ways of a pair, the
    filters of flows let both ways through, or none.
    """
    query = resolve(query, columns)
    selections, records, own, other = _counted(columns, query)
    added = _added(columns, own)
    found = chosen(columns, query, mode, records.count > 0, added.drawn)
    pair = _ordered(columns, found.pairs, added.drawn)
    actors, supplier, recipient = _ends(columns, pair)
    return Flows(
        query=query,
        columns=columns,
        actor_codes=tuple(columns.actor_codes[actor] for actor in actors),
        actor_names=tuple(columns.actor_names[actor] for actor in actors),
        supplier=supplier.astype(np.int32),
        recipient=recipient.astype(np.int32),
        amount=added.amount[pair],
        low=added.low[pair],
        high=added.high[pair],
        drawn=added.drawn[pair],
        approximate=added.approximate[pair],
        uncertain=added.uncertain[pair],
        disputed=_disputed(columns, records)[pair],
        nothing_moved=_nothing_moved(columns, records)[pair],
        existence=_existence(columns, records)[pair],
        records=records.own_count[pair].astype(np.int32),
        undated_more=added.more[pair],
        more_open=added.more_open[pair],
        other=_added(columns, other).drawn[pair],
        below_least=found.below,
        unknown_below=found.unknown,
        turned=found.turned,
        pair=pair,
        is_listed=_of_pairs(columns, records.own, pair, records.count),
        is_other=records.other
        if records.other is None
        else _of_pairs(columns, records.other, pair, records.count),
        selection=own,
        other_selection=other,
        selections=selections,
    )


def _counted(
    columns: Columns, query: Query
) -> tuple[tuple[Selection, ...], _Records, Selection | None, Selection | None]:
    """The rows by unit, the records, and the rows in the unit asked for: ours, the other side's."""
    passes = passing_records(columns, query)
    stage, unit = STAGES.index(query.stage), columns.unit_index(query.unit)
    selections = tuple(
        select(columns, query, stage, other, passes) for other in range(len(columns.units))
    )
    records = _records(columns, query, selections, passes)
    asked = None if unit is None else selections[unit]
    return selections, records, *_sides(columns, asked, records)


def _records(
    columns: Columns, query: Query, selections: Sequence[Selection], passes: Booleans | None
) -> _Records:
    """The records under a query, told apart by whose figures count."""
    listing = list_records(columns, query, selections, passes)
    other = other_side(columns, query, listing.is_listed)
    own = listing.is_listed if other is None else listing.is_listed & ~other
    own_count = _count(columns, np.flatnonzero(own))
    if other is None:
        return _Records(own, None, listing.is_moving, own_count, own_count)
    lone = other & (own_count == 0)[columns.transfers.pair]
    count = own_count + _count(columns, np.flatnonzero(lone))
    return _Records(own, other, listing.is_moving, own_count, count)


def _sides(
    columns: Columns, selection: Selection | None, records: _Records
) -> tuple[Selection | None, Selection | None]:
    """The rows of the records that count, and those of the other side."""
    if selection is None or records.other is None:
        return selection, None
    return (
        restricted(columns, selection, records.own),
        restricted(columns, selection, records.other),
    )


def _added(columns: Columns, selection: Selection | None) -> Sums:
    return sums(columns, selection, columns.figures.pair, len(columns.pair_supplier))


def _count(columns: Columns, transfers: Indices) -> Indices:
    """How many of some transfers each pair has."""
    return np.bincount(columns.transfers.pair[transfers], minlength=len(columns.pair_supplier))


def _of_pairs(columns: Columns, records: Booleans, pair: Indices, count: Indices) -> Booleans:
    """(T,) the records of the pairs that are flows, of those of all pairs."""
    if len(pair) == np.count_nonzero(count):
        return records
    is_flow = np.zeros(len(count), np.bool_)
    is_flow[pair] = True
    return records & is_flow[columns.transfers.pair]


def _lone(records: _Records, columns: Columns, transfers: Indices) -> Indices:
    """Of some shown transfers, those that stand for their pair: the other's only without ours."""
    if records.other is None:
        return transfers
    is_lone = records.own_count[columns.transfers.pair[transfers]] == 0
    found: Indices = transfers[records.own[transfers] | is_lone]
    return found


def _disputed(columns: Columns, records: _Records) -> Booleans:
    disputed = np.flatnonzero(columns.transfers.is_disputed & records.shown)
    return _count(columns, _lone(records, columns, disputed)) > 0


def _nothing_moved(columns: Columns, records: _Records) -> Booleans:
    """Which pairs have records, and all of them say that nothing has moved yet."""
    resting = _count(columns, np.flatnonzero(records.own & ~records.is_moving))
    is_still: Booleans = (resting > 0) & (resting == records.own_count)
    return is_still


def _existence(columns: Columns, records: _Records) -> Codes:
    """What a person decided of each pair, else the existence of its surest record.

    Most records are confirmed: those that are less sure are counted, level by level, and a pair is
    at a level when fewer records are beyond it than it has.
    """
    unsure = np.flatnonzero((columns.transfers.existence > 0) & records.shown)
    unsure = _lone(records, columns, unsure)
    level = columns.transfers.existence[unsure]
    existence = np.zeros(len(columns.pair_supplier), dtype=np.uint8)
    for beyond in range(1, len(EXISTENCES)):
        is_beyond = _count(columns, unsure[level >= beyond]) == records.count
        existence[is_beyond] = beyond
    return np.where(columns.verdict == NO_VERDICT, existence, columns.verdict)


def _ordered(columns: Columns, pairs: Indices, drawn: Floats) -> Indices:
    """Pairs with the largest first, unknown ones last, equal ones by name."""
    rank = np.empty(len(columns.actor_names), dtype=np.intp)
    by_name = sorted(range(len(rank)), key=lambda actor: columns.actor_names[actor].casefold())
    rank[by_name] = np.arange(len(rank))
    supplier, recipient = columns.pair_supplier[pairs], columns.pair_recipient[pairs]
    # NaN sorts last, also when negated.
    return pairs[np.lexsort((rank[recipient], rank[supplier], -drawn[pairs]))]


def _ends(columns: Columns, pair: Indices) -> tuple[Indices, Indices, Indices]:
    """The actors in use, and the supplier and recipient of each pair among them."""
    ends = np.concatenate((columns.pair_supplier[pair], columns.pair_recipient[pair]))
    actors, index = np.unique(ends, return_inverse=True)
    return actors.astype(np.intp), index[: len(pair)], index[len(pair) :]
