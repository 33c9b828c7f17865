"""What a file was found to hold: built of the reader's frames, each field checked again here.

The reader has looked at a stranger's bytes and is not trusted: a type, length, word or number that
no honest reader sends ends the import.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.errors import ImportFileError
from flowviz.importers import checks, notation
from flowviz.importers.findings import MESSAGE_CHARACTERS, SEVERITIES, Finding
from flowviz.importers.limits import FIGURES, PROBLEMS, ROWS
from flowviz.terms import Basis, Stage

_SUFFIX = re.compile(r"[a-z]{1,2}(?:\d{4}(?:-\d{1,4})?|undated(?:-\d{1,4})?)?", re.ASCII)
_ADDRESS = re.compile(r"(?:https://[A-Za-z0-9/._-]{1,250})?", re.ASCII)


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
            checks.refuse("a frame")
        kind = frame.get("frame")
        if kind == "error":
            raise ImportFileError(checks.text(frame.get("message"), MESSAGE_CHARACTERS))
        if self.header is None:
            if kind != "header":
                checks.refuse("a header")
            self.header = _header(frame)
        elif kind == "deals":
            self._take_deals(frame)
        elif kind == "problems":
            self.findings.extend(
                map(checks.finding, checks.list_of(frame.get("problems"), PROBLEMS))
            )
            if len(self.findings) > PROBLEMS:
                checks.refuse("a number of problems")
        elif kind == "end":
            self._take_end(frame)
        else:
            checks.refuse("a frame")

    @property
    def lines(self) -> int:
        """How many lines the file has, 0 before the header."""
        return 0 if self.header is None else self.header.lines

    def reading(self, file_name: str, sha256: str) -> Reading:
        """Give what was taken, after the last frame."""
        assert self.header is not None
        assert self.counts is not None
        return Reading(
            file_name,
            sha256,
            self.header,
            tuple(self.deals),
            tuple(self.findings),
            self.counts,
            self.rows,
        )

    def _take_deals(self, frame: dict[str, Any]) -> None:
        self.line = checks.count(frame.get("line"))
        self.deals.extend(map(self._deal, checks.list_of(frame.get("deals"), ROWS)))
        if len(self.deals) > ROWS:
            checks.refuse("a number of deals")

    def _take_end(self, frame: dict[str, Any]) -> None:
        counts = {severity: checks.count(frame.get(severity)) for severity in SEVERITIES}
        if frame.get("deals") != len(self.deals) or sum(counts.values()) < len(self.findings):
            checks.refuse("a count")
        self.rows = checks.count(frame.get("rows"))
        self.counts = counts

    def _deal(self, row: Any) -> Deal:
        if type(row) is not list or len(row) != 11:
            checks.refuse("a deal")
        line, key, supplier, recipient, year, *texts, figures = row
        if type(year) is not int or not 0 <= year <= datetime.MAXYEAR:
            checks.refuse("an order year")
        drafts = tuple(map(self._figure, checks.list_of(figures, FIGURES)))
        if len({draft[0] for draft in drafts}) != len(drafts):
            checks.refuse("a figure twice")
        words = checks.texts((key, supplier, recipient, *texts))
        key, supplier, recipient, designation, description, category, condition, comment = words
        if not supplier or not recipient:
            checks.refuse("a deal without parties")
        if key:
            if key in self._keys:
                checks.refuse("a deal twice")
            self._keys.add(key)
        return Deal(
            checks.count(line),
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
            checks.refuse("a figure")
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
            checks.refuse("a figure")
        if measure not in notation.MEASURES or not _SUFFIX.fullmatch(suffix):
            checks.refuse("a measure")
        self._suffixes[suffix] = suffix
        self._amounts[amount] = notation.amount_of(amount)
        self._dates[dates] = notation.dates_of(dates)


def _header(frame: dict[str, Any]) -> Header:
    first, last = (_year_or_none(frame.get(name)) for name in ("first_year", "last_year"))
    if (first is None) != (last is None) or (first and last and first > last):
        checks.refuse("a range of years")
    return Header(
        format=checks.matching(checks.WORD, frame.get("format")),
        encoding=checks.matching(checks.WORD, frame.get("encoding")),
        separator=_separator(frame.get("separator")),
        header_line=checks.count(frame.get("header_line")),
        lines=checks.count(frame.get("lines")),
        made=checks.day(frame.get("made")),
        supplier=checks.text(frame.get("supplier"), 200),
        recipient=checks.text(frame.get("recipient"), 200),
        first_year=first,
        last_year=last,
        address=checks.matching(_ADDRESS, frame.get("address")),
    )


def _year_or_none(value: Any) -> int | None:
    if value is None:
        return None
    year = checks.count(value)
    return year if datetime.MINYEAR <= year <= datetime.MAXYEAR else checks.refuse("a year")


def _separator(value: Any) -> str:
    if value == "\t":
        return "\t"
    return checks.text(value, 1)
