"""Dates that a file writes as ISO 8601 does: a year, a month or a day, and spans between two."""

import re
from collections.abc import Iterable

from flowviz.dates import Dates
from flowviz.errors import RecordError

_DAY = r"(?:1\d|20)\d\d(?:-\d\d(?:-\d\d)?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)


def is_date(text: str) -> bool:
    """Tell whether a text is a year, month or day from 1000 to 2099, or a span between two."""
    if not _DATE.fullmatch(text):
        return False
    try:
        Dates.parse(text)
    except RecordError:
        return False
    return True


def span_of(texts: Iterable[str]) -> str:
    """Give the date that several texts come to: the span from the first to the last, "" for none.

    What is no date is left out, and so is a time of day.
    """
    days = sorted(filter(is_date, (text.strip().partition("T")[0] for text in texts)))
    told = days[0] if days and days[0] == days[-1] else "/".join((*days[:1], *days[-1:]))
    return told if is_date(told) else ""
