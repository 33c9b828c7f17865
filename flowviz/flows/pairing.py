"""One strand a pair of actors, whichever way the goods go: the sum of both ways, or their net."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats, Indices, Int32s
from flowviz.flows.choosing import is_equal
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.strand import Strands, by_size

_Cell = TypeVar("_Cell", bound="np.generic[Any]")


def counter_flows(flows: Flows) -> Int32s:
    """(F,) the flow the other way of each, -1 for none; one from an actor to itself has none."""
    actors = len(flows.actor_codes)
    supplier, recipient = flows.supplier.astype(np.int64), flows.recipient.astype(np.int64)
    there, back = supplier * actors + recipient, recipient * actors + supplier
    back[supplier == recipient] = -1
    order = np.argsort(there)
    place = np.searchsorted(there[order], back)
    found = np.append(order, -1)[place]
    is_there = np.append(there, -2)[found] == back
    return np.where(is_there, found, -1).astype(np.int32)


def single(flows: Flows) -> Strands:
    """The sum of both ways of each pair."""
    ways = _Ways.of(flows)
    sizes = _Sizes(
        amount=_sum(*ways.cells(flows.amount, np.nan)),
        low=_sum(*ways.cells(flows.low, np.nan)),
        high=_sum(*ways.cells(np.where(_is_open(flows), np.inf, flows.high), np.nan)),
        drawn=_sum(*ways.cells(flows.drawn, np.nan)),
    )
    sizes.high[np.isinf(sizes.high)] = np.nan
    surest = np.minimum(*ways.cells(flows.existence, 255))
    has_moved = ways.cells(~flows.nothing_moved, False)
    no = np.zeros(len(ways.larger), np.bool_)
    return ways.strands(
        Mode.SINGLE,
        sizes,
        surest,
        is_still=~(has_moved[0] | has_moved[1]),
        is_two_way=has_moved[0] & has_moved[1],
        is_even=no,
        is_turnable=no,
    )


def net(flows: Flows) -> Strands:
    """What the larger way of each pair is more than the smaller one.

    Where either way is unknown, so is the net. Its low is the low of the larger less the high of
    the smaller, its high the high of the larger less the low of the smaller. Where a range without
    a stated value is part of either, the net has no value, but its bounds.
    """
    ways = _Ways.of(flows)
    is_one_way = ways.smaller < 0
    low, low_back = ways.cells(flows.low, 0.0)
    high, high_back = ways.cells(flows.high, 0.0)
    amount, amount_back = ways.cells(flows.amount, 0.0)
    drawn, drawn_back = ways.cells(flows.drawn, 0.0)
    is_known = ~np.isnan(drawn) & ~np.isnan(drawn_back)
    is_stated = is_one_way | (is_equal(amount, drawn) & is_equal(amount_back, drawn_back))
    rest = np.where(is_equal(drawn, drawn_back), 0.0, drawn - drawn_back)
    least = low - np.where(np.isnan(high_back), np.inf, high_back)
    sizes = _Sizes(
        amount=np.where(is_one_way, amount, np.where(is_stated, rest, np.nan)),
        low=np.where(is_known, np.maximum(least, 0.0), np.nan),
        high=np.where(is_known, high - low_back, np.nan),
        drawn=np.where(is_known, rest, np.nan),
    )
    is_even = ~is_one_way & (sizes.drawn == 0.0)
    is_still = np.logical_and(*ways.cells(flows.nothing_moved, True))
    least_sure = np.maximum(*ways.cells(flows.existence, 0))
    return ways.strands(
        Mode.NET,
        sizes,
        least_sure,
        is_still=is_still | is_even,
        is_two_way=np.zeros(len(least), np.bool_),
        is_even=is_even & ~is_still,
        is_turnable=is_known & ~is_one_way & (least < 0.0),
    )


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large each strand is, as in ``Strands``."""

    amount: Floats
    low: Floats
    high: Floats
    drawn: Floats


@dataclass(frozen=True, slots=True)
class _Ways:
    """The two flows of each pair: numbers in ``flows``, -1 where nothing goes back."""

    flows: Flows
    larger: Indices
    smaller: Indices

    @classmethod
    def of(cls, flows: Flows) -> "_Ways":
        """The pairs, in the order of their larger flows, which stand first in ``flows``."""
        back = counter_flows(flows)
        larger = np.flatnonzero((back < 0) | (back > np.arange(len(flows))))
        return cls(flows, larger, back[larger].astype(np.intp))

    def cells(
        self, column: NDArray[_Cell], missing: object
    ) -> tuple[NDArray[_Cell], NDArray[_Cell]]:
        """The cells of the larger flows and of the smaller, ``missing`` where there is none."""
        with_missing = np.append(column, np.array([missing], column.dtype))
        return column[self.larger], with_missing[self.smaller]

    def strands(
        self,
        mode: Mode,
        sizes: _Sizes,
        existence: NDArray[np.uint8],
        *,
        is_still: Booleans,
        is_two_way: Booleans,
        is_even: Booleans,
        is_turnable: Booleans,
    ) -> Strands:
        """The strands of the pairs, in their own order."""
        flows = self.flows
        made = Strands(
            mode=mode,
            flows=flows,
            supplier=flows.supplier[self.larger],
            recipient=flows.recipient[self.larger],
            amount=sizes.amount,
            low=sizes.low,
            high=sizes.high,
            drawn=sizes.drawn,
            approximate=self._any(flows.approximate),
            uncertain=self._any(flows.uncertain),
            disputed=self._any(flows.disputed),
            nothing_moved=is_still,
            more_open=self._any(flows.more_open),
            existence=existence,
            undated_more=np.add(*self.cells(flows.undated_more, 0.0)),
            records=np.add(*self.cells(flows.records, 0)),
            flow=self.larger.astype(np.int32),
            back=self.smaller.astype(np.int32),
            transfer=np.full(len(self.larger), -1, np.int32),
            is_two_way=is_two_way,
            is_even=is_even,
            is_turnable=is_turnable,
        )
        return by_size(made)

    def _any(self, flags: Booleans) -> Booleans:
        return np.logical_or(*self.cells(flags, False))


def _sum(one: Floats, other: Floats) -> Floats:
    """The sum of two; what is NaN adds nothing, and two of them are NaN."""
    total = np.nan_to_num(one, posinf=np.inf) + np.nan_to_num(other, posinf=np.inf)
    return np.where(np.isnan(one) & np.isnan(other), np.nan, total)


def _is_open(flows: Flows) -> Booleans:
    """The flows of a known amount that is open upwards."""
    return np.isnan(flows.high) & ~np.isnan(flows.low)
