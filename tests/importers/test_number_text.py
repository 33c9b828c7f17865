"""Numbers as strangers write them: read without a float and without a guess."""

# ruff: noqa: RUF001 -- odd dashes and Cyrillic letters are what is tested

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.importers import candidates
from flowviz.importers.limits import DIGITS
from flowviz.importers.number_text import DecimalSign, decimal_sign, read_amount
from flowviz.importers.unit_words import unit_told


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500,25", "1500.25"),
        ("1,500.25", "1500.25"),
        ("1.500.000", "1500000"),
        ("1 500", "1500"),
        ("1\u202f500,5", "1500.5"),
        ("1'500", "1500"),
        ("0.281", "0.281"),
        ("< 5", "<=5"),
        ("bis zu 5", "<=5"),
        (">= 5", ">=5"),
        ("5+", ">=5"),
        ("at least 5", ">=5"),
        ("ca. 5", "~5"),
        ("около 1 000 шт.", "~1000"),
        ("5-10", "5..10"),
        ("5 – 10", "5..10"),
        ("between 5 and 10", "5..10"),
        ("5 à 10", "5..10"),
        ("12,5 Mio. EUR", "12500000"),
    ],
)
def test_an_amount_that_leaves_no_doubt(text: str, amount: str) -> None:
    told = read_amount(text, "")
    assert (told.amount, told.doubts) == (amount, ())


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("EUR 37.9 m", "37900000", "EUR"),
        ("€ 1.2 bn", "1200000000", "EUR"),
        ("240 pcs", "240", "pieces"),
        ("12 t", "12", "tonnes"),
        ("5 kg", "5", "kg"),
        ("500 Schuss", "500", "rounds"),
    ],
)
def test_a_unit_in_the_cell(text: str, amount: str, unit: str) -> None:
    told = read_amount(text, "")
    assert (told.amount, told.unit, told.doubts) == (amount, unit, ())


@pytest.mark.parametrize("text", ["", "-", "\u2013", "n/a", "k.A.", "н/д", "?"])
def test_a_cell_that_states_nothing_is_unknown_and_no_doubt(text: str) -> None:
    assert read_amount(text, "") == read_amount("", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1e400", "no number"),
        ("nan", "no number"),
        ("1_000", "no number"),
        ("9" * 5_000, "digits"),
        ("-5", "below zero"),
        ("EUR -5", "below zero"),
        ("10-5", "make no amount"),
        ("5 m", "'m'"),
        ("5 tons", "'tons'"),
        ("1.2.3", "no number"),
        ("2015-03-04", "no number"),
        ("۵", "no number"),
        ("1.500", "a thousand times"),
        ("1,500", "a thousand times"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_told(text: str, why: str) -> None:
    told = read_amount(text, "")
    assert told.amount == ""
    (doubt,) = told.doubts
    assert why in doubt


@pytest.mark.parametrize(
    ("text", "amount", "why"),
    [
        ("(5)", "5", "brackets"),
        ("-0", "0", "minus zero"),
        ("$ 5", "5", "USD"),
        ("5 Fr.", "5", "fr. is read as CHF"),
        ("5 dinara", "5", "dinara is read as RSD"),
        ("US$ 1.2 billion", "1200000000", "thousand million"),
    ],
)
def test_what_is_read_with_a_doubt_says_so(text: str, amount: str, why: str) -> None:
    told = read_amount(text, "")
    assert told.amount == amount
    assert why in told.doubts[0]


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.500", "12,5"], (",", False)),
        (["1.500", "12.5"], (".", False)),
        (["1.500", "1.500,25"], (",", False)),
        (["1.500", "2.000.000"], (",", False)),
        (["155.277", "0.281"], (".", False)),
        (["1.500", "2.500"], ("", False)),
        (["12,5", "12.5"], ("", True)),
        (["7", "n/a"], ("", False)),
    ],
)
def test_the_decimal_sign_is_decided_by_the_whole_column(
    cells: list[str], sign: tuple[DecimalSign, bool]
) -> None:
    assert decimal_sign(cells) == sign


def test_a_scale_multiplies_without_rounding() -> None:
    assert read_amount("1401.7", ".", Decimal(1000)).amount == "1401700"
    assert read_amount("0.1", ".", Decimal("0.001")).amount == "0.0001"
    assert read_amount("9" * DIGITS, ".", Decimal(1000)).doubts


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_grouped_numbers_are_the_numbers_they_are(whole: int, part: int) -> None:
    plain = f"{whole}.{part:03d}"
    english = f"{whole:,}.{part:03d}"
    german = english.translate(str.maketrans({",": ".", ".": ","}))
    assert Decimal(read_amount(english, ".").amount) == Decimal(plain)
    assert Decimal(read_amount(german, ",").amount) == Decimal(plain)


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    told = read_amount(text, "")
    assert told.amount.isascii()


@pytest.mark.parametrize("cell", ["1,5", "1.500,25", "1\u2019500,25", "0.500", "1,500,000"])
def test_what_is_shown_of_a_column_s_sign_is_what_it_is_read_by(cell: str) -> None:
    shown = candidates.decimals([[cell]])
    assert [each.value for each in shown] == [decimal_sign([cell])[0]]


def test_in_a_column_of_units_words_that_currencies_share_stay_as_they_are() -> None:
    assert [unit_told(word) for word in ("$", "Fr.", "dinara", "sfr")] == [
        *("$", "Fr.", "dinara", "CHF"),
    ]
