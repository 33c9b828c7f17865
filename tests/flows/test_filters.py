"""Each filter by an example whose sums can be seen; all of them together: the slow model."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from flowviz.amounts import Amount
from flowviz.errors import UsageError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.records import Citation, Source
from flowviz.terms import (
    Basis,
    CitationStatus,
    Existence,
    Mark,
    Reporter,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from tests.flows.cases import SOURCE, docket_in, dossier_of, flows_in, sent
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

FIVE = ("Rifle", Amount.exact("5"))


def exact(amount: int, **kwargs: Any) -> MadeFigure:
    return MadeFigure(Amount.exact(str(amount)), **kwargs)


def flows_of(*transfers: MadeTransfer, **asked: Any) -> Flows:
    return aggregate(columns_of(*transfers), Query(unit="pieces", **asked))


def amounts(flows: Flows) -> dict[tuple[str, str], float | None]:
    """The amounts by pair."""
    found = [flows.flow(index) for index in range(len(flows))]
    return {(flow.supplier, flow.recipient): _float(flow) for flow in found}


def _float(flow: Flow) -> float | None:
    return None if flow.total.value is None else float(flow.total.value)


# Months


@pytest.mark.parametrize("month", range(1, 13))
def test_a_figure_dated_by_a_year_spans_its_twelve_months(month: int) -> None:
    record = MadeTransfer("A", "B", (exact(5),))
    for ends in ({"last_year": 2015, "last_month": month}, {"first_year": 2015}):
        if "first_year" in ends:
            ends["first_month"] = month
        flow = flows_of(record, **ends).flow(0)
        is_whole = month == (1 if "first_year" in ends else 12)
        wanted = (5, 0) if is_whole else (None, 5)
        assert (flow.total.value, flow.undated_more) == wanted


def test_a_figure_dated_by_a_month_counts_in_a_window_of_months() -> None:
    record = MadeTransfer("A", "B", (exact(5, months=(3, 3)), exact(7, months=(6, 7))))
    march = {"first_year": 2015, "first_month": 3, "last_year": 2015, "last_month": 3}
    assert amounts(flows_of(record, **march)) == {("A", "B"): 5}
    spring = flows_of(record, **march | {"last_month": 6}).flow(0)
    assert (spring.total.value, spring.undated_more) == (5, 7)
    assert amounts(flows_of(record, **march | {"first_month": 8, "last_month": 9})) == {}


def test_of_a_list_of_years_a_window_of_months_meets_those_listed() -> None:
    record = MadeTransfer("A", "B", (exact(5, years=(1979, 1981), left_out=frozenset((1980,))),))
    for year, month, is_there in ((1979, 12, True), (1980, 6, False), (1981, 1, True)):
        asked = {"first_year": year, "first_month": month, "last_year": year, "last_month": month}
        assert (len(flows_of(record, **asked)) == 1) == is_there


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        Query(first_year=2015, first_month=3, last_year=2015, last_month=2)


# Lines


def test_only_the_items_asked_for_count_by_their_designation() -> None:
    record = MadeTransfer(
        "A",
        "B",
        (exact(5, line=0), exact(7, line=1)),
        ("Aircraft", "Aircraft"),
        designations=("Mi-8", "Su-27"),
    )
    assert amounts(flows_of(record, items=frozenset(("Su-27",)))) == {("A", "B"): 7}
    assert amounts(flows_of(record, items=frozenset(("MI-8",)))) == {}


def test_spellings_that_were_joined_are_one_item_to_filters_and_keep_old_queries_true() -> None:
    record = MadeTransfer(
        "A",
        "B",
        (exact(5, line=0), exact(7, line=1), exact(1, line=2)),
        ("Aircraft",) * 3,
        designations=("Mi-8", "Sukhoi 27", "Su-27"),
    )
    assert columns_of(record).designations == ("Mi-8", "Su-27")
    assert amounts(flows_of(record, items=frozenset(("Su-27",)))) == {("A", "B"): 8}
    assert amounts(flows_of(record, items=frozenset(("SU27",)))) == {("A", "B"): 8}


def test_a_value_for_several_items_is_footnoted_when_an_item_is_left_out() -> None:
    both = MadeTransfer(
        "A", "B", (exact(100),), ("Aircraft", "Aircraft"), designations=("Mi-8", "Su-27")
    )
    flows = flows_of(both, items=frozenset(("Mi-8",)))
    assert [note.text() for note in flows.footnotes] == ["100 pieces for 2 items together, 1 shown"]
    assert flows.flow(0).total.value is None
    whole = flows_of(both, items=frozenset(("Mi-8", "Su-27")))
    assert (whole.footnotes, whole.flow(0).total.value) == ((), 100)


def test_a_line_must_pass_categories_and_items_alike() -> None:
    record = MadeTransfer(
        "A",
        "B",
        (exact(5, line=0), exact(7, line=1)),
        ("Aircraft", "Ships"),
        designations=("Mi-8", "Boat"),
    )
    assert amounts(flows_of(record, categories=frozenset(("Ships",)), items=frozenset(("Boat",))))
    assert not flows_of(record, categories=frozenset(("Ships",)), items=frozenset(("Mi-8",)))


# Records


def test_records_are_asked_for_by_kind_existence_and_dispute() -> None:
    records = (
        MadeTransfer("A", "B", (exact(1),), kind=TransferKind.REPORT),
        MadeTransfer("A", "B", (exact(2),), existence=Existence.TENTATIVE),
        MadeTransfer("A", "B", (exact(4),), is_disputed=True),
    )
    for asked, amount in (
        ({"kinds": frozenset((TransferKind.REPORT,))}, 1),
        ({"existences": frozenset((Existence.TENTATIVE,))}, 2),
        ({"is_disputed": True}, 4),
        ({"is_disputed": False}, 3),
    ):
        assert amounts(flows_of(*records, **asked)) == {("A", "B"): amount}
    tentative = flows_of(*records, existences=frozenset((Existence.TENTATIVE,)))
    assert tentative.flow(0).existence is Existence.TENTATIVE


@pytest.mark.parametrize(
    ("grades", "found"),
    [(("B2",), {"t1"}), (("B",), {"t2"}), (("",), {"t3", "t4", "t5"}), (("B2", ""), None)],
)
def test_a_record_has_the_grades_of_the_citations_that_hold(
    grades: tuple[str, ...], found: set[str] | None
) -> None:
    """Of itself, its items, figures and parties; without any it is not graded."""
    gone = Source("gone", "Taken back", status=SourceStatus.RETRACTED)
    cited = (
        Citation("1", SOURCE.id, Subject.FIGURE, "t1/0/f", reliability="B", credibility=2),
        Citation("2", SOURCE.id, Subject.LINE, "t2/0", reliability="B"),
        Citation("3", gone.id, Subject.TRANSFER, "t3", reliability="B", credibility=2),
        Citation("4", SOURCE.id, Subject.TRANSFER, "t4"),
        Citation(
            "5", SOURCE.id, Subject.TRANSFER, "t5", reliability="B", status=CitationStatus.WITHDRAWN
        ),
    )
    records = (sent(f"t{number}", "AAA", "BBB", FIVE) for number in range(1, 6))
    with dossier_of(*records, gone, *cited) as dossier:
        flows = flows_in(dossier, Query(unit="pieces", grades=frozenset(grades)))
    wanted = {"t1", "t3", "t4", "t5"} if found is None else found
    assert set(flows.flow(0).transfers) == wanted


def test_records_without_a_source_can_be_asked_for_alone() -> None:
    against = Citation("c", SOURCE.id, Subject.TRANSFER, "t2", stance=Stance.CONTRADICTS)
    backed = Citation("d", SOURCE.id, Subject.TRANSFER, "t3")
    records = (sent(f"t{number}", "AAA", "BBB", FIVE) for number in range(1, 4))
    with dossier_of(*records, against, backed) as dossier:
        flows = flows_in(dossier, Query(unit="pieces", marks=frozenset((Mark.NO_SOURCE,))))
    assert flows.flow(0).transfers == ("t1", "t2")


# Pairs and flows


@pytest.mark.parametrize(
    ("direction", "pairs"),
    [
        (Direction.ALL, {("A", "B"), ("B", "A"), ("C", "A"), ("B", "B"), ("B", "C")}),
        (Direction.OUTGOING, {("A", "B"), ("B", "A"), ("B", "B"), ("B", "C")}),
        (Direction.INCOMING, {("A", "B"), ("B", "A"), ("C", "A"), ("B", "B")}),
        (Direction.BETWEEN, {("A", "B"), ("B", "A"), ("B", "B")}),
    ],
)
def test_flows_of_actors_are_asked_for_by_direction(
    direction: Direction, pairs: set[tuple[str, str]]
) -> None:
    ends = ("AB", "BA", "CA", "BB", "BC", "CC")
    records = [MadeTransfer(supplier, recipient, (exact(1),)) for supplier, recipient in ends]
    flows = flows_of(*records, actors=frozenset("AB"), direction=direction)
    assert set(amounts(flows)) == pairs
    assert np.flatnonzero(flows.is_listed).size == len(pairs)


def test_flows_below_the_least_amount_and_unknown_ones_are_left_out_and_counted() -> None:
    records = (
        MadeTransfer("A", "B", (exact(10),)),
        MadeTransfer("A", "C", (exact(9),)),
        MadeTransfer("B", "C", (MadeFigure(Amount()),)),
        MadeTransfer("C", "B", (MadeFigure(Amount.at_most("99")),)),
    )
    flows = flows_of(*records, least=10)
    assert amounts(flows) == {("A", "B"): 10}
    assert (flows.below_least, flows.unknown_below) == (2, 1)
    assert amounts(flows_of(*records, least=0)) == {
        ("A", "B"): 10,
        ("A", "C"): 9,
        ("C", "B"): None,
    }


def test_the_least_amount_is_met_by_a_sum_that_only_floats_make_fall_short() -> None:
    tenths = (Amount.exact(tenth) for tenth in ("0.1", "0.7", "0.2"))  # floats: 0.9999999999999999
    flows = flows_of(MadeTransfer("A", "B", tuple(map(MadeFigure, tenths))), least=1)
    assert amounts(flows) == {("A", "B"): pytest.approx(1)}


# Whose figures


SIDES = (
    MadeTransfer("A", "B", (exact(100),), reporter=Reporter.EXPORTER),
    MadeTransfer("A", "B", (exact(120),), reporter=Reporter.IMPORTER),
    MadeTransfer("A", "C", (exact(30),), reporter=Reporter.IMPORTER),
    MadeTransfer("B", "C", (exact(7),), reporter=Reporter.THIRD_PARTY),
    MadeTransfer("C", "B", (exact(3),)),
)


@pytest.mark.parametrize(
    ("side", "counted", "beside"),
    [
        (ReportedBy.EXPORTER, {"AB": 100, "BC": 7, "CB": 3, "AC": None}, {"AB": 120, "AC": 30}),
        (ReportedBy.IMPORTER, {"AB": 120, "AC": 30, "BC": 7, "CB": 3}, {"AB": 100}),
        (ReportedBy.BEST, {"AB": 100, "AC": 30, "BC": 7, "CB": 3}, {"AB": 120}),
        (ReportedBy.THIRD_PARTY, {"BC": 7}, {}),
    ],
)
def test_whose_figures_count_is_asked_and_the_other_side_stands_beside(
    side: ReportedBy, counted: dict[str, float], beside: dict[str, float]
) -> None:
    flows = flows_of(*SIDES, reported_by=side)
    assert amounts(flows) == {tuple(pair): amount for pair, amount in counted.items()}
    found = {}
    for index in range(len(flows)):
        flow = flows.flow(index)
        if flow.other_side is not None:
            found[flow.supplier + flow.recipient] = flow.other_side.value
            assert flows.other[index] == flow.other_side.value
            assert len(flows.other_rows(index)) == len(flows.other_transfers(index)) == 1
        else:
            assert np.isnan(flows.other[index])
    assert found == beside


def test_a_flow_of_which_the_other_side_alone_tells_is_listed_with_no_amount() -> None:
    flows = flows_of(*SIDES)
    index = flows.index("A", "C")
    assert index is not None
    flow = flows.flow(index)
    assert (flow.total.low, flow.records, flow.transfers, flow.reported_by) == (None, 0, (), "")
    assert (flow.is_nothing_moved, flow.existence) == (False, Existence.CONFIRMED)
    assert np.isnan(flows.drawn[index])


def test_what_the_other_side_tells_of_more_than_the_window_stands_beside_it() -> None:
    month = MadeFigure(Amount.exact("100"), months=(3, 3))
    records = (
        MadeTransfer("A", "B", (month,), reporter=Reporter.EXPORTER),
        MadeTransfer("A", "B", (exact(120),), reporter=Reporter.IMPORTER),
        MadeTransfer("A", "C", (month,), reporter=Reporter.EXPORTER),
        MadeTransfer("A", "C", (month, exact(7)), reporter=Reporter.IMPORTER),
    )
    flows = flows_of(*records, first_year=2015, last_year=2015, last_month=6)
    both, one = (flows.flow(flows.index("A", end) or 0) for end in "CB")
    assert (one.total.value, one.other_words("pieces")) == (100, "up to 120 pieces more")
    assert both.other_words("pieces") == "100 pieces, up to 7 pieces more"
    assert flows_of(*records).flow(0).other_words("pieces") == "120 pieces"


def test_the_years_of_a_flow_are_told_as_undated_only_where_they_are() -> None:
    records = (
        MadeTransfer("A", "B", (exact(5, years=(2014, 2017)),), reporter=Reporter.EXPORTER),
        MadeTransfer("A", "C", (exact(5, years=(0, 0)),), reporter=Reporter.EXPORTER),
        MadeTransfer("C", "B", (exact(5),), reporter=Reporter.IMPORTER),
    )
    told: dict[str, list[str]] = {}
    for flows in (flows_of(*records), flows_of(*records, first_year=2015, last_year=2015)):
        for pair in amounts(flows):
            told.setdefault("".join(pair), []).append(
                flows.flow(flows.index(*pair) or 0).years_text
            )
    assert told == {
        "AB": ["2014\N{EN DASH}2017", "not dated within the window"],
        "AC": ["undated", "not dated within the window"],
        "CB": ["", ""],
    }


def test_a_flow_says_whose_records_it_is_made_of() -> None:
    flows = flows_of(*SIDES, reported_by=ReportedBy.BEST)
    found = {pair: flows.flow(flows.index(*pair) or 0).reported_by for pair in amounts(flows)}
    assert found == {
        ("A", "B"): "exporter",
        ("A", "C"): "importer",
        ("B", "C"): "",
        ("C", "B"): "",
    }


def test_the_best_side_is_found_pair_by_pair_under_the_query() -> None:
    early, late = exact(100, years=(2014, 2014)), exact(120)
    records = (
        MadeTransfer("A", "B", (early,), reporter=Reporter.EXPORTER),
        MadeTransfer("A", "B", (late,), reporter=Reporter.IMPORTER),
    )
    best = ReportedBy.BEST
    assert amounts(flows_of(*records, reported_by=best)) == {("A", "B"): 100}
    assert amounts(flows_of(*records, reported_by=best, first_year=2015)) == {("A", "B"): 120}


# Why a record does not count


def standings(dossier_records: tuple[Any, ...], **asked: Any) -> dict[str, str]:
    with dossier_of(*dossier_records) as dossier:
        found = docket_in(dossier, query=Query(unit="pieces", **asked))
    return {record.transfer.id: record.standing for record in found.records}


def test_a_record_told_by_the_other_side_says_so() -> None:
    ours = sent("t1", "AAA", "BBB", FIVE, reporter=Reporter.EXPORTER)
    theirs = sent("t2", "AAA", "BBB", ("Rifle", Amount.exact("6")), reporter=Reporter.IMPORTER)
    assert standings((ours, theirs)) == {
        "t1": "counted",
        "t2": "told by the importer; the exporter's figures are counted",
    }
    with dossier_of(theirs) as dossier:
        found = docket_in(dossier)
        (record,) = found.records
    assert record.standing == ("told by the importer alone; the exporter's figures are counted")
    assert (found.total_text, found.other_text, found.existence_reason) == (
        "told by the importer alone",
        "6 pieces as the importer tells",
        "",
    )


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"kinds": frozenset((TransferKind.DEAL,))}, "records of its kind (delivery)"),
        ({"existences": frozenset((Existence.TENTATIVE,))}, "confirmed records are not"),
        ({"is_disputed": True}, "undisputed records are not asked for"),
        ({"grades": frozenset(("A1",))}, "no citation of it has a grade asked for"),
        ({"marks": frozenset((Mark.NO_SOURCE,))}, "only records without a source are asked for"),
        ({"reported_by": ReportedBy.THIRD_PARTY}, "only what third parties tell"),
        ({"actors": frozenset(("CCC",))}, "its supplier and recipient are not"),
        ({"items": frozenset(("Tank",))}, "none of its items is asked for"),
        ({"least": 6}, "its flow does not reach the least amount asked for"),
        ({"first_year": 2016}, "outside the time asked for"),
    ],
)
def test_a_record_left_out_by_a_filter_says_by_which(asked: dict[str, Any], reason: str) -> None:
    backed = Citation("c", SOURCE.id, Subject.TRANSFER, "t")
    found = standings((sent("t", "AAA", "BBB", FIVE), backed), **asked)
    assert found["t"].startswith(f"not in this flow: {reason}")


def test_a_record_of_which_only_some_items_are_shown_says_that_it_is_footnoted() -> None:
    both = sent("t", "AAA", "BBB", ("Rifle", Amount()), ("Tank", Amount.exact("5")))
    record = dataclasses.replace(
        both,
        lines=tuple(dataclasses.replace(line, figures=()) for line in both.lines),
        figures=both.lines[1].figures,
    )
    found = standings((record,), items=frozenset(("Rifle",)))
    assert found["t"] == "footnoted: an amount for several items of which not all are asked for"


def test_a_price_of_one_piece_is_no_statement_of_what_was_delivered() -> None:
    (line,) = sent("t", "AAA", "BBB", FIVE).lines
    ordered = dataclasses.replace(line.figures[0], stage=Stage.ORDERED)
    price = dataclasses.replace(line.figures[0], id="p", unit="EUR", basis=Basis.PER_UNIT)
    record = dataclasses.replace(
        sent("t", "AAA", "BBB"), lines=(dataclasses.replace(line, figures=(ordered, price)),)
    )
    assert standings((record,))["t"] == "not in this flow: it states nothing delivered"
