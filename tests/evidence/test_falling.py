"""Which sources have fallen, which citations hold, and what is a dispute."""

import dataclasses

import pytest

from flowviz.evidence import disputes_existence, fallen, holds
from flowviz.records import Citation
from flowviz.terms import CitationStatus, SourceStatus, Stance, Subject
from tests.evidence.made import cited, source, sources

CONTRADICTION = Citation("c", "s", Subject.TRANSFER, "t", "existence", Stance.CONTRADICTS)


def test_a_withdrawn_citation_and_one_of_a_retracted_source_no_longer_hold() -> None:
    assert holds(cited("s"), ())
    assert not holds(cited("s", status=CitationStatus.WITHDRAWN), ())
    assert not holds(cited("s"), fallen(sources("!s")))
    corrected = {"s": source("s", status=SourceStatus.CORRECTED)}
    assert holds(cited("s"), fallen(corrected))


def test_a_citation_that_is_to_be_checked_still_holds() -> None:
    assert holds(cited("s", status=CitationStatus.TO_CHECK), ())


def test_a_retraction_passes_down_to_sources_with_no_other_origin() -> None:
    known = sources("!wire", "paper < wire", "site < paper", "review < paper other", "other")
    assert fallen(known) == {"wire", "paper", "site"}


def test_a_retraction_does_not_pass_up_or_across() -> None:
    assert fallen(sources("wire", "!paper < wire", "site < wire")) == {"paper"}


def test_a_circle_of_sources_stands_until_one_of_them_is_retracted() -> None:
    assert fallen(sources("a < b", "b < a")) == frozenset()
    assert fallen(sources("!a < b", "b < a", "c < b")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("change", "disputes"),
    [
        ({}, True),
        ({"field": ""}, True),
        ({"subject": Subject.FLOW, "subject_id": "BLR>BGR"}, True),
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
    assert disputes_existence(citation, ()) is disputes


def test_a_denial_whose_source_has_fallen_disputes_nothing() -> None:
    assert not disputes_existence(CONTRADICTION, fallen(sources("!wire", "s < wire")))
