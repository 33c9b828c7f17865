"""When two designations name the same item."""

import unicodedata


def item_key(designation: str) -> str:
    """What designations of the same item share: case and white space do not matter."""
    return " ".join(unicodedata.normalize("NFC", designation).casefold().split())
