"""How a whole column writes its numbers and days, where a cell alone could be read two ways."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+", re.ASCII)
_COMMA_IS_DECIMAL = re.compile(
    r"\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}",
    re.ASCII,
)
_POINT_IS_DECIMAL = re.compile(
    r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}",
    re.ASCII,
)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SOURCE_WORDS = re.compile(r"(?<![<>])=")
_DAY = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4})\b", re.ASCII)

COMMA, POINT = ",", "."
DAY_FIRST, MONTH_FIRST = "day", "month"


def decimal_mark(cells: Iterable[str]) -> str:
    """The decimal mark of a column: what all its telling numbers use, "" where none tells."""
    found = {
        mark
        for cell in cells
        for token in _NUMBER.findall(cell)
        for mark, form in ((COMMA, _COMMA_IS_DECIMAL), (POINT, _POINT_IS_DECIMAL))
        if form.fullmatch(token)
    }
    return found.pop() if len(found) == 1 else ""


def needs_decimal_mark(cells: Iterable[str]) -> bool:
    """Whether a number in a column could be read two ways."""
    return any(_TWO_WAYS.fullmatch(token) for cell in cells for token in _NUMBER.findall(cell))


def plain_numbers(cell: str, mark: str) -> str:
    """A cell with its numbers in plain digits, as the decimal mark of its column has them.

    Its own words stand behind "=" where they are others, or could be read another way.
    """
    if not mark:
        return cell
    other = POINT if mark == COMMA else COMMA
    reading, *words = _SOURCE_WORDS.split(cell, maxsplit=1)
    plain = _NUMBER.sub(lambda found: found[0].replace(other, "").replace(mark, "."), reading)
    if not words and plain == reading and not needs_decimal_mark([reading]):
        return cell
    return "=".join((plain, *(words or [f" {reading}"])))


def day_order(cells: Iterable[str]) -> str:
    """Whether a column has the day or the month first, "" where no day tells."""
    found = set()
    for cell in cells:
        for first, _, second, _ in _DAY.findall(cell):
            if (int(first) > 12) != (int(second) > 12):
                found.add(DAY_FIRST if int(first) > 12 else MONTH_FIRST)
    return found.pop() if len(found) == 1 else ""


def needs_day_order(cells: Iterable[str]) -> bool:
    """Whether a day in a column could be read two ways."""
    return any(
        int(first) <= 12 and int(second) <= 12 and first != second
        for cell in cells
        for first, _, second, _ in _DAY.findall(cell)
    )


def plain_days(cell: str, order: str) -> str:
    """A cell with its days as ISO 8601 has them, and its own words behind "="."""
    if not order or "=" in cell:
        return cell

    def iso(found: re.Match[str]) -> str:
        day, month = (found[1], found[3]) if order == DAY_FIRST else (found[3], found[1])
        return f"{found[4]}-{int(month):02}-{int(day):02}"

    plain = _DAY.sub(iso, cell)
    return cell if plain == cell else f"{plain} = {cell}"
