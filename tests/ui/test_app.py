import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.errors import DossierError
from flowviz.ui import app, theme
from flowviz.ui.window import Window
from tests.contrast import contrast
from tests.ui.conftest import dialogs, dismiss_dialogs


def run_program(own_folders: Path, *arguments: str, **environment: str) -> str:
    made = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "FLOWVIZ_PRINT_FIRST_PAINT": "1",
        "FLOWVIZ_QUIT_AFTER_FIRST_PAINT": "1",
        **environment,
    }
    command = [sys.executable, "-m", "flowviz", *arguments]
    done = subprocess.run(command, env=made, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_program_paints_the_case_and_ends_when_asked_to(own_folders: Path) -> None:
    assert run_program(own_folders) == "flowviz: first paint\n"


def test_the_program_opens_the_dossier_it_is_given(own_folders: Path, tmp_path: Path) -> None:
    with Dossier.sample() as dossier:
        dossier.save(tmp_path / "case.flowviz")
    assert run_program(own_folders, str(tmp_path / "case.flowviz")) == "flowviz: first paint\n"


def test_what_nobody_caught_is_told_once_in_plain_words(
    dressed: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    faults, shown = app.Faults(dressed), []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append([label.text() for label in box.findChildren(QLabel)])
        faults.show(ValueError, ValueError("second"), None)
        box.accept()

    QTimer.singleShot(50, look)
    faults.show(ValueError, ValueError("<b>first"), None)
    assert len(shown) == 1
    assert "ValueError: <b>first" in shown[0]
    assert "Something went wrong inside flowviz." in shown[0]
    assert "second" in capsys.readouterr().err


def test_an_error_of_our_own_is_its_own_words(dressed: QApplication, window: Window) -> None:
    window.show_error(DossierError("The disk is full; nothing was lost."))
    (box,) = dialogs(window, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "The disk is full; nothing was lost."
    assert box.informativeText() == ""


def test_dark_dresses_window_and_picture(window: Window, dressed: QApplication) -> None:
    window.actions_["dark"].trigger()
    assert theme.is_dark()
    assert window.canvas.style_of_now().palette.name == "dark"
    assert dressed.palette().color(QPalette.ColorRole.Window).lightness() < 60
    window.actions_["light"].trigger()
    assert window.canvas.style_of_now().palette.name == "light"
    assert window.settings.appearance() == "light"


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK])
def test_text_of_the_window_is_legible(now: theme.Colours) -> None:
    for ink in (now.text, now.muted, now.accent):
        assert contrast(ink, now.panel) >= 4.5
        assert contrast(ink, now.window) >= 4.5
    assert contrast(now.text, now.selected) >= 4.5
    assert contrast(now.muted, now.selected) >= 4.5
    assert contrast(now.faint, now.raised) >= 4.0
    for ink, ground in (
        (now.alarm, now.alarm_ground),
        (now.caution, now.caution_ground),
        (now.good, now.good_ground),
        (now.on_accent, now.accent),
    ):
        assert contrast(ink, ground) >= 4.5


def test_dialogs_are_freed_when_they_are_closed(qtbot: QtBot, window: Window) -> None:
    for show in (
        window.show_about,
        window.show_shortcuts,
        window.export,
        window.save_view,
        window.manage_views,
    ):
        show()
        assert dialogs(window)
        dismiss_dialogs(window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChildren(QDialog) == []


def test_every_part_one_can_reach_by_key_has_a_name(window: Window) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QWidget

    window.timeline.fill()
    window.actions_["records"].setChecked(True)
    window.actions_["list"].setChecked(True)
    reachable = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(reachable) > 8
    for widget in reachable:
        is_named = widget.accessibleName() or (
            isinstance(widget, QAbstractButton) and widget.text()
        )
        assert is_named or widget.parentWidget().accessibleName(), widget
