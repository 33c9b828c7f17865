"""Pasting a table, in a real window."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.editing import Known
from flowviz.editing.pasting import Choices, plan
from flowviz.editing.table import copied, pasted
from flowviz.terms import CitationStatus
from flowviz.ui.dialogs.paste import PasteDialog, paste
from flowviz.ui.dialogs.paste_model import FaultModel, PasteModel
from flowviz.ui.forms.new import NewForm
from flowviz.ui.window import Window
from tests.dossier_of_everything import TRANSFERS, records
from tests.ui.conftest import Open, dialogs

HOSTILE = "<b>bold</b>\u202e"
TABLE = (
    "Seller\tBuyer\tItem\tQuantity\tYear\tColour\n"
    "Belarus\tBulgaria\tKonkurs\t240\t2015\tgreen\n"
    f"Belarus\tAtlantis\t{HOSTILE}\t1,500\t01/02/2015\tred\n"
)


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(Dossier.new("", records()))


@pytest.fixture
def dialog(window: Window) -> PasteDialog:
    made = paste(window, TABLE)
    assert made is not None
    return made


def choose(dialog: PasteDialog, field: str, value: str) -> None:
    """Choose a term as a hand does."""
    editor = dialog.choices[field].editor
    editor.setCurrentIndex(editor.findData(value))  # type: ignore[attr-defined]
    editor.activated.emit(editor.currentIndex())  # type: ignore[attr-defined]


def choose_all(dialog: PasteDialog) -> None:
    for field, value in (("kind", "deal"), ("stage", "ordered"), ("unit", "pieces")):
        choose(dialog, field, value)


def headings(dialog: PasteDialog) -> list[str]:
    model = dialog.table.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def faults(dialog: PasteDialog) -> list[str]:
    model = dialog.faults.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_each_column_says_what_it_is_taken_as(dialog: PasteDialog) -> None:
    assert headings(dialog) == [
        "Row",
        "Becomes",
        "Seller\nas Supplier",
        "Buyer\nas Recipient",
        "Item\nas Items",
        "Quantity\nas Amount",
        "Year\nas Dates",
        "Colour\nnot taken",
    ]


def test_what_the_table_does_not_say_is_asked_for_once(dialog: PasteDialog) -> None:
    assert faults(dialog)[:3] == [
        "Kind: the table does not say it; choose above.",
        "Stage: the table does not say it; choose above.",
        "Unit: the table does not say it; choose above.",
    ]
    assert not dialog.button.isEnabled()
    choose_all(dialog)
    assert dialog.said.text() == "2 records: 1 new, 1 with faults."


def test_faulty_rows_can_be_left_out_and_one_edit_takes_the_rest(
    window: Window, dialog: PasteDialog
) -> None:
    choose_all(dialog)
    assert not dialog.button.isEnabled()
    dialog.leave_out.click()
    assert dialog.button.text() == "Paste 1 new record"
    before = {each.id for each in window.session.dossier.transfers()}
    dialog.button.click()
    (new,) = [each for each in window.session.dossier.transfers() if each.id not in before]
    assert (new.supplier, new.recipient, new.lines[0].designation) == ("BLR", "BGR", "Konkurs")
    assert new.lines[0].figures[0].amount.value == 240
    assert window.session.dossier.undo_text == "Paste 1 new record"
    window.session.dossier.undo()
    assert {each.id for each in window.session.dossier.transfers()} == before
    assert not dialogs(window, PasteDialog)


def test_numbers_and_days_that_can_be_read_two_ways_are_asked_for(dialog: PasteDialog) -> None:
    choose_all(dialog)
    assert len(faults(dialog)) == 3
    choose(dialog, "decimal", ".")
    choose(dialog, "day_order", "day")
    assert [words.partition(":")[0] for words in faults(dialog)] == ["Row 3, Recipient"]
    assert headings(dialog)[5:7] == [
        "Quantity\nas Amount, decimal point",
        "Year\nas Dates, day before month",
    ]


def test_an_unknown_actor_can_be_made_from_the_table(
    window: Window, dialog: PasteDialog, qtbot: QtBot
) -> None:
    choose_all(dialog)
    dialog.new_actor.click()
    (form,) = window.findChildren(NewForm)
    form.add()
    qtbot.waitUntil(lambda: not any("Atlantis" in words for words in faults(dialog)))
    assert not dialog.new_actor.isVisible()


def test_a_fault_leads_to_its_cell(dialog: PasteDialog) -> None:
    model = dialog.faults.model()
    place = next(at for at, words in enumerate(faults(dialog)) if "Atlantis" in words)
    dialog.faults.activated.emit(model.index(place, 0))
    assert dialog.table.currentIndex().data() == "Atlantis"


def test_cells_are_plain_text_and_faulty_ones_are_tinted(dialog: PasteDialog) -> None:
    model = dialog.table.model()
    shown = model.index(1, 4).data()
    assert shown == "<b>bold</b>⟨U+202E⟩"
    assert model.index(1, 3).data(Qt.ItemDataRole.BackgroundRole) is not None
    assert model.index(0, 3).data(Qt.ItemDataRole.BackgroundRole) is None
    assert "No actor" in model.index(1, 3).data(Qt.ItemDataRole.ToolTipRole)


def test_what_a_column_is_taken_as_can_be_read(window: Window) -> None:
    dialog = paste(window, "Seller\tBuyer\tQuantity\nBelarus\tBulgaria\t1.500,5\n")
    assert dialog is not None
    assert "decimal comma" in headings(dialog)[4]
    header = dialog.table.horizontalHeader()
    for column in range(header.count()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)


def test_copied_rows_come_back_changed(window: Window) -> None:
    dossier = window.session.dossier
    text = copied(TRANSFERS[1:4], Known.read(dossier)).replace("\t300\t", "\t310\t")
    dialog = paste(window, text)
    assert dialog is not None
    assert dialog.said.text() == "3 records: 1 changed, 2 as they stand in the dossier."
    dialog.accept()
    assert dossier.transfer("rus-ind").lines[0].figures[0].amount.value == 310
    assert dossier.undo_text == "Paste 1 changed record"


def test_what_is_cited_for_a_pasted_change_is_to_be_checked(window: Window) -> None:
    dossier = window.session.dossier
    text = copied(TRANSFERS[1:2], Known.read(dossier)).replace("\t300\t", "\t310\t")
    before = dossier.citations(["rus-ind"])
    assert [each.status for each in before] == [CitationStatus.LIVE]
    dialog = paste(window, text)
    assert dialog is not None
    dialog.accept()
    (now,) = dossier.citations(["rus-ind"])
    assert now.status is CitationStatus.TO_CHECK
    assert now.status_reason.endswith("amount was 300 pieces")
    window.session.undo()
    assert dossier.citations(["rus-ind"]) == before


def test_a_record_edited_meanwhile_is_looked_at_anew(window: Window) -> None:
    dossier = window.session.dossier
    text = copied(TRANSFERS[1:2], Known.read(dossier))
    dialog = paste(window, text)
    assert dialog is not None
    assert not dialog.button.isEnabled()
    with window.session.edit("Meanwhile") as edit:
        edit.delete(type(TRANSFERS[1]), TRANSFERS[1].id)
    assert dialog.said.text() == "1 record: 1 new."


def test_what_is_no_table_is_said_in_words(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(window, "show_error", lambda error: told.append(str(error)))
    assert paste(window, "hello") is None
    assert paste(window, "") is None
    assert paste(window, "Supplier\tRecipient\n") is None
    assert "The first row must name the columns" in told[0]
    assert told[2] == "The table has headings and no rows."


def test_thousands_of_rows_are_looked_at_aside(window: Window, qtbot: QtBot) -> None:
    rows = "".join(f"France\tGermany\tItem {at}\t{at}\t2015\tx\n" for at in range(600))
    dialog = paste(window, TABLE.splitlines()[0] + "\n" + rows)
    assert dialog is not None
    choose_all(dialog)
    words = "600 records: 600 new."
    qtbot.waitUntil(lambda: dialog.said.text() == words, timeout=20_000)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert len(window.session.dossier.transfers()) == len(TRANSFERS) + 600


def test_the_models_are_sound(qtmodeltester: ModelTester, window: Window) -> None:
    known = Known.read(window.session.dossier)
    made = plan(pasted(TABLE), known, {}, Choices())
    for model in (PasteModel(window), FaultModel(window)):
        model.show_plan(made)
        qtmodeltester.check(model)


def test_the_dialog_is_freed_on_close(window: Window, dialog: PasteDialog) -> None:
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(PasteDialog)
