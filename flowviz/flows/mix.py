"""Of what most of each strand consists: its largest category, and kind of record."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Codes, Floats, Indices
from flowviz.flows.tables import KINDS, Columns, ranges

if TYPE_CHECKING:
    from flowviz.flows.strand import Strands

NO_KIND = 255
_DENSE_CELLS = 2_000_000
"""Up to so many combinations of strand and part, a sum a combination is the faster way."""


def categories_of(strands: "Strands") -> NDArray[np.int16]:
    """(L,) the category of most of each strand, -1 where none is known ("" in ``categories``).

    Where no amount is known the number of figures decides. An amount for several items together is
    of their category where they share one, else of none.
    """
    columns = strands.columns
    rows, strand, drawn = _rows(strands)
    parts = len(columns.categories) + 1
    category = row_categories(columns, rows) + 1
    if "" in columns.categories:
        category[category == columns.categories.index("") + 1] = 0
    largest = _largest(strand, category, drawn, len(strands), parts)
    return (np.maximum(largest, 0) - 1).astype(np.int16)


def kinds_of(strands: "Strands") -> Codes:
    """(L,) the kind of record of most of each strand, 255 for none.

    Where no amount is known the number of figures and records decides.
    """
    columns = strands.columns
    rows, strand, drawn = _rows(strands)
    listed = np.flatnonzero(strands.flows.is_listed)
    owner = strands.of_records(listed)
    listed, owner = listed[owner >= 0], owner[owner >= 0]
    kinds = columns.transfers.kind
    kind = np.concatenate((kinds[columns.figures.transfer[rows]], kinds[listed]))
    sizes = np.concatenate((drawn, np.zeros(len(listed))))
    strand = np.concatenate((strand, owner))
    largest = _largest(strand, kind.astype(np.intp), sizes, len(strands), len(KINDS))
    return np.where(largest < 0, NO_KIND, largest).astype(np.uint8)


def _rows(strands: "Strands") -> tuple[Indices, Indices, Floats]:
    """The counted rows of figures in some strand, the strand of each, and what each is drawn at."""
    selection, figures = strands.flows.selection, strands.columns.figures
    if selection is None:
        return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
    rows = selection.indices()
    strand = strands.of_rows(selection)
    drawn = selection.counted(figures.value).copy()
    inexact = selection.positions(figures.inexact)
    own = selection.at(inexact)
    low = np.nan_to_num(figures.low[own])
    drawn[inexact] = np.where(figures.has_value[own], figures.value[own], low)
    is_in = strand >= 0
    if is_in.all():
        return rows, strand, drawn
    return rows[is_in], strand[is_in], drawn[is_in]


def row_categories(columns: Columns, rows: Indices) -> Indices:
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
        return _largest_cells(cells, key, size, strands, parts)
    rows = np.bincount(key, minlength=strands * parts).reshape(strands, parts)
    sums = np.bincount(key, size, strands * parts).reshape(strands, parts)
    sums = np.where(rows > 0, sums, -1.0)
    most = sums.max(axis=1, initial=-1.0)[:, None]
    # Of the parts with the largest sum (mostly one) that of the most rows.
    largest: Indices = np.where(sums == most, rows, -1).argmax(axis=1)
    return np.where(most[:, 0] < 0.0, -1, largest)


def _largest_cells(cells: Indices, key: Indices, size: Floats, strands: int, parts: int) -> Indices:
    """The same where most combinations of strand and part do not occur: of those that do."""
    rows, sums = np.bincount(key, minlength=len(cells)), np.bincount(key, size, len(cells))
    order = np.lexsort((-rows, -sums, cells // parts))
    owner = cells[order] // parts
    is_first = np.diff(owner, prepend=-1) > 0
    largest = np.full(strands, -1, np.intp)
    largest[owner[is_first]] = cells[order[is_first]] % parts
    return largest
