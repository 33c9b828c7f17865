import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.flows.query import Direction, Query
from flowviz.terms import Existence, Mark
from flowviz.ui.window import Window

ASKED = Query(
    unit="pieces",
    first_year=2015,
    last_year=2015,
    existences=frozenset((Existence.CONFIRMED,)),
    actors=frozenset(("BGR",)),
    direction=Direction.OUTGOING,
)


def words(window: Window) -> list[str]:
    return [chip.text() for chip in window.chips.chips()]


@pytest.fixture
def filtered(window: Window) -> Window:
    window.session.ask(ASKED)
    return window


def test_without_filters_there_are_no_chips_and_no_row_for_them(window: Window) -> None:
    assert not window.chips.isVisible()
    window.session.ask(ASKED)
    assert window.chips.isVisible()
    window.session.ask(Query(unit="pieces"))
    assert not window.chips.isVisible()
    assert not window.chips.chips()


def test_each_filter_has_a_chip_in_the_words_of_exports(filtered: Window) -> None:
    assert words(filtered) == ["2015", "only confirmed", "from Bulgaria"]


def test_a_click_removes_one_filter_and_only_that(filtered: Window, qtbot: QtBot) -> None:
    chip = filtered.chips.chips()[2]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    asked = dataclasses.replace(ASKED, actors=frozenset(), direction=Direction.ALL)
    assert filtered.session.query == asked
    assert words(filtered) == ["2015", "only confirmed"]


def test_delete_removes_the_chip_with_the_keyboard_and_goes_on(
    filtered: Window, qtbot: QtBot
) -> None:
    filtered.chips.take_focus()
    qtbot.keyClick(filtered.chips.chips()[0], Qt.Key.Key_Right)
    assert filtered.chips.chips()[1].hasFocus()
    qtbot.keyClick(filtered.chips.chips()[1], Qt.Key.Key_Delete)
    assert words(filtered) == ["2015", "from Bulgaria"]
    assert filtered.chips.chips()[1].hasFocus()
    qtbot.keyClick(filtered.chips.chips()[1], Qt.Key.Key_Backspace)
    qtbot.keyClick(filtered.chips.chips()[0], Qt.Key.Key_Return)
    assert filtered.session.query == Query(unit="pieces")


def test_reset_is_one_key_and_one_click(filtered: Window, qtbot: QtBot) -> None:
    filtered.activateWindow()
    qtbot.keyClick(filtered, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: filtered.session.query == Query(unit="pieces"))


def test_six_goes_to_the_chips_too(filtered: Window) -> None:
    filtered.focus_next_pane()
    seen = set()
    for _ in range(6):
        seen.add(QApplication.focusWidget())
        filtered.focus_next_pane()
    assert filtered.chips.chips()[0] in seen


def test_many_chips_take_several_rows_and_stay_inside(window: Window) -> None:
    window.resize(700, 500)
    codes = frozenset(window.session.contents.actors)
    window.session.ask(
        dataclasses.replace(
            ASKED,
            actors=codes,
            is_disputed=False,
            marks=frozenset((Mark.NO_SOURCE,)),
            grades=frozenset(("B2",)),
        )
    )
    chips = window.chips.chips()
    assert len({chip.y() for chip in chips}) > 1
    assert all(chip.geometry().right() <= window.chips.width() for chip in chips)
    assert all(chip.geometry().bottom() < window.chips.height() for chip in chips)


def test_every_chip_says_what_it_is_and_what_it_does(filtered: Window) -> None:
    for chip in filtered.chips.chips():
        assert "remove" in chip.toolTip()
        assert "remove" in chip.accessibleName()


def test_the_picture_is_drawn_once_though_the_first_chip_takes_its_room(window: Window) -> None:
    drawn: list[int] = []
    window.canvas.drawn.connect(lambda: drawn.append(window.canvas.height()))
    window.session.ask(ASKED)
    assert drawn == [window.canvas.height()]
    window.actions_["reset"].trigger()
    assert len(drawn) == 2
    scene = window.canvas.scene_shown
    assert scene is not None
    assert scene.viewport.height_px == window.canvas.height()


def test_a_long_filter_is_cut_at_its_end_and_its_tooltip_says_all_of_it(window: Window) -> None:
    item = "Konkurs launcher " * 8
    window.session.ask(Query(unit="pieces", items=frozenset((item.strip(),))))
    (chip,) = window.chips.chips()
    assert chip.text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert chip.filter.text.startswith(chip.text()[:-1].rstrip())
    assert chip.filter.text in chip.toolTip()
    assert chip.sizeHint().width() <= chip.width(), "the style would cut it once more"
