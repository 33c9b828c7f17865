"""Links of sources: only http and https with a host, and the host as it is asked for."""

from urllib.parse import urlsplit

from flowviz.editing.amount_texts import short
from flowviz.editing.cleaning import one_line
from flowviz.errors import RecordError

_HOW = "A link begins with http:// or https:// and names a host."
_LONGEST = 4_000


def read_link(typed: str) -> str:
    """The link that a typed text is, "" for none.

    Raises
    ------
    RecordError
        It is no link to a web page: another scheme, no host, a name and password, a blank.
    """
    link = one_line(typed)
    if not link:
        return ""
    if len(link) > _LONGEST:
        raise RecordError(f"The link has {len(link):,} characters; {_LONGEST:,} is the most.")
    if " " in link or "\\" in link or "\u27e8" in link:
        raise RecordError(f"{short(link)} holds a blank or another character no link has.")
    if not asked_host(link):
        raise RecordError(f"{short(link)} is no link to a web page. {_HOW}")
    return link


def asked_host(link: str) -> str:
    """The host of a link as it is asked for on the wire (punycode), "" where there is none."""
    try:
        parts = urlsplit(link)
        host, has_user = parts.hostname or "", "@" in parts.netloc
        _ = parts.port
        wire = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # a broken address in brackets, a port or a host that is none
        return ""
    return wire if parts.scheme in ("http", "https") and not has_user else ""


def link_warning(link: str) -> str:
    """What a reader of a link cannot see: which host letters beyond ASCII stand for; "" if none."""
    host = asked_host(link)
    shown = (urlsplit(link).hostname or "") if host else ""
    return f"This link leads to {host}." if shown and host != shown else ""
