"""SIPRI's TIV tables in the old form: one line a partner, one column a year, TIV in millions.

The other party is only in the title ("TIV of arms exports from Albania, 1950-2021"; "imports of"
and "to" are read too). An empty cell says nothing; "0" stands for 0 to 0.5. The line and the column
"Total" are left out; the line is listed. A table of all countries, and the new form ("Volume of
transfers of major arms"), give totals of countries and no pairs: they are refused.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flowviz.errors import ImportFileError
from flowviz.importers import celltext, sipri
from flowviz.importers.entries import (
    EntryRow,
    FigureRow,
    Given,
    Header,
    entry_row,
    figure_row,
    original_of,
)
from flowviz.importers.findings import Findings, shown
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.material import Material, Probe
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import open_table
from flowviz.importers.totals import is_total
from flowviz.terms import Existence, Stage

NAME = "sipri-tiv"

_TITLE = re.compile(
    r"TIV of arms (exports|imports) (?:from|of|to) (.{1,200}?),\s*((?:1[89]|20)\d\d)\s*-"
)
_KNOWN = re.compile(rb"TIV of arms (?:ex|im)ports|Volume of transfers of major arms")
_NEW = re.compile(rb"Volume of transfers of major arms")
_BEGIN_BYTES = 4096
_EVERYBODY = frozenset(("all", "world", "all countries", "the world"))


class _Scope(NamedTuple):
    """Whose table it is, and on which side of the flows that party stands."""

    party: str
    is_supplier: bool


def knows(probe: Probe) -> bool:
    """Tell whether a file is a table of TIV, also one that cannot be read."""
    return _KNOWN.search(probe.begin[:_BEGIN_BYTES]) is not None and not probe.has_columns(
        *sipri.WANTED
    )


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give a record for each partner, with a figure for each year that has one.

    Raises
    ------
    ImportFileError
        When the table has totals only, or does not say whose it is.
    """
    if _NEW.search(material.data[:_BEGIN_BYTES]):
        raise ImportFileError(
            "The table gives SIPRI's totals of each country and no pairs of supplier and "
            "recipient: no flow can be made of it. SIPRI's trade register has the pairs."
        )
    table = open_table(material)
    scope = _scope_of(table)
    years = {place: year for place, label in enumerate(table.labels) if (year := _year_of(label))}
    if not years:
        raise ImportFileError(f"Line {table.header_line}, the header, names no years.")
    side = "exports" if scope.is_supplier else "imports"
    yield Header(
        NAME,
        f"SIPRI TIV of arms {side}: {scope.party}",
        f"{NAME}/{side}/{scope.party.casefold()}",
        source=sipri.DATABASE,
        existence=Existence.CONFIRMED,
        columns=tuple(map(shown, table.labels)),
        sheet=table.sheet,
        encoding=table.encoding,
        separator=table.separator,
        header_line=table.header_line,
        lines=table.line_count,
        made=sipri.day_made("\n".join(table.notes)),
        publisher="SIPRI",
        first_year=min(years.values()),
        last_year=max(years.values()),
    )
    for record in table.records():
        row = _entry(record, scope, years, findings)
        if row is not None:
            findings.rows += 1
            yield row


def _scope_of(table: Table) -> _Scope:
    match = _TITLE.search("\n".join(table.notes))
    if match is None:
        raise ImportFileError(
            "The table does not say whose exports or imports it lists: its first line should be "
            "a title such as 'TIV of arms exports from Albania, 1950-2021'."
        )
    party = celltext.clean(match[2])[0]
    if party.casefold() in _EVERYBODY:
        raise ImportFileError(
            f"The table lists the {match[1]} of all countries together and no pairs of supplier "
            "and recipient: no flow can be made of it."
        )
    return _Scope(party, match[1] == "exports")


def _year_of(label: str) -> int | None:
    return celltext.year_of(label.strip())


def _entry(
    record: Record, scope: _Scope, years: dict[int, int], findings: Findings
) -> EntryRow | None:
    partner, odd = celltext.clean(record.cells[0]) if record.cells else ("", "")
    if not any(cell.strip() for cell in record.cells) and not record.fault:
        return None
    wrong = record.fault or _unusable(partner)
    figures = [] if wrong else list(_figures(record, years, findings))
    if not wrong and not figures:
        wrong = "the line has no amount in any year"
    if wrong:
        findings.skipped(record.number, wrong, record.text)
        return None
    if odd:
        findings.doubtful(record.number, odd, partner)
    partner = partner[:NAME_CHARACTERS]
    findings.self_flow(record.number, scope.party, partner, record.text)
    return entry_row(
        record.number,
        scope.party if scope.is_supplier else partner,
        partner if scope.is_supplier else scope.party,
        figures,
        original=original_of([(record.number, record.cells)]),
    )


def _unusable(partner: str) -> str:
    """Say why no record can be made of a line, "" when one can."""
    if not partner:
        return "the line names no country"
    if is_total(partner):
        return "a totals row"
    return "" if any(map(str.isalpha, partner)) else "the first cell is no name of a country"


def _figures(record: Record, years: dict[int, int], findings: Findings) -> Iterator[FigureRow]:
    for place, year in years.items():
        stood = record.cells[place] if place < len(record.cells) else ""
        text = celltext.clean(stood)[0]
        if text:
            number = celltext.strict_number(text)
            if number is None:
                message = "it is no plain number; the amount is taken as unknown"
                findings.doubtful(record.number, message, text, str(year))
            amount = f"={text}" if number is None else sipri.delivered_tiv(number, str(year))
            yield figure_row(f"dt{year}", Stage.DELIVERED, "TIV", amount, str(year))
