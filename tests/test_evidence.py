"""The rules of evidence."""

import dataclasses

import pytest

from flowviz.evidence import (
    best_existence,
    disputes_existence,
    existence_reason,
    grade_words,
    holds,
    origin_words,
    origins,
    roots,
)
from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, Existence, Origin, SourceStatus, Stance, Subject

CONTRADICTION = Citation("c", "s", Subject.TRANSFER, "t", "existence", Stance.CONTRADICTS)
LIVE = {"s": Source("s", "A report")}


def sources(*chains: str) -> dict[str, Source]:
    """Sources from "name < origin origin": a name alone is an original."""
    found = {}
    for chain in chains:
        name, _, earlier = chain.partition(" < ")
        origin = Origin.DERIVED if earlier else Origin.ORIGINAL
        found[name] = Source(name, name.title(), origin=origin, derives_from=tuple(earlier.split()))
    return found


def test_grades_are_told_in_the_words_of_the_scale() -> None:
    graded = dataclasses.replace(CONTRADICTION, reliability="B", credibility=2)
    assert grade_words(graded) == "B2: usually reliable, probably true"
    assert grade_words(CONTRADICTION) == "not graded"
    assert grade_words(dataclasses.replace(CONTRADICTION, credibility=6)) == (
        "6: truth cannot be judged"
    )


def test_a_withdrawn_citation_and_one_of_a_retracted_source_no_longer_hold() -> None:
    assert holds(CONTRADICTION, LIVE)
    withdrawn = dataclasses.replace(CONTRADICTION, status=CitationStatus.WITHDRAWN)
    assert not holds(withdrawn, LIVE)
    retracted = {"s": Source("s", "A report", status=SourceStatus.RETRACTED)}
    assert not holds(CONTRADICTION, retracted)
    corrected = {"s": Source("s", "A report", status=SourceStatus.CORRECTED)}
    assert holds(CONTRADICTION, corrected)


@pytest.mark.parametrize(
    ("change", "disputes"),
    [
        ({}, True),
        ({"field": ""}, True),
        ({"field": "comment"}, False),
        ({"stance": Stance.SUPPORTS}, False),
        ({"stance": Stance.MENTIONS}, False),
        ({"subject": Subject.FIGURE}, False),
        ({"status": CitationStatus.WITHDRAWN}, False),
    ],
)
def test_only_a_contradicted_existence_is_a_dispute(
    change: dict[str, object], disputes: bool
) -> None:
    citation = dataclasses.replace(CONTRADICTION, **change)  # type: ignore[arg-type]
    assert disputes_existence(citation, LIVE) is disputes


def test_a_flow_exists_as_surely_as_its_surest_record() -> None:
    assert best_existence([Existence.TENTATIVE, Existence.CONFIRMED]) is Existence.CONFIRMED
    assert best_existence([Existence.TENTATIVE, Existence.UNCONFIRMED]) is Existence.UNCONFIRMED


def test_the_reason_of_an_existence_counts_its_records() -> None:
    sure, vague = Existence.CONFIRMED, Existence.TENTATIVE
    assert existence_reason([vague]) == "its one record is tentative"
    assert existence_reason([sure, sure]) == "all 2 records are confirmed"
    assert existence_reason([sure, vague, vague]) == "1 of 3 records is confirmed"
    assert existence_reason([sure, sure, vague]) == "2 of 3 records are confirmed"


def test_the_roots_of_a_source_stand_at_the_end_of_all_its_chains() -> None:
    known = sources("a", "b", "c < a b", "d < c a")
    assert roots("d", known) == ("a", "b")
    assert roots("a", known) == ("a",)


def test_a_circle_of_derivations_ends() -> None:
    known = sources("a < b", "b < a")
    assert roots("a", known) == ("a",)


def test_sources_derived_from_one_another_are_one_origin() -> None:
    known = sources("agency", "paper < agency", "site < paper")
    (group,) = origins(["paper", "site", "agency"], known)
    assert group.roots == ("agency",)
    assert set(group.sources) == {"paper", "site", "agency"}
    assert group.is_established


def test_two_originals_are_two_origins() -> None:
    groups = origins(["a", "b"], sources("a", "b"))
    assert [group.sources for group in groups] == [("a",), ("b",)]


def test_a_source_drawn_from_two_cited_ones_adds_no_origin() -> None:
    groups = origins(["c", "a", "b"], sources("a", "b", "c < a b"))
    assert sorted(group.roots for group in groups) == [("a",), ("b",)]


def test_sources_that_share_one_of_several_roots_are_folded() -> None:
    known = sources("a", "b", "c", "d", "x < a b", "y < c d", "z < b c")
    (group,) = origins(["x", "y", "z"], known)
    assert set(group.sources) == {"x", "y", "z"}
    assert set(group.roots) == {"a", "b", "c", "d"}


def test_an_origin_nobody_has_established_is_said_to_be_so() -> None:
    known = {"s": Source("s", "A report")}
    (group,) = origins(["s"], known)
    assert not group.is_established
    assert origin_words(known["s"], known) == "origin not established"


def test_a_derived_source_says_where_it_has_its_knowledge_from() -> None:
    known = sources("tribune", "paper < tribune")
    assert origin_words(known["paper"], known) == "from Tribune"
    assert origin_words(known["tribune"], known) == ""
