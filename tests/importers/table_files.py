"""Tables of our own in every kind of file, made in memory."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

from flowviz.importers.mapping import FileChoices
from flowviz.importers.material import Material
from flowviz.importers.table import Table
from flowviz.importers.tables import UNDECIDED, open_table

ROWS = (
    ("Supplier", "Recipient", "Year", "Pieces"),
    ("Chad", "Peru", 2001, 12),
    ("Peru", "Mali", 2002, 7),
)


def text(rows: Sequence[Sequence[Any]] = ROWS, separator: str = ",") -> str:
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


def opened(data: bytes | str, *wanted: str, **choices: Any) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return open_table(Material(raw), FileChoices(**choices) if choices else UNDECIDED, wanted)


def cells(table: Table) -> list[list[str]]:
    return [record.cells for record in table.records()]


def workbook(*sheets: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**files: str | bytes) -> bytes:
    """Pack files; in their names "_" stands for the dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


def with_part(data: bytes, part: str, old: str, new: str) -> bytes:
    """Give an archive with one text in one of its parts exchanged."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            body = before.read(name)
            if name == part:
                assert old.encode() in body
                body = body.replace(old.encode(), new.encode())
            after.writestr(name, body)
    return stream.getvalue()
