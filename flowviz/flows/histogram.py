"""What the timeline shows: amounts by year or month, and what spans more beside them (rule 6)."""

import dataclasses
from dataclasses import dataclass
from typing import Literal

import numpy as np

from flowviz.arrays import Booleans, Floats, Indices, Int32s, kept
from flowviz.flows.filters import other_side, passing_records, wanted_pairs
from flowviz.flows.listing import list_records
from flowviz.flows.query import Query, ReportedBy, resolve
from flowviz.flows.selection import Selection, restricted, select
from flowviz.flows.tables import STAGES, UNKNOWN, Columns, FigureColumns

Step = Literal["year", "month"]
_MONTHS = {"year": 12, "month": 1}


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts dated from bin ``first`` to bin ``last`` and no closer: at most so much.

    ``years`` are those that the source lists where it leaves out some between: nothing of it lies
    in another. ``is_open`` is that an amount of it is open upwards.
    """

    first: int
    last: int
    amount: float
    is_open: bool
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Histogram:
    """The amounts under a query over the whole time of the dossier.

    Attributes
    ----------
    step
        ``year`` or ``month``: what a bin is.
    first
        The first bin: a year, or a month counted from January of the year 0.
    amounts
        (B,) float64: of the figures dated within each bin, drawn as ribbons are (a range without
        a stated value at its low).
    highs
        (B,) float64: the same at their most, those that are open upwards at their value.
    unknown
        (B,) int32: how many of the figures dated within each bin state no amount.
    bands
        What spans more than one bin, by its first and last: never in the bars.
    undated, undated_figures
        What has no date, at its most, and how many figures that is.
    """

    step: Step
    first: int
    amounts: Floats
    highs: Floats
    unknown: Int32s
    bands: tuple[Band, ...]
    undated: float
    undated_figures: int

    @property
    def bins(self) -> range:
        """The bins from the first to the last with anything in them."""
        return range(self.first, self.first + len(self.amounts))


def histogram(columns: Columns, query: Query, step: Step) -> Histogram:
    """The histogram under a query without its window, and without its minimum.

    A minimum is one of the flows in a window; over all time there is none to hold it against.
    """
    query = resolve(query, columns)
    open_query = dataclasses.replace(
        query, first_year=None, first_month=1, last_year=None, last_month=12, least=None
    )
    unit = columns.unit_index(query.unit)
    if unit is None:
        bars = kept(np.empty(0))
        return Histogram(step, 0, bars, bars, kept(np.empty(0, np.int32)), (), 0.0, 0)
    return _histogram(columns.figures, _selection(columns, open_query, unit), step)


def _selection(columns: Columns, query: Query, unit: int) -> Selection:
    """The rows under every filter of a query but those of flows, of the side that counts."""
    stage, passes = STAGES.index(query.stage), passing_records(columns, query)
    selection = select(columns, query, stage, unit, passes)
    if query.reported_by is ReportedBy.BEST:  # which side that is hangs on the pair's records
        selections = [
            selection if other == unit else select(columns, query, stage, other, passes)
            for other in range(len(columns.units))
        ]
        is_listed = list_records(columns, query, selections, passes).is_listed
    else:
        is_listed = columns.transfers.is_counted
    other, pairs = other_side(columns, query, is_listed), wanted_pairs(columns, query)
    if other is None and pairs is None:
        return selection
    counts = np.ones(len(columns.transfers.ids), np.bool_) if other is None else ~other
    if pairs is not None:
        counts &= pairs[columns.transfers.pair]
    return restricted(columns, selection, counts)


def _histogram(figures: FigureColumns, selection: Selection, step: Step) -> Histogram:
    """The histogram of some rows, which stand in the order of their first and last months."""
    width = _MONTHS[step]
    first_month, last_month = (
        selection.dated(figures.first_month),
        selection.dated(figures.last_month),
    )
    undated = selection.indices(selection.dated_count)
    first = int(first_month[0]) // width if len(first_month) else 0
    bins = int(last_month.max()) // width - first + 1 if len(first_month) else 0
    edges = (np.arange(first, first + bins + 1) * width).astype(first_month.dtype)
    starts = np.searchsorted(first_month, edges)
    is_span = last_month >= np.repeat(edges[1:], np.diff(starts))
    amounts = _run_sums(np.where(is_span, 0.0, selection.dated(figures.value)), starts)
    inexact = selection.positions(figures.inexact)
    inexact = inexact[inexact < selection.dated_count]
    inexact = inexact[~is_span[inexact]]
    rows, bin_of = selection.at(inexact), first_month[inexact] // width - first
    drawn, most = _drawn(figures, rows), _most(figures, rows)
    amounts += np.bincount(bin_of, drawn - figures.value[rows], bins)
    unknown = bin_of[figures.kind[rows] == UNKNOWN]
    return Histogram(
        step=step,
        first=first,
        amounts=kept(amounts),
        highs=kept(amounts + np.bincount(bin_of, most - drawn, bins)),
        unknown=kept(np.bincount(unknown, minlength=bins).astype(np.int32)),
        bands=_bands(figures, selection, is_span, width),
        undated=float(_most(figures, undated).sum()),
        undated_figures=len(undated),
    )


def _run_sums(cells: Floats, starts: Indices) -> Floats:
    """The sums of runs of cells; ``starts`` (N + 1,), the last one the end."""
    sums = np.zeros(len(starts) - 1)
    is_run = np.diff(starts) > 0
    if is_run.any():
        sums[is_run] = np.add.reduceat(cells, starts[:-1][is_run])
    return sums


def _drawn(figures: FigureColumns, rows: Indices) -> Floats:
    """What rows are drawn at: their values, the lows of ranges without one, 0 where unknown."""
    low = np.nan_to_num(figures.low[rows])
    return np.where(figures.has_value[rows], figures.value[rows], low)


def _most(figures: FigureColumns, rows: Indices) -> Floats:
    """Rows at their most: their highs, their values where they are open upwards, 0 if unknown."""
    high = figures.high[rows]
    return np.where(np.isnan(high), figures.value[rows], high)


def _bands(
    figures: FigureColumns, selection: Selection, is_span: Booleans, width: int
) -> tuple[Band, ...]:
    """The bands of rows that span more than one bin, one for those of equal spans and years."""
    dated = selection.rows
    if isinstance(dated, slice):
        dated = slice(dated.start, dated.start + selection.dated_count)
    else:
        dated = dated[: selection.dated_count]
    at = selection.positions(figures.listed)
    at = at[at < selection.dated_count]
    listed = selection.at(at[is_span[at]])
    is_plain = is_span.copy()
    is_plain[at] = False
    found = _plain_bands(
        figures, dated if is_plain.all() else selection.at(np.flatnonzero(is_plain)), width
    )
    named: dict[tuple[int, ...], list[int]] = {}
    for number, row in zip(np.searchsorted(figures.listed, listed), listed.tolist(), strict=True):
        named.setdefault(_years(figures, int(number)), []).append(row)
    for years, owners in named.items():
        bands = _plain_bands(figures, np.array(owners), width)
        found += [dataclasses.replace(band, years=years) for band in bands]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.years)))


def _plain_bands(figures: FigureColumns, rows: slice | Indices, width: int) -> list[Band]:
    """The bands of rows in the order of time, in which those of equal spans are a run."""
    first_month, last_month = figures.first_month[rows], figures.last_month[rows]
    if not len(first_month):
        return []
    runs = np.flatnonzero((np.diff(first_month) != 0) | (np.diff(last_month) != 0)) + 1
    starts = np.append(0, runs)
    high, value = figures.high[rows], figures.value[rows]
    is_endless = np.isnan(high)
    amounts = np.add.reduceat(np.where(is_endless, value, high), starts)
    is_open = np.logical_or.reduceat(is_endless & (figures.kind[rows] != UNKNOWN), starts)
    sums: dict[tuple[int, int], tuple[float, bool]] = {}
    firsts, lasts = (first_month[starts] // width).tolist(), (last_month[starts] // width).tolist()
    for first, last, amount, opens in zip(
        firsts, lasts, amounts.tolist(), is_open.tolist(), strict=True
    ):
        before, opened = sums.get((first, last), (0.0, False))
        sums[first, last] = before + amount, opened or opens
    return [Band(*span, *told) for span, told in sums.items() if told[0] > 0.0]


def _years(figures: FigureColumns, number: int) -> tuple[int, ...]:
    first, end = figures.listed_first[number : number + 2].tolist()
    return tuple(figures.listed_years[first:end].tolist())
