"""Changing many records at once, in a real window."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.terms import Existence, Role, TransferKind
from flowviz.ui.dialogs.batch import BatchDialog, batch
from flowviz.ui.window import Window
from tests.dossier_of_everything import TRANSFERS, records, sent
from tests.dossier_of_everything import exact as number
from tests.ui.conftest import Open, dialogs

IDS = tuple(transfer.id for transfer in TRANSFERS)


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(Dossier.new("", records()))


@pytest.fixture
def dialog(window: Window) -> BatchDialog:
    return batch(window, IDS)


def choose(dialog: BatchDialog, field: str, value: str) -> None:
    """Choose a term as a hand does."""
    editor = dialog.row(field).value.editor
    editor.setCurrentIndex(editor.findData(value))  # type: ignore[attr-defined]
    editor.activated.emit(editor.currentIndex())  # type: ignore[attr-defined]


def said(dialog: BatchDialog, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: dialog.said.text() == words)


def test_nothing_changes_as_long_as_nothing_is_ticked(dialog: BatchDialog) -> None:
    assert dialog.said.text() == "Nothing is ticked yet."
    assert not dialog.button.isEnabled()
    assert dialog.changes() == ()


def test_the_preview_says_how_many_change_and_one_edit_changes_them(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    already = sum(each.existence is Existence.TENTATIVE for each in TRANSFERS)
    count = len(TRANSFERS) - already
    choose(dialog, "existence", "tentative")
    said(dialog, qtbot, f"{count} of {len(TRANSFERS)} records change.")
    assert dialog.button.text() == f"Change {count} Records"
    dialog.button.click()
    after = window.session.dossier.transfers()
    assert {each.existence for each in after} == {Existence.TENTATIVE}
    assert window.session.dossier.undo_text == f"Change existence of {count} records"
    window.session.dossier.undo()
    assert window.session.dossier.transfers() == tuple(sorted(TRANSFERS, key=lambda t: t.id))
    assert not dialogs(window, BatchDialog)


def test_existence_is_left_to_the_rule_or_stated_with_a_reason(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    row = dialog.row("existence")
    assert row.beside is not None
    choose(dialog, "existence", "tentative")
    qtbot.waitUntil(lambda: row.beside is not None and row.beside.mark == "doubt")
    qtbot.keyClicks(row.beside.editor, "One witness")
    qtbot.waitUntil(lambda: row.beside is not None and row.beside.mark == "")
    choose(dialog, "existence", "by rule")
    said(dialog, qtbot, f"{len(TRANSFERS)} of {len(TRANSFERS)} records change.")
    dialog.button.click()
    assert {each.existence for each in window.session.dossier.transfers()} == {None}


def test_what_is_cited_for_a_changed_unit_is_to_be_checked(window: Window, qtbot: QtBot) -> None:
    dialog = batch(window, ("together",))
    editor = dialog.row("unit").value.editor
    qtbot.keyClicks(editor, "tonnes")
    said(dialog, qtbot, "1 of 1 record change.")
    dialog.button.click()
    (cited,) = window.session.dossier.citations(["together/value"])
    assert cited.status_reason == "amount was EUR 37,900,000"
    window.session.undo()
    (again,) = window.session.dossier.citations(["together/value"])
    assert again.status_reason == ""


def test_what_is_typed_wrong_is_said_at_its_field(dialog: BatchDialog, qtbot: QtBot) -> None:
    field = dialog.row("supplier").value
    qtbot.keyClicks(field.editor, "Atlantis")
    said(dialog, qtbot, "Nothing changes until what is marked is put right.")
    assert field.mark == "fault"
    assert "No actor is called “Atlantis”" in field.words.text()
    assert not dialog.button.isEnabled()
    dialog.row("supplier").tick.setChecked(False)
    said(dialog, qtbot, "Nothing is ticked yet.")
    assert field.mark == ""


def test_an_item_is_renamed_only_where_it_is_called_so(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    row = dialog.row("designation")
    qtbot.keyClicks(row.value.editor, "Konkurs")
    assert row.beside is not None
    qtbot.keyClicks(row.beside.editor, "grenade launcher")
    said(dialog, qtbot, f"1 of {len(TRANSFERS)} records change.")
    dialog.accept()
    names = [line.designation for line in window.session.dossier.transfer("together").lines]
    assert names == ["Launcher", "Konkurs"]


def test_a_party_is_added_and_a_source_cited(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.row("party").value.editor, "France")
    qtbot.keyClicks(dialog.row("source").value.editor, "A made-up report")
    qtbot.waitUntil(lambda: dialog.button.isEnabled())
    before = len(window.session.dossier.citations())
    dialog.accept()
    after = window.session.dossier.transfer("bare")
    assert [(party.actor, party.role) for party in after.parties] == [("FRA", Role.MANUFACTURER)]
    assert len(window.session.dossier.citations()) > before
    assert [each.source for each in window.session.dossier.citations(["bare"])] == ["report"]


def test_a_record_edited_meanwhile_keeps_that_edit(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    choose(dialog, "kind", "report")
    qtbot.waitUntil(lambda: dialog.button.isEnabled())
    with window.session.edit("Meanwhile") as edit:
        edit.put(sent("bare", "BRA>ZAF", number(29), comment="meanwhile"))
    qtbot.waitUntil(lambda: dialog.button.isEnabled())
    dialog.accept()
    after = window.session.dossier.transfer("bare")
    assert (after.comment, after.kind) == ("meanwhile", TransferKind.REPORT)


def test_thousands_of_records_are_read_and_changed_aside(open_window: Open, qtbot: QtBot) -> None:
    many = tuple(sent(f"t{at:05}", "FRA>DEU", number(at)) for at in range(1_200))
    window = open_window(Dossier.new("", (*records(), *many)))
    dialog = batch(window, [each.id for each in many])
    assert dialog.said.text() == "Reading the records…"
    choose(dialog, "kind", "deal")
    said_so = "1,200 of 1,200 records change."
    qtbot.waitUntil(lambda: dialog.said.text() == said_so, timeout=20_000)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    kinds = {each.kind for each in window.session.dossier.transfers([t.id for t in many])}
    assert kinds == {TransferKind.DEAL}
    assert window.session.dossier.undo_text == "Change kind of 1,200 records"


def test_what_is_read_too_late_for_the_dialog_is_dropped(open_window: Open, qtbot: QtBot) -> None:
    many = tuple(sent(f"t{at:05}", "FRA>DEU", number(at)) for at in range(600))
    window = open_window(Dossier.new("", (*records(), *many)))
    batch(window, [each.id for each in many]).reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not window.jobs.is_running("batch"), timeout=20_000)
    assert not dialogs(window)


def test_the_dialog_is_freed_on_close(window: Window, dialog: BatchDialog) -> None:
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(BatchDialog)


def test_enter_in_a_field_changes_nothing_yet(
    window: Window, dialog: BatchDialog, qtbot: QtBot
) -> None:
    before = window.session.dossier.transfers()
    qtbot.keyClicks(dialog.row("category").value.editor, "Other")
    qtbot.keyClick(dialog.row("category").value.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert window.session.dossier.transfers() == before
