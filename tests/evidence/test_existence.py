"""The existence of a record and of a flow, by rule and by hand."""

import itertools

import pytest

from flowviz.evidence import best_existence, existence_of, existence_of_flow
from flowviz.records import Verdict
from flowviz.terms import Existence

CONFIRMED, UNCONFIRMED, TENTATIVE = Existence


@pytest.mark.parametrize(
    ("established", "has_good", "is_any_plain", "existence"),
    [
        (0, False, False, TENTATIVE),
        (0, False, True, UNCONFIRMED),
        (0, True, True, UNCONFIRMED),
        (1, False, True, UNCONFIRMED),
        (1, True, True, CONFIRMED),
        (2, False, True, CONFIRMED),
        (5, True, True, CONFIRMED),
    ],
)
def test_existence_follows_the_table(
    established: int, has_good: bool, is_any_plain: bool, existence: Existence
) -> None:
    assert existence_of(established, has_good, is_any_plain) is existence


def test_a_flow_exists_as_surely_as_its_surest_record() -> None:
    for existences in itertools.permutations(Existence):
        assert best_existence(existences) is CONFIRMED
        assert existence_of_flow(existences)[0] is CONFIRMED
    assert existence_of_flow([TENTATIVE, UNCONFIRMED])[0] is UNCONFIRMED


def test_the_reason_of_an_existence_counts_its_records() -> None:
    sure, vague = CONFIRMED, TENTATIVE
    assert existence_of_flow([vague])[1] == "its one record is tentative"
    assert existence_of_flow([sure, sure])[1] == "all 2 records are confirmed"
    assert existence_of_flow([sure, vague, vague])[1] == "1 of 3 records is confirmed"
    assert existence_of_flow([sure, sure, vague])[1] == "2 of 3 records are confirmed"


def test_a_verdict_on_a_flow_goes_before_its_records_and_says_what_they_would_give() -> None:
    verdict = Verdict("BLR>BGR", TENTATIVE, "The papers are forged.")
    assert existence_of_flow([CONFIRMED, CONFIRMED], verdict) == (
        TENTATIVE,
        "decided by hand: The papers are forged. "
        "By its records it would be confirmed: all 2 records are confirmed",
    )
    assert existence_of_flow([TENTATIVE], verdict) == (
        TENTATIVE,
        "decided by hand: The papers are forged",
    )
