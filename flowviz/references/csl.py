"""An item: what a reference manager tells of a document, in the variables of CSL-JSON.

Names, dates and types are those of the schema ``csl-data.json`` 1.0.2 (citation-style-language,
read in November 2026). What flowviz knows beyond its variables stands in the item's ``custom``
under ``flowviz``: the schema keeps that variable for such things.
"""

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeAlias

from flowviz.errors import RecordError

Item: TypeAlias = dict[str, Any]

CUSTOM = "custom"
OWN = "flowviz"

PRIVATE = frozenset({"note", "annote", "annotation", "keyword"})
"""Variables of a reference that hold a reader's own words."""
NAMES = frozenset(
    [
        "author",
        "chair",
        "collection-editor",
        "compiler",
        "composer",
        "container-author",
        "contributor",
        "curator",
        "director",
        "editor",
        "editorial-director",
        "executive-producer",
        "guest",
        "host",
        "illustrator",
        "interviewer",
        "narrator",
        "organizer",
        "original-author",
        "performer",
        "producer",
        "recipient",
        "reviewed-author",
        "script-writer",
        "series-creator",
        "translator",
    ]
)
DATES = frozenset(
    [
        "accessed",
        "available-date",
        "event-date",
        "issued",
        "original-date",
        "submitted",
        "container",
    ]
)
_ACCOUNT = "zotero.org/users/"
_PATHS = frozenset({"file", "files", "attachment", "attachments", "local-url", "pdf"})
_PATH = re.compile(r"file:|/(?:home|Users|root|mnt|media|tmp|var)/|~/|[A-Za-z]:[\\/]|\\\\", re.I)

TEXT_CHARACTERS = 200_000
ITEM_VALUES = 20_000
"""Texts, numbers, names and lists of one item; the longest list of authors known has 5,154."""
_DEPTH = 8
_LARGEST = 2**53
_GONE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def canonical(value: Mapping[str, Any]) -> str:
    """Give the one JSON text of an object: keys sorted, no spaces, letters as they are."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def item_in(reference: str) -> Item:
    """Give the object in the text of a ``Source.reference``; an empty one for any other text.

    A stranger's dossier may hold anything there: no JSON, numbers that are none, half characters,
    a nesting without end.
    """
    try:
        found = json.loads(reference)
        canonical(found).encode()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def beside(item: Item) -> dict[str, Any]:
    """Give what programs keep beside the variables of an item, each under its name."""
    found = item.get(CUSTOM)
    return dict(found) if isinstance(found, dict) else {}


def public(item: Item) -> Item:
    """Give an item without a reader's own words, and without what other programs keep beside it.

    A key that names an account of Zotero goes too: it tells whose library it was.
    """
    shown = {name: value for name, value in item.items() if name not in PRIVATE}
    if _ACCOUNT in str(shown.get("id", "")):
        del shown["id"]
    own = beside(shown).get(OWN)
    if isinstance(own, dict):
        own = {name: value for name, value in own.items() if name not in PRIVATE}
    shown.pop(CUSTOM, None)
    return {**shown, CUSTOM: {OWN: own}} if own else shown


def is_path(text: str) -> bool:
    """Whether a text names a file on somebody's computer."""
    return _PATH.match(text.strip()) is not None


def one_line(text: str) -> str:
    """Give a text in NFC and in one line, without blanks around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def cleaned(item: Any) -> tuple[Item, list[str]]:
    """Give an item that may be kept, and in words what of it was not taken.

    Control characters go, and so do paths of files, which hold names of users.

    Raises
    ------
    RecordError
        It is no item: no object, nested too deep, or larger than any reference is.
    """
    if not isinstance(item, dict):
        raise RecordError("this is no reference (no object in braces)")
    words: list[str] = []
    clean: Item = {}
    room = [ITEM_VALUES]
    for name, value in item.items():
        if name in _PATHS or (isinstance(value, str) and is_path(value)):
            words.append("paths of files are not taken: they can hold names of users")
        elif value is not None:
            clean[_text(name, words)] = _value(value, _DEPTH, room, words)
    return clean, sorted(set(words))


def is_clean(item: Any) -> bool:
    """Whether ``cleaned`` has nothing to change: what another process claims is asked again."""
    try:
        clean, words = cleaned(item)
    except RecordError:
        return False
    return not words and clean == item


def _value(value: Any, depth: int, room: list[int], words: list[str]) -> Any:
    room[0] -= 1
    if depth == 0 or room[0] < 0:
        raise RecordError("the reference is nested too deep or too large")
    if isinstance(value, str):
        return _text(value, words)
    if isinstance(value, list):
        return [_value(each, depth - 1, room, words) for each in value]
    if isinstance(value, dict):
        return {
            _text(name, words): _value(each, depth - 1, room, words) for name, each in value.items()
        }
    if isinstance(value, float) and not math.isfinite(value):
        raise RecordError("it holds a number that is none")
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise RecordError("it holds a number that is too large")
    return value


def _text(text: str, words: list[str]) -> str:
    if len(text) > TEXT_CHARACTERS:
        raise RecordError(f"it holds a text of {len(text):,} characters")
    clean = _GONE.sub("", text)
    if clean != text:
        words.append("control characters were taken out")
    return clean
