"""Which rows a query counts, which span more than its window, which its items leave out in part."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Indices
from flowviz.flows.filters import LineFilter
from flowviz.flows.query import Query
from flowviz.flows.tables import UNKNOWN, Columns, FigureColumns

_Cell = TypeVar("_Cell", bound="np.generic[Any]")


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of one block under a query.

    Attributes
    ----------
    rows
        The counted rows, ascending: a slice, or indices where they do not follow one another.
    dated_count
        How many of them are dated; those come first, in the order of their first years.
    more
        Rows that may lie in the window but span more than it or are undated: never in a sum. That
        nothing has moved yet is no movement that could lie in a window.
    together
        Rows of a transfer itself some of whose lines the categories or items leave out: never in a
        sum, but footnoted.
    """

    rows: slice | Indices
    dated_count: int
    more: Indices
    together: Indices

    def counted(self, column: NDArray[_Cell]) -> NDArray[_Cell]:
        """The cells of the counted rows."""
        return column[self.rows]

    def dated(self, column: NDArray[_Cell]) -> NDArray[_Cell]:
        """The cells of those counted rows that are dated."""
        return column[self.rows][: self.dated_count]

    def indices(self, begin: int = 0) -> Indices:
        """The counted rows from the one at ``begin`` of the selection on, ascending."""
        if isinstance(self.rows, slice):
            return np.arange(self.rows.start + begin, self.rows.stop)
        return self.rows[begin:]

    def at(self, positions: Indices) -> Indices:
        """The counted rows at some places of the selection."""
        rows: Indices = (
            positions + self.rows.start if isinstance(self.rows, slice) else self.rows[positions]
        )
        return rows

    def positions(self, rows: Indices) -> Indices:
        """Where in the selection those of some ascending rows stand that it counts."""
        if isinstance(self.rows, slice):
            begin, end = np.searchsorted(rows, (self.rows.start, self.rows.stop))
            run: Indices = rows[begin:end] - self.rows.start
            return run
        found = np.searchsorted(self.rows, rows)
        is_there = found < len(self.rows)
        is_there[is_there] = self.rows[found[is_there]] == rows[is_there]
        places: Indices = found[is_there]
        return places


def select(
    columns: Columns, query: Query, stage: int, unit: int, passes: Booleans | None = None
) -> Selection:
    """The rows of the block of a stage and a unit under a query's window, categories and items.

    ``passes`` (T,) are the transfers to take, None for all.
    """
    selection = _in_window(columns, query, *columns.block(stage, unit))
    chosen = LineFilter.of(query, columns)
    if not chosen.takes_all:
        selection = _of_lines(columns, chosen, selection)
    return selection if passes is None else restricted(columns, selection, passes)


def restricted(columns: Columns, selection: Selection, passes: Booleans) -> Selection:
    """Of a selection, the rows of those transfers that pass (T,)."""
    transfer = columns.figures.transfer
    is_kept = passes[selection.counted(transfer)]
    return Selection(
        selection.rows if is_kept.all() else selection.at(np.flatnonzero(is_kept)),
        int(np.count_nonzero(is_kept[: selection.dated_count])),
        selection.more[passes[transfer[selection.more]]],
        selection.together[passes[transfer[selection.together]]],
    )


def says_nothing_moved(columns: Columns, rows: Indices) -> Booleans:
    """Which rows say that nothing has moved yet: undated, known, and zero at the most."""
    figures = columns.figures
    is_undated: Booleans = figures.first_month[rows] == 0
    is_nothing: Booleans = (
        is_undated & (figures.kind[rows] != UNKNOWN) & (figures.high[rows] == 0.0)
    )
    return is_nothing


def _in_window(columns: Columns, query: Query, first: int, undated: int, end: int) -> Selection:
    """Split a block into the rows dated within the window and those that may lie in it."""
    figures, nothing = columns.figures, np.empty(0, dtype=np.intp)
    if not query.has_window:
        return Selection(slice(first, end), undated - first, nothing, nothing)
    dated = figures.first_month[first:undated]
    # A month of another type would make searchsorted copy the whole column into that type.
    from_month, to_month = np.int32(query.from_month), np.int32(query.to_month)
    edges = np.array((from_month - 11, from_month, to_month - 10, to_month + 1), np.int32)
    before, low, after, high = (first + np.searchsorted(dated, edges)).tolist()
    # What spans a year at most can only stand across an edge that it is near to.
    after = max(after, low)
    early = _across(figures, first, before, low, query.from_month - 1)
    late = _across(figures, low, after, high, query.to_month)
    rows: slice | Indices = slice(low, high)
    if len(late):
        is_within = np.ones(high - low, np.bool_)
        is_within[late - low] = False
        rows = np.flatnonzero(is_within) + low
    at_some_time = np.arange(undated, end)
    at_some_time = at_some_time[~says_nothing_moved(columns, at_some_time)]
    elsewhere = _listed_elsewhere(figures, query)
    may_be = np.concatenate((early, late))
    may_be = may_be[~np.isin(may_be, elsewhere, assume_unique=True)]
    more = np.concatenate((may_be, at_some_time))
    return Selection(rows, high - low - len(late), more, nothing)


def _across(figures: FigureColumns, first: int, near: int, end: int, month: int) -> Indices:
    """The rows from ``first`` to ``end`` that go on after a month.

    From ``near`` on they are all looked at, before it those that span more than a year.
    """
    begin, stop = np.searchsorted(figures.spans, (first, near))
    found = np.concatenate((figures.spans[begin:stop], np.arange(near, end)))
    return found[figures.last_month[found] > month]


def _listed_elsewhere(figures: FigureColumns, query: Query) -> Indices:
    """The rows that list their years (1979; 1981), none of them within the window (1980)."""
    if not len(figures.listed):
        return figures.listed
    january = 12 * figures.listed_years.astype(np.int32)
    is_within = (january + 11 >= query.from_month) & (january <= query.to_month)
    return figures.listed[~np.logical_or.reduceat(is_within, figures.listed_first[:-1])]


def _of_lines(columns: Columns, chosen: LineFilter, of_time: Selection) -> Selection:
    """Of a selection by time, what the categories and items let through."""
    figures, more = columns.figures, of_time.more
    is_shown = chosen.rows(columns, of_time.rows)
    whole_at = of_time.positions(figures.whole)
    whole, whole_more = of_time.at(whole_at), more[figures.line[more] == -1]
    is_full, is_part = _whole_rows(columns, chosen, whole)
    is_full_more, is_part_more = _whole_rows(columns, chosen, whole_more)
    is_shown[whole_at[is_full]] = True
    return Selection(
        of_time.at(np.flatnonzero(is_shown)),
        int(np.count_nonzero(is_shown[: of_time.dated_count])),
        np.concatenate((more[chosen.rows(columns, more)], whole_more[is_full_more])),
        np.concatenate((whole[is_part], whole_more[is_part_more])),
    )


def _whole_rows(columns: Columns, chosen: LineFilter, rows: Indices) -> tuple[Booleans, Booleans]:
    """Of rows of transfers themselves: whose lines pass altogether, and whose pass in part."""
    transfers = columns.figures.transfer[rows].astype(np.intp)
    shown, items = chosen.shown_lines(columns, transfers)
    return shown == items, (shown > 0) & (shown < items)
