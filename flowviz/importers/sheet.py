"""The rows of one sheet of a workbook as texts, read from its XML as it streams past.

Numbers and dates come as the value that is stored, in plain text: 0.1 without the noise of binary
fractions (15 digits, as spreadsheets show them), 2015-03-04, TRUE.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any, NamedTuple

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    VALUE_TAG,
    Text,
    WorkSheetParser,
    coordinate_to_tuple,
)

from flowviz.errors import ImportFileError
from flowviz.importers.limits import COLUMNS, ROWS

_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_MERGED_BYTES = 64
_DIMENSION = re.compile(
    rb'<(?:\w{1,20}:)?dimension ref="([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)"'
)
_BEGIN_BYTES = 2**16
_MERGES = 10_000
_CHUNK_BYTES = 2**20
_LONGEST_EXPONENT = 30
_NOT_CALCULATED = "the formula has no stored value; open the file in a spreadsheet and save it"


class SheetCell(NamedTuple):
    """A cell that is not empty: its column from 1, its text, what is odd about it."""

    column: int
    text: str
    doubt: str


class SheetRow(NamedTuple):
    """A row that is not empty; ``fault`` is why its cells are not given."""

    number: int
    cells: list[str]
    doubts: tuple[str, ...]
    fault: str


def rows_of(sheet: ReadOnlyWorksheet, last: int = ROWS) -> Iterator[SheetRow]:
    """Give the rows of a sheet that hold anything, up to the ``last`` one that is looked at.

    What stands in a cell merged over several rows of one column holds for each of them.

    Raises
    ------
    ImportFileError
        When there are too many.
    """
    merged = _Merged(sheet)
    with sheet._get_source() as source:
        for number, cells in _Parser(sheet, source).parse():
            if number > ROWS:
                raise ImportFileError(f"The sheet has more than {ROWS:,} rows.")
            if number > last:
                return
            filled = merged.filled(number, cells)
            if not filled:
                continue
            width = max(cell.column for cell in filled)
            if width > COLUMNS:
                where = f"{get_column_letter(width)}{number}"
                fault = f"a cell stands far out, at {where}; up to {COLUMNS:,} columns are read"
                yield SheetRow(number, [], (), fault)
                continue
            texts = [""] * width
            for cell in filled:
                texts[cell.column - 1] = cell.text
            doubts = tuple(
                f"{get_column_letter(cell.column)}{number}: {cell.doubt}"
                for cell in filled
                if cell.doubt
            )
            yield SheetRow(number, texts, doubts, "")


def _take_told_size(sheet: ReadOnlyWorksheet) -> None:
    """Take the size that a sheet says it has, where it does so before its rows."""
    with sheet._get_source() as source:
        told = _DIMENSION.search(source.read(_BEGIN_BYTES))
    if told is not None:
        bounds = range_boundaries(told[1].decode())
        sheet._min_column, sheet._min_row, sheet._max_column, sheet._max_row = bounds


# WORKAROUND openpyxl 3.1.5: without a size it reads all of each sheet when the workbook is opened,
# half a minute for ten million empty rows in 90 KB.
ReadOnlyWorksheet._get_size = _take_told_size


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser of a sheet, giving texts, and passing over all that is no row."""

    def __init__(self, sheet: ReadOnlyWorksheet, source: IO[bytes]) -> None:
        book = sheet.parent
        super().__init__(source, sheet._shared_strings, data_only=True, epoch=book.epoch)
        self.row_counter = 0
        self.date_formats = book._date_formats
        self.timedelta_formats = book._timedelta_formats

    def parse_formatting(self, element: Any) -> None:
        """Pass over colours."""

    def parse_extensions(self, element: Any) -> None:
        """Pass over what is newer than the format."""

    def parse_row(self, row: Any) -> tuple[int, list[SheetCell]]:
        """Give the number of a row, and its cells that are not empty."""
        number = row.get("r")
        self.row_counter = int(number) if number else self.row_counter + 1
        self.col_counter = 0
        return self.row_counter, [cell for each in row if (cell := self.parse_cell(each))]

    def parse_cell(self, element: Any) -> SheetCell | None:
        """Give a cell, None for one that is empty."""
        coordinate = element.get("r")
        if coordinate:
            _, self.col_counter = coordinate_to_tuple(coordinate)
        else:
            self.col_counter += 1
        text, doubt = self._told(element)
        return SheetCell(self.col_counter, text, doubt) if text.strip() or doubt else None

    def _told(self, element: Any) -> tuple[str, str]:
        sort = element.get("t", "n")
        if sort == "inlineStr":
            child = element.find(INLINE_STRING)
            return ("" if child is None else Text.from_tree(child).content), ""
        value = element.findtext(VALUE_TAG) or ""
        if not value:
            is_formula = element.find(FORMULA_TAG) is not None
            return "", _NOT_CALCULATED if is_formula else ""
        if sort == "s":
            return str(self.shared_strings[int(value)]), ""
        if sort == "b":
            return ("TRUE" if value.strip() != "0" else "FALSE"), ""
        if sort == "e":
            return value, f"the formula has come to the error {value}"
        if sort == "n":
            return self._number(value, int(element.get("s", 0)))
        return value, ""

    def _number(self, value: str, style: int) -> tuple[str, str]:
        if style not in self.date_formats:
            return number_text(value), ""
        try:
            moment = from_excel(float(value), self.epoch, timedelta=style in self.timedelta_formats)
        except (OverflowError, ValueError):
            return number_text(value), "it is marked as a date and is none"
        return _moment_text(moment), ""


class _Merged:
    """Cells merged over rows of one column: what the first row says, each of them says."""

    def __init__(self, sheet: ReadOnlyWorksheet) -> None:
        self._ends: dict[tuple[int, int], int] = {}
        with sheet._get_source() as source:
            for first, last in _merges(source):
                (top, left), (bottom, right) = map(coordinate_to_tuple, (first, last))
                if left == right and top < bottom and len(self._ends) < _MERGES:
                    self._ends[top, left] = bottom
        self._open: dict[int, tuple[int, str]] = {}

    def filled(self, number: int, cells: list[SheetCell]) -> list[SheetCell]:
        """Give the cells of a row with those that a merged one above them stands for."""
        if not self._ends:
            return cells
        taken = {cell.column for cell in cells}
        if taken:
            for column, (end, text) in list(self._open.items()):
                if number > end:
                    del self._open[column]
                elif column not in taken:
                    cells.append(SheetCell(column, text, ""))
        for cell in cells:
            end = self._ends.get((number, cell.column), 0)
            if end:
                self._open[cell.column] = end, cell.text
        return cells


def _merges(source: IO[bytes]) -> Iterator[tuple[str, str]]:
    rest = b""
    while chunk := source.read(_CHUNK_BYTES):
        text = rest + chunk
        end = 0
        for match in _MERGED.finditer(text):
            yield match[1].decode(), match[2].decode()
            end = match.end()
        rest = text[max(end, len(text) - _MERGED_BYTES) :]


def number_text(value: str) -> str:
    """Give a stored number as a spreadsheet shows it, without the noise of a binary fraction."""
    if _WHOLE.fullmatch(value):
        return value
    try:
        number = Decimal(format(float(value), ".15g"))
    except (ValueError, ArithmeticError):
        return value
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_EXPONENT:
        return value
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _moment_text(moment: Any) -> str:
    if isinstance(moment, datetime.datetime):
        is_day = moment.time() == datetime.time()
        return moment.date().isoformat() if is_day else moment.isoformat(" ", "seconds")
    return str(moment)
