"""JSON as a table: arrays, an array in an object, lines; numbers to the letter."""

import pytest

from flowviz.errors import ImportFileError
from tests.importers.table_files import cells, opened


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1.50, "b": "x"}, {"a": 2e3, "b": null}]',
        '{"title": "T", "data": [{"a": 1.50, "b": "x"}, {"a": 2e3, "b": null}]}',
        '{"a": 1.50, "b": "x"}\n{"a": 2e3, "b": null}\n',
    ],
)
def test_objects_are_rows_and_numbers_keep_their_text(text: str) -> None:
    table = opened(text)
    assert (table.labels, table.line_count) == (("a", "b"), 2)
    assert cells(table) == [["1.50", "x"], ["2e3", ""]]


def test_an_array_counts_its_objects_and_lines_are_lines() -> None:
    rows = '{"a": 1, "b": 2}'
    assert [r.number for r in opened(f"[{rows}, {rows}\n,{rows}]").records()] == [1, 2, 3]
    assert [r.number for r in opened(f"{rows}\n\n{rows}\n").records()] == [1, 3]


def test_columns_are_all_names_in_the_order_in_which_they_come() -> None:
    table = opened('[{"a": 1}, {"b": 2, "a": 3}]')
    assert (table.labels, cells(table)) == (("a", "b"), [["1", ""], ["3", "2"]])


def test_an_object_in_an_object_is_read_one_level_deep() -> None:
    table = opened('[{"who": {"name": "Chad", "seen": [1, 2], "at": {"x": 1}}, "on": true}]')
    assert table.labels == ("who.name", "who.seen", "on")
    assert cells(table) == [["Chad", "1; 2", "true"]]
    assert table.doubts == ("'who.at' holds lists or objects and is not read",)


def test_a_name_that_stands_twice_is_told() -> None:
    (record,) = opened('[{"a": 1, "b": 2, "a": 3}]').records()
    assert record.cells == ["3", "2"]
    assert record.doubts == ("'a' stands twice in one object; the last one is read",)


def test_big_numbers_and_those_that_are_none_are_texts() -> None:
    big = "9" * 5_000
    assert cells(opened(f'[{{"a": {big}, "b": NaN, "c": -0, "d": 1e400}}]')) == [
        [big, "NaN", "-0", "1e400"]
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, 2]", "no table"),
        ("[]", "no objects"),
        ("{}", "no objects"),
        ('[{"a": 1},', "in the middle"),
        ('[{"a": 1} {]', "no JSON"),
        ('{"a": [{"x": 1}], "b": [{"x": 1}]}', "several tables"),
        ("[" * 100_000, "too deep"),
        ('{"a":' * 100_000, "too deep"),
        ("[" + ",".join(f'{{"c{n}": 1}}' for n in range(3_000)) + "]", "different names"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        opened(text)
