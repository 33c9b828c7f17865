"""The filters on a real X server, driven by a real pointer and keyboard (xdotool)."""

import os
import shutil

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowviz.flows.query import Query
from flowviz.ui.filters.panel import FilterPanel
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_real_window import until, xdotool

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> Window:
    made = open_window()
    made.move(0, 0)
    made.activateWindow()
    qtbot.wait(300)
    return made


def click_on(part: QWidget, point: QPoint | None = None) -> None:
    place = part.mapToGlobal(part.rect().center() if point is None else point)
    ratio = part.devicePixelRatioF()
    xdotool("mousemove", round(place.x() * ratio), round(place.y() * ratio), "click", 1)


def test_filters_are_found_ticked_and_reset_by_keys_alone(qtbot: QtBot, window: Window) -> None:
    before = window.session.query
    window.canvas.setFocus()
    xdotool("key", "ctrl+shift+f")
    until(qtbot, lambda: window.actions_["filters"].isChecked())
    panel = window.panels.widget("filters")
    assert isinstance(panel, FilterPanel)
    until(qtbot, panel.search.hasFocus)
    xdotool("type", "saudi")
    xdotool("key", "Down", "space")
    until(qtbot, lambda: window.session.query.actors == {"SAU"})
    assert len(window.session.flows) == 1
    xdotool("key", "ctrl+r")
    until(qtbot, lambda: window.session.query == before)
    xdotool("key", "alt+Left")
    until(qtbot, lambda: window.session.query.actors == {"SAU"})


def test_a_chip_and_the_notice_are_clicked_away(qtbot: QtBot, window: Window) -> None:
    session = window.session
    session.select(Selected.flow("BLR", "BGR"))
    session.ask(Query(unit="pieces", actors=frozenset(("SAU",)), is_disputed=False))
    until(qtbot, lambda: len(window.chips.chips()) == 2)
    qtbot.wait(200)
    click_on(window.evidence.notice.buttons()[0])
    until(qtbot, lambda: not session.is_filtered_out)
    assert [chip.text() for chip in window.chips.chips()] == ["not disputed"]
    qtbot.wait(200)
    click_on(window.chips.chips()[0])
    until(qtbot, lambda: session.query == Query(unit="pieces"))
    until(qtbot, lambda: not window.chips.isVisible())


def test_a_click_on_the_words_of_a_value_ticks_it(qtbot: QtBot, window: Window) -> None:
    window.actions_["filters"].trigger()
    panel = window.panels.widget("filters")
    assert isinstance(panel, FilterPanel)
    qtbot.wait(200)
    model = panel.tree.sections
    actors = next(n for n, s in enumerate(model.sections) if s.name == "actors")
    index = model.index(0, 0, model.index(actors, 0))
    assert index.data() == "Bulgaria"
    click_on(panel.tree.viewport(), panel.tree.visualRect(index).center())
    until(qtbot, lambda: window.session.query.actors == {"BGR"})
    assert len(window.chips.chips()) == 1
