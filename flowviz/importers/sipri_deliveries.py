"""SIPRI's trade register, layout B: one row a delivery year of a deal, under SIPRI's own number."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from flowviz.importers import sipri, vocabulary
from flowviz.importers.cells import Cells, decimal_comma_places
from flowviz.importers.columns import find_columns
from flowviz.importers.entries import (
    DESIGNATION_AT,
    FIGURES_AT,
    KEY_AT,
    LINE_AT,
    ORIGINAL_AT,
    RECIPIENT_AT,
    SUPPLIER_AT,
    EntryRow,
    FigureRow,
    Header,
    entry_row,
    original_of,
)
from flowviz.importers.findings import Findings
from flowviz.importers.limits import FIGURES, NAME_CHARACTERS
from flowviz.importers.material import Material, Probe
from flowviz.importers.rows import rows
from flowviz.importers.table import Record
from flowviz.importers.tables import open_table

NAME = "sipri-deliveries"

_COLUMNS = {
    "id": ("sipri at database id",),
    "supplier": ("supplier",),
    "recipient": ("recipient",),
    "designation": ("designation", "weapon designation"),
    "description": ("description", "weapon description"),
    "category": ("armament category",),
    "order year": ("order date",),
    "order year mark": ("order date is estimate",),
    "delivered": ("numbers delivered",),
    "delivered mark": ("numbers delivered is estimate",),
    "delivery year": ("delivery year",),
    "delivery year mark": ("delivery year is estimate",),
    "status": ("status",),
    "estimate": ("sipri estimate",),
    "unit TIV": ("tiv deal unit",),
    "delivered TIV": ("tiv delivery values",),
    "local": ("local production",),
}
_REQUIRED = frozenset({"id", "supplier", "recipient", "designation", "delivery year"})
_NUMBERS = ["delivered", "estimate", "unit TIV", "delivered TIV"]
_LINES_BETWEEN_SIGNS = 2_000
_CATEGORY_AT = 7
_DEAL_CELLS = ("supplier", "recipient", "designation")


def knows(probe: Probe) -> bool:
    """Tell whether a header is one of this layout."""
    return probe.has_columns(*sipri.WANTED, "sipri at database id")


def read(material: Material, findings: Findings) -> Iterator[Header | EntryRow | int]:
    """Give the deals of a table, each with the figures of all its rows (ints: lines passed)."""
    table = open_table(material, wanted=sipri.WANTED)
    yield sipri.header_of(table, NAME, "SIPRI trade register: deliveries by year")
    columns = find_columns(table.names, _COLUMNS, _REQUIRED, table.header_line, findings)
    cells = Cells(columns, findings, decimal_comma_places(table, columns, _NUMBERS))
    deals = _Deals(cells, findings)
    for record in rows(table, -1, findings):
        deals.take(record)
        if record.number % _LINES_BETWEEN_SIGNS == 0:
            yield record.number
    yield from deals.whole()


class _Deals:
    """Gathers the deals of a table, each with the deliveries of all its rows."""

    def __init__(self, cells: Cells, findings: Findings) -> None:
        self._cells, self._findings = cells, findings
        self._deals: dict[str, EntryRow] = {}
        self._originals: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        self._suffixes: dict[str, set[str]] = defaultdict(set)
        self._ends = sipri.ends_reader(cells)
        self._delivered_in = cells.year_readers("delivery year", "delivery year mark")
        self._delivered = cells.amounts("delivered", "delivered mark")
        self._volume = cells.amounts("delivered TIV")
        self._designation = cells.together(("designation",), partial(cells.name, "designation"))

    def take(self, record: Record) -> None:
        """Add a row to its deal; one that cannot be is skipped."""
        line, row, notes = record.number, self._cells.take(record), self._cells.notes
        key = self._cells.text("id", row, NAME_CHARACTERS)
        supplier, recipient, wrong = self._ends.of(row)
        if not (key.isascii() and key.isdigit()):
            wrong = wrong or f"'{key[:40]}' is no number of a deal in SIPRI's database"
        deal = self._deals.get(key)
        if deal is not None and not wrong:
            told = supplier, recipient, self._designation.of(row)
            wrong = _contradiction(deal, told) or _too_many(deal)
        if notes.found:
            notes.tell(line)
        if wrong:
            self._findings.skipped(line, wrong, record.text)
            return
        if deal is None:
            if supplier == recipient:
                self._findings.self_flow(line, supplier, recipient, record.text)
            deal = self._deals[key] = self._begun(line, row, key, supplier, recipient)
        self._findings.rows += 1
        self._add_delivery(record, row, deal)
        if notes.found:
            notes.tell(line)
        self._originals[key].append((line, record.cells))

    def whole(self) -> Iterator[EntryRow]:
        """Give the deals in the order in which they came up."""
        for key, deal in self._deals.items():
            deal[ORIGINAL_AT] = original_of(self._originals.pop(key))
            deal[_CATEGORY_AT] = vocabulary.sipri_spelling(deal[_CATEGORY_AT])
            yield deal

    def _begun(
        self, line: int, row: Sequence[str], key: str, supplier: str, recipient: str
    ) -> EntryRow:
        cells = self._cells
        year, ordered_in = cells.year("order year", row, "order year mark")
        figures: list[FigureRow] = [["o", "ordered pieces", "", ordered_in]]
        per_unit = cells.amount("unit TIV", row)
        if per_unit:
            figures.append(["u", "ordered TIV per unit", per_unit, ordered_in])
        return entry_row(
            line,
            supplier,
            recipient,
            figures,
            key=key,
            year=year,
            designation=self._designation.of(row),
            description=cells.text("description", row),
            category=cells.text("category", row),
            condition=cells.text("status", row),
            comment=_comment(cells, row),
        )

    def _add_delivery(self, record: Record, row: Sequence[str], deal: EntryRow) -> None:
        year, delivered_in = self._delivered_in.of(row)
        suffix = self._free_suffix(deal[KEY_AT], str(year or "undated"))
        if "-" in suffix:
            message = f"deal {deal[KEY_AT]} has another row for {year or 'no year'}; both are kept"
            self._cells.notes.tell(record.number)
            self._findings.doubtful(record.number, message, record.text)
        pieces = self._delivered.of(row)
        volume = sipri.delivered_tiv(self._volume.of(row), delivered_in)
        deal[FIGURES_AT] += (
            [f"d{suffix}", "delivered pieces", pieces, delivered_in],
            [f"dt{suffix}", "delivered TIV", volume, delivered_in],
        )

    def _free_suffix(self, key: str, year: str) -> str:
        taken, suffix, ordinal = self._suffixes[key], year, 1
        while suffix in taken:
            ordinal += 1
            suffix = f"{year}-{ordinal}"
        taken.add(suffix)
        return suffix


def _comment(cells: Cells, row: Sequence[str]) -> str:
    """Keep what the row says beyond figures; SIPRI's estimate is that of a new piece."""
    estimate = cells.text("estimate", row)
    differs = estimate and estimate != cells.text("unit TIV", row)
    local = "Local production" if cells.is_flagged("local", row, "local") else ""
    return "; ".join(filter(None, (local, f"SIPRI estimate {estimate}" if differs else "")))


def _contradiction(deal: EntryRow, told: tuple[str, str, str]) -> str:
    """Say in what a row differs from the first of its deal, "" when in nothing that matters."""
    first = deal[SUPPLIER_AT], deal[RECIPIENT_AT], deal[DESIGNATION_AT]
    for term, begun, text in zip(_DEAL_CELLS, first, told, strict=True):
        if text != begun:
            line = deal[LINE_AT]
            return f"deal {deal[KEY_AT]} has the {term} '{begun}' on line {line}, '{text}' here"
    return ""


def _too_many(deal: EntryRow) -> str:
    is_full = len(deal[FIGURES_AT]) + 2 > FIGURES
    return f"deal {deal[KEY_AT]} has more deliveries than can be believed" if is_full else ""
