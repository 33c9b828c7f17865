"""The engine against a slow model that follows the rules one record after the other."""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.query import Query
from flowviz.records import Existence, Stage, TransferKind
from tests.flows.made import MadeFigure, MadeTransfer, PlainFlow, columns_of, plain_flows

numbers = st.decimals(0, 1000, places=1)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    kind = draw(st.sampled_from(AmountKind))
    match kind:
        case AmountKind.EXACT:
            return Amount(value, value, value, kind)
        case AmountKind.RANGE:
            return Amount(draw(st.sampled_from((value, None))), low, high, kind)
        case AmountKind.AT_LEAST:
            return Amount(value, value, None, kind)
        case AmountKind.AT_MOST:
            return Amount(None, Decimal(0), high, kind)
        case AmountKind.ABOUT:
            return Amount(value, None, None, kind)
    return Amount()


zero = st.just(Amount.exact("0"))
years = st.tuples(st.integers(2000, 2006), st.integers(0, 3)).map(lambda y: (y[0], y[0] + y[1]))


@st.composite
def transfers(draw: st.DrawFn) -> MadeTransfer:
    categories = tuple(draw(st.lists(st.sampled_from(("Aircraft", "Ships", "")), max_size=3)))
    figures = st.builds(
        MadeFigure,
        amount=amounts() | zero,
        unit=st.sampled_from(("pieces", "TIV")),
        stage=st.sampled_from((Stage.ORDERED, Stage.DELIVERED)),
        years=years | st.just((0, 0)),
        line=st.integers(-1, len(categories) - 1),
        left_out=st.frozensets(st.integers(2001, 2008)),
    )
    return MadeTransfer(
        draw(st.sampled_from("ABC")),
        draw(st.sampled_from("ABC")),
        tuple(draw(st.lists(figures, max_size=4))),
        categories,
        draw(st.sampled_from(Existence)),
        draw(st.sampled_from(TransferKind)),
        draw(st.booleans()),
    )


queries = st.builds(
    Query,
    unit=st.sampled_from(("pieces", "TIV", "EUR")),
    stage=st.sampled_from((Stage.ORDERED, Stage.DELIVERED)),
    first_year=st.none() | st.integers(1999, 2004),
    last_year=st.none() | st.integers(2004, 2010),
    categories=st.frozensets(st.sampled_from(("Aircraft", "Ships", "")), max_size=2),
)


@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(transfers(), max_size=12).map(tuple), queries)
def test_flows_are_those_of_the_slow_model(records: tuple[MadeTransfer, ...], query: Query) -> None:
    flows = aggregate(columns_of(*records), query)
    expected = plain_flows(records, query)
    ends = [
        (flows.actor_codes[s], flows.actor_codes[r])
        for s, r in zip(flows.supplier, flows.recipient, strict=True)
    ]
    assert sorted(ends) == sorted(expected)
    for index, pair in enumerate(ends):
        _compare_exact(flows.flow(index), expected[pair])
        _compare_arrays(flows, index, expected[pair])
    together = np.bincount([note.flow for note in flows.footnotes], minlength=len(ends))
    for index, pair in enumerate(ends):
        assert (together[index] > 0) == (expected[pair].together > 0)


def _compare_exact(flow: Flow, plain: PlainFlow) -> None:
    assert flow.total == plain.total
    assert flow.undated_more == plain.more
    assert (flow.records, flow.unknown_records) == (plain.records, plain.unknown_records)
    assert len(flow.transfers) == plain.records
    assert flow.existence is plain.existence
    assert flow.is_nothing_moved == plain.nothing_moved
    assert (flow.first_year, flow.last_year) == (plain.first_year, plain.last_year)


def _compare_arrays(flows: Flows, index: int, plain: PlainFlow) -> None:
    for array, exact in (
        (flows.amount, plain.total.value),
        (flows.low, plain.total.low),
        (flows.high, plain.total.high),
        (flows.undated_more, plain.more),
        (flows.drawn, _drawn(plain)),
    ):
        wanted = math.nan if exact is None else float(exact)
        assert array[index] == pytest.approx(wanted, abs=1e-9, nan_ok=True)
    assert flows.approximate[index] == plain.total.is_approximate


def _drawn(plain: PlainFlow) -> Decimal | None:
    known = [amount for amount in plain.amounts if amount.is_known]
    parts = [amount.low if amount.value is None else amount.value for amount in known]
    return sum(parts, Decimal(0)) if known else None
