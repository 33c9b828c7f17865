"""A mapping as a TOML file and back; strict, so that a slip of the pen is told and not read over.

Every key stands in docs/mapping.md.
"""

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import tomli_w

from flowviz.errors import ImportFileError
from flowviz.importers.limits import MAPPING_CHARACTERS
from flowviz.importers.mapping import (
    DATE_ORDERS,
    FIELDS,
    VOCABULARIES,
    Direction,
    Field,
    FileChoices,
    MappedFigure,
    MappedParty,
    Mapping,
)
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

VERSION = 1
_DEEP_KEY = re.compile(
    r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""", re.ASCII
)
"""Keys behind dots, of which tomllib takes the square of their number in time; ours have three."""
_CHARACTERS = 1_000
_ENTRIES = 10_000
_TEXTS = ("title", "publisher", "url")
_TERMS: dict[str, type[StrEnum]] = {
    "kind": TransferKind,
    "existence": Existence,
    "reported_by": Reporter,
}
_WORDS: dict[str, tuple[str, ...]] = {"date_order": DATE_ORDERS, "vocabulary": VOCABULARIES}
_REST = ("version", "file", "directions", "parties", "figures", "ignored")
_KEYS = (*_TEXTS, *_TERMS, *_WORDS, *FIELDS, *_REST)
_FIGURE_KEYS = (*(each.name for each in dataclasses.fields(MappedFigure)), "years")
_FILE_KEYS = tuple(each.name for each in dataclasses.fields(FileChoices))

Term = TypeVar("Term", bound=StrEnum)


def read(path: Path) -> Mapping:
    """Give the mapping in a file.

    Raises
    ------
    ImportFileError
        When the file cannot be read or is no mapping; it names the file and the key.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAPPING_CHARACTERS + 1)
        if len(data) > MAPPING_CHARACTERS:
            _refuse(f"the file has more than {MAPPING_CHARACTERS:,} bytes")
        return loads(data.decode("utf-8"))
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError:
        raise ImportFileError(f"{path.name}: The mapping is not text in UTF-8.") from None
    except ImportFileError as error:
        raise ImportFileError(f"{path.name}: {error}") from None


def loads(text: str) -> Mapping:
    """Give the mapping that a TOML text says.

    Raises
    ------
    ImportFileError
        When it is no TOML, or a key or its value is not as docs/mapping.md has it.
    """
    if len(text) > MAPPING_CHARACTERS:
        _refuse(f"the text has more than {MAPPING_CHARACTERS:,} characters")
    if _DEEP_KEY.search(text):
        _refuse("it is nested too deeply")
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse(f"it is no TOML: {str(error)[:200]}")
    except ValueError:  # a whole number of over 4,300 digits
        _refuse("a number in it is too long")
    except RecursionError:
        _refuse("it is nested too deeply")
    version = told.get("version", VERSION)
    if type(version) is not int or not 1 <= version <= VERSION:
        named = version if type(version) is int and 0 <= version < 10_000 else "none"
        _refuse(f"it is of version {named}; known here is {VERSION}")
    _known(told, _KEYS, "")
    return Mapping(**dict(_values(told)))


def _values(told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in _TEXTS:
        if key in told:
            yield key, _text(told[key], key)
    for key, terms in _TERMS.items():
        if key in told:
            yield key, _term(told[key], terms, key)
    for key, words in _WORDS.items():
        if key in told:
            yield key, _word(told[key], words, key)
    for key in FIELDS:
        if key in told:
            yield key, _field(told[key], key)
    if "file" in told:
        yield "file", _file(_table(told["file"], "file"))
    if "directions" in told:
        yield "directions", _directions(_table(told["directions"], "directions"))
    if "parties" in told:
        yield "parties", tuple(_parties(told["parties"]))
    if "figures" in told:
        yield "figures", tuple(_figures(told["figures"]))
    if "ignored" in told:
        ignored = _list(told["ignored"], "ignored")
        yield "ignored", frozenset(_text(name, "ignored").casefold() for name in ignored)


def _file(told: dict[str, Any]) -> FileChoices:
    _known(told, _FILE_KEYS, "file.")
    line = told.pop("header_line", 0)
    if type(line) is not int or not 0 <= line <= 10**6:
        _refuse("the key 'file.header_line' needs the number of a line")
    texts = {key: _text(value, f"file.{key}") for key, value in told.items()}
    decimal = _word(texts.pop("decimal", ""), ("", ".", ","), "file.decimal")
    if len(texts.get("separator", "")) > 1:
        _refuse("the key 'file.separator' needs one character")
    return FileChoices(header_line=line, decimal=decimal, **texts)


def _directions(told: dict[str, Any]) -> dict[str, Direction]:
    return {
        _text(word, "directions").casefold(): _term(means, Direction, f"directions.{word[:60]}")
        for word, means in told.items()
    }


def _parties(told: Any) -> Iterator[MappedParty]:
    for each in (_table(one, "parties") for one in _list(told, "parties")):
        _known(each, ("name", "role"), "parties.")
        for key in ("name", "role"):
            if key not in each:
                _refuse(f"a party lacks the key '{key}'")
        role = _term(each["role"], Role, "parties.role")
        yield MappedParty(_field(each["name"], "parties.name"), role)


def _figures(told: Any) -> Iterator[MappedFigure]:
    for each in _list(told, "figures"):
        figure = _table(each, "figures")
        _known(figure, _FIGURE_KEYS, "figures.")
        if "stage" not in figure:
            _refuse("a figure lacks the key 'stage'")
        if ("amount" in figure) == ("years" in figure):
            _refuse("a figure needs either the key 'amount' or the key 'years'")
        yield from _figure(figure)


def _figure(told: dict[str, Any]) -> Iterator[MappedFigure]:
    figure = MappedFigure(
        _field(told.get("amount", ""), "figures.amount"),
        _term(told["stage"], Stage, "figures.stage"),
        _field(told.get("unit", ""), "figures.unit"),
        _scale(told.get("scale", 1)),
        _term(told.get("basis", Basis.TOTAL), Basis, "figures.basis"),
        _field(told.get("dates", ""), "figures.dates"),
        _text(told.get("uncertain", ""), "figures.uncertain"),
        _text(told.get("scale_column", ""), "figures.scale_column"),
    )
    if "years" not in told:
        yield figure
        return
    if figure.dates:
        _refuse("a figure with the key 'years' is dated by it and has no key 'dates'")
    for year, column in _table(told["years"], "figures.years").items():
        amount = Field(_text(column, f"figures.years.{year[:60]}"))
        dated = Field(constant=_text(year, "figures.years"))
        yield dataclasses.replace(figure, amount=amount, dates=dated)


def _scale(value: Any) -> Decimal:
    try:
        scale = Decimal(value) if type(value) in (int, str) else Decimal("nan")
    except (InvalidOperation, ValueError):
        scale = Decimal("nan")
    if not scale.is_finite() or not 0 < scale <= 10**12 or scale < Decimal("1e-12"):
        _refuse("the key 'figures.scale' needs a number such as 1000 or \"0.001\"")
    return scale


def _field(value: Any, key: str) -> Field:
    if type(value) is dict:
        _known(value, ("constant",), f"{key}.")
        return Field(constant=_text(value.get("constant", ""), f"{key}.constant"))
    return Field(_text(value, key))


def _text(value: Any, key: str) -> str:
    if type(value) is not str or len(value) > _CHARACTERS or not _is_plain(value):
        _refuse(f"the key '{key}' needs a text in one line of at most {_CHARACTERS:,} characters")
    return value


def _is_plain(text: str) -> bool:
    return text.isprintable() or text == "\t"


def _word(value: Any, words: tuple[str, ...], key: str) -> Any:
    if value not in words:
        _refuse(f"the key '{key}' needs one of {', '.join(filter(None, words))}")
    return value


def _term(value: Any, terms: type[Term], key: str) -> Term:
    try:
        return terms(value)
    except ValueError:
        words = ", ".join(terms)
        _refuse(f"the key '{key}' needs one of {words}")


def _table(value: Any, key: str) -> dict[str, Any]:
    if type(value) is not dict or len(value) > _ENTRIES:
        _refuse(f"the key '{key}' needs a table")
    return value


def _list(value: Any, key: str) -> list[Any]:
    if type(value) is not list or len(value) > _ENTRIES:
        _refuse(f"the key '{key}' needs a list")
    return value


def _known(told: dict[str, Any], keys: Iterable[str], within: str) -> None:
    for key in told:
        if key not in keys:
            near = difflib.get_close_matches(key[:60], keys, 1)
            hint = f"; '{within}{near[0]}' is meant, perhaps" if near else ""
            _refuse(f"the key '{within}{key[:60]}' is not known{hint}")


def _refuse(why: str) -> NoReturn:
    raise ImportFileError(f"The mapping cannot be taken: {why}.")


def dumps(mapping: Mapping) -> str:
    """Give a mapping as TOML; what says nothing is left out, and ``loads`` gives it back."""
    told: dict[str, Any] = {"version": VERSION}
    for key in (*_TEXTS, *_TERMS, *_WORDS):
        value = getattr(mapping, key)
        if value:
            told[key] = str(value)
    for key in FIELDS:
        _put(told, key, getattr(mapping, key))
    if mapping.ignored:
        told["ignored"] = sorted(mapping.ignored)
    file = {key: getattr(mapping.file, key) for key in _FILE_KEYS}
    if any(file.values()):
        told["file"] = {key: value for key, value in file.items() if value}
    if mapping.directions:
        told["directions"] = {word: str(means) for word, means in mapping.directions.items()}
    if mapping.parties:
        told["parties"] = [_party_told(party) for party in mapping.parties]
    if mapping.figures:
        told["figures"] = list(_figures_told(mapping.figures))
    return tomli_w.dumps(told)


def _put(told: dict[str, Any], key: str, field: Field) -> None:
    if field.column:
        told[key] = field.column
    elif field.constant:
        told[key] = {"constant": field.constant}


def _party_told(party: MappedParty) -> dict[str, Any]:
    told: dict[str, Any] = {"role": str(party.role)}
    _put(told, "name", party.name)
    return told


def _figures_told(figures: tuple[MappedFigure, ...]) -> Iterator[dict[str, Any]]:
    """Give the figures; those of one sort that follow one another, dated each, as one by years."""
    waiting: list[MappedFigure] = []
    for figure in figures:
        if waiting and not _is_next(waiting, figure):
            yield _figure_told(waiting)
            waiting = []
        waiting.append(figure)
    if waiting:
        yield _figure_told(waiting)


def _is_next(waiting: list[MappedFigure], figure: MappedFigure) -> bool:
    bare = [dataclasses.replace(f, amount=Field(), dates=Field()) for f in (waiting[0], figure)]
    dates = [each.dates.constant for each in (*waiting, figure)]
    columns = [each.amount.column for each in (*waiting, figure)]
    return bare[0] == bare[1] and all(dates) and all(columns) and len(set(dates)) == len(dates)


def _figure_told(figures: list[MappedFigure]) -> dict[str, Any]:
    figure = figures[0]
    told: dict[str, Any] = {}
    if len(figures) == 1:
        _put(told, "amount", figure.amount)
    told["stage"] = str(figure.stage)
    _put(told, "unit", figure.unit)
    if figure.scale != 1:
        told["scale"] = _plain(figure.scale)
    if figure.basis is not Basis.TOTAL:
        told["basis"] = str(figure.basis)
    for key in ("uncertain", "scale_column"):
        if getattr(figure, key):
            told[key] = getattr(figure, key)
    if len(figures) == 1:
        _put(told, "dates", figure.dates)
    else:
        told["years"] = {each.dates.constant: each.amount.column for each in figures}
    return told


def _plain(scale: Decimal) -> int | str:
    return int(scale) if scale == scale.to_integral_value() else format(scale, "f")
