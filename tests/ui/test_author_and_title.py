"""The name beside each change is what the user types; the title of the dossier is one edit."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Placement
from flowviz.ui.dialogs.author import AuthorDialog
from flowviz.ui.dialogs.title import TitleDialog
from flowviz.ui.settings import Settings
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs
from tests.ui.test_documents import MOVE, settled


def name_author(window: Window, name: str) -> None:
    window.actions_["author"].trigger()
    (dialog,) = dialogs(window, AuthorDialog)
    assert isinstance(dialog, AuthorDialog)
    dialog.name.setText(name)
    dialog.accept()


def test_nobody_is_named_before_the_user_types_a_name(window: Window) -> None:
    window.session.place("Move Bulgaria", MOVE)
    assert [row.author for row in window.session.dossier.history()] == [""]


def test_the_name_stands_beside_edits_and_undos_from_then_on(window: Window) -> None:
    window.session.place("Move Bulgaria", MOVE)
    name_author(window, "  Night \u202eowl ")
    window.session.place("Move Belarus", Placement("map", "BLR", 1.0, 2.0))
    window.undo()
    window.redo()
    authors = [row.author for row in window.session.dossier.history()]
    assert authors == ["", *["Night ⟨U+202E⟩owl"] * 3]
    name_author(window, "")
    window.undo()
    assert window.session.dossier.history()[-1].author == ""


def test_the_name_is_kept_for_the_next_start(open_window: Open, qtbot: QtBot) -> None:
    name_author(open_window(), "Night owl")
    Settings().sync()
    assert open_window().session.author == "Night owl"


def test_turning_back_keeps_the_name(window: Window) -> None:
    name_author(window, "Night owl")
    window.actions_["author"].trigger()
    (dialog,) = dialogs(window, AuthorDialog)
    assert isinstance(dialog, AuthorDialog)
    assert dialog.name.text() == "Night owl"
    dialog.name.setText("Somebody")
    dialog.reject()
    assert window.session.author == "Night owl"


# Undo at once, and aside


def test_a_small_undo_is_done_at_once_and_told(window: Window) -> None:
    told: list[frozenset[str]] = []
    window.session.edited.connect(told.append)
    window.session.place("Move Bulgaria", MOVE)
    window.undo()
    assert not window.session.is_busy
    assert window.session.dossier.placements("map") == {}
    assert not window.session.is_moved("map", "BGR")
    window.redo()
    assert window.session.is_moved("map", "BGR")
    assert told == [frozenset({"placement"})] * 3


def test_a_small_undo_of_records_changes_the_picture(window: Window) -> None:
    transfer = window.session.dossier.transfers()[0]
    with window.session.edit("Delete a record") as edit:
        edit.delete(type(transfer), transfer.id)
    fewer = len(window.session.flows)
    window.undo()
    assert len(window.session.flows) == fewer + 1


def test_a_large_undo_is_done_aside_in_the_name_of_the_author(window: Window, qtbot: QtBot) -> None:
    name_author(window, "Night owl")
    with window.session.edit("Move many") as edit:
        edit.put_many(Placement("map", f"x-{number}", 1.0, 2.0) for number in range(2_001))
    window.undo()
    assert window.session.is_busy
    settled(qtbot, window)
    assert window.session.dossier.placements("map") == {}
    window.redo()
    settled(qtbot, window)
    assert len(window.session.dossier.placements("map")) == 2_001
    assert {row.author for row in window.session.dossier.history()} == {"Night owl"}


# The title


def name_dossier(window: Window, title: str) -> None:
    window.actions_["title"].trigger()
    (dialog,) = dialogs(window, TitleDialog)
    assert isinstance(dialog, TitleDialog)
    dialog.title.setText(title)
    dialog.accept()


def test_the_title_is_one_edit_that_can_be_undone(window: Window) -> None:
    before = window.session.dossier.title
    name_dossier(window, "Onward from Bulgaria")
    assert window.session.dossier.title == "Onward from Bulgaria"
    assert window.windowTitle().startswith("Onward from Bulgaria[*]")
    assert window.isWindowModified()
    assert len(window.session.dossier.history()) == 1
    window.undo()
    assert window.session.dossier.title == before
    assert window.windowTitle().startswith(before)


def test_the_same_title_is_no_edit(window: Window) -> None:
    name_dossier(window, window.session.dossier.title)
    assert window.session.dossier.history() == ()


def test_the_panel_shows_the_new_title(open_window: Open, tmp_path: Path) -> None:
    with Dossier.sample() as dossier:
        dossier.save(tmp_path / "case.flowviz")
    window = open_window(Dossier.new(), tmp_path / "case.flowviz")
    name_dossier(window, "Onward")
    shown = [label.text() for label in window.evidence.findChildren(QLabel) if label.isVisible()]
    assert "Onward" in shown
