"""Workbooks: stored values as plain text, far corners, hidden sheets, damaged parts."""

import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from flowviz.errors import ImportFileError
from flowviz.importers.sheet import number_text
from tests.importers.table_files import ROWS, cells, opened, saved, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_is_a_table_whose_lines_are_its_rows() -> None:
    table = opened(saved(workbook(ROWS)))
    assert table.names == ("supplier", "recipient", "year", "pieces")
    assert (table.sheet, table.header_line, table.separator) == ("Sheet", 1, "")
    assert cells(table) == [["Chad", "Peru", "2001", "12"], ["Peru", "Mali", "2002", "7"]]
    assert [record.number for record in table.records()] == [2, 3]


def test_notes_and_empty_rows_above_the_header_are_passed_over() -> None:
    table = opened(saved(workbook([("Arms exports",), (), *ROWS, (), ("Chad", "Mali", 2003, 1)])))
    assert (table.header_line, table.notes) == (3, ("Arms exports",))
    assert [record.number for record in table.records()] == [4, 5, 7]


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("1234567.8900000001", "1234567.89"),
        ("1E6", "1000000"),
        ("12.0", "12"),
        ("-5", "-5"),
        ("1e-7", "0.0000001"),
        ("1e300", "1e300"),
        ("1e400", "1e400"),
        ("nan", "nan"),
        ("one", "one"),
    ],
)
def test_numbers_come_as_a_spreadsheet_shows_them(stored: str, told: str) -> None:
    assert number_text(stored) == told


@pytest.mark.parametrize("is_old_mac", [False, True])
def test_dates_times_and_truths_come_as_plain_text(is_old_mac: bool) -> None:
    book = openpyxl.Workbook()
    if is_old_mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    day, moment = datetime.date(2015, 3, 4), datetime.datetime(2015, 3, 4, 12, 30)
    sheet.append(("day", "moment", "time", "truth", "none"))
    sheet.append((day, moment, datetime.time(9, 5), True, None))
    sheet.append((datetime.date(1999, 12, 31), None, None, False, "x"))
    assert cells(opened(saved(book))) == [
        ["2015-03-04", "2015-03-04 12:30:00", "09:05:00", "TRUE", ""],
        ["1999-12-31", "", "", "FALSE", "x"],
    ]


def test_a_far_corner_costs_its_own_row_only() -> None:
    book = workbook(ROWS)
    book.worksheets[0]["XFD1000000"] = "far"
    first, second, far = opened(saved(book)).records()
    assert (first.cells, second.number) == (["Chad", "Peru", "2001", "12"], 3)
    assert (far.number, far.cells) == (1_000_000, [])
    assert "XFD1000000" in far.fault


def test_rows_without_cells_are_nothing() -> None:
    book = saved(workbook(ROWS))
    empty = "".join(f'<row r="{number}"/>' for number in range(4, 100_000))
    data = with_part(book, SHEET, "</sheetData>", f"{empty}</sheetData>")
    assert len(cells(opened(data))) == 2


def test_more_rows_than_any_sheet_has_are_refused() -> None:
    data = with_part(saved(workbook(ROWS)), SHEET, '<row r="3"', '<row r="99999999"')
    with pytest.raises(ImportFileError, match="more than 2,000,000 rows"):
        cells(opened(data))


def test_a_formula_gives_its_stored_value_or_is_listed() -> None:
    book = workbook([*ROWS, ("Chad", "Mali", 2003, "=6*7")])
    data = saved(book)
    *_, last = opened(data).records()
    assert last.cells == ["Chad", "Mali", "2003", ""]
    assert last.doubts[0].startswith("D4: the formula has no stored value")
    *_, last = opened(with_part(data, SHEET, "<v></v>", "<v>42</v>")).records()
    assert (last.cells[3], last.doubts) == ("42", ())


def test_an_error_in_a_cell_is_listed() -> None:
    *_, last = opened(saved(workbook([*ROWS, ("Chad", "Mali", 2003, "#REF!")]))).records()
    assert last.cells[3] == "#REF!"
    assert last.doubts == ("D4: the formula has come to the error #REF!",)


def test_cells_merged_over_rows_say_it_of_each_row() -> None:
    rows = [("Supplier", "To", "Pieces"), ("Chad", "Peru", 1), (None, "Mali", 2), (None, "Cuba", 3)]
    book = workbook(rows)
    book.worksheets[0].merge_cells("A2:A3")
    assert [row[0] for row in cells(opened(saved(book)))] == ["Chad", "Chad", ""]


def test_the_sheet_with_the_table_is_found_and_the_others_are_told() -> None:
    book = workbook([("About this file",)], ROWS, ROWS)
    book.worksheets[2].sheet_state = "hidden"
    data = saved(book)
    table = opened(data)
    assert table.sheet == "Sheet1"
    assert table.sheets == ("Sheet", "Sheet1", "Sheet2")
    assert table.doubts == ("the sheet 'Sheet1' is read; not read: 'Sheet', 'Sheet2' (hidden)",)
    assert opened(data, sheet="Sheet2").sheet == "Sheet2"
    with pytest.raises(ImportFileError, match="no sheet 'Other'"):
        opened(data, sheet="Other")


def test_a_header_is_found_by_its_names_on_any_visible_sheet() -> None:
    data = saved(workbook([("a", "b"), (1, 2)], ROWS))
    assert opened(data, "supplier", "year").sheet == "Sheet1"
    with pytest.raises(ImportFileError, match="'Deal'"):
        opened(data, "deal")


def test_a_header_that_is_chosen_is_a_row_of_the_sheet() -> None:
    data = saved(workbook([("x", "y", "z", "u"), *ROWS]))
    assert opened(data, header_line=2).names[0] == "supplier"
    with pytest.raises(ImportFileError, match="Row 9"):
        opened(data, header_line=9)


def test_entities_are_refused() -> None:
    data = saved(workbook(ROWS))
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]><worksheet'
    with pytest.raises(ImportFileError, match="damaged"):
        cells(opened(with_part(data, SHEET, "<worksheet", doctype)))


def test_a_workbook_without_its_parts_is_damaged() -> None:
    data = saved(workbook(ROWS))
    for part, old, new in (
        ("xl/workbook.xml", "<sheets>", "<sh>"),
        (SHEET, "</worksheet>", ""),
        ("[Content_Types].xml", "sheet.main", "sheet.none"),
    ):
        with pytest.raises(ImportFileError):
            cells(opened(with_part(data, part, old, new)))
