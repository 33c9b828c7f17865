"""A source dragged onto a flow by a real hand (xdotool), and the same by keys alone."""

import os
import shutil
import subprocess

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowviz.ui.library.cite_dialog import CiteDialog
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs, point_on

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


class Hand:
    """A hand on the mouse and the keys."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot

    def do(self, *words: object) -> None:
        # A drag turns an event loop of its own: the hand must not wait for what the window does.
        subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)
        self._qtbot.wait(60)

    def at(self, widget: QWidget, point: QPoint) -> tuple[int, int]:
        ratio = self._window.devicePixelRatioF()
        there = widget.mapToGlobal(point)
        return round(there.x() * ratio), round(there.y() * ratio)


@pytest.fixture
def hand(window: Window, qtbot: QtBot) -> Hand:
    assert QGuiApplication.platformName() == "xcb"
    window.move(0, 0)
    number = str(int(window.winId()))
    subprocess.run(["xdotool", "windowfocus", "--sync", number], check=True, timeout=20)
    qtbot.wait(300)
    return Hand(window, qtbot)


def moves(start: tuple[int, int], end: tuple[int, int]) -> list[str]:
    """A drag as one line of xdotool, so that it goes on while Qt is in the drag's own loop."""
    steps = 12
    words = ["mousemove", *map(str, start), "sleep", "0.2", "mousedown", "1", "sleep", "0.2"]
    for step in range(1, steps + 1):
        at = [round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True)]
        words += ["mousemove", *map(str, at), "sleep", "0.05"]
    return words


def drag(panel: LibraryPanel, window: Window, hand: Hand, end: QPoint, *last: str) -> None:
    """Drag the source that is picked to a point of the canvas, and end it so."""
    row = panel.table.visualRect(panel.table.currentIndex()).center()
    start = hand.at(panel.table.viewport(), QPoint(60, row.y()))
    there = hand.at(window.canvas.viewport(), end)
    words = ["xdotool", *moves(start, there), "sleep", "0.3", *last]
    done = subprocess.Popen(words)
    hand._qtbot.waitUntil(lambda: done.poll() is not None, timeout=20_000)
    hand._qtbot.wait(300)


def test_a_source_is_dragged_onto_a_flow(
    panel: LibraryPanel, window: Window, hand: Hand, qtbot: QtBot
) -> None:
    panel.choose("hidden")
    window.canvas.draw()
    drag(panel, window, hand, point_on(window, "BLR", "SAU"), "mouseup", "1")
    qtbot.waitUntil(lambda: bool(dialogs(window, CiteDialog)), timeout=10_000)
    (dialog,) = dialogs(window, CiteDialog)
    assert isinstance(dialog, CiteDialog)
    assert dialog.source.value() == "An informant"
    dialog.accept()
    made = [each for each in window.session.dossier.citations() if each.source == "hidden"]
    assert [each.subject_id for each in made] == ["t3"]


def test_a_drop_beside_all_flows_and_esc_do_nothing(
    panel: LibraryPanel, window: Window, hand: Hand
) -> None:
    before = window.session.dossier.head
    panel.choose("hidden")
    window.canvas.draw()
    drag(panel, window, hand, QPoint(5, 5), "mouseup", "1")
    on_flow = point_on(window, "BLR", "SAU")
    drag(panel, window, hand, on_flow, "key", "Escape", "sleep", "0.2", "mouseup", "1")
    assert not dialogs(window, CiteDialog)
    assert not window.canvas.card.isVisible()
    assert window.session.dossier.head == before


def test_the_same_by_keys_alone(
    panel: LibraryPanel, window: Window, hand: Hand, qtbot: QtBot
) -> None:
    window.session.select(Selected.flow("BLR", "SAU"))
    panel.take_focus()
    hand.do("type", "--delay", "15", "informant")
    hand.do("key", "Down")
    hand.do("key", "ctrl+alt+c")
    qtbot.waitUntil(lambda: bool(dialogs(window, CiteDialog)), timeout=10_000)
    (dialog,) = dialogs(window, CiteDialog)
    subprocess.run(["xdotool", "windowfocus", "--sync", str(int(dialog.winId()))], check=True)
    qtbot.wait(200)
    hand.do("key", "Return")
    hand.do("key", "alt+m")
    qtbot.waitUntil(lambda: not dialogs(window, CiteDialog), timeout=10_000)
    made = [each for each in window.session.dossier.citations() if each.source == "hidden"]
    assert [each.subject_id for each in made] == ["t3"]
