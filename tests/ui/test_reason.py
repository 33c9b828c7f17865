"""Why something is deleted: asked in one small dialog, an empty answer is one too."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from pytestqt.qtbot import QtBot

from flowviz.ui.dialogs.reason import ReasonDialog, ask_reason
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs

Answer = Callable[[ReasonDialog], None]


def answered(window: Window, answer: Answer) -> str | None:
    """What is given when the dialog is answered as soon as it is there."""

    def answer_it() -> None:
        (dialog,) = dialogs(window, ReasonDialog)
        assert isinstance(dialog, ReasonDialog)
        answer(dialog)

    QTimer.singleShot(0, answer_it)
    return ask_reason(window, "Delete 3 records")


@pytest.mark.parametrize(
    ("typed", "given"), [("told twice", "told twice"), ("", ""), ("  a \t b ", "a b")]
)
def test_enter_deletes_with_what_was_typed(
    window: Window, qtbot: QtBot, typed: str, given: str
) -> None:
    def answer(dialog: ReasonDialog) -> None:
        dialog.field.setText(typed)
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    assert answered(window, answer) == given


def test_escape_turns_back_and_frees_the_dialog(window: Window, qtbot: QtBot) -> None:
    def answer(dialog: ReasonDialog) -> None:
        dialog.field.setText("told twice")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)

    assert answered(window, answer) is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(ReasonDialog)
