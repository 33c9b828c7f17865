"""Hands that lead a file through the import's pages in a real window."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.ui.dialogs.import_ import ImportSummaryDialog
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.importing import Importing
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs

_LONG_MS = 60_000


def begun(qtbot: QtBot, window: Window, path: Path) -> ImportDialog:
    """The dialog of a file that is being imported, once its first page stands."""
    Importing(window).start(path)
    (dialog,) = dialogs(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    at_rest(qtbot, dialog)
    return dialog


def at_rest(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Wait until the dialog shows a page, or is over."""
    qtbot.waitUntil(
        lambda: dialog.is_over or dialog.pages.currentWidget() is not dialog.busy,
        timeout=_LONG_MS,
    )


def go_on(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Press the main button and wait for the next page."""
    assert dialog.next.isEnabled(), dialog.reason.text()
    dialog.next.click()
    at_rest(qtbot, dialog)


def report(qtbot: QtBot, window: Window) -> ImportSummaryDialog:
    """The report of the import that is under way; what went wrong instead is said at once."""

    def is_over() -> bool:
        faults = [box.text() for box in dialogs(window) if isinstance(box, QMessageBox)]
        assert not faults, faults
        return bool(dialogs(window, ImportSummaryDialog))

    qtbot.waitUntil(is_over, timeout=_LONG_MS)
    (dialog,) = dialogs(window, ImportSummaryDialog)
    assert isinstance(dialog, ImportSummaryDialog)
    return dialog


def imported(qtbot: QtBot, window: Window, path: Path) -> ImportSummaryDialog:
    """The report of a file of which nothing is asked but to go on."""
    dialog = begun(qtbot, window, path)
    while not dialog.is_over and dialog.pages.currentWidget() is not dialog.changes:
        go_on(qtbot, dialog)
    if not dialog.is_over:
        dialog.next.click()
    return report(qtbot, window)


def preview(qtbot: QtBot, dialog: ImportDialog) -> list[list[str]]:
    """The cells of the records that the first rows become, once they are those of now."""
    model = dialog.columns.entries

    def is_shown() -> bool:
        is_late = dialog.is_trying
        return not is_late and (model.rowCount() > 0 or bool(dialog.columns.doubt.text()))

    qtbot.waitUntil(is_shown, timeout=_LONG_MS)
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
