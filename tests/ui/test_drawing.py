"""What is drawn when: few flows at once, many off the thread, drafts while the hand moves."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.scene import Selection, Viewport
from flowviz.style import Style
from flowviz.ui.drawing import Drawing, Order
from flowviz.ui.jobs import Jobs
from flowviz.ui.picture import Picture
from tests.scene.made import CASE, PLACES, Row, actors_of, drawn, flows_of

PLACED = [code for code, (_, lon, _) in PLACES.items() if lon is not None]
PAIRS = [(a, b) for a in PLACED for b in PLACED if a != b]
MANY = [Row(a, b, 10.0 + k) for k, (a, b) in enumerate(PAIRS * 5)]


def order_of(rows: list[Row], ratio: float = 1.0) -> Order:
    flows = flows_of(rows)
    made = drawn(rows[:100], (300.0, 200.0))
    kinds = [actors_of(flows)[code].kind for code in flows.actor_codes]
    style = Style(show_top=10_000)
    drawn_strands = strands(flows, Mode.DIRECTED)
    return Order(drawn_strands, kinds, made.layout, style, made.viewport, Selection(), ratio)


@pytest.fixture
def drawing(qapp: QApplication) -> Iterator[Drawing]:
    jobs = Jobs()
    picture = Picture()
    picture.resize(QRectF(0.0, 0.0, 300.0, 200.0))
    made = Drawing(picture, jobs, jobs)
    yield made
    jobs.stop()


def test_few_flows_are_drawn_at_once(qtbot: QtBot, drawing: Drawing) -> None:
    order = order_of(list(CASE))
    with qtbot.waitSignal(drawing.drawn, timeout=0, raising=False) as told:
        drawing.draw(order)
    assert told.signal_triggered
    assert drawing.shown is order
    assert not drawing.is_working


def test_many_flows_are_drawn_off_the_thread(qtbot: QtBot, drawing: Drawing) -> None:
    order = order_of(MANY)
    assert order.count > 600
    with qtbot.waitSignal(drawing.drawn, timeout=20_000):
        drawing.draw(order)
        assert drawing.is_working
        assert drawing.shown is None
    assert drawing.shown is order
    assert not drawing.is_working


def test_a_result_that_is_no_longer_wanted_is_dropped(qtbot: QtBot, drawing: Drawing) -> None:
    late, wanted = order_of(MANY), order_of(list(CASE))
    drawing.draw(late)
    drawing.draw(wanted)
    qtbot.waitUntil(lambda: not drawing.is_working, timeout=20_000)
    assert drawing.shown is wanted


def test_a_draft_on_its_way_never_covers_a_full_scene(qtbot: QtBot, drawing: Drawing) -> None:
    brushed, wanted = order_of(MANY), order_of(list(CASE))
    drawing.draft(brushed)
    drawing.draw(wanted)
    qtbot.waitUntil(lambda: not drawing.is_working, timeout=20_000)
    assert drawing.shown is wanted


def test_drafts_that_come_too_fast_are_dropped_but_for_the_last(
    qtbot: QtBot, drawing: Drawing
) -> None:
    orders = [order_of(MANY[: len(MANY) - k]) for k in range(4)]
    shown = []
    for order in orders:
        drawing.draft(order)
    while drawing.shown is not orders[-1]:
        qtbot.waitUntil(lambda: drawing.shown not in (None, *shown), timeout=20_000)
        shown.append(drawing.shown)
    assert shown == [orders[0], orders[-1]]
    assert not drawing.is_working


def test_a_draft_tells_nobody_and_keeps_the_names_of_the_full_scene(
    qtbot: QtBot, drawing: Drawing
) -> None:
    full, brushed = order_of(list(CASE)), order_of([Row("BLR", "BGR", 12), Row("BGR", "SAU", 9)])
    drawing.draw(full)
    with qtbot.assertNotEmitted(drawing.drawn):
        drawing.draft(brushed)
    assert drawing.shown is brushed


def test_a_moved_picture_is_painted_anew_where_the_hand_goes_beyond_it(
    qtbot: QtBot, drawing: Drawing
) -> None:
    order = order_of(list(CASE))
    drawing.draw(order)
    picture, viewport = drawing._picture, order.viewport
    painted = picture._image
    near = viewport.to_world([150.0 + 60.0, 100.0]).tolist()
    far = viewport.to_world([150.0 + 400.0, 100.0]).tolist()
    picture.move_to(_centred(viewport, near))
    qtbot.wait(20)
    assert picture._image is painted
    picture.move_to(_centred(viewport, far))
    qtbot.waitUntil(lambda: picture._image is not painted)
    assert picture.scene_shown is not None
    assert picture.scene_shown.viewport == viewport


def _centred(viewport: Viewport, centre: list[float]) -> Viewport:
    return replace(viewport, centre_x=centre[0], centre_y=centre[1])
