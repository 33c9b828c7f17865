"""SIPRI's two layouts as a spreadsheet saves them in its own format, with the notes above."""

from pathlib import Path

import openpyxl
import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from tests.importers.conftest import DEALS_HEADER, DELIVERIES_HEADER

NOTE = "Transfers of major conventional arms from All countries  to All countries . Deals"
DEALS = (
    [
        *("Peru", "France", 1970, "?", 5, None, "A", "tank", 5, "?", "1971; 1972", "New", "aid"),
        *(0.1, 0.5, 0),
    ],
    [
        *("Peru", "France", 1971, None, 2, None, "B", "tank", 0, None, None, "New", None),
        *(2, 4, 0),
    ],
)
BEGIN = (7, "Peru", "Chile", "N", "gun", "Artillery", 1980, "Yes")
DELIVERIES = (
    [*BEGIN, 4, "No", 1981, "No", "New", 3.75, 1.5, 6, "No"],
    [*BEGIN, 3, "No", 1982, "Yes", "New", 3.75, 1.5, 4.5, "No"],
)


def workbook(path: Path, header: str, rows: tuple[list[object], ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([NOTE])
    sheet.append([])
    for row in (header.split(","), *rows):
        sheet.append(row)
    book.save(path)
    book.close()
    return path


@pytest.mark.parametrize("resave", ["workbook", "text"])
def test_deals(resave: str, dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    if resave == "workbook":
        workbook(path, DEALS_HEADER, DEALS)
    else:
        rows = [",".join("" if cell is None else str(cell) for cell in row) for row in DEALS]
        path = path.with_suffix(".csv")
        path.write_text("\n".join((NOTE, "", DEALS_HEADER, *rows)) + "\n")
    summary = import_file(dossier, path)
    assert (summary.rows, summary.added, summary.skipped) == (2, 2, 0)
    first, _ = sorted(dossier.transfers(), key=lambda one: one.lines[0].designation)
    told = {
        f"{each.stage} {each.unit} {each.basis}": (each.amount.text, each.dates.text)
        for each in first.all_figures()
    }
    assert told == {
        "ordered pieces total": ("5", "1970"),
        "delivered pieces total": ("5", "1971; 1972"),
        "ordered TIV total": ("0.5", "1970"),
        "delivered TIV total": ("0", "1971; 1972"),
        "ordered TIV per unit": ("0.1", "1970"),
    }
    ((_, original),) = dossier.originals([first.id])[first.id].rows
    assert original.startswith('[[4,"Peru","France","1970","?","5","","A","tank","5"')


def test_deliveries_keep_all_rows_of_a_deal(dossier: Dossier, tmp_path: Path) -> None:
    path = workbook(tmp_path / "deliveries.xlsx", DELIVERIES_HEADER, DELIVERIES)
    summary = import_file(dossier, path)
    assert (summary.rows, summary.added, summary.skipped) == (2, 1, 0)
    (one,) = dossier.transfers()
    volumes = [
        f.amount.text for f in one.all_figures() if f.stage == "delivered" and f.unit == "TIV"
    ]
    assert volumes == ["6", "4.5"]
    ((_, original),) = dossier.originals()[one.id].rows
    assert original.count('"Artillery"') == 2
    assert original.startswith('[[4,"7","Peru"')
    assert '[5,"7","Peru"' in original
