"""Pins: where somebody has put an actor, it stays, and that is seen and said."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flowviz.records import Placement
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from flowviz.view import NETWORK


def show_network(qtbot: QtBot, window: Window) -> None:
    window.session.look(dataclasses.replace(window.session.view, kind=NETWORK))
    qtbot.waitUntil(lambda: not window.arrangement.is_working, timeout=20_000)


def spot(window: Window, code: str) -> QPointF:
    point = window.canvas.point_of_actor(window.canvas.flows.actor_codes.index(code))
    assert point is not None
    return QPointF(point)


def offered(window: Window, point: QPointF) -> list[str]:
    menu = window.canvas.pointer.menu_at(point)
    words = [action.text() for action in menu.actions() if "in" in action.text()]
    menu.deleteLater()
    return [line for line in words if line.startswith(("Pin", "Unpin"))]


def choose(window: Window, point: QPointF, words: str) -> None:
    menu = window.canvas.pointer.menu_at(point)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


@pytest.mark.parametrize("kind", ["map", "network"])
def test_an_actor_can_be_pinned_where_it_stands(qtbot: QtBot, window: Window, kind: str) -> None:
    if kind == NETWORK:
        show_network(qtbot, window)
    before = spot(window, "BGR")
    assert offered(window, before) == ["Pin Bulgaria Here"]
    choose(window, before, "Pin Bulgaria Here")
    qtbot.waitUntil(lambda: not window.arrangement.is_working, timeout=20_000)
    assert window.session.dossier.undo_text == "Pin Bulgaria"
    assert (spot(window, "BGR") - before).manhattanLength() <= 2
    assert offered(window, spot(window, "BGR")) == ["Unpin Bulgaria"]
    assert set(window.session.contents.placements[kind]) == {"BGR"}


def test_a_pinned_actor_bears_a_mark_and_its_card_says_so(window: Window) -> None:
    assert window.canvas.pins.marks == ()
    window.session.place("Pin Bulgaria", Placement("map", "BGR", 20.0, 35.0))
    (mark,) = window.canvas.pins.marks
    assert (mark - spot(window, "BGR")).manhattanLength() < 40
    window.canvas.frame.pointed.emit(spot(window, "BGR"))
    assert "pinned here by hand" in " ".join(label.text() for label in window.canvas.card.labels())
    window.canvas.frame.pan(0.1, 0.0)
    (moved,) = window.canvas.pins.marks
    assert moved.x() < mark.x() - 20


def test_all_pins_of_a_view_go_in_one_step(qtbot: QtBot, window: Window) -> None:
    for code in ("BGR", "USA"):
        window.session.place("Pin", Placement("map", code, 20.0, 35.0 if code == "BGR" else -20.0))
    window.session.place("Pin", Placement("network", "SAU", 1.0, 1.0))
    nowhere = QPointF(4.0, 4.0)
    assert offered(window, nowhere) == ["Unpin All (2)"]
    choose(window, nowhere, "Unpin All (2)")
    assert window.canvas.pins.marks == ()
    assert window.session.dossier.undo_text == "Unpin all actors"
    assert set(window.session.contents.placements["network"]) == {"SAU"}
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert set(window.session.contents.placements["map"]) == {"BGR", "USA"}
    assert len(window.canvas.pins.marks) == 2


def test_while_a_job_has_the_dossier_nothing_can_be_pinned(window: Window) -> None:
    window.session.lend()
    assert offered(window, spot(window, "BGR")) == []
    window.session.take_back()


# The offscreen platform says so of every menu that is opened.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_who_works_by_key_gets_the_menu_of_what_is_selected(window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    here = QPoint(3, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, here)
    QApplication.sendEvent(window.canvas, event)
    assert "Pin Bulgaria Here" in seen
