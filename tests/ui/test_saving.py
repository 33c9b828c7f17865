"""A save that is hindered says by what, loses nothing, and offers ways on."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Placement
from flowviz.ui.dialogs.compare import CompareDialog
from flowviz.ui.waiting import Waiting
from flowviz.ui.window import Window
from tests.dossier.test_elsewhere import opened_by_another
from tests.dossier.test_recovery import crash
from tests.ui.conftest import Open, dialogs
from tests.ui.test_documents import MOVE, choosing, press_soon, saved_case, settled

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="POSIX modes")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return saved_case(tmp_path / "case.flowviz")


@pytest.fixture
def edited(open_window: Open, case: Path) -> Window:
    """A window on a file, with one edit that is not saved."""
    window = open_window(Dossier.new(), case)
    window.session.place("Move Bulgaria", MOVE)
    return window


def moved(path: Path) -> set[str]:
    with Dossier.open(path) as dossier:
        return set(dossier.placements("map"))


# A place that takes no file


@POSIX_ONLY
def test_a_write_protected_file_is_said_and_cancel_loses_nothing(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    case.chmod(0o444)
    shown = press_soon("Cancel")
    edited.save()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    settled(qtbot, edited)
    assert any("case.flowviz was not saved" in words for words in shown)
    assert any("write-protected" in words and "Nothing is lost" in words for words in shown)
    assert edited.isWindowModified()
    assert moved(case) == set()


@POSIX_ONLY
def test_it_can_be_saved_somewhere_else_at_once(
    edited: Window, qtbot: QtBot, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.chmod(0o444)
    choosing(monkeypatch, tmp_path / "elsewhere.flowviz")
    press_soon("Save As")
    edited.save()
    qtbot.waitUntil(lambda: edited.session.path == tmp_path / "elsewhere.flowviz", timeout=20_000)
    settled(qtbot, edited)
    assert not edited.isWindowModified()
    assert moved(tmp_path / "elsewhere.flowviz") == {"BGR"}


def test_trying_again_works_without_a_restart_once_the_place_is_back(
    edited: Window, qtbot: QtBot, case: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    edited.documents.save()
    settled(qtbot, edited)
    edited.session.place("Move Belarus", Placement("map", "BLR", 20.0, 50.0))
    case.rename(gone)
    case.mkdir()
    shown: list[str] = []

    def put_back() -> None:
        case.rmdir()
        gone.rename(case)
        shown.extend(press_now("Try Again"))

    on_box(qtbot, put_back)
    edited.save()
    qtbot.waitUntil(lambda: not edited.session.is_busy and bool(shown), timeout=20_000)
    assert any("there is a folder of that name" in words for words in shown)
    qtbot.waitUntil(lambda: not edited.isWindowModified(), timeout=20_000)
    assert moved(case) == {"BGR", "BLR"}


@POSIX_ONLY
def test_closing_goes_on_once_the_save_that_failed_has_worked(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    case.chmod(0o444)

    def save_then_repair() -> None:
        press_now("Save")
        on_box(qtbot, repair)

    def repair() -> None:
        case.chmod(0o644)
        press_now("Try Again")

    on_box(qtbot, save_then_repair)
    edited.close()
    qtbot.waitUntil(lambda: not edited.isVisible(), timeout=20_000)
    assert moved(case) == {"BGR"}


@POSIX_ONLY
def test_a_window_that_was_to_close_stays_when_its_save_fails(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    case.chmod(0o444)
    shown = press_soon("Cancel")
    edited.save()
    edited.close()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    settled(qtbot, edited)
    qtbot.wait(50)
    assert edited.isVisible()
    assert QApplication.activeModalWidget() is None
    assert edited.isWindowModified()


# A file that was changed outside


def test_a_file_changed_outside_can_be_overwritten_knowingly(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    saved_case(case, "Changed outside")
    shown = press_soon("Overwrite")
    edited.save()
    qtbot.waitUntil(lambda: not edited.isWindowModified(), timeout=20_000)
    assert any("changed it on" in words for words in shown)
    assert moved(case) == {"BGR"}


def test_or_a_copy_is_saved_beside_it(
    edited: Window, qtbot: QtBot, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_case(case, "Changed outside")
    choosing(monkeypatch, tmp_path / "mine.flowviz")
    press_soon("Save a Copy")
    edited.save()
    qtbot.waitUntil(lambda: edited.session.path == tmp_path / "mine.flowviz", timeout=20_000)
    settled(qtbot, edited)
    assert moved(tmp_path / "mine.flowviz") == {"BGR"}
    with Dossier.open(case) as theirs:
        assert theirs.title == "Changed outside"


def test_or_it_is_compared_and_merged_and_then_saved(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    with Dossier.open(case) as theirs:
        with theirs.edit("Move Belarus") as edit:
            edit.put(Placement("map", "BLR", 20.0, 50.0))
        theirs.save()
    press_soon("Compare")
    edited.save()
    qtbot.waitUntil(lambda: bool(dialogs(edited, CompareDialog)), timeout=20_000)
    (dialog,) = dialogs(edited, CompareDialog)
    dialog.accept()
    settled(qtbot, edited)
    edited.save()
    settled(qtbot, edited)
    assert not edited.isWindowModified()
    assert moved(case) == {"BGR", "BLR"}


# Progress and Stop


def test_a_save_can_be_stopped_and_leaves_the_file_as_it_was(
    edited: Window, qtbot: QtBot, case: Path
) -> None:
    before = case.read_bytes()
    edited.save()
    waiting = edited.findChild(Waiting)
    assert waiting is not None
    waiting.reject()
    settled(qtbot, edited)
    assert "stopped" in edited.status.words()
    assert case.read_bytes() == before
    assert edited.isWindowModified()
    edited.save()
    settled(qtbot, edited)
    assert moved(case) == {"BGR"}


def test_a_backup_that_was_not_kept_is_told_in_passing(
    edited: Window, qtbot: QtBot, case: Path, own_folders: Path
) -> None:
    held = own_folders / "state" / "backups"
    held.rename(held.with_name("moved"))
    held.write_text("in the way")
    edited.save()
    settled(qtbot, edited)
    assert not edited.isWindowModified()
    assert "not among the backups" in edited.status.words()


# Open elsewhere


def test_a_dossier_open_in_another_flowviz_is_told_and_cancel_leaves_it(
    window: Window, qtbot: QtBot, case: Path
) -> None:
    with opened_by_another(case):
        shown = press_soon("Cancel")
        window.documents.open(case)
        assert any("open in another window of flowviz" in words for words in shown)
        assert window.session.path is None
        press_soon("Open Anyway")
        window.documents.open(case)
        settled(qtbot, window)
        assert window.session.path == case


def test_enter_does_not_open_it_a_second_time(window: Window, qtbot: QtBot, case: Path) -> None:
    with opened_by_another(case):
        defaults: list[str] = []

        def look() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            defaults.append(box.defaultButton().text())
            box.defaultButton().click()

        on_box(qtbot, look)
        window.documents.open(case)
    assert "Cancel" in defaults[0]
    assert window.session.path is None


def test_the_file_of_this_very_window_is_told_too(
    open_window: Open, qtbot: QtBot, case: Path
) -> None:
    window = open_window(Dossier.new(), case)
    shown = press_soon("Cancel")
    window.documents.open(case)
    assert any("open in this window already" in words for words in shown)
    saved_case(case, "Changed outside")
    press_soon("Open Again")
    window.documents.open(case)
    settled(qtbot, window)
    assert window.session.dossier.title == "Changed outside"


def test_what_a_crash_left_of_a_file_that_is_open_elsewhere_waits_for_an_answer(
    open_window: Open, qtbot: QtBot, case: Path
) -> None:
    dossier = Dossier.open(case)
    with dossier.edit("Rename") as edit:
        edit.set_title("Unsaved")
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    with opened_by_another(case):
        window = open_window(Dossier.new())
        press_soon("Cancel")
        window.documents.recover(found)
        assert not window.session.is_busy
        press_soon("Open Anyway")
        window.documents.recover(found)
        settled(qtbot, window)
    assert window.session.dossier.title == "Unsaved"


# Text that is no record yet


def test_leaving_asks_before_text_in_forms_is_lost(window: Window, qtbot: QtBot) -> None:
    window.session.dossier.keep_draft("new/transfer", "Konk")
    before = window.session.dossier
    shown = press_soon("Cancel")
    window.new_dossier()
    assert any("was not added yet" in words for words in shown)
    assert window.session.dossier is before
    press_soon("Leave It")
    window.new_dossier()
    assert window.session.dossier is not before


def press_now(words: str) -> list[str]:
    """Press ``words`` in the message box that is open; gives its texts."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    shown = [box.text(), box.informativeText()]
    next(button for button in box.buttons() if words in button.text().replace("&", "")).click()
    return shown


def on_box(qtbot: QtBot, act: object) -> None:
    """Call ``act`` once a message box is open."""
    from PySide6.QtCore import QTimer

    def look() -> None:
        if isinstance(QApplication.activeModalWidget(), QMessageBox):
            assert callable(act)
            act()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
