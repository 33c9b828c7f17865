"""The engine: columns and a query to flows, by the rules of docs/rules.md."""

from dataclasses import dataclass

import numpy as np

from flowviz.amounts import AmountKind
from flowviz.flows.flow import Flows
from flowviz.flows.listing import list_records
from flowviz.flows.query import Query, resolve
from flowviz.flows.selection import Selection, select
from flowviz.flows.tables import (
    AMOUNT_KINDS,
    EXISTENCES,
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
    more: Floats


def aggregate(columns: Columns, query: Query) -> Flows:
    """The flows under a query."""
    query = resolve(query, columns)
    unit = columns.unit_index(query.unit)
    selection = None if unit is None else select(columns, query, STAGES.index(query.stage), unit)
    listing = list_records(columns, query)
    sums = _sums(columns, selection)
    listed = np.flatnonzero(listing.is_listed)
    pair_of_listed = columns.transfers.pair[listed]
    count = np.bincount(pair_of_listed, minlength=len(columns.pair_supplier))
    pair = _ordered(columns, np.flatnonzero(count), sums.drawn)
    actors, supplier, recipient = _ends(columns, pair)

    def records_that(flags: Booleans) -> Indices:
        return np.bincount(pair_of_listed[flags[listed]], minlength=len(count))[pair]

    is_dated = listing.last_year[pair] > 0
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
        disputed=records_that(columns.transfers.is_disputed) > 0,
        nothing_moved=records_that(listing.is_moving) == 0,
        existence=_existence(columns, listed)[pair],
        records=count[pair].astype(np.int32),
        unknown_records=records_that(~listing.is_known).astype(np.int32),
        undated_more=sums.more[pair],
        first_year=np.where(is_dated, listing.first_year[pair], 0).astype(np.int32),
        last_year=listing.last_year[pair].astype(np.int32),
        pair=pair,
        listed=listed,
        selection=selection,
    )


def _sums(columns: Columns, selection: Selection | None) -> _Sums:
    """The sums of the selected rows a pair: all as if exact first, then what the others differ."""
    pairs = len(columns.pair_supplier)
    if selection is None:
        none, zero = np.full(pairs, np.nan), np.zeros(pairs)
        return _Sums(none, none, none, none, np.zeros(pairs, np.bool_), zero)
    figures, rows = columns.figures, selection.rows
    pair, value = figures.pair[rows], figures.value[rows]
    if selection.mask is not None:
        pair, value = pair[selection.mask], value[selection.mask]
    stated = np.bincount(pair, value, pairs)
    known = np.bincount(pair, minlength=pairs)
    inexact = _inexact(columns, selection)
    known -= _count(columns, inexact[figures.kind[inexact] == UNKNOWN])
    has_no_value = _count(columns, inexact[~figures.has_value[inexact]])
    is_stated = np.bincount(pair, minlength=pairs) > has_no_value
    bounded = inexact[figures.kind[inexact] != UNKNOWN]
    is_open = np.isnan(figures.high[bounded])
    ranges = bounded[~figures.has_value[bounded]]
    low = stated + _add(columns, bounded, figures.low[bounded] - figures.value[bounded])
    closed = bounded[~is_open]
    high = stated + _add(columns, closed, figures.high[closed] - figures.value[closed])
    high[_count(columns, bounded[is_open]) > 0] = np.nan
    is_known = known > 0
    more = selection.more
    most = np.where(np.isnan(figures.high[more]), figures.value[more], figures.high[more])
    return _Sums(
        amount=np.where(is_stated, stated, np.nan),
        low=np.where(is_known, low, np.nan),
        high=np.where(is_known, high, np.nan),
        drawn=np.where(is_known, stated + _add(columns, ranges, figures.low[ranges]), np.nan),
        is_approximate=_count(columns, bounded[figures.kind[bounded] == _ABOUT]) > 0,
        more=_add(columns, more, most),
    )


def _inexact(columns: Columns, selection: Selection) -> Indices:
    """The selected rows that are not simply a number."""
    rows = selection.rows
    begin, stop = np.searchsorted(columns.figures.inexact, (rows.start, rows.stop))
    inexact = columns.figures.inexact[begin:stop]
    return inexact if selection.mask is None else inexact[selection.mask[inexact - rows.start]]


def _count(columns: Columns, rows: Indices) -> Indices:
    return np.bincount(columns.figures.pair[rows], minlength=len(columns.pair_supplier))


def _add(columns: Columns, rows: Indices, amounts: Floats) -> Floats:
    pairs = len(columns.pair_supplier)
    return np.bincount(columns.figures.pair[rows], amounts, pairs).astype(np.float64, copy=False)


def _existence(columns: Columns, listed: Indices) -> Codes:
    """The existence of each pair's surest record."""
    pairs = len(columns.pair_supplier)
    existence = np.full(pairs, len(EXISTENCES) - 1, dtype=np.uint8)
    of_listed = columns.transfers.existence[listed]
    for level in reversed(range(len(EXISTENCES))):
        existence[columns.transfers.pair[listed[of_listed == level]]] = level
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
