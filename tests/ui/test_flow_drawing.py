"""A flow is drawn by hand: from actor to actor, without getting into the way of other drags."""

import math
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.ui.flow_drawing import FlowDrawing, ribbon
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.dossier_of_everything import dossier_of_everything
from tests.ui.conftest import Open, click, dialogs


@pytest.fixture
def drawing(window: Window) -> FlowDrawing:
    """What draws flows, without the form that would open."""
    made = window.canvas.flow_drawing
    made.drawn.disconnect(window.records.write_transfer)
    return made


def at(window: Window, code: str) -> QPoint:
    point = window.canvas.point_of_actor(window.canvas.flows.actor_codes.index(code))
    assert point is not None
    return point


def drag(
    qtbot: QtBot,
    window: Window,
    start: QPoint,
    end: QPoint,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Drag over the canvas as a hand does, in a few steps."""
    viewport, left = window.canvas.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, left, modifier, start)
    for step in range(1, 7):
        qtbot.mouseMove(viewport, start + (end - start) * step / 6)
        qtbot.wait(20)
    qtbot.mouseRelease(viewport, left, modifier, end)


def beside_all(window: Window) -> QPoint:
    """A point of the canvas that is far from every actor."""
    area = window.canvas.viewport().rect()
    points = (QPoint(x, y) for x in range(20, area.width(), 40) for y in range(60, 200, 20))
    actors = [at(window, code) for code in window.canvas.flows.actor_codes]
    return max(points, key=lambda p: min((p - a).manhattanLength() for a in actors))


def drawn_by(drawing: FlowDrawing) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    drawing.drawn.connect(lambda *pair: found.append(pair))
    return found


def test_a_drag_from_actor_to_actor_draws_a_flow(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    found = drawn_by(drawing)
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_D)
    assert drawing.is_on
    assert window.actions_["draw_flow"].isChecked()
    assert "supplier" in window.status.words()
    drag(qtbot, window, at(window, "BGR"), at(window, "BLR"))
    assert found == [("BGR", "BLR")]
    assert not drawing.is_on, "one flow is drawn, then drags move actors again"


def test_the_ribbon_snaps_to_the_actor_beneath_and_names_both(
    window: Window, drawing: FlowDrawing
) -> None:
    drawing.turn(True)
    assert drawing.begin(QPointF(at(window, "BGR") + QPoint(12, 0)))
    drawing.drag(QPointF(at(window, "BLR") + QPoint(9, 9)))
    said = [label.text() for label in window.canvas.card.labels()]
    assert said[0] == "Bulgaria → Belarus"
    drawing.drag(QPointF(beside_all(window)))
    assert window.canvas.card.labels()[0].text() == "Bulgaria → ?"


def test_a_flow_let_go_beside_all_has_no_recipient_yet(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    found = drawn_by(drawing)
    drawing.turn(True)
    drag(qtbot, window, at(window, "BGR"), beside_all(window))
    assert found == [("BGR", "")]


@pytest.mark.parametrize("is_meant", [True, False])
def test_a_flow_to_the_same_actor_is_asked_about(
    window: Window, drawing: FlowDrawing, is_meant: bool
) -> None:
    found = drawn_by(drawing)

    def answer() -> None:
        (box,) = dialogs(window, QMessageBox)
        assert isinstance(box, QMessageBox)
        buttons = {button.text(): button for button in box.buttons()}
        buttons["Write Record" if is_meant else "Cancel"].click()

    drawing.turn(True)
    drawing.begin(QPointF(at(window, "BGR")))
    QTimer.singleShot(0, answer)
    drawing.end(QPointF(at(window, "BGR")))
    assert found == ([("BGR", "BGR")] if is_meant else [])


def test_escape_lets_go_of_the_flow_and_then_ends_drawing(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    found = drawn_by(drawing)
    window.session.select(Selected.flow("BLR", "BGR"))
    drawing.turn(True)
    drawing.begin(QPointF(at(window, "BGR")))
    window.canvas.clear()
    assert not drawing.is_drawing
    assert drawing.is_on
    window.canvas.clear()
    assert not drawing.is_on
    assert window.session.selected, "what was selected stays until Esc is for it"
    window.canvas.clear()
    assert not window.session.selected
    assert found == []


def test_beside_actors_the_frame_moves_while_drawing(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    drawing.turn(True)
    before = window.canvas.frame.viewRect()
    start = beside_all(window)
    drag(qtbot, window, start, start + QPoint(60, 40))
    assert window.canvas.frame.viewRect() != before
    assert drawing.is_on
    assert window.session.dossier.history() == ()


def test_without_drawing_a_drag_moves_the_actor(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    found = drawn_by(drawing)
    drag(qtbot, window, at(window, "BGR"), at(window, "BGR") + QPoint(30, 30))
    assert window.session.is_moved("map", "BGR")
    drag(qtbot, window, at(window, "BGR"), at(window, "BGR") + QPoint(-20, 10))
    assert len(window.session.dossier.history()) == 2
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert not window.session.is_moved("map", "BGR"), "two short drags are one undo"
    assert found == []


def test_an_actor_in_the_tray_can_be_drawn_to(open_window: Open, tmp_path: Path) -> None:
    with dossier_of_everything() as made:
        made.save(tmp_path / "all.flowviz")
    window = open_window(Dossier.open(tmp_path / "all.flowviz"))
    drawing = window.canvas.flow_drawing
    scene = window.canvas.scene_shown
    assert scene is not None
    shelved = scene.nodes.actor[scene.nodes.is_in_tray]
    assert len(shelved)
    codes = window.canvas.flows.actor_codes
    for actor in scene.nodes.actor.tolist():
        point = window.canvas.point_of_actor(actor)
        assert point is not None
        if window.canvas.viewport().rect().contains(point):
            there = window.canvas.point_of_actor(codes.index(drawing.actor_at(QPointF(point))))
            assert there is not None  # of two at one place, as of Russia and the USSR, one is taken
            assert (there - point).manhattanLength() <= 2


def test_a_click_selects_while_drawing_is_on(
    window: Window, drawing: FlowDrawing, qtbot: QtBot
) -> None:
    drawing.turn(True)
    click(qtbot, window, at(window, "BGR"))
    assert window.session.selected.actor == "BGR"


def test_an_empty_picture_has_nothing_to_draw_from(open_window: Open) -> None:
    window = open_window(Dossier.new())
    drawing = window.canvas.flow_drawing
    drawing.turn(True)
    drawing.hover(QPointF(50, 50))
    assert not drawing.begin(QPointF(50, 50))


@pytest.mark.parametrize("end", [QPointF(200, 0), QPointF(-80, 120), QPointF(16, 0)])
def test_a_ribbon_reaches_from_end_to_end(end: QPointF) -> None:
    box = ribbon(QPointF(0, 0), end).boundingRect().adjusted(-1, -1, 1, 1)
    assert box.contains(end)
    length = math.hypot(end.x(), end.y())
    assert box.width() < 1.5 * length + 12


def test_a_ribbon_of_no_length_is_empty() -> None:
    assert ribbon(QPointF(5, 5), QPointF(5, 5)).isEmpty()
