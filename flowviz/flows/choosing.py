"""Which pairs are shown: what the filters of flows let through, in each mode of drawing.

Where one ribbon stands for both ways of a pair, the ways are put together first and the filters
are asked of what comes of it: a way that they would leave out alone is summed or subtracted still.
"""

from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Booleans, Floats, Indices
from flowviz.flows.filters import wanted_pairs
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.tables import Columns

LAST_DIGITS = 1e-12
"""Sums of floats that differ by this share of them differ in their last digits only."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``pairs`` are shown; the rest are counted.

    ``below`` and ``unknown`` are how many flows, or pairs where a ribbon stands for both ways, the
    least amount leaves out: smaller ones, and those of unknown amount. ``turned`` is how many nets
    run the other way than asked for.
    """

    pairs: Indices
    below: int = 0
    unknown: int = 0
    turned: int = 0


def chosen(columns: Columns, query: Query, mode: Mode, is_flow: Booleans, drawn: Floats) -> Chosen:
    """The pairs that the filters of flows let through, of those that are flows (P,).

    ``drawn`` (P,) are their amounts, NaN where unknown.
    """
    wanted = wanted_pairs(columns, query)
    if mode not in (Mode.SINGLE, Mode.NET) or (wanted is None and query.least is None):
        passes = is_flow if wanted is None else is_flow & wanted
        is_one, turned = passes, 0
    else:
        back = _back(columns, is_flow)
        passes, turned = _asked_for(mode, wanted, is_flow, drawn, back)
        drawn = _put_together(mode, drawn, back)
        is_one = passes & ((back < 0) | (back > np.arange(len(back))))
    if query.least is None:
        return Chosen(np.flatnonzero(passes), turned=turned)
    is_unknown, is_enough = np.isnan(drawn), is_least(drawn, float(query.least))
    below = int(np.count_nonzero(is_one & ~is_unknown & ~is_enough))
    unknown = int(np.count_nonzero(is_one & is_unknown))
    return Chosen(np.flatnonzero(passes & is_enough), below, unknown, turned)


def is_least(drawn: Floats, least: float) -> Booleans:
    """Which sums are at least so much; a sum of floats may fall short in its last digits."""
    return np.asarray(drawn >= least * (1.0 - LAST_DIGITS))


def is_equal(one: Floats, other: Floats) -> Booleans:
    """Whether two sums are the same but for the last digits, in which sums of floats differ."""
    same: Booleans = np.abs(one - other) <= LAST_DIGITS * np.maximum(np.abs(one), np.abs(other))
    return same


def _asked_for(
    mode: Mode, wanted: Booleans | None, is_flow: Booleans, drawn: Floats, back: Indices
) -> tuple[Booleans, int]:
    """The flows of the pairs in the direction asked for; how many nets run the other way.

    The sum of both ways passes with either of them. A net has one way, that of its larger flow; one
    of unknown amount or of nothing may run either way.
    """
    if wanted is None:
        return is_flow, 0
    either = is_flow & wanted
    is_back_wanted = np.append(either, False)[back]
    of_pair = is_flow & (wanted | is_back_wanted)
    if mode is Mode.SINGLE:
        return of_pair, 0
    its_back = np.append(drawn, np.nan)[back]
    is_larger, is_smaller = drawn > its_back, drawn < its_back
    is_level = is_equal(drawn, its_back)
    runs = np.where(is_larger, wanted, np.where(is_smaller, is_back_wanted, True))
    passes = of_pair & ((back < 0) | is_level | runs)
    turned = of_pair & ~passes
    return passes, int(np.count_nonzero(turned)) // 2


def _put_together(mode: Mode, drawn: Floats, back: Indices) -> Floats:
    """(P,) the amount of the ribbon that each flow is in."""
    its_back = np.append(drawn, np.nan)[back]
    if mode is Mode.SINGLE:
        both = np.nan_to_num(drawn) + np.nan_to_num(its_back)
        return np.where(np.isnan(drawn) & np.isnan(its_back), np.nan, both)
    return np.where(back < 0, drawn, np.abs(drawn - its_back))


def _back(columns: Columns, is_flow: Booleans) -> Indices:
    """(P,) the flow the other way of each pair, -1 where there is none, or none but itself."""
    actors = len(columns.actor_codes)
    supplier = columns.pair_supplier.astype(np.int64)
    recipient = columns.pair_recipient.astype(np.int64)
    there, back = supplier * actors + recipient, recipient * actors + supplier
    back[(supplier == recipient) | ~is_flow] = -1
    flows = np.flatnonzero(is_flow)
    order = flows[np.argsort(there[flows])]
    found = np.append(order, -1)[np.searchsorted(there[order], back)]
    is_there = np.append(there, -2)[found] == back
    found[~is_there] = -1
    return found
