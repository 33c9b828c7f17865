"""Amounts as they are typed: one grammar, in docs/rules.md."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import example, given

from flowviz.amounts import Amount, AmountKind
from flowviz.editing.amount_texts import amount_text, read_amount
from flowviz.errors import RecordError
from tests.editing.made import amounts, plain_amounts, texts


def exact(number: str) -> Amount:
    value = Decimal(number)
    return Amount(value, value, value, AmountKind.EXACT)


def meant(typed: str) -> Amount:
    """What a text means, without the words it is kept with."""
    return dataclasses.replace(read_amount(typed), text="")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("240", "240"),
        (" 240 ", "240"),
        ("37.9", "37.9"),
        ("0.500", "0.500"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("0", "0"),
    ],
)
def test_a_plain_number_is_an_exact_amount(typed: str, number: str) -> None:
    assert meant(typed) == exact(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,500.25", "1500.25"),
        ("1.500,25", "1500.25"),
        ("1 500", "1500"),
        ("1\u202f500,5", "1500.5"),
        ("1'500", "1500"),
        ("37,9", "37.9"),
        ("0,500", "0.5"),
        ("37.9 million", "37900000"),
        ("2 thousand", "2000"),
    ],
)
def test_thousands_may_be_set_apart_and_a_comma_be_decimal(typed: str, number: str) -> None:
    assert meant(typed) == exact(number)


@pytest.mark.parametrize(
    "typed", ["1-2 million", "between 100 and 200 thousand", "15 (10-20) million"]
)
def test_a_range_of_which_one_number_is_in_millions_is_asked_for(typed: str) -> None:
    with pytest.raises(RecordError):
        read_amount(typed)
    amount = read_amount("1 million to 2 million")
    assert (amount.low, amount.high) == (1_000_000, 2_000_000)
    assert read_amount("900-1 000").high == 1_000
    assert read_amount("5 thousand to 2 million").low == 5_000


def test_a_number_that_can_be_read_two_ways_is_asked_for() -> None:
    with pytest.raises(RecordError, match=r"“1,500” can be read two ways. Write 1500 or 1.5\."):
        read_amount("1,500")
    with pytest.raises(RecordError, match="two ways"):
        read_amount("~ 12,250")


@pytest.mark.parametrize("typed", ["~140", "ca. 140", "ca 140", "about 140", "c. 140", "≈140"])
def test_about_so_many_has_no_bounds(typed: str) -> None:
    assert dataclasses.replace(meant(typed), text="") == Amount(
        Decimal(140), None, None, AmountKind.ABOUT
    )


@pytest.mark.parametrize(
    "typed", ["100-200", "100 \u2013 200", "100 to 200", "between 100 and 200", "from 100 to 200"]
)
def test_a_range_as_typed_has_no_value(typed: str) -> None:
    assert meant(typed) == Amount.between(Decimal(100), Decimal(200))


def test_a_value_may_stand_before_its_bounds() -> None:
    made = meant("150 (100-200)")
    assert (made.value, made.low, made.high) == (150, 100, 200)


@pytest.mark.parametrize("typed", [">= 80", "≥80", "at least 80", "min. 80", "80+", "80 or more"])
def test_at_least_is_open_upwards(typed: str) -> None:
    assert meant(typed) == dataclasses.replace(Amount.at_least("80"), text="")


@pytest.mark.parametrize("typed", ["<= 80", "≤80", "at most 80", "up to 80", "80 or fewer"])
def test_at_most_begins_at_nothing(typed: str) -> None:
    assert meant(typed) == dataclasses.replace(Amount.at_most("80"), text="")


@pytest.mark.parametrize("typed", ["> 80", "more than 80", "under 80", "over 80"])
def test_more_than_a_number_is_asked_for(typed: str) -> None:
    with pytest.raises(RecordError, match="80 itself"):
        read_amount(typed)


def test_nothing_typed_is_unknown_and_not_zero() -> None:
    assert read_amount("") == Amount()
    assert read_amount("  ") == Amount()
    assert meant("?") == Amount(is_uncertain=True)
    assert meant("0") != Amount()


@pytest.mark.parametrize("typed", ["240?", "240 ?", "(240)"])
def test_a_question_mark_or_brackets_make_it_uncertain(typed: str) -> None:
    assert meant(typed) == dataclasses.replace(exact("240"), is_uncertain=True)


def test_words_of_the_source_stand_behind_an_equals_sign() -> None:
    made = read_amount("37900000 = 37.9 million euros")
    assert (made.value, made.text) == (37_900_000, "37.9 million euros")
    assert read_amount("= a few").text == "a few"
    assert not read_amount("= a few").is_known
    assert read_amount(">= 80 = mindestens 80").low == 80


@pytest.mark.parametrize(
    "typed",
    ["1e400", "nan", "1_000", "9" * 5_000, "٢٤٠", "<b>5</b>", "12 pieces", "--5", "2 to 1", "5 to"],
)
def test_what_is_no_amount_is_said(typed: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_amount(typed)
    assert len(str(caught.value)) < 300


@given(plain_amounts())
def test_an_amount_spelled_out_means_itself(amount: Amount) -> None:
    assert dataclasses.replace(read_amount(amount_text(amount)), text="") == amount


@given(amounts())
def test_an_amount_read_back_is_the_same_where_its_words_can_be_read(amount: Amount) -> None:
    shown = amount_text(amount)
    try:
        again = amount_text(read_amount(shown))
    except RecordError:
        return
    assert again == amount_text(read_amount(again))


@given(texts)
@example("0=")
@example("240 = ")
def test_no_text_is_more_than_a_fault(typed: str) -> None:
    try:
        made = read_amount(typed)
    except RecordError:
        return
    assert read_amount(amount_text(made)) == made
