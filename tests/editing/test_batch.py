"""One change to many records."""

import dataclasses

import pytest
from hypothesis import given, settings

from flowviz.editing import Known
from flowviz.editing.batch import FIELDS, Batch, ChangeText, apply
from flowviz.records import Citation, Transfer
from flowviz.terms import Existence, Reporter, Role, Stage, Subject, TransferKind
from tests.dossier_of_everything import TOGETHER, TRANSFERS, records
from tests.editing.made import known_of, texts


@pytest.fixture(scope="module")
def known() -> Known:
    with known_of(*records()) as (_, made):
        return made


with known_of(*records()) as (_, KNOWN):
    pass


def only(batch: Batch) -> Transfer:
    (transfer,) = batch.transfers
    return transfer


def test_only_records_that_change_are_changed(known: Known) -> None:
    batch = apply([ChangeText("existence", "tentative")], TRANSFERS, known)
    tentative = sum(each.existence is Existence.TENTATIVE for each in TRANSFERS)
    assert (batch.of, batch.changed) == (len(TRANSFERS), len(TRANSFERS) - tentative)
    assert tentative
    assert {each.existence for each in batch.transfers} == {Existence.TENTATIVE}


def test_existence_is_stated_with_a_reason_or_left_to_the_rule(known: Known) -> None:
    stated = apply([ChangeText("existence", "confirmed", reason="Seen")], [TOGETHER], known)
    made = only(stated)
    assert (made.existence, made.existence_reason) == (Existence.CONFIRMED, "Seen")
    assert stated.faults == ()
    bare = apply([ChangeText("existence", "tentative")], [TOGETHER], known)
    assert [(fault.path, fault.is_grave) for fault in bare.faults] == [("existence/reason", False)]
    assert not apply([ChangeText("existence", "confirmed")], [made], known).transfers
    left = only(apply([ChangeText("existence", "by rule")], [made], known))
    assert (left.existence, left.existence_reason) == (None, "")


def test_several_changes_are_made_at_once(known: Known) -> None:
    changes = [
        ChangeText("kind", "report"),
        ChangeText("reporter", ""),
        ChangeText("supplier", "France"),
    ]
    made = only(apply(changes, [TOGETHER], known))
    assert (made.kind, made.reporter, made.supplier) == (TransferKind.REPORT, None, "FRA")
    assert apply([ChangeText("reporter", "importer")], [TOGETHER], known).transfers[0].reporter is (
        Reporter.IMPORTER
    )


def test_a_comment_is_replaced_or_added_to(known: Known) -> None:
    first = only(apply([ChangeText("comment", "one")], [TOGETHER], known))
    assert first.comment == "one"
    assert (
        only(apply([ChangeText("comment", "two", is_added=True)], [first], known)).comment
        == "one\ntwo"
    )
    assert only(apply([ChangeText("comment", "")], [first], known)).comment == ""
    assert apply([ChangeText("comment", "", is_added=True)], [first], known).transfers == ()


def test_lines_change_where_they_say_so_now(known: Known) -> None:
    change = ChangeText("designation", "Konkurs", only="launcher")
    assert [line.designation for line in only(apply([change], [TOGETHER], known)).lines] == [
        "Konkurs",
        "Grenade launcher",
    ]
    everywhere = ChangeText("category", "Other")
    assert {line.category for line in only(apply([everywhere], [TOGETHER], known)).lines} == {
        "Other"
    }


def test_figures_change_their_unit_and_stage(known: Known) -> None:
    made = only(apply([ChangeText("unit", "USD", only="EUR")], [TOGETHER], known))
    units = [figure.unit for figure in made.all_figures()]
    assert units == ["USD", "pieces", "USD", "pieces", "pieces"]
    made = only(apply([ChangeText("stage", "ordered")], [TOGETHER], known))
    assert {figure.stage for figure in made.all_figures()} == {Stage.ORDERED}


def test_a_party_is_added_once(known: Known) -> None:
    change = ChangeText("party", "France", role="financier")
    made = only(apply([change], [TOGETHER], known))
    assert (made.parties[-1].actor, made.parties[-1].role) == ("FRA", Role.FINANCIER)
    assert apply([change], [made], known).transfers == ()


def test_a_source_is_cited_once_for_each_record(known: Known) -> None:
    there = (Citation("c", "report", Subject.TRANSFER, "together"),)
    batch = apply([ChangeText("source", "A made-up report")], TRANSFERS[:3], known, there)
    assert batch.transfers == ()
    assert [(each.source, each.subject_id) for each in batch.citations] == [
        ("report", TRANSFERS[1].id),
        ("report", TRANSFERS[2].id),
    ]
    assert batch.changed == 2


def test_what_is_wrong_is_said_and_nothing_is_made(known: Known) -> None:
    batch = apply(
        [ChangeText("supplier", "Atlantis"), ChangeText("kind", "deal")], TRANSFERS, known
    )
    assert batch.is_grave
    assert [fault.path for fault in batch.faults] == ["supplier/value"]
    assert (batch.transfers, batch.citations) == ((), ())


def test_self_flows_and_actors_out_of_their_time_are_counted(known: Known) -> None:
    batch = apply([ChangeText("supplier", "Soviet Union")], TRANSFERS, known)
    said = " ".join(fault.words for fault in batch.faults)
    assert "record would lead from an actor to itself" in said or "records would lead" in said
    assert "would be dated when an actor did not exist" in said
    assert not batch.is_grave
    assert apply([ChangeText("comment", "odd as before")], TRANSFERS, known).faults == ()


def test_what_would_run_together_is_counted(known: Known) -> None:
    def said(field: str, value: str, only: str = "") -> list[str]:
        batch = apply([ChangeText(field, value, only)], [both, TOGETHER], known)
        return [fault.words for fault in batch.faults if "would" in fault.words]

    (line, _) = TOGETHER.lines
    ordered = dataclasses.replace(line.figures[0], id="ordered", stage=Stage.ORDERED)
    value = dataclasses.replace(line.figures[0], id="value", unit="TIV")
    figures = (*line.figures, ordered, value)
    both = dataclasses.replace(
        TOGETHER, id="both", lines=(dataclasses.replace(line, figures=figures),)
    )
    assert said("stage", "delivered") == [
        "Figures that are not added now would be added in 1 record."
    ]
    assert said("unit", "pieces", "TIV") == said("stage", "delivered")
    assert said("unit", "rounds", "pieces") == said("category", "Ships") == []
    assert said("designation", "Konkurs") == [
        "Items of different names would get one name in 1 record."
    ]


def test_an_actor_the_dossier_lacks_is_put_along(known: Known) -> None:
    batch = apply([ChangeText("recipient", "Peru")], [TOGETHER], known)
    assert [actor.code for actor in batch.actors] == ["PER"]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_says_what_is_wrong_with_nothing(field: str, known: Known) -> None:
    batch = apply([ChangeText(field)], TRANSFERS, known)
    may_be_empty = {"reporter", "comment", "description", "category", "condition"}
    assert batch.is_grave == (field not in may_be_empty)


@given(texts, texts)
@settings(max_examples=30)
def test_no_text_is_more_than_a_fault(value: str, other: str) -> None:
    for field in FIELDS:
        batch = apply([ChangeText(field, value, other, other)], TRANSFERS[:2], KNOWN)
        assert batch.of == 2


def test_a_batch_is_one_edit_that_can_be_taken_back() -> None:
    with known_of(*records()) as (dossier, known):
        before = dossier.transfers()
        batch = apply([ChangeText("kind", "report"), ChangeText("source", "digest")], before, known)
        with dossier.edit("Change many") as edit:
            edit.put(*batch.actors, *batch.transfers, *batch.citations)
        assert {each.kind for each in dossier.transfers()} == {TransferKind.REPORT}
        dossier.undo()
        assert dossier.transfers() == before
