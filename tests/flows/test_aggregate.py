"""The rules of flows, each shown on records whose sums can be seen."""

import math
from decimal import Decimal

import numpy as np
import pytest

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.errors import UsageError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.query import Query, first_query, resolve
from flowviz.terms import Existence, Stage, TransferKind
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

PIECES = Query(unit="pieces")


def made(*figures: MadeFigure, **kwargs: object) -> MadeTransfer:
    return MadeTransfer("AAA", "BBB", tuple(figures), **kwargs)  # type: ignore[arg-type]


def exact(text: str, **kwargs: object) -> MadeFigure:
    return MadeFigure(Amount.exact(text), **kwargs)  # type: ignore[arg-type]


def flows_of(*transfers: MadeTransfer, query: Query = PIECES) -> Flows:
    return aggregate(columns_of(*transfers), query)


def test_units_are_never_mixed() -> None:
    record = made(exact("240"), exact("37.9", unit="EUR"))
    assert flows_of(record).flow(0).total.value == 240
    assert flows_of(record, query=Query(unit="EUR")).flow(0).total.value == Decimal("37.9")


def test_stages_are_never_mixed() -> None:
    record = made(exact("12"), exact("40", stage=Stage.ORDERED))
    assert flows_of(record).flow(0).total.value == 12
    ordered = Query(unit="pieces", stage=Stage.ORDERED)
    assert flows_of(record, query=ordered).flow(0).total.value == 40


def test_only_counted_records_are_summed_and_listed() -> None:
    flows = flows_of(made(exact("5")), made(exact("7"), is_counted=False))
    assert flows.flow(0).total.value == 5
    assert flows.flow(0).records == 1
    assert len(flows_of(made(exact("7"), is_counted=False))) == 0


def test_exact_totals_have_no_rounding_of_floats() -> None:
    flow = flows_of(made(exact("0.1")), made(exact("0.2"))).flow(0)
    assert flow.total.value == Decimal("0.3")
    assert flow.total.low == flow.total.high == Decimal("0.3")


def test_exact_totals_keep_every_digit_of_sixty() -> None:
    long = Decimal("9" * 30 + "." + "9" * 30)
    figure = MadeFigure(Amount(long, long, long, AmountKind.EXACT))
    total = flows_of(made(figure), made(figure)).flow(0).total
    assert str(total.value) == "1" + "9" * 30 + "." + "9" * 29 + "8"


def test_a_figure_dated_within_the_window_counts() -> None:
    query = Query(unit="pieces", first_year=2014, last_year=2015)
    records = made(exact("3", years=(2014, 2015))), made(exact("4", years=(2013, 2013)))
    flow = flows_of(*records, query=query).flow(0)
    assert (flow.total.value, flow.records, flow.undated_more) == (3, 1, 0)


def test_a_figure_that_spans_more_than_the_window_stands_beside_the_total() -> None:
    query = Query(unit="pieces", first_year=2015, last_year=2015)
    records = made(exact("3")), made(exact("60", years=(2010, 2020)))
    flow = flows_of(*records, query=query).flow(0)
    assert (flow.total.value, flow.undated_more, flow.records) == (3, 60, 2)


def test_nothing_is_divided_by_years() -> None:
    record = made(exact("100", years=(1979, 1990)))
    query = Query(unit="pieces", first_year=1980, last_year=1980)
    flow = flows_of(record, query=query).flow(0)
    assert flow.total.value is None
    assert flow.unknown_records == 0
    assert (flow.first_year, flow.last_year) == (None, None)


def test_what_may_lie_in_the_window_is_told_at_its_most() -> None:
    query = Query(unit="pieces", first_year=2015)
    figures = (
        MadeFigure(Amount.between(Decimal(10), Decimal(30)), years=(2010, 2020)),
        MadeFigure(Amount.at_least("5"), years=(2010, 2020)),
        MadeFigure(Amount(), years=(2010, 2020)),
    )
    flows = flows_of(made(*figures), query=query)
    assert flows.flow(0).undated_more == 35
    assert flows.undated_more[0] == 35
    assert flows.flow(0).is_more_open


def test_undated_figures_count_when_no_window_is_set() -> None:
    record = made(exact("8", years=(0, 0)))
    assert flows_of(record).flow(0).total.value == 8
    within = flows_of(record, query=Query(unit="pieces", first_year=2000)).flow(0)
    assert (within.total.value, within.undated_more) == (None, 8)


def test_a_pair_without_a_figure_in_the_window_is_not_listed() -> None:
    query = Query(unit="pieces", first_year=2016)
    assert len(flows_of(made(exact("8")), query=query)) == 0


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(UsageError, match="ends \\(2010\\) before it begins"):
        Query(first_year=2015, last_year=2010)


def test_bounds_follow_the_kind_of_each_amount() -> None:
    figures = (
        exact("100"),
        MadeFigure(Amount.between(Decimal(10), Decimal(20))),
        MadeFigure(Amount.at_most("7")),
        MadeFigure(Amount.about("50")),
        MadeFigure(Amount()),
    )
    flow = flows_of(made(*figures)).flow(0)
    assert flow.total == Total(Decimal(150), Decimal(160), Decimal(177), True, 1)


def test_an_amount_open_upwards_leaves_the_total_open() -> None:
    flows = flows_of(made(exact("100"), MadeFigure(Amount.at_least("5"))))
    assert flows.flow(0).total.high is None
    assert math.isnan(flows.high[0])
    assert flows.low[0] == 105


def test_a_range_without_a_value_is_drawn_at_its_low_and_has_no_midpoint() -> None:
    flows = flows_of(made(MadeFigure(Amount.between(Decimal(10), Decimal(20)))))
    assert flows.flow(0).total.value is None
    assert math.isnan(flows.amount[0])
    assert (flows.drawn[0], flows.low[0], flows.high[0]) == (10, 10, 20)


def test_a_pair_without_a_known_amount_is_listed_with_no_amount() -> None:
    flow = flows_of(made(MadeFigure(Amount())), made(exact("3", unit="TIV"))).flow(0)
    assert (flow.total.value, flow.records, flow.unknown_records) == (None, 2, 2)


def test_unknown_is_not_zero() -> None:
    flow = flows_of(made(exact("0"))).flow(0)
    assert (flow.total.value, flow.unknown_records) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (TransferKind.DELIVERY, Stage.DELIVERED),
        (TransferKind.PROGRAMME, Stage.DELIVERED),
        (TransferKind.REPORT, Stage.DELIVERED),
        (TransferKind.DEAL, Stage.ORDERED),
        (TransferKind.LICENCE, Stage.LICENSED),
    ],
)
def test_a_record_without_figures_stands_at_the_stage_of_its_kind(
    kind: TransferKind, stage: Stage
) -> None:
    records = [len(flows_of(made(kind=kind), query=Query(stage=other))) for other in Stage]
    assert records == [int(other is stage) for other in Stage]


def test_a_deal_of_which_nothing_has_moved_is_listed_as_such() -> None:
    nothing = exact("0", years=(0, 0)), exact("0", unit="TIV", years=(0, 0))
    flows = flows_of(made(*nothing))
    flow = flows.flow(0)
    assert flow.is_nothing_moved
    assert (flow.total.value, flow.first_year, flow.records) == (0, None, 1)
    assert not flows_of(made(*nothing), made(exact("0"))).nothing_moved[0]


def test_what_has_not_moved_lies_in_no_window() -> None:
    record = made(exact("0", years=(0, 0)))
    assert len(flows_of(record, query=Query(unit="pieces", first_year=2000))) == 0


def test_a_figure_marked_as_uncertain_marks_its_flow_where_it_counts() -> None:
    doubtful = MadeFigure(Amount.exact("5", is_uncertain=True), years=(2010, 2010))
    silent = MadeFigure(Amount(is_uncertain=True))
    columns = columns_of(
        made(exact("7"), doubtful), MadeTransfer("AAA", "CCC", (exact("3"), silent))
    )
    assert aggregate(columns, PIECES).uncertain.tolist() == [True, False]
    later = Query(unit="pieces", first_year=2015)
    assert aggregate(columns, later).uncertain.tolist() == [False, False]


def test_the_existence_of_a_flow_is_that_of_its_surest_record() -> None:
    records = (
        made(exact("1"), existence=Existence.TENTATIVE),
        made(exact("1"), existence=Existence.UNCONFIRMED),
    )
    assert flows_of(*records).flow(0).existence is Existence.UNCONFIRMED
    assert flows_of(*records, made(exact("1"))).existence[0] == 0


def test_a_record_outside_the_query_does_not_make_a_flow_surer() -> None:
    sure = made(exact("1", stage=Stage.ORDERED))
    tentative = made(exact("1"), existence=Existence.TENTATIVE)
    assert flows_of(sure, tentative).flow(0).existence is Existence.TENTATIVE


def test_a_disputed_record_marks_its_flow_and_lowers_nothing() -> None:
    columns = columns_of(made(exact("4")), made(exact("6")), disputed=(1,))
    flow = aggregate(columns, PIECES).flow(0)
    assert flow.is_disputed
    assert flow.total.value == 10


def test_both_directions_and_a_flow_to_itself_are_three_flows() -> None:
    flows = flows_of(
        MadeTransfer("AAA", "BBB", (exact("1"),)),
        MadeTransfer("BBB", "AAA", (exact("2"),)),
        MadeTransfer("AAA", "AAA", (exact("3"),)),
    )
    assert [(f.supplier, f.recipient) for f in map(flows.flow, range(3))] == [
        ("AAA", "AAA"),
        ("BBB", "AAA"),
        ("AAA", "BBB"),
    ]


def test_flows_run_from_the_largest_to_the_unknown_then_by_name() -> None:
    flows = flows_of(
        MadeTransfer("AAA", "CCC", (MadeFigure(Amount()),)),
        MadeTransfer("AAA", "BBB", (MadeFigure(Amount()),)),
        MadeTransfer("AAA", "DDD", (exact("1"),)),
        MadeTransfer("AAA", "EEE", (exact("2"),)),
    )
    assert [flows.actor_codes[recipient] for recipient in flows.recipient] == [
        "EEE",
        "DDD",
        "BBB",
        "CCC",
    ]


def test_a_flow_is_found_by_its_actors() -> None:
    flows = flows_of(made(exact("1")))
    assert flows.index("AAA", "BBB") == 0
    assert flows.index("BBB", "AAA") is None


def test_only_items_of_the_categories_count() -> None:
    record = made(exact("3", line=0), exact("5", line=1), categories=("Ships", "Missiles"))
    query = Query(unit="pieces", categories=frozenset({"Missiles"}))
    assert flows_of(record, query=query).flow(0).total.value == 5


def test_a_value_for_several_items_is_footnoted_when_some_are_left_out() -> None:
    record = made(exact("37900000", unit="EUR"), categories=("Missiles", ""))
    flows = flows_of(record, query=Query(unit="EUR", categories=frozenset({"Missiles"})))
    assert flows.flow(0).total.value is None
    assert flows.flow(0).unknown_records == 0
    assert [note.text() for note in flows.footnotes] == [
        "EUR 37,900,000 for 2 items together, 1 shown"
    ]


def test_a_value_for_several_items_counts_when_all_are_shown() -> None:
    record = made(exact("37900000", unit="EUR"), categories=("Missiles", "Missiles"))
    flows = flows_of(record, query=Query(unit="EUR", categories=frozenset({"Missiles"})))
    assert flows.flow(0).total.value == 37_900_000
    assert flows.footnotes == ()


def test_a_record_without_items_has_no_known_category() -> None:
    record = made(exact("9"))
    assert len(flows_of(record, query=Query(unit="pieces", categories=frozenset({"Ships"})))) == 0
    unnamed = Query(unit="pieces", categories=frozenset({""}))
    assert flows_of(record, query=unnamed).flow(0).total.value == 9


def test_the_unit_is_that_of_most_records_and_tiv_then_pieces_win_a_tie() -> None:
    tie = columns_of(made(exact("1", unit="EUR")), made(exact("1")))
    assert resolve(Query(), tie).unit == "pieces"
    register = columns_of(made(exact("6"), exact("1", unit="TIV"), exact("9", unit="EUR")))
    assert resolve(Query(), register).unit == "TIV"
    most = columns_of(made(exact("1", unit="EUR")), made(exact("1", unit="EUR")), made(exact("1")))
    assert resolve(Query(), most).unit == "EUR"
    other = columns_of(made(exact("1", unit="USD")), made(exact("1", unit="EUR")))
    assert resolve(Query(), other).unit == "EUR"


def test_the_unit_is_pieces_where_no_amount_is_stated() -> None:
    assert resolve(Query(), columns_of(made())).unit == "pieces"


def test_years_are_of_the_counted_figures_in_any_unit() -> None:
    record = made(exact("1", years=(2001, 2002)), exact("1", unit="TIV", years=(1999, 2000)))
    flows = flows_of(record)
    assert (flows.first_year[0], flows.last_year[0]) == (1999, 2002)


def test_an_empty_dossier_has_no_flows() -> None:
    flows = flows_of()
    assert len(flows) == 0
    assert flows.footnotes == ()


def test_a_unit_that_no_figure_has_leaves_every_amount_unknown() -> None:
    flow = flows_of(made(exact("1")), query=Query(unit="USD")).flow(0)
    assert (flow.total, flow.unknown_records) == (Total(), 1)


def test_flows_cannot_be_written_to() -> None:
    flows = flows_of(made(exact("1")))
    for array in (flows.amount, flows.pair, flows.is_listed):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 2


def test_columns_cannot_be_written_to() -> None:
    columns = columns_of(made(exact("1")))
    with pytest.raises(ValueError, match="read-only"):
        columns.figures.value[0] = 2.0
    with pytest.raises(ValueError, match="read-only"):
        columns.transfers.existence[0] = 2
    assert columns.years() == (2015, 2015)
    assert columns_of(made()).years() is None
    assert np.array_equal(columns.pair_supplier, [0])


def test_records_are_first_asked_for_deliveries_and_else_for_what_most_of_them_state() -> None:
    licence = made(exact("5", unit="EUR", stage=Stage.LICENSED))
    order = made(exact("5", stage=Stage.ORDERED))
    assert first_query(columns_of(licence, licence, order)) == Query("EUR", Stage.LICENSED)
    assert first_query(columns_of(licence, licence, made(exact("1")))) == Query(
        "pieces", Stage.DELIVERED
    )
    assert first_query(columns_of()) == Query("pieces")
