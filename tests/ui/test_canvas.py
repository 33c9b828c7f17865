import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flowviz.records import Placement
from flowviz.ui import pointer
from flowviz.ui.session import NOTHING, Selected
from flowviz.ui.window import Window
from tests.ui.conftest import click, point_on

BLR_BGR = Selected.flow("BLR", "BGR")


def node_point(window: Window, code: str) -> QPoint:
    scene = window.canvas.scene_shown
    assert scene is not None
    number = window.canvas.flows.actor_codes.index(code)
    x, y = scene.nodes.xy[list(scene.nodes.actor).index(number)]
    return QPointF(float(x), float(y)).toPoint()


def press(qtbot: QtBot, window: Window, *keys: Qt.Key) -> None:
    window.canvas.setFocus()
    for key in keys:
        qtbot.keyClick(window.canvas, key)


def test_a_click_on_a_flow_selects_it_and_fades_the_rest(qtbot: QtBot, window: Window) -> None:
    click(qtbot, window, point_on(window, "BLR", "BGR"))
    assert window.session.selected == BLR_BGR
    scene = window.canvas.scene_shown
    assert scene is not None
    assert scene.flows.alpha[scene.flows.is_selected].tolist() == [1.0]
    assert (scene.flows.alpha[~scene.flows.is_selected] < 1.0).all()


def test_a_click_on_an_actor_selects_it(qtbot: QtBot, window: Window) -> None:
    click(qtbot, window, node_point(window, "BGR"))
    assert window.session.selected == Selected(actor="BGR")


def test_a_click_beside_everything_clears_the_selection(qtbot: QtBot, window: Window) -> None:
    window.session.select(BLR_BGR)
    click(qtbot, window, QPoint(window.canvas.width() // 2, window.canvas.height() - 60))
    assert window.session.selected == NOTHING


def test_clicks_on_one_spot_go_through_what_lies_there(qtbot: QtBot, window: Window) -> None:
    around = node_point(window, "BGR")
    spots = (around + QPoint(x, y) for x in range(-60, 60, 4) for y in range(-60, 60, 4))
    point = max(spots, key=lambda spot: len(window.canvas.hits_at(QPointF(spot))))
    hits = window.canvas.hits_at(QPointF(point))
    assert len(hits) > 1
    seen = []
    for _ in range(len(hits) + 1):
        click(qtbot, window, point)
        seen.append(window.session.selected)
    assert len(set(seen)) == len(hits)
    assert seen[0] == seen[-1]


def test_escape_clears_the_selection(qtbot: QtBot, window: Window) -> None:
    window.session.select(BLR_BGR)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.session.selected == NOTHING


def test_hovering_tells_the_exact_amount_and_selects_nothing(qtbot: QtBot, window: Window) -> None:
    window.canvas.frame.pointed.emit(QPointF(point_on(window, "BLR", "BGR")))
    card = window.canvas.card
    assert card.isVisible()
    words = " ".join(label.text() for label in card.labels())
    assert "Belarus → Bulgaria" in words
    assert "380 pieces delivered" in words
    assert "1 record" in words
    assert window.session.selected == NOTHING
    window.canvas.frame.pointed.emit(QPointF(5, 5))
    assert not card.isVisible()


def test_tab_walks_the_flows_from_the_largest_and_then_leaves(qtbot: QtBot, window: Window) -> None:
    walked = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_Tab)
        walked.append(window.session.selected.pair)
    assert walked == [
        ("BLR", "BGR"),
        ("BGR", "USA"),
        ("BGR", "SAU"),
        ("USA", "x-syrian-opposition"),
    ]
    qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    assert not window.canvas.hasFocus()
    assert window.session.selected.pair == ("USA", "x-syrian-opposition")


def test_arrows_walk_both_ways_and_stop_at_the_ends(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert window.session.selected == BLR_BGR
    press(qtbot, window, Qt.Key.Key_Left)
    assert window.session.selected == BLR_BGR


def test_enter_goes_to_the_evidence(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert window.evidence.flow.tree.hasFocus()
    assert window.evidence.flow.tree.currentIndex().isValid()


def test_zooming_and_fitting_come_back_to_the_same_frame(qtbot: QtBot, window: Window) -> None:
    before = window.canvas.frame.viewport()
    press(qtbot, window, Qt.Key.Key_Plus)
    assert window.canvas.frame.viewport().px_per_unit > before.px_per_unit
    press(qtbot, window, Qt.Key.Key_F)
    after = window.canvas.frame.viewport()
    assert after.px_per_unit == pytest.approx(before.px_per_unit)
    assert (after.centre_x, after.centre_y) == pytest.approx((before.centre_x, before.centre_y))


def test_the_scene_is_built_again_when_the_hand_rests(qtbot: QtBot, window: Window) -> None:
    shown = window.canvas.scene_shown
    window.canvas.frame.pan(0.1, 0.0)
    assert window.canvas.scene_shown is shown
    qtbot.waitSignal(window.canvas.drawn).wait()
    assert window.canvas.scene_shown is not shown


def test_a_click_while_the_picture_moves_hits_what_is_seen(qtbot: QtBot, window: Window) -> None:
    window.canvas.frame.pan(0.1, 0.0)
    hits = window.canvas.hits_at(QPointF(10.0, 10.0))
    scene = window.canvas.scene_shown
    assert hits == ()
    assert scene is not None
    assert scene.viewport == window.canvas.frame.viewport()


def test_the_network_keeps_the_selection(qtbot: QtBot, window: Window) -> None:
    window.session.select(BLR_BGR)
    window.actions_["network"].trigger()
    qtbot.waitUntil(lambda: window.canvas.layout_shown.kind == "network", timeout=20_000)
    scene = window.canvas.scene_shown
    assert window.session.selected == BLR_BGR
    assert scene is not None
    assert len(scene.selection.flows) == 1
    window.actions_["map"].trigger()
    assert window.canvas.layout_shown.kind == "map"


def drag(qtbot: QtBot, window: Window, start: QPoint, end: QPoint) -> None:
    viewport, left = window.canvas.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(viewport, start + (end - start) * share)
        qtbot.wait(30)
    qtbot.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, end)


def test_an_actor_in_the_hand_while_a_job_begins_stays_where_it_is(
    qtbot: QtBot, window: Window
) -> None:
    viewport, left = window.canvas.viewport(), Qt.MouseButton.LeftButton
    start = node_point(window, "BGR")
    qtbot.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, start)
    for step in (10, 30, 50):
        qtbot.mouseMove(viewport, start + QPoint(-step, step))
        qtbot.wait(30)
    window.session.lend()
    qtbot.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, start + QPoint(-50, 50))
    window.session.take_back()
    assert not window.session.dossier.is_modified


def test_dragging_an_actor_moves_it_in_one_step_that_can_be_undone(
    qtbot: QtBot, window: Window
) -> None:
    start = node_point(window, "BGR")
    end = start + QPoint(-60, 30)
    drag(qtbot, window, start, end)
    assert window.session.dossier.undo_text == "Move Bulgaria"
    moved = node_point(window, "BGR")
    assert (moved - end).manhattanLength() <= 2
    assert window.isWindowModified()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert (node_point(window, "BGR") - start).manhattanLength() <= 2
    assert window.session.dossier.redo_text == "Move Bulgaria"


def test_dragging_beside_actors_moves_the_frame_and_changes_nothing(
    qtbot: QtBot, window: Window
) -> None:
    before = window.canvas.frame.viewport()
    start = QPoint(window.canvas.width() // 2, window.canvas.height() - 60)
    drag(qtbot, window, start, start + QPoint(50, -20))
    after = window.canvas.frame.viewport()
    assert after.centre_x < before.centre_x
    assert after.centre_y > before.centre_y
    assert not window.session.dossier.is_modified


def test_fewer_flows_are_drawn_when_fewer_are_asked_for(window: Window) -> None:
    window.session.look(dataclasses.replace(window.session.view, show_top=2))
    scene = window.canvas.scene_shown
    assert scene is not None
    assert scene.counts.drawn == 2
    assert window.status.words().startswith("Largest 2 of 4 flows shown")


def test_the_canvas_tells_a_screen_reader_what_is_selected(window: Window) -> None:
    window.session.select(BLR_BGR)
    words = window.canvas.accessibleDescription()
    assert words.startswith("Belarus to Bulgaria: 380 pieces delivered.")


def test_an_actor_that_was_moved_can_be_unpinned(window: Window) -> None:
    window.session.place("Move Bulgaria", Placement("map", "BGR", 0.0, 30.0))
    point = QPointF(node_point(window, "BGR"))
    menu = window.canvas.pointer.menu_at(point)
    back = [action for action in menu.actions() if action.text() == "Unpin Bulgaria"]
    back[0].trigger()
    assert not window.session.is_moved("map", "BGR")
    assert window.session.dossier.undo_text == "Unpin Bulgaria"
    menu.deleteLater()


def test_the_menu_of_a_point_lists_what_lies_there(window: Window) -> None:
    menu = window.canvas.pointer.menu_at(QPointF(point_on(window, "BLR", "BGR")))
    action = menu.actions()[0]
    assert action.text() == "Belarus → Bulgaria: 380 pieces delivered"
    action.trigger()
    assert window.session.selected == BLR_BGR
    menu.deleteLater()


def test_in_a_crowd_the_menu_lists_the_nearest_and_says_how_many_more(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = QPointF(node_point(window, "BGR"))
    count = len(window.canvas.hits_at(point))
    assert count > 1
    monkeypatch.setattr(pointer, "_MOST_LISTED", 1)
    menu = window.canvas.pointer.menu_at(point)
    actions = menu.actions()
    assert [action.isEnabled() for action in actions[:2]] == [True, False]
    assert actions[1].text().startswith(f"{count - 1} more")
    menu.deleteLater()


def test_undoing_a_move_leaves_the_frame_where_it_is(qtbot: QtBot, window: Window) -> None:
    window.session.place("Move Bulgaria", Placement("map", "BGR", 0.0, 30.0))
    window.canvas.zoom(2)
    before = window.canvas.frame.viewport()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert window.canvas.frame.viewport() == before


def test_what_is_selected_elsewhere_is_brought_into_the_frame(window: Window) -> None:
    window.canvas.zoom(8)
    window.canvas.frame.pan(2.0, 2.0)
    window.session.select(Selected(actor="USA"))
    point = node_point(window, "USA")
    assert window.canvas.viewport().rect().contains(point)


def test_the_line_at_the_bottom_adds_no_flow_to_another(window: Window) -> None:
    assert window.status.words() == "4 of 4 flows drawn · 4 records"


def test_what_is_chosen_by_key_is_not_hidden_by_the_hover_card(window: Window) -> None:
    window.canvas.pointer.hover(QPointF(point_on(window, "BLR", "BGR")))
    assert window.canvas.card.isVisible()
    window.canvas.step(1)
    assert not window.canvas.card.isVisible()


def test_in_a_small_window_the_panels_give_way(window: Window, qtbot: QtBot) -> None:
    window.resize(700, 500)
    qtbot.waitUntil(lambda: window.size().width() == 700)
    assert window.canvas.width() >= 330
    window.new_dossier()
    room, card = window.canvas.rect(), window.empty.geometry()
    assert room.contains(card)


def test_what_is_told_in_passing_is_seen_and_goes(window: Window, qtbot: QtBot) -> None:
    window.tell("Written: out.png")
    line = next(w for w in window.status.findChildren(QLabel) if w.text() == "Written: out.png")
    assert line.isVisible()
    assert line.contentsRect().width() >= line.fontMetrics().horizontalAdvance(line.text())
    window.canvas.draw()
    assert window.status.words() == "Written: out.png"
    window.status._until.timeout.emit()
    assert window.status.words() == "4 of 4 flows drawn · 4 records"


def test_other_actors_are_framed_until_the_hand_has_moved_the_picture(window: Window) -> None:
    session, canvas = window.session, window.canvas
    session.ask(dataclasses.replace(session.query, actors=frozenset({"BLR"})))
    first = canvas.frame.viewport()
    session.ask(dataclasses.replace(session.query, actors=frozenset({"SAU"})))
    second = canvas.frame.viewport()
    assert (second.centre_x, second.centre_y) != (first.centre_x, first.centre_y)
    canvas.zoom(1)
    moved = canvas.frame.viewport()
    session.ask(dataclasses.replace(session.query, actors=frozenset({"BLR"})))
    assert canvas.frame.viewport() == moved
