"""Forms on a real X server, filled by the keyboard alone (xdotool)."""

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.terms import Stance, Subject
from flowviz.ui.forms.form import Form
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


class Keys:
    """Two hands on a real keyboard, and nothing else."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, *keys: str) -> None:
        """Press keys one after another: a word of xdotool's, or a text in quotes to type."""
        for key in keys:
            words = ("type", "--delay", "15", key[1:]) if key.startswith("'") else ("key", key)
            subprocess.run(["xdotool", *words], check=True, timeout=20)
            self._qtbot.wait(60)

    def until(self, claim: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(claim, timeout=10_000)

    def go_to(self, form: Form) -> None:
        """Let the X server give a window the keys, as a window manager does for a new one."""
        form.activateWindow()
        number = str(int(form.winId()))
        subprocess.run(["xdotool", "windowfocus", "--sync", number], check=True, timeout=20)
        self.until(form.isActiveWindow)


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    return Keys(qtbot)


def shown(window: Window, keys: Keys, title: str) -> Form:
    """The form of that title, once it is there and has the keys."""

    def found() -> list[Form]:
        return [form for form in dialogs(window, Form) if title in form.windowTitle()]

    keys.until(lambda: bool(found()))
    keys.go_to(found()[0])
    return found()[0]


def name_of_focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()


def test_a_transfer_a_source_and_a_citation_by_keys_alone(
    open_window: Open, keys: Keys, qtbot: QtBot
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window = open_window()
    window.move(0, 0)
    window.activateWindow()
    qtbot.wait(300)
    before = {each.id for each in window.session.dossier.transfers()}

    keys.press("ctrl+shift+n")
    form = shown(window, keys, "New Transfer")
    keys.until(lambda: name_of_focus() == "Supplier")
    keys.press("'bela", "Return", "'saud", "Return")
    keys.until(lambda: name_of_focus() == "Kind")
    keys.press("Return", "Return", "Return")
    keys.until(lambda: name_of_focus() == "Item")
    keys.press("'9M113 Konkurs-M", "Return", "'Missiles", "Return")
    keys.until(lambda: name_of_focus() == "Amount")
    keys.press("'~80", "Return", "Tab", "Tab", "'June 2015", "alt+i")
    keys.until(lambda: name_of_focus() == "Item")
    keys.press("'RPG-7", "alt+Insert")
    keys.until(lambda: name_of_focus() == "Item")
    lines = form.sheet.lists["lines"].sheets
    assert len(lines) == 3, "Alt+Insert adds to the list that the keyboard is in"
    keys.press("Delete")
    assert len(lines) == 2, "Del in an empty line removes it"
    keys.until(form.add_button.isEnabled)

    keys.press("ctrl+shift+Return")
    shown(window, keys, "New Citation")
    (made,) = (t for t in window.session.dossier.transfers() if t.id not in before)
    assert (made.supplier, made.recipient) == ("BLR", "SAU")
    assert [line.designation for line in made.lines] == ["9M113 Konkurs-M", "RPG-7"]
    assert made.lines[0].figures[0].amount.text == "~80"
    assert made.lines[0].figures[0].dates.text == "June 2015"

    keys.until(lambda: name_of_focus() == "Source")
    keys.press("'A customs paper", "Up", "Return")
    shown(window, keys, "New Source")
    keys.press("Tab", "Tab", "'customs declaration", "ctrl+Return")
    citing = shown(window, keys, "New Citation")
    keys.until(lambda: citing.sheet.fields["source"].value() == "A customs paper")
    keys.press("alt+t", "'contr", "Tab", "'p. 4", "ctrl+Return")
    keys.until(lambda: not dialogs(window, Form))
    (cited,) = window.session.dossier.citations((made.id,))
    source = window.session.dossier.sources()[cited.source]
    assert (source.title, source.kind) == ("A customs paper", "customs declaration")
    assert (cited.subject, cited.stance, cited.locator) == (
        Subject.TRANSFER,
        Stance.CONTRADICTS,
        "p. 4",
    )
    assert [row.what for row in window.session.dossier.history()[-3:]] == [
        "Add Belarus to Saudi Arabia",
        "Add “A customs paper”",
        "Add a citation of “A customs paper”",
    ]
