"""Conflicts: one test a rule of docs/rules.md, "Conflicts"."""

import dataclasses
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.flows.aggregate import aggregate
from flowviz.flows.conflict import Conflict, ConflictKind, bounds, leeway
from flowviz.flows.conflicts import Told, find
from flowviz.flows.query import Query
from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, Reporter, SourceStatus, Stage, Stance, Subject
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.overview.made import conflicts_of, group, record

EXPORTER, IMPORTER = Reporter.EXPORTER, Reporter.IMPORTER


def sides(exporter: str | Amount, importer: str | Amount, **fields: str) -> tuple[Conflict, ...]:
    """What comes of what the two sides tell of the same item in 2015."""
    return conflicts_of(
        record("e", exporter, reporter=EXPORTER, **fields),
        record("i", importer, reporter=IMPORTER, **fields),
    )


def test_exporter_and_importer_who_tell_different_amounts_are_in_conflict() -> None:
    (conflict,) = sides("240", "216")
    assert conflict.kind is ConflictKind.SIDES
    assert conflict.about == "Konkurs, delivered, 2015"
    assert conflict.words == "The importer tells of 24 pieces less than the exporter."
    assert [telling.says for telling in conflict.tellings] == ["240 pieces", "216 pieces"]
    assert conflict.difference == Decimal(-24)
    assert conflict.transfers == ("e", "i")


def test_the_same_amount_is_no_conflict() -> None:
    assert sides("240", "240.0") == ()


def test_several_records_of_a_side_are_added_before_they_are_compared() -> None:
    assert not conflicts_of(
        record("e1", "100", reporter=EXPORTER),
        record("e2", "140", "2015-06", reporter=EXPORTER),
        record("i", "240", reporter=IMPORTER),
    )


def test_ranges_that_overlap_differ_and_are_no_conflict() -> None:
    (told,) = sides(Amount.between(Decimal(100), Decimal(250)), "240")
    assert not told.is_disjoint
    assert told.difference is None


def test_ranges_that_have_nothing_in_common_are_a_conflict() -> None:
    (told,) = sides(Amount.between(Decimal(100), Decimal(200)), Amount.at_least("201"))
    assert told.is_disjoint


def test_about_so_many_is_taken_as_rounded_to_its_last_digit() -> None:
    assert not sides(Amount.about("140"), "144")[0].is_disjoint
    assert sides(Amount.about("140"), "146")[0].is_disjoint
    assert not sides(Amount.about("200"), "155")[0].is_disjoint


def test_an_unknown_amount_is_never_in_conflict_with_a_number() -> None:
    assert sides("", "240") == ()


def test_an_unknown_amount_beside_known_ones_leaves_them_open_upwards() -> None:
    (told,) = conflicts_of(
        record("e", "100", reporter=EXPORTER),
        record("e2", "", reporter=EXPORTER),
        record("i", "240", reporter=IMPORTER),
    )
    assert not told.is_disjoint


def test_no_report_is_no_conflict() -> None:
    assert conflicts_of(record("e", reporter=EXPORTER)) == ()
    assert conflicts_of(record("e", reporter=EXPORTER), record("n", "1")) == ()


def test_units_and_stages_are_never_compared_with_one_another() -> None:
    for other in (
        record("i", "1", unit="tonnes", reporter=IMPORTER),
        record("i", "1", stage=Stage.ORDERED, reporter=IMPORTER),
    ):
        assert conflicts_of(record("e", reporter=EXPORTER), other) == ()


def test_other_items_and_other_years_are_not_compared() -> None:
    for other in (
        record("i", "1", item="Igla", reporter=IMPORTER),
        record("i", "1", "2016", reporter=IMPORTER),
    ):
        assert conflicts_of(record("e", reporter=EXPORTER), other) == ()


def test_an_item_is_the_same_whatever_the_case_of_its_name() -> None:
    assert conflicts_of(
        record("e", "240", reporter=EXPORTER),
        record("i", "216", item=" KONKURS", reporter=IMPORTER),
    )


def test_items_without_a_name_are_compared_by_their_category() -> None:
    def told(category: str) -> tuple[Conflict, ...]:
        return conflicts_of(
            record("e", "240", item="", category="Missiles", reporter=EXPORTER),
            record("i", "216", item="", category=category, reporter=IMPORTER),
        )

    assert told("Missiles")
    assert told("Ships") == ()


def test_what_may_lie_in_the_year_besides_leaves_a_side_open() -> None:
    for date in ("2014/2016", ""):
        told = conflicts_of(
            record("e", "100", reporter=EXPORTER),
            record("e2", "50", date, reporter=EXPORTER),
            record("i", "120", reporter=IMPORTER),
        )
        assert [each.is_disjoint for each in told] == [False]


def test_figures_of_the_same_span_of_years_are_compared() -> None:
    told = conflicts_of(
        record("e", "100", "2014/2016", reporter=EXPORTER),
        record("i", "120", "2014/2016", reporter=IMPORTER),
    )
    assert [each.is_disjoint for each in told] == [True]
    assert told[0].about == "Konkurs, delivered, 2014\N{EN DASH}2016"


def test_undated_figures_are_compared_with_none() -> None:
    told = conflicts_of(
        record("e", "100", "", reporter=EXPORTER), record("i", "120", "", reporter=IMPORTER)
    )
    assert told == ()


def test_a_value_for_several_items_is_compared_with_one_for_the_same_items() -> None:
    def made(reporter: Reporter, amount: str, *items: str) -> MadeTransfer:
        value = MadeFigure(Amount.exact(amount), "EUR")
        return MadeTransfer(
            "BLR", "BGR", (value,), ("",) * len(items), designations=items, reporter=reporter
        )

    same = columns_of(made(EXPORTER, "5", "A", "B"), made(IMPORTER, "6", "b", "a"))
    assert same.conflicts.is_conflicting.all()
    other = columns_of(made(EXPORTER, "5", "A", "B"), made(IMPORTER, "6", "A", "C"))
    assert not other.conflicts.is_conflicting.any()
    single = columns_of(made(EXPORTER, "5", "A"), made(IMPORTER, "6", "A"))
    assert single.conflicts.is_conflicting.all()


def test_accounts_of_a_group_with_different_figures_are_in_conflict() -> None:
    told = conflicts_of(record("a", "36"), record("b", "38"), group(("a",), ("b",)))
    assert [each.kind for each in told] == [ConflictKind.ACCOUNTS]
    assert told[0].words == "“Account 1” tells of 2 pieces more than “Account 0”."
    assert told[0].group == "g"


def test_accounts_that_agree_within_their_ranges_are_in_none() -> None:
    told = conflicts_of(
        record("a", Amount.at_least("20")), record("b", "38"), group(("a",), ("b",))
    )
    assert [each.is_disjoint for each in told] == [False]


def test_a_deal_and_its_deliveries_are_compared_by_what_they_add_up_to() -> None:
    parts = [record(f"d{at}", "20") for at in range(12)]
    ids = tuple(part.id for part in parts)
    assert conflicts_of(record("deal", "240"), *parts, group(("deal",), ids)) == ()
    assert conflicts_of(record("deal", "241"), *parts, group(("deal",), ids))


def test_accounts_that_name_no_item_in_common_are_compared_as_a_whole() -> None:
    told = conflicts_of(
        record("a", "36", item="Konkurs"), record("b", "38", item="9K113"), group(("a",), ("b",))
    )
    assert [each.about for each in told] == ["delivered, pieces"]


def test_accounts_that_date_it_apart_are_in_conflict() -> None:
    told = conflicts_of(record("a", "1", "2015"), record("b", "1", "2016"), group(("a",), ("b",)))
    assert [each.kind for each in told] == [ConflictKind.DATES]
    assert [each.says for each in told[0].tellings] == ["2015", "2016"]


def test_a_list_of_years_means_only_those_listed() -> None:
    told = record("a", "1")
    (line,) = told.lines
    years = dataclasses.replace(line.figures[0], dates=Dates.of_years((1979, 1981)))
    listed = dataclasses.replace(told, lines=(dataclasses.replace(line, figures=(years,)),))
    (conflict,) = conflicts_of(listed, record("b", "1", "1980"), group(("a",), ("b",)))
    assert conflict.kind is ConflictKind.DATES


def test_an_undated_account_is_in_no_conflict_of_dates() -> None:
    assert conflicts_of(record("a", "1", ""), record("b", "1"), group(("a",), ("b",))) == ()


def contradicting(subject: Subject, id_: str, field: str, **fields: Any) -> Citation:
    return Citation("c", "paper", subject, id_, field, Stance.CONTRADICTS, **fields)


@pytest.mark.parametrize(
    ("subject", "id_", "field"),
    [
        (Subject.FIGURE, "a/f", "amount"),
        (Subject.LINE, "a/l", "designation"),
        (Subject.TRANSFER, "a", "recipient"),
    ],
)
def test_a_source_that_contradicts_a_field_is_a_conflict(
    subject: Subject, id_: str, field: str
) -> None:
    (told,) = conflicts_of(record("a"), contradicting(subject, id_, field, text="Only 200."))
    assert told.kind is ConflictKind.CONTRADICTED
    assert told.words == f"“Paper” contradicts the {field}."
    assert told.tellings[1].says == "Only 200."


def test_contradicting_existence_is_a_dispute_and_no_conflict() -> None:
    for field in ("", "existence"):
        assert conflicts_of(record("a"), contradicting(Subject.TRANSFER, "a", field)) == ()


def test_what_was_withdrawn_or_has_fallen_contradicts_nothing() -> None:
    gone = contradicting(Subject.FIGURE, "a/f", "amount", status=CitationStatus.WITHDRAWN)
    assert conflicts_of(record("a"), gone) == ()
    retracted = Source("paper", "Paper", status=SourceStatus.RETRACTED)
    live = contradicting(Subject.FIGURE, "a/f", "amount")
    assert conflicts_of(retracted, record("a"), live) == ()


def test_conflicts_lower_no_figure() -> None:
    def totals(*transfers: MadeTransfer) -> list[float]:
        return list(aggregate(columns_of(*transfers), Query(unit="pieces")).amount)

    exporter = MadeTransfer("A", "B", (MadeFigure(Amount.exact("240")),), reporter=EXPORTER)
    importer = MadeTransfer("A", "B", (MadeFigure(Amount.exact("2")),), reporter=IMPORTER)
    assert totals(exporter, importer) == totals(exporter) == [240.0]


amounts = st.one_of(
    st.just(Amount()),
    st.integers(0, 40).map(lambda n: Amount.exact(str(n))),
    st.integers(0, 40).map(lambda n: Amount.at_least(str(n))),
    st.integers(0, 40).map(lambda n: Amount.at_most(str(n))),
    st.integers(0, 40).map(lambda n: Amount.about(str(n))),
    st.tuples(st.integers(0, 20), st.integers(20, 40)).map(
        lambda ends: Amount.between(Decimal(ends[0]), Decimal(ends[1]))
    ),
)
made = st.lists(
    st.builds(
        lambda reporter, amount, unit, item, year: MadeTransfer(
            "A",
            "B",
            (MadeFigure(amount, unit, years=(year, year), line=0),),
            ("C",),
            designations=(item,),
            reporter=reporter,
        ),
        st.sampled_from([EXPORTER, IMPORTER, None]),
        amounts,
        st.sampled_from(["pieces", "t"]),
        st.sampled_from(["Igla", "Konkurs", ""]),
        st.sampled_from([2015, 2016]),
    ),
    max_size=8,
)


@given(made)
def test_sides_are_in_conflict_as_a_slow_model_of_the_rules_says(
    transfers: list[MadeTransfer],
) -> None:
    columns = columns_of(*transfers)
    expected = set()
    keys = [(t.figures[0].unit, t.designations[0], t.figures[0].years) for t in transfers]
    for key in set(keys):
        own = {
            side: [at for at, t in enumerate(transfers) if keys[at] == key and t.reporter is side]
            for side in (EXPORTER, IMPORTER)
        }
        first, second = (
            bounds([transfers[at].figures[0].amount for at in numbers]) for numbers in own.values()
        )
        if first and second and (_is_above(first, second) or _is_above(second, first)):
            expected |= {*own[EXPORTER], *own[IMPORTER]}
    assert set(np.flatnonzero(find(columns, Told()).is_conflicting).tolist()) == expected


def _is_above(one: tuple[Decimal, Decimal | None], other: tuple[Decimal, Decimal | None]) -> bool:
    return other[1] is not None and one[0] > other[1]


@given(amounts, amounts)
def test_unknown_never_becomes_zero(one: Amount, other: Amount) -> None:
    both = bounds([one, other])
    assert (both is None) == (one.kind is other.kind is AmountKind.UNKNOWN)


def test_leeway_is_half_of_the_last_digit() -> None:
    told = {text: leeway(Decimal(text)) for text in ("140", "200", "7", "37.9", "0")}
    assert told == {
        "140": Decimal(5),
        "200": Decimal(50),
        "7": Decimal("0.5"),
        "37.9": Decimal("0.05"),
        "0": Decimal(0),
    }


def test_a_record_in_no_conflict_is_told_of_none() -> None:
    made = [MadeTransfer("A", "B"), MadeTransfer("A", "C")]
    columns = columns_of(*made)
    assert columns.conflicts.of(columns, [0, 1]) == ()
