"""The day on which SIPRI's older documents say that they were made."""

import re

_MADE = re.compile(r"\b[Gg]enerated:\s*(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b", re.ASCII)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_made(notes: str) -> str:
    """Give the day in "Generated: 28 July 2022" as YYYY-MM-DD, "" where there is none."""
    match = _MADE.search(notes)
    if match is None or match[2] not in _MONTHS:
        return ""
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}"
