"""The one place that adds: the sums of selected rows by whatever owns them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import AmountKind
from flowviz.arrays import Booleans, Floats, Indices
from flowviz.flows.selection import Selection
from flowviz.flows.tables import AMOUNT_KINDS, UNKNOWN, Columns, FigureColumns

_ABOUT = AMOUNT_KINDS.index(AmountKind.ABOUT)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums by owner, each (N,); NaN and the bounds are as in ``Flows``.

    Attributes
    ----------
    amount, low, high, drawn
        float64: of the stated values, of the bounds, and what a flow is ordered by.
    approximate, uncertain
        bool: an amount has no bounds ("about"); a source marks one as uncertain.
    more, more_open
        What may lie in the window at its most, and whether a part of it is open upwards.
    """

    amount: Floats
    low: Floats
    high: Floats
    drawn: Floats
    approximate: Booleans
    uncertain: Booleans
    more: Floats
    more_open: Booleans


def sums(
    columns: Columns, selection: Selection | None, owner: NDArray[np.integer[Any]], count: int
) -> Sums:
    """The sums of the selected rows by owner: all as if exact first, then what the others differ.

    Parameters
    ----------
    columns, selection
        The rows; None selects none.
    owner
        (R,) who owns each row of ``columns.figures``: ``figures.pair``, ``figures.transfer``.
    count
        How many owners there are.
    """
    if selection is None:
        none, no = np.full(count, np.nan), np.zeros(count, np.bool_)
        return Sums(none, none, none, none, no, no, np.zeros(count), no)
    figures = columns.figures
    inexact = selection.at(selection.positions(figures.inexact))
    uncertain = selection.at(selection.positions(figures.uncertain))
    owners = selection.counted(owner)
    stated = np.bincount(owners, selection.counted(figures.value), count)
    rows = np.bincount(owners, minlength=count)
    is_stated = rows > _count(owner, inexact[~figures.has_value[inexact]], count)
    is_known = rows > _count(owner, inexact[figures.kind[inexact] == UNKNOWN], count)
    bounded = inexact[figures.kind[inexact] != UNKNOWN]
    is_open = np.isnan(figures.high[bounded])
    ranges = bounded[~figures.has_value[bounded]]
    low = stated + _add(owner, bounded, figures.low[bounded] - figures.value[bounded], count)
    closed = bounded[~is_open]
    high = stated + _add(owner, closed, figures.high[closed] - figures.value[closed], count)
    high[_count(owner, bounded[is_open], count) > 0] = np.nan
    drawn = stated + _add(owner, ranges, figures.low[ranges], count)
    more = selection.more
    is_endless = is_open_upwards(figures, more)
    most = np.where(np.isnan(figures.high[more]), figures.value[more], figures.high[more])
    return Sums(
        amount=np.where(is_stated, stated, np.nan),
        low=np.where(is_known, low, np.nan),
        high=np.where(is_known, high, np.nan),
        drawn=np.where(is_known, drawn, np.nan),
        approximate=_count(owner, bounded[figures.kind[bounded] == _ABOUT], count) > 0,
        uncertain=_count(owner, uncertain, count) > 0,
        more=_add(owner, more, most, count),
        more_open=_count(owner, more[is_endless], count) > 0,
    )


def is_open_upwards(figures: FigureColumns, rows: Indices) -> Booleans:
    """Which rows state an amount that is open upwards."""
    is_open: Booleans = np.isnan(figures.high[rows]) & (figures.kind[rows] != UNKNOWN)
    return is_open


def _count(owner: NDArray[np.integer[Any]], rows: Indices, count: int) -> Indices:
    return np.bincount(owner[rows], minlength=count)


def _add(owner: NDArray[np.integer[Any]], rows: Indices, amounts: Floats, count: int) -> Floats:
    return np.bincount(owner[rows], amounts, count).astype(np.float64, copy=False)
