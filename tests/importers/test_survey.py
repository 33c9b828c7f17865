"""A first look at a file: in the reader process, checked by its parent, in words for a person."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import formats, surveying
from flowviz.importers.mapping import FileChoices, Mapping
from flowviz.importers.material import Material
from flowviz.importers.run import look
from flowviz.importers.survey import ROWS, Survey, frame_of, survey_of
from tests.importers.conftest import DEALS_HEADER
from tests.importers.table_files import saved, text, workbook, zipped
from tests.real_data import real_data

TABLE = [
    ("Supplier", "Recipient", "Year", "Pieces"),
    *[("Chad", "Peru", 2001, n) for n in range(80)],
]


def looked(tmp_path: Path, name: str, data: bytes, mapping: Mapping | None = None) -> Survey:
    path = tmp_path / name
    path.write_bytes(data)
    return look(path, mapping=mapping)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", text(TABLE).encode()),
        ("a.csv.gz", gzip.compress(text(TABLE).encode())),
        ("a.zip", zipped(flows_csv=text(TABLE))),
        ("a.xlsx", saved(workbook(TABLE))),
    ],
)
def test_a_table_looks_the_same_in_every_kind_of_file(
    tmp_path: Path, name: str, data: bytes
) -> None:
    survey = looked(tmp_path, name, data)
    assert survey.names == ("supplier", "recipient", "year", "pieces")
    assert survey.labels[0] == "Supplier"
    assert survey.rows[0] == ("Chad", "Peru", "2001", "0")
    assert (len(survey.rows), survey.row_lines[:2], survey.header_line) == (ROWS, (2, 3), 1)
    assert (survey.format, survey.row_count) == ("", 80)
    assert survey.mapping is not None
    assert survey.mapping.supplier.column == "supplier"


def test_what_speaks_for_each_way_to_open_a_file_is_told(tmp_path: Path) -> None:
    data = "Dodavatel;Příjemce;Kusů;Cena\nČesko;Alžírsko;2;1,5\nŠvédsko;Řecko;6;2,25\n"
    survey = looked(tmp_path, "a.csv", data.encode("cp1250"))
    assert [each.value for each in survey.encodings[:2]] == ["cp1252", "cp1250"]
    assert "Příjemce" in survey.encodings[1].reason
    assert (survey.separators[0].value, survey.decimals[0].value) == (";", ",")
    assert survey.doubts[0].startswith("Nothing in the file tells its encoding")
    again = Mapping(file=FileChoices(encoding="cp1250"))
    survey = looked(tmp_path, "a.csv", data.encode("cp1250"), again)
    assert survey.labels[1] == "Příjemce"
    assert survey.mapping is not None
    assert survey.mapping.file.encoding == "cp1250"


def test_a_known_format_is_named_and_not_guessed_at(tmp_path: Path) -> None:
    row = "Peru,Chad,2001,,6,,AB-1,tank,6,,2002,New,,1,6,6"
    survey = looked(tmp_path, "a.csv", f"A note\n{DEALS_HEADER}\n{row}\n".encode())
    assert (survey.format, survey.header_line, survey.mapping) == ("sipri-deals", 2, None)
    assert survey.rows == (tuple(row.split(",")),)


def test_references_are_told_as_such(tmp_path: Path) -> None:
    survey = looked(tmp_path, "a.ris", b"TY  - BOOK\nTI  - Arms\nER  - \n")
    assert (survey.is_references, survey.format, survey.names) == (True, "ris", ())


def test_a_case_is_no_list_of_references() -> None:
    told = surveying.survey(Material(b"{}"), formats.CASE)
    assert (told.is_references, told.format, told.names) == (False, formats.CASE.name, ())


def test_a_picture_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="a picture"):
        looked(tmp_path, "a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100))


def test_the_parent_believes_no_field_unseen() -> None:
    sound = json.loads(
        json.dumps(frame_of(Survey(labels=("A",), names=("a",), rows=(("x",),), row_lines=(2,))))
    )
    assert survey_of(sound).names == ("a",)
    odd: dict[str, Any] = {
        "frame": "header",
        "format": None,
        "title": "a\u202eb",
        "is_references": 1,
        "sheets": ["x" * 400],
        "sheet": 1,
        "encodings": [["cp1252"]] * 4,
        "separators": [[1, ""]],
        "decimals": "..",
        "header_line": -1,
        "labels": ["A", "B"],
        "names": ["a\n"],
        "rows": [["x"]] * 51,
        "row_lines": [2, 3],
        "row_count": True,
        "mapping": "no = ",
        "doubts": ["x"] * 2_000,
    }
    assert odd.keys() == sound.keys()
    for key, value in odd.items():
        with pytest.raises(ImportFileError):
            survey_of({**sound, key: value})


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("licences/de_licences_semicolon.csv", 5, 2_505),
        ("licences/eu_licences_iso2.csv", 6, 17_520),
        ("comtrade/TradeData_HS8542_THA.xlsx", 47, 1_178),
        ("comtrade/classic_HS27_2017.csv.gz", 22, 17_409),
        ("us_arms_sales/arms_sales_totals.json", 9, 7_852),
    ],
)
def test_real_files_are_looked_at(name: str, columns: int, rows: int) -> None:
    survey = look(real_data(name))
    assert (len(survey.names), survey.row_count, len(survey.rows)) == (columns, rows, ROWS)
