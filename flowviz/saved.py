"""The state of a saved view as a text: what is asked, how it is drawn, where actors were put.

The text is one JSON object in canonical form, so that equal states are equal texts. It may come
from a stranger's file or a newer flowviz: a key that is not known is passed over and said, a value
of the wrong sort is refused in words.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flowviz import amounts
from flowviz.dossier.shapes import (
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Form,
    Shape,
    many,
    or_nothing,
    word_of,
    wrong,
)
from flowviz.errors import ImportFileError, RecordError
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.layouts.network import LAYOUTS
from flowviz.layouts.projections import PROJECTIONS
from flowviz.references.csl import canonical
from flowviz.style import COLOURS, SCALES, Lock
from flowviz.terms import Existence, Mark, Stage, TransferKind
from flowviz.view import MAP, NETWORK, View

VERSION = 2
"""Since 2 records are asked for by marks; 1 had the flag ``is_unsourced``."""

LARGEST = 2**20
"""Characters of a state; the places of 2,000 actors have 80,000."""

MOST_PLACES = 20_000
_FARTHEST = 1e9
_MOST_SHOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class SavedState:
    """What a saved view keeps.

    ``places`` are where actors were put in views of the kind of ``view``: code to x and y.
    ``notes`` say what of the text was passed over.
    """

    query: Query
    view: View
    places: Mapping[str, tuple[float, float]]
    notes: tuple[str, ...] = ()


def state_of(query: Query, view: View, places: Mapping[str, tuple[float, float]]) -> str:
    """The text that keeps a query, a view and the places of actors in it.

    Raises
    ------
    RecordError
        It would be too large.
    """
    text = canonical(
        {
            "version": VERSION,
            "query": _QUERY.write_whole(query),
            "view": _VIEW.write_whole(view),
            "places": {code: [float(x), float(y)] for code, (x, y) in places.items()},
        }
    )
    if len(text) > LARGEST or len(places) > MOST_PLACES:
        raise RecordError("This view names more items or places than a saved view can keep.")
    return text


def read_state(text: str) -> SavedState:
    """What the text of a saved view keeps.

    Raises
    ------
    RecordError
        It is none that flowviz writes; the message says where.
    """
    try:
        told = _of_today(_object(text))
        notes = _notes(told)
        query = _known(_QUERY, told.get("query", {}), "query", notes)
        view = _drawable(_known(_VIEW, told.get("view", {}), "view", notes), notes)
        places = _places(told.get("places", {}))
    except ImportFileError as error:
        raise RecordError(f"This saved view cannot be read: {error}") from error
    return SavedState(query, view, places, tuple(notes))


def with_actors(text: str, to: Mapping[str, str]) -> str:
    """The text of a saved view with other codes for actors: ``to`` maps the old to the new.

    Where two actors become one, the place of the one that has it already stands. All else stays as
    it is, also what only a newer flowviz knows.

    Raises
    ------
    RecordError
        It is no JSON object.
    """
    try:
        return canonical(_renamed(_object(text), to))
    except (ImportFileError, ValueError) as error:  # a number may be too large to be written again
        raise RecordError(f"This saved view cannot be read: {error}") from error


def _renamed(told: Mapping[str, Any], to: Mapping[str, str]) -> dict[str, Any]:
    renamed = dict(told)
    query, places = told.get("query"), told.get("places")
    if isinstance(query, dict) and isinstance(query.get("actors"), list):
        codes = {to.get(code, code) for code in query["actors"] if isinstance(code, str)}
        renamed["query"] = {**query, "actors": sorted(codes)}
    if isinstance(places, dict):
        moved = {to[code]: place for code, place in places.items() if code in to}
        stay = {code: place for code, place in places.items() if code not in to}
        renamed["places"] = {**moved, **stay}
    return renamed


def _object(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise ImportFileError(f"it is longer than {LARGEST:,} characters.")
    try:
        told = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ImportFileError("it is not JSON.") from None
    if not isinstance(told, dict):
        raise ImportFileError("it is not one JSON object.")
    return told


def _of_today(told: dict[str, Any]) -> dict[str, Any]:
    """A state as it would be written now."""
    query = told.get("query")
    if told.get("version") != 1 or not isinstance(query, dict) or "is_unsourced" not in query:
        return told
    query = dict(query)
    is_unsourced = FLAG.read(query.pop("is_unsourced"), "query.is_unsourced")
    marks = (Mark.NO_SOURCE, Mark.UNSUPPORTED) if is_unsourced else ()
    return {**told, "query": {**query, "marks": list(map(str, marks))}}


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _notes(told: Mapping[str, Any]) -> list[str]:
    version = told.get("version")
    if type(version) is not int or version < 1:
        raise wrong("version", "should be a whole number from 1 on")
    notes = ["It was made by a newer flowviz."] if version > VERSION else []
    return notes + _passed_over(told, {"version", "query", "view", "places"}, "")


def _passed_over(told: Mapping[str, Any], known: set[str], place: str) -> list[str]:
    unknown = sorted(told.keys() - known)
    named = ", ".join(repr(f"{place}{key}"[:40]) for key in unknown[:5])
    more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
    return [f"This flowviz does not know {named}{more}."] if unknown else []


def _known(shape: Shape, told: Any, place: str, notes: list[str]) -> Any:
    """Read a shape without the keys that it does not know."""
    if isinstance(told, dict):
        notes += _passed_over(told, set(shape.names), f"{place}.")
        told = {key: value for key, value in told.items() if key in shape.names}
    return shape.read(told, place)


def _drawable(view: View, notes: list[str]) -> View:
    """``view`` without a projection or a layout that only a newer flowviz has."""
    for field, known in (
        ("projection", {choice.name for choice in PROJECTIONS}),
        ("layout", {choice.name for choice in LAYOUTS}),
    ):
        name = getattr(view, field)
        if name not in known:
            notes.append(f"This flowviz has no {field} {name[:40]!r}; the usual one is shown.")
            view = dataclasses.replace(view, **{field: getattr(View(), field)})
    return view


def _places(told: Any) -> Mapping[str, tuple[float, float]]:
    if not isinstance(told, dict):
        raise wrong("places", "should be an object in braces")
    if len(told) > MOST_PLACES:
        raise wrong("places", f"names more than {MOST_PLACES:,} actors")
    places: dict[str, tuple[float, float]] = {}
    for code, value in told.items():
        place = f"places.{TEXT.read(code, 'places')[:40]}"
        x_y = many(_within(NUMBER, -_FARTHEST, _FARTHEST)).read(value, place)
        if len(x_y) != 2:
            raise wrong(place, "should be two numbers")
        places[code] = x_y
    return MappingProxyType(places)


def _within(form: Form, least: float, most: float) -> Form:
    """A number of a form, between two others."""

    def read(value: Any, place: str) -> Any:
        found = form.read(value, place)
        if not least <= found <= most:
            raise wrong(place, f"should be between {least:g} and {most:g}")
        return found

    return Form(read, form.write)


def _one_of(*words: str) -> Form:
    def read(value: Any, place: str) -> str:
        if value not in words:
            raise wrong(place, f"is {value!r:.40}; it can be {', '.join(words)}")
        return str(value)

    return Form(read, str)


def _set_of(form: Form) -> Form:
    listed = many(form)
    return Form(
        lambda value, place: frozenset(listed.read(value, place)),
        lambda values: sorted(form.write(value) for value in values),
    )


def _read_decimal(value: Any, place: str) -> Decimal:
    try:
        found = amounts.number(TEXT.read(value, place))
    except RecordError as error:
        raise wrong(place, f"is no number: {str(error).rstrip('.')}") from None
    if found < 0:
        raise wrong(place, "is below zero, which no amount is")
    return found


def _short_text(value: Any, place: str) -> str:
    text = str(TEXT.read(value, place))
    if not 0 < len(text) <= 100:
        raise wrong(place, "should be a text of 1 to 100 characters")
    return text


def _words_of(words: type[StrEnum]) -> Form:
    return _set_of(word_of(words))


_YEAR = or_nothing(_within(WHOLE, 1, 9999))
_MONTH = _within(WHOLE, 1, 12)
_NAME = Form(_short_text, str)
_POSITIVE = _within(NUMBER, 1e-30, 1e30)

_QUERY = Shape(
    Query,
    unit=or_nothing(_NAME),
    stage=word_of(Stage),
    first_year=_YEAR,
    last_year=_YEAR,
    categories=_set_of(TEXT),
    first_month=_MONTH,
    last_month=_MONTH,
    items=_set_of(TEXT),
    kinds=_words_of(TransferKind),
    existences=_words_of(Existence),
    is_disputed=or_nothing(FLAG),
    grades=_set_of(TEXT),
    marks=_words_of(Mark),
    reported_by=word_of(ReportedBy),
    actors=_set_of(TEXT),
    direction=word_of(Direction),
    least=or_nothing(Form(_read_decimal, lambda value: format(value, "f"))),
)

_LOCK = Shape(Lock, unit=_NAME, amount=_POSITIVE, px=_within(NUMBER, 1e-6, 10_000))

_VIEW = Shape(
    View,
    kind=_one_of(MAP, NETWORK),
    projection=_NAME,
    centre=or_nothing(_within(NUMBER, -360.0, 360.0)),
    anchor=_one_of("capital", "label"),
    layout=_NAME,
    mode=word_of(Mode),
    colour_by=_one_of(*COLOURS),
    scale=_one_of(*SCALES),
    lock=or_nothing(_LOCK.form),
    show_top=_within(WHOLE, 1, _MOST_SHOWN),
)
