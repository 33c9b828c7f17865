"""How large suppliers and categories are in all records: so hues stay when the window moves."""

import weakref

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.flows.strands import Strands
from flowviz.flows.tables import STAGES, Columns

_Block = tuple[int, int]
_Made = tuple[Floats, Floats]


def supplier_ranks(strands: Strands) -> Integers:
    """The rank (N,) of each actor as a supplier, 0 the largest, at the stage in the unit asked for.

    All records count, whatever the window and the filters.
    """
    columns = strands.columns
    by_pair = _sums.of(columns, strands)[0]
    actors = len(columns.actor_codes)
    supplied = np.bincount(columns.pair_supplier, by_pair, actors).astype(np.float64, copy=False)
    place = {code: number for number, code in enumerate(columns.actor_codes)}
    rank = _ranks(supplied)
    return rank[[place[code] for code in strands.actor_codes]]


def category_ranks(strands: Strands) -> Integers:
    """The rank (K + 1,) of each category of ``columns``, as :func:`supplier_ranks`; none: last."""
    return _ranks(_sums.of(strands.columns, strands)[1])


def hues_by_rank(chosen: Integers, rank: Integers, hues: int) -> NDArray[np.int32]:
    """A hue (n,) for each of at most ``hues`` chosen values, given the rank of every value.

    The largest of all have hues of their own; a value beyond them has that of its rank too while it
    is free, else the first that is.
    """
    given = np.full(len(chosen), -1, dtype=np.int32)
    free = list(range(hues))
    for at in np.argsort(rank[chosen], kind="stable").tolist():
        wanted = int(rank[chosen[at]]) % hues
        given[at] = wanted if wanted in free else free[0]
        free.remove(int(given[at]))
    return given


class _Sums:
    """Sums of one block of columns by pair and by category, kept while the columns live.

    Scenes are built on several threads: what is kept is replaced in one step.
    """

    def __init__(self) -> None:
        self._kept: tuple[weakref.ref[NDArray[np.generic]], _Block, _Made] | None = None

    def of(self, columns: Columns, strands: Strands) -> _Made:
        """The sums (P,) of pairs and (K + 1,) of categories at the stage in the unit asked for."""
        unit = columns.unit_index(strands.unit)
        block = (STAGES.index(strands.query.stage), -1 if unit is None else unit)
        pairs, kept = columns.figures.pair, self._kept
        if kept is not None and kept[0]() is pairs and kept[1] == block:
            return kept[2]
        made = self._add(columns, block)
        self._kept = weakref.ref(pairs), block, made
        return made

    def _add(self, columns: Columns, block: _Block) -> _Made:
        pairs, categories = len(columns.pair_supplier), len(columns.categories) + 1
        if block[1] < 0:
            return np.zeros(pairs), np.zeros(categories)
        first, _, end = columns.block(*block)
        figures, rows = columns.figures, slice(first, end)
        value = figures.value[rows]
        return (
            np.bincount(figures.pair[rows], value, pairs).astype(np.float64, copy=False),
            np.bincount(figures.category[rows] % categories, value, categories).astype(
                np.float64, copy=False
            ),
        )


_sums = _Sums()


def _ranks(size: Floats) -> Integers:
    order = np.argsort(-size, kind="stable")
    rank = np.empty(len(size), dtype=np.int64)
    rank[order] = np.arange(len(size))
    return rank
