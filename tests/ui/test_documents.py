from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier, Recovery, store, working
from flowviz.errors import DossierError
from flowviz.records import Placement
from flowviz.ui.dialogs.recovery import RecoveryDialog
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs

MOVE = Placement("map", "BGR", 20.0, 40.0)


def settled(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)


def saved_case(path: Path, title: str = "Saved") -> Path:
    with Dossier.sample() as dossier:
        with dossier.edit("Name it") as edit:
            edit.set_title(title)
        dossier.save(path)
    return path


def press_soon(words: str) -> list[str]:
    """Press ``words`` in the message box that will come; gives its texts."""
    shown: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        shown.extend(label.text() for label in box.findChildren(QLabel))
        buttons = box.findChildren(QPushButton)
        next(button for button in buttons if words in button.text()).click()

    QTimer.singleShot(20, press)
    return shown


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose ``path`` in the next file dialog, as a user would; the native one cannot be driven."""
    chosen: Callable[..., tuple[str, str]] = lambda *_of: (str(path), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)


def test_a_dossier_named_on_the_command_line_is_opened(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_case(tmp_path / "case.flowviz")
    window = open_window(Dossier.new(), path)
    assert window.session.path == path
    assert window.windowTitle().startswith("case[*]")
    assert len(window.session.flows) == 4


def test_saving_asks_for_a_file_once_and_then_writes_there(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.place("Move Bulgaria", MOVE)
    choosing(monkeypatch, tmp_path / "mine")
    window.save()
    settled(qtbot, window)
    assert window.session.path == tmp_path / "mine.flowviz"
    assert not window.isWindowModified()
    assert window.settings.recent_files() == (tmp_path / "mine.flowviz",)
    choosing(monkeypatch, tmp_path / "other")
    window.session.place("Move Belarus", Placement("map", "BLR", 20.0, 50.0))
    window.save()
    settled(qtbot, window)
    assert not (tmp_path / "other.flowviz").exists()
    with Dossier.open(tmp_path / "mine.flowviz") as again:
        assert set(again.placements("map")) == {"BGR", "BLR"}


def test_a_file_is_not_replaced_by_a_name_without_its_suffix(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_case(tmp_path / "mine.flowviz", "Older")
    choosing(monkeypatch, tmp_path / "mine")
    shown = press_soon("Cancel")
    window.save_as()
    assert any("mine.flowviz is already there" in words for words in shown)
    assert window.session.path is None
    with Dossier.open(path) as kept:
        assert kept.title == "Older"
    press_soon("Replace")
    window.save_as()
    settled(qtbot, window)
    with Dossier.open(path) as replaced:
        assert replaced.title != "Older"


def test_a_second_wish_while_a_job_runs_does_nothing(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new(), saved_case(tmp_path / "case.flowviz"))
    window.session.place("Move Bulgaria", MOVE)
    window.save()
    window.new_dossier()
    assert window.session.is_busy
    settled(qtbot, window)
    assert len(window.session.flows) == 4


def test_a_file_that_is_no_dossier_gives_one_plain_message(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "<b>x.flowviz"
    path.write_text("no dossier")
    window.documents.open(path)
    settled(qtbot, window)
    (box,) = dialogs(window, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<b>x.flowviz" in box.text()
    assert "Traceback" not in box.text() + box.informativeText()
    assert len(window.session.flows) == 4
    assert path.read_text() == "no dossier"


def test_closing_with_unsaved_changes_asks_and_cancel_keeps_the_window(
    window: Window, qtbot: QtBot
) -> None:
    window.session.place("Move Bulgaria", MOVE)
    shown = press_soon("Cancel")
    window.close()
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(20)
    assert window.isVisible()
    assert any("Belarus to Bulgaria" in words for words in shown)


def test_closing_and_discarding_closes(window: Window, qtbot: QtBot) -> None:
    window.session.place("Move Bulgaria", MOVE)
    press_soon("Discard")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert Dossier.left_behind().recoveries == ()


def test_closing_and_saving_saves_and_closes(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.place("Move Bulgaria", MOVE)
    choosing(monkeypatch, tmp_path / "kept.flowviz")
    press_soon("Save")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    with Dossier.open(tmp_path / "kept.flowviz") as kept:
        assert set(kept.placements("map")) == {"BGR"}


def test_closing_without_changes_asks_nothing(window: Window, qtbot: QtBot) -> None:
    window.close()
    assert not window.isVisible()


def test_closing_while_the_dossier_is_saved_closes_after_it(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.place("Move Bulgaria", MOVE)
    choosing(monkeypatch, tmp_path / "kept.flowviz")
    window.save()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    with Dossier.open(tmp_path / "kept.flowviz") as kept:
        assert set(kept.placements("map")) == {"BGR"}


def test_a_file_changed_outside_is_not_overwritten(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_case(tmp_path / "case.flowviz")
    window = open_window(Dossier.new(), path)
    window.session.place("Move Bulgaria", MOVE)
    saved_case(path, "Changed outside")
    shown = press_soon("Cancel")
    window.save()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    settled(qtbot, window)
    assert window.isWindowModified()
    with Dossier.open(path) as outside:
        assert outside.title == "Changed outside"


def test_undo_and_redo_are_named_after_what_was_done(window: Window, qtbot: QtBot) -> None:
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert not undo.isEnabled()
    window.session.place("Move Bulgaria & <b>", MOVE)
    assert undo.text() == "&Undo Move Bulgaria && <b>"
    undo.trigger()
    settled(qtbot, window)
    assert window.session.dossier.placements("map") == {}
    assert not undo.isEnabled()
    assert redo.isEnabled()
    redo.trigger()
    settled(qtbot, window)
    assert set(window.session.dossier.placements("map")) == {"BGR"}


def test_a_new_dossier_is_empty_and_says_how_to_begin(window: Window) -> None:
    window.new_dossier()
    assert window.empty.isVisible()
    words = [label.text() for label in window.empty.findChildren(QLabel)]
    assert "This dossier is empty" in words
    assert not window.actions_["export"].isEnabled()


@pytest.mark.parametrize("name", ["dropped.flowviz", "DROPPED.FLOWVIZ"])
def test_a_dossier_dropped_on_the_window_is_opened(
    window: Window, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    path = saved_case(tmp_path / name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    settled(qtbot, window)
    assert window.session.path == path


def test_a_dossier_is_drawn_once_when_it_is_opened(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_case(tmp_path / "case.flowviz")
    drawn: list[bool] = []
    window.canvas.drawn.connect(lambda: drawn.append(True))
    window.documents.open(path)
    settled(qtbot, window)
    assert len(drawn) == 1


def test_recent_files_are_offered_while_they_exist(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved_case(tmp_path / "a&b.flowviz")
    window.documents.open(path)
    settled(qtbot, window)
    menu = window.actions_.menu("recent")
    assert menu.actions()[0].text() == "&1 a&&b.flowviz"
    path.unlink()
    window.recent.fill()
    assert not menu.menuAction().isEnabled()


def crashed(title: str) -> None:
    dossier = Dossier.new(title)
    with dossier.edit(f"Call it {title}") as edit:
        edit.set_title(title + "!")
    dossier._db.close()
    dossier._copy.release()


def test_what_a_crash_left_is_offered_and_recovered(open_window: Open, qtbot: QtBot) -> None:
    crashed("Lost")
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    (dialog,) = dialogs(window, RecoveryDialog)
    dialog.accept()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.session.dossier.title == "Lost!")
    assert window.isWindowModified()


def test_what_a_crash_left_can_be_discarded_after_asking(open_window: Open, qtbot: QtBot) -> None:
    crashed("Lost")
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    (dialog,) = dialogs(window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    press_soon("Cancel")
    dialog.discard()
    assert len(Dossier.left_behind().recoveries) == 1
    press_soon("Discard")
    dialog.discard()
    assert Dossier.left_behind().recoveries == ()
    qtbot.waitUntil(lambda: not dialogs(window, RecoveryDialog))


def test_a_working_copy_that_cannot_be_read_is_told_and_stops_no_start(
    open_window: Open, qtbot: QtBot, own_folders: Path
) -> None:
    foreign = own_folders / "state" / "working" / "foreign"
    foreign.mkdir(parents=True)
    (foreign / "claim.sqlite").write_bytes(b"no database" * 1000)
    window = open_window()
    qtbot.waitUntil(lambda: str(foreign) in window.status.words())
    assert not dialogs(window, RecoveryDialog)


def test_the_dialog_lists_what_was_not_saved(open_window: Open, qtbot: QtBot) -> None:
    dossier = Dossier.new("Lost")
    for title in ("<b>One", "Two"):
        with dossier.edit(f"Call it {title}", reason="as in the letter") as edit:
            edit.set_title(title)
    dossier.undo()
    dossier.keep_draft("new/note", "half a sent")
    dossier._db.close()
    dossier._copy.release()
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    (dialog,) = dialogs(window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    items = [dialog.unsaved.topLevelItem(at) for at in range(dialog.unsaved.topLevelItemCount())]
    assert [item.text(0) for item in items if item is not None] == [
        "Typed into forms and not added yet: 1 text",
        "Undo: Call it Two",
        "Call it Two",
        "Call it <b>One",
    ]
    assert items[1] is not None
    assert items[1].text(1).startswith(dossier_time(found=Dossier.left_behind().recoveries[0]))
    dialog.accept()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.session.dossier.title == "<b>One")
    assert window.session.dossier.drafts() == {"new/note": "half a sent"}
    window.session.dossier.drop_draft("new/note")


def dossier_time(found: Recovery) -> str:
    return found.unsaved[-1].at.astimezone().strftime("%Y-%m-%d %H:%M")


def test_what_is_damaged_cannot_be_recovered_but_discarded(open_window: Open, qtbot: QtBot) -> None:
    crashed("Lost")
    (found,) = Dossier.left_behind().recoveries
    db = store.open_to_write(working.folder_of(found.id) / "dossier.sqlite")
    db.execute("UPDATE log SET what = 'Not what was done'")
    db.close()
    with pytest.raises(DossierError, match="damaged"):
        Dossier.recover(found)
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    (dialog,) = dialogs(window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    press_soon("Discard")
    dialog.discard()
    assert Dossier.left_behind().recoveries == ()
    assert working.folders() == (window.session.dossier._copy.folder,)


def test_what_another_window_recovers_meanwhile_is_not_discarded(
    open_window: Open, qtbot: QtBot
) -> None:
    crashed("Lost")
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    (dialog,) = dialogs(window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as other:
        press_soon("Discard")
        dialog.discard()
        boxes = dialog.findChildren(QMessageBox)
        assert any("Another flowviz works on these changes" in box.text() for box in boxes)
        assert other.title == "Lost!"


def test_later_leaves_it_for_the_next_start(open_window: Open, qtbot: QtBot) -> None:
    crashed("Lost")
    window = open_window()
    qtbot.waitUntil(lambda: bool(dialogs(window, RecoveryDialog)))
    dialogs(window, RecoveryDialog)[0].reject()
    assert len(Dossier.left_behind().recoveries) == 1
