"""Records drawn apart: which lane of its pair each ribbon runs in, side by side with the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands

MOST_LANES = 12
"""Beyond so many ribbons from one actor to another nobody can tell them apart."""

GAPS_PX = (0.9, 1.8)
"""What stays free between two lanes at their tails and at their heads."""


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """The lanes of the drawn rows (D,).

    ``first`` is the row that leads the ribbons of its pair, the largest; all bend as it does.
    ``shift`` (D, 2) in pixels to the left is how far beside the middle line of them all a lane
    begins and ends: close together at the supplier, as far apart as heads need at the recipient.
    ``before`` (pixels) is how wide the lanes of the larger ones are together, ``number`` how many.
    """

    first: Integers
    shift: Floats
    before: Floats
    number: Integers

    @property
    def turned_rad(self) -> Floats:
        """How far (D,) the loop of a record is turned, so that loops lie round their node."""
        return np.asarray(self.number * (np.pi / 2.0))


def told_apart(strands: Strands) -> NDArray[np.bool_]:
    """Which strands (L,) have a lane; all of them unless each record is drawn apart."""
    if strands.mode is not Mode.RECORDS:
        return np.ones(len(strands), dtype=np.bool_)
    moves = np.flatnonzero(~strands.nothing_moved)
    has_lane = np.ones(len(strands), dtype=np.bool_)
    has_lane[moves] = _numbers(_ways(strands, moves)) < MOST_LANES
    return has_lane


def lanes(
    strands: Strands, rows: Integers, top: int, widths: Floats, is_two_way: NDArray[np.bool_]
) -> Lanes:
    """The lanes of ``rows``, given how wide (D, 2) each is at its tail and head, in pixels.

    The first ``top`` rows take theirs as if there were no others. Where goods went both ways
    (``is_two_way``) the lanes lie to the left of the way, on either side of the middle.
    """
    way = _ways(strands, rows)
    number = _numbers(way)
    order = np.lexsort((number, way))
    begins = np.append(True, np.diff(way[order]) > 0) if len(rows) else np.zeros(0, dtype=bool)
    group, firsts = np.cumsum(begins) - 1, np.flatnonzero(begins)
    need = widths[order] + np.array(GAPS_PX)
    before = np.cumsum(need, axis=0) - need
    before -= before[firsts][group]
    whole = np.zeros((len(firsts), 2))
    np.add.at(whole, group, need * (order < top)[:, None])
    aside = np.where(is_two_way[order][:, None], 0.5 * GAPS_PX[1], -whole[group] / 2.0)
    back = np.argsort(order)
    return Lanes(
        order[firsts][group][back], (aside + before + need / 2.0)[back], before[back, 1], number
    )


def _ways(strands: Strands, rows: Integers) -> Integers:
    """A number (D,) for each supplier with each recipient."""
    count = len(strands.actor_codes)
    return np.asarray(strands.supplier[rows].astype(np.int64) * count + strands.recipient[rows])


def _numbers(way: Integers) -> Integers:
    """How many of the same way stand before each (D,)."""
    order = np.argsort(way, kind="stable")
    ordered = way[order]
    begins = np.searchsorted(ordered, ordered, side="left")
    numbers = np.empty(len(way), dtype=np.int64)
    numbers[order] = np.arange(len(way)) - begins
    return numbers
