"""The window on a real X server, driven by a real pointer and keyboard (xdotool)."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from flowviz.ui.session import NOTHING, Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, point_on

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


def xdotool(*words: object) -> None:
    subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)


def until(qtbot: QtBot, claim: Callable[[], bool]) -> None:
    qtbot.waitUntil(claim, timeout=10_000)


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> Window:
    assert QGuiApplication.platformName() == "xcb"
    made = open_window()
    made.move(0, 0)
    made.activateWindow()
    qtbot.wait(300)
    return made


def on_screen(window: Window, point: QPoint) -> QPoint:
    ratio = window.devicePixelRatioF()
    place = window.canvas.viewport().mapToGlobal(point)
    return QPoint(round(place.x() * ratio), round(place.y() * ratio))


def move_to(window: Window, point: QPoint) -> None:
    place = on_screen(window, point)
    xdotool("mousemove", place.x() - 3, place.y() - 3, "mousemove", place.x(), place.y())


def words_of(window: Window) -> set[str]:
    header = window.evidence.flow.header
    return {label.text() for label in header.findChildren(QLabel) if label.isVisible()}


def picture_of_screen(tmp_path: Path) -> QImage:
    """What the X server shows, read by another program."""
    path = tmp_path / "screen.png"
    subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=20)
    return QImage(str(path))


def test_a_click_with_the_mouse_opens_the_evidence(qtbot: QtBot, window: Window) -> None:
    move_to(window, point_on(window, "BLR", "BGR"))
    until(qtbot, window.canvas.card.isVisible)
    assert window.session.selected == NOTHING
    xdotool("click", 1)
    until(qtbot, lambda: window.session.selected == Selected.flow("BLR", "BGR"))
    assert {"Belarus → Bulgaria", "380 pieces delivered", "1 record"} <= words_of(window)


def test_the_rest_fades_on_the_screen_itself(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    if not shutil.which("import"):
        pytest.skip("needs ImageMagick's import")
    inside = on_screen(window, point_on(window, "BGR", "USA"))
    before = QColor(picture_of_screen(tmp_path).pixel(inside))
    move_to(window, point_on(window, "BLR", "BGR"))
    xdotool("click", 1)
    until(qtbot, lambda: bool(window.session.selected))
    xdotool("mousemove", 5, 5)
    qtbot.wait(300)
    after = QColor(picture_of_screen(tmp_path).pixel(inside))
    assert before.saturation() > 100
    assert after.lightness() > before.lightness() + 40


def test_the_wheel_zooms_at_the_pointer_and_a_drag_pans(qtbot: QtBot, window: Window) -> None:
    frame, spot = window.canvas.frame, QPoint(200, 150)
    move_to(window, spot)
    qtbot.wait(100)
    fixed = frame.viewport().to_world([200.0, 150.0]).tolist()
    before = frame.viewport()
    xdotool("click", 4)
    until(qtbot, lambda: frame.viewport().px_per_unit > before.px_per_unit * 1.05)
    assert frame.viewport().to_world([200.0, 150.0]).tolist() == pytest.approx(fixed, abs=0.02)
    before = frame.viewport()
    place = on_screen(window, spot)
    xdotool("mousedown", 1)
    for step in range(1, 6):
        xdotool("mousemove", place.x() + 12 * step, place.y() + 6 * step)
        qtbot.wait(20)
    xdotool("mouseup", 1)
    until(qtbot, lambda: frame.viewport().centre_x < before.centre_x)
    assert frame.viewport().px_per_unit == pytest.approx(before.px_per_unit)


def test_the_keyboard_alone_reaches_the_evidence(qtbot: QtBot, window: Window) -> None:
    window.canvas.setFocus()
    qtbot.wait(50)
    xdotool("key", "Tab")
    until(qtbot, lambda: window.session.selected == Selected.flow("BLR", "BGR"))
    xdotool("key", "Return")
    until(qtbot, window.evidence.flow.tree.hasFocus)
    xdotool("key", "Escape")
    until(qtbot, lambda: window.session.selected == NOTHING)
    xdotool("key", "ctrl+f")
    until(qtbot, window.search.hasFocus)
    xdotool("type", "saudi")
    until(qtbot, lambda: window.search.current_hit() is not None)
    xdotool("key", "Return")
    until(qtbot, lambda: window.session.selected == Selected(actor="SAU"))


def test_dragging_an_actor_and_undoing_by_keys(qtbot: QtBot, window: Window) -> None:
    scene = window.canvas.scene_shown
    assert scene is not None
    number = window.canvas.flows.actor_codes.index("SAU")
    x, y = scene.nodes.xy[list(scene.nodes.actor).index(number)]
    place = on_screen(window, QPointF(float(x), float(y)).toPoint())
    xdotool("mousemove", place.x(), place.y(), "mousedown", 1)
    for step in range(1, 6):
        xdotool("mousemove", place.x() - 12 * step, place.y() - 8 * step)
        qtbot.wait(20)
    xdotool("mouseup", 1)
    until(qtbot, lambda: window.session.dossier.undo_text == "Move Saudi Arabia")
    window.activateWindow()
    xdotool("key", "ctrl+z")
    until(qtbot, lambda: not window.session.is_busy and window.session.dossier.undo_text is None)


def test_the_started_program_shows_the_case_and_closes(
    own_folders: Path, tmp_path: Path, qapp: QApplication
) -> None:
    made = os.environ | {"FLOWVIZ_PRINT_FIRST_PAINT": "1"}
    program = subprocess.Popen(
        [sys.executable, "-m", "flowviz"], env=made, stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "flowviz: first paint\n"
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid)],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        names = [
            subprocess.run(
                ["xdotool", "getwindowname", id_],
                capture_output=True,
                text=True,
                timeout=20,
                check=True,
            ).stdout.strip()
            for id_ in found.stdout.split()
        ]
        assert any(name.startswith("Belarus to Bulgaria") for name in names), names
        time.sleep(0.5)
        xdotool("windowfocus", "--sync", found.stdout.split()[-1])
        xdotool("key", "ctrl+q")
        assert program.wait(timeout=20) == 0
    finally:
        program.kill()
        program.communicate()
