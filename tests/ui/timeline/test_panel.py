"""The timeline under the picture: what it shows, and how the window is moved over it."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.flows.histogram import Band, Histogram
from flowviz.records import Figure, Line, Transfer
from flowviz.style import Lock
from flowviz.terms import Stage, TransferKind
from flowviz.ui.timeline.axes import AmountAxis, nice, short
from flowviz.ui.timeline.bars import Bars, bars_of
from flowviz.ui.timeline.panel import Timeline
from flowviz.ui.timeline.player import fullest
from flowviz.ui.timeline.window import Span, asking, whole_time
from flowviz.ui.timeline.words import undated_words
from flowviz.ui.window import Window
from tests.ui.conftest import Open

A, B = (Actor(code, ActorKind.STATE, f"Land {code}", lon=10.0, lat=1.0) for code in ("x-a", "x-b"))


def delivery(number: int, dates: str, amount: Amount | int, unit: str = "pieces") -> Transfer:
    stated = amount if isinstance(amount, Amount) else Amount.exact(str(amount))
    figure = Figure(f"f{number}", Stage.DELIVERED, unit, stated, Dates.parse(dates))
    line = Line(f"l{number}", "Item", figures=(figure,))
    return Transfer(f"t{number}", TransferKind.DELIVERY, "x-a", "x-b", lines=(line,))


PLAIN = Qt.KeyboardModifier.NoModifier
YEARS = tuple(delivery(year, str(year), 10 * (year - 1979)) for year in range(1980, 1990))
SPANNING = delivery(1, "1984/1986", 7)
UNDATED = Transfer(
    "t2",
    TransferKind.DELIVERY,
    "x-a",
    "x-b",
    figures=(Figure("f2", Stage.DELIVERED, "pieces", Amount.exact("5")),),
)


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(Dossier.new("", (A, B, *YEARS, SPANNING, UNDATED)))


@pytest.fixture
def timeline(window: Window) -> Timeline:
    window.timeline.fill()
    return window.timeline.timeline


def asked(window: Window) -> tuple[int | None, int | None]:
    return window.session.query.first_year, window.session.query.last_year


def at(timeline: Timeline, year: float) -> QPoint:
    """A point of the plot in the middle of its height, at a time."""
    box = timeline.plot.getViewBox()
    point = box.mapViewToScene(QPointF(12 * year, box.viewRange()[1][1] / 2))
    return timeline.plot.mapFromScene(point)


def drag(qtbot: QtBot, timeline: Timeline, begin: float, end: float) -> None:
    view, left = timeline.plot.viewport(), Qt.MouseButton.LeftButton
    here, there = at(timeline, begin), at(timeline, end)
    qtbot.mouseMove(view, here)
    qtbot.mousePress(view, left, pos=here)
    for share in (0.25, 0.5, 0.75, 1.0):
        between = QPointF(here) + (QPointF(there) - QPointF(here)) * share
        qtbot.mouseMove(view, between.toPoint())
        qtbot.wait(30)
    qtbot.mouseRelease(view, left, pos=there)
    qtbot.wait(10)


def test_bars_are_the_amounts_of_the_years_and_spans_stand_on_them(timeline: Timeline) -> None:
    bars = timeline._bars
    assert (bars.step, bars.first) == (12, 12 * 1980)
    assert bars.amounts.tolist() == [10.0 * n for n in range(1, 11)]
    assert bars.more.tolist() == [0, 0, 0, 0, 7, 7, 7, 0, 0, 0]


def test_what_is_undated_is_said_and_not_drawn(timeline: Timeline) -> None:
    assert "5 pieces undated (1 figure)" in timeline._beside.text()


def test_totals_follow_the_window_with_what_may_be_more_beside_them(
    window: Window, timeline: Timeline
) -> None:
    window.session.ask(asking(window.session.query, whole_time(1985, 1985)))
    assert timeline._where.text() == "1985"
    assert timeline._total.text() == (
        "60 pieces delivered in 1 flow · up to 12 pieces more, not dated within it"
    )


def test_what_several_flows_add_up_to_is_told_and_called_no_total_of_goods(
    open_window: Open,
) -> None:
    onward = dataclasses.replace(delivery(9, "1985", 40), supplier="x-b", recipient="x-a")
    window = open_window(Dossier.new("", (A, B, delivery(1985, "1985", 60), onward)))
    window.timeline.fill()
    line = window.timeline.timeline._total
    told = "100 pieces delivered in 2 flows"
    assert line.text() == f"{told} · goods passed on count in each"
    assert not window.timeline.timeline._beside.isVisible()
    assert "It is no total of goods" in line.toolTip()
    assert window.timeline.timeline.plot.accessibleDescription().endswith(told)


def test_unit_and_stage_are_printed_on_the_plot(timeline: Timeline) -> None:
    assert timeline.plot._caption == (
        "pieces delivered by year · hatched: dated only to a span of years"
    )


def test_a_window_is_drawn_by_dragging_and_snaps_to_years(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    told: list[str] = []
    window.session.flows_brushed.connect(lambda: told.append("brushed"))
    window.session.flows_changed.connect(lambda: told.append("changed"))
    drag(qtbot, timeline, 1982.1, 1984.9)
    assert asked(window) == (1982, 1984)
    assert "brushed" in told
    assert told[-1] == "changed"
    assert told.count("changed") == 1


def test_the_window_is_dragged_with_its_width_kept_even_past_the_end(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    window.session.ask(asking(window.session.query, whole_time(1982, 1984)))
    drag(qtbot, timeline, 1983.5, 1985.5)
    assert asked(window) == (1984, 1986)
    drag(qtbot, timeline, 1985.5, 1989.9)
    assert asked(window) == (1987, 1989)


def test_an_edge_of_the_window_is_dragged(qtbot: QtBot, window: Window, timeline: Timeline) -> None:
    window.session.ask(asking(window.session.query, whole_time(1982, 1984)))
    drag(qtbot, timeline, 1985.0, 1988.1)
    assert asked(window) == (1982, 1987)


def test_a_double_click_asks_for_the_whole_time(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    window.session.ask(asking(window.session.query, whole_time(1982, 1984)))
    view = timeline.plot.viewport()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at(timeline, 1987.0))
    assert asked(window) == (None, None)
    assert timeline._where.text() == "1980\N{EN DASH}1989, the whole time"


def test_keys_move_and_resize_the_window(qtbot: QtBot, window: Window, timeline: Timeline) -> None:
    key, shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier

    def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> object:
        for one in keys:
            qtbot.keyClick(timeline.plot, one, modifier)
        return asked(window)

    assert press(key.Key_Right) == (1980, 1980)
    assert press(key.Key_Right, key.Key_Right) == (1982, 1982)
    assert press(key.Key_Right, modifier=shift) == (1982, 1983)
    assert press(key.Key_PageDown) == (1984, 1985)
    assert press(key.Key_End) == (1988, 1989)
    assert press(key.Key_Left, modifier=shift) == (1988, 1988)
    assert press(key.Key_Home) == (1980, 1980)
    assert press(key.Key_Left) == (1980, 1980)
    assert press(key.Key_Backspace) == (None, None)


def test_panels_follow_once_the_keys_rest(qtbot: QtBot, window: Window, timeline: Timeline) -> None:
    with qtbot.waitSignal(window.session.flows_changed):
        qtbot.keyClick(timeline.plot, Qt.Key.Key_Right)


def test_playing_moves_the_window_with_the_widths_locked_and_gives_them_back(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    timeline.player.set_speed(100)
    qtbot.keyClick(timeline.plot, Qt.Key.Key_Space)
    assert asked(window) == (1980, 1980)
    lock = window.session.view.lock
    assert lock is not None
    assert (lock.unit, lock.amount) == ("pieces", 100.0)
    assert "width scale locked while playing" in timeline._beside.text()
    qtbot.waitUntil(lambda: asked(window) == (1989, 1989), timeout=5000)
    qtbot.waitUntil(lambda: not timeline.player.is_playing)
    assert window.session.view.lock is None
    assert "locked" not in timeline._beside.text()


def test_playing_keeps_a_lock_of_the_users_own(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    own = Lock("pieces", 33.0, 20.0)
    window.session.look(type(window.session.view)(lock=own))
    timeline.play.click()
    assert window.session.view.lock == own
    timeline.play.click()
    assert window.session.view.lock == own


def test_a_step_pauses(qtbot: QtBot, window: Window, timeline: Timeline) -> None:
    timeline.play.click()
    assert timeline.player.is_playing
    timeline.forward.click()
    assert not timeline.player.is_playing
    assert asked(window) == (1981, 1981)
    timeline.back.click()
    assert asked(window) == (1980, 1980)


def test_another_dossier_ends_the_play(window: Window, timeline: Timeline, qtbot: QtBot) -> None:
    timeline.play.click()
    window.documents.new()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert not timeline.player.is_playing
    assert window.session.view.lock is None


def test_nearer_in_time_the_bars_are_months_where_months_are_known(
    open_window: Open, qtbot: QtBot
) -> None:
    dated = (delivery(1, "2015-03", 4), delivery(2, "2015-06", 6), delivery(3, "2015", 3))
    window = open_window(Dossier.new("", (A, B, *dated)))
    window.timeline.fill()
    timeline = window.timeline.timeline
    assert timeline.step == 1
    assert timeline._bars.amounts.tolist() == [0, 0, 4, 0, 0, 6, 0, 0, 0, 0, 0, 0]
    assert timeline._bars.more.tolist() == [3] * 12
    qtbot.keyClick(timeline.plot, Qt.Key.Key_Right)
    query = window.session.query
    assert (query.first_year, query.first_month, query.last_month) == (2015, 1, 1)


def test_where_only_years_are_known_the_bars_stay_years(open_window: Open) -> None:
    window = open_window()
    window.timeline.fill()
    assert window.timeline.timeline.step == 12


def test_a_window_of_months_in_long_times_is_gone_near_to(
    window: Window, timeline: Timeline
) -> None:
    window.session.ask(asking(window.session.query, Span(12 * 1984 + 2, 12 * 1984 + 4)))
    low, high = timeline.plot.in_sight()
    assert low <= 12 * 1984 + 2
    assert high - low < 12 * 6
    window.session.ask(asking(window.session.query, whole_time(1980, 1981)))
    assert timeline.plot.in_sight() == (12 * 1980, 12 * 1990)


def test_a_window_beyond_all_that_is_dated_is_told_as_it_is(
    window: Window, timeline: Timeline, qtbot: QtBot
) -> None:
    window.session.ask(asking(window.session.query, whole_time(2030, 2031)))
    assert timeline._where.text() == "2030\N{EN DASH}2031"
    assert not timeline.plot._region.isVisible()
    qtbot.keyClick(timeline.plot, Qt.Key.Key_Home)
    assert timeline.plot._region.isVisible()
    assert asked(window) == (1980, 1980)


@pytest.mark.parametrize(
    "records",
    [
        (),
        (UNDATED,),
        (delivery(1, "0001", 1), delivery(2, "9999", 2)),
        (delivery(1, "2015", Amount()),),
        (delivery(1, "2015", Amount.at_least("3")),),
        (delivery(1, "2015", 0),),
        (delivery(1, "2015", Amount.exact("9" * 30), "<b>&huge</b>"),),
        (delivery(1, "0044/1999", 1),),
    ],
)
def test_odd_times_and_amounts_are_shown(
    open_window: Open, qtbot: QtBot, records: tuple[Transfer, ...]
) -> None:
    window = open_window(Dossier.new("", (A, B, *records)))
    window.timeline.fill()
    timeline = window.timeline.timeline
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Space):
        qtbot.keyClick(timeline.plot, key)
    qtbot.wait(20)
    assert not timeline.grab().isNull()
    timeline.player.stop()


def test_the_timeline_is_named_and_tells_its_value(window: Window, timeline: Timeline) -> None:
    window.session.ask(asking(window.session.query, whole_time(1983, 1983)))
    assert timeline.plot.accessibleName().startswith("Timeline")
    assert timeline.plot.accessibleDescription() == "1983: 40 pieces delivered in 1 flow" + (
        " · up to 5 pieces more, not dated within it"
    )


def test_another_button_in_a_drag_is_no_fault(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    window.session.ask(asking(window.session.query, whole_time(1982, 1984)))
    view, left, right = (
        timeline.plot.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.RightButton,
    )
    qtbot.mousePress(view, left, pos=at(timeline, 1983.5))
    for year in (1984.0, 1985.0, 1985.5):
        qtbot.mouseMove(view, at(timeline, year))
        qtbot.wait(10)
    qtbot.mouseClick(view, right, pos=at(timeline, 1985.5))
    qtbot.mouseRelease(view, left, pos=at(timeline, 1985.5))
    qtbot.wait(10)
    assert window.session.query.has_window


def test_the_focus_that_comes_by_key_is_seen(
    qtbot: QtBot, window: Window, timeline: Timeline
) -> None:
    before = timeline.plot.grab().toImage()
    timeline.take_focus()
    assert timeline.plot._has_focus_ring
    assert timeline.plot.grab().toImage() != before
    window.canvas.setFocus()
    assert not timeline.plot._has_focus_ring


def test_it_is_made_after_the_first_picture_and_hidden_for_good_when_unwanted(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    assert window.timeline._timeline is None or window.canvas._was_painted
    qtbot.waitUntil(lambda: window.timeline._timeline is not None)
    window.actions_["timeline"].trigger()
    assert not window.timeline.isVisible()
    again = open_window()
    assert not again.timeline.isVisible()
    again.actions_["timeline"].trigger()
    assert again.timeline.isVisible()


def test_listed_years_are_hatched_without_those_between() -> None:
    nothing = np.zeros(0)
    bands = (Band(1979, 1981, 3.0, False, (1979, 1981)),)
    found = Histogram("year", 0, nothing, nothing, nothing.astype(np.int32), bands, 0.0, 0)
    assert bars_of(found).more.tolist() == [3.0, 0.0, 3.0]


def test_the_fullest_windows_come_first() -> None:
    bars = Bars(12, 12 * 2000, np.array([1.0, 9.0, 2.0, 0.0]), np.zeros(4))
    whole = whole_time(2000, 2003)
    assert fullest(bars, whole_time(2003, 2003), whole)[0] == whole_time(2001, 2001)
    assert fullest(bars, whole_time(2000, 2001), whole)[0] == whole_time(2001, 2002)
    assert fullest(bars, whole, whole) == []


def test_numbers_on_the_axis_are_short_and_round() -> None:
    assert [short(value) for value in (0, 20, 50_000, 1.5e6, 2e9)] == [
        "0",
        "20",
        "50k",
        "1.5M",
        "2G",
    ]
    assert [nice(value) for value in (1.0, 4.9, 50.0, 0.3, 99999.0)] == [1, 2, 50, 0.2, 50_000]


def test_where_no_amount_is_known_the_axis_names_none(qapp: QApplication) -> None:
    assert AmountAxis().tickValues(0.0, 2e-9, 90) == []
    assert AmountAxis().tickValues(0.0, 0.002, 90)


def test_undated_figures_without_an_amount_are_said() -> None:
    nothing = np.zeros(0)
    found = Histogram("year", 0, nothing, nothing, nothing.astype(np.int32), (), 0.0, 2)
    assert undated_words(found, "TIV") == "2 figures undated"
