"""What was changed, in words: a person reads the history, not the tables."""

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, schema
from flowviz.dossier.changes import RecordChange, RowStates, changes
from flowviz.editing.amount_texts import read_amount
from flowviz.editing.date_texts import read_dates
from flowviz.editing.history import Done, Told, summary, told
from flowviz.editing.history_names import Names, names_of
from flowviz.records import (
    Grading,
    Group,
    Note,
    Placement,
    Record,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import CitationStatus, Existence, Role, Stage, Subject
from tests.dossier.material import ALL, ARTICLE, BELARUS, CITATION, DELIVERY, KONKURS, NOTE, VALUE
from tests.dossier.test_changes import STEPS, do, with_figure


@pytest.fixture
def full() -> Any:
    with Dossier.new("Full", ALL) as dossier:
        yield dossier


def test_dates_of_one_text_and_two_readings_are_told_apart(full: Dossier) -> None:
    with full.edit("Change") as edit:
        edit.put(with_figure(dataclasses.replace(KONKURS, dates=read_dates("2015 = in winter"))))
    assert lines(
        full, with_figure(dataclasses.replace(KONKURS, dates=read_dates("2016 = in winter")))
    )[0].endswith("dates: 2015 = in winter → 2016 = in winter")


def test_a_citation_that_is_moved_says_from_what_to_what(full: Dossier) -> None:
    moved = dataclasses.replace(CITATION, subject=Subject.TRANSFER, subject_id=DELIVERY.id)
    assert lines(full, moved) == (
        "about: the record Belarus → Bulgaria, before 9P135M Konkurs in the record Belarus → "
        "Bulgaria",
    )


def last(dossier: Dossier) -> list[Told]:
    found = changes(dossier, dossier.history()[-1], 100)
    names = names_of(dossier, found.records)
    return [told(record, names) for record in found.records]


def lines(dossier: Dossier, *records: Any) -> tuple[str, ...]:
    """What is told of the one record that is changed by putting ``records``."""
    with dossier.edit("Change") as edit:
        edit.put(*records)
    (only,) = last(dossier)
    assert only.done is Done.CHANGED
    return only.lines


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            with_figure(dataclasses.replace(KONKURS, amount=Amount.exact("250"))),
            "9P135M Konkurs, delivered pieces: 240 → 250",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, amount=Amount.at_least("250"))),
            "9P135M Konkurs, delivered pieces: 240 → at least 250",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, dates=Dates.parse("2016-05"))),
            "9P135M Konkurs, delivered pieces, dates: 2015 → 2016-05",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, amount=read_amount("240 = a score"))),
            "9P135M Konkurs, delivered pieces: 240 → 240 = a score",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, amount=read_amount("150 (100-200)"))),
            "9P135M Konkurs, delivered pieces: 240 → 150 (100\N{EN DASH}200)",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, dates=read_dates("2016 = the year after"))),
            "9P135M Konkurs, delivered pieces, dates: 2015 → 2016 = the year after",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, dates=Dates())),
            "9P135M Konkurs, delivered pieces, dates: 2015 → nothing",
        ),
        (
            with_figure(dataclasses.replace(KONKURS, stage=Stage.ORDERED)),
            "9P135M Konkurs, ordered pieces, stage: delivered → ordered",
        ),
        (
            dataclasses.replace(DELIVERY, figures=()),
            "taken out: all items together, delivered EUR: about 37,900,000",
        ),
        (
            dataclasses.replace(DELIVERY, comment=""),
            "comment: “Both items “together”” → nothing",
        ),
        (dataclasses.replace(DELIVERY, recipient="x-pact"), "recipient: Bulgaria → Pact"),
        (
            dataclasses.replace(
                DELIVERY, parties=(dataclasses.replace(DELIVERY.parties[0], role=Role.CARRIER),)
            ),
            "Pact, role: broker → carrier",
        ),
        (
            dataclasses.replace(DELIVERY, parties=()),
            "taken out: Pact as broker",
        ),
        (dataclasses.replace(DELIVERY, lines=DELIVERY.lines[::-1]), "order changed"),
        (
            dataclasses.replace(ARTICLE, published=Dates()),
            "published: 2024-12-13 → nothing",
        ),
        (dataclasses.replace(ARTICLE, derives_from=()), "taken out: derives from “A register”"),
        (dataclasses.replace(CITATION, is_quotation=False), "quoted word for word: yes → no"),
        (dataclasses.replace(CITATION, source="register"), "source: “How it went” → “A register”"),
        (dataclasses.replace(BELARUS, names=BELARUS.names[:1]), "taken out: name Беларусь"),
        (dataclasses.replace(BELARUS, lat=54.0), "latitude: 53.9 → 54"),
        (Placement("map", "BLR", 1.5, 2.0), "place: 28.25, -0.1 → 1.5, 2"),
        (dataclasses.replace(NOTE, text="x" * 999), None),
    ],
)
def test_a_changed_field_is_told_from_what_to_what(
    full: Dossier, record: Record, words: str | None
) -> None:
    found = lines(full, record)
    if words is None:
        assert all(len(line) < 400 for line in found), "a long text is shortened"
    else:
        assert words in found


def test_what_is_deleted_is_told_with_what_it_held(full: Dossier) -> None:
    with full.edit("Delete the delivery") as edit:
        edit.delete(Group, "g1")
        edit.delete(Transfer, "t1")
    found = last(full)
    gone = next(each for each in found if each.table == "transfer")
    assert gone.done is Done.DELETED
    assert gone.title == "the record Belarus → Bulgaria: 9P135M Konkurs and AGS-17"
    assert "9P135M Konkurs, delivered pieces: 240, 2015" in gone.lines
    citation = next(each for each in found if each.table == "citation")
    assert citation.title == (
        "the citation of “How it went” for 9P135M Konkurs in the record Belarus → Bulgaria"
    )


def test_a_note_on_a_flow_names_both_its_ends(full: Dossier) -> None:
    with full.edit("Write") as edit:
        edit.put(Note("n9", Subject.FLOW, flow_id("BLR", "BGR"), "Seen"))
    (only,) = last(full)
    assert (only.done, only.title) == (Done.ADDED, "the note on the flow Belarus → Bulgaria")
    assert only.lines == ("text: “Seen”",)


def test_records_are_counted_as_records_whatever_of_them_was_changed(full: Dossier) -> None:
    with full.edit("Change") as edit:
        edit.put(dataclasses.replace(DELIVERY, figures=()), NOTE)
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Seen"))
    found = changes(full, full.history()[-1], 100)
    assert summary(found) == "1 note added; 1 record changed"
    assert VALUE in DELIVERY.figures


def test_of_more_than_is_listed_the_rows_are_counted() -> None:
    with Dossier.new() as dossier:
        with dossier.edit("Write") as edit:
            edit.put(BELARUS, *(Note(f"n{at}", Subject.ACTOR, "BLR", "x") for at in range(1500)))
        found = changes(dossier, dossier.history()[-1], 10)
        assert summary(found) == "1 actor and 1,500 notes added"


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(STEPS)
def test_every_row_of_any_history_is_told_in_words(steps: list[Any]) -> None:
    with Dossier.new("Any", ALL) as dossier:
        do(dossier, steps)
        for row in dossier.history():
            found = changes(dossier, row, 10_000)
            names = names_of(dossier, found.records)
            assert summary(found)
            for record in found.records:
                words = told(record, names)
                assert words.title
                assert words.done is not Done.CHANGED or words.lines, words
                assert all(line.strip() for line in words.lines)
                assert "None" not in " ".join((words.title, *words.lines))


VALUES = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=20), st.binary(max_size=9)
)


@settings(max_examples=300)
@given(st.data())
def test_rows_that_no_flowviz_wrote_are_told_too(data: Any) -> None:
    table = data.draw(st.sampled_from(sorted(schema.content())))
    columns = schema.content()[table].columns
    row = st.one_of(
        st.none(),
        st.dictionaries(st.sampled_from(columns), VALUES),
        st.fixed_dictionaries(dict.fromkeys(columns, VALUES)),
    )
    state = RowStates(table, "k", data.draw(row), data.draw(row))
    owner = data.draw(st.sampled_from(sorted(schema.content())))
    words = told(RecordChange(owner, data.draw(st.sampled_from(("k", "x"))), (state,)), Names())
    assert words.title
    assert all(isinstance(line, str) for line in words.lines)


def test_a_new_grading_says_from_what_to_what_since_when_and_why(full: Dossier) -> None:
    first = Grading("g1", "B", datetime.date(2020, 1, 1))
    with full.edit("Grade") as edit:
        edit.put(dataclasses.replace(ARTICLE, gradings=(first,)))
    day = datetime.date(2025, 5, 6)
    second = Grading("g2", "C", day, "It took back two reports.", "A. Nother")
    assert lines(full, dataclasses.replace(ARTICLE, gradings=(first, second))) == (
        "added: reliability B to C since 2025-05-06: It took back two reports, by A. Nother",
    )


def test_a_decision_on_a_flow_names_it(full: Dossier) -> None:
    with full.edit("Decide") as edit:
        edit.put(Verdict(flow_id("BLR", "BGR"), Existence.TENTATIVE, "One witness only"))
    (made,) = last(full)
    assert made.title == "the decision on the flow Belarus → Bulgaria"
    assert made.lines == ("existence: tentative", "reason: “One witness only”")
    found = changes(full, full.history()[-1], 100)
    assert summary(found) == "1 decision on a flow added"


def test_existence_and_status_are_told_with_their_reasons(full: Dossier) -> None:
    left = dataclasses.replace(DELIVERY, existence=None)
    assert "existence: confirmed → by the rule" in lines(full, left)
    stated = dataclasses.replace(DELIVERY, existence_reason="Seen")
    assert "existence, why: nothing → “Seen”" in lines(full, stated)
    doubted = dataclasses.replace(
        CITATION, status=CitationStatus.TO_CHECK, status_reason="amount was 240 pieces"
    )
    assert lines(full, doubted) == (
        "status: live → to be checked",
        "status, why: nothing → “amount was 240 pieces”",
    )


def test_what_a_reference_manager_keeps_is_not_spelled_out(full: Dossier) -> None:
    kept = dataclasses.replace(ARTICLE, reference='{"genre":"Wire"}')
    assert lines(full, kept) == ("what a reference manager keeps changed",)
