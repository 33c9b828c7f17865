"""What the link of an archived page tells by itself: which archive, when, of which page.

Nothing is fetched. Archives that run Wayback or pywb write the time into the link as fourteen
digits, year to second in UTC, before the link of the page (``/web/20241213123456/https://...``);
RFC 7089 (Memento) calls such a link a URI-M and the time its Memento-Datetime. The links of
archive.today may hold the same time with dots, or a short code alone, as those of perma.cc do.
"""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_STAMPED = re.compile(
    r"/(?P<time>\d{14})(?:[a-z]{2}_)?/(?:(?P<scheme>https?):/{1,2})?(?P<rest>[^/].*)",
    re.ASCII | re.DOTALL,
)
_DOTTED = re.compile(
    r"/(?P<time>\d{4}\.\d\d\.\d\d-\d{6})/(?P<scheme>https?):/{1,2}(?P<rest>[^/].*)",
    re.ASCII | re.DOTALL,
)
_TODAY = frozenset(f"archive.{end}" for end in ("fo", "is", "li", "md", "ph", "today", "vn"))
_WAYBACK = "web.archive.org"
_NO_TIME = frozenset({_WAYBACK, "perma.cc", "ghostarchive.org", "www.perma.cc"}) | _TODAY
"""Hosts that keep pages and nothing else, so that a link to them without a time is one too."""


@dataclass(frozen=True, slots=True)
class Memento:
    """A kept page, as its link tells it.

    ``archive`` is the host that keeps it, ``at`` when it was taken (UTC, to the second; None where
    the link does not say) and ``original`` the link of the page itself, "" where it is not named.
    """

    archive: str
    at: datetime.datetime | None = None
    original: str = ""


def memento(link: str) -> Memento | None:
    """The kept page that a link leads to, None where it does not look like one."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").lower()
    except ValueError:  # a broken address in brackets
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = link.strip().partition("://")[2].partition("/")
    way = path[1] + path[2]
    found = _STAMPED.search(way) or (_DOTTED.match(way) if host in _TODAY else None)
    if found is not None and (found["scheme"] or host == _WAYBACK):
        at = _time(found["time"])
        if at is not None:
            return Memento(host, at, f"{found['scheme'] or 'http'}://{found['rest']}")
    return Memento(host) if host in _NO_TIME and len(way) > 1 else None


def archived_words(link: str) -> str:
    """What a link says of an archived page: "archived 2024-12-13 12:34:56 UTC by web.archive.org".

    Without a time only the archive is named; "" where the link is none of an archive.
    """
    found = memento(link)
    if found is None:
        return ""
    when = f" {found.at:%Y-%m-%d %H:%M:%S} UTC" if found.at is not None else ""
    return f"archived{when} by {found.archive}"


def _time(digits: str) -> datetime.datetime | None:
    """The time that fourteen digits stand for, None where no calendar has it."""
    try:
        bare = digits.replace(".", "").replace("-", "")
        return datetime.datetime.strptime(bare, "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
