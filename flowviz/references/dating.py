"""Dates: the object of CSL-JSON, and ``Dates``.

Years, months, days, seasons and ranges have their parts there, uncertainty is ``circa``; whatever
else a source says of its date is a ``literal``.
"""

import calendar
import datetime
from typing import Any

from flowviz.dates import Dates
from flowviz.errors import RecordError

_FIRST_SEASON = 20
"""EDTF counts seasons from 21 (spring), CSL from 1."""
_YES = (True, 1, "1", "true", "yes")


def csl_date(dates: Dates) -> dict[str, Any] | None:
    """Give the object for a date, None where nothing is stated at all."""
    if not dates.is_stated:
        return {"literal": dates.text} if dates.text else None
    made = _of_edtf(dates) or _of_span(dates)
    if dates.is_uncertain:
        made["circa"] = True
    return made


def dates_of(value: Any) -> Dates:
    """Give the dates that an object stands for; text alone where it is no date of a calendar."""
    if not isinstance(value, dict):
        return Dates()
    text = _edtf_of(value)
    words = next((value[key] for key in ("literal", "raw") if isinstance(value.get(key), str)), "")
    for each in (text, words):
        if each:
            try:
                return Dates.parse(each)
            except RecordError:
                continue
    return Dates(text=words or text)


def csl_day(day: datetime.date | None) -> dict[str, Any] | None:
    """Give the object for a day, None for none."""
    return None if day is None else {"date-parts": [[day.year, day.month, day.day]]}


def day_of(value: Any) -> datetime.date | None:
    """Give the one day that an object stands for, None where it is less or more than a day."""
    dates = dates_of(value)
    is_day = dates.earliest == dates.latest and not dates.is_uncertain
    return dates.earliest if is_day else None


def exact_dates(dates: Dates) -> list[Any]:
    """Give all that a ``Dates`` is, as JSON."""
    ends = [None if end is None else end.isoformat() for end in (dates.earliest, dates.latest)]
    return [*ends, list(dates.years), dates.is_uncertain, dates.text]


def dates_of_exact(value: Any) -> Dates | None:
    """Give what ``exact_dates`` wrote, None where it is not that."""
    try:
        *days, years, is_uncertain, text = value
        earliest, latest = (
            day if day is None else datetime.date.fromisoformat(day) for day in days
        )
        whole = tuple(int(year) for year in years)
        if not isinstance(text, str):
            return None
        return Dates(earliest, latest, whole, bool(is_uncertain), text)
    except (TypeError, ValueError, RecordError):
        return None


def _of_edtf(dates: Dates) -> dict[str, Any] | None:
    """The parts of a date whose text is EDTF, None for another."""
    try:
        if Dates.parse(dates.text) != dates:
            return None
    except RecordError:
        return None
    points = [
        [int(part) for part in point.split("-")] for point in dates.text.rstrip("?~%").split("/")
    ]
    seasons = [point for point in points if len(point) > 1 and point[1] > _FIRST_SEASON]
    if not seasons:
        return {"date-parts": points}
    if len(points) > 1:
        return None
    year, season = points[0]
    return {"date-parts": [[year]], "season": season - _FIRST_SEASON}


def _of_span(dates: Dates) -> dict[str, Any]:
    """The parts of a date by its two ends, as short as they go, with its words if it has any."""
    assert dates.earliest is not None
    assert dates.latest is not None
    first, last = dates.earliest, dates.latest
    parts = [[first.year, first.month, first.day], [last.year, last.month, last.day]]
    if first == last:
        parts = parts[:1]
    elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        parts = [[year] for year in sorted({first.year, last.year})]
    elif first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        months = sorted({(first.year, first.month), (last.year, last.month)})
        parts = [list(month) for month in months]
    return {"date-parts": parts, **({"literal": dates.text} if dates.text else {})}


def _edtf_of(value: dict[str, Any]) -> str:
    """The text in EDTF of an object that has one, or date parts."""
    if isinstance(value.get("edtf"), str):
        return str(value["edtf"])
    points = value.get("date-parts")
    if not isinstance(points, list) or not 1 <= len(points) <= 2:
        return ""
    texts = [_point(point) for point in points]
    season = str(value.get("season"))
    if len(texts) == 1 and len(texts[0]) == 4 and season in ("1", "2", "3", "4"):
        texts = [f"{texts[0]}-{_FIRST_SEASON + int(season)}"]
    doubt = "~" if value.get("circa") in _YES else ""
    return "/".join(texts) + doubt if all(texts) else ""


def _point(point: Any) -> str:
    try:
        year, *rest = (int(part) for part in point)
    except (TypeError, ValueError):
        return ""
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
