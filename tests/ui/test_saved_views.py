"""Views kept by name in the dossier: each change one undo, a recall brings everything back."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.flows.mode import Mode
from flowviz.records import Placement, SavedView
from flowviz.style import Lock
from flowviz.terms import Stage
from flowviz.ui.dialogs.saved_views import SavedViewsDialog, ViewNameDialog
from flowviz.ui.saved_views import SavedViews
from flowviz.ui.session import Contents
from flowviz.ui.timeline.window import asking, whole_time
from flowviz.ui.window import Window
from flowviz.view import NETWORK, View
from tests.ui.conftest import Open, dialogs

VIEW = View(
    mode=Mode.SINGLE,
    centre=155,
    anchor="label",
    colour_by="kind",
    scale="linear",
    lock=Lock("EUR", 1e6, 20.0),
    show_top=3,
)


@pytest.fixture
def views(window: Window) -> SavedViews:
    return window.saved


def ask_otherwise(window: Window) -> None:
    """Show something that is nothing like what a dossier opens with."""
    query = dataclasses.replace(window.session.query, unit="EUR", stage=Stage.DELIVERED)
    window.session.look(VIEW)
    window.session.ask(asking(query, whole_time(2014, 2015)))


def undo(window: Window, qtbot: QtBot) -> None:
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy)


def test_a_view_brings_back_what_was_shown(window: Window, views: SavedViews) -> None:
    first = window.session.query, window.session.view
    views.save("first")
    ask_otherwise(window)
    second = window.session.query, window.session.view
    views.save("second")
    views.recall(views.views[0])
    assert (window.session.query, window.session.view) == first
    views.recall(views.views[1])
    assert (window.session.query, window.session.view) == second
    assert "View “second”" in window.status.words()


def test_a_recall_puts_actors_where_the_view_has_them_as_one_edit(
    window: Window, views: SavedViews, qtbot: QtBot
) -> None:
    session = window.session
    session.place("Move Belarus", Placement("map", "BLR", 30.0, 50.0))
    session.place("Move it in the network", Placement("network", "BLR", 1.0, 2.0))
    views.save("moved")
    session.put_back("Put Belarus back", "map", "BLR")
    session.place("Move Bulgaria", Placement("map", "BGR", 20.0, 40.0))
    views.recall(views.views[0])
    assert set(session.contents.placements["map"]) == {"BLR"}
    assert set(session.contents.placements["network"]) == {"BLR"}
    undo(window, qtbot)
    assert set(session.contents.placements["map"]) == {"BGR"}


def test_each_change_is_one_undo(window: Window, views: SavedViews, qtbot: QtBot) -> None:
    def names() -> list[str]:
        return [saved.name for saved in views.views]

    views.save("one")
    views.rename(views.views[0], "two")
    ask_otherwise(window)
    views.replace(views.views[0])
    state = views.views[0].state
    views.delete(views.views[0])
    assert names() == []
    undo(window, qtbot)
    assert views.views[0].state == state
    undo(window, qtbot)
    assert views.views[0].state != state
    undo(window, qtbot)
    assert names() == ["one"]
    undo(window, qtbot)
    assert names() == []
    assert not window.session.dossier.is_modified or window.session.dossier.undo_text is None


def test_views_are_saved_with_the_dossier(
    window: Window, views: SavedViews, open_window: Open, tmp_path: Path
) -> None:
    ask_otherwise(window)
    views.save("kept")
    window.session.dossier.save(tmp_path / "case.flowviz")
    again = open_window(Dossier.open(tmp_path / "case.flowviz"))
    again.saved.recall(again.saved.views[0])
    assert again.session.view == VIEW
    assert again.session.query == window.session.query


def test_a_name_that_is_taken_is_replaced(window: Window, views: SavedViews) -> None:
    views.save("one")
    ask_otherwise(window)
    views.save("one")
    assert len(views.views) == 1
    assert '"EUR"' in views.views[0].state


def test_the_menu_lists_the_views_with_keys(
    window: Window, views: SavedViews, qtbot: QtBot
) -> None:
    menu = window.actions_.menu("saved")
    assert not menu.menuAction().isEnabled()
    query = window.session.query
    views.save("R&D <b>x</b>")
    ask_otherwise(window)
    (action,) = menu.actions()
    assert action.text() == "R&&D <b>x</b>"
    assert action.shortcut().toString() == "Alt+1"
    action.trigger()
    assert window.session.query == query


def test_a_view_is_named_in_a_dialog(window: Window, views: SavedViews, qtbot: QtBot) -> None:
    window.save_view()
    (dialog,) = dialogs(window, ViewNameDialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    qtbot.keyClicks(dialog.name, "My view")
    assert ok.isEnabled()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [saved.name for saved in views.views] == ["My view"]
    window.save_view()
    (dialog,) = dialogs(window, ViewNameDialog)
    dialog.name.setText("My view")
    assert "will be replaced" in dialog._hint.text()
    dialog.reject()


def test_the_list_recalls_renames_replaces_and_deletes(
    window: Window, views: SavedViews, qtbot: QtBot
) -> None:
    first = window.session.query
    views.save("one")
    views.save("two")
    ask_otherwise(window)
    window.manage_views()
    (listed,) = dialogs(window, SavedViewsDialog)
    listed.list.setCurrentRow(1)
    listed.rename.click()
    (naming,) = dialogs(window, ViewNameDialog)
    naming.name.setText("one")
    assert not naming.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    naming.name.setText("three")
    naming.accept()
    assert [saved.name for saved in views.views] == ["one", "three"]
    listed.replace.click()
    assert '"EUR"' in views.views[1].state
    listed.list.setCurrentRow(0)
    listed.accept()
    assert window.session.query == first
    window.manage_views()
    (listed,) = [dialog for dialog in dialogs(window, SavedViewsDialog) if dialog.isVisible()]
    listed.delete.click()
    listed.delete.click()
    assert views.views == ()
    assert not listed.recall.isEnabled()
    listed.reject()


def test_in_the_list_f2_renames_and_delete_deletes(
    window: Window, views: SavedViews, qtbot: QtBot
) -> None:
    views.save("one")
    window.manage_views()
    (listed,) = dialogs(window, SavedViewsDialog)
    qtbot.keyClick(listed.list, Qt.Key.Key_F2)
    (naming,) = dialogs(window, ViewNameDialog)
    naming.name.setText("two")
    naming.accept()
    assert [saved.name for saved in views.views] == ["two"]
    qtbot.keyClick(listed.list, Qt.Key.Key_Delete)
    assert views.views == ()
    listed.reject()


def test_a_view_of_a_stranger_is_refused_in_words(
    window: Window, views: SavedViews, qtbot: QtBot
) -> None:
    told: list[Exception] = []
    views.failed.disconnect(window.show_error)
    views.failed.connect(told.append)
    query = window.session.query
    with window.session.edit("Odd") as edit:
        edit.put(SavedView("v", "odd", 0, '{"version":1,"view":{"kind":"hologram"}}'))
    views.recall(views.views[0])
    assert "view.kind" in str(told[0])
    assert window.session.query == query


def test_a_view_of_another_dossier_shows_what_there_is(window: Window, views: SavedViews) -> None:
    state = (
        '{"version":1,"query":{"unit":"camels","actors":["QQQ"]},"view":{"kind":"network"},'
        '"places":{"QQQ":[1,2]},"more":1}'
    )
    with window.session.edit("Other") as edit:
        edit.put(SavedView("v", "other", 0, state))
    views.recall(views.views[0])
    assert window.session.view.kind == NETWORK
    assert len(window.session.flows) == 0
    assert window.session.contents.placements["network"] == {}
    assert "does not know 'more'" in window.status.words()


def test_another_dossier_has_its_own_views(window: Window, views: SavedViews) -> None:
    views.save("one")
    before, other = window.session.dossier, Dossier.new()
    window.session.adopt(other, Contents.read(other))
    before.close()
    assert views.views == ()


def test_while_a_job_has_the_dossier_nothing_is_written_and_that_is_said(
    window: Window, views: SavedViews
) -> None:
    views.save("one")
    dossier = window.session.lend()
    assert not window.actions_["save_view"].isEnabled()
    views.save("two")
    assert "in use" in window.status.words()
    views.delete(views.views[0])
    window.session.take_back()
    assert [saved.name for saved in dossier.saved_views()] == ["one"]
    assert window.actions_["save_view"].isEnabled()


def test_a_save_pauses_the_play_so_that_its_lock_is_not_kept(
    window: Window, views: SavedViews
) -> None:
    window.timeline.fill()
    window.timeline.timeline.play.click()
    window.save_view()
    (dialog,) = dialogs(window, ViewNameDialog)
    dialog.name.setText("one")
    dialog.accept()
    assert '"lock":null' in views.views[0].state
