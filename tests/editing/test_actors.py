"""Two actors that are one."""

import dataclasses

import pytest

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.actors import ActorTable
from flowviz.editing.actors import look_alikes, merge, merge_of, merge_words
from flowviz.editing.amount_texts import read_amount
from flowviz.errors import RecordError
from flowviz.records import Figure, Line, Note, SavedView, Transfer
from flowviz.terms import Stage, Subject, TransferKind
from tests.dossier.material import content
from tests.dossier_of_everything import records
from tests.editing.made import known_of

VIEW = SavedView("v", "A view", 0, '{"query":{"actors":["BLR","RUS"]},"version":1}')
FLOW = Note("flow", Subject.FLOW, "RUS>BLR", "a note")


def named(code: str, name: str, *others: str) -> Actor:
    return Actor(code, ActorKind.NON_STATE, name, tuple(map(ActorName, others)))


def test_what_a_merge_does_is_told_before() -> None:
    with known_of(*records(), VIEW, FLOW) as (dossier, _):
        told = merge_of(dossier, "RUS", ["BLR", "IND"])
        naming = [t for t in dossier.transfers() if {t.supplier, t.recipient} & {"BLR", "IND"}]
        between = [t for t in naming if {t.supplier, t.recipient} <= {"BLR", "IND", "RUS"}]
        assert told.transfers == len(naming)
        assert told.self_flows == len(between) > 0
        assert told.saved_views == 1
        assert told.notes == 2  # one of RUS>IND is among the records
        assert "Belarus" in told.names
        said = " ".join(merge_words(told, dossier.actors()))
        assert "will lead from “Russia” to itself" in said
        assert "will be other names of “Russia”" in said


def test_merging_renames_everything_in_one_edit() -> None:
    with known_of(*records(), VIEW, FLOW) as (dossier, _):
        before = content(dossier)
        told = merge_of(dossier, "RUS", ["BLR"])
        with dossier.edit("Merge") as edit:
            merge(edit, dossier, told)
        assert "BLR" not in dossier.actors()
        assert all("BLR" not in (t.supplier, t.recipient) for t in dossier.transfers())
        assert dossier.saved_views()[0].state == '{"query":{"actors":["RUS"]},"version":1}'
        assert "Belarus" in [name.name for name in dossier.actors()["RUS"].names]
        assert sum(t.supplier == t.recipient for t in dossier.transfers()) >= told.self_flows
        dossier.undo()
        assert content(dossier) == before


def test_records_that_will_say_the_same_are_told_before() -> None:
    def sent(id_: str, supplier: str, amount: str = "12") -> Transfer:
        figure = Figure(f"{id_}/n", Stage.DELIVERED, "pieces", read_amount(amount))
        line = Line(f"{id_}/l", "Konkurs", figures=(figure,))
        return Transfer(id_, TransferKind.DEAL, supplier, "BGR", lines=(line,))

    same = (sent("a", "RUS"), sent("b", "SUN"), sent("c", "SUN", "13"), sent("d", "RUS"))
    with known_of(*records(), *same) as (dossier, _):
        told = merge_of(dossier, "RUS", ["SUN"])
        assert told.twins == 1
        assert "1 record will say the same as another one of the same flow: both count." in (
            merge_words(told, dossier.actors())
        )
        assert merge_of(dossier, "RUS", ["FRA"]).twins == 0


def test_a_saved_view_that_names_nobody_merged_stays() -> None:
    odd = dataclasses.replace(VIEW, id="odd", name="Odd", state='{ "version": 1 }')
    with known_of(*records(), VIEW, odd) as (dossier, _):
        assert merge_of(dossier, "FRA", ["DEU"]).saved_views == 0
        with dossier.edit("Merge") as edit:
            merge(edit, dossier, merge_of(dossier, "FRA", ["DEU"]))
        assert {view.state for view in dossier.saved_views()} == {VIEW.state, odd.state}


@pytest.mark.parametrize(("keep", "gone"), [("RUS", []), ("RUS", ["RUS"]), ("RUS", ["x-nobody"])])
def test_a_merge_needs_two_actors_of_the_dossier(keep: str, gone: list[str]) -> None:
    with known_of(*records()) as (dossier, _), pytest.raises(RecordError, match="two or more"):
        merge_of(dossier, keep, gone)


def test_names_that_look_alike_are_proposed_and_told_why() -> None:
    actors = (
        named("x-a", "China"),
        named("x-b", "Сhina"),  # noqa: RUF001 -- a Cyrillic letter
        named("x-c", "São Tomé"),
        named("x-d", "Sao  tome"),
        named("x-e", "Other", "Alias"),
        named("x-f", "alias"),
        named("x-g", "Alone"),
    )
    found = {each.codes: each.words for each in look_alikes(actors)}
    assert found.keys() == {("x-a", "x-b"), ("x-c", "x-d"), ("x-e", "x-f")}
    assert "CYRILLIC CAPITAL LETTER ES" in found["x-a", "x-b"]
    assert found["x-e", "x-f"] == "Both bear the name “Alias”."


def test_nobody_looks_like_himself() -> None:
    assert look_alikes([named("x-a", "One", "one", "ONE")]) == ()
    assert look_alikes([]) == ()


def test_a_name_that_passed_from_one_to_the_other_makes_nobody_alike() -> None:
    bundled = [actor for actor in ActorTable.load() if actor.code in ("RUS", "SUN")]
    assert look_alikes(bundled) == ()  # "Russia (USSR)", in turn
    one = Actor("x-one", ActorKind.STATE, "North", (ActorName("The Union", "", 1900, 1950),))
    later = Actor("x-two", ActorKind.STATE, "South", (ActorName("The Union", "", 1951),))
    at_once = dataclasses.replace(later, names=(ActorName("The Union", "", 1950),))
    assert look_alikes([one, later]) == ()
    assert [alike.codes for alike in look_alikes([one, at_once])] == [("x-one", "x-two")]
