import codecs

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.material import Material
from flowviz.importers.table import Record
from flowviz.importers.tables import open_table

WANTED = ("recipient", "supplier")


def records(data: bytes) -> list[Record]:
    return list(open_table(Material(data), wanted=WANTED).records())


def cells(text: str) -> list[list[str]]:
    return [record.cells for record in records(text.encode())]


def test_utf8_comes_before_cp1252_and_a_mark_before_both() -> None:
    assert TextFile.of("Türkiye".encode()).encoding == "utf-8"
    assert TextFile.of("Türkiye".encode("cp1252")).encoding == "cp1252"
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ):
        file = TextFile.of(mark + "Türkiye".encode(encoding))
        (line,) = file.lines()
        assert line.text == "Türkiye"
        assert file.encoding == encoding.removesuffix("-le").removesuffix("-be")


def test_lines_count_as_in_an_editor_whatever_ends_them() -> None:
    for ends in ("\n", "\r\n", "\r"):
        file = TextFile.of(ends.join(["a", "", "b", ""]).encode())
        assert [(line.number, line.text) for line in file.lines()] == [(1, "a"), (2, ""), (3, "b")]
        assert file.line_count == 3


def test_bytes_without_a_character_are_told_line_by_line() -> None:
    lines = list(TextFile.of(b"caf\xe9\nno\x81thing\n").lines())
    assert [line.is_lossy for line in lines] == [False, True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "archive is damaged"),
        (b"{\\rtf1 x", "RTF"),
        (b"\x7fELF\0\0\0", "zero bytes"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16"),
        (b"Year,Country\n2001,Chad\n", "'Recipient' and 'Supplier'"),
    ],
)
def test_what_is_no_register_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        records(data)


def test_the_header_is_found_by_its_names_under_any_notes_and_separator() -> None:
    for separator in (",", ";", "\t", "|"):
        text = f"Notes, with commas; and more\n\nSUPPLIER{separator} Recipient\nA{separator}B\n"
        table = open_table(Material(text.encode()), wanted=WANTED)
        assert (table.header_line, table.names) == (3, ("supplier", "recipient"))
        assert [record.cells for record in table.records()] == [["A", "B"]]


def test_a_header_far_down_is_not_looked_for() -> None:
    with pytest.raises(ImportFileError):
        records(b"note\n" * 40 + b"Recipient,Supplier\n")


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks() -> None:
    text = 'Recipient,Supplier\n"A, B","say ""hi"""\n"C\nD",E\nF,G\n'
    assert cells(text) == [["A, B", 'say "hi"'], ["C\nD", "E"], ["F", "G"]]
    assert [record.number for record in records(text.encode())] == [2, 3, 5]


def test_an_open_quotation_mark_costs_its_own_line_only() -> None:
    text = 'Recipient,Supplier\n"A,B\nC,D\nE,F\nG,H\nI,J\nK,L\nM,N\n'
    found = records(text.encode())
    assert "never closed" in found[0].fault
    assert [record.number for record in found] == [2, 3, 4, 5, 6, 7, 8]
    assert found[1].cells == ["C", "D"]


def test_junk_at_line_ends_is_left_out() -> None:
    assert cells("Recipient,Supplier;\nA,B;;;;;\n") == [["A", "B"]]


def test_a_line_beyond_all_bounds_is_one_fault() -> None:
    found = records(b"Recipient,Supplier\n" + b"x" * (5 * 2**20) + b"\nA,B\n")
    assert "longer" in found[0].fault
    assert found[1].cells == ["A", "B"]
