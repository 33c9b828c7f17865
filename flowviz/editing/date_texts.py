"""Dates as people type them, and dates as texts that can be typed again.

EDTF as ``dates`` reads it, and what people write: "June 2015", "4 May 2016", "spring 2015",
"2009-2011", "1979; 1981", "ca. 2015". Behind "=" stand the words of the source. A day such as
"1/2/2024", of which nobody knows the month, is asked for. The grammar is in docs/rules.md.
"""

import calendar
import dataclasses
import datetime
import functools
import re

from flowviz.dates import Dates
from flowviz.editing.amount_texts import short, split_words, undoubted
from flowviz.errors import RecordError

_MONTHS = {name.casefold(): at for at, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: at for name, at in _MONTHS.items()} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WORD = "|".join(sorted((*_MONTHS, *_SEASONS), key=len, reverse=True))
_EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_WORDED = re.compile(rf"({_WORD})\.?,?\s+(?:of\s+)?(\d{{4}})", re.ASCII | re.I)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.?\s+({_WORD})\.?,?\s+(\d{{4}})", re.ASCII | re.I)
_MONTH_FIRST = re.compile(rf"({_WORD})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})", re.ASCII | re.I)
_NUMBERED = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./](\d{4})", re.ASCII)
_YEARS = re.compile(r"\d{4}(?:(?:\s*[;,]\s*|\s+and\s+)\d{4})+", re.ASCII | re.I)
_TO = re.compile(r"\s*/\s*|\s+-\s+|\s*\u2013\s*|\s+(?:to|and|until)\s+", re.I)
_YEAR_SPAN = re.compile(r"(\d{4})\s*-\s*(\d{4})", re.ASCII)
_ABOUT = re.compile(
    r"(?:~|\u2248|approximately\s|approx\.|circa\s|about\s|around\s|ca\.?|c\.)\s*", re.I
)
_FROM = re.compile(r"(?:from|between)\s+", re.I)
_MOST_KEPT = 16_384  # amounts and dates repeat: a table of 10,000 rows has some hundreds
_HOW = "Write 2015, 2015-06, 2015-06-30, June 2015, spring 2015, 2015/2017 or 1979; 1981."


@functools.lru_cache(_MOST_KEPT)
def read_dates(typed: str) -> Dates:
    """The dates that a typed text means, ``Dates()`` where nothing is typed.

    Their ``text`` is what stands behind "=", else the text itself.

    Raises
    ------
    RecordError
        It means none, or could mean two: the message says how to write it.
    """
    reading, words = split_words(typed)
    text = words or reading
    bare, is_uncertain = undoubted(reading.rstrip("~%"))
    is_uncertain |= reading.endswith(("~", "%"))
    about = _ABOUT.match(bare)
    if about is not None:
        bare, is_uncertain = bare[about.end() :], True
    if not bare:
        return Dates(is_uncertain=is_uncertain, text=text)
    if _YEARS.fullmatch(bare):
        years = tuple(map(int, re.findall(r"\d{4}", bare)))
        return Dates.of_years(years, is_uncertain=is_uncertain, text=text)
    return dataclasses.replace(_read(bare), is_uncertain=is_uncertain, text=text)


def read_day(typed: str) -> datetime.date | None:
    """The one day that a typed text means, None where nothing is typed.

    Raises
    ------
    RecordError
        It means none, or more than a day.
    """
    dates = read_dates(typed)
    if dates.earliest is None and not dates.text:
        return None
    if dates.earliest is None or dates.earliest != dates.latest or dates.is_uncertain:
        raise RecordError(f"{short(typed)} is not one day. Write it like 2024-05-31.")
    return dates.earliest


@functools.lru_cache(_MOST_KEPT)
def date_text(dates: Dates) -> str:
    """How dates are typed: as their source has them where that can be read, else spelled out."""
    spelled = _spelled(dates)
    if not dates.text:
        return spelled
    try:
        if read_dates(dates.text) == _plain(dates):
            return dates.text
    except RecordError:
        pass
    return f"{spelled} = {dates.text}".lstrip()


def _plain(dates: Dates) -> Dates:
    """The same dates; a set of one year, as registers have it, is that year."""
    return dataclasses.replace(dates, years=()) if len(dates.years) == 1 else dates


def _read(bare: str) -> Dates:
    span = _YEAR_SPAN.fullmatch(bare)
    is_numbered = _NUMBERED.fullmatch(bare) or _MONTH_AND_YEAR.fullmatch(bare)
    ends = list(span.groups()) if span else [bare]
    if not span and not is_numbered:
        ends = _TO.split(_FROM.sub("", bare, count=1))
    if len(ends) > 2:
        raise RecordError(f"{short(bare)} is no date. {_HOW}")
    if len(ends) == 2 and re.fullmatch(r"\d{4}\s*/\s*\d{2}", bare, re.ASCII):
        year, rest = ends
        raise RecordError(f"{short(bare)} can be read two ways. Write {year}-{rest} for a month.")
    return Dates.parse("/".join(_edtf(end, bare) for end in ends))


def _edtf(point: str, whole: str) -> str:
    """A year, month, season or day as EDTF has it."""
    if _EDTF.fullmatch(point):
        return point
    worded = _WORDED.fullmatch(point)
    if worded is not None:
        word = worded[1].casefold()
        return f"{worded[2]}-{_MONTHS.get(word) or _SEASONS[word]:02}"
    day_first, month_first = _DAY_FIRST.fullmatch(point), _MONTH_FIRST.fullmatch(point)
    if day_first is not None and day_first[2].casefold() in _MONTHS:
        return f"{day_first[3]}-{_MONTHS[day_first[2].casefold()]:02}-{int(day_first[1]):02}"
    if month_first is not None and month_first[1].casefold() in _MONTHS:
        return f"{month_first[3]}-{_MONTHS[month_first[1].casefold()]:02}-{int(month_first[2]):02}"
    numbered, month = _NUMBERED.fullmatch(point), _MONTH_AND_YEAR.fullmatch(point)
    if numbered is not None:
        return _day(int(numbered[1]), int(numbered[3]), numbered[4], point)
    if month is not None and 1 <= int(month[1]) <= 12:
        return f"{month[2]}-{int(month[1]):02}"
    raise RecordError(f"{short(whole)} is no date. {_HOW}")


def _day(first: int, second: int, year: str, shown: str) -> str:
    """A day whose month is certain: one of its numbers is over 12, or both are the same."""
    if first == second or first > 12:
        return f"{year}-{second:02}-{first:02}"
    if second > 12:
        return f"{year}-{first:02}-{second:02}"
    day_first, month_first = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    raise RecordError(f"{short(shown)} can be read two ways. Write {day_first} or {month_first}.")


def _spelled(dates: Dates) -> str:
    mark = "?" if dates.is_uncertain else ""
    first, last = dates.earliest, dates.latest
    if first is None or last is None:
        return mark
    if len(dates.years) > 1:
        return "; ".join(f"{year:04}" for year in dates.years) + mark
    year = f"{first.year:04}"
    seasons = tuple(f"{year}-{season}" for season in sorted(set(_SEASONS.values())))
    days = first.isoformat() if first == last else f"{first}/{last}"
    for text in (year, f"{year}/{last.year:04}", f"{year}-{first.month:02}", *seasons):
        read = Dates.parse(text) if first.year < datetime.MAXYEAR or text != seasons[-1] else None
        if read is not None and (read.earliest, read.latest) == (first, last):
            return text + mark
    return days + mark
