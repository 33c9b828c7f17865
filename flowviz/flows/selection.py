"""Which rows a query counts, which span more than its window, which are left out by category."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.query import Query
from flowviz.flows.tables import UNKNOWN, Booleans, Columns, FigureColumns, Indices, ranges

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
        Rows of a transfer itself some of whose lines the categories leave out: never in a sum, but
        footnoted.
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
        return Selection(slice(first, end), undated - first, nothing, nothing)
    dated = figures.first_year[first:undated]
    # A year of another type would make searchsorted copy the whole column into that type.
    from_year, to_year = np.int16(query.from_year), np.int16(query.to_year)
    low = first + int(np.searchsorted(dated, from_year, side="left"))
    high = first + int(np.searchsorted(dated, to_year, side="right"))
    is_within = figures.last_year[low:high] <= to_year
    rows = slice(low, high) if is_within.all() else np.flatnonzero(is_within) + low
    begin, stop = np.searchsorted(figures.spans, (first, high))
    spans = figures.spans[begin:stop]
    last_year = figures.last_year[spans]
    is_more = (last_year >= from_year) & ((spans < low) | (last_year > to_year))
    at_some_time = np.arange(undated, end)
    at_some_time = at_some_time[~says_nothing_moved(columns, at_some_time)]
    elsewhere = _listed_elsewhere(figures, query)
    may_be = spans[is_more]
    may_be = may_be[~np.isin(may_be, elsewhere, assume_unique=True)]
    more = np.concatenate((may_be, at_some_time))
    return Selection(rows, int(np.count_nonzero(is_within)), more, nothing)


def _listed_elsewhere(figures: FigureColumns, query: Query) -> Indices:
    """The rows that list their years (1979; 1981), none of them within the window (1980)."""
    if not len(figures.listed):
        return figures.listed
    years = figures.listed_years
    is_within = (years >= np.int16(query.from_year)) & (years <= np.int16(query.to_year))
    return figures.listed[~np.logical_or.reduceat(is_within, figures.listed_first[:-1])]


def _in_categories(columns: Columns, query: Query, of_time: Selection) -> Selection:
    """Of a selection by time, what the categories let through."""
    figures, more = columns.figures, of_time.more
    chosen = CategoryFilter.of(query, columns)
    assert chosen.wanted is not None
    passes = np.append(chosen.wanted, False)
    is_shown = passes[of_time.counted(figures.category)]
    whole_at = of_time.positions(figures.whole)
    whole, whole_more = of_time.at(whole_at), more[figures.line[more] == -1]
    is_full, is_part = _whole_rows(columns, chosen, whole)
    is_full_more, is_part_more = _whole_rows(columns, chosen, whole_more)
    is_shown[whole_at[is_full]] = True
    return Selection(
        of_time.at(np.flatnonzero(is_shown)),
        int(np.count_nonzero(is_shown[: of_time.dated_count])),
        np.concatenate((more[passes[figures.category[more]]], whole_more[is_full_more])),
        np.concatenate((whole[is_part], whole_more[is_part_more])),
    )


def _whole_rows(
    columns: Columns, chosen: CategoryFilter, rows: Indices
) -> tuple[Booleans, Booleans]:
    """Of rows of transfers themselves: whose lines pass altogether, and whose pass in part."""
    transfers = columns.figures.transfer[rows].astype(np.intp)
    shown, items = chosen.shown_lines(columns, transfers)
    return shown == items, (shown > 0) & (shown < items)
