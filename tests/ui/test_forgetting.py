"""Forgetting in the window: shown first, ticked, then gone from what is shown too."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetRecord, ForgetText
from flowviz.records import Source
from flowviz.ui.dialogs.forget import ForgetDialog
from flowviz.ui.forgetting import Forgetting, forget
from flowviz.ui.selected import Selected
from flowviz.ui.window import Window
from tests.dossier.material import ALL
from tests.ui.conftest import Open, dialogs


@pytest.fixture
def window(open_window: Open, tmp_path: Path) -> Window:
    """A window on a saved dossier with a record of every kind."""
    with Dossier.new("Case", ALL) as dossier:
        with dossier.edit("Ask the Pact") as edit:
            edit.set_title("Pact and case")
        dossier.save(tmp_path / "case.flowviz")
    return open_window(Dossier.open(tmp_path / "case.flowviz"))


def dialog_on(window: Window) -> ForgetDialog:
    (dialog,) = dialogs(window, ForgetDialog)
    assert isinstance(dialog, ForgetDialog)
    return dialog


def looked(qtbot: QtBot, dialog: ForgetDialog) -> None:
    qtbot.waitUntil(lambda: dialog.is_understood.isEnabled(), timeout=10_000)


def rested(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)


def test_nothing_is_asked_for_at_first(window: Window) -> None:
    window.forget()
    dialog = dialog_on(window)
    assert not dialog.of_record.isVisible()
    assert not dialog.forget.isEnabled()
    assert "Type what is to be forgotten" in dialog.preview.toPlainText()


def test_what_goes_is_shown_before_it_can_be_ticked(window: Window, qtbot: QtBot) -> None:
    window.forget()
    dialog = dialog_on(window)
    dialog.words.setText("pact")
    assert not dialog.is_understood.isEnabled()
    looked(qtbot, dialog)
    shown = dialog.preview.toPlainText()
    assert "Changed in the dossier" in shown
    assert "Saved at once: case.flowviz" in shown
    assert "Ask the Pact" in shown
    assert not dialog.forget.isEnabled(), "it is not ticked yet"
    dialog.is_understood.setChecked(True)
    assert dialog.forget.isEnabled()


def test_another_text_has_to_be_ticked_again(window: Window, qtbot: QtBot) -> None:
    window.forget()
    dialog = dialog_on(window)
    dialog.words.setText("pact")
    looked(qtbot, dialog)
    dialog.is_understood.setChecked(True)
    dialog.words.setText("pac")
    assert not dialog.is_understood.isChecked()
    assert not dialog.forget.isEnabled()


def test_what_cannot_be_forgotten_is_said(window: Window, qtbot: QtBot) -> None:
    window.forget()
    dialog = dialog_on(window)
    dialog.words.setText("ab")
    qtbot.waitUntil(lambda: "3 letters or more" in dialog.preview.toPlainText(), timeout=10_000)
    dialog.words.setText("nobody of that name")
    qtbot.waitUntil(lambda: "Neither the dossier" in dialog.preview.toPlainText(), timeout=10_000)
    assert not dialog.is_understood.isEnabled()


def test_a_text_is_forgotten_and_the_window_shows_what_is_left(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.session.author = "Pact hunter"
    window.settings.set_author("Pact hunter")
    window.settings.add_recent_file(Path("/x/pact.flowviz"))
    window.forget()
    dialog = dialog_on(window)
    dialog.words.setText("pact")
    looked(qtbot, dialog)
    dialog.is_understood.setChecked(True)
    dialog.forget.click()
    rested(qtbot, window)
    assert not any("pact" in name.lower() for name in window.session.contents.columns.actor_names)
    assert (window.session.author, window.settings.author()) == ("", "")
    assert not [path for path in window.settings.recent_files() if "pact" in path.name]
    assert window.session.dossier.undo_text == "Ask the [forgotten]"
    assert not window.session.dossier.is_modified
    assert b"Pact" not in (tmp_path / "case.flowviz").read_bytes()


def test_what_is_picked_is_offered(window: Window, qtbot: QtBot) -> None:
    window.session.select(Selected(actor="x-pact"))
    window.forget()
    dialog = dialog_on(window)
    assert dialog.of_record.isChecked()
    assert dialog.of_record.text() == "&This: the actor Pact"
    assert not dialog.words.isEnabled()
    looked(qtbot, dialog)
    dialog.of_text.setChecked(True)
    assert dialog.words.isEnabled()
    assert not dialog.is_understood.isEnabled()


@pytest.mark.parametrize(("kind", "id_"), [(Source, "informant"), (Actor, "x-pact")])
def test_a_record_is_forgotten(window: Window, qtbot: QtBot, kind: type, id_: str) -> None:
    forget(window, kind, id_)
    dialog = dialog_on(window)
    looked(qtbot, dialog)
    dialog.is_understood.setChecked(True)
    dialog.accept()
    rested(qtbot, window)
    dossier = window.session.dossier
    assert id_ not in {**dossier.sources(), **dossier.actors()}


def test_a_file_changed_meanwhile_is_told_and_nothing_is_forgotten(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "case.flowviz").write_bytes(b"other")
    before = window.session.dossier.head
    Forgetting(window).start(ForgetText("pact"))
    qtbot.waitUntil(lambda: bool(dialogs(window, QDialog)), timeout=10_000)
    assert window.session.dossier.head == before


def test_a_name_in_a_choice_is_plain_text(window: Window) -> None:
    Forgetting(window).ask(ForgetRecord(Source, "article"))
    assert "How it went" in dialog_on(window).of_record.text()
