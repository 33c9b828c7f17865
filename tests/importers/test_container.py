"""Packed files: one table in them comes out, everything that is made to burst does not."""

import gzip
import io
import zipfile

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers.container import unpacked
from tests.importers.table_files import saved, text, workbook, zipped

TABLE = text()

# Without the time of making: the tests have their names from it.
PACKED = gzip.compress(TABLE.encode(), mtime=0)


def test_gzip_is_taken_off_with_the_end_of_the_name() -> None:
    assert unpacked(gzip.compress(TABLE.encode()), "a.csv.gz") == (TABLE.encode(), "a.csv")
    twice = gzip.compress(b"one") + gzip.compress(b"two")
    assert unpacked(twice, "a.gz")[0] == b"onetwo"


def test_what_is_not_packed_is_left_alone() -> None:
    assert unpacked(TABLE.encode(), "a.csv") == (TABLE.encode(), "a.csv")
    data = saved(workbook([("a", "b")]))
    assert unpacked(data, "a.xlsx") == (data, "a.xlsx")


def test_the_one_table_of_an_archive_is_taken_and_its_readmes_are_not() -> None:
    data = zipped(README_md="Read me", flows_csv=TABLE, licence_txt="free")
    assert unpacked(data, "a.zip") == (TABLE.encode(), "flows.csv")


def test_two_tables_are_a_question() -> None:
    with pytest.raises(ImportFileError, match=r"2 files .*a\.csv, b\.csv"):
        unpacked(zipped(a_csv=TABLE, b_csv=TABLE), "a.zip")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PACKED[:-12], "too early"),
        (PACKED[:12] + b"\xff" * 30, "damaged|too early"),
        (zipped(a_csv=TABLE)[:-30], "archive is damaged"),
        (zipped(**{".a_csv": TABLE}), "archive is empty"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
    ],
)
def test_damaged_and_foreign_archives_are_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        unpacked(data, "a.zip")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * (100 * 2**20))
    with pytest.raises(ImportFileError, match="made to burst"):
        unpacked(bomb, "a.csv.gz")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (100 * 2**20))
    with pytest.raises(ImportFileError, match="made to burst"):
        unpacked(stream.getvalue(), "a.zip")


def test_entries_that_overlap_are_refused() -> None:
    data = bytearray(zipped(a_csv=TABLE * 9, b_txt="short"))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (10).to_bytes(4, "little")  # where its header is said to be
    with pytest.raises(ImportFileError, match="overlap"):
        unpacked(bytes(data), "a.zip")


def test_a_locked_archive_says_so() -> None:
    data = bytearray(zipped(a_csv=TABLE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ImportFileError, match="password"):
        unpacked(bytes(data), "a.zip")
