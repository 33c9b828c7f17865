"""Amounts, dates and counts in words."""

import datetime
from decimal import Decimal

import pytest

from flowviz.amounts import Amount, Total
from flowviz.dates import Dates
from flowviz.flows.words import (
    amount_words,
    count_words,
    dates_words,
    digits,
    quantity,
    total_words,
    years_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("380", "380"),
        ("37900000", "37,900,000"),
        ("66734.40", "66,734.4"),
        ("0.000", "0"),
        ("-1234.5", "-1,234.5"),
        ("1E+3", "1,000"),
        ("123456789012345678901234567890.1", "123,456,789,012,345,678,901,234,567,890.1"),
    ],
)
def test_numbers_are_written_in_full_without_idle_zeros(value: str, words: str) -> None:
    assert digits(Decimal(value)) == words


def test_money_is_named_before_the_number_and_tiv_is_no_money() -> None:
    assert quantity(Decimal(5), "EUR") == "EUR 5"
    assert quantity(Decimal(5), "TIV") == "5 TIV"
    assert quantity(Decimal(5), "pieces") == "5 pieces"


def test_one_piece_is_not_pieces() -> None:
    assert quantity(Decimal(1), "pieces") == "1 piece"
    assert quantity(Decimal("1.0"), "rounds") == "1 round"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(), "amount unknown"),
        (Amount.exact("240"), "240 pieces"),
        (Amount.exact("240", is_uncertain=True), "240 pieces (?)"),
        (Amount.about("240"), "about 240 pieces"),
        (Amount.at_least("240"), "at least 240 pieces"),
        (Amount.at_most("240"), "at most 240 pieces"),
        (Amount.between(Decimal(80), Decimal(120)), "80\N{EN DASH}120 pieces"),
        (
            Amount.between(Decimal(80), Decimal(120), value=Decimal(100)),
            "100 pieces (80\N{EN DASH}120 pieces)",
        ),
    ],
)
def test_each_kind_of_amount_has_its_words(amount: Amount, words: str) -> None:
    assert amount_words(amount, "pieces") == words


def test_a_range_of_money_names_the_currency_once() -> None:
    assert amount_words(Amount.between(Decimal(1), Decimal(2)), "EUR") == "EUR 1\N{EN DASH}2"


def test_a_total_with_lower_bounds_only_is_at_least_that() -> None:
    total = Total.of([Amount.exact("100"), Amount.at_least("5")])
    assert total_words(total, "pieces") == "at least 105 pieces"
    assert total_words(Total(), "pieces") == "amount unknown"


def test_a_total_that_its_stated_values_fall_short_of_is_told_by_its_bounds() -> None:
    total = Total.of([Amount.exact("100"), Amount.between(Decimal(5), Decimal(10))])
    assert total_words(total, "pieces") == "105\N{EN DASH}110 pieces"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (Dates(), "undated"),
        (Dates.parse("2015"), "2015"),
        (Dates.parse("2015?"), "2015?"),
        (Dates.of_years((1979, 1981)), "1979; 1981"),
        (Dates.of_years((1979,), is_uncertain=True), "1979 (?)"),
        (Dates(datetime.date(2015, 6, 30), datetime.date(2015, 6, 30)), "2015-06-30"),
        (Dates(datetime.date(2014, 1, 1), datetime.date(2015, 12, 31)), "2014\N{EN DASH}2015"),
        (Dates(datetime.date(2015, 6, 1), datetime.date(2015, 6, 9)), "2015-06-01 to 2015-06-09"),
    ],
)
def test_dates_are_told_as_the_source_has_them_or_spelled_out(dates: Dates, words: str) -> None:
    assert dates_words(dates) == words


def test_years_and_counts_agree_with_their_number() -> None:
    assert years_words(2015, 2015) == "2015"
    assert years_words(1979, 1990) == "1979\N{EN DASH}1990"
    assert years_words(None, None) == "undated"
    assert count_words(1, "entry", "entries") == "1 entry"
    assert count_words(1200, "record") == "1,200 records"
