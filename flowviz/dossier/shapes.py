"""Shapes: how a frozen record is written as a JSON object, and read back strictly.

Keys are the attributes' names. What has its default is left out; what is unknown or of the wrong
sort is an error that names the place in the file (``transfers[3].lines[0].designation``).
"""

import base64
import binascii
import dataclasses
import datetime
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flowviz.dossier import plain
from flowviz.dossier.rows import json_text
from flowviz.errors import DossierError, FlowvizError, ImportFileError
from flowviz.references.csl import canonical


@dataclass(frozen=True, slots=True)
class Form:
    """How one sort of value is read (given its place in the file) and written."""

    read: Callable[[Any, str], Any]
    write: Callable[[Any], Any]


class Shape:
    """How records of one class are read and written: a form for each of its attributes."""

    def __init__(self, make: type, **forms: Form) -> None:
        self._make = make
        self._forms = forms
        self._defaults = _defaults(make)
        assert forms.keys() == {field.name for field in dataclasses.fields(make)}

    def read(self, value: Any, place: str) -> Any:
        """The record that ``value`` stands for.

        Raises
        ------
        ImportFileError
            It stands for none.
        """
        if not isinstance(value, dict):
            raise wrong(place, f"should be an object in braces, not {_short(value)}")
        for key in value:
            if key not in self._forms:
                raise wrong(place, f"has no {key!r} (known: {', '.join(self._forms)})")
        given: dict[str, Any] = {}
        for name, form in self._forms.items():
            if name in value:
                given[name] = form.read(value[name], f"{place}.{name}")
            elif name not in self._defaults:
                raise wrong(place, f"needs {name!r}")
        return _kept_rule(lambda: self._make(**given), place)

    def write(self, record: Any) -> dict[str, Any]:
        """The JSON object that stands for ``record``."""
        values = {name: getattr(record, name) for name in self._forms}
        return {
            name: self._forms[name].write(value)
            for name, value in values.items()
            if name not in self._defaults or self._defaults[name] != value
        }

    def write_whole(self, record: Any) -> dict[str, Any]:
        """As ``write``, with every attribute: a default may change, what was kept must not."""
        return {name: form.write(getattr(record, name)) for name, form in self._forms.items()}

    @property
    def names(self) -> frozenset[str]:
        """The names of the attributes."""
        return frozenset(self._forms)

    @property
    def form(self) -> Form:
        """The form of a value that is such a record."""
        return Form(self.read, self.write)


def wrong(place: str, what: str) -> ImportFileError:
    """The error that says what is wrong at which place of the file."""
    return ImportFileError(f"{place or 'The case'} {what}.")


def many(form: Form | Shape) -> Form:
    """A list of values of one form, a tuple in the record."""
    one = form.form if isinstance(form, Shape) else form

    def read(value: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(place, f"should be a list in brackets, not {_short(value)}")
        return tuple(one.read(item, f"{place}[{at}]") for at, item in enumerate(value))

    return Form(read, lambda values: [one.write(value) for value in values])


def word_of(words: type[StrEnum]) -> Form:
    """One word of a fixed list."""

    def read(value: Any, place: str) -> StrEnum:
        for word in words:
            if word == value:
                return word
        raise wrong(place, f"is {_short(value)}; it can be {', '.join(words)}")

    return Form(read, str)


def or_nothing(form: Form) -> Form:
    """A value of the form, or ``null``."""
    return Form(
        lambda value, place: None if value is None else form.read(value, place),
        lambda value: None if value is None else form.write(value),
    )


def _of_type(kind: type, words: str) -> Form:
    def read(value: Any, place: str) -> Any:
        if type(value) is not kind:
            raise wrong(place, f"should be {words}, not {_short(value)}")
        return value

    return Form(read, lambda value: value)


def _read_text(value: Any, place: str) -> str:
    text = str(_of_type(str, "a text in quotes").read(value, place))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise wrong(place, "holds half a surrogate pair, which is no text") from None
    return text


def _read_number(value: Any, place: str) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise wrong(place, f"should be a number, not {_short(value)}")
    return float(value)


def _read_bytes(value: Any, place: str) -> bytes:
    try:
        return base64.b64decode(_read_text(value, place), validate=True)
    except binascii.Error:
        raise wrong(place, "should be bytes in base64") from None


def _read_instant(value: Any, place: str) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(_read_text(value, place))
    except ValueError:
        raise wrong(
            place, f"is {_short(value)}, not a time such as 2025-03-10T12:00+00:00"
        ) from None
    return at


def _read_pairs(value: Any, place: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise wrong(place, f"should be an object in braces, not {_short(value)}")
    return tuple((key, _read_text(text, f"{place}.{key}")) for key, text in sorted(value.items()))


def _read_rows(value: Any, place: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise wrong(place, f"should be an object in braces, not {_short(value)}")
    for id_, rows in value.items():
        if not isinstance(rows, list) or not rows or not all(map(_is_row, rows)):
            raise wrong(f"{place}.{id_}", "should be a list of rows, each a line and texts")
    return tuple((id_, json_text(rows)) for id_, rows in value.items())


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) > 0
        and type(row[0]) is int
        and all(isinstance(cell, str) for cell in row[1:])
    )


def _read_json_text(value: Any, place: str) -> str:
    if not isinstance(value, dict):
        raise wrong(place, f"should be an object in braces, not {_short(value)}")
    try:
        return canonical(value)
    except (ValueError, RecursionError):
        raise wrong(place, "holds a number or a nesting that is too large") from None


def _write_json_text(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DossierError(f"The dossier holds a value that is no JSON: {error}") from error


def _by(read: Callable[[Any], Any], write: Callable[[Any], Any]) -> Form:
    return Form(lambda value, place: _kept_rule(lambda: read(value), place), write)


TEXT = Form(_read_text, lambda value: value)
WHOLE = _of_type(int, "a whole number")
FLAG = _of_type(bool, "true or false")
NUMBER = Form(_read_number, lambda value: value)
BYTES = Form(_read_bytes, lambda value: base64.b64encode(value).decode("ascii"))
INSTANT = Form(_read_instant, lambda value: value.isoformat())
JSON_TEXT = Form(_read_json_text, _write_json_text)
PAIRS = Form(_read_pairs, dict)
ROWS = Form(_read_rows, lambda rows: {id_: json.loads(read) for id_, read in rows})
AMOUNT = _by(plain.amount_from_plain, plain.amount_to_plain)
DATES = _by(plain.dates_from_plain, plain.dates_to_plain)
DAY = _by(plain.day_from_plain, plain.value_to_plain)


def _defaults(make: type) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for field in dataclasses.fields(make):
        if field.default is not dataclasses.MISSING:
            found[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = field.default_factory()
    return found


def _kept_rule(make: Callable[[], Any], place: str) -> Any:
    try:
        return make()
    except ImportFileError:
        raise
    except (FlowvizError, ValueError, ArithmeticError) as error:
        raise ImportFileError(f"{place}: {error}") from error


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
