"""What a form of evidence types becomes a record: sources, citations, groups, links."""

import dataclasses
from typing import Any

import pytest

from flowviz.editing import (
    BY_RULE,
    AccountText,
    CitationText,
    GradingText,
    GroupText,
    Known,
    LinkText,
    SourceText,
    TransferText,
    check,
    text_of,
)
from flowviz.terms import CitationStatus, Existence, SourceStatus
from tests.dossier import material
from tests.editing.made import known_of


@pytest.fixture(scope="module")
def known() -> Known:
    with known_of(*material.ALL) as (_, made):
        return made


def typed(**fields: Any) -> TransferText:
    """A valid transfer with some fields typed otherwise."""
    return dataclasses.replace(TransferText("delivery", "Belarus", "BGR", id="t"), **fields)


def words(text: Any, known: Known, path: str) -> str:
    """What is said of a field, "" where nothing is."""
    return " ".join(fault.words for fault in check(text, known).faults if fault.path == path)


def test_the_existence_of_a_new_record_is_left_to_the_rule(known: Known) -> None:
    checked = check(typed(), known)
    assert checked.record is not None
    assert checked.record.existence is None
    assert TransferText().existence == BY_RULE


def test_an_existence_stated_by_hand_wants_a_reason(known: Known) -> None:
    assert "Say why it is held to be tentative" in words(
        typed(existence="tentative"), known, "existence_reason"
    )
    made = check(typed(existence="tentative", existence_reason="One witness"), known)
    assert made.faults == ()
    assert made.record is not None
    assert made.record.existence is Existence.TENTATIVE
    again = dataclasses.replace(text_of(made.record, known), existence="By rule")
    back = check(again, known, made.record).record
    assert back is not None
    assert (back.existence, back.existence_reason) == (None, "")


def test_gradings_stand_in_order_of_their_days(known: Known) -> None:
    gradings = (
        GradingText("c", "2021", id="late"),
        GradingText("B", "2020-05-01", "Wrong about a date", "A. Grader", id="early"),
    )
    assert "is not one day" in words(
        SourceText("A wire", gradings=gradings), known, "gradings/0/since"
    )
    dated = (dataclasses.replace(gradings[0], since="2021-01-01"), gradings[1])
    made = check(SourceText("A wire", gradings=dated), known).record
    assert made is not None
    assert [grading.id for grading in made.gradings] == ["early", "late"]
    assert made.reliability == "C"
    assert "from A to F" in words(
        SourceText("A wire", gradings=(GradingText(),)), known, "gradings/0/reliability"
    )


def test_a_source_that_is_live_again_is_no_longer_said_to_be_retracted(known: Known) -> None:
    retracted = SourceText(
        "A wire", status="retracted", status_on="2024-05-31", status_reason="Made up", id="w"
    )
    before = check(retracted, known).record
    assert before is not None
    assert before.status is SourceStatus.RETRACTED
    live = dataclasses.replace(text_of(before, known), status="live")
    after = check(live, known, before).record
    assert after is not None
    assert (after.status_on, after.status_reason) == (None, "")
    bare = dataclasses.replace(retracted, status_reason="")
    assert "Say why it was retracted" in words(bare, known, "status_reason")


def test_a_citation_that_still_says_so_is_live_without_a_reason(known: Known) -> None:
    source = next(iter(known.sources))
    texts_ = CitationText(
        source, "transfer", "t", status="to be checked", status_reason="amount was 240", id="c"
    )
    before = check(texts_, known).record
    assert before is not None
    assert before.status is CitationStatus.TO_CHECK
    live = dataclasses.replace(text_of(before, known), status="live")
    after = check(live, known, before).record
    assert after is not None
    assert after.status_reason == ""


def test_a_quotation_keeps_the_words_around_it_and_a_paraphrase_has_none(known: Known) -> None:
    source = next(iter(known.sources))
    quoted = CitationText(
        source, "transfer", "t", text="240 launchers", is_quotation=True, prefix="sold",
        suffix="in 2015", id="c",
    )  # fmt: skip
    before = check(quoted, known).record
    assert before is not None
    assert (before.prefix, before.suffix) == ("sold", "in 2015")
    told = dataclasses.replace(text_of(before, known), is_quotation=False)
    after = check(told, known, before).record
    assert after is not None
    assert (after.text, after.prefix, after.suffix) == ("240 launchers", "", "")


def test_a_group_needs_two_accounts_and_one_that_counts(known: Known) -> None:
    first = AccountText("The paper", True, ("t",))
    second = AccountText("The register", False, ("u",))
    whole = GroupText("The same 240 launchers", "hand", (first, second))
    assert check(whole, known).faults == ()
    alone = dataclasses.replace(whole, accounts=(first,))
    assert "two or more accounts" in words(alone, known, "accounts")
    twice = dataclasses.replace(second, transfers=("t",))
    both = dataclasses.replace(whole, accounts=(first, twice))
    assert "one account only" in words(both, known, "accounts/1/transfers")
    nobody = dataclasses.replace(whole, accounts=(second, dataclasses.replace(second, id="x")))
    assert "that counts" in words(nobody, known, "counted_by")
    assert "the same goods" in words(dataclasses.replace(whole, reason=" "), known, "reason")


def test_a_link_ties_two_records(known: Known) -> None:
    made = LinkText("t", "u", "continues", "Konkurs", "pieces", "80")
    assert check(made, known).faults == ()
    assert "linked to itself" in words(dataclasses.replace(made, earlier="t"), known, "earlier")
    assert "Choose the record" in words(dataclasses.replace(made, earlier=""), known, "earlier")
    assert "what is counted" in words(dataclasses.replace(made, unit=""), known, "unit")
