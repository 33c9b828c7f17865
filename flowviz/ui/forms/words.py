"""What forms say: the words of the terms, and what an edit is called in the history."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flowviz.editing import (
    AccountText,
    ActorText,
    CitationText,
    FigureText,
    GradingText,
    GroupText,
    LineText,
    LinkText,
    NoteText,
    SourceText,
    TransferText,
    Typed,
)
from flowviz.editing.history_values import field_word
from flowviz.evidence import CREDIBILITY, RELIABILITY
from flowviz.records import Citation, Group, Link, Note, Source, Transfer
from flowviz.terms import Protection
from flowviz.ui import text
from flowviz.ui.forms.carrying import first_difference
from flowviz.ui.session import Session

_LONGEST_NAME = 40
_TABLES = {
    TransferText: "transfer",
    LineText: "line",
    FigureText: "figure",
    SourceText: "source",
    CitationText: "citation",
    NoteText: "note",
    LinkText: "link",
    GroupText: "account_group",
    AccountText: "account",
    GradingText: "grading",
    ActorText: "actor",
}
_PARTS = {
    "lines": "item",
    "figures": "figure",
    "parties": "party",
    "gradings": "grading",
    "accounts": "account",
}
_NOUNS = {
    "reporter": "reporting side",
    "is_private": "privacy",
    "is_quotation": "way of quoting",
    "accessed": "day of reading",
    "archived": "day of archiving",
    "published": "date of publication",
    "subject": "subject",
    "subject_id": "subject",
    "names": "other names",
    "derives_from": "origins",
    "transfers": "records",
    "is_counted": "account that counts",
    "later": "later record",
    "earlier": "earlier record",
    "prefix": "words before the quotation",
    "suffix": "words after the quotation",
    "since": "day",
    "status_on": "day of the status",
    "status_by": "author of the status",
    "status_reason": "reason of the status",
    "counted_by": "way to choose the account",
}
"""Fields that are no noun in the history's own words, for a sentence to take them in."""

PROTECTION = (
    (Protection.PUBLIC.value, "Public", "Named in pictures and in published copies."),
    (
        Protection.RESTRICTED.value,
        "Restricted",
        "For those who work on the dossier; in no published copy.",
    ),
    (
        Protection.PROTECT.value,
        "Protect",
        "An informant who must not become known: in no picture and no published copy.",
    ),
)
"""Who may know of a source: the term, what it is called, and what it means."""

RELIABILITIES = (
    ("", "not graded"),
    *((letter, f"{letter} \N{EN DASH} {words}") for letter, words in RELIABILITY.items()),
)
CREDIBILITIES = (
    ("", "not graded"),
    *((str(number), f"{number} \N{EN DASH} {words}") for number, words in CREDIBILITY.items()),
)


def record_words(
    session: Session, record: Any, names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What a record is called: "Belarus to Bulgaria", a source's title, an actor's name.

    ``names`` are those of actors that the dossier does not hold yet, by code, and the titles of
    sources, by identifier.
    """
    if isinstance(record, Transfer):
        ends = (
            names.get(code) or session.name(code) for code in (record.supplier, record.recipient)
        )
        return " to ".join(map(_short, ends))
    if isinstance(record, Source):
        return f"“{_short(record.title)}”"
    if isinstance(record, Citation):
        title = names.get(record.source, "")
        return f"a citation of “{_short(title)}”" if title else "a citation"
    if isinstance(record, Note):
        return "a note"
    if isinstance(record, Link):
        return "a link"
    if isinstance(record, Group):
        return f"the group “{_short(record.reason)}”"
    return _short(record.name)


def change_words(before: Typed, after: Typed, whole: str) -> str:
    """What turns one into the other, for the history: "Change the amount of Konkurs, A to B"."""
    way = first_difference(before, after)
    if not way:
        return f"Change {whole}"
    *steps, last = way
    owner: Any = after
    item = ""
    for step in steps:
        owner = owner[step] if isinstance(step, int) else getattr(owner, step)
        if isinstance(owner, LineText):
            item = _short(owner.designation)
    place = f"{item}, {whole}" if item and not isinstance(owner, LineText) else whole
    if last in _PARTS:
        return _part_words(before, after, way, place if not item else f"{item}, {whole}")
    if isinstance(owner, LineText):
        place = f"{item}, {whole}"
    elif isinstance(owner, FigureText) and not item:
        place = f"several items together, {whole}"
    return f"Change the {field_noun(_TABLES.get(type(owner), ''), str(last))} of {place}"


def field_noun(table: str, field: str) -> str:
    """What a field is called within a sentence."""
    return _NOUNS.get(field) or field_word(table, field)


def _part_words(before: Any, after: Any, way: tuple[str | int, ...], place: str) -> str:
    old, new = _at(before, way), _at(after, way)
    noun = _PARTS[str(way[-1])]
    known = {part.id for part in old}
    added = [part for part in new if part.id not in known]
    if added:
        name = _part_name(added[0])
        return f"Add {name or f'a {noun}'} to {place}"
    gone = [part for part in old if part.id not in {part.id for part in new}]
    if gone:
        name = _part_name(gone[0])
        return f"Remove {name or f'a {noun}'} from {place}"
    return f"Change the order in {place}"


def _part_name(part: Any) -> str:
    if isinstance(part, LineText):
        return _short(part.designation)
    if isinstance(part, AccountText):
        return f"the account “{_short(part.title)}”"
    return ""


def _at(texts: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        texts = texts[step] if isinstance(step, int) else getattr(texts, step)
    return texts


def _short(name: str) -> str:
    return text.one_line(name, _LONGEST_NAME)
