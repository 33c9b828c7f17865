"""What the two layouts of SIPRI's trade register share: the notes on top, figures, categories.

The notes say when the file was made, for which years, suppliers and recipients; users often
delete them, so nothing depends on them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flowviz.importers import vocabulary
from flowviz.importers.cells import Cells
from flowviz.importers.celltext import year_of
from flowviz.importers.date_text import read_dates
from flowviz.importers.entries import Header
from flowviz.importers.findings import Findings, shown
from flowviz.importers.mapped_cells import Together
from flowviz.importers.table import Table
from flowviz.terms import Existence, TransferKind

WANTED = ("recipient", "supplier")
DATABASE = "SIPRI Arms Transfers Database"

_NAME_CHARACTERS = 200
_SCOPE = re.compile(r"\bfrom (.{1,200}?)\s+to (.{1,200}?)\s*\. ")
_RANGE = re.compile(r"year range \W([\w ]{4,20})\W to \W([\w ]{4,20})\W", re.ASCII)
_AT_ALL_TIMES = (1900, 2099)
_MADE = re.compile(r"\b[Gg]enerated:\s*(\d{1,2} [A-Z][a-z]+ \d{4})\b", re.ASCII)
_ADDRESS = re.compile(r"https://(?:www\.)?sipri\.org/[A-Za-z0-9/._-]{1,200}")
# "A '0' ... indicates that the volume of deliveries is between 0 and 0.5" (the notes of each file).
_ALMOST_NOTHING = "0(0..0.5)"


@dataclass(frozen=True, slots=True)
class Notes:
    """The facts in the notes: EDTF day of making, scope and years; "" or None where not said."""

    made: str = ""
    supplier: str = ""
    recipient: str = ""
    first_year: int | None = None
    last_year: int | None = None
    address: str = ""

    @classmethod
    def of(cls, lines: tuple[str, ...]) -> "Notes":
        """Read the lines above the header."""
        text = "\n".join(line[:2000] for line in lines)
        scope, span, address = _SCOPE.search(text), _RANGE.search(text), _ADDRESS.search(text)
        first, last = _years(span)
        return cls(
            made=day_made(text),
            supplier=shown(scope[1].strip(), _NAME_CHARACTERS) if scope else "",
            recipient=shown(scope[2].strip(), _NAME_CHARACTERS) if scope else "",
            first_year=first,
            last_year=last,
            address=address[0].rstrip(".") if address else "",
        )


def header_of(table: Table, name: str, title: str) -> Header:
    """Give the header of a register."""
    notes = Notes.of(table.notes)
    return Header(
        name,
        title,
        name,
        DATABASE,
        TransferKind.DEAL,
        existence=Existence.CONFIRMED,
        columns=tuple(map(shown, table.labels)),
        sheet=table.sheet,
        encoding=table.encoding,
        separator=table.separator,
        header_line=table.header_line,
        lines=table.line_count,
        made=notes.made,
        publisher="SIPRI",
        url=notes.address,
        supplier=notes.supplier,
        recipient=notes.recipient,
        first_year=notes.first_year,
        last_year=notes.last_year,
    )


def _years(span: re.Match[str] | None) -> tuple[int | None, int | None]:
    """Give the years asked for; where only one end is named, the other one is far away."""
    first, last = (year_of(span[1]), year_of(span[2])) if span else (None, None)
    if first is None and last is None:
        return None, None
    first, last = first or _AT_ALL_TIMES[0], last or _AT_ALL_TIMES[1]
    return (first, last) if first <= last else (None, None)


def day_made(notes: str) -> str:
    """Give the day in "Generated: 28 July 2022" or "Data generated: 28 Jul 2022" as YYYY-MM-DD.

    "" where there is none.
    """
    match = _MADE.search(notes)
    return read_dates(match[1], "").dates if match else ""


def delivered_tiv(amount: str, years: str) -> str:
    """Give the delivered volume: a "0" beside years of delivery stands for 0 to 0.5."""
    return _ALMOST_NOTHING if amount == "0" and years else amount


class Ends(NamedTuple):
    """Who supplied whom, and why no deal can be made of a row of theirs ("": one can)."""

    supplier: str
    recipient: str
    wrong: str


def ends_reader(cells: Cells) -> Together[Ends]:
    """Give the reader of the two ends of a row."""

    def ends_of(row: Sequence[str]) -> Ends:
        supplier, recipient = cells.name("supplier", row), cells.name("recipient", row)
        return Ends(supplier, recipient, unusable(row, supplier, recipient))

    return cells.together(WANTED, ends_of)


def unusable(row: Sequence[str], supplier: str, recipient: str) -> str:
    """Say why no deal can be made of a row, "" when one can."""
    if {supplier.casefold(), recipient.casefold()} == set(WANTED):
        return "the header once more, as in files put one after the other"
    for role, name in (("supplier", supplier), ("recipient", recipient)):
        if not name:
            return f"the row names no {role}" + (_HINT if len(row) > 1 else "")
        if not any(character.isalpha() for character in name):
            return f"'{name[:40]}' cannot be the name of a {role}{_HINT}"
    return ""


_HINT = "; it may be the rest of a broken record"


class Categories:
    """SIPRI's armament categories by weapon description; one that has none is noted once."""

    def __init__(self, findings: Findings) -> None:
        self._missed: set[str] = set()
        self._findings = findings

    def of(self, description: str, line: int) -> str:
        """Give the category in which weapons of a description stand, "" when none is known."""
        found = vocabulary.category("sipri", description)
        key = description.casefold()
        if found is None and key not in self._missed:
            self._missed.add(key)
            message = "no armament category is known for this description; it is left empty"
            self._findings.doubtful(line, message, description, "weapon description")
        return found.name if found is not None else ""
