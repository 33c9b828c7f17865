"""What is done with records from menus, keys and context menus, wherever they are picked."""

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.records import Citation, Note, Source, Transfer
from flowviz.terms import Subject
from flowviz.ui.dialogs.reason import ReasonDialog
from flowviz.ui.picked import Picked, why_not
from flowviz.ui.record_menu import OF_A_PANE
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs, point_on

KONKURS = "9P135M Konkurs"


@pytest.fixture
def table(window: Window, qtbot: QtBot) -> RecordsTable:
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return table


def reason(window: Window, words: str | None) -> Callable[[], None]:
    """What answers the question why, None to turn back."""

    def answer() -> None:
        (dialog,) = dialogs(window, ReasonDialog)
        assert isinstance(dialog, ReasonDialog)
        dialog.field.setText(words or "")
        dialog.reject() if words is None else dialog.accept()

    return answer


def ids(window: Window) -> set[str]:
    return {transfer.id for transfer in window.session.dossier.transfers()}


@pytest.mark.parametrize(
    ("name", "picked", "is_possible"),
    [
        ("edit_record", Picked(), False),
        ("edit_record", Picked.record("t"), True),
        ("edit_record", Picked.actor("BLR"), True),
        ("edit_record", Picked(Transfer, ("a", "b")), False),
        ("edit_record", Picked(Transfer, (), are_rows=True), False),
        ("edit_record", Picked.flow("BLR", "BGR"), False),
        ("duplicate", Picked(Transfer, ("a", "b")), True),
        ("duplicate", Picked(Source, ("s",)), False),
        ("delete_record", Picked(Citation, ("c",)), True),
        ("delete_record", Picked.flow("BLR", "BGR"), False),
        ("batch_edit", Picked(Transfer, ("a",)), True),
        ("batch_edit", Picked(Actor, ("a",)), False),
        ("copy_rows", Picked(Transfer, ("a",)), False),
        ("copy_rows", Picked(Transfer, ("a",), are_rows=True), True),
        ("add_citation", Picked.record("t"), True),
        ("add_citation", Picked.flow("BLR", "BGR"), False),
        ("add_note", Picked.flow("BLR", "BGR"), True),
        ("add_note", Picked(Note, ("n",), subject=Subject.NOTE, subject_id="n"), False),
        ("new_transfer", Picked(), True),
        ("paste_rows", Picked(), True),
    ],
)
def test_what_can_be_done_follows_what_is_picked(
    name: str, picked: Picked, is_possible: bool
) -> None:
    assert (not why_not(name, picked, is_busy=False)) is is_possible
    assert why_not(name, picked, is_busy=True)


def test_what_cannot_be_done_says_why(window: Window) -> None:
    window.records.refresh()
    action = window.actions_["edit_record"]
    assert not action.isEnabled()
    assert "Pick a record" in action.toolTip()
    window.session.select(Selected(actor="BLR"))
    window.records.refresh()
    assert action.isEnabled()
    assert "F2" in action.toolTip()


def test_rows_are_deleted_in_one_edit_with_their_reason(
    window: Window, table: RecordsTable, qtbot: QtBot
) -> None:
    before = ids(window)
    table.selectAll()
    table.setCurrentIndex(table.model().index(0, 0))
    table.selectRow(0)
    window.records.refresh()
    (gone,) = table.picked().ids
    QTimer.singleShot(0, reason(window, "told twice"))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert ids(window) == before - {gone}
    row = window.session.dossier.history()[-1]
    assert row.reason == "told twice"
    assert row.what.startswith("Delete record ")
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert ids(window) == before


def test_several_rows_are_counted_and_turning_back_deletes_none(
    window: Window, table: RecordsTable
) -> None:
    before = ids(window)
    table.selectAll()
    titles: list[str] = []

    def answer() -> None:
        (dialog,) = dialogs(window, ReasonDialog)
        titles.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(0, answer)
    window.records.delete()
    assert titles == ["Delete 4 records"]
    assert ids(window) == before


def test_many_records_are_deleted_aside(open_window: Open, qtbot: QtBot) -> None:
    bundled = Dossier.sample()
    transfer = bundled.transfers()[0]
    actors = bundled.actors().values()
    many = (dataclasses.replace(transfer, id=f"t{at}", lines=(), figures=()) for at in range(300))
    window = open_window(Dossier.new("Many", (*actors, *many)))
    bundled.close()
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectAll()
    assert len(table.picked().ids) == 300
    QTimer.singleShot(0, reason(window, ""))
    window.records.delete()
    assert window.session.is_busy
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert ids(window) == set()
    assert len(window.session.dossier.history()) == 1


def test_a_copy_is_selected_and_its_citations_go_along_when_wanted(
    window: Window, table: RecordsTable
) -> None:
    before = ids(window)
    table.selectRow(0)
    (first,) = table.picked().ids
    window.records.duplicate(with_citations=True)
    (copy,) = ids(window) - before
    dossier = window.session.dossier
    assert window.session.selected.transfers == (copy,)
    old, new = dossier.transfer(first), dossier.transfer(copy)
    assert [line.designation for line in new.lines] == [line.designation for line in old.lines]
    assert len(dossier.citations((copy,))) == len(dossier.citations((first,))) > 0
    window.session.select(Selected.record(old.supplier, old.recipient, first))
    window.records.duplicate(with_citations=False)
    (bare,) = ids(window) - before - {copy}
    assert dossier.citations((bare,)) == ()


def test_that_copies_count_is_told(window: Window, table: RecordsTable) -> None:
    table.selectRow(0)
    window.records.duplicate(with_citations=False)
    assert "a copy counts beside the first" in window.status.words()


def test_what_is_picked_and_in_sight_stays_through_an_edit(
    window: Window, table: RecordsTable
) -> None:
    table.selectRow(2)
    picked = table.picked().ids
    source = next(iter(window.session.dossier.sources().values()))
    transfer = window.session.dossier.transfers()[0]
    with window.session.edit("Edit elsewhere") as edit:
        edit.put(dataclasses.replace(source, title="Other"))
        edit.put(dataclasses.replace(transfer, comment="Other"))
    assert table.picked().ids == picked
    assert window.session.selected.transfers == picked


def test_keys_of_records_leave_text_fields_alone(window: Window, qtbot: QtBot) -> None:
    before = ids(window)
    window.session.select(Selected.record("BLR", "BGR", next(iter(before))))
    window.search_all()
    qtbot.keyClicks(window.search, "abc")
    qtbot.keyClick(window.search, Qt.Key.Key_Home)
    qtbot.keyClick(window.search, Qt.Key.Key_Delete)
    assert window.search.text() == "bc"
    qtbot.keyClicks(window.search, "d")
    assert not window.canvas.flow_drawing.is_on
    assert ids(window) == before
    contexts = {window.actions_[name].shortcutContext() for name in OF_A_PANE}
    assert contexts == {Qt.ShortcutContext.WidgetWithChildrenShortcut}


# The evidence


def current(window: Window, title: str) -> QModelIndex:
    """Put the keyboard's place of the evidence on the first row of a title."""
    tree = window.evidence.flow.tree
    for index in tree.rows().taken():
        row = tree.rows().row_of(index)
        if row is not None and row.title.startswith(title):
            tree.setCurrentIndex(index)
            return index
    raise AssertionError(f"no row {title!r}")


@pytest.fixture
def evidence(window: Window, qtbot: QtBot) -> Window:
    window.session.select(Selected.flow("BLR", "BGR"))
    window.evidence.take_focus()
    qtbot.waitUntil(window.evidence.flow.tree.hasFocus)
    return window


def test_each_row_of_the_evidence_can_be_edited_for_itself(evidence: Window) -> None:
    (transfer,) = evidence.session.dossier.transfers(
        [t.id for t in evidence.session.dossier.transfers() if t.supplier == "BLR"]
    )
    current(evidence, KONKURS)
    record = evidence.evidence.picked()
    assert (record.kind, record.ids) == (Transfer, (transfer.id,))
    tree = evidence.evidence.flow.tree
    parts = {
        row.picked.subject
        for index in tree.rows().taken()
        if (row := tree.rows().row_of(index)) is not None
    }
    assert {Subject.TRANSFER, Subject.LINE, Subject.FIGURE} <= parts
    kinds = {
        row.picked.kind
        for index in tree.rows().taken()
        if (row := tree.rows().row_of(index)) is not None
    }
    assert Citation in kinds


def test_an_item_is_taken_out_of_its_record(evidence: Window, qtbot: QtBot) -> None:
    tree = evidence.evidence.flow.tree
    line = next(
        index
        for index in tree.rows().taken()
        if (row := tree.rows().row_of(index)) and row.picked.subject is Subject.LINE
    )
    tree.setCurrentIndex(line)
    evidence.records.refresh()
    (id_,) = evidence.records.picked().ids
    QTimer.singleShot(0, reason(evidence, "not in the source"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    row = evidence.session.dossier.history()[-1]
    assert row.what == f"Delete {KONKURS} from record Belarus → Bulgaria"
    assert row.reason == "not in the source"
    left = evidence.session.dossier.transfer(id_)
    assert [each.designation for each in left.lines] == ["AGS-17"]


def test_the_evidence_stays_where_one_is_when_it_is_edited(evidence: Window) -> None:
    tree = evidence.evidence.flow.tree
    current(evidence, "AGS-17")
    tree.collapse(current(evidence, KONKURS))
    current(evidence, "AGS-17")
    (id_,) = (t.id for t in evidence.session.dossier.transfers() if t.supplier == "BLR")
    transfer = evidence.session.dossier.transfer(id_)
    with evidence.session.edit("Edit") as edit:
        edit.put(dataclasses.replace(transfer, comment="Other"))
    row = tree.current_row()
    assert row is not None
    assert row.title == "AGS-17"


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(evidence: Window) -> None:
    current(evidence, "How Belarus")
    menu = QMenu()
    evidence.evidence._fill_menu(menu)
    said = [action.text() for action in menu.actions() if action.text()]
    assert any("Source" in words for words in said)
    assert any("Edit" in words for words in said)
    assert any("Delete" in words for words in said)


# The picture


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if isinstance(action, QAction)]


def test_the_menu_of_the_picture_offers_to_write(window: Window) -> None:
    code = window.canvas.flows.actor_codes.index("BGR")
    point = window.canvas.point_of_actor(code)
    assert point is not None
    menu = window.canvas.pointer.menu_at(QPointF(point))
    for words in ("New Transfer from Bulgaria…", "Edit Bulgaria…", "Merge Bulgaria with…"):
        assert words in texts(menu)
    menu.deleteLater()
    menu = window.canvas.pointer.menu_at(QPointF(point_on(window, "BLR", "BGR")))
    assert "Add Record to Belarus → Bulgaria…" in texts(menu)
    menu.deleteLater()


def test_a_new_record_begins_where_one_is(window: Window) -> None:
    window.session.select(Selected(actor="BLR"))
    assert window.records.picked().pair == ("BLR", "")
    window.session.select(Selected.flow("BLR", "BGR"))
    assert window.records.picked().pair == ("BLR", "BGR")


def test_clearing_is_offered_while_there_is_something_to_clear(window: Window) -> None:
    clear = window.actions_["clear"]
    assert not clear.isEnabled()
    window.session.select(Selected(actor="BLR"))
    assert clear.isEnabled()
    clear.trigger()
    assert not clear.isEnabled()
    window.canvas.flow_drawing.turn(True)
    assert clear.isEnabled()
    clear.trigger()
    assert not window.canvas.flow_drawing.is_on


def test_the_card_of_the_picture_goes_when_something_is_undone(
    window: Window, qtbot: QtBot
) -> None:
    with window.session.edit("Write") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "x"))
    window.canvas.frame.pointed.emit(QPointF(point_on(window, "BLR", "BGR")))
    assert window.canvas.card.isVisible()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert not window.canvas.card.isVisible()


def test_every_pane_has_its_keys(window: Window, table: RecordsTable) -> None:
    panes: tuple[QWidget, ...] = (window.canvas, window.evidence, table)
    for pane in panes:
        assert {action.objectName() for action in pane.actions()} >= set(OF_A_PANE)


def test_nothing_is_left_to_edit_of_a_flow_that_was_deleted(
    window: Window, table: RecordsTable, qtbot: QtBot
) -> None:
    window.session.select(Selected.record("BLR", "BGR", "blr-bgr-2015"))
    QTimer.singleShot(0, reason(window, "twice"))
    window.records.delete()
    assert "blr-bgr-2015" not in ids(window)
    qtbot.waitUntil(lambda: not window.actions_["edit_record"].isEnabled())
    window.records.edit()  # says nothing and opens nothing
    assert not dialogs(window)
    assert window.evidence.notice.words() == "What you selected is in no flow."
    window.undo()
    assert window.evidence.notice.words() == ""


def test_an_empty_dossier_says_nothing_of_what_was_selected(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(Dossier.new())
    with Dossier.sample() as sample, window.session.edit("Add") as edit:
        edit.put(*sample.actors().values(), sample.transfer("blr-bgr-2015"))
    window.session.select(Selected.record("BLR", "BGR", "blr-bgr-2015"))
    window.undo()
    qtbot.waitUntil(lambda: not window.session.dossier.transfers())
    assert window.evidence.notice.words() == ""
