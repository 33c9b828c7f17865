"""Which rows of a Comtrade table count, where it has a whole and its parts side by side.

A download can hold the trade of a year in one row, and again in parts: by means of transport,
customs procedure, mode of supply, second partner or month, under HS 93, 9301 and 930110. One level
is counted and the others are *included*, shown and never summed:

1. Parts count where they add up to their whole exactly; else the whole counts.
2. Parts without a whole count at the level that is broken down least.
3. Of several classifications of one trade (HS and SITC) the first one in the file counts.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

TOTAL_CODE = "TOTAL"
"""Comtrade's code for all goods together."""


class Cell(NamedTuple):
    """What a row says of its place among wholes and parts.

    ``trade`` is year, reporter, partner and flow. ``parts`` are the codes by which it is broken
    down, month included, each "" where it is the whole. ``value`` is None where none is stated.
    """

    line: int
    trade: tuple[str, ...]
    classification: str
    code: str
    parts: tuple[str, ...]
    value: Decimal | None


_Level: TypeAlias = tuple[bool, ...]
"""By which codes rows are broken down."""


def included(cells: Iterable[Cell]) -> frozenset[int]:
    """Give the lines of the rows that are held in others, or hold others that count."""
    trades: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in cells:
        trades[cell.trade].append(cell)
    return frozenset(
        line for rows in trades.values() if len(rows) > 1 for line in _included_of(rows)
    )


def _included_of(rows: list[Cell]) -> Iterator[int]:
    """Give the lines of one trade that do not count."""
    first = rows[0].classification
    goods: dict[str, list[Cell]] = defaultdict(list)
    for row in rows:
        if row.classification == first:
            goods[row.code].append(row)
        else:
            yield row.line
    counted = {code: _counted_level(of_code) for code, of_code in goods.items()}
    codes = set(_counted_codes(counted))
    lines = {row.line for code in codes for row in counted[code]}
    yield from (row.line for of_code in goods.values() for row in of_code if row.line not in lines)


def _counted_level(rows: list[Cell]) -> list[Cell]:
    """Give the rows that count of those that tell the same goods at several levels."""
    levels: dict[_Level, list[Cell]] = defaultdict(list)
    for row in rows:
        levels[tuple(bool(part) for part in row.parts)].append(row)
    coarsest = min(levels, key=sum)
    if any(coarsest):
        return levels[coarsest]
    whole = _sum(levels[coarsest])
    exact = [level for level, parts in levels.items() if whole is not None and _sum(parts) == whole]
    return levels[max(exact, key=sum, default=coarsest)]


def _counted_codes(counted: dict[str, list[Cell]]) -> Iterator[str]:
    """Give the codes that count: the finest that add up, from the top of the tree down."""
    under: dict[str, list[str]] = defaultdict(list)
    for code in counted:
        under[_above(code, counted)].append(code)
    waiting = under.pop("", [])
    while waiting:
        code = waiting.pop()
        parts = under.get(code, [])
        sums = [_sum(counted[part]) for part in parts]
        told = [each for each in sums if each is not None]
        if parts and len(told) == len(parts) and sum(told) == _sum(counted[code]):
            waiting.extend(parts)
        else:
            yield code


def _above(code: str, codes: Container[str]) -> str:
    """Give the longest other code that holds a code, "" for none."""
    for length in range(len(code) - 1, 0, -1):
        if code[:length] in codes and code != TOTAL_CODE:
            return code[:length]
    return TOTAL_CODE if code != TOTAL_CODE and TOTAL_CODE in codes else ""


def _sum(rows: list[Cell]) -> Decimal | None:
    """Give the sum of rows, None where one states no value."""
    values = [row.value for row in rows if row.value is not None]
    return sum(values, Decimal()) if len(values) == len(rows) else None
