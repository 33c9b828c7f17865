"""Entries and source rows built of what the reader sent, each field looked at.

The reader has looked at a stranger's bytes and is not trusted: a type, length, word or number that
no honest reader sends ends the import.
"""

import re
from typing import Any

from flowviz.actor import ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.importers import checks, notation
from flowviz.importers.entries import (
    FIGURES_AT,
    MORE_AT,
    SOURCE_FIELDS,
    Entry,
    EntryFigure,
    Header,
    SourceRow,
)
from flowviz.importers.limits import (
    CODE_CHARACTERS,
    COLUMNS,
    COMPANIONS,
    FIGURES,
    MAPPING_CHARACTERS,
    NAME_CHARACTERS,
    ORIGINAL_CHARACTERS,
    PARTIES,
)
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

_SUFFIX = re.compile(r"[a-z]{1,4}(?:\d{1,4}(?:-\d{1,4})?|undated(?:-\d{1,4})?)?", re.ASCII)
_KEPT = 50_000
"""Texts of amounts and dates whose meaning is kept in mind: those of a register are a few
thousand, those of customs are as many as there are rows."""
_KEPT_CHARACTERS = 10_000_000
_CHARACTER = r'(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*+'
_STRING = f'"{_CHARACTER}"'
_ORIGINAL_ROW = rf"\[\d{{1,10}}(?:,{_STRING})*+\]"
_ORIGINAL = re.compile(rf"(?:\[{_ORIGINAL_ROW}(?:,{_ORIGINAL_ROW})*+\])?")
_ROW_TYPES = (int, str, str, str, int, str, str, str, str, str, list, str)
_KINDS = {str(kind): kind for kind in TransferKind}
_REPORTERS = {str(reporter): reporter for reporter in Reporter}
_ROLES = {str(role): role for role in Role}
_ACTOR_KINDS = {None: None} | {str(kind): kind for kind in ActorKind}
_NOTHING_MORE = ("", "", (), (), None, None)
_MORE = frozenset({"kind", "reporter", "codes", "parties", "sources", "kinds"})


class EntryChecks:
    """Looks at the rows of one file and makes entries of them.

    What has passed before is found by its text: 147,575 figures are a few thousand texts.
    """

    def __init__(self, header: Header) -> None:
        self._kind, self._reporter = header.kind, header.reporter
        self._suffixes: set[str] = set()
        self._characters = 0
        self._measures: dict[str, tuple[Stage, str, Basis]] = {}
        self._amounts: dict[str, Amount] = {}
        self._dates: dict[str, Dates] = {}

    def check(self, row: Any) -> None:
        """Look at a row of the reader.

        Raises
        ------
        ImportFileError
            When it is no entry.
        """
        if type(row) is not list or tuple(map(type, row[:12])) != _ROW_TYPES or len(row) != 13:
            checks.refuse("an entry")
        line, key, supplier, recipient, year, *words, figures, original, more = row
        checks.count(line)
        checks.year(year)
        checks.texts((key, supplier, recipient, *words))
        if max(len(supplier), len(recipient)) > NAME_CHARACTERS:
            checks.refuse("a name")
        if len(original) > ORIGINAL_CHARACTERS or not _ORIGINAL.fullmatch(original):
            checks.refuse("an original")
        checks.text(original, ORIGINAL_CHARACTERS)
        self._check_figures(checks.list_of(figures, FIGURES))
        if more is None:
            if not supplier or not recipient:
                checks.refuse("an entry without parties")
        else:
            _check_more(more, supplier, recipient)

    def bare(self, row: Any) -> Entry:
        """Give the entry that a row is, without its figures and its original."""
        return self._entry(row[:FIGURES_AT], (), "", row[MORE_AT])

    def entry(self, row: Any) -> Entry:
        """Give the entry that a row is which was looked at before."""
        *texts, figures, original, more = row
        return self._entry(texts, tuple(map(self._figure, figures)), original, more)

    def _entry(
        self, texts: list[Any], drafts: tuple[EntryFigure, ...], original: str, more: Any
    ) -> Entry:
        if more is None:
            return Entry._make(
                (*texts, drafts, original, self._kind, self._reporter, *_NOTHING_MORE)
            )
        kind, reporter = more.get("kind"), more.get("reporter")
        return Entry._make(
            (
                *(*texts, drafts, original),
                self._kind if kind is None else _KINDS[kind],
                self._reporter if reporter is None else _REPORTERS[reporter],
                *more.get("codes", ("", "")),
                tuple((_ROLES[role], name) for role, name in more.get("parties", ())),
                tuple((key, locator) for key, locator in more.get("sources", ())),
                *(_ACTOR_KINDS[kind] for kind in more.get("kinds", (None, None))),
            )
        )

    def _check_figures(self, figures: Any) -> None:
        try:
            for suffix, measure, amount, dates in figures:
                if suffix not in self._suffixes:
                    if len(self._suffixes) > _KEPT:
                        self._suffixes.clear()
                    self._suffixes.add(checks.matching(_SUFFIX, suffix))
                if (
                    measure not in self._measures
                    or amount not in self._amounts
                    or dates not in self._dates
                ):
                    self._learn(measure, amount, dates)
            if len(figures) > 1 and len({suffix for suffix, *_ in figures}) != len(figures):
                checks.refuse("a figure twice")
        except (TypeError, ValueError):
            checks.refuse("a figure")

    def _figure(self, row: list[str]) -> EntryFigure:
        suffix, measure, amount, dates = row
        try:
            return EntryFigure(
                suffix, *self._measures[measure], self._amounts[amount], self._dates[dates]
            )
        except KeyError:
            self._learn(measure, amount, dates)
            return self._figure(row)

    def _learn(self, measure: Any, amount: Any, dates: Any) -> None:
        if not type(measure) is type(amount) is type(dates) is str:
            checks.refuse("a figure")
        kept: tuple[dict[str, Any], ...] = (self._measures, self._amounts, self._dates)
        self._characters += len(measure) + len(amount) + len(dates)
        if self._characters > _KEPT_CHARACTERS or max(map(len, kept)) > _KEPT:
            for known in kept:
                known.clear()
            self._characters = 0
        if measure not in self._measures:
            self._measures[measure] = notation.measure_of(measure)
        if amount not in self._amounts:
            self._amounts[amount] = notation.amount_of(amount)
        if dates not in self._dates:
            self._dates[dates] = notation.dates_of(dates)


def _check_more(more: Any, supplier: str, recipient: str) -> None:
    if type(more) is not dict or not more.keys() <= _MORE:
        checks.refuse("an entry")
    codes = _list(more, "codes", 2) or ("", "")
    if len(codes) != 2 or not (supplier or codes[0]) or not (recipient or codes[1]):
        checks.refuse("an entry without parties")
    for code in codes:
        checks.text(code, CODE_CHARACTERS)
    if "kind" in more:
        checks.word(TransferKind, more["kind"])
    if "reporter" in more:
        checks.word(Reporter, more["reporter"])
    for role, name in map(_pair, _list(more, "parties", PARTIES)):
        checks.word(Role, role)
        checks.text(name, NAME_CHARACTERS)
    for key, locator in map(_pair, _list(more, "sources", PARTIES)):
        checks.text(key, NAME_CHARACTERS)
        checks.text(locator)
    if "kinds" in more:
        for kind in _pair(more["kinds"]):
            if kind is not None:
                checks.word(ActorKind, kind)


def source_row(row: Any) -> SourceRow:
    """Give a source that rows of the file name.

    Raises
    ------
    ImportFileError
        When it is none.
    """
    if type(row) is not dict or row.keys() != set(SOURCE_FIELDS):
        checks.refuse("a source")
    for value in row.values():
        checks.text(value)
    if not row["key"] or len(row["key"]) > NAME_CHARACTERS:
        checks.refuse("a source without a key")
    return row


def header(frame: dict[str, Any]) -> Header:
    """Give the header that a frame is.

    Raises
    ------
    ImportFileError
        When it is none.
    """
    first, last = (_year_or_none(frame.get(name)) for name in ("first_year", "last_year"))
    if (first is None) != (last is None) or (first and last and first > last):
        checks.refuse("a range of years")
    reporter, existence = frame.get("reporter"), frame.get("existence")
    return Header(
        format=checks.matching(checks.WORD, frame.get("format")),
        title=checks.text(frame.get("title"), NAME_CHARACTERS),
        data_set=checks.text(frame.get("data_set"), NAME_CHARACTERS),
        source=checks.text(frame.get("source"), NAME_CHARACTERS),
        kind=checks.word(TransferKind, frame.get("kind")),
        reporter=None if reporter is None else checks.word(Reporter, reporter),
        existence=None if existence is None else checks.word(Existence, existence),
        columns=_names(frame.get("columns"), COLUMNS),
        sheet=checks.text(frame.get("sheet"), NAME_CHARACTERS),
        encoding=checks.text(frame.get("encoding"), 40),
        separator=_separator(frame.get("separator")),
        header_line=checks.count(frame.get("header_line")),
        lines=checks.count(frame.get("lines")),
        made=checks.day(frame.get("made")),
        publisher=checks.text(frame.get("publisher"), NAME_CHARACTERS),
        url=checks.address(frame.get("url")),
        supplier=checks.text(frame.get("supplier"), NAME_CHARACTERS),
        recipient=checks.text(frame.get("recipient"), NAME_CHARACTERS),
        first_year=first,
        last_year=last,
        companions=_names(frame.get("companions"), COMPANIONS),
        mapping=_mapping(frame.get("mapping")),
    )


def _names(value: Any, most: int) -> tuple[str, ...]:
    return tuple(checks.text(name, NAME_CHARACTERS) for name in checks.list_of(value, most))


def _mapping(value: Any) -> str:
    """Give the text of a mapping, which has line ends and is checked when it is read."""
    if type(value) is not str or len(value) > MAPPING_CHARACTERS:
        checks.refuse("a mapping")
    checks.text(value.replace("\n", ""), MAPPING_CHARACTERS)
    return value


def _list(more: dict[str, Any], name: str, most: int) -> Any:
    return checks.list_of(more[name], most) if name in more else ()


def _pair(value: Any) -> Any:
    return value if type(value) is list and len(value) == 2 else checks.refuse("a pair")


def _year_or_none(value: Any) -> int | None:
    return None if value is None else (checks.year(value) or checks.refuse("a year"))


def _separator(value: Any) -> str:
    return "\t" if value == "\t" else checks.text(value, 1)
