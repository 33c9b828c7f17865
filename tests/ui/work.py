"""Two hands, a mouse and a keyboard, at work on the evidence of one flow in a real window."""

import subprocess

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.flows.flow import Flow
from flowviz.records import Source
from flowviz.scene.model import Sign
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.form import Form
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs, point_on
from tests.ui.test_evidence import shown_rows
from tests.ui.test_real_forms import Keys, name_of_focus, shown
from tests.ui.test_real_window import move_to, until, xdotool


class Work:
    """A window on one flow between its ``ends``, and the hands that work in it."""

    def __init__(self, window: Window, qtbot: QtBot, ends: tuple[str, str]) -> None:
        self.window, self.qtbot, self.ends = window, qtbot, ends
        self.keys = Keys(qtbot)

    @property
    def dossier(self) -> Dossier:
        return self.window.session.dossier

    @property
    def flow(self) -> Flow:
        """The one flow there is, as the picture counts it."""
        flows = self.window.session.flows
        number = flows.index(*self.ends)
        assert number is not None
        return flows.flow(number)

    def press(self, *keys: str) -> None:
        self.keys.press(*keys)

    def at(self, name: str) -> None:
        """Wait until the keyboard is in the field of that name."""
        until(self.qtbot, lambda: name_of_focus() == name)

    def fill(self, *fields: tuple[str, str]) -> None:
        """Type into fields one after another, each under the name under which it is met."""
        for name, words in fields:
            self.at(name)
            if words:
                self.press(f"'{words}")
            self.press("Tab")

    def click(self, widget: QWidget, point: QPoint) -> None:
        """Click into a widget with the mouse."""
        ratio = widget.devicePixelRatioF()
        place = widget.mapToGlobal(point) * ratio
        xdotool("mousemove", place.x(), place.y(), "click", 1)
        self.qtbot.wait(150)

    def form(self, title: str) -> Form:
        """The form of that title, once it has the keys."""
        return shown(self.window, self.keys, title)

    def dialog(self, title: str) -> Dialog:
        """The small dialog of that title, once it has the keys."""

        def found() -> list[Dialog]:
            return [each for each in dialogs(self.window, Dialog) if each.windowTitle() == title]

        until(self.qtbot, lambda: bool(found()))
        xdotool("windowfocus", "--sync", int(found()[0].winId()))
        until(self.qtbot, found()[0].isActiveWindow)
        self.qtbot.wait(100)
        return found()[0]

    def back(self) -> None:
        """Let the main window have the keys again, as a window manager does."""
        until(self.qtbot, lambda: not dialogs(self.window))
        self.window.activateWindow()
        xdotool("windowfocus", "--sync", int(self.window.winId()))
        until(self.qtbot, self.window.isActiveWindow)
        self.qtbot.wait(100)

    def sources(self) -> LibraryPanel:
        """The Sources panel, opened by its key where it is not open yet."""
        self.back()
        if not self.window.actions_["sources"].isChecked():
            self.press("ctrl+u")
        panel = self.window.panels.widget("sources")
        assert isinstance(panel, LibraryPanel)
        until(self.qtbot, lambda: panel.isVisible() and bool(panel.line_said()))
        return panel

    def pick_source(self, title: str) -> LibraryPanel:
        """Find a source in the panel by typing, and go to it."""
        panel = self.sources()
        self.click(panel.search, QPoint(60, panel.search.height() // 2))
        self.press("ctrl+a", f"'{title}", "Down")
        until(self.qtbot, lambda: panel.table.source == self.source(title).id)
        return panel

    def source(self, title: str) -> Source:
        return next(each for each in self.dossier.sources().values() if each.title == title)

    def select(self) -> None:
        """Click the flow on the picture."""
        self.back()
        move_to(self.window, point_on(self.window, *self.ends))
        xdotool("click", 1)
        until(self.qtbot, lambda: self.window.session.selected.pair == self.ends)

    def header(self) -> set[str]:
        """What the panel says at its top."""
        labels = self.window.evidence.flow.header.findChildren(QLabel)
        return {line for each in labels if each.isVisible() for line in each.text().split("\n")}

    def said(self) -> list[str]:
        """All that the rows of the panel say, as a reader of the screen is told."""
        return [row.plain() for row in shown_rows(self.window)]

    def origins(self) -> str:
        """What it says of the origins."""
        return next(line for line in self.header() if line[:2] in ("1 ", "2 ") and "origin" in line)

    def signs(self) -> set[Sign]:
        """The signs on the picture."""
        scene = self.window.canvas.scene_shown
        assert scene is not None
        return {Sign(int(each)) for each in scene.flows.mark_sign}

    def history(self) -> list[str]:
        return [row.what for row in self.dossier.history()]

    def go_to_row(self, title: str) -> None:
        """Go to the row of the panel that begins so, by keys."""
        self.select()
        self.press("Return")
        tree = self.window.evidence.flow.tree
        until(self.qtbot, tree.hasFocus)
        self.press("Home")
        for _ in range(40):
            row = tree.current_row()
            if row is not None and row.title.startswith(title):
                return
            self.press("Down")
        raise AssertionError(title)

    def new_source(self, title: str) -> None:
        """Write a source by the menu."""
        self.back()
        self.press("alt+r", "s")
        self.form("New Source")
        self.at("Title")
        self.press(f"'{title}")

    def step(self, keys: str) -> None:
        """Press keys that undo or redo, and wait until it is done."""
        before = len(self.dossier.history())
        self.press(keys)
        until(self.qtbot, lambda: not self.window.session.is_busy)
        until(self.qtbot, lambda: len(self.dossier.history()) > before)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag with the mouse while Qt turns a loop of its own."""
        ratio = self.window.devicePixelRatioF()
        words = ["mousemove", start.x() * ratio, start.y() * ratio, "sleep", 0.2, "mousedown", 1]
        for at in range(1, 13):
            place = (start + (end - start) * at / 12) * ratio
            words += ["sleep", 0.05, "mousemove", place.x(), place.y()]
        done = subprocess.Popen(["xdotool", *map(str, words), "sleep", "0.3", "mouseup", "1"])
        until(self.qtbot, lambda: done.poll() is not None)
