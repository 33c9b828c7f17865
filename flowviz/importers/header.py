"""Where a table begins among its first rows, and whether it begins with the names of columns."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from flowviz.importers.date_text import is_year
from flowviz.importers.limits import HEADER_LINES

Row: TypeAlias = Sequence[str]

_NUMBER = re.compile(
    r"[-+(]?\s*+(?=[.,'\s\u2019]*+\d)[\d.,'\s\u2019]*+(?:[eE][-+]?\d++)?\s*+[%?)]{0,2}"
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.+Z-]*)?")
_FILLED = 0.5
"""The share of the columns that a first row has cells in; notes have one or two."""
_NUMERIC = 0.6
"""The share of numbers among the cells of a column of numbers."""


class Beginning(NamedTuple):
    """The place of the first row of a table, and whether it names the columns."""

    place: int
    is_header: bool


def beginning(rows: Sequence[Row]) -> Beginning | None:
    """Find where the table in the first rows of a file begins; None where there is none.

    Above it stand notes: rows with few cells. Its first row is a header unless it holds numbers
    where its columns do (years in a row are names of columns), or, among columns of words alone,
    words that come again below them.
    """
    width = _width(rows)
    if width < 2:
        return None
    for place, row in enumerate(rows[:HEADER_LINES]):
        if _cells(row) > max(1, _FILLED * width):
            return Beginning(place, _is_header(row, rows[place + 1 :]))
    place = next(place for place, row in enumerate(rows) if len(row) >= width)
    return Beginning(place, False)


def _width(rows: Sequence[Row]) -> int:
    """Give how many columns most rows have that have several, the widest of equals."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _cells(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _is_header(row: Row, below: Sequence[Row]) -> bool:
    years = _years(row)
    names = numbers = 0
    for place, cell in enumerate(row):
        column = [each[place].strip() for each in below if len(each) > place]
        filled = [text for text in column if text]
        if not cell.strip() or sum(map(_is_number, filled)) < _NUMERIC * max(len(filled), 1):
            continue
        if place in years or not _is_number(cell.strip()):
            names += 1
        else:
            numbers += 1
    if names or numbers:
        return names > numbers
    return bool(years) or not _is_repeated(row, below)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or _DATE.fullmatch(text) is not None


def _years(row: Row) -> set[int]:
    """Give the places of three or more years that follow one another, each the year after."""
    found: set[int] = set()
    run: list[int] = []
    for place, cell in enumerate(row):
        text = cell.strip()
        follows = run and is_year(text) and int(text) == int(row[run[-1]].strip()) + 1
        run = [*run, place] if follows else [place] if is_year(text) else []
        if len(run) > 2:
            found.update(run)
    return found


def _is_repeated(row: Row, below: Sequence[Row]) -> bool:
    """Tell whether a row is one among others: numbers in it, or words that come again below."""
    if any(_is_number(cell.strip()) for cell in row if cell.strip()):
        return True
    told = [(place, cell.strip().casefold()) for place, cell in enumerate(row) if cell.strip()]
    words = Counter(
        (place, cell.strip().casefold()) for each in below for place, cell in enumerate(each)
    )
    return any(words[each] for each in told)
