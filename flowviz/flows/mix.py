"""Of what most of each strand consists: its largest category, and kind of record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.tables import KINDS, Codes, Columns, Floats, Indices, ranges

if TYPE_CHECKING:
    from flowviz.flows.strand import Strands

NO_KIND = 255
_DENSE_CELLS = 2_000_000
"""Up to so many combinations of strand and part, a sum a combination is the faster way."""


@dataclass(frozen=True, slots=True)
class Mix:
    """``category`` (L,) int16 index, -1 for none; ``kind`` (L,) uint8 index, 255 for none."""

    category: NDArray[np.int16]
    kind: Codes


def mix(strands: "Strands") -> Mix:
    """The mix of each strand.

    Where no amount is known the number of figures decides, for kinds that of records too. An
    amount for several items together is of their category where they share one, else of none.
    """
    columns, figures = strands.columns, strands.columns.figures
    rows, strand = _rows(strands)
    listed, owner = _listed(strands)
    low = np.nan_to_num(figures.low[rows])
    drawn = np.where(figures.has_value[rows], figures.value[rows], low)
    category = _categories(columns, rows) + 1
    kinds = columns.transfers.kind
    kind = np.concatenate((kinds[figures.transfer[rows]], kinds[listed])).astype(np.intp)
    sizes = np.concatenate((drawn, np.zeros(len(listed))))
    of_kind = _largest(np.concatenate((strand, owner)), kind, sizes, len(strands), len(KINDS))
    largest = _largest(strand, category, drawn, len(strands), len(columns.categories) + 1)
    return Mix(
        category=(np.maximum(largest, 0) - 1).astype(np.int16),
        kind=np.where(of_kind < 0, NO_KIND, of_kind).astype(np.uint8),
    )


def _rows(strands: "Strands") -> tuple[Indices, Indices]:
    """The counted rows of figures in some strand, and the strand of each."""
    selection, figures = strands.flows.selection, strands.columns.figures
    if selection is None:
        return np.empty(0, np.intp), np.empty(0, np.intp)
    rows = selection.indices()
    strand = strands.of_records(figures.transfer[rows].astype(np.intp))
    return rows[strand >= 0], strand[strand >= 0]


def _listed(strands: "Strands") -> tuple[Indices, Indices]:
    """The records in some strand, and the strand of each."""
    listed = np.flatnonzero(strands.flows.is_listed)
    strand = strands.of_records(listed)
    return listed[strand >= 0], strand[strand >= 0]


def _categories(columns: Columns, rows: Indices) -> Indices:
    """The category of each row, -1 for amounts of several items of different categories."""
    category = columns.figures.category[rows].astype(np.intp)
    whole = np.flatnonzero(category < 0)
    transfers = columns.figures.transfer[rows[whole]].astype(np.intp)
    first = columns.transfers.first_line[transfers]
    end = columns.transfers.first_line[transfers + 1]
    has_lines = end > first
    whole, first, end = whole[has_lines], first[has_lines], end[has_lines]
    if len(whole):
        of_lines = columns.lines.category[ranges(first, end)]
        starts = np.cumsum(end - first) - (end - first)
        least, most = (extreme.reduceat(of_lines, starts) for extreme in (np.minimum, np.maximum))
        category[whole] = np.where(least == most, least, -1)
    return category


def _largest(strand: Indices, part: Indices, size: Floats, strands: int, parts: int) -> Indices:
    """(strands,) the part with the largest sum in each strand, -1 where it has none at all.

    Of equal sums the one of more rows wins, then the first.
    """
    key = strand * parts + part
    if strands * parts > _DENSE_CELLS:
        cells, key = np.unique(key, return_inverse=True)
    else:
        cells = np.arange(strands * parts)
    rows = np.bincount(key, minlength=len(cells))
    sums = np.bincount(key, size, len(cells))
    occurs = np.flatnonzero(rows)
    order = occurs[np.lexsort((-rows[occurs], -sums[occurs], cells[occurs] // parts))]
    owner = cells[order] // parts
    is_first = np.diff(owner, prepend=-1) > 0
    largest = np.full(strands, -1, np.intp)
    largest[owner[is_first]] = cells[order[is_first]] % parts
    return largest
