"""The figures of a dossier as columns: of counted transfers, sorted by stage, unit and time."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import AmountKind
from flowviz.arrays import Booleans, Codes, Indices, Int32s, kept
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.tables import (
    AMOUNT_KINDS,
    EXACT,
    STAGES,
    UNKNOWN,
    FigureColumns,
    LineColumns,
    Years,
)

_ABOUT = AMOUNT_KINDS.index(AmountKind.ABOUT)
_MONTHS = 120_000
"""More than the months of ten thousand years."""


class _Sorts(NamedTuple):
    """What each distinct text of stage, kind of amount, uncertainty and unit says."""

    block: NDArray[np.int64]
    kind: NDArray[np.uint8]
    is_uncertain: Booleans
    is_included: Booleans


class _Times(NamedTuple):
    """What each distinct text of dates says; ``listed`` are the years of lists with gaps."""

    first_month: Int32s
    last_month: Int32s
    listed: tuple[tuple[int, ...], ...]


class _Amounts(NamedTuple):
    """What each distinct text of an amount says: numbers, as indices, of value, low and high."""

    numbers: tuple[Decimal | None, ...]
    value: Int32s
    low: Int32s
    high: Int32s


def figure_columns(
    rows: Iterable[tuple[Any, ...]],
    transfers: Identifiers,
    line_hashes: NDArray[np.int64],
    lines: LineColumns,
    pair: Indices,
    silent_at: Codes,
) -> tuple[FigureColumns, tuple[str, ...], Booleans, Booleans]:
    """The figures (``Rows.figures``), the units, which transfers have any, and included ones."""
    sorts_seen, amounts_seen, times_seen = Numbering(), Numbering(), Numbering()
    own, line_hash, sort, amount, time = numbered(
        rows,
        hash,
        hash,
        sorts_seen.__getitem__,
        amounts_seen.__getitem__,
        times_seen.__getitem__,
    )
    line, transfer = _owners(own, line_hash, transfers, line_hashes, lines)
    has_figures = np.zeros(len(pair), np.bool_)
    has_figures[transfer] = True
    units, sorts = _sorts(sorts_seen)
    has_included = np.zeros(len(pair), np.bool_)
    has_included[transfer[sorts.is_included[sort]]] = True
    times = _times(times_seen)
    order = _in_time(sorts.block[sort], times.first_month[time], times.last_month[time])
    order = order[~_is_silent(silent_at[transfer[order]], sorts.block[sort[order]], len(units))]
    line, transfer, sort, amount, time = (
        column[order] for column in (line, transfer, sort, amount, time)
    )
    columns = _columns(sorts, _amounts(amounts_seen), times, (sort, amount, time), len(units))
    columns |= {
        "pair": pair[transfer],
        "transfer": transfer.astype(np.int32),
        "line": line.astype(np.int32),
        "category": np.append(lines.category, np.int16(-1))[line],
        "whole": np.flatnonzero(line == -1),
    }
    for column in columns.values():
        if isinstance(column, np.ndarray):
            kept(column)
    return FigureColumns(**columns), units, kept(has_figures), kept(has_included)


def _is_silent(silent_at: Codes, block: NDArray[np.int64], units: int) -> Booleans:
    """Which rows are of a stage at which their transfer does not count."""
    found = np.zeros(len(block), np.bool_)
    rows = np.flatnonzero(silent_at)
    found[rows] = (silent_at[rows] >> (block[rows] // units).astype(np.uint8) & 1) != 0
    return found


def _owners(
    own: NDArray[np.int64],
    line_hash: NDArray[np.int64],
    transfers: Identifiers,
    line_hashes: NDArray[np.int64],
    lines: LineColumns,
) -> tuple[Indices, Indices]:
    """The line of each figure, -1 for one of the transfer itself, and its transfer."""
    is_own = line_hash == hash("")
    line = np.full(len(own), -1, np.intp)
    line[~is_own] = Identifiers(line_hashes).places(line_hash[~is_own])
    transfer = np.append(lines.transfer, np.int32(-1))[line].astype(np.intp)
    transfer[is_own] = transfers.places(own[is_own])
    return line, transfer


def _columns(
    sorts: _Sorts,
    amounts: _Amounts,
    times: _Times,
    codes: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    units: int,
) -> dict[str, Any]:
    """What the texts of the sorted rows say."""
    sort, amount, time = codes
    kind, block = sorts.kind[sort], sorts.block[sort]
    floats = np.array([np.nan if number is None else float(number) for number in amounts.numbers])
    value, low, high = (number[amount] for number in (amounts.value, amounts.low, amounts.high))
    has_value = value > 0
    first, last = times.first_month[time], times.last_month[time]
    listed, listed_first, listed_years = _listed(times.listed, time)
    blocks = np.arange(len(STAGES) * units + 1)
    return {
        "kind": kind,
        "value": np.where(has_value, floats[value], 0.0),
        "has_value": has_value,
        "low": floats[np.where(low > 0, low, value)],
        "high": floats[np.where(kind == _ABOUT, value, high)],
        "first_month": first,
        "last_month": last,
        "numbers": amounts.numbers,
        "value_number": value,
        "low_number": low,
        "high_number": high,
        "inexact": np.flatnonzero(kind != EXACT),
        "uncertain": np.flatnonzero(sorts.is_uncertain[sort] & (kind != UNKNOWN)),
        "spans": np.flatnonzero(last - first >= 12),
        "listed": listed,
        "listed_first": listed_first,
        "listed_years": listed_years,
        "block_first": np.searchsorted(block, blocks),
        "block_undated": np.searchsorted(block * 2 + (first == 0), blocks[:-1] * 2 + 1),
    }


def _sorts(texts: Iterable[str]) -> tuple[tuple[str, ...], _Sorts]:
    cells = [text.split("|", 3) for text in texts]
    units = sorted({unit for _, _, _, unit in cells})
    stages, kinds = list(map(str, STAGES)), list(map(str, AMOUNT_KINDS))
    block = [stages.index(stage) * len(units) + units.index(unit) for stage, _, _, unit in cells]
    return tuple(units), _Sorts(
        np.array(block, np.int64),
        np.array([kinds.index(kind) for _, kind, _, _ in cells], np.uint8),
        np.array([is_uncertain == "1" for _, _, is_uncertain, _ in cells], np.bool_),
        np.array([marked == "included" for _, _, marked, _ in cells], np.bool_),
    )


def _times(texts: Iterable[str]) -> _Times:
    first, last, listed = [], [], []
    for text in texts:
        # 2015-01-01, 2015-12-31 and the listed years, one after the other.
        first.append(12 * int(text[:4]) + int(text[5:7]) - 1 if text else 0)
        last.append(12 * int(text[10:14]) + int(text[15:17]) - 1 if text else 0)
        years = tuple(map(int, text[20:].split(","))) if text[20:] else ()
        has_gaps = len(years) < last[-1] // 12 - first[-1] // 12 + 1
        listed.append(years if has_gaps else ())
    return _Times(np.array(first, np.int32), np.array(last, np.int32), tuple(listed))


def _amounts(texts: Iterable[str]) -> _Amounts:
    """The numbers, None first; the bounds of an exact amount are its value."""
    cells = [tuple(text.split("|")) if "|" in text else (text,) * 3 for text in texts]
    index = {text: at for at, text in enumerate(dict.fromkeys(chain(("",), *cells)))}
    value, low, high = (
        np.array([index[cell[column]] for cell in cells], np.int32) for column in range(3)
    )
    return _Amounts(tuple(Decimal(text) if text else None for text in index), value, low, high)


def _listed(
    years_of: tuple[tuple[int, ...], ...], time: NDArray[np.int64]
) -> tuple[Indices, Indices, Years]:
    """The rows whose lists of years have gaps, where the years of each begin, and the years."""
    rows = np.flatnonzero(np.array([bool(years) for years in years_of], np.bool_)[time])
    lists = [years_of[at] for at in time[rows].tolist()]
    first = np.cumsum([0, *map(len, lists)])
    return rows, first, np.array([year for years in lists for year in years], np.int16)


def _in_time(block: NDArray[np.int64], first: Int32s, last: Int32s) -> Indices:
    """The order by block, then time, undated ones last in their block, as one integer key."""
    key = (block * 2 + (first == 0)) * _MONTHS + first
    return np.argsort(key * _MONTHS + last, kind="stable")
