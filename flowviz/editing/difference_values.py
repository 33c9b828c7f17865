"""Fields of records and their values in words, wherever two of them stand side by side."""

import datetime
import enum
import json
from collections.abc import Iterator, Mapping
from typing import Any

from flowviz.actor import ActorName, Member
from flowviz.amounts import Amount
from flowviz.comparing import ABSENT, WHOLE, FieldPath, Kind
from flowviz.comparing.fields import ORDER
from flowviz.comparing.sheet import (
    ABOUT,
    FIGURE,
    KEPT,
    LINE,
    ORIGINAL,
    PARTY,
    PROBLEM,
    PROVENANCE,
    Sheet,
)
from flowviz.dates import Dates
from flowviz.editing.history_names import Names
from flowviz.editing.history_values import field_word, value_text
from flowviz.flows.words import amount_words, count_words, dates_words, listed, sentence
from flowviz.records import Account, Figure, Grading, Line, Original, Party, Problem, Provenance
from flowviz.terms import Basis

KIND_WORDS: Mapping[Kind, str] = {
    **{kind: str(kind) for kind in Kind},
    Kind.TRANSFER: "record",
    Kind.GROUP: "group of accounts",
    Kind.PROBLEM: "remark of the reader",
    Kind.DISMISSAL: "proposal turned down",
    Kind.SPELLING: "spelling of an item",
    Kind.PLACEMENT: "place of an actor",
}
_TABLES = {
    **{kind: str(kind).replace(" ", "_") for kind in Kind},
    Kind.GROUP: "account_group",
    Kind.TITLE: "meta",
}
_GROUPS = {
    LINE: "item",
    FIGURE: "figure",
    PARTY: "party",
    PROBLEM: "remark of the reader",
    PROVENANCE: "read from",
    KEPT: "the file says",
    ORIGINAL: "rows of a file",
    "names": "name",
    "members": "member",
    "derives_from": "derives from",
    "gradings": "grading",
}
_ACTORS = frozenset({"supplier", "recipient", "actor"})


def field_words(kind: Kind, path: FieldPath, sheets: tuple[Sheet | None, ...], names: Names) -> str:
    """What a field is called: ``Comment``, ``9P135M Konkurs, delivered pieces: amount``."""
    if path == WHOLE:
        return sentence(f"the {KIND_WORDS[kind]} itself")
    if not path.group:
        return sentence(_field_word(_TABLES[kind], path.name))
    word = _GROUPS[path.group]
    if path.name == ORDER:
        return sentence(f"order of the {word}s")
    if path.group == KEPT:
        return sentence(f"{word} of {path.part.rpartition('/')[2]}")
    if not path.name:
        return sentence(word)
    for sheet in sheets:
        part = None if sheet is None else sheet.parts[path.group].get(path.part)
        if part is not None:
            head = _head(path.group, part.value, sheet, names)
            return f"{head}: {_field_word(path.group, path.name)}"
    return sentence(word)


def whole_words(kind: Kind, sheet: Sheet, names: Names) -> Iterator[tuple[FieldPath, str, str]]:
    """All that a record says: the path of each field or part, what it is called, and its value."""
    for name, value in sheet.fields.items():
        path = FieldPath("", "", name)
        words = value_words(path, value, names)
        if words and words != "no":
            yield path, field_words(kind, path, (sheet,), names), words
    for group, parts in sheet.parts.items():
        if group == KEPT:
            continue
        for id_, part in parts.items():
            if group == FIGURE and part.fields["line"]:
                continue  # told with its item
            yield (
                FieldPath(group, id_),
                sentence(_GROUPS[group]),
                value_words(FieldPath(group, id_), part.value, names),
            )


def value_words(path: FieldPath, value: Any, names: Names) -> str:
    """A value of a field in words, "" for nothing."""
    if path == WHOLE:
        return "not there" if value is ABSENT else "there"
    if value in (ABSENT, None, (), (None, None)):
        return ""
    if path.name == ABOUT:
        return names.subject(*value)
    if path.name == ORDER:
        return listed(_order_words(path, value, names), "and")
    if path.name in _ACTORS:
        return names.actor(value)
    if path.name == "source":
        return names.source(value) if value else ""
    if path.name in ("later", "earlier"):
        return names.transfer(value)
    return _words_of(value, names)


def _order_words(path: FieldPath, ids: tuple[str, ...], names: Names) -> list[str]:
    return [names.parts[id_][1] if id_ in names.parts else value_text(id_) for id_ in ids]


def _words_of(value: Any, names: Names) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Amount():
            return " ".join(amount_words(value, "").split())
        case Dates():
            return dates_words(value) if value.is_stated or value.text else ""
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case enum.StrEnum() | datetime.date():
            return str(value)
        case float():
            return f"{value:g}"
        case (str(), Figure() as figure):  # with the item that it is a figure of
            return _figure(figure)
        case tuple():
            return "; ".join(_words_of(each, names) for each in value)
    return _part_words(value, names)


def _part_words(value: Any, names: Names) -> str:
    match value:
        case Line():
            figures = "; ".join(_figure(figure) for figure in value.figures)
            designation = value_text(value.designation) or "an item without a name"
            return f"{designation} ({figures})" if figures else designation
        case Figure():
            return _figure(value)
        case Party():
            return f"{names.actor(value.actor)}, {value.role}"
        case ActorName():
            return value_text(value.name) + _years(value.first_year, value.last_year)
        case Grading():
            since = f" since {value.since}" if value.since else ""
            reason = f": {value_text(value.reason)}" if value.reason else ""
            return f"{value.reliability}{since}{reason}"
        case Member():
            return names.actor(value.code) + _years(value.first_year, value.last_year)
        case Account():
            told = count_words(len(value.transfers), "record")
            counted = ", counted" if value.is_counted else ""
            return f"{value_text(value.title)} ({told}{counted})"
        case Problem():
            return f"line {value.line:,}: {value_text(value.message)}"
        case Provenance():
            gone = ", no longer in the file" if value.is_gone else ""
            return f"row {value.row:,} of a file{gone}"
        case Original():
            lines = [f"{row[0]:,}" for _, read in value.rows for row in json.loads(read)]
            return value_text(f"line {', '.join(lines)}")
    return value_text(value)


def _figure(figure: Figure) -> str:
    dates = dates_words(figure.dates)
    dated = "" if dates == "undated" else f", {dates}"
    each = " each" if figure.basis is Basis.PER_UNIT else ""
    each += ", included" if figure.basis is Basis.INCLUDED else ""
    return f"{amount_words(figure.amount, figure.unit)}{each} {figure.stage}{dated}"


def _years(first: int | None, last: int | None) -> str:
    since = f" since {first}" if first is not None else ""
    return f"{since} until {last}" if last is not None else since


def _head(group: str, value: Any, sheet: Sheet | None, names: Names) -> str:
    """Which part of a record a field is of."""
    if group == FIGURE:
        line, figure = value
        item = None if sheet is None else sheet.parts[LINE].get(line)
        designation = item.value.designation if item else "all items together"
        return f"{value_text(designation)}, {figure.stage} {figure.unit}"
    if group == LINE:
        return value_text(value.designation) or "An item without a name"
    if group == PARTY:
        return names.actor(value.actor)
    return sentence(_GROUPS[group])


def _field_word(table: str, name: str) -> str:
    return "title" if table == "meta" else field_word(table, name)
