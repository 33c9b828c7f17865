"""Two actors are made one: whatever named the one that goes names the one that stays."""

import dataclasses

import pytest

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.dossier import Dossier
from flowviz.errors import RecordError
from flowviz.records import Citation, Note, Placement, Verdict, flow_id
from flowviz.terms import Existence, Subject
from tests.dossier.material import BELARUS, BULGARIA, DELIVERY, ONWARD, PACT, content

BYELORUSSIA = Actor(
    "x-bssr",
    ActorKind.UNKNOWN,
    "Byelorussian SSR",
    (ActorName("Byelorussia", "en", None, 1991), ActorName("BSSR")),
    members=(Member("BLR"), Member("x-minsk", 1950)),
)


@pytest.fixture
def twice(full: Dossier) -> Dossier:
    """The full dossier, with a second actor for Belarus that everything can name."""
    pact = dataclasses.replace(PACT, members=(*PACT.members, Member("x-bssr", 1955, 1991)))
    broker = dataclasses.replace(DELIVERY.parties[0], id="t2/broker", actor="x-bssr")
    flow = flow_id("x-bssr", "BGR")
    with full.edit("Meet it twice") as edit:
        edit.put(BYELORUSSIA, pact)
        edit.put(dataclasses.replace(DELIVERY, supplier="x-bssr"))
        edit.put(dataclasses.replace(ONWARD, recipient="x-bssr", parties=(broker,)))
        edit.put(Placement("map", "x-bssr", 1.0, 2.0), Placement("network", "x-bssr", 3.0, 4.0))
        edit.put(Note("n3", Subject.ACTOR, "x-bssr", "on it"), Note("n4", Subject.FLOW, flow, "x"))
        edit.put(Citation("c2", "article", Subject.ACTOR, "x-bssr"))
    return full


def merge(dossier: Dossier) -> None:
    with dossier.edit("Merge") as edit:
        edit.merge_actors("BLR", ["x-bssr"])


def test_whatever_named_the_other_actor_names_the_one_that_stays(twice: Dossier) -> None:
    provenance = twice.provenance()
    merge(twice)
    assert "x-bssr" not in twice.actors()
    assert twice.transfer("t1").supplier == "BLR"
    assert twice.transfer("t2").recipient == "BLR"
    assert twice.transfer("t2").parties[0].actor == "BLR"
    assert [note.subject_id for note in twice.notes(["BLR"])] == ["BLR", "BLR"]
    assert [note.id for note in twice.notes([flow_id("BLR", "BGR")])] == ["n4"]
    assert [citation.id for citation in twice.citations(["BLR"])] == ["c2"]
    assert twice.provenance() == provenance


def test_names_and_members_become_its_own_and_none_twice(twice: Dossier) -> None:
    merge(twice)
    belarus = twice.actors()["BLR"]
    assert belarus.names == (*BELARUS.names, ActorName("Byelorussian SSR"), ActorName("BSSR"))
    assert belarus.members == (Member("x-minsk", 1950),)
    assert (belarus.kind, belarus.lat) == (BELARUS.kind, BELARUS.lat)
    assert twice.actors()["x-pact"].members[-1] == Member("BLR", 1955, 1991)


def test_its_own_place_stays_and_the_other_place_fills_a_gap(twice: Dossier) -> None:
    own = twice.placements("map")["BLR"]
    merge(twice)
    assert twice.placements("map") == {"BLR": own}
    assert twice.placements("network") == {"BLR": Placement("network", "BLR", 3.0, 4.0)}


def test_a_merge_is_one_undo(twice: Dossier) -> None:
    before = content(twice)
    merge(twice)
    after = content(twice)
    twice.undo()
    assert content(twice) == before
    twice.redo()
    assert content(twice) == after


def test_several_are_merged_at_once(twice: Dossier) -> None:
    with twice.edit("Merge all") as edit:
        edit.merge_actors("x-pact", ["BLR", "x-bssr", "BGR"])
    assert list(twice.actors()) == ["x-pact"]
    assert twice.actors()["x-pact"].members == (Member("SUN", 1955), Member("x-minsk", 1950))
    assert {transfer.supplier for transfer in twice.transfers()} == {"x-pact"}


@pytest.mark.parametrize(
    ("keep", "gone", "words"),
    [
        ("BLR", ["x-none"], "no actor 'x-none'"),
        ("x-none", ["BLR"], "no actor 'x-none'"),
        ("BLR", ["BLR"], "not with itself"),
        ("BLR", [], "not with itself"),
    ],
)
def test_what_cannot_be_merged_is_told(
    full: Dossier, keep: str, gone: list[str], words: str
) -> None:
    with pytest.raises(RecordError, match=words), full.edit("Merge") as edit:
        edit.merge_actors(keep, gone)
    assert full.actors()["BGR"] == BULGARIA


def test_a_verdict_goes_with_the_actor_and_the_one_on_the_flow_that_stays_wins(
    twice: Dossier,
) -> None:
    theirs = Verdict(flow_id("x-bssr", "BGR"), Existence.TENTATIVE, "one voice")
    other = Verdict(flow_id("BGR", "x-bssr"), Existence.CONFIRMED, "many voices")
    mine = Verdict(flow_id("BLR", "BGR"), Existence.UNCONFIRMED, "two voices")
    with twice.edit("Decide") as edit:
        edit.put(theirs, mine, other)
    merge(twice)
    assert twice.verdicts() == {
        "BLR>BGR": mine,
        "BGR>BLR": dataclasses.replace(other, id="BGR>BLR"),
    }
