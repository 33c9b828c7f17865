"""Tables in text that nobody prepared for: separators, headers, quotes, and all that is odd."""
# ruff: noqa: RUF001

import codecs

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import candidates
from flowviz.importers.encoding import TextFile
from flowviz.importers.limits import COLUMNS
from tests.importers.table_files import ROWS, cells, opened, text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_splits_all_lines_alike(separator: str) -> None:
    table = opened(text(separator=separator))
    assert table.separator == separator
    assert table.names == ("supplier", "recipient", "year", "pieces")
    assert cells(table)[0] == ["Chad", "Peru", "2001", "12"]


def test_decimal_commas_do_not_make_columns() -> None:
    table = opened("Land;Wert\nChad;1,5\nPeru;2,5\nMali;12,75\n")
    assert (table.separator, table.names) == (";", ("land", "wert"))


def test_a_separator_that_is_chosen_goes_before_the_likeliest() -> None:
    table = opened("a b,c d\n1 2,3 4\n", separator=" ")
    assert table.names == ("a", "b,c", "d")
    with pytest.raises(ImportFileError, match="cannot stand between cells"):
        opened(text(), separator="ab")


def test_notes_above_the_header_are_notes() -> None:
    table = opened("Exports of arms\nSource: the ministry, 2020\n\n" + text())
    assert (table.header_line, table.notes[0]) == (4, "Exports of arms")
    assert [record.number for record in table.records()] == [5, 6]


def test_a_table_without_a_header_has_numbered_columns() -> None:
    table = opened(text(ROWS[1:]))
    assert table.header_line == 0
    assert table.names == ("column 1", "column 2", "column 3", "column 4")
    assert len(cells(table)) == 2


def test_years_in_a_row_are_names_of_columns() -> None:
    table = opened(",2001,2002,2003\nChad,1,2,\nPeru,,4,5\n")
    assert table.header_line == 1
    assert table.labels == ("", "2001", "2002", "2003")


def test_words_that_come_again_below_are_no_header() -> None:
    assert opened("Chad,Peru\nPeru,Mali\nChad,Mali\n").header_line == 0
    assert opened("From,To\nPeru,Mali\nChad,Mali\n").header_line == 1


def test_a_header_that_is_chosen_is_taken() -> None:
    assert opened(text(), header_line=2).names == ("chad", "peru", "2001", "12")
    with pytest.raises(ImportFileError, match="no line 400"):
        opened(text(), header_line=400)


def test_a_row_may_have_more_cells_than_there_are_names() -> None:
    table = opened("a,b\n1,2,\n3,4,\n5,6,\n")
    assert table.names == ("a", "b")
    assert cells(table)[0] == ["1", "2", ""]


def test_lines_without_any_cell_are_passed_over() -> None:
    assert len(cells(opened(text() + ",,,\n\n   \n,,,\n"))) == 2


def test_a_cell_in_quotes_may_run_over_many_lines() -> None:
    note = "\n".join(f"line {number}" for number in range(40))
    table = opened(f'a,b\nx,"{note}"\ny,z\n')
    records = list(table.records())
    assert [(record.number, record.lines) for record in records] == [(2, 40), (42, 1)]
    assert records[0].cells == ["x", note]


def test_two_stray_marks_far_apart_do_not_swallow_what_lies_between() -> None:
    rows = "".join(f"{number},x\n" for number in range(20))
    table = opened(f'a,b\n"1,x\n{rows}y,z"\n', "a", "b")
    records = list(table.records())
    assert [record.number for record in records] == list(range(2, 24))
    assert sum(bool(record.fault) for record in records) == 1


def test_a_mark_within_a_cell_is_a_character() -> None:
    assert cells(opened('a,b\n5" gun,7\n')) == [['5" gun', "7"]]


def test_a_mark_where_none_can_be_is_a_fault_of_its_line() -> None:
    table = opened('a,b\n"5" gun,7\n8,9\n', "a", "b")
    assert [bool(record.fault) for record in table.records()] == [True, False]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_a_megabyte_is_taken_or_told(quote: str) -> None:
    table = opened(f"a,b\n{quote}{'x' * 2**20}{quote},1\n3,4\n", "a", "b")
    first, second = table.records()
    assert second.cells == ["3", "4"]
    assert first.fault or len(first.cells[0]) == 2**20


def test_a_row_of_a_million_cells_is_one_fault() -> None:
    table = opened("a,b\n" + "," * 10**6 + "1\n3,4\n", "a", "b")
    first, second = table.records()
    assert "1,000,001 fields" in first.fault
    assert second.cells == ["3", "4"]


def test_a_header_of_too_many_columns_is_refused() -> None:
    with pytest.raises(ImportFileError, match=f"up to {COLUMNS:,} are read"):
        opened(",".join(f"c{number}" for number in range(10**5)) + "\n1,2\n")
    with pytest.raises(ImportFileError, match="longer than"):
        opened(",".join(f"c{number}" for number in range(10**6)) + "\n1,2\n")


def test_stray_zero_bytes_are_no_end_of_a_table() -> None:
    table = opened(text() + "Ch\0ad,Peru,2003,1\n" + text(ROWS[1:]) * 20)
    assert cells(table)[2][0] == "Ch\0ad"


def test_hidden_characters_in_names_of_columns_are_spelled_out() -> None:
    assert opened("Sup\u200bplier,Reci\u00a0pient\nA,1\n").names == (
        "sup⟨u+200b⟩plier",
        "reci pient",
    )


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ImportFileError, match="no table"):
        opened("Dear Sir\n\nthere were none\n")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Поставщик;Получатель;Количество\nРоссия;Алжир;12\nКитай;Куба;5\n"),
        ("cp866", "Поставщик;Получатель;Количество\nРоссия;Алжир;12\nКитай;Куба;5\n"),
        ("cp1253", "Έτος;Προμηθευτής;Παραλήπτης\n2001;Γερμανία;Ελλάδα\n"),
        ("gb18030", "年份;供应国;接收国\n2001;中国;巴基斯坦\n"),
        ("cp1252", "Année;Fournisseur;Pièces\n2001;Côte d'Ivoire;5\n2002;Sénégal;6\n"),
        ("utf-16-le", "Année;Fournisseur\n2001;Côte d'Ivoire\n2002;Sénégal\n"),
        ("utf-16-be", "Année;Fournisseur\n2001;Côte d'Ivoire\n2002;Sénégal\n"),
    ],
)
def test_an_encoding_without_a_mark_is_found_by_its_words(encoding: str, words: str) -> None:
    table = opened(words.encode(encoding))
    assert table.encoding == encoding
    assert table.labels == tuple(words.splitlines()[0].split(";"))


def test_between_western_and_central_european_letters_a_person_chooses() -> None:
    data = "Dodavatel;Příjemce;Množství\nČesko;Alžírsko;12\nŠvédsko;Řecko;6\n".encode("cp1250")
    first, second = TextFile.of(data).candidates()[:2]
    assert (first.value, second.value) == ("cp1252", "cp1250")
    assert "Příjemce" in second.reason
    assert opened(data, encoding="cp1250").labels[1] == "Příjemce"


def test_what_is_certain_has_no_second_candidate() -> None:
    assert [each.value for each in TextFile.of("é,ü".encode()).candidates()] == ["utf-8"]
    marked = codecs.BOM_UTF16_LE + "é,ü".encode("utf-16-le")
    assert [each.value for each in TextFile.of(marked).candidates()] == ["utf-16"]


def test_only_known_encodings_can_be_chosen_by_any_of_their_names() -> None:
    for name in ("windows-1252", "CP1252", "cp1252"):
        assert opened(text().encode("cp1252") + b"\xe9", encoding=name).encoding == "cp1252"
    assert opened(text(), encoding="UTF-8-SIG").encoding == "utf-8"
    with pytest.raises(ImportFileError, match="'rot13'"):
        opened(text().encode("cp1252") + b"\xe9", encoding="rot13")


def test_candidates_of_separators_say_what_speaks_for_them() -> None:
    first, second = candidates.separators(["a;b,c;d", "1;2,5;3", "4;5,5;6", "7;8,5;9"])
    assert (first.value, second.value) == (";", ",")
    assert first.reason == "splits 4 of the first 4 lines into 3 columns"
    assert candidates.separators(["one", "two"]) == ()


@pytest.mark.parametrize(
    ("column", "signs"),
    [
        (["1.5", "1,500.25"], "."),
        (["1,5", "1.500,25"], ","),
        (["1.500.000"], ","),
        (["1,500"], ".,"),
        (["0,500"], ","),
        (["12", "x"], "."),
        (["1,5", "2.5"], ".,"),
    ],
)
def test_the_decimal_sign_is_told_by_what_the_cells_hold(column: list[str], signs: str) -> None:
    assert "".join(each.value for each in candidates.decimals([column])) == signs
