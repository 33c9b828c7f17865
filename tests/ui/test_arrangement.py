"""Where actors stand on the canvas: kept through the window, made anew for what is new."""

import dataclasses
from decimal import Decimal

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.errors import FlowvizError
from flowviz.flows.mode import Mode
from flowviz.layouts import network
from flowviz.records import Figure, Line, Placement, Transfer
from flowviz.terms import Stage, TransferKind
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.jobs import Jobs
from flowviz.ui.layout_menu import LAYOUT
from flowviz.ui.session import NOTHING, Contents, Selected, Session
from flowviz.ui.window import Window
from flowviz.view import MAP, NETWORK, View


@pytest.fixture
def session() -> Session:
    dossier = Dossier.sample()
    return Session(dossier, Contents.read(dossier))


class Told:
    """What an arrangement says."""

    def __init__(self, session: Session) -> None:
        self.jobs = Jobs(session)
        self.arrangement = Arrangement(session, self.jobs, session)
        self.framed: list[bool] = []
        self.began = 0
        self.arrangement.changed.connect(self.framed.append)
        self.arrangement.began.connect(self._count)

    def _count(self) -> None:
        self.began += 1

    def places(self) -> dict[str, tuple[float, float]]:
        layout = self.arrangement.layout
        assert layout is not None
        codes = self.arrangement.strands.actor_codes
        assert len(codes) == len(layout.node_xy)
        return {code: tuple(xy) for code, xy in zip(codes, layout.node_xy.tolist(), strict=True)}


PLACES = {"BLR": (27.6, 53.9), "BGR": (23.3, 42.7), "USA": (-77.0, 38.9), "JPN": (139.7, 35.7)}


def delivered(supplier: str, recipient: str, year: str, pieces: str = "5") -> Transfer:
    id_ = f"{supplier}-{recipient}"
    dates = Dates.parse(year)
    figure = Figure(f"{id_}/f", Stage.DELIVERED, "pieces", Amount.exact(pieces), dates)
    lines = (Line(f"{id_}/l", "Konkurs", figures=(figure,)),)
    return Transfer(id_, TransferKind.DELIVERY, supplier, recipient, lines=lines)


def of_two_years() -> Session:
    """Two flows: Belarus to Bulgaria in 1990, the United States to Japan in 2000."""
    actors = [Actor(code, ActorKind.STATE, code, lon=x, lat=y) for code, (x, y) in PLACES.items()]
    flows = [delivered("BLR", "BGR", "1990"), delivered("USA", "JPN", "2000")]
    dossier = Dossier.new("", (*actors, *flows))
    return Session(dossier, Contents.read(dossier))


@pytest.mark.parametrize("kind", [MAP, NETWORK])
def test_a_window_moves_nobody_and_frames_nothing(qtbot: QtBot, kind: str) -> None:
    session = of_two_years()
    session.look(View(kind=kind))
    told = Told(session)
    told.arrangement.arrange()
    qtbot.waitUntil(lambda: told.framed == [True], timeout=20_000)
    before, began = told.places(), told.began
    query = dataclasses.replace(session.query, first_year=1995)
    session.brush(query)
    assert told.framed == [True]
    brushed = told.places()
    assert set(brushed) == {"USA", "JPN"}
    assert brushed == {code: before[code] for code in brushed}
    session.ask(query)
    assert told.framed == [True, False]
    assert told.places() == brushed
    session.ask(dataclasses.replace(query, first_year=None))
    assert told.framed == [True, False, False]
    assert told.places() == before
    assert told.began == began


def test_another_link_mode_shows_the_flows_that_a_minimum_lets_through_in_it() -> None:
    actors = [Actor(code, ActorKind.STATE, code, lon=x, lat=y) for code, (x, y) in PLACES.items()]
    ways = [delivered("USA", "JPN", "2000", "600"), delivered("JPN", "USA", "1990", "400")]
    dossier = Dossier.new("", (*actors, *ways))
    session = Session(dossier, Contents.read(dossier))
    query = dataclasses.replace(session.query, least=Decimal(300))
    session.ask(query)
    assert session.strands.drawn.tolist() == [600.0, 400.0]
    session.look(View(mode=Mode.NET))
    assert (session.strands.drawn.tolist(), session.flows.below_least) == ([], 1)
    session.show(query, View(mode=Mode.SINGLE))
    assert session.strands.drawn.tolist() == [1000.0]

    # Over all time the net is too small; in the window it is not, and everybody has a place.
    session.look(View(mode=Mode.NET))
    told = Told(session)
    told.arrangement.arrange()
    session.ask(dataclasses.replace(query, first_year=1995))
    assert told.arrangement.layout is not None
    assert told.arrangement.layout.is_placed.tolist() == [True, True]


def test_another_layout_frames_anew_and_the_same_one_is_not_made_twice(
    qtbot: QtBot, session: Session
) -> None:
    session.look(View(kind=NETWORK))
    told = Told(session)
    told.arrangement.arrange()
    qtbot.waitUntil(lambda: told.framed == [True], timeout=20_000)
    session.look(dataclasses.replace(session.view, show_top=2))
    assert told.framed == [True, False]
    assert told.began == 1
    chain = told.places()
    session.look(dataclasses.replace(session.view, layout="circular"))
    assert told.arrangement.is_working
    assert told.places() == chain
    qtbot.waitUntil(lambda: told.framed == [True, False, True], timeout=20_000)
    assert told.began == 2
    assert told.places() != chain


def test_a_pin_in_the_network_frames_nothing_anew(qtbot: QtBot, session: Session) -> None:
    session.look(View(kind=NETWORK))
    told = Told(session)
    told.arrangement.arrange()
    qtbot.waitUntil(lambda: told.framed == [True], timeout=20_000)
    session.place("Pin", Placement(NETWORK, "BGR", 7.5, 7.25))
    qtbot.waitUntil(lambda: told.framed == [True, False], timeout=20_000)
    assert told.places()["BGR"] == (7.5, 7.25)


def test_stop_leaves_everybody_and_goes_back_to_the_layout_shown(
    qtbot: QtBot, session: Session
) -> None:
    session.look(View(kind=NETWORK))
    told = Told(session)
    told.arrangement.arrange()
    qtbot.waitUntil(lambda: told.framed == [True], timeout=20_000)
    before = told.places()
    session.look(dataclasses.replace(session.view, layout="forceatlas2"))
    told.arrangement.stop()
    assert not told.arrangement.is_working
    assert session.view.layout == "auto"
    assert told.places() == before
    told.jobs.stop()
    qtbot.wait(20)
    assert told.places() == before


def test_stop_on_the_way_from_the_map_goes_back_to_the_map(qtbot: QtBot, session: Session) -> None:
    told = Told(session)
    told.arrangement.arrange()
    before = told.places()
    session.look(dataclasses.replace(session.view, kind=NETWORK))
    told.arrangement.stop()
    assert session.view.kind == MAP
    assert told.places() == before


def test_whoever_is_new_when_a_layout_is_stopped_stands_below_the_rest(
    qtbot: QtBot, session: Session
) -> None:
    session.look(View(kind=NETWORK))
    everything = session.query
    session.ask(dataclasses.replace(everything, actors=frozenset({"BLR"})))
    told = Told(session)
    told.arrangement.arrange()
    qtbot.waitUntil(lambda: told.framed == [True], timeout=20_000)
    before = told.places()
    assert set(before) == {"BLR", "BGR"}
    session.ask(everything)
    told.arrangement.stop()
    after = told.places()
    assert {code: after[code] for code in before} == before
    floor = max(y for _, y in before.values())
    assert all(after[code][1] > floor for code in set(after) - set(before))
    assert np.isfinite(list(after.values())).all()


def test_the_card_with_stop_appears_only_for_a_layout_that_takes_a_while(
    qtbot: QtBot, window: Window
) -> None:
    card, arrangement = window.progress_card, window.arrangement
    arrangement.began.emit()
    assert not card.isVisible()
    qtbot.waitUntil(card.isVisible, timeout=5_000)
    assert card.stop.isVisible()
    arrangement.progressed.emit(0.5)
    arrangement.ended.emit()
    assert not card.isVisible()


def test_the_layout_menu_names_every_layout_and_is_for_the_network(
    qtbot: QtBot, window: Window
) -> None:
    entries = [entry for entry in LAYOUT if entry is not None]
    offered = [(entry.value, entry.words.replace("&", ""), entry.tip) for entry in entries]
    assert offered == [(each.name, each.title, each.words) for each in network.LAYOUTS]
    action = window.actions_["layout_circular"]
    menu = window.actions_.menu("layouts")
    assert not menu.menuAction().isEnabled()
    window.actions_["network"].trigger()
    assert menu.menuAction().isEnabled()
    action.trigger()
    assert window.session.view.layout == "circular"
    assert action.isChecked()
    qtbot.waitUntil(lambda: not window.arrangement.is_working, timeout=20_000)


def test_escape_stops_a_layout_and_keeps_the_selection(qtbot: QtBot, window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    window.session.look(dataclasses.replace(window.session.view, kind=NETWORK))
    assert window.arrangement.is_working
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not window.arrangement.is_working
    assert window.session.view.kind == MAP
    assert window.session.selected == Selected.flow("BLR", "BGR")


def test_the_card_goes_without_handing_the_keyboard_on(qtbot: QtBot, window: Window) -> None:
    window.canvas.setFocus()
    window.progress_card.show()
    qtbot.mouseClick(window.progress_card.stop, Qt.MouseButton.LeftButton)
    window.arrangement.ended.emit()
    assert window.canvas.hasFocus()
    assert window.session.selected == NOTHING


def test_a_projection_that_nobody_knows_is_told_and_the_picture_stays(session: Session) -> None:
    told = Told(session)
    errors: list[Exception] = []
    told.arrangement.failed.connect(errors.append)
    told.arrangement.arrange()
    before = told.places()
    session.look(dataclasses.replace(session.view, projection="of-a-later-version"))
    assert len(errors) == 1
    assert isinstance(errors[0], FlowvizError)
    assert told.places() == before


def test_while_a_layout_works_the_rest_of_the_view_is_followed(
    qtbot: QtBot, session: Session
) -> None:
    told = Told(session)
    told.arrangement.arrange()
    session.look(dataclasses.replace(session.view, kind=NETWORK))
    session.look(dataclasses.replace(session.view, mode=Mode.NET))
    assert told.arrangement.is_working
    assert told.framed == [True, False]
    assert told.arrangement.strands.mode is Mode.NET
    assert told.began == 1
    qtbot.waitUntil(lambda: told.framed == [True, False, True], timeout=20_000)


def test_an_actor_dragged_on_the_map_on_the_way_to_the_network_is_put_on_the_map(
    window: Window,
) -> None:
    point = window.canvas.point_of_actor(window.canvas.flows.actor_codes.index("BGR"))
    window.session.look(dataclasses.replace(window.session.view, kind=NETWORK))
    assert window.arrangement.is_working
    window.canvas.frame.drag_began.emit(QPointF(point))
    window.canvas.frame.drag_ended.emit(QPointF(point) + QPointF(-60.0, 30.0))
    placements = window.session.contents.placements
    assert set(placements[MAP]) == {"BGR"}
    assert not placements[NETWORK]
    window.arrangement.stop()
