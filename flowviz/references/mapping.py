"""A source as an item of CSL-JSON, and an item as a source: nothing is lost on either way.

Each field of a source has a variable. Where the variable says more than the field can (a name in
its parts), the library's value stands in ``Source.reference`` and goes out again as long as it says
what the field says; when somebody edits the field, the field is right. Where the field says more
than the variable (a date "in spring or summer"), the exact value stands in the item's
``custom.flowviz``, and is read back by the same rule.

What people have judged of a source is no reference and in no item: origin, what it derives from,
grades, status, protection, and who found it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flowviz.dates import Dates
from flowviz.records import Source
from flowviz.references import authors, dating, kinds
from flowviz.references.csl import CUSTOM, OWN, Item, beside, canonical, item_in, one_line, public

_CONTAINER = "container-title"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a source, its variable, and how one is read of and written as the other."""

    name: str
    variable: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    is_exact: Callable[[Any], Any]
    """Reads ``exact``, None where it is not of the field's sort."""


def _line(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _line_or_number(value: Any) -> str:
    return str(value) if type(value) is int else _line(value)


def _lines(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _or_none(text: str) -> str | None:
    return text or None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _plain(name: str, variable: str, read: Callable[[Any], str] = _line) -> Field:
    return Field(name, variable, read, _or_none, _text)


FIELDS = (
    Field("kind", "type", kinds.kind_of, kinds.type_of, _text),
    _plain("title", "title"),
    _plain("publisher", "publisher"),
    Field("author", "author", authors.authors_text, lambda t: authors.names_of(t) or None, _text),
    Field("published", "issued", dating.dates_of, dating.csl_date, dating.dates_of_exact),
    Field("accessed", "accessed", dating.day_of, dating.csl_day, _day),
    _plain("url", "URL"),
    _plain("pages", "page", _line_or_number),
    _plain("volume", "volume", _line_or_number),
    _plain("shelf_number", "call-number"),
    _plain("note", "note", _lines),
)
BEYOND: dict[str, Callable[[Any], Any]] = {
    "archived": _day,
    "archived_url": _text,
    "publisher_group": _text,
}
"""Fields of a source that have no variable, and how they are read of ``custom.flowviz``."""


def item_of(source: Source, *, is_whole: bool = True) -> Item:
    """Give the item of a source; without what is ``PRIVATE`` unless it is wanted whole."""
    kept = item_in(source.reference)
    item: Item = {"id": kept.pop("id", source.id)}
    own: dict[str, Any] = {}
    type_ = kinds.type_of(source.kind)
    for field in FIELDS:
        value, variable = getattr(source, field.name), variable_of(field, type_)
        told = kept.pop(variable, None)
        if told is None or field.read(told) != value:
            told = field.write(value)
            if field.read(told) != value:
                own[field.name] = _exact(value)
        if told is not None:
            item[variable] = told
        if field.name == "kind":
            type_ = item["type"]
    own |= {
        name: _exact(value) for name in BEYOND if (value := getattr(source, name)) not in ("", None)
    }
    item |= kept
    if own:
        item[CUSTOM] = {**beside(item), OWN: own}
    return item if is_whole else {"id": source.id, **public(item)}


def source_of(item: Item, id_: str) -> Source:
    """Give the source that an item is; public, live, and its origin not established."""
    custom = beside(item)
    own = custom.pop(OWN, None)
    own = own if isinstance(own, dict) else {}
    kept = {name: value for name, value in item.items() if name != CUSTOM}
    given: dict[str, Any] = {}
    for field in FIELDS:
        variable = variable_of(field, item.get("type"))
        told = item.get(variable)
        value = field.read(told)
        exact = field.is_exact(own.get(field.name))
        if exact is not None and field.write(exact) == told:
            value = exact
        if field.write(value) == told:
            kept.pop(variable, None)
        given[field.name] = value
    for name, read in BEYOND.items():
        exact = read(own.get(name))
        if exact is not None:
            given[name] = exact
    if kept.get("id") == id_:
        del kept["id"]
    if custom:
        kept[CUSTOM] = custom
    return Source(id_, **given, reference=canonical(kept))


def variable_of(field: Field, type_: Any) -> str:
    """Give the variable of a field: what an article came out in is its container."""
    is_contained = field.name == "publisher" and type_ in kinds.IN_CONTAINER
    return _CONTAINER if is_contained else field.variable


def _exact(value: Any) -> Any:
    if isinstance(value, Dates):
        return dating.exact_dates(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
