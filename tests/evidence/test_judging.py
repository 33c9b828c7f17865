"""A record judged by its citations and its data set: its existence, why, and what backs it."""

import dataclasses

import pytest

from flowviz.evidence import Backing, GradeClass, corroboration, disputes_existence
from flowviz.terms import CitationStatus, Existence, Stance, Subject
from tests.evidence.made import cited, graded, judged, record, sources

CONFIRMED, UNCONFIRMED, TENTATIVE = Existence


def test_two_established_origins_confirm_a_record() -> None:
    known = sources("a", "b")
    found = judged(known, cited("a"), cited("b"))
    assert (found.existence, found.backing) == (CONFIRMED, Backing.SUPPORTED)
    assert found.reason == "2 independent origins support it"


def test_one_established_origin_confirms_a_record_only_with_a_good_grade() -> None:
    known = sources("a")
    good, plain = judged(known, cited("a", "B2")), judged(known, cited("a", "C2"))
    assert (good.existence, plain.existence) == (CONFIRMED, UNCONFIRMED)
    assert (
        good.reason
        == "all support goes back to one origin, but with a source that is at least usually "
        "reliable (A or B), in a statement that is at least probably true (1 or 2)"
    )
    assert plain.reason == (
        "all support goes back to one origin. To confirm it, a second origin is needed, or a "
        "source that is at least usually reliable (A or B), in a statement that is at least "
        "probably true (1 or 2)"
    )


def test_a_good_grade_does_not_stand_in_for_an_origin() -> None:
    found = judged(sources("a ?"), cited("a", "A1"))
    assert found.existence is UNCONFIRMED
    assert found.reason == "sources support it, but where they have it from is not established"


def test_a_good_grade_counts_for_an_established_origin_alone() -> None:
    known = sources("a", "b ?")
    assert judged(known, cited("a", "C3"), cited("b", "A1")).existence is UNCONFIRMED


def test_five_papers_of_one_wire_leave_a_record_unconfirmed() -> None:
    known = sources("wire", *(f"paper{at} < wire" for at in range(5)))
    found = judged(known, *(cited(f"paper{at}") for at in range(5)))
    assert (found.existence, corroboration(found.origins)) == (UNCONFIRMED, 1)


def test_doubtful_support_leaves_a_record_tentative_and_counts_as_no_origin() -> None:
    known = sources("a", "b")
    found = judged(known, cited("a", "D2"), cited("b", "B4"))
    assert (found.existence, found.backing) == (TENTATIVE, Backing.SUPPORTED)
    assert (
        found.reason
        == "all that supports it is doubtful (a source graded D or E, or a statement 4 or 5)"
    )
    assert judged(known, cited("a", "D2"), cited("b", "C3")).existence is UNCONFIRMED


def test_a_source_is_worth_its_best_grade() -> None:
    known = sources("a")
    worse = dataclasses.replace(cited("a", "B5"), id="worse", field="supplier")
    found = judged(known, worse, cited("a", "B1"))
    assert (found.existence, found.grade) == (CONFIRMED, GradeClass.GOOD)


def test_the_reliability_of_the_source_speaks_where_the_citation_sets_none() -> None:
    known = {"a": dataclasses.replace(sources("a")["a"], gradings=graded("a", "B").gradings)}
    assert judged(known, cited("a", "2")).existence is CONFIRMED


def test_a_mention_supports_nothing() -> None:
    found = judged(sources("a", "b"), *(cited(a, stance=Stance.MENTIONS) for a in "ab"))
    assert (found.existence, found.backing, found.origins) == (TENTATIVE, Backing.NO_SOURCE, ())
    assert found.reason == "no source supports it"


def test_what_contradicts_lowers_nothing() -> None:
    known = sources("a", "b", "ministry")
    denial = cited("ministry", "A1", stance=Stance.CONTRADICTS, field="existence")
    support = (cited("a"), cited("b"))
    assert judged(known, *support, denial) == judged(known, *support)


@pytest.mark.parametrize(
    ("subject", "supports"),
    [
        (Subject.TRANSFER, True),
        (Subject.LINE, True),
        (Subject.FIGURE, True),
        (Subject.PARTY, True),
        (Subject.NOTE, False),
        (Subject.LINK, False),
        (Subject.GROUP, False),
        (Subject.FLOW, False),
        (Subject.ACTOR, False),
    ],
)
def test_citations_of_a_record_and_its_parts_support_it_and_no_others(
    subject: Subject, supports: bool
) -> None:
    found = judged(sources("a"), cited("a", subject=subject, subject_id="x"))
    assert (found.backing is Backing.SUPPORTED) is supports


def test_a_quotation_and_a_paraphrase_support_alike() -> None:
    known = sources("a")
    quoted = judged(known, cited("a", "B2", is_quotation=True, text="240 launchers"))
    assert quoted == judged(known, cited("a", "B2", text="Gives the number as 240."))


def test_retracting_the_sole_origin_makes_a_record_unsupported() -> None:
    found = judged(sources("!wire", "paper < wire"), cited("paper", "A1"))
    assert (found.existence, found.backing) == (TENTATIVE, Backing.UNSUPPORTED)
    assert found.reason == "all that supported it was withdrawn or retracted"
    assert (found.origins, found.grade) == ((), None)


def test_withdrawn_citations_support_no_longer() -> None:
    found = judged(sources("a"), cited("a", status=CitationStatus.WITHDRAWN))
    assert found.backing is Backing.UNSUPPORTED


def test_a_person_with_a_reason_goes_before_the_rule_and_the_record_stays_unsupported() -> None:
    stated = record(TENTATIVE, existence_reason="Nothing says that any arrived.")
    found = judged(sources("a", "b"), cited("a"), cited("b"), transfer=stated)
    assert (found.existence, found.is_by_hand) == (TENTATIVE, True)
    assert found.reason == (
        "decided by hand: Nothing says that any arrived. By the rule it would be confirmed: "
        "2 independent origins support it"
    )
    sure = record(CONFIRMED, existence_reason="I have seen the papers.")
    fell = judged(sources("!a"), cited("a"), transfer=sure)
    assert (fell.existence, fell.backing) == (CONFIRMED, Backing.UNSUPPORTED)
    agreed = record(TENTATIVE, existence_reason="Nobody says so.")
    assert judged({}, transfer=agreed).reason == "decided by hand: Nobody says so"


def test_a_record_that_states_its_existence_without_a_reason_keeps_it_until_its_sources_fall() -> (
    None
):
    stated = record(CONFIRMED)
    found = judged({}, transfer=stated)
    assert (found.existence, found.backing) == (CONFIRMED, Backing.NO_SOURCE)
    assert found.reason == "the record states it so, without a reason"
    assert not found.is_by_hand
    weak = record(TENTATIVE)
    assert judged(sources("a", "b"), cited("a"), cited("b"), transfer=weak).existence is TENTATIVE
    fell = judged(sources("!a"), cited("a"), transfer=stated)
    assert fell.existence is TENTATIVE
    assert fell.reason == "all that supported it was withdrawn or retracted"


def test_a_record_of_a_data_set_keeps_the_surer_of_what_that_states_and_of_the_rule() -> None:
    known = sources("register", "a", "b")
    of_set = record(CONFIRMED, data_set="d")
    found = judged(known, transfer=of_set, data_set_source="register")
    assert (found.existence, found.reason) == (CONFIRMED, "its data set states it so")
    assert [group.sources for group in found.origins] == [("register",)]
    vague = record(TENTATIVE, data_set="d")
    surer = judged(known, cited("a"), cited("b"), transfer=vague, data_set_source="register")
    assert surer.existence is CONFIRMED
    assert surer.reason == "3 independent origins support it"


def test_a_data_set_whose_source_has_fallen_states_nothing() -> None:
    of_set = record(CONFIRMED, data_set="d")
    known = sources("!register", "a")
    alone = judged(known, transfer=of_set, data_set_source="register")
    assert (alone.existence, alone.backing) == (TENTATIVE, Backing.UNSUPPORTED)
    beside = judged(known, cited("a", "C3"), transfer=of_set, data_set_source="register")
    assert (beside.existence, beside.backing) == (UNCONFIRMED, Backing.SUPPORTED)


def test_a_data_set_without_a_source_backs_nothing() -> None:
    found = judged({}, transfer=record(CONFIRMED, data_set="d"))
    assert (found.existence, found.backing) == (CONFIRMED, Backing.NO_SOURCE)


def test_a_source_that_supports_and_denies_a_record_does_both() -> None:
    known = sources("ministry")
    amount = cited("ministry", "A1", subject=Subject.FIGURE, subject_id="t/figure", field="amount")
    denial = cited("ministry", stance=Stance.CONTRADICTS, field="existence")
    found = judged(known, amount, denial)
    assert found == judged(known, amount)
    assert disputes_existence(denial, frozenset())
    assert judged(known, denial).backing is Backing.NO_SOURCE
