"""Transfers as rows for a spreadsheet: a row a figure, headings as in the records table.

A line without figures has one row, and so has a transfer without lines. What is said of a transfer
as a whole stands in each of its rows. The identifiers at the end let changed rows find their
records when they are pasted back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flowviz.editing import clipboard
from flowviz.editing.cleaning import one_line
from flowviz.editing.known import Known
from flowviz.editing.showing import text_of
from flowviz.editing.typed import FigureText, LineText, TransferText
from flowviz.errors import RecordError
from flowviz.flows.words import sentence
from flowviz.records import Transfer
from flowviz.terms import Role

RECORD_FIELDS = (
    "supplier",
    "recipient",
    "kind",
    "existence",
    "existence_reason",
    "reporter",
    "comment",
)
LINE_FIELDS = ("designation", "description", "category", "condition")
FIGURE_FIELDS = ("stage", "amount", "unit", "basis", "dates")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it holds, its heading, and other headings that are read alike."""

    field: str
    heading: str
    others: tuple[str, ...] = ()


COLUMNS = (
    Column("supplier", "Supplier", ("seller", "exporter", "from")),
    Column("recipient", "Recipient", ("buyer", "importer", "to")),
    Column("designation", "Items", ("item", "designation", "weapon", "weapon designation")),
    Column("description", "Description", ("weapon description",)),
    Column("category", "Category", ("armament category",)),
    Column("condition", "Condition"),
    Column("stage", "Stage"),
    Column("amount", "Amount", ("quantity", "number")),
    Column("unit", "Unit", ("units", "currency")),
    Column("basis", "Basis"),
    Column("dates", "Dates", ("date", "year", "years")),
    Column("kind", "Kind"),
    Column("existence", "Existence"),
    Column("existence_reason", "Existence, why", ("existence reason", "reason")),
    Column("reporter", "Reported by", ("reporter",)),
    Column("comment", "Comment", ("comments", "remarks")),
    Column("record", "Record id", ("record",)),
    Column("line", "Line id"),
    Column("figure", "Figure id"),
)
_IDS = -3
"""Where the identifiers begin: parties stand before them."""
_BETWEEN = ";"
PARTY_COLUMNS = {role: Column(f"party {role}", sentence(role.value)) for role in Role}
"""Other parties by role, several of one role parted by semicolons; copied where there are any."""
HEADINGS = {column.field: column.heading for column in (*COLUMNS, *PARTY_COLUMNS.values())}
"""The heading of each field."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted table: its headings, the field of each column ("" for one not known), its rows.

    ``rows`` are as wide as the headings; ``numbers`` are their places in what was pasted, from 1.
    """

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def cell(self, row: int, field: str) -> str | None:
        """What a row says in the column of a field, None where there is no such column."""
        return self.rows[row][self.fields.index(field)] if field in self.fields else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The identifiers of records that the rows name."""
        if "record" not in self.fields:
            return ()
        place = self.fields.index("record")
        return tuple(dict.fromkeys(row[place].strip() for row in self.rows if row[place].strip()))


def copied(transfers: Iterable[Transfer], known: Known) -> str:
    """Transfers as the text of a clipboard."""
    texts = [text_of(transfer, known) for transfer in transfers]
    roles = {party.role for text in texts for party in text.parties}
    parties = [column for role, column in PARTY_COLUMNS.items() if role in roles]
    columns = (*COLUMNS[:_IDS], *parties, *COLUMNS[_IDS:])
    headings = [column.heading for column in columns]
    rows = (
        [cells.get(column.field, "") for column in columns]
        for text in texts
        for cells in _rows(text)
    )
    return clipboard.written([headings, *rows])


def parties_cell(text: TransferText, role: str) -> str:
    """The parties of one role as a cell has them."""
    return f"{_BETWEEN} ".join(party.actor for party in text.parties if party.role == role)


def parties_of(cell: str) -> tuple[str, ...]:
    """The names in a cell of parties, each once."""
    names = (name.strip() for name in cell.split(_BETWEEN))
    return tuple(dict.fromkeys(name for name in names if name))


def pasted(text: str) -> Pasted:
    """The table in a clipboard's text.

    Raises
    ------
    RecordError
        There is none: its first row does not name who supplies what to whom.
    """
    rows = clipboard.read(text)
    headings = tuple(map(one_line, rows[0])) if rows else ()
    fields = _fields(headings)
    if "record" not in fields and not {"supplier", "recipient"} <= set(fields):
        raise RecordError(
            "The first row must name the columns: Supplier and Recipient, then Items, Amount, Unit,"
            " Dates and others. Copy some records to see how a table looks."
        )
    width = len(headings)
    numbered = [(at, row) for at, row in enumerate(rows, 1) if at > 1 and any(map(str.strip, row))]
    too_wide = next((at for at, row in numbered if any(map(str.strip, row[width:]))), None)
    if too_wide is not None:
        raise RecordError(f"Row {too_wide} has more cells than there are headings.")
    padded = tuple((*row, *("",) * width)[:width] for _, row in numbered)
    return Pasted(headings, fields, padded, tuple(at for at, _ in numbered))


def _fields(headings: tuple[str, ...]) -> tuple[str, ...]:
    known = {
        name.casefold(): column.field
        for column in (*COLUMNS, *PARTY_COLUMNS.values())
        for name in (column.heading, *column.others)
    }
    fields: list[str] = []
    for heading in headings:
        field = known.get(heading.casefold(), "")
        if field and field in fields:
            raise RecordError(f"Two columns are called “{heading[:40]}” or mean the same.")
        fields.append(field)
    return tuple(fields)


def _rows(text: TransferText) -> Iterator[dict[str, str]]:
    parts: list[tuple[LineText | None, FigureText | None]] = [(None, own) for own in text.figures]
    for each in text.lines:
        parts += [(each, figure) for figure in each.figures] or [(each, None)]
    whole = {field: getattr(text, field) for field in RECORD_FIELDS} | {"record": text.id}
    for role in {party.role for party in text.parties}:
        whole[f"party {role}"] = parties_cell(text, role)
    for line, figure in parts or [(None, None)]:
        cells = dict(whole)
        if line is not None:
            cells |= {field: getattr(line, field) for field in LINE_FIELDS} | {"line": line.id}
        if figure is not None:
            cells |= {field: getattr(figure, field) for field in FIGURE_FIELDS}
            cells["figure"] = figure.id
        yield cells
