"""The text of a cell to a date in the notation of the frames, without a guess.

Read are years, EDTF (2015-03, 2015-03-04, 2015-21, 2015/2017), lists and spans of years, days in
the ``order`` chosen for the column, and months by their names in English, German, French, Spanish,
Russian and Serbian. A number such as 42078 is no day: spreadsheets count from several.
"""
# ruff: noqa: RUF001

import calendar
import datetime
import re
from dataclasses import dataclass

from flowviz.importers.mapping import DateOrder

_YEAR = r"(?:1[5-9]|20)\d\d"
_PLAIN_YEAR = re.compile(_YEAR, re.ASCII)
_ISO = re.compile(
    rf"({_YEAR})[-/.](\d\d?)(?:[-/.](\d\d?))?(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
    r"(?:z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)?", re.ASCII)
_TURNED = re.compile(rf"(\d\d?)([-/.]) ?(\d\d?)\2 ?({_YEAR})\.?", re.ASCII)
_MONTH_FIRST = re.compile(rf"(\d\d?)[-/.]({_YEAR})", re.ASCII)
_YEARS = re.compile(rf"{_YEAR}(?:\s*[;,]\s*{_YEAR})+", re.ASCII)
_SPAN = re.compile(rf"({_YEAR})\s*(?:-|\u2013|\u2014|/|to|bis|à|a|до|do)\s*({_YEAR})", re.ASCII)
_BROKEN_YEAR = re.compile(rf"({_YEAR})\s*[-/]\s*(\d\d)", re.ASCII)
_EDTF_SPAN = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)\s*/\s*(\d{4}-\d\d(?:-\d\d)?)", re.ASCII)
_WORDED = re.compile(
    rf"(?:(\d\d?)(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:de )?)?([^\W\d]+)\.?,?[\s-]*(?:de )?({_YEAR})"
    r"\.?(?: ?(?:г|год|года|godine|god)\.?)?"
)
_AMERICAN = re.compile(rf"([^\W\d]+)\.? (\d\d?)(?:st|nd|rd|th)?,? ({_YEAR})")
_DOUBTED = re.compile(
    r"(?:(?:ca|c|circa|about|approx|etwa|environ|vers|около|oko)\.?\s*)?(.*?)[?~%]*"
)
_WHOLE_YEAR = re.compile(rf"({_YEAR})\.0+", re.ASCII)
_SEASONS = range(21, 25)
_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene января январь янв januara",
    2: "february feb februar février févr fév febrero февраля февраль фев februara",
    3: "march mar märz mär mars marzo марта март мар mart marta",
    4: "april apr avril avr abril abr апреля апрель апр aprila",
    5: "may mai mayo мая май maj maja",
    6: "june jun juni juin junio июня июнь июн jun juna",
    7: "july jul juli juillet juil julio июля июль июл jula",
    8: "august aug août aout agosto ago августа август авг avgust avgusta",
    9: "september sep sept septembre septiembre сентября сентябрь сен сент septembar septembra",
    10: "october oct oktober okt octobre octubre октября октябрь окт oktobar oktobra",
    11: "november nov novembre noviembre ноября ноябрь ноя нояб novembar novembra",
    12: "december dec dezember dez décembre déc diciembre dic декабря декабрь дек "
    "decembar decembra",
}
MONTHS: dict[str, int] = {word: month for month, words in _MONTHS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class DateText:
    """What a cell states: ``dates`` in the notation of the frames ("" unknown), without its text.

    ``year`` is the first one meant, 0 where none is known.
    """

    dates: str
    year: int = 0
    is_uncertain: bool = False
    doubts: tuple[str, ...] = ()


def read_dates(text: str, order: DateOrder) -> DateText:
    """Give the date that the cleaned text of a cell states."""
    if is_year(text):
        return DateText(text, int(text))
    if not text or text in {"-", "--", "\u2013", "n/a", "n.d.", "?"}:
        return DateText("", is_uncertain=text == "?")
    if len(text) > 100:
        return _unread("it is no date that can be read")
    bare, is_uncertain = text, False
    if bare.startswith("(") and bare.endswith(")"):
        bare, is_uncertain = bare[1:-1].strip(), True
    match = _DOUBTED.fullmatch(bare.casefold())
    told = match[1].strip() if match else bare.casefold()
    is_uncertain = is_uncertain or told != bare.casefold()
    for reader in (_numbered, _of_years, _worded):
        found = reader(told, order)
        if found is not None:
            return DateText(
                found.dates, found.year, is_uncertain and bool(found.dates), found.doubts
            )
    return _unread("it is no date that can be read")


def is_year(text: str) -> bool:
    """Tell whether a text is a year and nothing else, from 1500 to 2099."""
    return _PLAIN_YEAR.fullmatch(text) is not None


def orders_of(text: str) -> frozenset[DateOrder]:
    """Give the orders that a day in figures allows; empty for what is no such day."""
    match = _TURNED.fullmatch(text)
    if match is None:
        return frozenset()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    found: set[DateOrder] = set()
    if _day(year, second, first):
        found.add("dmy")
    if _day(year, first, second):
        found.add("mdy")
    return frozenset(found)


def _numbered(text: str, order: DateOrder) -> DateText | None:
    """Read a day or month in figures."""
    whole = _WHOLE_YEAR.fullmatch(text)
    if whole:
        return DateText(whole[1], int(whole[1]))
    span = _EDTF_SPAN.fullmatch(text)
    if span:
        return _span_of_days(span[1], span[2])
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(text)
        if match:
            year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
            return _iso(text, year, month, day)
    turned = _TURNED.fullmatch(text)
    if turned:
        return _turned(text, turned, order)
    month_first = _MONTH_FIRST.fullmatch(text)
    if month_first:
        return _of(int(month_first[2]), int(month_first[1]), 0)
    return None


def _iso(text: str, year: int, month: int, day: int) -> DateText:
    if not day and month in _SEASONS:
        return DateText(f"{year}-{month}", year)
    broken = _BROKEN_YEAR.fullmatch(text)
    if broken and month > 12:
        return _broken_year(year, month)
    return _of(year, month, day)


def _turned(text: str, match: re.Match[str], order: DateOrder) -> DateText:
    """Read "03/04/2015"; with points the day goes first wherever points are written (CLDR)."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    allowed = orders_of(text)
    if order in ("", "ymd"):
        if match[2] == ".":
            order = "dmy"
        elif len(allowed) == 1:
            (order,) = allowed
        elif first == second and allowed:
            order = "dmy"
        elif allowed:
            why = "whether the day or the month comes first is not chosen; only the year is read"
            return DateText(str(year), year, doubts=(why,))
    return _of(year, first, second) if order == "mdy" else _of(year, second, first)


def _of_years(text: str, _: DateOrder) -> DateText | None:
    """Read lists and spans of years, and years that begin in one and end in the next."""
    if is_year(text):
        return DateText(text, int(text))
    if _YEARS.fullmatch(text):
        years = sorted({int(part) for part in re.findall(r"\d{4}", text)})
        return DateText(";".join(map(str, years)), years[0])
    span = _SPAN.fullmatch(text)
    if span:
        first, last = int(span[1]), int(span[2])
        if first > last:
            return _unread("it ends before it begins")
        return DateText(f"{first}/{last}" if first < last else str(first), first)
    broken = _BROKEN_YEAR.fullmatch(text)
    return _broken_year(int(broken[1]), int(broken[2])) if broken else None


def _broken_year(year: int, end: int) -> DateText:
    if (year + 1) % 100 == end:
        why = "a year that is not the calendar's; read as these two years"
        return DateText(f"{year}/{year + 1}", year, doubts=(why,))
    return _unread("it is no date of the calendar")


def _worded(text: str, _: DateOrder) -> DateText | None:
    """Read "15 March 2014", "März 2014", "1er mars 2014", "March 15, 2014"."""
    match = _WORDED.fullmatch(text)
    if match and match[2] in MONTHS:
        return _of(int(match[3]), MONTHS[match[2]], int(match[1] or 0))
    american = _AMERICAN.fullmatch(text)
    if american and american[1] in MONTHS:
        return _of(int(american[3]), MONTHS[american[1]], int(american[2]))
    return None


def _of(year: int, month: int, day: int) -> DateText:
    if day and _day(year, month, day):
        return DateText(f"{year}-{month:02d}-{day:02d}", year)
    if not day and 1 <= month <= 12:
        return DateText(f"{year}-{month:02d}", year)
    return _unread("it is no date of the calendar")


def _span_of_days(first: str, last: str) -> DateText:
    ends = [_of(*map(int, (*end.split("-"), "0")[:3])) for end in (first, last)]
    if not all(end.dates for end in ends) or _begin(first) > _begin(last):
        return _unread("it is no span of the calendar")
    return DateText(f"{first}/{last}", ends[0].year)


def _begin(day: str) -> str:
    return day if len(day) > 7 else f"{day}-01"


def _day(year: int, month: int, day: int) -> datetime.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return datetime.date(year, month, day)


def _unread(why: str) -> DateText:
    return DateText("", doubts=(f"{why}; the date is taken as unknown",))
