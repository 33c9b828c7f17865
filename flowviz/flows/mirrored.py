"""Exporter's figures against importer's: of the same pair, item, stage, unit and years."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import AmountKind
from flowviz.arrays import Booleans, Floats, Indices, Integers, kept
from flowviz.flows.conflict import (
    Conflict,
    ConflictKind,
    Telling,
    difference,
    difference_words,
    leeway,
)
from flowviz.flows.filters import EXPORTER, IMPORTER
from flowviz.flows.itemising import item_words, items_of_rows
from flowviz.flows.tables import AMOUNT_KINDS, STAGES, UNKNOWN, Columns, FigureColumns, distinct
from flowviz.flows.totals import exact_total
from flowviz.flows.words import sentence, total_words, years_words

_ABOUT = AMOUNT_KINDS.index(AmountKind.ABOUT)
_YEARS = 10_000
_LAST_DIGITS = 1e-9
"""Sums of floats that differ by this share of them differ in their last digits only."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What both sides tell of and tell otherwise, one *comparison* each.

    Attributes
    ----------
    rows
        (M,) rows of ``Columns.figures``, comparison by comparison, the exporter's first.
    first
        (C + 1,) where the rows of each comparison begin.
    importers
        (C,) where the importer's begin.
    is_disjoint
        (C,) whether what they say cannot both be right.
    """

    rows: Indices
    first: Indices
    importers: Indices
    is_disjoint: Booleans

    def transfers(self, columns: Columns) -> Indices:
        """The transfers that are in conflict, each once."""
        in_conflict = np.repeat(self.is_disjoint, np.diff(self.first))
        return distinct(columns.figures.transfer[self.rows[in_conflict]]).astype(np.intp)

    def of(self, columns: Columns, wanted: Booleans) -> Iterator[Conflict]:
        """The comparisons in which a wanted transfer (T,) has a part."""
        own = np.flatnonzero(wanted[columns.figures.transfer[self.rows]])
        for at in distinct(np.searchsorted(self.first, own, side="right") - 1).tolist():
            yield self._conflict(columns, at)

    def _conflict(self, columns: Columns, at: int) -> Conflict:
        first, importers, end = self.first[at], self.importers[at], self.first[at + 1]
        row = int(self.rows[first])
        block = int(np.searchsorted(columns.figures.block_first, row, side="right")) - 1
        stage, unit = divmod(block, len(columns.units))
        tellings = (
            _telling(columns, "the exporter", self.rows[first:importers], unit),
            _telling(columns, "the importer", self.rows[importers:end], unit),
        )
        exporter, importer = (telling.total for telling in tellings)
        assert exporter is not None
        assert importer is not None
        more = difference(exporter, importer)
        words = difference_words(more, columns.units[unit], "the exporter", "the importer")
        if not self.is_disjoint[at]:
            words += ", within what either leaves open"
        figures = columns.figures
        years = (int(figures.first_month[row]) // 12, int(figures.last_month[row]) // 12)
        return Conflict(
            ConflictKind.SIDES,
            f"{item_words(columns, row)}, {STAGES[stage]}, {years_words(*years)}",
            f"{sentence(words)}.",
            tellings,
            columns.units[unit],
            more,
            bool(self.is_disjoint[at]),
        )


def mirrored(columns: Columns) -> Mirrored:
    """What exporters and importers tell otherwise, of the records that count.

    A figure of which nothing is known tells of no amount. One without a date is compared with
    none, and one of several years with none but those of the same years; where such figures may
    lie in the years compared, their side is open upwards.
    """
    figures = columns.figures
    told = _told_by_both(columns)
    is_importer = columns.transfers.reporter[figures.transfer[told]] == IMPORTER
    thing = _things(columns, told)
    first = figures.first_month[told].astype(np.int64) // 12
    last = figures.last_month[told].astype(np.int64) // 12
    key = (thing * _YEARS + first) * _YEARS + last
    keys, number = np.unique(key, return_inverse=True)
    exporters = np.bincount(number[~is_importer], minlength=len(keys))
    importers = np.bincount(number[is_importer], minlength=len(keys))
    is_compared = (exporters > 0) & (importers > 0) & (keys % _YEARS > 0)
    chosen = np.flatnonzero(is_compared[number])
    chosen = chosen[np.argsort(number[chosen] * 2 + is_importer[chosen], kind="stable")]
    starts, ends = _halves(exporters[is_compared], importers[is_compared])
    low, high = _sums(figures, told[chosen], starts)
    is_open = _may_be_more(thing * 2 + is_importer, first, last, key)[chosen]
    high[np.logical_or.reduceat(is_open, starts)] = np.inf
    is_known = np.logical_or.reduceat(figures.kind[told[chosen]] != UNKNOWN, starts)
    return _differing(told[chosen], (starts, ends), (low, high), is_known)


def _told_by_both(columns: Columns) -> Indices:
    """The rows of pairs of which both sides tell, by exporters and importers alone.

    What is included in other figures is told by those.
    """
    pair, reporter = columns.transfers.pair, columns.transfers.reporter
    is_total = ~columns.transfers.is_included
    has_both = np.ones(len(columns.pair_supplier), np.bool_)
    is_side = np.zeros(len(reporter), np.bool_)
    for side in (EXPORTER, IMPORTER):
        tells = (reporter == side) & is_total
        is_side |= tells
        has_both &= np.bincount(pair[tells], minlength=len(has_both)) > 0
    return np.flatnonzero((is_side & has_both[pair])[columns.figures.transfer])


def _things(columns: Columns, rows: Indices) -> Integers:
    """A number for pair, item, stage and unit of each row."""
    figures = columns.figures
    blocks = len(figures.block_first) - 1
    block = np.searchsorted(figures.block_first, rows, side="right") - 1
    pair = figures.pair[rows].astype(np.int64)
    items = items_of_rows(columns, rows)
    combined = (items * len(columns.pair_supplier) + pair) * max(blocks, 1) + block
    number: Integers = np.unique(combined, return_inverse=True)[1].astype(np.int64)
    return number


def _halves(exporters: Indices, importers: Indices) -> tuple[Indices, Indices]:
    """Where the rows of each side of each comparison begin and end, one after the other."""
    ends = np.cumsum(np.column_stack((exporters, importers)).ravel())
    return ends - np.diff(ends, prepend=0), ends


def _sums(figures: FigureColumns, rows: Indices, starts: Indices) -> tuple[Floats, Floats]:
    """Between what each side lies; infinite where it is open upwards."""
    low, high = figures.low[rows].copy(), figures.high[rows].copy()
    about = np.flatnonzero(figures.kind[rows] == _ABOUT)
    numbers = figures.value_number[rows[about]].tolist()
    # Few distinct numbers, and fewer that are "about" so many.
    slack = {at: float(leeway(number)) for at in set(numbers) if (number := figures.numbers[at])}
    off = np.array([slack.get(at, 0.0) for at in numbers], np.float64)
    low[about] -= off
    high[about] += off
    low[np.isnan(low)] = 0.0
    high[np.isnan(high)] = np.inf
    return np.add.reduceat(low, starts), np.add.reduceat(high, starts)


def _may_be_more(side: Integers, first: Integers, last: Integers, key: Integers) -> Booleans:
    """Which rows are of a side that tells of more which may lie in the same years.

    ``side`` numbers thing and side, ``key`` thing and years.
    """
    count = int(side.max()) + 1 if len(side) else 0
    is_loose = (last > first) | (last == 0)
    earliest = np.full(count, _YEARS, np.int64)
    latest = np.full(count, -1, np.int64)
    loose = side[is_loose]
    np.minimum.at(earliest, loose, first[is_loose])
    np.maximum.at(latest, loose, np.where(last[is_loose] > 0, last[is_loose], _YEARS))
    may_lie: Booleans = (earliest[side] <= last) & (latest[side] >= first)
    # A span meets itself; it is open only where its side tells of other years besides.
    spans = np.flatnonzero(is_loose)
    lowest, highest = np.full(count, np.iinfo(np.int64).max), np.full(count, -1, np.int64)
    np.minimum.at(lowest, side, key)
    np.maximum.at(highest, side, key)
    may_lie[spans] = lowest[side[spans]] != highest[side[spans]]
    return may_lie


def _differing(
    rows: Indices,
    halves: tuple[Indices, Indices],
    sums: tuple[Floats, Floats],
    is_known: Booleans,
) -> Mirrored:
    """The comparisons of two known sides that say different things."""
    starts, ends = halves
    low, high = (column.reshape(-1, 2) for column in sums)
    is_same = _is_close(low[:, 0], low[:, 1]) & _is_close(high[:, 0], high[:, 1])
    takes = is_known.reshape(-1, 2).all(axis=1) & ~is_same
    is_disjoint = _is_above(low[:, 1], high[:, 0]) | _is_above(low[:, 0], high[:, 1])
    sizes = (ends - starts).reshape(-1, 2)
    first = np.concatenate(([0], np.cumsum(sizes[takes].sum(axis=1))))
    return Mirrored(
        kept(rows[np.repeat(takes, sizes.sum(axis=1))]),
        kept(first),
        kept(first[:-1] + sizes[takes, 0]),
        kept(is_disjoint[takes]),
    )


def _telling(columns: Columns, who: str, rows: Indices, unit: int) -> Telling:
    total = exact_total(columns.figures, rows)
    transfers = distinct(columns.figures.transfer[rows]).tolist()
    return Telling(
        who,
        total_words(total, columns.units[unit]),
        tuple(columns.transfers.ids[at] for at in transfers),
        total,
    )


def _is_close(one: Floats, other: Floats) -> Booleans:
    return np.isclose(one, other, rtol=_LAST_DIGITS, atol=0.0)


def _is_above(one: Floats, other: Floats) -> NDArray[np.bool_]:
    above: Booleans = (one > other) & ~_is_close(one, other)
    return above
