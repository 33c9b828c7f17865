"""Where a record comes from: its files and what stands in them, to the letter."""

import datetime
from collections.abc import Iterator

import pytest

from flowviz.dossier import Dossier
from flowviz.flows.where_from import FileRow, where_from
from flowviz.records import DataSet, Import, Original, Provenance
from tests.flows.cases import docket_in, dossier_of, sent

WHEN = datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)
FIRST = Import("i1", "set", "before.csv", "a" * 64, "sipri 1", 3, WHEN, columns=("From", "To"))
SECOND = Import(
    "i2",
    "set",
    "after.xlsx",
    "b" * 64,
    "table 2",
    1,
    WHEN,
    "Sheet 1",
    ("From", "To"),
    "title = 'A'\n",
    (("codes.csv", "c" * 64),),
)


@pytest.fixture
def made() -> Iterator[Dossier]:
    with dossier_of(
        sent("t", "AAA", "BBB"),
        sent("old", "AAA", "BBB"),
        sent("own", "AAA", "BBB"),
        DataSet("set", "A set", "reader", ""),
        FIRST,
        SECOND,
        Provenance("t", "set", "k", "i2", 9),
        Provenance("old", "set", "o", "i1", 4),
        Original("t", (("i2", '[[9,"Å","=1"],[12,"x","y","z"]]'), ("i1", '[[3,"Aland"]]'))),
    ) as dossier:
        yield dossier


def test_each_file_tells_its_cells_by_its_own_columns(made: Dossier) -> None:
    found = where_from(made, ("t", "old", "own"))
    second, first = found["t"]
    assert (second.import_, second.line) == (SECOND, 9)
    assert second.rows == (
        FileRow(9, (("From", "Å"), ("To", "=1"))),
        FileRow(12, (("From", "x"), ("To", "y"), ("", "z"))),
    )
    assert (first.import_, first.line) == (FIRST, 3)
    assert first.rows == (FileRow(3, (("From", "Aland"),)),)
    assert "own" not in found, "a person entered it"


def test_a_record_of_an_older_flowviz_has_its_row_and_no_cells(made: Dossier) -> None:
    (file,) = where_from(made, ("old",))["old"]
    assert (file.import_, file.line, file.rows) == (FIRST, 4, ())
    assert dict(file.facts())["Row"] == "4"


def test_the_facts_name_file_sheet_rows_reader_and_digest(made: Dossier) -> None:
    second, _ = where_from(made, ("t",))["t"]
    assert list(second.facts()) == [
        ("File", "after.xlsx"),
        ("Sheet", "Sheet 1"),
        ("Rows", "9, 12"),
        ("Imported", "2026-01-02 03:04 UTC"),
        ("Read by", "table 2"),
        ("Rows in the file", "1 row"),
        ("SHA-256 of the file", "b" * 64),
        ("Read beside it", f"codes.csv ({'c' * 64})"),
    ]


def test_the_evidence_names_the_sheet_of_a_workbook(made: Dossier) -> None:
    told = {entry.transfer.id: entry.file for entry in docket_in(made).records}
    assert told == {
        "t": "row 9 of after.xlsx, sheet “Sheet 1”",
        "old": "row 4 of before.csv",
        "own": "",
    }
