"""What tests of forms share: hands that type, and a dossier with a little of everything."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.records import Transfer
from flowviz.ui.forms.fields import Field, TextField
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.opening import edit_record
from flowviz.ui.window import Window

KEY = Qt.Key


class Hand:
    """A hand on the keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def type(self, field: Field, words: str, *, leaves: bool = True) -> None:
        """Go into a field, type over what it holds, and leave it by Tab."""
        self.write(field, words)
        if leaves:
            self.leave(field)

    def write(self, field: Field, words: str) -> None:
        """Type over what a field holds, without leaving it."""
        assert isinstance(field, TextField)
        field.line.setFocus()
        field.line.selectAll()
        if field.line.text():
            self.qtbot.keyClick(field.line, KEY.Key_Delete)
        self.qtbot.keyClicks(field.line, words)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()

    def opened(self, form: Form | None) -> Any:
        """A form that has the keyboard."""
        assert form is not None
        form.activateWindow()
        self.qtbot.waitUntil(form.isActiveWindow)
        return form

    def leave(self, field: Field) -> None:
        """Leave a field by Tab."""
        self.qtbot.keyClick(field.editor, KEY.Key_Tab)

    def choose(self, field: Any, value: str) -> None:
        """Choose a term as the mouse does."""
        at = field.choice.findData(value)
        assert at >= 0
        field.choice.setCurrentIndex(at)
        field.choice.activated.emit(at)


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


@pytest.fixture
def form(window: Window, hand: Hand) -> Form:
    """The form of the first transfer of the bundled case."""
    made: Form = hand.opened(edit_record(window, Transfer, "blr-bgr-2015"))
    return made
