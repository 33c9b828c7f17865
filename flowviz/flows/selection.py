"""Which rows a query counts, which span more than its window, which are left out by category."""

from dataclasses import dataclass

import numpy as np

from flowviz.flows.query import Query
from flowviz.flows.tables import UNKNOWN, Booleans, Columns, Indices, ranges


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of one block under a query.

    Attributes
    ----------
    rows, mask
        The counted rows: a slice, and of it what the mask (None: all) lets through.
    undated
        Where in the slice its undated rows begin; its end where there are none.
    more
        Rows that may lie in the window but span more than it or are undated: never in a sum. That
        nothing has moved yet is no movement that could lie in a window.
    together
        Rows of a transfer itself some of whose lines the categories leave out: never in a sum, but
        footnoted.
    """

    rows: slice
    mask: Booleans | None
    undated: int
    more: Indices
    together: Indices

    def indices(self, begin: int = 0) -> Indices:
        """The counted rows from row ``begin`` on, ascending."""
        begin = max(begin, self.rows.start)
        if self.mask is None:
            return np.arange(begin, self.rows.stop)
        return np.flatnonzero(self.mask[begin - self.rows.start :]) + begin


@dataclass(frozen=True, slots=True)
class CategoryFilter:
    """What the categories of a query let through; ``wanted`` (C,) bool, None for everything.

    ``takes_unnamed`` is whether it lets through what has no known category.
    """

    wanted: Booleans | None
    takes_unnamed: bool = True

    @classmethod
    def of(cls, query: Query, columns: Columns) -> "CategoryFilter":
        """The filter of a query."""
        if not query.categories:
            return cls(None)
        wanted = np.array([name in query.categories for name in columns.categories], np.bool_)
        return cls(wanted, "" in query.categories)

    def shown_lines(self, columns: Columns, transfers: Indices) -> tuple[Indices, Indices]:
        """How many lines of each transfer the filter lets through, and of how many.

        A transfer without lines counts as one line of no known category.
        """
        first = columns.transfers.first_line[transfers]
        end = columns.transfers.first_line[transfers + 1]
        items = end - first
        if self.wanted is None:
            return np.maximum(items, 1), np.maximum(items, 1)
        passes = self.wanted[columns.lines.category[ranges(first, end)]]
        owner = np.repeat(np.arange(len(transfers)), items)
        shown = np.bincount(owner[passes], minlength=len(transfers))
        return np.where(items == 0, int(self.takes_unnamed), shown), np.maximum(items, 1)


def select(columns: Columns, query: Query, stage: int, unit: int) -> Selection:
    """The rows of the block of a stage and a unit under a query's window and categories."""
    selection = _in_window(columns, query, *columns.block(stage, unit))
    return _in_categories(columns, query, selection) if query.categories else selection


def says_nothing_moved(columns: Columns, rows: Indices) -> Booleans:
    """Which rows say that nothing has moved yet: undated, known, and zero at the most."""
    figures = columns.figures
    is_undated: Booleans = figures.first_year[rows] == 0
    is_nothing: Booleans = (
        is_undated & (figures.kind[rows] != UNKNOWN) & (figures.high[rows] == 0.0)
    )
    return is_nothing


def _in_window(columns: Columns, query: Query, first: int, undated: int, end: int) -> Selection:
    """Split a block into the rows dated within the window and those that may lie in it."""
    figures, nothing = columns.figures, np.empty(0, dtype=np.intp)
    if not query.has_window:
        return Selection(slice(first, end), None, undated, nothing, nothing)
    dated = figures.first_year[first:undated]
    low = first + int(np.searchsorted(dated, query.from_year, side="left"))
    high = first + int(np.searchsorted(dated, query.to_year, side="right"))
    is_within = figures.last_year[low:high] <= query.to_year
    begin, stop = np.searchsorted(figures.spans, (first, high))
    spans = figures.spans[begin:stop]
    last_year = figures.last_year[spans]
    is_more = (last_year >= query.from_year) & ((spans < low) | (last_year > query.to_year))
    at_some_time = np.arange(undated, end)
    at_some_time = at_some_time[~says_nothing_moved(columns, at_some_time)]
    more = np.concatenate((spans[is_more], at_some_time))
    return Selection(slice(low, high), None if is_within.all() else is_within, high, more, nothing)


def _in_categories(columns: Columns, query: Query, dated: Selection) -> Selection:
    """Of a selection by time, what the categories let through."""
    figures, rows = columns.figures, dated.rows
    chosen = CategoryFilter.of(query, columns)
    assert chosen.wanted is not None
    passes = np.append(chosen.wanted, False)
    mask = passes[figures.category[rows]]
    begin, stop = np.searchsorted(figures.whole, (rows.start, rows.stop))
    whole = figures.whole[begin:stop]
    if dated.mask is not None:
        mask &= dated.mask
        whole = whole[dated.mask[whole - rows.start]]
    is_full, is_part = _whole_rows(columns, chosen, whole)
    mask[whole[is_full] - rows.start] = True
    whole_more = dated.more[figures.line[dated.more] == -1]
    is_full_more, is_part_more = _whole_rows(columns, chosen, whole_more)
    line_more = dated.more[passes[figures.category[dated.more]]]
    return Selection(
        rows,
        mask,
        dated.undated,
        np.concatenate((line_more, whole_more[is_full_more])),
        np.concatenate((whole[is_part], whole_more[is_part_more])),
    )


def _whole_rows(
    columns: Columns, chosen: CategoryFilter, rows: Indices
) -> tuple[Booleans, Booleans]:
    """Of rows of transfers themselves: whose lines pass altogether, and whose pass in part."""
    transfers = columns.figures.transfer[rows].astype(np.intp)
    shown, items = chosen.shown_lines(columns, transfers)
    return shown == items, (shown > 0) & (shown < items)
