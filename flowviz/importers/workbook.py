"""A workbook (XLSX) as a table: one of its sheets, read by openpyxl as its XML streams past."""

import contextlib
import io
import itertools
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from flowviz.errors import ImportFileError
from flowviz.importers.container import opened
from flowviz.importers.findings import shown
from flowviz.importers.header import beginning
from flowviz.importers.limits import HEADER_LINES
from flowviz.importers.mapping import FileChoices
from flowviz.importers.sheet import SheetRow, rows_of
from flowviz.importers.table import Record, names_of, numbered

_SAMPLE_ROWS = 200
_LAST_BEGINNING = 5_000
"""The row by which a table must have begun."""
_BETWEEN_CELLS = "\t"


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """A table in a sheet; see :class:`Table`. Lines are the rows of the sheet."""

    sheets: tuple[str, ...]
    sheet: str
    notes: tuple[str, ...]
    labels: tuple[str, ...]
    header_line: int
    line_count: int
    doubts: tuple[str, ...]
    _worksheet: Any
    _first_row: int
    encoding: str = ""
    separator: str = ""
    may_hold_commas: bool = True

    @classmethod
    def open(cls, data: bytes, choices: FileChoices, wanted: tuple[str, ...]) -> "WorkbookTable":
        """Open the sheet that is chosen, else the first visible one that holds such a table.

        Raises
        ------
        ImportFileError
            When the workbook is damaged, or no sheet of it holds one.
        """
        opened(data).close()
        with _in_words():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions, which are not read
                book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            visible = [each for each in book.worksheets if each.sheet_state == "visible"]
            hidden = [each.title for each in book.worksheets if each not in visible]
            chosen = [each for each in book.worksheets if each.title == choices.sheet] or visible
            if choices.sheet and chosen is visible:
                raise ImportFileError(f"The workbook has no sheet '{shown(choices.sheet)}'.")
            sheets = tuple(each.title for each in (*visible, *book.worksheets))
            for worksheet in chosen:
                found = cls._of(worksheet, tuple(dict.fromkeys(sheets)), hidden, choices, wanted)
                if found is not None:
                    return found
        if wanted:
            needed = " and ".join(repr(name.title()) for name in wanted)
            raise ImportFileError(f"No sheet names the columns {needed} in its first rows.")
        raise ImportFileError("No sheet of the workbook holds a table.")

    @classmethod
    def _of(
        cls,
        worksheet: Any,
        sheets: tuple[str, ...],
        hidden: list[str],
        choices: FileChoices,
        wanted: tuple[str, ...],
    ) -> "WorkbookTable | None":
        last = max(_LAST_BEGINNING, choices.header_line)
        rows = list(itertools.islice(rows_of(worksheet, last), _SAMPLE_ROWS))
        found = _header(rows, choices, wanted)
        if found is None:
            return None
        place, is_header = found
        header = rows[place]
        width = max(len(row.cells) for row in rows[place:])
        labels = tuple(header.cells) + ("",) * (width - len(header.cells))
        return cls(
            sheets,
            worksheet.title,
            tuple(" ".join(filter(None, row.cells)) for row in rows[:place]),
            labels if is_header else numbered(width),
            header.number if is_header else 0,
            _line_count(worksheet, rows),
            tuple(_doubts(worksheet.title, sheets, hidden)),
            worksheet,
            header.number + is_header,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns as they are compared."""
        return names_of(self.labels)

    def records(self) -> Iterator[Record]:
        """The rows below the header; empty ones are passed over, short ones are filled up."""
        width = len(self.labels)
        with _in_words():
            for row in rows_of(self._worksheet):
                if row.number < self._first_row:
                    continue
                cells = row.cells
                text = _BETWEEN_CELLS.join(cells)
                if len(cells) < width and not row.fault:
                    cells = cells + [""] * (width - len(cells))
                yield Record(row.number, cells, text, row.fault, doubts=row.doubts)


def _header(
    rows: list[SheetRow], choices: FileChoices, wanted: tuple[str, ...]
) -> tuple[int, bool] | None:
    """Give the place of the first row of a table among these, and whether it names columns."""
    if choices.header_line:
        for place, row in enumerate(rows):
            if row.number == choices.header_line and row.cells:
                return place, True
        raise ImportFileError(f"Row {choices.header_line:,} cannot be a header: it is empty.")
    if not wanted:
        return beginning([row.cells for row in rows])
    for place, row in enumerate(rows[:HEADER_LINES]):
        if set(wanted) <= set(names_of(row.cells)):
            return place, True
    return None


def _line_count(worksheet: Any, rows: list[SheetRow]) -> int:
    """Give how many rows the sheet says it has, no fewer than were seen."""
    told = worksheet.max_row
    return max(told if isinstance(told, int) else 0, rows[-1].number)


def _doubts(sheet: str, sheets: tuple[str, ...], hidden: list[str]) -> Iterator[str]:
    others = [name for name in sheets if name != sheet]
    if others:
        names = ", ".join(
            f"'{shown(name, 60)}'{' (hidden)' if name in hidden else ''}" for name in others
        )
        yield f"the sheet '{shown(sheet, 60)}' is read; not read: {names}"


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Say of what openpyxl stumbles over in a workbook that the workbook is damaged."""
    try:
        yield
    except (
        *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError),
        *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError),
    ) as error:
        raise ImportFileError(f"The workbook is damaged ({shown(str(error), 100)}).") from None
