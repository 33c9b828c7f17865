"""The saves that are kept: listed, opened as copies, deleted, switched off."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier, backups
from flowviz.records import Placement
from flowviz.ui.dialogs.backups import BackupsDialog
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs
from tests.ui.test_documents import press_soon, settled


def saved(path: Path, times: int) -> Path:
    with Dossier.sample() as dossier:
        for number in range(times):
            with dossier.edit(f"Move {number}") as edit:
                edit.put(Placement("map", f"x-{number}", 1.0, 2.0))
            dossier.save(path)
    return path


def opened(window: Window) -> BackupsDialog:
    window.actions_["backups"].trigger()
    (dialog,) = dialogs(window, BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    return dialog


def lines(dialog: BackupsDialog) -> list[tuple[str, int]]:
    """Each file and how many of its saves are listed."""
    items = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [(item.text(0), item.childCount()) for item in items if item is not None]


def said(dialog: BackupsDialog) -> str:
    return f"{dialog._hint.text()}\n{dialog._total.text()}"


def test_saves_are_listed_by_file_with_their_sizes(window: Window, tmp_path: Path) -> None:
    saved(tmp_path / "a.flowviz", 2)
    saved(tmp_path / "<b>b.flowviz", 3)
    dialog = opened(window)
    assert lines(dialog) == [("<b>b.flowviz", 3), ("a.flowviz", 2)]
    size = (tmp_path / "a.flowviz").stat().st_size
    item = dialog.list.topLevelItem(1)
    assert item is not None
    assert item.child(0).text(1) == f"{size / 1000:.1f} kB"
    assert "5 saves" in said(dialog)
    assert "the last 5 saves, then one an hour for a day" in said(dialog)


def test_one_opens_as_a_copy_and_the_title_says_so(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(tmp_path / "case.flowviz", 2)
    older = backups.listed()[1]
    dialog = opened(window)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert set(window.session.dossier.placements("map")) == {"x-0"}
    at = older.at.astimezone().strftime("%Y-%m-%d %H:%M")
    assert window.windowTitle().startswith(f"case, backup of {at}")
    assert window.session.path is None
    assert not window.isWindowModified()
    window.session.place("Move", Placement("map", "BGR", 1.0, 2.0))
    assert window.isWindowModified()
    assert older in backups.listed()


def test_the_next_dossier_is_no_backup_any_more(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved(tmp_path / "case.flowviz", 1)
    dialog = opened(window)
    dialog.accept()
    settled(qtbot, window)
    assert "backup" in window.windowTitle()
    window.new_dossier()
    assert "backup" not in window.windowTitle()
    window.documents.open(path)
    settled(qtbot, window)
    assert window.windowTitle().startswith("case[*]")


def test_one_is_deleted_by_key_after_asking(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    saved(tmp_path / "case.flowviz", 2)
    latest, older = backups.listed()
    dialog = opened(window)
    press_soon("Cancel")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert len(backups.listed()) == 2
    shown = press_soon("Delete")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: lines(dialog) == [("case.flowviz", 1)])
    assert any("case.flowviz" in words for words in shown)
    assert backups.listed() == (older,)
    assert latest.path.exists(), "the dossier itself stays"


def test_all_are_deleted_after_asking(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    saved(tmp_path / "a.flowviz", 2)
    saved(tmp_path / "b.flowviz", 2)
    dialog = opened(window)
    shown = press_soon("Delete")
    dialog.delete_all.click()
    qtbot.waitUntil(lambda: backups.listed() == () and lines(dialog) == [])
    assert any("Delete all 4 saves?" in words for words in shown)
    assert "No save is kept yet" in said(dialog)
    assert not dialog.open_copy.isEnabled()
    assert not dialog.delete.isEnabled()
    assert not dialog.delete_all.isEnabled()


def test_a_file_is_deleted_with_all_its_saves(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    saved(tmp_path / "a.flowviz", 2)
    saved(tmp_path / "b.flowviz", 2)
    dialog = opened(window)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    assert not dialog.open_copy.isEnabled()
    press_soon("Delete")
    dialog.delete.click()
    qtbot.waitUntil(lambda: lines(dialog) == [("a.flowviz", 2)])


@pytest.mark.parametrize("times", [0, 1])
def test_the_switch_is_kept_and_says_what_it_does(
    window: Window, qtbot: QtBot, tmp_path: Path, times: int
) -> None:
    saved(tmp_path / "case.flowviz", times)
    dialog = opened(window)
    assert dialog.keep.isChecked()
    dialog.keep.click()
    assert not backups.is_on()
    assert "New saves are not kept" in said(dialog)
    assert ("Those below stay" in said(dialog)) == bool(times)
    dialog.reject()
    saved(tmp_path / "case.flowviz", 1)
    assert len(backups.listed()) == times
    dialog = opened(window)
    assert not dialog.keep.isChecked()
    dialog.keep.click()
    assert backups.is_on()
