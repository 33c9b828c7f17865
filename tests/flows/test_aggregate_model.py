"""The engine against a slow model that follows the rules one record after the other."""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.terms import Existence, Mark, Reporter, Stage, TransferKind
from tests.flows.made import SOURCES, MadeFigure, MadeTransfer, columns_of
from tests.flows.plain import PlainFlow, marks, plain_below, plain_flows

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
PLAIN_MARKS = tuple(mark for mark in Mark if mark is not Mark.CONFLICTING)
"""Those that the slow model knows: conflicts have rules and tests of their own."""

CATEGORIES, GRADES = ("Aircraft", "Ships", ""), ("", "B2", "F")
ITEMS = ("Mi-8", "Su-27", "Sukhoi 27", "")


@st.composite
def figures(draw: st.DrawFn, lines: int) -> MadeFigure:
    first, last = draw(years | st.just((0, 0)))
    left_out = draw(st.frozensets(st.integers(2001, 2008)))
    months = draw(st.just((1, 12)) | st.tuples(st.integers(1, 12), st.integers(1, 12)))
    if first == last:
        months = min(months), max(months)
    made = MadeFigure(
        draw(amounts() | zero),
        draw(st.sampled_from(("pieces", "TIV"))),
        draw(st.sampled_from((Stage.ORDERED, Stage.DELIVERED))),
        (first, last),
        draw(st.integers(-1, lines - 1)),
        left_out,
    )
    # A list of years is one of whole years.
    return made if made.has_gaps else dataclasses.replace(made, months=months)


@st.composite
def transfers(draw: st.DrawFn) -> MadeTransfer:
    items = draw(
        st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(ITEMS)), max_size=3)
    )
    return MadeTransfer(
        draw(st.sampled_from("ABC")),
        draw(st.sampled_from("ABC")),
        tuple(draw(st.lists(figures(len(items)), max_size=4))),
        tuple(category for category, _ in items),
        draw(st.sampled_from(Existence)),
        draw(st.sampled_from(TransferKind)),
        draw(st.sampled_from((True, True, True, False))),
        tuple(name for _, name in items),
        draw(st.sampled_from((None, *Reporter))),
        draw(st.booleans()),
        tuple(draw(st.lists(st.sampled_from(GRADES), max_size=2))),
        tuple(draw(st.lists(st.sampled_from(list(SOURCES)), max_size=3))),
    )


def some(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    """No filter as often as one."""
    return st.just(frozenset()) | st.frozensets(st.sampled_from(tuple(values)), max_size=2)


queries = st.builds(
    Query,
    unit=st.sampled_from(("pieces", "TIV", "EUR")),
    stage=st.sampled_from((Stage.ORDERED, Stage.DELIVERED)),
    first_year=st.none() | st.integers(1999, 2003),
    last_year=st.none() | st.integers(2004, 2010),
    first_month=st.just(1) | st.integers(1, 12),
    last_month=st.just(12) | st.integers(1, 12),
    categories=some(CATEGORIES),
    items=some(ITEMS),
    kinds=some(TransferKind),
    existences=some(Existence),
    is_disputed=st.none() | st.booleans(),
    grades=some(GRADES),
    marks=some(PLAIN_MARKS),
    reported_by=st.sampled_from(ReportedBy),
    actors=some("ABCD"),
    direction=st.sampled_from(Direction),
    least=st.none() | numbers,
)
searched = settings(max_examples=150, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@searched
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
    assert (flows.below_least, flows.unknown_below) == plain_below(records, query)


@searched
@given(st.lists(transfers(), max_size=12).map(tuple), queries)
def test_each_filter_alone_is_that_of_the_slow_model(
    records: tuple[MadeTransfer, ...], query: Query
) -> None:
    columns = columns_of(*records)
    asked = Query(unit=query.unit, stage=query.stage)
    for name in (field.name for field in dataclasses.fields(Query)):
        if name.startswith(("first", "last")):
            continue
        alone = dataclasses.replace(asked, **{name: getattr(query, name)})
        flows, expected = aggregate(columns, alone), plain_flows(records, alone)
        totals = [flows.flow(index).total for index in range(len(flows))]
        wanted = [flow.total for flow in expected.values()]
        assert Counter(totals) == Counter(wanted), name  # 0 and 0.0 are one


def _compare_exact(flow: Flow, plain: PlainFlow) -> None:
    assert flow.total == plain.total
    assert flow.undated_more == plain.more
    assert (flow.records, flow.unknown_records) == (len(plain.records), plain.unknown_records)
    assert len(flow.transfers) == len(plain.records)
    assert flow.existence is plain.existence
    assert flow.is_disputed == plain.is_disputed
    assert set(flow.marks) - {Mark.CONFLICTING} == plain.marks
    assert flow.is_nothing_moved == plain.nothing_moved
    assert (flow.first_year, flow.last_year) == plain.years
    assert flow.other_side == plain.other_side
    assert flow.reported_by == plain.reported_by


def _compare_arrays(flows: Flows, index: int, plain: PlainFlow) -> None:
    other = PlainFlow(plain.query, plain.other, ())
    for array, exact in (
        (flows.amount, plain.total.value),
        (flows.low, plain.total.low),
        (flows.high, plain.total.high),
        (flows.undated_more, plain.more),
        (flows.drawn, plain.drawn),
        (flows.other, other.drawn),
    ):
        wanted = math.nan if exact is None else float(exact)
        assert array[index] == pytest.approx(wanted, abs=1e-9, nan_ok=True)
    assert flows.approximate[index] == plain.total.is_approximate
    unsourced = sum(Mark.NO_SOURCE in marks(record.made) for record in plain.records)
    assert flows.unsourced[index] == unsourced
