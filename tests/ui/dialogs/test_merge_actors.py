"""Making one actor of several, in a real window."""

import dataclasses

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.dossier import Dossier
from flowviz.ui.dialogs.merge_actors import MergeDialog, merge
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.dossier_of_everything import records
from tests.ui.conftest import Open, dialogs

TWINS = (
    Actor("x-one", ActorKind.NON_STATE, "Northern <b>Front</b>"),
    Actor("x-two", ActorKind.NON_STATE, "northern <B>front</B>"),
)


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(Dossier.new("", (*records(), *TWINS)))


def codes(dialog: MergeDialog) -> list[str]:
    return [row.code for row in dialog.rows]


def stays(dialog: MergeDialog) -> list[str]:
    return [row.code for row in dialog.rows if row.stays.isChecked()]


def test_the_first_stays_until_another_is_chosen(window: Window) -> None:
    dialog = merge(window, ["RUS", "BLR"])
    assert (codes(dialog), stays(dialog)) == (["RUS", "BLR"], ["RUS"])
    assert "other names of “Russia”" in dialog.said.text()
    dialog.rows[1].stays.click()
    assert stays(dialog) == ["BLR"]
    assert "other names of “Belarus”" in dialog.said.text()
    dialog.rows[1].stays.click()
    assert stays(dialog) == ["BLR"]


def test_one_edit_merges_them_with_the_reason(window: Window) -> None:
    dialog = merge(window, ["RUS", "BLR"])
    dialog.reason.show_value("the same after all")
    dialog.button.click()
    dossier = window.session.dossier
    assert "BLR" not in dossier.actors()
    assert "BLR" not in window.session.contents.actors
    assert dossier.undo_text == "Merge Belarus into Russia"
    assert dossier.undo_row is not None
    assert dossier.undo_row.reason == "the same after all"
    dossier.undo()
    assert "BLR" in dossier.actors()
    assert not dialogs(window, MergeDialog)


def test_filters_and_selection_follow_the_one_that_stays(window: Window) -> None:
    session = window.session
    session.ask(dataclasses.replace(session.query, actors=frozenset({"BLR", "FRA"})))
    session.select(Selected(pairs=(("BLR", "BGR"), ("RUS", "BGR"))))
    merge(window, ["RUS", "BLR"]).button.click()
    assert session.query.actors == {"RUS", "FRA"}
    assert session.selected.pairs == (("RUS", "BGR"),)
    assert not session.is_filtered_out
    session.select(Selected(actor="BGR"))
    merge(window, ["RUS", "BGR"]).button.click()
    assert session.selected.actor == "RUS"


def test_one_actor_alone_cannot_be_merged(window: Window, qtbot: QtBot) -> None:
    dialog = merge(window, ["RUS"])
    assert not dialog.button.isEnabled()
    qtbot.keyClicks(dialog.field.editor, "Belarus")
    dialog.field.left.emit()
    assert codes(dialog) == ["RUS", "BLR"]
    assert dialog.field.value() == ""
    assert dialog.button.isEnabled()
    dialog.rows[0].out.click()
    assert (codes(dialog), stays(dialog)) == (["BLR"], ["BLR"])
    assert not dialog.button.isEnabled()


def test_enter_adds_what_is_marked_at_once(window: Window, qtbot: QtBot) -> None:
    dialog = merge(window, [])
    editor = dialog.field.known
    dialog.activateWindow()
    for count, name in enumerate(("Belarus", "Russi"), start=1):
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        qtbot.keyClicks(editor, name)
        assert editor.is_offering
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert len(codes(dialog)) == count
        assert editor.text() == ""
    assert codes(dialog) == ["BLR", "RUS"]


def test_a_name_that_means_nobody_stays_where_it_was_typed(window: Window, qtbot: QtBot) -> None:
    dialog = merge(window, ["RUS"])
    qtbot.keyClicks(dialog.field.editor, "Atlantis")
    dialog.field.left.emit()
    assert codes(dialog) == ["RUS"]
    assert dialog.field.value() == "Atlantis"


def test_actors_that_look_alike_are_proposed_as_plain_text(window: Window) -> None:
    dialog = merge(window, [])
    assert dialog.proposals.count() == 1
    item = dialog.proposals.item(0)
    names, why = item.text().splitlines()
    assert names == "Northern <b>Front</b> (x-one), northern <B>front</B> (x-two)"
    assert why == "Both bear the name “Northern <b>Front</b>”."
    assert "&lt;b&gt;" in item.toolTip()
    dialog.proposals.itemActivated.emit(item)
    assert codes(dialog) == ["x-one", "x-two"]
    assert dialog.rows[0].stays.text() == "Northern <b>Front</b>"


def test_an_actor_that_is_deleted_meanwhile_leaves_the_list(window: Window) -> None:
    dialog = merge(window, ["x-one", "x-two", "RUS"])
    with window.session.edit("Delete") as edit:
        edit.delete(Actor, "x-one")
    assert (codes(dialog), stays(dialog)) == (["x-two", "RUS"], ["x-two"])


def test_among_thousands_it_is_worked_out_aside(open_window: Open, qtbot: QtBot) -> None:
    crowd = (Actor(f"x-c{at}", ActorKind.NON_STATE, f"Crowd {at}") for at in range(3_100))
    window = open_window(Dossier.new("", (*records(), *TWINS, *crowd)))
    dialog = merge(window, ["RUS", "BLR"])
    assert not dialog.button.isEnabled()
    qtbot.waitUntil(dialog.button.isEnabled, timeout=20_000)
    assert "other names of “Russia”" in dialog.said.text()
    qtbot.waitUntil(lambda: dialog.proposals.count() == 1, timeout=20_000)
    dialog.accept()
    assert "BLR" not in window.session.dossier.actors()


def test_the_dialog_is_freed_on_close(window: Window) -> None:
    dialog = merge(window, ["RUS", "BLR"])
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(MergeDialog)
