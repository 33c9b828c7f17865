"""Entries and source rows built of what the reader sent, each field looked at.

The reader has looked at a stranger's bytes and is not trusted: a type, length, word or number that
no honest reader sends ends the import. Types and lengths of entries are those of ``sent``; that
their texts can be shown is looked at in all of a frame's at once, and text by text where escapes
could hide something from that.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import UNSET

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.importers import checks, notation
from flowviz.importers.entries import SOURCE_FIELDS, Entry, EntryFigure, Header, SourceRow
from flowviz.importers.limits import (
    CELL_CHARACTERS,
    COLUMNS,
    COMPANIONS,
    MAPPING_CHARACTERS,
    NAME_CHARACTERS,
    ORIGINAL_CHARACTERS,
)
from flowviz.importers.sent import FigureSent, Sent, sent_all
from flowviz.terms import Basis, Existence, Reporter, Stage, TransferKind

_SUFFIX = re.compile(r"[a-z]{1,4}(?:\d{1,4}(?:-\d{1,4})?|undated(?:-\d{1,4})?)?", re.ASCII)
_KEPT = 50_000
"""Texts of amounts and dates whose meaning is kept in mind: those of a register are a few
thousand, those of customs are as many as there are rows."""
_KEPT_CHARACTERS = 10_000_000
_STRING = r'"[^"\\]*+(?:\\(?:["\\/bfnrt]|u[0-9a-f]{4})[^"\\]*+)*+"'
_ORIGINAL_ROW = rf"\[\d{{1,10}}(?:,{_STRING})*+\]"
_ORIGINAL = re.compile(rf"(?:\[{_ORIGINAL_ROW}(?:,{_ORIGINAL_ROW})*+\])?".encode())
_NOTHING_MORE = ("", "", (), (), None, None)


class EntryChecks:
    """Looks at the entries of one file as they were sent, and makes values of them.

    What has passed before is found by its text: 147,575 figures are a few thousand texts.
    """

    def __init__(self, header: Header) -> None:
        self._kind, self._reporter = header.kind, header.reporter
        self._suffixes: set[str] = set()
        self._characters = 0
        self._measures: dict[str, tuple[Stage, str, Basis]] = {}
        self._amounts: dict[str, Amount] = {}
        self._dates: dict[str, Dates] = {}

    def looked_at(self, lines: Sequence[bytes], originals: Sequence[bytes]) -> list[Sent]:
        """Give the entries of the lines of one frame.

        Raises
        ------
        ImportFileError
            When one of them is none, or has what no honest reader sends.
        """
        _check_shown(b"".join((*lines, *originals)))
        for original in originals:
            _check_original(original)
        entries = sent_all(lines)
        for line, entry in zip(lines, entries, strict=True):
            supplier, recipient = entry.supplier, entry.recipient
            if not supplier or not recipient:
                codes = entry.more.codes if entry.more is not None else ("", "")
                if not (supplier or codes[0]) or not (recipient or codes[1]):
                    checks.refuse("an entry without parties")
            if b"\\" in line:
                for text in _texts(entry):
                    checks.text(text, 2 * CELL_CHARACTERS)
        self._check_figures(entries)
        return entries

    def bare(self, sent: Sent) -> Entry:
        """Give the entry that was sent, without its figures and its original."""
        return self._entry(sent, (), "")

    def entry(self, sent: Sent, original: bytes) -> Entry:
        """Give the entry that was sent."""
        return self._entry(sent, tuple(map(self._figure, sent.figures)), original.decode())

    def _entry(self, sent: Sent, figures: tuple[EntryFigure, ...], original: str) -> Entry:
        more = sent.more
        words = (
            *(sent.line, sent.key, sent.supplier, sent.recipient, sent.year, sent.designation),
            *(sent.description, sent.category, sent.condition, sent.comment, figures, original),
        )
        if more is None:
            return Entry._make((*words, self._kind, self._reporter, *_NOTHING_MORE))
        return Entry._make(
            (
                *words,
                self._kind if more.kind is UNSET else more.kind,
                self._reporter if more.reporter is UNSET else more.reporter,
                *(*more.codes, more.parties, more.sources, *more.kinds),
            )
        )

    def _check_figures(self, entries: Sequence[Sent]) -> None:
        suffixes, measures = self._suffixes, self._measures
        amounts, times, is_plain = self._amounts, self._dates, notation.is_plain
        for entry in entries:
            figures = entry.figures
            for suffix, measure, amount, dates in figures:
                if suffix not in suffixes:
                    if len(suffixes) > _KEPT:
                        suffixes.clear()
                    suffixes.add(checks.matching(_SUFFIX, suffix))
                if (
                    measure not in measures
                    or dates not in times
                    or (amount not in amounts and not is_plain(amount))
                ):
                    self._learn(measure, amount, dates)
            if len(figures) > 1 and len({figure[0] for figure in figures}) != len(figures):
                checks.refuse("a figure twice")

    def _figure(self, sent: FigureSent) -> EntryFigure:
        suffix, measure, amount, dates = sent
        try:
            return EntryFigure(
                suffix, *self._measures[measure], self._amounts[amount], self._dates[dates]
            )
        except KeyError:
            self._learn(measure, amount, dates)
            return self._figure(sent)

    def _learn(self, measure: str, amount: str, dates: str) -> None:
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


def _check_original(original: bytes) -> None:
    """Look at the rows that an entry was made of, which are kept as JSON with its escapes."""
    if not _ORIGINAL.fullmatch(original):
        checks.refuse("an original")
    if len(original) > ORIGINAL_CHARACTERS and len(original.decode()) > ORIGINAL_CHARACTERS:
        checks.refuse("an original")


def _check_shown(lines: bytes) -> None:
    """Look at all that stands in lines at once: each character can be shown, and is in NFC.

    A part of a text in NFC is in NFC, and all that a text of an entry stands behind is a quotation
    mark, which no character joins with: of all together it is as true as of each.
    """
    try:
        whole = lines.decode()
    except UnicodeDecodeError:
        checks.refuse("a text")
    if not whole.isprintable():
        checks.refuse("a text")
    if not whole.isascii() and not unicodedata.is_normalized("NFC", whole):
        checks.refuse("a text")


def _texts(sent: Sent) -> Iterator[str]:
    """Give every text of an entry."""
    yield from (sent.key, sent.supplier, sent.recipient)
    yield from (sent.designation, sent.description, sent.category, sent.condition, sent.comment)
    yield from itertools.chain.from_iterable(sent.figures)
    if sent.more is not None:
        yield from sent.more.codes
        yield from (name for _, name in sent.more.parties)
        yield from itertools.chain.from_iterable(sent.more.sources)


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


def _year_or_none(value: Any) -> int | None:
    return None if value is None else (checks.year(value) or checks.refuse("a year"))


def _separator(value: Any) -> str:
    return "\t" if value == "\t" else checks.text(value, 1)
