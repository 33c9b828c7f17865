from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind, Total, number
from flowviz.errors import RecordError

amounts = st.one_of(
    st.just(Amount()),
    st.decimals(0, 10**9, places=2).map(lambda value: Amount.exact(str(value))),
    st.decimals(0, 10**9, places=2).map(lambda value: Amount.at_least(str(value))),
    st.decimals(0, 10**9, places=2).map(lambda value: Amount.at_most(str(value))),
    st.decimals(0, 10**9, places=2).map(lambda value: Amount.about(str(value))),
    st.tuples(st.decimals(0, 10**6, places=1), st.decimals(0, 10**6, places=1)).map(
        lambda pair: Amount.between(min(pair), max(pair))
    ),
)


def test_unknown_is_not_zero() -> None:
    assert Total.of([Amount()]) == Total(unknown=1)
    assert Total.of([Amount.exact("0")]).value == 0


def test_a_range_without_stated_value_has_no_midpoint() -> None:
    total = Total.of([Amount.between(Decimal(10), Decimal(20))])
    assert (total.value, total.low, total.high) == (None, Decimal(10), Decimal(20))


def test_lows_and_highs_are_summed_apart() -> None:
    total = Total.of(
        [Amount.exact("5"), Amount.between(Decimal(1), Decimal(3)), Amount.at_most("2")]
    )
    assert (total.value, total.low, total.high) == (Decimal(5), Decimal(6), Decimal(10))


def test_at_least_leaves_the_sum_open_upwards() -> None:
    total = Total.of([Amount.at_least("7"), Amount.exact("1")])
    assert (total.value, total.low, total.high) == (Decimal(8), Decimal(8), None)


def test_about_marks_the_sum_as_approximate() -> None:
    total = Total.of([Amount.about("100"), Amount.exact("1")])
    assert total.is_approximate
    assert (total.low, total.high) == (Decimal(101), Decimal(101))


def test_sums_are_exact_decimals() -> None:
    assert Total.of([Amount.exact("0.1")] * 3).value == Decimal("0.3")


def test_no_digit_is_lost() -> None:
    long = f"{'9' * 30}.{'9' * 30}"
    assert str(number(long)) == long
    assert str(Total.of([Amount.exact(long), Amount.exact("1")]).value) == f"1{'0' * 30}.{'9' * 30}"


@given(st.lists(amounts))
def test_low_never_exceeds_high(items: list[Amount]) -> None:
    total = Total.of(items)
    if total.low is not None and total.high is not None:
        assert total.low <= total.high
    assert total.unknown == sum(item.kind is AmountKind.UNKNOWN for item in items)


@given(st.lists(amounts))
def test_an_unknown_amount_changes_no_figure(items: list[Amount]) -> None:
    with_unknown = Total.of([*items, Amount()])
    without = Total.of(items)
    assert (with_unknown.value, with_unknown.low, with_unknown.high) == (
        without.value,
        without.low,
        without.high,
    )


@pytest.mark.parametrize(
    "text",
    ["", "1e400", "nan", "Infinity", "1_000", "1.500,25", "٣", "-", "1.", ".5", "9" * 31, " 5"],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        number(text)


def test_bounds_must_rise() -> None:
    with pytest.raises(RecordError, match="must rise"):
        Amount.between(Decimal(3), Decimal(2))


def test_a_known_kind_needs_a_figure_and_an_unknown_one_has_none() -> None:
    with pytest.raises(RecordError):
        Amount(kind=AmountKind.EXACT)
    with pytest.raises(RecordError):
        Amount(value=Decimal(1))


def test_minus_zero_is_zero() -> None:
    assert str(number("-0")) == "0"
