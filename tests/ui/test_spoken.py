"""The canvas as a screen reader finds it."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.flows.mode import Mode
from flowviz.ui.session import Contents, Session
from flowviz.ui.settings import Settings
from flowviz.ui.window import Window
from flowviz.view import View

NAME = QAccessible.Text.Name


def list_of(window: Window) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(window.canvas)
    assert found is not None
    return found


def test_the_canvas_is_a_list_of_its_flows_the_largest_first(window: Window) -> None:
    canvas = list_of(window)
    assert canvas.role() == QAccessible.Role.List
    assert canvas.text(NAME) == "Picture of the flows"
    assert canvas.childCount() == 4
    first, last = canvas.child(0), canvas.child(3)
    assert first.role() == QAccessible.Role.ListItem
    said = first.text(NAME)
    assert said.startswith("Belarus to Bulgaria: 380 pieces")
    for part in ("1 record", "source", "confirmed"):
        assert part in said
    words = "United States to Syrian opposition: amount delivered: unknown"
    assert last.text(NAME).startswith(words)
    assert first.text(QAccessible.Text.Description) == "1 of 4 drawn"


def test_an_item_knows_its_list_and_its_place_in_it(window: Window) -> None:
    canvas = list_of(window)
    for row in range(4):
        child = canvas.child(row)
        assert canvas.indexOfChild(child) == row
        assert child.parent().object() is window.canvas
    assert canvas.child(99) is None


def test_the_flow_selected_by_key_is_the_one_focused(qtbot: QtBot, window: Window) -> None:
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    canvas = list_of(window)
    states = [canvas.child(row).state() for row in range(4)]
    assert [bool(state.selected) for state in states] == [False, True, False, False]
    assert [bool(state.focused) for state in states] == [False, True, False, False]
    assert all(state.focusable and state.selectable for state in states)
    assert canvas.focusChild().text(NAME).startswith("Bulgaria to United States")


def test_an_item_lies_where_its_flow_is_drawn(window: Window) -> None:
    canvas = list_of(window)
    spot = canvas.child(0).rect()
    assert window.canvas.rect().contains(window.canvas.mapFromGlobal(spot.center()))
    assert canvas.childAt(spot.center().x(), spot.center().y()).text(NAME).startswith("Belarus")


def test_the_list_follows_what_is_drawn(window: Window) -> None:
    canvas = list_of(window)
    third = canvas.child(3)
    assert third.isValid()
    window.session.look(View(show_top=2))
    assert canvas.childCount() == 2
    assert not third.isValid()
    assert third.text(NAME) == ""


@pytest.mark.usefixtures("dressed")
def test_items_outlive_their_window_and_say_so() -> None:
    dossier = Dossier.sample()
    window = Window(Session(dossier, Contents.read(dossier)), Settings())
    window.show()
    window.begin(None)
    item = list_of(window).child(0)
    assert item.isValid()
    window.close_now()
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not item.isValid()
    assert item.state().invalid
    assert item.text(NAME) == ""
    assert item.parent() is None


def test_what_lies_over_the_picture_can_be_reached_too(window: Window) -> None:
    window.progress_card.show()
    canvas = list_of(window)
    assert canvas.childCount() == 5
    card = canvas.child(4)
    assert card.text(NAME) == "Arranging the network"
    assert canvas.indexOfChild(card) == 4


def test_nothing_is_made_before_somebody_asks(window: Window) -> None:
    canvas = list_of(window)
    assert canvas._items == {}
    canvas.child(2)
    assert list(canvas._items) == [2]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (Mode.RECORDS, "Record of Belarus to Bulgaria: 380 pieces delivered."),
        (Mode.SINGLE, "Belarus to Bulgaria: 380 pieces delivered."),
        (Mode.NET, "Belarus to Bulgaria: 380 pieces delivered."),
    ],
)
def test_every_link_mode_is_put_in_words(window: Window, mode: Mode, said: str) -> None:
    window.session.look(View(mode=mode))
    canvas = list_of(window)
    words = [canvas.child(row).text(NAME) for row in range(4)]
    assert words[0].startswith(said)
    assert words[3].startswith(
        "Record of United States" if mode is Mode.RECORDS else "United States to Syrian opposition"
    )
