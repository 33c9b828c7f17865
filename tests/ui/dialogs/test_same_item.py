"""Several designations become one item and are taken apart again, in a real window."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowviz.actors import ActorTable
from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.flows.facets import facets
from flowviz.records import Figure, Line, Transfer
from flowviz.terms import Stage, TransferKind
from flowviz.ui.dialogs.same_item import SameItemDialog, same_item
from flowviz.ui.window import Window
from tests.ui.conftest import Open

ITEMS = ("Konkurs", "9P135M Konkurs", "AT-5 Spandrel", "<b>Igla</b>")


def transfer(number: int, item: str) -> Transfer:
    id_ = f"t{number}"
    figure = Figure(f"{id_}/f", Stage.DELIVERED, "pieces", Amount.exact("10"))
    line = Line(f"{id_}/l", item, category="Missiles", figures=(figure,))
    return Transfer(id_, TransferKind.DELIVERY, "RUS", "BLR", lines=(line,))


@pytest.fixture
def window(open_window: Open) -> Window:
    actors = [actor for actor in ActorTable.load() if actor.code in ("RUS", "BLR")]
    made = (transfer(number, item) for number, item in enumerate(ITEMS))
    return open_window(Dossier.new("", (*actors, *made)))


def rows(dialog: SameItemDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def items(window: Window) -> dict[str, int]:
    found = facets(window.session.contents.columns, window.session.query).items
    return {name: count for name, count in found.items() if count}


def test_chosen_designations_become_one_item_that_filters_show(window: Window) -> None:
    dialog = same_item(window)
    dialog.choose(set(ITEMS[:3]))
    dialog.stands.setCurrentIndex(dialog.stands.findData("Konkurs"))
    assert dialog.said.text() == "3 designations chosen: lists and filters will show one item."
    dialog.button.click()
    session = window.session
    assert session.dossier.spellings() == dict.fromkeys(ITEMS[1:3], "Konkurs")
    assert items(window) == {"Konkurs": 3, "<b>Igla</b>": 1}
    assert session.dossier.undo_text == "Let 2 designations mean Konkurs"
    designations = {line.designation for t in session.dossier.transfers() for line in t.lines}
    assert designations == set(ITEMS), "records keep their own words"
    session.dossier.undo()
    assert session.dossier.spellings() == {}


def test_the_filter_follows_the_item_that_stands_for_all(window: Window) -> None:
    session = window.session
    session.ask(dataclasses.replace(session.query, items=frozenset({"AT-5 Spandrel"})))
    dialog = same_item(window)
    dialog.choose(set(ITEMS[:3]))
    dialog.stands.setCurrentIndex(dialog.stands.findData("Konkurs"))
    dialog.button.click()
    assert session.query.items == {"Konkurs"}
    assert items(window)["Konkurs"] == 3


def test_they_are_shown_as_one_and_taken_apart_again(window: Window) -> None:
    dialog = same_item(window)
    dialog.choose(set(ITEMS[:3]))
    dialog.stands.setCurrentIndex(dialog.stands.findData("Konkurs"))
    dialog.button.click()
    dialog = same_item(window)
    assert rows(dialog) == [
        "9P135M Konkurs   ·   means Konkurs",
        "<b>Igla</b>   ·   1 line",
        "AT-5 Spandrel   ·   means Konkurs",
        "Konkurs   ·   3 lines",
    ]
    dialog.choose({"AT-5 Spandrel"})
    assert dialog.part.isEnabled()
    dialog.part.click()
    assert window.session.dossier.spellings() == {"9P135M Konkurs": "Konkurs"}
    dialog.choose({"Konkurs"})
    assert dialog.said.text() == "It also stands for 9P135M Konkurs."
    dialog.part.click()
    assert window.session.dossier.spellings() == {}
    assert not dialog.part.isEnabled()


def test_the_items_of_the_filter_and_of_picked_records_are_chosen(window: Window) -> None:
    session = window.session
    session.ask(dataclasses.replace(session.query, items=frozenset({"Konkurs"})))
    assert same_item(window, ["t2"]).chosen() == ("AT-5 Spandrel", "Konkurs")


def test_proposals_are_chosen_by_a_key_and_never_applied(window: Window, qtbot: QtBot) -> None:
    dialog = same_item(window)
    qtbot.waitUntil(lambda: dialog.proposals.count() == 1)
    assert dialog.proposals.item(0).text() == "9P135M Konkurs · Konkurs"
    dialog.proposals.setCurrentRow(0)
    qtbot.keyClick(dialog.proposals, Qt.Key.Key_Return)
    assert dialog.chosen() == ("9P135M Konkurs", "Konkurs")
    assert window.session.dossier.spellings() == {}


def test_the_list_is_narrowed_but_what_is_chosen_stays(window: Window) -> None:
    dialog = same_item(window)
    dialog.choose({"Konkurs"})
    dialog.search.line.setText("spandrel")
    dialog.search.line.textEdited.emit("spandrel")
    shown = [
        dialog.list.item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(dialog.list.count())
        if not dialog.list.item(row).isHidden()
    ]
    assert shown == ["AT-5 Spandrel", "Konkurs"]


def test_one_alone_cannot_be_joined(window: Window) -> None:
    dialog = same_item(window)
    dialog.choose({"Konkurs"})
    assert not dialog.button.isEnabled()
    assert not dialog.part.isEnabled()
