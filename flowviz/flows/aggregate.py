"""The engine: columns and a query to flows, by the rules of docs/rules.md."""

import numpy as np

from flowviz.evidence import EXISTENCES
from flowviz.flows.flow import Flows
from flowviz.flows.listing import list_records
from flowviz.flows.query import Query, resolve
from flowviz.flows.selection import select
from flowviz.flows.sums import sums
from flowviz.flows.tables import STAGES, Booleans, Codes, Columns, Floats, Indices

__all__ = ["Flows", "aggregate"]


def aggregate(columns: Columns, query: Query) -> Flows:
    """The flows under a query."""
    query = resolve(query, columns)
    stage, unit = STAGES.index(query.stage), columns.unit_index(query.unit)
    selections = [select(columns, query, stage, other) for other in range(len(columns.units))]
    selection = None if unit is None else selections[unit]
    listing = list_records(columns, query, selections)
    added = sums(columns, selection, columns.figures.pair, len(columns.pair_supplier))
    records = _records(columns, listing.is_listed)
    pair = _ordered(columns, np.flatnonzero(records), added.drawn)
    actors, supplier, recipient = _ends(columns, pair)
    transfers = columns.transfers
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
        disputed=_records(columns, listing.is_listed & transfers.is_disputed)[pair] > 0,
        nothing_moved=_records(columns, listing.is_listed & ~listing.is_moving)[pair]
        == records[pair],
        existence=_existence(columns, listing.is_listed, records)[pair],
        records=records[pair].astype(np.int32),
        unknown_records=_records(columns, listing.is_listed & ~listing.is_known)[pair].astype(
            np.int32
        ),
        unsourced=_records(columns, listing.is_listed & ~transfers.is_backed)[pair].astype(
            np.int32
        ),
        undated_more=added.more[pair],
        more_open=added.more_open[pair],
        first_year=listing.first_year[pair].astype(np.int32),
        last_year=listing.last_year[pair].astype(np.int32),
        pair=pair,
        is_listed=listing.is_listed,
        selection=selection,
    )


def _records(columns: Columns, flags: Booleans) -> Indices:
    """How many of the flagged transfers each pair has."""
    pair = columns.transfers.pair[np.flatnonzero(flags)]
    return np.bincount(pair, minlength=len(columns.pair_supplier))


def _existence(columns: Columns, is_listed: Booleans, records: Indices) -> Codes:
    """The existence of each pair's surest record.

    Most records are confirmed: those that are less sure are counted, level by level, and a pair is
    at a level when fewer records are beyond it than it has.
    """
    existence = np.full(len(records), len(EXISTENCES) - 1, dtype=np.uint8)
    for level in reversed(range(len(EXISTENCES) - 1)):
        beyond = _records(columns, is_listed & (columns.transfers.existence > level))
        existence[beyond < records] = level
    return existence


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
