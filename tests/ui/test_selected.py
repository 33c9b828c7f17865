import dataclasses

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.mode import Mode
from flowviz.records import Figure, Line, Transfer
from flowviz.terms import Stage, TransferKind
from flowviz.ui.session import NOTHING, Contents, Selected, Session
from tests.ui.conftest import dossier_of

ACTORS = tuple(
    Actor(code, ActorKind.STATE, code.title(), lon=10.0 * at, lat=50)
    for at, code in enumerate(("AAA", "BBB", "CCC"))
)


def transfer(id_: str, ends: str, year: str, pieces: str) -> Transfer:
    figure = Figure(f"{id_}f", Stage.DELIVERED, "pieces", Amount.exact(pieces), Dates.parse(year))
    line = Line(f"{id_}l", "Item", category="Guns", figures=(figure,))
    return Transfer(id_, TransferKind.DEAL, 3 * ends[0], 3 * ends[1], lines=(line,))


@pytest.fixture
def session() -> Session:
    """A to B twice, B to A once, B to C once."""
    dossier = dossier_of(
        *ACTORS,
        transfer("t1", "AB", "2014", "50"),
        transfer("t2", "AB", "2016", "5"),
        transfer("t3", "BA", "2015", "20"),
        transfer("t4", "BC", "2014", "9"),
    )
    return Session(dossier, Contents.read(dossier))


def look(session: Session, mode: Mode) -> None:
    session.look(dataclasses.replace(session.view, mode=mode))


def test_strands_follow_the_flows_and_the_link_mode(session: Session) -> None:
    assert session.strands.flows is session.flows
    assert session.strands is session.strands
    look(session, Mode.NET)
    assert session.strands.amount.tolist() == [35.0, 9.0]
    session.ask(dataclasses.replace(session.query, first_year=2015))
    assert session.strands.amount.tolist() == [15.0]


@pytest.mark.parametrize("mode", [Mode.SINGLE, Mode.NET])
def test_a_strand_for_both_ways_selects_both_flows(session: Session, mode: Mode) -> None:
    look(session, mode)
    selected = Selected.strand(session.strands, 0)
    assert selected.both_ways == ("AAA", "BBB")
    assert set(selected.pairs) == {("AAA", "BBB"), ("BBB", "AAA")}
    assert Selected.strand(session.strands, 1) == Selected.flow("BBB", "CCC")


def test_a_strand_of_one_record_selects_that_record(session: Session) -> None:
    look(session, Mode.RECORDS)
    assert Selected.strand(session.strands, 0) == Selected.record("AAA", "BBB", "t1")


def test_what_is_selected_is_found_in_every_mode(session: Session) -> None:
    session.select(Selected.flow("BBB", "AAA"))
    for mode, numbers in (
        (Mode.DIRECTED, {1}),
        (Mode.SINGLE, {0}),
        (Mode.NET, {0}),
        (Mode.RECORDS, {1}),
    ):
        look(session, mode)
        assert session.picked(session.strands).flows == numbers


def test_a_record_is_a_strand_of_its_own_only_where_records_are_drawn(session: Session) -> None:
    session.select(Selected.record("AAA", "BBB", "t2"))
    assert session.picked(session.strands).flows == {0}
    look(session, Mode.RECORDS)
    numbers = session.picked(session.strands).flows
    assert [session.strands.amount[number] for number in numbers] == [5.0]


def test_a_selection_stays_when_a_filter_leaves_it_out_and_says_so(session: Session) -> None:
    session.select(Selected.flow("BBB", "AAA"))
    assert not session.is_filtered_out
    session.ask(dataclasses.replace(session.query, last_year=2014))
    assert session.is_filtered_out
    assert session.selected == Selected.flow("BBB", "AAA")
    assert not session.picked(session.strands).flows
    session.ask(dataclasses.replace(session.query, last_year=None))
    assert session.picked(session.strands).flows == {1}


def test_a_record_can_be_filtered_out_of_a_flow_that_is_shown(session: Session) -> None:
    session.select(Selected.record("AAA", "BBB", "t2"))
    session.ask(dataclasses.replace(session.query, last_year=2014))
    assert session.is_filtered_out


def test_an_actor_can_be_filtered_out_and_nothing_cannot(session: Session) -> None:
    session.ask(dataclasses.replace(session.query, first_year=2015))
    session.select(Selected(actor="CCC"))
    assert session.is_filtered_out
    session.select(NOTHING)
    assert not session.is_filtered_out
