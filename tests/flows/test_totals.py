from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.flows.totals import exact_total
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

NUMBER = st.decimals("0", "1e9", allow_nan=False, allow_infinity=False, places=3)
AMOUNT = st.one_of(
    NUMBER.map(lambda n: Amount.exact(format(n, "f"))),
    st.just(Amount(None, None, None, AmountKind.UNKNOWN)),
    NUMBER.map(lambda n: Amount(n, None, None, AmountKind.ABOUT)),
    NUMBER.map(lambda n: Amount(n, n, None, AmountKind.AT_LEAST)),
    st.tuples(NUMBER, NUMBER).map(
        lambda ends: Amount(None, min(ends), max(ends), AmountKind.RANGE)
    ),
)


@given(st.lists(AMOUNT, max_size=8))
def test_the_quick_total_is_the_total_of_the_amounts(amounts: list[Amount]) -> None:
    columns = columns_of(MadeTransfer("A", "B", tuple(map(MadeFigure, amounts))))
    rows = range(len(columns.figures.kind))
    expected = Total.of(columns.figures.amount(row) for row in rows)
    assert exact_total(columns.figures, rows) == expected


def test_a_total_of_nothing_is_no_zero() -> None:
    columns = columns_of(MadeTransfer("A", "B", (MadeFigure(Amount.exact("5")),)))
    assert exact_total(columns.figures, []).value is None
    assert exact_total(columns.figures, [0]).value == Decimal(5)
