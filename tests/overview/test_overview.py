"""The counts of the overview and what to do next, of the whole dossier."""

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.overview.overview import Overview
from flowviz.overview.standing import DISPUTED, ORDER, REASONLESS
from flowviz.overview.steps import Goal
from flowviz.records import Citation, Grading, Source, Transfer, Verdict
from flowviz.terms import (
    CitationStatus,
    Existence,
    Mark,
    Origin,
    Reporter,
    SourceStatus,
    Stance,
    Subject,
)
from tests.overview.made import cites, overview_of, record

ORIGINAL = Source("paper", "Paper", origin=Origin.ORIGINAL, gradings=(Grading("g", "B"),))
GRADED = cites("1", "paper", "a", credibility=2)


def counts(found: Overview) -> dict[str, tuple[int, int, int]]:
    """Flows, flows wholly, and records of what there is any of."""
    return {
        count.what: (count.flows, count.wholly, count.records)
        for count in found.standing.counts
        if count.flows
    }


def to_syria(id_: str) -> Transfer:
    """A record of another flow."""
    return dataclasses.replace(record(id_), recipient="SYR")


def words(found: Overview) -> list[str]:
    return [step.words for step in found.steps]


def test_a_flow_without_source_is_counted_wholly_or_in_part() -> None:
    found = overview_of(record("a"), record("b", item="Igla"), to_syria("c"), ORIGINAL, GRADED)
    assert counts(found)[Mark.NO_SOURCE] == (2, 1, 2)
    assert found.standing.flows == 2
    assert found.standing.records == 3


def test_what_every_record_bears_is_counted() -> None:
    wire = Source("wire", "Wire", status=SourceStatus.RETRACTED, url="https://example.org")
    found = overview_of(
        wire,
        ORIGINAL,
        record("a"),
        cites("1", "wire", "a"),
        dataclasses.replace(to_syria("b"), existence=Existence.CONFIRMED),
        cites("2", "paper", "b", status=CitationStatus.TO_CHECK),
        Citation("3", "paper", Subject.TRANSFER, "b", "", Stance.CONTRADICTS),
    )
    one = (1, 1, 1)
    assert counts(found) == {
        Mark.UNSUPPORTED: one,
        DISPUTED: one,
        Mark.RETRACTED: one,
        Mark.TO_CHECK: one,
        Mark.ONE_ORIGIN: one,
        Mark.UNGRADED: one,
        REASONLESS: (1, 0, 1),
    }
    assert found.sources.to_check == 1
    assert found.sources.retracted == 1
    assert found.sources.unarchived == 1


def test_records_that_do_not_count_are_not_counted() -> None:
    from tests.overview.made import group

    found = overview_of(record("a"), record("b"), group(("a",), ("b",)))
    assert found.standing.records == 1
    assert found.groups == 1


def test_nothing_to_do_is_said_only_where_there_is_nothing() -> None:
    second = dataclasses.replace(ORIGINAL, id="other", gradings=(Grading("h", "A"),))
    cited = cites("2", "other", "a", credibility=1)
    assert overview_of(record("a"), ORIGINAL, second, GRADED, cited).steps == ()
    assert overview_of(record("a")).steps != ()


def test_the_most_damaging_comes_first() -> None:
    gone = Source("gone", "Gone", status=SourceStatus.RETRACTED)
    web = Source("web", "Web", url="https://example.org")
    found = overview_of(
        gone,
        web,
        record("a", item="A"),
        cites("1", "gone", "a"),
        to_syria("b"),
        record("c", item="C", reporter=Reporter.EXPORTER),
        record("d", "100", item="C", reporter=Reporter.IMPORTER),
        *(cites(f"c{id_}", "web", id_, status=CitationStatus.TO_CHECK) for id_ in "cd"),
        Citation("x", "web", Subject.TRANSFER, "c", "", Stance.CONTRADICTS),
        dataclasses.replace(record("e", item="E"), existence=Existence.CONFIRMED),
    )
    targets = [step.target for step in found.steps]
    assert targets == [
        Mark.UNSUPPORTED,
        Mark.NO_SOURCE,
        DISPUTED,
        Mark.CONFLICTING,
        Mark.TO_CHECK,
        "web",
        Mark.UNGRADED,
        REASONLESS,
        Mark.NOT_ARCHIVED,
    ]
    assert all(str(step.count) in step.words for step in found.steps)


def test_a_disputed_flow_that_a_person_has_decided_on_is_answered() -> None:
    denial = Citation("x", "paper", Subject.TRANSFER, "a", "", Stance.CONTRADICTS)
    asked = overview_of(record("a"), denial)
    assert asked.standing.unanswered == 1
    words = "Answer what is said against 1 disputed flow: decide on its existence, with a reason"
    assert words in [step.words for step in asked.steps]
    verdict = Verdict("BLR>BGR", Existence.CONFIRMED, "Seen on 4 May")
    assert overview_of(record("a"), denial, verdict).standing.unanswered == 0


def test_sources_to_establish_come_by_how_many_flows_rest_on_them() -> None:
    root = Source("root", "Root")
    derived = Source("late", "Late", origin=Origin.DERIVED, derives_from=("root",))
    found = overview_of(
        root,
        derived,
        ORIGINAL,
        record("a"),
        to_syria("b"),
        cites("1", "late", "a"),
        cites("2", "root", "b"),
        cites("3", "report", "b"),
        cites("4", "paper", "b"),
    )
    told = [(each.source, each.flows) for each in found.to_establish]
    assert told == [("root", 2), ("report", 1)]
    assert "Establish the origin of “Root”: 2 flows rest on it" in words(found)
    assert {step.goal for step in found.steps if step.target == "root"} == {Goal.SOURCE}


def test_a_flow_that_two_origins_bear_needs_no_third() -> None:
    second = dataclasses.replace(ORIGINAL, id="other", gradings=())
    found = overview_of(
        record("a"), ORIGINAL, second, GRADED, cites("2", "other", "a"), cites("3", "report", "a")
    )
    assert found.to_establish == ()


def test_what_rests_on_one_origin_wants_a_second() -> None:
    second = dataclasses.replace(ORIGINAL, id="other", gradings=())
    asked = overview_of(record("a"), ORIGINAL, GRADED)
    step = next(step for step in asked.steps if step.target == Mark.ONE_ORIGIN)
    assert step.words.startswith("Find a second origin for 1 flow: ")
    answered = overview_of(record("a"), ORIGINAL, second, GRADED, cites("2", "other", "a"))
    assert Mark.ONE_ORIGIN not in [step.target for step in answered.steps]


def test_an_empty_dossier_has_no_flows_and_nothing_to_do() -> None:
    found = overview_of()
    assert found.standing.flows == 0
    assert found.steps == ()


def test_every_count_stands_in_the_documented_order() -> None:
    assert tuple(count.what for count in overview_of().standing.counts) == ORDER
    assert set(Mark) <= set(ORDER)


@settings(max_examples=20)
@given(st.lists(st.booleans(), max_size=6))
def test_what_holds_wholly_and_in_part_adds_up(sourced: list[bool]) -> None:
    records = [record(f"r{at}", item=f"I{at}") for at in range(len(sourced))]
    cited = [cites(f"c{at}", "paper", f"r{at}") for at in np.flatnonzero(sourced).tolist()]
    found = overview_of(*records, *cited).standing.count(Mark.NO_SOURCE)
    assert found.records == sourced.count(False)
    assert found.flows == int(not all(sourced))
    assert found.wholly == int(bool(sourced) and not any(sourced))
