import dataclasses

import pytest

from flowviz.amounts import Amount
from flowviz.flows.columns import Columns
from flowviz.flows.facets import facets
from flowviz.flows.query import Direction, Query, ReportedBy, resolve
from flowviz.terms import Existence, Mark, Reporter, Stage
from flowviz.ui.filters.offers import counts_of, grade_in_words, sections, taking
from flowviz.ui.filters.section import Section
from tests.flows.made import MadeFigure, MadeTransfer, columns_of


def made(ends: str, category: str, reporter: Reporter | None = None) -> MadeTransfer:
    figure = MadeFigure(Amount.exact("5"), line=0)
    return MadeTransfer(ends[0], ends[1], (figure,), (category,), reporter=reporter)


@pytest.fixture
def columns() -> Columns:
    return columns_of(
        made("AB", "Guns"),
        made("AC", "Guns", Reporter.EXPORTER),
        made("CA", "Ships", Reporter.IMPORTER),
    )


def shown(columns: Columns, query: Query) -> dict[str, Section]:
    counts = counts_of(facets(columns, query), query)
    found = sections(query, columns, {"A": "Aland"}, counts)
    return {section.name: section for section in found}


def told(section: Section) -> dict[str, int | None]:
    return {offer.words: offer.count for offer in section.offers}


def test_every_filter_of_a_query_but_window_and_least_has_a_section(columns: Columns) -> None:
    fields = {field.name for field in dataclasses.fields(Query)}
    of_time = {"first_year", "first_month", "last_year", "last_month"}
    assert set(shown(columns, resolve(Query(), columns))) == fields - of_time - {"least"}


def test_offers_are_counted_under_the_other_filters_and_not_their_own(columns: Columns) -> None:
    query = Query(unit="pieces", categories=frozenset(("Ships",)), reported_by=ReportedBy.IMPORTER)
    found = shown(columns, query)
    assert told(found["categories"]) == {"Guns": 1, "Ships": 1}
    assert told(found["actors"]) == {"Aland": 1, "C": 1, "B": 0}
    assert [offer.value for offer in found["categories"].offers if offer.is_taken] == ["Ships"]


def test_every_mark_is_offered_with_its_count_and_what_it_means(columns: Columns) -> None:
    query = Query(unit="pieces", marks=frozenset((Mark.TO_CHECK,)))
    offers = shown(columns, query)["marks"].offers
    assert [offer.value for offer in offers] == list(Mark)
    counted = {Mark.NO_SOURCE: 2}  # what the importer tells stands beside, and is not counted
    assert {offer.value: offer.count for offer in offers if offer.count} == counted
    assert [offer.value for offer in offers if offer.is_taken] == [Mark.TO_CHECK]
    assert all(offer.tip.endswith((".", "?")) for offer in offers)


def test_an_actor_is_counted_in_the_direction_that_is_asked_for(columns: Columns) -> None:
    query = Query(unit="pieces", direction=Direction.OUTGOING, reported_by=ReportedBy.BEST)
    assert told(shown(columns, query)["actors"]) == {"Aland": 2, "C": 1, "B": 0}


def test_several_values_are_ticked_and_unticked_one_by_one(columns: Columns) -> None:
    query = taking(Query(unit="pieces"), columns, "categories", "Guns")
    query = taking(query, columns, "categories", "Ships")
    assert query.categories == {"Guns", "Ships"}
    assert taking(query, columns, "categories", "Guns").categories == {"Ships"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reported_by", ReportedBy.BEST),
        ("is_disputed", False),
        ("direction", Direction.BETWEEN),
        ("unit", "EUR"),
    ],
)
def test_one_value_takes_the_place_of_another(columns: Columns, name: str, value: object) -> None:
    assert getattr(taking(Query(), columns, name, value), name) == value


def test_another_stage_keeps_the_unit_only_where_a_record_has_it(columns: Columns) -> None:
    query = taking(Query(unit="pieces"), columns, "stage", Stage.ORDERED)
    assert (query.stage, query.unit) == (Stage.ORDERED, None)
    assert taking(query, columns, "stage", Stage.DELIVERED).stage is Stage.DELIVERED


def test_whose_figures_count_is_told_in_a_sentence(columns: Columns) -> None:
    notes = {
        side: shown(columns, Query(unit="pieces", reported_by=side))["reported_by"].note
        for side in ReportedBy
    }
    assert len(set(notes.values())) == len(ReportedBy)
    assert "importers report" in notes[ReportedBy.EXPORTER]


def test_a_value_of_an_old_query_stays_in_sight(columns: Columns) -> None:
    found = shown(columns, Query(unit="rounds", existences=frozenset((Existence.TENTATIVE,))))
    assert "rounds" in told(found["unit"])
    assert found["existences"].summary == "tentative"


def test_what_is_ticked_stays_in_sight_when_no_record_has_it_any_more(columns: Columns) -> None:
    query = Query(unit="pieces", categories=frozenset(("Gone",)), actors=frozenset(("Z",)))
    found = shown(columns, query)
    assert told(found["categories"])["Gone"] == 0
    assert found["actors"].summary == "Z"


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("", "not graded"),
        ("B", "B: usually reliable"),
        ("2", "2: probably true"),
        ("B2", "B2: usually reliable, probably true"),
    ],
)
def test_grades_are_told_in_words(grade: str, words: str) -> None:
    assert grade_in_words(grade) == words
