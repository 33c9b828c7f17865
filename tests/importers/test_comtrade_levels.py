"""Of a whole and its parts one level counts, and never both."""

from decimal import Decimal

from flowviz.importers.comtrade_levels import Cell, included

TRADE = ("2019", "8", "X", "12")


def cell(
    line: int,
    value: int | None,
    code: str = "9306",
    parts: tuple[str, ...] = ("", ""),
    trade: tuple[str, ...] = TRADE,
    classification: str = "H5",
) -> Cell:
    stated = None if value is None else Decimal(value)
    return Cell(line, trade, classification, code, parts, stated)


def test_rows_of_different_trades_all_count():
    other = ("2019", "8", "M", "12")
    assert included([cell(1, 10), cell(2, 10, trade=other)]) == set()


def test_parts_that_add_up_count_and_their_whole_is_included():
    rows = [cell(1, 10), cell(2, 7, parts=("2100", "")), cell(3, 3, parts=("3200", ""))]
    assert included(rows) == {1}


def test_parts_that_do_not_add_up_are_included_in_their_whole():
    rows = [cell(1, 10), cell(2, 7, parts=("2100", "")), cell(3, 2, parts=("3200", ""))]
    assert included(rows) == {2, 3}


def test_of_two_ways_to_break_down_one_counts():
    rows = [
        cell(1, 10),
        cell(2, 7, parts=("2100", "")),
        cell(3, 3, parts=("3200", "")),
        cell(4, 4, parts=("", "C01")),
        cell(5, 6, parts=("", "C02")),
    ]
    counted = {1, 2, 3, 4, 5} - included(rows)
    assert counted in ({2, 3}, {4, 5})


def test_the_finest_parts_that_add_up_count():
    rows = [
        cell(1, 10),
        cell(2, 10, parts=("2100", "")),
        cell(3, 6, parts=("2100", "C01")),
        cell(4, 4, parts=("2100", "C02")),
    ]
    assert included(rows) == {1, 2}


def test_parts_without_a_whole_count_at_the_coarsest_level():
    rows = [
        cell(1, 7, parts=("2100", "")),
        cell(2, 5, parts=("2100", "C01")),
        cell(3, 3, parts=("3200", "")),
    ]
    assert included(rows) == {2}


def test_finer_codes_that_add_up_count():
    rows = [cell(1, 10, "93"), cell(2, 4, "9301"), cell(3, 6, "9306"), cell(4, 6, "930630")]
    assert included(rows) == {1, 3}


def test_finer_codes_that_do_not_add_up_are_included():
    rows = [cell(1, 10, "93"), cell(2, 4, "9301"), cell(3, 5, "9306"), cell(4, 5, "930630")]
    assert included(rows) == {2, 3, 4}


def test_a_part_without_a_value_leaves_the_whole_to_count():
    assert included([cell(1, 10, "93"), cell(2, 10, "9301"), cell(3, None, "9306")]) == {2, 3}


def test_all_goods_together_are_the_whole_of_every_code():
    assert included([cell(1, 10, "TOTAL"), cell(2, 4, "93")]) == {2}
    assert included([cell(1, 10, "TOTAL"), cell(2, 4, "93"), cell(3, 6, "01")]) == {1}


def test_months_that_add_up_to_their_year_count():
    rows = [cell(1, 10), cell(2, 4, parts=("", "01")), cell(3, 6, parts=("", "02"))]
    assert included(rows) == {1}


def test_of_two_classifications_the_first_counts():
    rows = [cell(1, 10), cell(2, 10, "891", classification="S4")]
    assert included(rows) == {2}
