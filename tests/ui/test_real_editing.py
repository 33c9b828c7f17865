"""A flow drawn with a real mouse on a real X server, filled in, seen everywhere, and undone."""

import os
import shutil

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flowviz.ui.forms.fields import Field
from flowviz.ui.forms.new import NewForm
from flowviz.ui.history_panel.panel import HistoryPanel
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.records_table.rows import Column
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.forms.test_new import first_item
from tests.ui.test_real_window import on_screen, until, xdotool

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> Window:
    assert QGuiApplication.platformName() == "xcb"
    made = open_window()
    made.move(0, 0)
    made.activateWindow()
    qtbot.wait(300)
    return made


def actor(window: Window, code: str) -> QPoint:
    point = window.canvas.point_of_actor(window.canvas.flows.actor_codes.index(code))
    assert point is not None
    return on_screen(window, point)


def drag(qtbot: QtBot, start: QPoint, end: QPoint) -> None:
    """Drag with the mouse in a few steps, letting the window work in between."""
    xdotool("mousemove", start.x(), start.y())
    qtbot.wait(50)
    xdotool("mousedown", 1)
    for step in range(1, 9):
        place = start + (end - start) * step / 8
        xdotool("mousemove", place.x(), place.y())
        qtbot.wait(30)
    xdotool("mouseup", 1)


def write(qtbot: QtBot, field: Field, words: str) -> None:
    """Type into a field."""
    field.editor.setFocus()
    qtbot.wait(60)
    xdotool("type", "--delay", "4", words)
    until(qtbot, lambda: field.value() == words)


def in_history(window: Window) -> list[str]:
    panel = window.panels.widget("history")
    assert isinstance(panel, HistoryPanel)
    model = panel.model_of_history()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_flow_is_drawn_filled_in_seen_everywhere_and_undone(qtbot: QtBot, window: Window) -> None:
    window.actions_["history"].setChecked(True)
    window.canvas.fit()
    window.canvas.setFocus()
    qtbot.wait(100)
    before = {transfer.id for transfer in window.session.dossier.transfers()}
    xdotool("key", "d")
    until(qtbot, lambda: window.canvas.flow_drawing.is_on)
    drag(qtbot, actor(window, "BLR"), actor(window, "SAU"))
    until(qtbot, lambda: any(form.isVisible() for form in window.findChildren(NewForm)))
    (form,) = window.findChildren(NewForm)
    xdotool("windowfocus", int(form.window().winId()))
    qtbot.wait(200)
    assert form.sheet.fields["supplier"].value() == "Belarus"
    assert form.sheet.fields["recipient"].value() == "Saudi Arabia"
    line, figure = first_item(form)
    write(qtbot, line.fields["designation"], "Launcher")
    write(qtbot, figure.fields["amount"], "12")
    write(qtbot, figure.fields["dates"], "2014")
    xdotool("key", "ctrl+Return")
    until(qtbot, lambda: len(window.session.dossier.transfers()) == len(before) + 1)
    xdotool("windowfocus", int(window.winId()))
    qtbot.wait(200)
    (added,) = {transfer.id for transfer in window.session.dossier.transfers()} - before
    made = window.session.dossier.transfer(added)
    assert (made.supplier, made.recipient) == ("BLR", "SAU")
    assert [line.designation for line in made.lines] == ["Launcher"]
    assert window.session.flows.index("BLR", "SAU") is not None
    until(qtbot, lambda: len(in_history(window)) == 1)
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    items = [
        table.model().index(row, Column.ITEMS).data() for row in range(table.model().rowCount())
    ]
    assert "Launcher" in items
    window.session.select(Selected.record("BLR", "SAU", added))
    assert window.evidence.flow.tree.current_row() is not None
    window.canvas.setFocus()
    xdotool("key", "ctrl+z")
    until(qtbot, lambda: window.session.flows.index("BLR", "SAU") is None)
    assert {transfer.id for transfer in window.session.dossier.transfers()} == before
    window.actions_["history"].setChecked(True)
    until(qtbot, lambda: in_history(window)[0].startswith("Undid: "))
