"""The form of a record that stands: what is valid is kept as one goes on, the rest is not lost."""

import dataclasses
import json
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.flows.words import count_words
from flowviz.records import Citation, Line, Source, Transfer
from flowviz.ui.forms.fields import Field, LongTextField
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.opening import edit_record
from flowviz.ui.forms.reading_order import in_reading_order
from flowviz.ui.forms.record import RecordForm
from flowviz.ui.forms.sheet import Sheet
from flowviz.ui.session import Contents
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs
from tests.ui.forms.conftest import Hand

ID = "blr-bgr-2015"


def item(form: Form, at: int = 0) -> Sheet:
    return form.sheet.lists["lines"].sheets[at]


def amount(form: Form, at: int = 0) -> Field:
    return item(form, at).lists["figures"].sheets[0].fields["amount"]


def stated(window: Window, at: int = 0) -> Amount:
    return window.session.dossier.transfer(ID).lines[at].figures[0].amount


def test_a_field_is_kept_when_it_is_left(window: Window, form: Form, hand: Hand) -> None:
    hand.write(amount(form), "250")
    assert stated(window).text == "240"
    hand.leave(amount(form))
    assert stated(window) == Amount.exact("250")
    words = "Change the amount of 9P135M Konkurs, Belarus to Bulgaria"
    assert window.session.dossier.undo_text == words


def test_the_citations_of_a_record_stand_beneath_it_and_follow(
    window: Window, form: Form, hand: Hand
) -> None:
    assert isinstance(form, RecordForm)
    assert form.cited is not None
    rows = form.cited.list
    transfer = window.session.dossier.transfer(ID)
    assert rows.count() == len(window.session.dossier.citations(transfer.part_ids())) > 1
    assert not form.cited.missing.isVisible()
    hand.type(amount(form), "250")
    words = [rows.item(at).text() for at in range(rows.count())]
    assert any(line.startswith("9P135M Konkurs, 250 pieces delivered") for line in words)
    rows.itemActivated.emit(rows.item(0))
    assert [shown.kind.record for shown in dialogs(window, Form)] == [Transfer, Citation]


def test_a_field_is_kept_after_two_seconds_without_a_key(
    window: Window, form: Form, hand: Hand, qtbot: QtBot
) -> None:
    hand.write(amount(form), "250 ")
    qtbot.waitUntil(lambda: stated(window) == Amount.exact("250"), timeout=5_000)
    assert form._pause.interval() == 2_000
    assert amount(form).value() == "250 ", "nothing moves under the hand"


def test_who_looks_changes_nothing(window: Window, form: Form, hand: Hand) -> None:
    rows = len(window.session.dossier.history())
    for _ in range(40):
        widget = QApplication.focusWidget()
        assert widget is not None
        hand.qtbot.keyClick(widget, Qt.Key.Key_Tab)
    form.close()
    assert len(window.session.dossier.history()) == rows
    assert not window.session.dossier.drafts()


def test_what_one_sitting_changes_is_one_undo(window: Window, form: Form, hand: Hand) -> None:
    before = window.session.dossier.transfer(ID)
    hand.type(amount(form), "250")
    hand.type(item(form, 1).fields["designation"], "AGS-17 Plamya")
    hand.choose(form.sheet.fields["existence"], "unconfirmed")
    assert len(window.session.dossier.history()) == 3
    window.undo()
    assert window.session.dossier.transfer(ID) == before
    assert amount(form).value() == "240"
    assert item(form, 1).fields["designation"].value() == "AGS-17"
    window.redo()
    assert amount(form).value() == "250"


def test_an_edit_between_begins_another_undo(window: Window, form: Form, hand: Hand) -> None:
    hand.type(amount(form), "250")
    with window.session.edit("Something else") as edit:
        edit.put(Source("s", "A source"))
    hand.type(amount(form), "260")
    window.undo()
    assert stated(window).text == "250"
    assert "s" in window.session.dossier.sources()


def test_a_form_that_is_closed_and_opened_begins_another_undo(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.type(amount(form), "250")
    form.close()
    again = edit_record(window, Transfer, ID)
    assert again is not None
    hand.type(amount(again), "260")
    window.undo()
    assert stated(window).text == "250"


def test_what_is_wrong_is_marked_in_words_and_the_rest_is_kept(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.write(amount(form), "many")
    assert not amount(form).mark, "nobody is told off while typing"
    hand.leave(amount(form))
    assert amount(form).mark == "fault"
    row = item(form).lists["figures"].sheets[0]
    assert row.shared is not None
    assert row.shared.isVisible()
    assert "“many” is no amount" in row.shared.text()
    assert row.shared.text() in amount(form).editor.accessibleDescription()
    hand.type(item(form).fields["category"], "Rockets")
    assert window.session.dossier.transfer(ID).lines[0].category == "Rockets"
    assert stated(window).text == "240"
    assert amount(form).value() == "many", "what is typed stays"
    hand.type(amount(form), "300")
    assert not amount(form).mark
    assert stated(window).text == "300"


def test_what_is_wrong_is_shown_again_when_the_form_is_opened(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.type(amount(form), "many")
    form.close()
    assert list(window.session.dossier.drafts()) == [f"transfer {ID}"]
    again = edit_record(window, Transfer, ID)
    assert again is not None
    assert again is not form
    assert amount(again).value() == "many"
    assert again.notice.isVisible()
    assert "Typed before, not kept yet" in again.notice.words.text()
    again.notice.button.click()
    assert amount(again).value() == "240"
    assert not again.notice.isVisible()
    assert not window.session.dossier.drafts()


def test_a_draft_is_laid_over_what_the_record_has_become(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.type(amount(form), "many")
    form.close()
    transfer = window.session.dossier.transfer(ID)
    with window.session.edit("Elsewhere") as edit:
        edit.put(dataclasses.replace(transfer, comment="Changed elsewhere"))
    again = edit_record(window, Transfer, ID)
    assert again is not None
    assert amount(again).value() == "many"
    assert again.sheet.fields["comment"].value() == "Changed elsewhere"


def test_edits_made_elsewhere_are_shown_but_not_over_what_is_typed(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.write(amount(form), "25")
    transfer = window.session.dossier.transfer(ID)
    lines = (*transfer.lines, Line("new", "A third item"))
    changed = dataclasses.replace(transfer, comment="Changed elsewhere", lines=lines)
    with window.session.edit("Elsewhere") as edit:
        edit.put(changed)
    assert amount(form).value() == "25"
    assert form.sheet.fields["comment"].value() == "Changed elsewhere"
    assert item(form, 2).fields["designation"].value() == "A third item"
    hand.leave(amount(form))
    kept = window.session.dossier.transfer(ID)
    assert (kept.comment, len(kept.lines)) == ("Changed elsewhere", 3)
    assert stated(window).text == "25"


def test_a_form_goes_with_its_record(window: Window, form: Form) -> None:
    with window.session.edit("Delete it") as edit:
        edit.delete(Transfer, ID)
    assert not dialogs(window, Form)
    window.undo()
    assert edit_record(window, Transfer, ID) is not None


def test_a_form_goes_with_its_dossier(window: Window, form: Form) -> None:
    window.new_dossier()
    assert not dialogs(window, Form)


def test_asked_for_again_the_same_form_comes_to_the_front(window: Window, form: Form) -> None:
    assert edit_record(window, Transfer, ID) is form
    assert len(dialogs(window, Form)) == 1
    assert edit_record(window, Transfer, "nothing of that name") is None


def test_commits_wait_while_the_dossier_is_with_a_job(
    window: Window, form: Form, hand: Hand, qtbot: QtBot
) -> None:
    window.session.lend()
    hand.type(amount(form), "250")
    assert "as soon as the dossier is free" in form.told.text()
    hand.type(item(form).fields["category"], "Rockets")
    window.session.take_back()
    qtbot.waitUntil(lambda: stated(window) == Amount.exact("250"))
    assert window.session.dossier.transfer(ID).lines[0].category == "Rockets"


def test_a_form_closed_while_the_dossier_is_with_a_job_still_keeps(
    window: Window, form: Form, hand: Hand, qtbot: QtBot
) -> None:
    window.session.lend()
    hand.write(amount(form), "250")
    form.close()
    assert not form.isVisible()
    window.session.take_back()
    qtbot.waitUntil(lambda: stated(window) == Amount.exact("250"))
    qtbot.waitUntil(lambda: not window.findChildren(RecordForm))


def test_a_save_takes_along_what_is_still_being_typed(
    window: Window, form: Form, hand: Hand, qtbot: QtBot, tmp_path: Path
) -> None:
    window.session.dossier.save(tmp_path / "case.flowviz")
    hand.write(amount(form), "250")
    window.save()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert stated(window) == Amount.exact("250")
    assert not window.session.dossier.is_modified


def test_undo_in_a_form_is_first_that_of_the_field_then_of_the_dossier(
    window: Window, form: Form, hand: Hand
) -> None:
    hand.type(amount(form), "250")
    hand.write(item(form).fields["designation"], "Fagot")
    editor = item(form).fields["designation"].editor
    hand.qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stated(window).text == "250"


def test_a_part_is_removed_by_del_in_its_empty_line(window: Window, form: Form, hand: Hand) -> None:
    parties = form.sheet.lists["parties"]
    parties.add()
    assert len(parties.sheets) == 1
    hand.qtbot.keyClick(parties.sheets[0].fields["actor"].editor, Qt.Key.Key_Delete)
    assert not parties.sheets
    item(form, 1).unwanted.emit(item(form, 1))
    assert len(window.session.dossier.transfer(ID).lines) == 1
    assert "Remove AGS-17" in (window.session.dossier.undo_text or "")


def test_citations_that_go_with_an_item_are_told(window: Window, form: Form, hand: Hand) -> None:
    dossier = window.session.dossier
    told = dossier.counts().citations
    item(form).unwanted.emit(item(form))
    lost = told - dossier.counts().citations
    assert lost > 0
    verb = "goes" if lost == 1 else "go"
    assert form.told.text().startswith(f"{count_words(lost, 'citation')} {verb} along.")
    window.session.undo()
    assert dossier.counts().citations == told


def test_a_deletion_asks_why(window: Window, form: Form, hand: Hand, qtbot: QtBot) -> None:
    from flowviz.ui.dialogs.reason import ReasonDialog

    along: list[str] = []
    dossier = window.session.dossier
    before = dossier.counts().citations

    def answer() -> None:
        (dialog,) = form.findChildren(ReasonDialog)
        along.append(dialog.along.text())
        dialog.field.setText("Entered twice")
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert isinstance(form, RecordForm)
    form.delete()
    row = window.session.dossier.history()[-1]
    assert (row.what, row.reason) == ("Delete Belarus to Bulgaria", "Entered twice")
    lost = before - dossier.counts().citations
    assert along == [f"{lost} citations and 2 links go along."]
    assert not dialogs(window, Form)


def test_a_form_is_freed_when_it_is_closed(window: Window, form: Form, qtbot: QtBot) -> None:
    form.close()
    qtbot.waitUntil(lambda: not window.findChildren(Form))


def test_everything_in_a_form_has_a_name_to_be_spoken(window: Window, form: Form) -> None:
    for widget in in_reading_order(form.layout()):
        spoken = widget.accessibleName() or getattr(widget, "text", str)()
        assert spoken, widget


def test_a_window_takes_its_forms_along_and_keeps_what_is_typed(
    window: Window, form: Form, hand: Hand, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "case.flowviz"
    window.session.dossier.save(path)
    hand.write(amount(form), "many")
    said: list[str] = []

    def go_back() -> None:
        for box in dialogs(window, QMessageBox):
            assert isinstance(box, QMessageBox)
            said.append(box.text())
            box.button(QMessageBox.StandardButton.Cancel).click()

    QTimer.singleShot(400, go_back)
    window.close()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["There is text in forms that was not added yet."]
    assert window.isVisible()
    assert amount(form).value() == "many"


def test_forms_that_a_crash_has_left_are_opened_with_their_dossier(
    window: Window, qtbot: QtBot
) -> None:
    left = Dossier.sample()
    left.keep_draft("new transfer", '{"typed": {"comment": "Half a thought"}}')
    note = {"subject": "actor", "subject_id": "BLR", "text": "Half a note"}
    left.keep_draft("new note actor BLR", json.dumps({"typed": note}))
    left.keep_draft("nothing that flowviz keeps", "x")
    window.session.dossier.close()
    window.session.adopt(left, Contents.read(left))
    qtbot.waitUntil(lambda: len(dialogs(window, Form)) == 2)
    transfer, note_form = dialogs(window, Form)
    assert transfer.sheet.fields["comment"].value() == "Half a thought"
    assert note_form.sheet.fields["text"].value() == "Half a note"
    assert transfer.notice.isVisible()
    assert note_form.notice.isVisible()


def test_long_text_is_kept_with_its_lines(window: Window, form: Form, hand: Hand) -> None:
    comment = form.sheet.fields["comment"]
    assert isinstance(comment, LongTextField)
    comment.page.setFocus()
    comment.page.selectAll()
    comment.page.insertPlainText("One line\n<b>another</b>")
    hand.leave(comment)
    assert window.session.dossier.transfer(ID).comment == "One line\n<b>another</b>"
