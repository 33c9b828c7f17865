"""SIPRI's trade register, layout B: one row a delivery year of a deal, under SIPRI's own number."""

from collections import defaultdict
from collections.abc import Iterator

from flowviz.importers import sipri, vocabulary
from flowviz.importers.cells import Cells, decimal_comma_places
from flowviz.importers.columns import find_columns
from flowviz.importers.entries import (
    FIGURES_AT,
    ORIGINAL_AT,
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
TITLE = "SIPRI trade register, deliveries by year"

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
    deals: dict[str, EntryRow] = {}
    originals: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for record in rows(table, -1, findings):
        cells.take(record)
        deal = _deal(record, cells, deals, findings)
        if deal is not None:
            findings.rows += 1
            _add_delivery(record, cells, deal, findings)
            originals[deal[1]].append((record.number, record.cells))
        if record.number % _LINES_BETWEEN_SIGNS == 0:
            yield record.number
    for key, deal in deals.items():
        deal[ORIGINAL_AT] = original_of(originals.pop(key))
        deal[_CATEGORY_AT] = vocabulary.sipri_spelling(deal[_CATEGORY_AT])
        yield deal


def _deal(
    record: Record, cells: Cells, deals: dict[str, EntryRow], findings: Findings
) -> EntryRow | None:
    """Give the deal of a row, begun if it is its first one, None when there can be none."""
    key = cells.text("id", NAME_CHARACTERS)
    supplier = cells.name("supplier", NAME_CHARACTERS)
    recipient = cells.name("recipient", NAME_CHARACTERS)
    wrong = sipri.unusable(record, supplier, recipient)
    if not (key.isascii() and key.isdigit()):
        wrong = wrong or f"'{key[:40]}' is no number of a deal in SIPRI's database"
    deal = deals.get(key)
    if deal is not None and not wrong:
        wrong = _contradiction(deal, cells) or _too_many(deal)
    if wrong:
        findings.skipped(record.number, wrong, record.text)
        return None
    if deal is None:
        findings.self_flow(record.number, supplier, recipient, record.text)
        deal = deals[key] = _begun(record, cells, key)
    return deal


def _begun(record: Record, cells: Cells, key: str) -> EntryRow:
    year, ordered_in = cells.year("order year", "order year mark")
    figures: list[FigureRow] = [["o", "ordered pieces", "", ordered_in]]
    per_unit = cells.amount("unit TIV")
    if per_unit:
        figures.append(["u", "ordered TIV per unit", per_unit, ordered_in])
    return entry_row(
        record.number,
        cells.name("supplier", NAME_CHARACTERS),
        cells.name("recipient", NAME_CHARACTERS),
        figures,
        key=key,
        year=year,
        designation=cells.name("designation", NAME_CHARACTERS),
        description=cells.text("description"),
        category=cells.text("category"),
        condition=cells.text("status"),
        comment=_comment(cells),
    )


def _comment(cells: Cells) -> str:
    """Keep what the row says beyond figures; SIPRI's estimate is that of a new piece."""
    estimate = cells.text("estimate")
    differs = estimate and estimate != cells.text("unit TIV")
    local = "Local production" if cells.is_flagged("local", "local") else ""
    return "; ".join(filter(None, (local, f"SIPRI estimate {estimate}" if differs else "")))


def _contradiction(deal: EntryRow, cells: Cells) -> str:
    """Say in what a row differs from the first of its deal, "" when in nothing that matters."""
    first = dict(zip(_DEAL_CELLS, (deal[2], deal[3], deal[5]), strict=True))
    for term in _DEAL_CELLS:
        text = cells.text(term, NAME_CHARACTERS)
        if text != first[term]:
            line = deal[0]
            return f"deal {deal[1]} has the {term} '{first[term]}' on line {line}, '{text}' here"
    return ""


def _too_many(deal: EntryRow) -> str:
    is_full = len(deal[FIGURES_AT]) + 2 > FIGURES
    return f"deal {deal[1]} has more deliveries than can be believed" if is_full else ""


def _add_delivery(record: Record, cells: Cells, deal: EntryRow, findings: Findings) -> None:
    year, delivered_in = cells.year("delivery year", "delivery year mark")
    figures = deal[FIGURES_AT]
    suffix = _free_suffix(figures, str(year or "undated"))
    if "-" in suffix:
        message = f"deal {deal[1]} has another row for {year or 'no year'}; both are kept"
        findings.doubtful(record.number, message, record.text)
    pieces = cells.amount("delivered", "delivered mark")
    volume = sipri.delivered_tiv(cells.amount("delivered TIV"), delivered_in)
    figures.append([f"d{suffix}", "delivered pieces", pieces, delivered_in])
    figures.append([f"dt{suffix}", "delivered TIV", volume, delivered_in])


def _free_suffix(figures: list[FigureRow], year: str) -> str:
    taken = {figure[0] for figure in figures}
    ordinal = 1
    while f"d{year}{f'-{ordinal}' if ordinal > 1 else ''}" in taken:
        ordinal += 1
    return f"{year}-{ordinal}" if ordinal > 1 else year
