"""What a file looks like, in words: its columns with a cell each, how it can be opened."""

import calendar
import re
from collections.abc import Iterable, Iterator

from flowviz.flows.words import count_words
from flowviz.importers.charsets import TITLES
from flowviz.importers.mapping import DATE_ORDERS, DateOrder, column_names
from flowviz.importers.survey import Survey

_TURNED = re.compile(r"\s*(\d\d?)[-/. ]+(\d\d?)[-/. ]+(\d{4})\b", re.ASCII)
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", " ": "blank"}
_WIDE = {"utf-16": "UTF-16", "utf-32": "UTF-32"}
"""Encodings that a byte order mark tells, and nobody chooses."""
_DECIMALS = {".": "a point: 1,234.5", ",": "a comma: 1.234,5"}
_ORDERS: dict[DateOrder, str] = {
    "": "no doubt in them",
    "ymd": "year, month, day",
    "dmy": "day, month, year",
    "mdy": "month, day, year",
}


def columns_told(survey: Survey) -> Iterator[tuple[str, str, str]]:
    """Give each column's name in a mapping, its label as it stands, and the first cell in it."""
    for at, name in enumerate(column_names(survey.names)):
        label = survey.labels[at] if at < len(survey.labels) else ""
        cells = (row[at] for row in survey.rows if at < len(row) and row[at].strip())
        yield name, label.strip() or name, next(cells, "")


def table_words(survey: Survey) -> str:
    """Say what sort of file it is: "A table of 12 columns and about 1,204 rows"."""
    columns = count_words(len(survey.names), "column")
    return f"A table of {columns} and about {count_words(survey.row_count, 'row')}"


def encoding_words(value: str) -> str:
    """Give what an encoding is called."""
    return TITLES.get(value) or _WIDE.get(value, value)


def separator_words(value: str) -> str:
    """Give what a separator is called."""
    return _SEPARATORS.get(value, value)


def decimal_words(value: str) -> str:
    """Give what a decimal sign is called, with a number."""
    return _DECIMALS.get(value, value)


def order_offers(cells: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """Give each order of dates, its words, and what it makes of a cell that could be two days."""
    found = next(filter(None, (_ambiguous(cell) for cell in cells)), None)
    return tuple((order, _ORDERS[order], _said(order, found)) for order in DATE_ORDERS)


def _ambiguous(cell: str) -> tuple[str, int, int, str] | None:
    match = _TURNED.match(cell)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first == second or not (0 < first <= 12 and 0 < second <= 12):
        return None
    return match[0].strip(), first, second, match[3]


def _said(order: DateOrder, found: tuple[str, int, int, str] | None) -> str:
    if found is None or order not in ("dmy", "mdy"):
        return ""
    cell, first, second, year = found
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{cell} is {day} {calendar.month_name[month]} {year}"
