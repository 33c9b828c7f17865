from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flowviz.flows.mode import Mode
from flowviz.paths import resource
from flowviz.style import COLOURS, SCALES
from flowviz.ui import actions, menus
from flowviz.ui.dialogs.shortcuts import ELSEWHERE
from flowviz.ui.entry import Entry
from flowviz.ui.window import Window
from flowviz.view import View
from tests.ui.conftest import Open

DOCS = Path(__file__).resolve().parents[2] / "docs" / "shortcuts.md"
ENTRIES = menus.all_entries()


def test_names_and_shortcuts_are_used_once() -> None:
    names = [entry.name for entry in ENTRIES]
    assert len(names) == len(set(names))
    keys = [QKeySequence(entry.shortcut).toString() for entry in ENTRIES if entry.shortcut]
    assert len(keys) == len(set(keys))
    assert all(keys)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_entry_has_its_slot_and_its_icon(entry: Entry) -> None:
    assert not entry.slot or callable(getattr(Window, entry.slot))
    assert not entry.icon or resource("icons", f"{entry.icon}.svg").exists()


TABLES = [table for _title, table in (*menus.MENUS, *menus.SUBMENUS.values())]


@pytest.mark.parametrize("table", TABLES)
def test_no_two_lines_of_a_menu_have_one_letter(table: tuple[object, ...]) -> None:
    words = [line.words for line in table if isinstance(line, Entry)]
    words += [menus.SUBMENUS[line][0] for line in table if isinstance(line, str)]
    letters = [word[word.index("&") + 1].lower() for word in words if "&" in word]
    assert len(letters) == len(set(letters)), letters


@pytest.mark.parametrize("title", [title for title, _table in menus.MENUS])
def test_every_menu_fits_on_a_small_laptop_in_one_column(window: Window, title: str) -> None:
    (menu,) = (action.menu() for action in window.menuBar().actions() if action.text() == title)
    assert isinstance(menu, QMenu)
    assert menu.sizeHint().height() <= 700
    assert menu.sizeHint().width() <= 460


def test_the_page_of_shortcuts_lists_every_one() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for entry in ENTRIES:
        if entry.shortcut:
            assert f"| {entry.shortcut} | {actions.words(entry)} |" in page
    for keys, words in ELSEWHERE:
        assert f"| {keys} | {words} |" in page


def test_tooltips_name_the_shortcut(window: Window) -> None:
    assert "Ctrl+0" in window.actions_["fit"].toolTip()


def test_icons_of_menus_come_after_the_first_picture(window: Window, qtbot: object) -> None:
    qtbot.waitUntil(lambda: not window.actions_["open"].icon().isNull())  # type: ignore[attr-defined]


def test_the_centre_of_the_map_can_be_chosen(window: Window) -> None:
    window.actions_["centre_155"].trigger()
    layout = window.canvas.layout_shown
    assert layout is not None
    assert layout.projection is not None
    assert layout.projection.centre_deg == 155
    window.actions_["centre_auto"].trigger()
    assert window.session.view.centre is None


def test_the_evidence_panel_hides_and_is_remembered(open_window: Open) -> None:
    window = open_window()
    window.actions_["evidence"].trigger()
    assert not window.evidence.isVisible()
    window.close()
    again = open_window()
    assert not again.evidence.isVisible()
    assert not again.actions_["evidence"].isChecked()


def test_the_menu_of_links_sets_what_one_ribbon_stands_for(window: Window) -> None:
    window.actions_["mode_net"].trigger()
    assert window.session.view.mode is Mode.NET
    window.actions_["mode_directed"].trigger()
    assert window.session.view.mode is Mode.DIRECTED


def test_colour_and_width_are_chosen_in_the_menu_and_ticked_there(window: Window) -> None:
    window.actions_["colour_by_category"].trigger()
    window.actions_["scale_log"].trigger()
    assert (window.session.view.colour_by, window.session.view.scale) == ("category", "log")
    window.session.look(View())
    assert window.actions_["colour_by_auto"].isChecked()
    assert window.actions_["scale_sqrt"].isChecked()


def test_every_way_to_look_says_in_a_line_what_it_is() -> None:
    entries = (*menus.MODE, *menus.COLOUR, *menus.SCALE)
    assert all(isinstance(entry, Entry) and entry.tip for entry in entries)
    assert {entry.value for entry in menus.COLOUR} == set(COLOURS)
    assert {entry.value for entry in menus.SCALE} == set(SCALES)
    assert {entry.value for entry in menus.MODE} == set(Mode)


@pytest.mark.parametrize("name", ["filters", "list", "records", "history"])
def test_a_panel_that_is_opened_by_its_key_takes_the_keyboard(
    window: Window, qtbot: QtBot, name: str
) -> None:
    window.canvas.setFocus()
    window.actions_[name].trigger()
    panel = window.panels.widget(name)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel is focus or panel.isAncestorOf(focus)
