"""What a file was found to hold: built of the reader's frames, each field checked again here.

The reader has looked at a stranger's bytes and is not trusted: a type, length, word or number that
no honest reader sends ends the import.
"""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.errors import ImportFileError
from flowviz.importers import notation
from flowviz.importers.findings import MESSAGE_CHARACTERS, SEVERITIES, TEXT_CHARACTERS, Finding
from flowviz.importers.limits import CELL_CHARACTERS, FIGURES, PROBLEMS, ROWS
from flowviz.terms import Basis, Stage

_SUFFIX = re.compile(r"[a-z]{1,2}(?:\d{4}(?:-\d{1,4})?|undated(?:-\d{1,4})?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ADDRESS = re.compile(r"(?:https://[A-Za-z0-9/._-]{1,250})?", re.ASCII)
_WORD = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


class DraftFigure(NamedTuple):
    """A figure that has no identifier yet but the end of one."""

    suffix: str
    stage: Stage
    unit: str
    basis: Basis
    amount: Amount
    dates: Dates


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal of a file: names as they stand there, not yet actors; ``order_year`` 0: unknown."""

    line: int
    key: str
    supplier: str
    recipient: str
    order_year: int
    designation: str
    description: str
    category: str
    condition: str
    comment: str
    figures: tuple[DraftFigure, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of itself: "" or None where it does not."""

    format: str
    encoding: str
    separator: str
    header_line: int
    lines: int
    made: str
    supplier: str
    recipient: str
    first_year: int | None
    last_year: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read to its end; ``counts`` counts problems by severity, the unlisted included.

    ``rows`` is how many rows the deals were made of, a mended one counted once.
    """

    file_name: str
    sha256: str
    header: Header
    deals: tuple[Deal, ...]
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    rows: int


@dataclass(slots=True)
class Draft:
    """Takes the frames one by one; ``header`` and ``counts`` come with the first and the last."""

    header: Header | None = None
    counts: dict[str, int] | None = None
    deals: list[Deal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    line: int = 0
    rows: int = 0
    _keys: set[str] = field(default_factory=set)
    _suffixes: dict[str, str] = field(default_factory=dict)
    _amounts: dict[str, Amount] = field(default_factory=dict)
    _dates: dict[str, Dates] = field(default_factory=dict)

    def take(self, frame: Any) -> None:
        """Take the next frame.

        Raises
        ------
        ImportFileError
            When the reader says that it cannot read the file, or the frame is not as it must be.
        """
        if type(frame) is not dict or self.counts is not None:
            _refuse("a frame")
        kind = frame.get("frame")
        if kind == "error":
            raise ImportFileError(_text(frame.get("message"), MESSAGE_CHARACTERS))
        if self.header is None:
            if kind != "header":
                _refuse("a header")
            self.header = _header(frame)
        elif kind == "deals":
            self._take_deals(frame)
        elif kind == "problems":
            self.findings.extend(map(_finding, _list(frame.get("problems"), PROBLEMS)))
            if len(self.findings) > PROBLEMS:
                _refuse("a number of problems")
        elif kind == "end":
            self._take_end(frame)
        else:
            _refuse("a frame")

    def _take_deals(self, frame: dict[str, Any]) -> None:
        self.line = _count(frame.get("line"))
        self.deals.extend(map(self._deal, _list(frame.get("deals"), ROWS)))
        if len(self.deals) > ROWS:
            _refuse("a number of deals")

    def _take_end(self, frame: dict[str, Any]) -> None:
        counts = {severity: _count(frame.get(severity)) for severity in SEVERITIES}
        if frame.get("deals") != len(self.deals) or sum(counts.values()) < len(self.findings):
            _refuse("a count")
        self.rows = _count(frame.get("rows"))
        self.counts = counts

    def _deal(self, row: Any) -> Deal:
        if type(row) is not list or len(row) != 11:
            _refuse("a deal")
        line, key, supplier, recipient, year, *texts, figures = row
        if type(year) is not int or not 0 <= year <= datetime.MAXYEAR:
            _refuse("an order year")
        drafts = tuple(map(self._figure, _list(figures, FIGURES)))
        if len({draft[0] for draft in drafts}) != len(drafts):
            _refuse("a figure twice")
        key, supplier, recipient, designation, description, category, condition, comment = _texts(
            (key, supplier, recipient, *texts)
        )
        if not supplier or not recipient:
            _refuse("a deal without parties")
        if key:
            if key in self._keys:
                _refuse("a deal twice")
            self._keys.add(key)
        return Deal(
            _count(line),
            key,
            supplier,
            recipient,
            year,
            designation,
            description,
            category,
            condition,
            comment,
            drafts,
        )

    def _figure(self, row: Any) -> DraftFigure:
        if type(row) is not list or len(row) != 4:
            _refuse("a figure")
        suffix, measure, amount, dates = row
        # What has passed before is found by its text: 147,575 figures are a few thousand texts.
        try:
            return DraftFigure(
                self._suffixes[suffix],
                *notation.MEASURES[measure],
                self._amounts[amount],
                self._dates[dates],
            )
        except (KeyError, TypeError):
            self._learn(*row)
            return self._figure(row)

    def _learn(self, suffix: Any, measure: Any, amount: Any, dates: Any) -> None:
        if not all(type(part) is str for part in (suffix, measure, amount, dates)):
            _refuse("a figure")
        if measure not in notation.MEASURES or not _SUFFIX.fullmatch(suffix):
            _refuse("a measure")
        self._suffixes[suffix] = suffix
        self._amounts[amount] = notation.amount_of(amount)
        self._dates[dates] = notation.dates_of(dates)


def _header(frame: dict[str, Any]) -> Header:
    first, last = (_year_or_none(frame.get(name)) for name in ("first_year", "last_year"))
    if (first is None) != (last is None) or (first and last and first > last):
        _refuse("a range of years")
    return Header(
        format=_matching(_WORD, frame.get("format")),
        encoding=_matching(_WORD, frame.get("encoding")),
        separator=_separator(frame.get("separator")),
        header_line=_count(frame.get("header_line")),
        lines=_count(frame.get("lines")),
        made=_day(frame.get("made")),
        supplier=_text(frame.get("supplier"), 200),
        recipient=_text(frame.get("recipient"), 200),
        first_year=first,
        last_year=last,
        address=_matching(_ADDRESS, frame.get("address")),
    )


def _finding(row: Any) -> Finding:
    if type(row) is not list or len(row) != 5 or row[0] not in SEVERITIES:
        _refuse("a problem")
    severity, line, column, message, text = row
    return Finding(
        severity,
        _count(line),
        _text(column, TEXT_CHARACTERS),
        _text(message, MESSAGE_CHARACTERS),
        _text(text, TEXT_CHARACTERS),
    )


def _text(value: Any, most: int = CELL_CHARACTERS) -> str:
    if type(value) is not str or len(value) > most or not value.isprintable():
        _refuse("a text")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        _refuse("a text")
    return value


def _texts(values: tuple[Any, ...]) -> Sequence[str]:
    """Look at several texts at once, the common case, and one by one where that raises doubt."""
    if all(type(value) is str for value in values):
        whole = "".join(values)
        if whole.isascii() and whole.isprintable() and len(whole) <= CELL_CHARACTERS:
            return values
    return [_text(value) for value in values]


def _list(value: Any, most: int) -> Sequence[Any]:
    if type(value) is not list or len(value) > most:
        _refuse("a list")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 2**31:
        _refuse("a number")
    return value


def _year_or_none(value: Any) -> int | None:
    if value is None:
        return None
    year = _count(value)
    return year if datetime.MINYEAR <= year <= datetime.MAXYEAR else _refuse("a year")


def _separator(value: Any) -> str:
    if value == "\t":
        return "\t"
    return _text(value, 1)


def _day(value: Any) -> str:
    if value == "":
        return ""
    text = _matching(_DAY, value)
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return ""
    return text


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if type(value) is not str or not pattern.fullmatch(value):
        _refuse("a word")
    return value


def _refuse(what: str) -> NoReturn:
    raise ImportFileError(f"The reader sent {what} that cannot be; nothing was imported.")
