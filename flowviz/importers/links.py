"""Addresses in files of strangers: which are links to the web, and which stay texts."""

from urllib.parse import urlsplit


def is_link(address: str) -> bool:
    """Tell whether a text is one link to the web: http or https, a host, nobody's name before it.

    Two links with a blank between them are none.
    """
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname)
    except ValueError:
        return False
    is_bare = "@" not in parts.netloc and " " not in address
    return parts.scheme in ("http", "https") and has_host and is_bare
