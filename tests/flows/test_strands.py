"""The four modes of drawing what passes between two actors, against plain sums."""

import dataclasses
import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount, Total
from flowviz.evidence import EXISTENCES
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query
from flowviz.flows.strands import Strands, strands
from flowviz.terms import Existence, TransferKind
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.flows.test_aggregate_model import queries, transfers

PIECES = Query(unit="pieces")
settled = settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
records = st.lists(transfers(), max_size=12).map(tuple)


def made(supplier: str, recipient: str, *amounts: Amount, **kwargs: object) -> MadeTransfer:
    """A record of some amounts in pieces."""
    figures = tuple(MadeFigure(amount) for amount in amounts)
    return MadeTransfer(supplier, recipient, figures, **kwargs)  # type: ignore[arg-type]


def exact(number: int) -> Amount:
    return Amount.exact(str(number))


def between(low: int, high: int) -> Amount:
    return Amount.between(Decimal(low), Decimal(high))


def of(mode: Mode, *records: MadeTransfer, disputed: tuple[int, ...] = ()) -> Strands:
    return strands(aggregate(columns_of(*records, disputed=disputed), PIECES), mode)


def ends(made: Strands) -> list[tuple[str, str]]:
    codes = made.actor_codes
    return [(codes[s], codes[r]) for s, r in zip(made.supplier, made.recipient, strict=True)]


def test_directed_strands_are_the_flows_themselves() -> None:
    flows = aggregate(columns_of(made("A", "B", exact(3)), made("B", "A", exact(1))), PIECES)
    directed = strands(flows, Mode.DIRECTED)
    assert directed.drawn is flows.drawn
    assert directed.flow.tolist() == [0, 1]
    assert directed.back.tolist() == [1, 0]
    assert directed.of_flow(1).tolist() == [1]


def test_a_single_strand_is_the_sum_of_both_ways() -> None:
    both = of(Mode.SINGLE, made("A", "B", between(1, 5)), made("B", "A", exact(7)))
    assert ends(both) == [("B", "A")]
    assert (both.amount[0], both.low[0], both.high[0], both.drawn[0]) == (7.0, 8.0, 12.0, 8.0)
    assert both.is_two_way.tolist() == [True]
    assert both.records.tolist() == [2]
    assert both.index("A", "B") == both.index("B", "A") == 0


def test_a_single_strand_open_on_one_way_is_open() -> None:
    both = of(Mode.SINGLE, made("A", "B", Amount.at_least("4")), made("B", "A", exact(7)))
    assert both.low.tolist() == [11.0]
    assert math.isnan(both.high[0])


def test_what_is_unknown_adds_nothing_to_a_single_strand() -> None:
    both = of(Mode.SINGLE, made("A", "B", Amount()), made("B", "A", exact(7)))
    assert (both.amount[0], both.high[0]) == (7.0, 7.0)
    assert both.unknown_records.tolist() == [1]
    assert both.is_two_way.tolist() == [True]


def test_a_net_is_what_the_larger_way_is_more() -> None:
    rest = of(Mode.NET, made("A", "B", exact(3)), made("B", "A", exact(10)))
    assert ends(rest) == [("B", "A")]
    assert (rest.amount[0], rest.low[0], rest.high[0]) == (7.0, 7.0, 7.0)
    assert (rest.flow.tolist(), rest.back.tolist()) == ([0], [1])
    assert rest.records.tolist() == [2]


def test_the_bounds_of_a_net_are_those_of_its_ways_crossed() -> None:
    rest = of(Mode.NET, made("A", "B", between(20, 30)), made("B", "A", between(4, 6)))
    assert math.isnan(rest.amount[0])
    assert (rest.drawn[0], rest.low[0], rest.high[0]) == (16.0, 14.0, 26.0)
    assert rest.total(0) == Total(None, Decimal(14), Decimal(26))
    assert not rest.is_turnable[0]


def test_a_net_never_falls_below_zero_and_says_that_it_may_turn() -> None:
    rest = of(Mode.NET, made("A", "B", between(20, 30)), made("B", "A", between(4, 26)))
    assert (rest.low[0], rest.high[0]) == (0.0, 26.0)
    assert rest.is_turnable[0]


def test_a_net_against_a_way_that_is_open_upwards_may_be_nothing() -> None:
    rest = of(Mode.NET, made("A", "B", exact(20)), made("B", "A", Amount.at_least("4")))
    assert (rest.low[0], rest.high[0]) == (0.0, 16.0)
    assert rest.is_turnable[0]


def test_a_net_is_unknown_where_either_way_is() -> None:
    rest = of(Mode.NET, made("A", "B", exact(20)), made("B", "A", Amount()))
    assert np.isnan([rest.amount[0], rest.low[0], rest.high[0], rest.drawn[0]]).all()
    assert rest.total(0) == Total(unknown=1)
    assert not rest.nothing_moved[0]


def test_a_net_of_one_way_is_that_way() -> None:
    rest = of(Mode.NET, made("A", "B", Amount.at_least("4")), made("A", "A", exact(3)))
    assert ends(rest) == [("A", "B"), ("A", "A")]
    assert rest.low.tolist() == [4.0, 3.0]
    assert math.isnan(rest.high[0])
    assert rest.back.tolist() == [-1, -1]


def test_equal_ways_leave_no_net_to_draw_and_are_counted() -> None:
    tenths = [Amount.exact("0.1"), Amount.exact("0.2")]
    rest = of(Mode.NET, made("A", "B", *tenths), made("B", "A", Amount.exact("0.3")))
    assert rest.drawn.tolist() == [0.0]
    assert rest.is_even.tolist() == rest.nothing_moved.tolist() == [True]


def test_a_single_strand_is_as_sure_as_its_surest_record_a_net_as_its_less_sure_way() -> None:
    ways = made("A", "B", exact(3)), made("B", "A", exact(1), existence=Existence.TENTATIVE)
    assert EXISTENCES[of(Mode.SINGLE, *ways).existence[0]] is Existence.CONFIRMED
    assert EXISTENCES[of(Mode.NET, *ways).existence[0]] is Existence.TENTATIVE


@pytest.mark.parametrize("mode", [Mode.SINGLE, Mode.NET])
def test_a_dispute_of_either_way_marks_the_strand(mode: Mode) -> None:
    ways = made("A", "B", exact(3)), made("B", "A", exact(1))
    assert of(mode, *ways, disputed=(1,)).disputed.tolist() == [True]
    assert of(mode, *ways).disputed.tolist() == [False]


def test_separate_records_are_a_strand_each() -> None:
    apart = of(
        Mode.RECORDS,
        made("A", "B", exact(3), existence=Existence.TENTATIVE),
        made("A", "B", between(5, 9)),
        made("B", "A", Amount()),
        disputed=(1,),
    )
    assert apart.transfer.tolist() == [1, 0, 2]
    assert apart.flow.tolist() == [0, 0, 1]
    assert apart.drawn.tolist()[:2] == [5.0, 3.0]
    assert math.isnan(apart.drawn[2])
    assert apart.disputed.tolist() == [True, False, False]
    assert apart.existence.tolist() == [0, 2, 0]
    assert apart.unknown_records.tolist() == [0, 0, 1]
    assert apart.of_flow(0).tolist() == [0, 1]
    assert apart.total(0) == Total(None, Decimal(5), Decimal(9))


def test_a_record_of_which_nothing_has_moved_is_no_strand_to_draw() -> None:
    still = MadeTransfer("A", "B", (MadeFigure(exact(0), years=(0, 0)),))
    apart = of(Mode.RECORDS, still, made("A", "B", exact(3)))
    assert apart.drawn.tolist() == [3.0, 0.0]
    assert apart.nothing_moved.tolist() == [False, True]


def test_equal_strands_stand_by_name() -> None:
    apart = of(Mode.RECORDS, made("B", "A", exact(1)), made("A", "C", exact(1)), made("A", "B"))
    assert ends(apart) == [("A", "C"), ("B", "A"), ("A", "B")]


@pytest.mark.parametrize("dense_cells", [0, 1_000_000])
@pytest.mark.parametrize("mode", Mode)
def test_the_category_of_a_strand_is_that_of_most_of_it(
    mode: Mode, dense_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowviz.flows.mix._DENSE_CELLS", dense_cells)
    items = tuple(MadeFigure(exact(number), line=line) for line, number in enumerate((2, 3, 4)))
    made = of(
        mode,
        MadeTransfer("A", "B", items, ("Ships", "Ships", "Aircraft")),
        MadeTransfer("C", "B", (MadeFigure(exact(3)),), ("Ships", "Aircraft")),
        MadeTransfer("D", "B", (MadeFigure(exact(2)),), ("Ships", "Ships")),
        MadeTransfer("E", "B", (MadeFigure(Amount(), line=0),), ("Aircraft",)),
        MadeTransfer("F", "B", (MadeFigure(Amount(), line=0),), ("",)),
    )
    assert "" in made.columns.categories
    names = [("" if n < 0 else made.columns.categories[n]) for n in made.category]
    assert names == ["Ships", "", "Ships", "Aircraft", ""]
    assert made.category[-1] == -1


@pytest.mark.parametrize("mode", Mode)
def test_the_kind_of_a_strand_is_that_of_most_of_it(mode: Mode) -> None:
    kinds = TransferKind.REPORT, TransferKind.PROGRAMME
    found = of(mode, made("A", "B", exact(2), kind=kinds[0]), made("B", "C", kind=kinds[1]))
    assert [tuple(TransferKind)[kind] for kind in found.kind] == list(kinds)


@pytest.mark.parametrize("mode", Mode)
def test_there_are_no_strands_of_no_flows(mode: Mode) -> None:
    nothing = strands(aggregate(columns_of(), PIECES), mode)
    assert len(nothing) == 0
    assert len(nothing.category) == len(nothing.kind) == 0
    assert nothing.index("A", "B") is None


@settled
@given(records, queries)
def test_single_strands_conserve_what_passes(
    records: tuple[MadeTransfer, ...], query: Query
) -> None:
    flows = aggregate(columns_of(*records), query)
    both = strands(flows, Mode.SINGLE)
    for name in ("amount", "low", "drawn", "undated_more", "records", "unknown_records"):
        assert np.nansum(getattr(both, name)) == pytest.approx(np.nansum(getattr(flows, name)))
    for number in range(len(both)):
        ways = _ways(flows, both, number)
        rows = [row for way in ways for row in flows.rows(way)]
        total = Total.of(flows.columns.figures.amount(row) for row in rows)
        _compare(both, number, total)
        assert both.nothing_moved[number] == all(flows.nothing_moved[way] for way in ways)


@settled
@given(records, queries)
def test_a_net_is_the_same_whichever_way_it_is_told(
    records: tuple[MadeTransfer, ...], query: Query
) -> None:
    """Antisymmetric: where every record goes the other way, so does every net."""
    rest = strands(aggregate(columns_of(*records), query), Mode.NET)
    turned = tuple(
        dataclasses.replace(made, supplier=made.recipient, recipient=made.supplier)
        for made in records
    )
    ways = {Direction.OUTGOING: Direction.INCOMING, Direction.INCOMING: Direction.OUTGOING}
    query = dataclasses.replace(query, direction=ways.get(query.direction, query.direction))
    back = strands(aggregate(columns_of(*turned), query), Mode.NET)
    assert len(rest) == len(back)
    for number, (supplier, recipient) in enumerate(ends(rest)):
        found = back.index(supplier, recipient), back.index(recipient, supplier)
        (other,) = {at for at in found if at is not None}
        for name in ("amount", "low", "high", "drawn"):
            one, two = getattr(rest, name)[number], getattr(back, name)[other]
            if name in ("amount", "drawn") or rest.drawn[number] > 0.0:
                assert one == pytest.approx(two, nan_ok=True, abs=1e-9)
        if rest.drawn[number] > 0.0:
            assert ends(back)[other] == (recipient, supplier)


@settled
@given(records, queries, st.floats(0, 1), st.floats(0, 1))
def test_the_range_of_a_net_holds_every_net_of_amounts_within_its_ways(
    records: tuple[MadeTransfer, ...], query: Query, share: float, share_back: float
) -> None:
    flows = aggregate(columns_of(*records), query)
    rest = strands(flows, Mode.NET)
    for number in np.flatnonzero((rest.back >= 0) & ~np.isnan(rest.drawn)).tolist():
        larger, smaller = (
            _within(flows, int(way), part)
            for way, part in ((rest.flow[number], share), (rest.back[number], share_back))
        )
        high = np.nan_to_num(rest.high[number], nan=math.inf)
        assert rest.low[number] - 1e-6 <= max(larger - smaller, 0.0) <= high + 1e-6
        assert rest.is_turnable[number] or larger - smaller >= -1e-6
        _compare(rest, number, rest.total(number))


@settled
@given(records, queries)
def test_the_records_of_a_flow_add_up_to_it(
    records: tuple[MadeTransfer, ...], query: Query
) -> None:
    flows = aggregate(columns_of(*records), query)
    apart = strands(flows, Mode.RECORDS)
    # Where the other side alone tells, there is no record that counts, and one strand of nothing.
    strand_count = np.maximum(flows.records, 1)
    assert np.array_equal(np.bincount(apart.flow, minlength=len(flows)), strand_count)
    for number in range(len(flows)):
        own = apart.of_flow(number)
        for name in ("amount", "low", "drawn", "undated_more", "records", "unknown_records"):
            assert np.nansum(getattr(apart, name)[own]) == pytest.approx(
                np.nan_to_num(getattr(flows, name)[number])
            )
        is_open = np.isnan(apart.high[own]) & ~np.isnan(apart.low[own])
        if not np.isnan(flows.low[number]):
            assert np.isnan(flows.high[number]) == is_open.any()
        assert apart.existence[own].min() == flows.existence[number]
        assert apart.nothing_moved[own].all() or not flows.nothing_moved[number]
    for number in range(len(apart)):
        _compare(apart, number, apart.total(number))


@settled
@given(records, queries, st.sampled_from(Mode))
def test_strands_run_from_the_largest_to_the_unknown_and_know_their_flows(
    records: tuple[MadeTransfer, ...], query: Query, mode: Mode
) -> None:
    flows = aggregate(columns_of(*records), query)
    found = strands(flows, mode)
    drawn = np.nan_to_num(found.drawn, nan=-1.0)
    assert (np.diff(drawn) <= 1e-9).all()
    assert set(found.flow.tolist()) | set(found.back.tolist()) - {-1} == set(range(len(flows)))
    for number in range(len(flows)):
        supplier, recipient = (
            flows.actor_codes[flows.supplier[number]],
            flows.actor_codes[flows.recipient[number]],
        )
        assert found.index(supplier, recipient) == found.of_flow(number)[0]


def _ways(flows: Flows, made: Strands, number: int) -> list[int]:
    return [int(way) for way in (made.flow[number], made.back[number]) if way >= 0]


def _within(flows: Flows, number: int, share: float) -> float:
    """An amount within the bounds of a flow; far beyond its low where it is open upwards."""
    low = float(flows.low[number])
    high = low + 1e6 if np.isnan(flows.high[number]) else float(flows.high[number])
    return low + share * (high - low)


def _compare(made: Strands, number: int, total: Total) -> None:
    for array, wanted in (
        (made.amount, total.value),
        (made.low, total.low),
        (made.high, total.high),
    ):
        expected = math.nan if wanted is None else float(wanted)
        assert array[number] == pytest.approx(expected, abs=1e-9, nan_ok=True)


def asked(mode: Mode, query: Query, *records: MadeTransfer) -> Strands:
    return strands(aggregate(columns_of(*records), query, mode), mode)


BOTH_WAYS = (
    made("A", "B", exact(600)), made("B", "A", exact(400)),
    made("A", "C", exact(90)), made("C", "A", exact(100)),
    made("D", "A", exact(150)),
)  # fmt: skip


def test_a_least_amount_is_asked_of_a_net_and_hides_no_counter_flow() -> None:
    least = dataclasses.replace(PIECES, least=Decimal(150))
    nets = asked(Mode.NET, least, *BOTH_WAYS)
    assert dict(zip(ends(nets), nets.drawn.tolist(), strict=True)) == {
        ("A", "B"): 200.0,  # 600 less 400, which is not asked for 600 alone
        ("D", "A"): 150.0,
    }
    assert (nets.flows.below_least, nets.flows.unknown_below) == (1, 0)
    assert len(nets.flows) == 3


def test_a_least_amount_is_asked_of_the_sum_of_both_ways() -> None:
    least = dataclasses.replace(PIECES, least=Decimal(180))
    both = asked(Mode.SINGLE, least, *BOTH_WAYS)
    assert dict(zip(ends(both), both.drawn.tolist(), strict=True)) == {
        ("A", "B"): 1000.0,
        ("C", "A"): 190.0,  # neither way alone is as much
    }
    assert both.flows.below_least == 1


def test_a_net_passes_a_direction_by_the_way_it_runs() -> None:
    of_a = dataclasses.replace(PIECES, actors=frozenset("A"))
    out = asked(Mode.NET, dataclasses.replace(of_a, direction=Direction.OUTGOING), *BOTH_WAYS)
    assert (ends(out), out.drawn.tolist(), out.flows.turned) == ([("A", "B")], [200.0], 1)
    into = asked(Mode.NET, dataclasses.replace(of_a, direction=Direction.INCOMING), *BOTH_WAYS)
    assert (ends(into), into.drawn.tolist()) == ([("D", "A"), ("C", "A")], [150.0, 10.0])
    assert into.flows.turned == 1


def test_a_net_that_may_run_either_way_passes_either_direction() -> None:
    ways = made("A", "B", exact(5)), made("B", "A", exact(5)), made("C", "A", Amount())
    unknown = made("A", "C", exact(7))
    for direction in (Direction.OUTGOING, Direction.INCOMING):
        query = dataclasses.replace(PIECES, actors=frozenset("A"), direction=direction)
        nets = asked(Mode.NET, query, *ways, unknown)
        assert nets.is_even.tolist() == [True, False]
        assert np.isnan(nets.drawn[1])
        assert nets.flows.turned == 0


def test_a_sum_of_both_ways_passes_a_direction_with_either() -> None:
    query = dataclasses.replace(PIECES, actors=frozenset("A"), direction=Direction.OUTGOING)
    both = asked(Mode.SINGLE, query, *BOTH_WAYS, made("A", "A", exact(1)))
    assert ends(both) == [("A", "B"), ("C", "A"), ("A", "A")]
    assert both.drawn.tolist() == [1000.0, 190.0, 1.0]


@settled
@given(records, queries, st.sampled_from([Mode.SINGLE, Mode.NET]))
def test_filters_of_flows_are_asked_of_what_is_put_together(
    records: tuple[MadeTransfer, ...], query: Query, mode: Mode
) -> None:
    """The strands are those without these filters, less those that do not pass."""
    free = dataclasses.replace(query, actors=frozenset(), direction=Direction.ALL, least=None)
    columns = columns_of(*records)
    every = strands(aggregate(columns, free, mode), mode)
    flows = every.flows
    either = {
        tuple(flows.actor_codes[end] for end in (flows.supplier[i], flows.recipient[i]))
        for i in range(len(flows))
    }

    def is_wanted(number: int) -> bool:
        way = ends(every)[number]
        is_level = bool(every.is_even[number] or every.drawn[number] == 0.0)
        is_sure = mode is Mode.NET and not is_level and not np.isnan(every.drawn[number])
        ways = [way] if is_sure else [way, way[::-1]]
        return not query.actors or any(
            {
                Direction.ALL: supplier in query.actors or recipient in query.actors,
                Direction.OUTGOING: supplier in query.actors,
                Direction.INCOMING: recipient in query.actors,
                Direction.BETWEEN: supplier in query.actors and recipient in query.actors,
            }[query.direction]
            for supplier, recipient in ways
            if (supplier, recipient) in either
        )

    wanted = [number for number in range(len(every)) if is_wanted(number)]
    passes = [n for n in wanted if query.least is None or every.drawn[n] >= float(query.least)]
    left_out = [every.drawn[n] for n in wanted if n not in passes]
    found = strands(aggregate(columns, query, mode), mode)
    assert [ends(every)[n] for n in passes] == ends(found)
    assert np.array_equal(every.drawn[passes], found.drawn, equal_nan=True)
    unknown = int(np.isnan(left_out).sum())
    below = len(left_out) - unknown
    assert (found.flows.below_least, found.flows.unknown_below) == (below, unknown)
