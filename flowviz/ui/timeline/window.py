"""The window of time as whole months: snapped, moved, resized; plain numbers, no Qt.

Months are counted as ``Query.from_month`` counts them, from January of the year 0.
"""

import dataclasses
from dataclasses import dataclass

from flowviz.flows.query import Query

YEAR = 12
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Span:
    """Some months, both ends included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    @property
    def is_of_years(self) -> bool:
        """Whether it begins with a January and ends with a December."""
        return self.first % YEAR == 0 and self.last % YEAR == YEAR - 1

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies within."""
        return self.first <= other.first and other.last <= self.last

    def words(self) -> str:
        """Give ``1985``, ``1984-1986``, ``Mar 1985`` or ``Mar 1985-Jun 1986``."""
        ends = (
            (str(self.first // YEAR), str(self.last // YEAR))
            if self.is_of_years
            else (month_words(self.first), month_words(self.last))
        )
        return ends[0] if ends[0] == ends[1] else "\N{EN DASH}".join(ends)


def month_words(month: int) -> str:
    """Give ``Mar 1985``."""
    return f"{_MONTHS[month % YEAR]} {month // YEAR}"


def whole_time(first_year: int, last_year: int) -> Span:
    """The span of some years."""
    return Span(YEAR * first_year, YEAR * last_year + YEAR - 1)


def window_of(query: Query, whole: Span) -> Span | None:
    """The window that a query asks for, None where it asks for the whole time.

    An open side goes as far as the whole time does.
    """
    if not query.has_window:
        return None
    if query.first_year is None:
        return Span(min(whole.first, query.to_month), query.to_month)
    if query.last_year is None:
        return Span(query.from_month, max(whole.last, query.from_month))
    return Span(query.from_month, query.to_month)


def asking(query: Query, window: Span | None) -> Query:
    """``query`` with another window; None for the whole time."""
    if window is None:
        return dataclasses.replace(
            query, first_year=None, last_year=None, first_month=1, last_month=YEAR
        )
    return dataclasses.replace(
        query,
        first_year=window.first // YEAR,
        first_month=window.first % YEAR + 1,
        last_year=window.last // YEAR,
        last_month=window.last % YEAR + 1,
    )


def snapped(begin: float, end: float, step: int, whole: Span) -> Span:
    """The whole steps nearest to what lies between two places (in months), one at least."""
    begin, end = sorted((begin, end))
    # Steps are years or months of the calendar, so that they hold to January and not to ``whole``.
    first = _clamped(round(begin / step) * step, whole.first, whole.last + 1 - step)
    last = _clamped(round(end / step) * step, first + step, whole.last + 1)
    return Span(int(first), int(last) - 1)


def moved(window: Span, steps: int, step: int, whole: Span) -> Span:
    """The window some steps later (or earlier, below 0), as wide as before, within ``whole``."""
    by = _clamped(steps * step, whole.first - window.first, whole.last - window.last)
    return Span(window.first + by, window.last + by)


def resized(window: Span, steps: int, step: int, whole: Span) -> Span:
    """The window with its end some steps later (or earlier); it stays a step wide at least."""
    shortest = min(window.first + step - 1, whole.last)
    return Span(window.first, _clamped(window.last + steps * step, shortest, whole.last))


def overlaps(window: Span, whole: Span) -> bool:
    """Whether any month of a window lies in ``whole``."""
    return window.first <= whole.last and whole.first <= window.last


def within(window: Span, whole: Span) -> Span:
    """What of a window lies in ``whole``; its nearest month where nothing does."""
    first = _clamped(window.first, whole.first, whole.last)
    return Span(first, _clamped(window.last, first, whole.last))


def _clamped(value: int, least: int, most: int) -> int:
    return max(min(value, most), least)
