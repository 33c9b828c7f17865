"""The engine: columns and a query to flows, by the rules of docs/rules.md."""

from dataclasses import dataclass

import numpy as np

from flowviz.amounts import AmountKind
from flowviz.evidence import EXISTENCES
from flowviz.flows.flow import Flows
from flowviz.flows.listing import list_records
from flowviz.flows.query import Query, resolve
from flowviz.flows.selection import Selection, select
from flowviz.flows.tables import (
    AMOUNT_KINDS,
    STAGES,
    UNKNOWN,
    Booleans,
    Codes,
    Columns,
    Floats,
    Indices,
)

__all__ = ["Flows", "aggregate"]

_ABOUT = AMOUNT_KINDS.index(AmountKind.ABOUT)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums a pair; NaN as in ``Flows``."""

    amount: Floats
    low: Floats
    high: Floats
    drawn: Floats
    is_approximate: Booleans
    is_uncertain: Booleans
    more: Floats
    is_more_open: Booleans


def aggregate(columns: Columns, query: Query) -> Flows:
    """The flows under a query."""
    query = resolve(query, columns)
    stage, unit = STAGES.index(query.stage), columns.unit_index(query.unit)
    selections = [select(columns, query, stage, other) for other in range(len(columns.units))]
    selection = None if unit is None else selections[unit]
    listing = list_records(columns, query, selections)
    sums = _sums(columns, selection)
    records = _records(columns, listing.is_listed)
    pair = _ordered(columns, np.flatnonzero(records), sums.drawn)
    actors, supplier, recipient = _ends(columns, pair)
    transfers = columns.transfers
    return Flows(
        query=query,
        columns=columns,
        actor_codes=tuple(columns.actor_codes[actor] for actor in actors),
        actor_names=tuple(columns.actor_names[actor] for actor in actors),
        supplier=supplier.astype(np.int32),
        recipient=recipient.astype(np.int32),
        amount=sums.amount[pair],
        low=sums.low[pair],
        high=sums.high[pair],
        drawn=sums.drawn[pair],
        approximate=sums.is_approximate[pair],
        uncertain=sums.is_uncertain[pair],
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
        undated_more=sums.more[pair],
        more_open=sums.is_more_open[pair],
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


def _sums(columns: Columns, selection: Selection | None) -> _Sums:
    """The sums of the selected rows a pair: all as if exact first, then what the others differ."""
    pairs = len(columns.pair_supplier)
    if selection is None:
        none, no = np.full(pairs, np.nan), np.zeros(pairs, np.bool_)
        return _Sums(none, none, none, none, no, no, np.zeros(pairs), no)
    figures = columns.figures
    inexact = selection.at(selection.positions(figures.inexact))
    uncertain = selection.at(selection.positions(figures.uncertain))
    pair = selection.counted(figures.pair)
    stated = np.bincount(pair, selection.counted(figures.value), pairs)
    count = np.bincount(pair, minlength=pairs)
    is_stated = count > _count(columns, inexact[~figures.has_value[inexact]])
    is_known = count > _count(columns, inexact[figures.kind[inexact] == UNKNOWN])
    bounded = inexact[figures.kind[inexact] != UNKNOWN]
    is_open = np.isnan(figures.high[bounded])
    ranges = bounded[~figures.has_value[bounded]]
    low = stated + _add(columns, bounded, figures.low[bounded] - figures.value[bounded])
    closed = bounded[~is_open]
    high = stated + _add(columns, closed, figures.high[closed] - figures.value[closed])
    high[_count(columns, bounded[is_open]) > 0] = np.nan
    more = selection.more
    is_endless = np.isnan(figures.high[more]) & (figures.kind[more] != UNKNOWN)
    most = np.where(np.isnan(figures.high[more]), figures.value[more], figures.high[more])
    return _Sums(
        amount=np.where(is_stated, stated, np.nan),
        low=np.where(is_known, low, np.nan),
        high=np.where(is_known, high, np.nan),
        drawn=np.where(is_known, stated + _add(columns, ranges, figures.low[ranges]), np.nan),
        is_approximate=_count(columns, bounded[figures.kind[bounded] == _ABOUT]) > 0,
        is_uncertain=_count(columns, uncertain) > 0,
        more=_add(columns, more, most),
        is_more_open=_count(columns, more[is_endless]) > 0,
    )


def _count(columns: Columns, rows: Indices) -> Indices:
    return np.bincount(columns.figures.pair[rows], minlength=len(columns.pair_supplier))


def _add(columns: Columns, rows: Indices, amounts: Floats) -> Floats:
    pairs = len(columns.pair_supplier)
    return np.bincount(columns.figures.pair[rows], amounts, pairs).astype(np.float64, copy=False)


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
