"""SIPRI's trade register, layout A: one row a deal, with the years of its deliveries.

Read too are the older tables of SIPRI's data page and copies of them: "Number ordered" was "No.
ordered", doubts stood in columns named "uncertain", and TIV, or years, or both were not given. Such
a table is a data set of its own: it would take from deals what it does not know. Its codes of
buyers and sellers are SIPRI's own (AST is Austria) and not read.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from flowviz.errors import ImportFileError
from flowviz.importers import sipri
from flowviz.importers.cells import Cells, decimal_comma_places
from flowviz.importers.columns import find_columns
from flowviz.importers.entries import EntryRow, FigureRow, Header, entry_row, original_of
from flowviz.importers.findings import Findings
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.material import Material, Probe
from flowviz.importers.repeats import Repeats
from flowviz.importers.rows import rows
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import open_table

NAME = "sipri-deals"
TITLE = "SIPRI trade register, deals"

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
    repeats = Repeats(findings)
    categories = sipri.Categories(findings)
    records = rows(table, columns["comments"].place, findings)
    for record in records:
        cells.take(record)
        deal = _deal(record, cells, categories, findings)
        if deal is not None:
            findings.rows += 1
            repeats.note(record)
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


def _deal(
    record: Record, cells: Cells, categories: sipri.Categories, findings: Findings
) -> EntryRow | None:
    supplier = cells.name("supplier", NAME_CHARACTERS)
    recipient = cells.name("recipient", NAME_CHARACTERS)
    wrong = sipri.unusable(record, supplier, recipient)
    if wrong:
        findings.skipped(record.number, wrong, record.text)
        return None
    findings.self_flow(record.number, supplier, recipient, record.text)
    year, ordered_in = cells.year("order year") if cells.has("order year") else (0, "")
    description = cells.text("description")
    return entry_row(
        record.number,
        supplier,
        recipient,
        _figures(cells, ordered_in),
        year=year,
        designation=cells.name("designation", NAME_CHARACTERS),
        description=description,
        category=categories.of(description, record.number),
        condition=cells.text("status"),
        comment=cells.text("comments"),
        original=original_of([(record.number, record.cells)]),
    )


def _figures(cells: Cells, ordered_in: str) -> list[FigureRow]:
    years = cells.years("years")
    figures: list[FigureRow] = []
    if cells.has("ordered") or ordered_in:
        figures.append(["o", "ordered pieces", cells.amount("ordered"), ordered_in])
    delivered = cells.amount("delivered")
    if delivered or years:
        figures.append(["d", "delivered pieces", delivered, years])
    if cells.has("ordered TIV"):
        figures.append(["ot", "ordered TIV", cells.amount("ordered TIV"), ordered_in])
    volume = cells.amount("delivered TIV")
    if volume or (years and cells.has("delivered TIV")):
        volume = sipri.delivered_tiv(volume, years)
        figures.append(["dt", "delivered TIV", volume, years])
    per_unit = cells.amount("unit TIV")
    if per_unit:
        figures.append(["u", "ordered TIV per unit", per_unit, ordered_in])
    return figures
