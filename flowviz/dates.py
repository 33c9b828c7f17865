"""Dates as sources give them: a day, a month, a season, a year, a span, or a list of years.

``Dates.parse`` reads the part of EDTF (ISO 8601-2:2019, level 1) that sources of this field use:
``2015``, ``2015-06``, ``2015-06-30``, ``2015-21`` (spring 2015), ``2015/2017``, ``2015~`` and
``2015?``.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

from flowviz.errors import RecordError

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# EDTF level 1: 21 spring, 22 summer, 23 autumn, 24 winter; read as the northern meteorological
# seasons, and winter as running into the next year.
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class Dates:
    """When something took place: between ``earliest`` and ``latest``, both days included.

    ``years`` is the set of years where the source lists them ("1979; 1981"), in order. Bare
    ``Dates()`` is "not stated". ``text`` is as in the source.
    """

    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    years: tuple[int, ...] = ()
    is_uncertain: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise RecordError(f"A date needs both ends or none: {self.text!r}.")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise RecordError(f"A date cannot end before it begins: {self.text!r}.")

    @classmethod
    def parse(cls, text: str) -> "Dates":
        """The dates that ``text`` means in EDTF, ``Dates()`` for an empty text.

        Raises
        ------
        RecordError
            When ``text`` is no such date, 30 February included.
        """
        if not text:
            return cls()
        bare = text.rstrip("?~%")
        first, slash, last = bare.partition("/")
        earliest, end = _span(first, text)
        latest = _span(last, text)[1] if slash else end
        return cls(earliest, latest, is_uncertain=bare != text, text=text)

    @classmethod
    def of_years(
        cls, years: tuple[int, ...], *, is_uncertain: bool = False, text: str = ""
    ) -> "Dates":
        """A list of whole years as one date; ``Dates()`` with the text for an empty list."""
        if not years:
            return cls(is_uncertain=is_uncertain, text=text)
        ordered = tuple(sorted(set(years)))
        if ordered[0] < datetime.MINYEAR or ordered[-1] > datetime.MAXYEAR:
            raise RecordError(f"{text or ordered} is not a list of years.")
        return cls(
            datetime.date(ordered[0], 1, 1),
            datetime.date(ordered[-1], 12, 31),
            ordered,
            is_uncertain,
            text,
        )

    @property
    def is_stated(self) -> bool:
        """Whether the source dates it at all."""
        return self.earliest is not None

    @property
    def first_year(self) -> int | None:
        """The year of the first possible day, None when not stated."""
        return self.earliest.year if self.earliest else None

    @property
    def last_year(self) -> int | None:
        """The year of the last possible day, None when not stated."""
        return self.latest.year if self.latest else None


def _span(point: str, text: str) -> tuple[datetime.date, datetime.date]:
    match = _POINT.fullmatch(point)
    if match is None or not point.isascii():
        raise RecordError(f"{text[:40]!r} is not a date such as 2015, 2015-06 or 2015/2017.")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        return _days(year, month, day)
    except ValueError as error:
        raise RecordError(f"{text[:40]!r} is not a date of the calendar: {error}.") from None


def _days(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date]:
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is not None:
        exact = datetime.date(year, month, day)
        return exact, exact
    if month in _SEASON_FIRST_MONTH:
        first = datetime.date(year, _SEASON_FIRST_MONTH[month], 1)
        end_month, end_year = (first.month + 2, year) if month < 24 else (2, year + 1)
        return first, _month_end(end_year, end_month)
    return datetime.date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
