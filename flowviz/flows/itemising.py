"""Of which item the rows of figures are: numbers for comparing, words for telling."""

import numpy as np

from flowviz.arrays import Indices, Integers
from flowviz.flows.items import item_key
from flowviz.flows.tables import Columns, distinct, ranges

_ODD = np.uint64(0x9E3779B97F4A7C15)  # of splitmix64: 2^64 over the golden ratio


def items_of_rows(columns: Columns, rows: Indices) -> Integers:
    """A number for the item of each row: the same where they are of the same item.

    An item is its designation (``items.item_key``), its category where it has no designation. A
    figure of a transfer itself is of all its items together, of its one item where it has one, and
    of nothing named where it has none.
    """
    line = columns.figures.line[rows].astype(np.intp)
    whole = np.flatnonzero(line < 0)
    transfer = columns.figures.transfer[rows[whole]]
    first = columns.transfers.first_line[transfer]
    count = columns.transfers.first_line[transfer + 1] - first
    line[whole[count == 1]] = first[count == 1]
    items = items_of_lines(columns, line)
    several = count > 1
    if several.any():
        items[whole[several]] = _together(columns, first[several], count[several])
    return items


def items_of_lines(columns: Columns, lines: Indices) -> Integers:
    """A number for the item of each line; 0 where nothing is named, and for a line of -1."""
    designation = np.append(columns.lines.designation, np.int32(-1))[lines]
    category = np.append(columns.lines.category, np.int16(-1))[lines].astype(np.int64)
    used = distinct(designation[designation >= 0])
    keys: dict[str, int] = {"": -1}
    code = np.zeros(len(columns.designations) + 1, np.int64)
    for at in used.tolist():
        code[at] = keys.setdefault(item_key(columns.designations[at]), len(keys) - 1)
    found = code[designation]
    is_unnamed = found < 0
    found[is_unnamed] = len(keys) + category[is_unnamed]
    is_known = np.array([bool(name) for name in columns.categories] + [False], np.bool_)
    found[is_unnamed & ~is_known[category]] = -1
    return found + 1


def item_words(columns: Columns, row: int) -> str:
    """What the figure of a row is of: ``Konkurs``, ``2 items together``."""
    line = int(columns.figures.line[row])
    if line < 0:
        transfer = int(columns.figures.transfer[row])
        first, end = columns.transfers.first_line[transfer : transfer + 2].tolist()
        if end - first > 1:
            return f"{end - first} items together"
        line = first if end > first else -1
    if line < 0:
        return "no item named"
    return (
        columns.designations[columns.lines.designation[line]]
        or columns.categories[columns.lines.category[line]]
        or "no item named"
    )


def _together(columns: Columns, first: Indices, count: Indices) -> Integers:
    """A number for all items of some transfers together, in whatever order they stand."""
    items = items_of_lines(columns, np.arange(len(columns.lines.transfer)))
    mixed = (items.astype(np.uint64) + np.uint64(1)) * _ODD
    mixed ^= mixed >> np.uint64(31)
    mixed *= _ODD
    sums = np.add.reduceat(mixed[ranges(first, first + count)], np.cumsum(count) - count)
    offset = len(columns.designations) + len(columns.categories) + 3
    return np.unique(sums, return_inverse=True)[1].astype(np.int64) + offset
