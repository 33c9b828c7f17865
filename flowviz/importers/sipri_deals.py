"""SIPRI's trade register, layout A: one row a deal, with the years of its deliveries.

Read too are the older tables of SIPRI's data page and copies of them: "Number ordered" was "No.
ordered", doubts stood in columns named "uncertain", and TIV, or years, or both were not given. Such
a table is a data set of its own: it would take from deals what it does not know. Its codes of
buyers and sellers are SIPRI's own (AST is Austria) and not read.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from flowviz.errors import ImportFileError
from flowviz.importers import sipri
from flowviz.importers.cells import Cells, decimal_comma_places
from flowviz.importers.columns import find_columns
from flowviz.importers.entries import EntryRow, FigureRow, Header, entry_row, original_of
from flowviz.importers.findings import Findings
from flowviz.importers.material import Material, Probe
from flowviz.importers.repeats import Repeats
from flowviz.importers.rows import rows
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import open_table

NAME = "sipri-deals"

_COLUMNS = {
    "recipient": ("recipient", "buyer"),
    "supplier": ("supplier", "seller"),
    "order year": ("year of order",),
    "ordered": ("number ordered", "no. ordered"),
    "designation": ("weapon designation", "designation", "desig2"),
    "description": ("weapon description", "description", "desc"),
    "delivered": ("number delivered", "deliveries in the year range", "no. delivered", "nrdel"),
    "years": ("year(s) of delivery", "year(s) of deliveries", "year of delivery"),
    "status": ("status",),
    "comments": ("comments", "comment"),
    "unit TIV": ("sipri tiv per unit", "tivunit"),
    "ordered TIV": ("sipri tiv for total order", "tivorder"),
    "delivered TIV": ("sipri tiv of delivered weapons", "tivdel"),
}
_REQUIRED = frozenset({"recipient", "supplier", "designation"})
_WITHOUT_YEARS = ("buyer", "seller", "desig2")
_NUMBERS = ["ordered", "delivered", "unit TIV", "ordered TIV", "delivered TIV"]


def knows(probe: Probe) -> bool:
    """Tell whether a header is one of this layout."""
    return probe.has_columns(*sipri.WANTED, "year of order") or probe.has_columns(*_WITHOUT_YEARS)


def read(material: Material, findings: Findings) -> Iterator[Header | EntryRow]:
    """Give the deals of a table in the order of its rows."""
    table = _opened(material)
    columns = find_columns(table.names, _COLUMNS, _REQUIRED, table.header_line, findings)
    header = _header(table)
    wanting = [name for name in ("order year", "years", "delivered TIV") if columns[name].place < 0]
    if wanting:
        without = f"without {' and '.join(wanting)}"
        title, data_set = f"{header.title}, {without}", f"{header.data_set}/{without}"
        header = replace(header, title=title, data_set=data_set)
    yield header
    cells = Cells(columns, findings, decimal_comma_places(table, columns, _NUMBERS))
    deals = _Deals(cells, findings)
    for record in rows(table, columns["comments"].place, findings):
        deal = deals.of(record)
        if deal is not None:
            yield deal


def _header(table: Table) -> Header:
    """Give the header; a table of certain years is a data set of its own.

    It lists only the deliveries of these years: its figures are others than those of the whole.
    """
    header = sipri.header_of(table, NAME, "SIPRI trade register: deals")
    if header.first_year is None:
        return header
    span = f"{header.first_year}-{header.last_year}"
    return replace(header, title=f"{header.title}, deliveries {span}", data_set=f"{NAME}/{span}")


def _opened(material: Material) -> Table:
    """Open the table by the names of today, else by those of the table without years."""
    try:
        return open_table(material, wanted=sipri.WANTED)
    except ImportFileError:
        with contextlib.suppress(ImportFileError):
            return open_table(material, wanted=_WITHOUT_YEARS)
        raise


class _Deals:
    """Makes a deal of each row."""

    def __init__(self, cells: Cells, findings: Findings) -> None:
        self._cells, self._findings = cells, findings
        self._ends = sipri.ends_reader(cells)
        self._ordered_in = cells.year_readers("order year") if cells.has("order year") else None
        self._years = cells.lists_of_years("years")
        self._ordered, self._delivered = cells.amounts("ordered"), cells.amounts("delivered")
        self._ordered_tiv, self._unit_tiv = cells.amounts("ordered TIV"), cells.amounts("unit TIV")
        self._delivered_tiv = cells.amounts("delivered TIV")
        self._has_ordered, self._has_ordered_tiv, self._has_delivered_tiv = map(
            cells.has, ("ordered", "ordered TIV", "delivered TIV")
        )
        self._designation = cells.together(("designation",), partial(cells.name, "designation"))
        self._description, self._status = cells.texts("description"), cells.texts("status")
        self._comments = cells.texts("comments")
        self._categories = sipri.Categories(findings)
        self._repeats = Repeats(findings)

    def of(self, record: Record) -> EntryRow | None:
        """Give the deal of a row, None where it is left out; doubts about it are findings."""
        line, row, notes = record.number, self._cells.take(record), self._cells.notes
        supplier, recipient, wrong = self._ends.of(row)
        if notes.found:
            notes.tell(line)
        if wrong:
            self._findings.skipped(line, wrong, record.text)
            return None
        if supplier == recipient:
            self._findings.self_flow(line, supplier, recipient, record.text)
        year, ordered_in = self._ordered_in.of(row) if self._ordered_in else (0, "")
        description = self._description.of(row)
        figures = self._figures(row, ordered_in)
        designation = self._designation.of(row)
        if notes.found:
            notes.tell(line)
        category = self._categories.of(description, line)
        condition, comment = self._status.of(row), self._comments.of(row)
        if notes.found:
            notes.tell(line)
        self._findings.rows += 1
        self._repeats.note(record)
        return entry_row(
            line,
            supplier,
            recipient,
            figures,
            year=year,
            designation=designation,
            description=description,
            category=category,
            condition=condition,
            comment=comment,
            original=original_of([(line, record.cells)]),
        )

    def _figures(self, row: Sequence[str], ordered_in: str) -> list[FigureRow]:
        years = self._years.of(row)
        figures: list[FigureRow] = []
        if self._has_ordered or ordered_in:
            figures.append(["o", "ordered pieces", self._ordered.of(row), ordered_in])
        delivered = self._delivered.of(row)
        if delivered or years:
            figures.append(["d", "delivered pieces", delivered, years])
        if self._has_ordered_tiv:
            figures.append(["ot", "ordered TIV", self._ordered_tiv.of(row), ordered_in])
        volume = self._delivered_tiv.of(row)
        if volume or (years and self._has_delivered_tiv):
            volume = sipri.delivered_tiv(volume, years)
            figures.append(["dt", "delivered TIV", volume, years])
        per_unit = self._unit_tiv.of(row)
        if per_unit:
            figures.append(["u", "ordered TIV per unit", per_unit, ordered_in])
        return figures
