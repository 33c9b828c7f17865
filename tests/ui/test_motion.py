"""Actors on their way: seen between two places, at rest in the end, not where nobody wants it."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.records import Placement, Transfer
from flowviz.scene import Scene
from flowviz.terms import TransferKind
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from flowviz.view import MAP, NETWORK
from tests.ui.conftest import Open, dossier_of


def scene_of(window: Window) -> Scene:
    scene = window.canvas.scene_shown
    assert scene is not None
    return scene


def place(window: Window, code: str) -> QPoint:
    point = window.canvas.point_of_actor(window.canvas.flows.actor_codes.index(code))
    assert point is not None
    return point


def far(one: QPoint, other: QPoint) -> int:
    return (one - other).manhattanLength()


def look(window: Window, **changes: object) -> None:
    window.session.look(dataclasses.replace(window.session.view, **changes))


def test_where_the_platform_shows_nobody_anything_nothing_moves(window: Window) -> None:
    assert window.canvas.motion.duration_ms == 0
    window.session.place("Move Bulgaria", Placement(MAP, "BGR", 10.0, 20.0))
    assert not window.canvas.motion.is_moving


def test_a_moved_actor_goes_back_step_by_step_when_it_is_unpinned(
    qtbot: QtBot, window: Window
) -> None:
    home = place(window, "BGR")
    window.session.place("Move Bulgaria", Placement(MAP, "BGR", 10.0, 20.0))
    away = place(window, "BGR")
    window.canvas.motion.duration_ms = 300
    window.session.put_back("Unpin Bulgaria", MAP, "BGR")
    motion = window.canvas.motion
    assert motion.is_moving
    assert far(place(window, "BGR"), away) < far(home, away) / 3  # has just set out
    assert scene_of(window).backdrop is not None
    qtbot.waitUntil(lambda: not motion.is_moving, timeout=5_000)
    assert far(place(window, "BGR"), home) <= 2


def test_names_go_with_their_actors(window: Window) -> None:
    window.session.place("Move Bulgaria", Placement(MAP, "BGR", 10.0, 20.0))
    window.canvas.motion.duration_ms = 10_000
    window.session.put_back("Unpin Bulgaria", MAP, "BGR")
    scene = scene_of(window)
    number = window.canvas.flows.actor_codes.index("BGR")
    label = next(label for label in scene.labels if label.actor == number)
    node = scene.nodes.xy[scene.nodes.actor.tolist().index(number)]
    assert abs(label.box.left - node[0]) < 120
    assert abs(label.box.top - node[1]) < 60
    window.canvas.motion.finish()


def test_between_map_and_network_all_go_from_where_they_stood(qtbot: QtBot, window: Window) -> None:
    codes = window.canvas.flows.actor_codes
    before = {code: place(window, code) for code in codes}
    window.canvas.motion.duration_ms = 10_000
    look(window, kind=NETWORK)
    qtbot.waitUntil(lambda: window.canvas.motion.is_moving, timeout=20_000)
    assert all(far(place(window, code), before[code]) < 25 for code in codes)
    assert scene_of(window).backdrop is None
    window.canvas.motion.finish()
    assert not window.canvas.motion.is_moving
    there = {code: place(window, code) for code in codes}
    assert any(far(there[code], before[code]) > 60 for code in codes)
    look(window, kind=MAP)
    assert all(far(place(window, code), there[code]) < 25 for code in codes)
    window.canvas.motion.finish()
    assert scene_of(window).backdrop is not None


@pytest.mark.parametrize("what", ["pan", "select"])
def test_the_hand_ends_a_movement(qtbot: QtBot, window: Window, what: str) -> None:
    home = place(window, "BGR")
    window.session.place("Move Bulgaria", Placement(MAP, "BGR", 10.0, 20.0))
    window.canvas.motion.duration_ms = 10_000
    window.session.put_back("Unpin Bulgaria", MAP, "BGR")
    assert window.canvas.motion.is_moving
    if what == "pan":
        window.canvas.frame.pan(0.05, 0.0)
    else:
        window.session.select(Selected(actor="BGR"))
    assert not window.canvas.motion.is_moving
    qtbot.wait(150)
    assert abs(place(window, "BGR").y() - home.y()) <= 2


def test_who_is_new_stands_in_his_place_at_once(qtbot: QtBot, window: Window) -> None:
    look(window, show_top=1)
    window.canvas.motion.duration_ms = 10_000
    look(window, show_top=4)
    assert not window.canvas.motion.is_moving
    assert len(scene_of(window).nodes.actor) == 5


def test_another_projection_is_shown_at_once(window: Window) -> None:
    window.canvas.motion.duration_ms = 10_000
    look(window, centre=155.0)
    assert not window.canvas.motion.is_moving
    assert np.isfinite(scene_of(window).nodes.xy).all()


def test_a_brush_ends_a_movement_and_shows_what_it_asks_for(qtbot: QtBot, window: Window) -> None:
    window.session.place("Move Bulgaria", Placement(MAP, "BGR", 10.0, 20.0))
    window.canvas.motion.duration_ms = 10_000
    window.session.put_back("Unpin Bulgaria", MAP, "BGR")
    assert window.canvas.motion.is_moving
    window.session.brush(dataclasses.replace(window.session.query, first_year=2030))
    assert not window.canvas.motion.is_moving
    qtbot.wait(50)
    assert len(scene_of(window).flows.flow) == 0


def test_actors_of_the_tray_stay_on_it_while_others_move(open_window: Open) -> None:
    actors = [
        Actor("AAA", ActorKind.STATE, "Aaa", lon=10.0, lat=20.0),
        Actor("BBB", ActorKind.STATE, "Bbb", lon=40.0, lat=30.0),
        Actor("x-nowhere", ActorKind.NON_STATE, "Nowhere"),
    ]
    flows = [
        Transfer(f"{a}-{b}", TransferKind.DELIVERY, a, b)
        for a, b in (("AAA", "BBB"), ("AAA", "x-nowhere"))
    ]
    window = open_window(dossier_of(*actors, *flows))
    shelf = place(window, "x-nowhere")
    window.canvas.motion.duration_ms = 10_000
    window.session.place("Move Bbb", Placement(MAP, "BBB", 60.0, 0.0))
    assert window.canvas.motion.is_moving
    assert scene_of(window).tray is not None
    assert far(place(window, "x-nowhere"), shelf) <= 40
    window.canvas.motion.finish()
