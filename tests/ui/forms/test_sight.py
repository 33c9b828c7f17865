"""What one types into is in sight: how high a form is, how it scrolls; Alt and a letter."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor
from flowviz.editing import Completion
from flowviz.records import Citation, Link, Source, Transfer
from flowviz.terms import Subject
from flowviz.ui.forms.completing import KnownField, OfferDelegate
from flowviz.ui.forms.fields import TextField
from flowviz.ui.forms.form import SHARE, Form
from flowviz.ui.forms.opening import (
    edit_record,
    new_actor,
    new_citation,
    new_group,
    new_link,
    new_note,
    new_source,
    new_transfer,
)
from flowviz.ui.window import Window
from tests.ui.forms.conftest import Hand


def hidden_px(form: Form) -> int:
    """How much of the sheet is out of sight."""
    (scroll,) = form.findChildren(QScrollArea)
    return scroll.verticalScrollBar().maximum()


def test_a_form_is_as_high_as_its_fields(window: Window, hand: Hand) -> None:
    form: Form = hand.opened(new_transfer(window, "BLR", "SAU"))
    assert hidden_px(form) == 0
    line = form.sheet.lists["lines"].sheets[0]
    hand.type(line.fields["designation"], "Launcher")
    form.reject()
    again: Form = hand.opened(new_transfer(window, "BLR", "SAU"))
    assert again.notice.isVisible()
    assert hidden_px(again) == 0, "the line of what was typed before has its own room"


@pytest.mark.parametrize("kind", [Transfer, Source, Actor])
def test_a_form_of_a_record_is_as_high_as_its_fields(
    window: Window, hand: Hand, kind: type
) -> None:
    ids = {
        Transfer: window.session.dossier.transfers()[0].id,
        Source: next(iter(window.session.dossier.sources())),
        Actor: "BLR",
    }
    form: Form = hand.opened(edit_record(window, kind, ids[kind]))
    most = round(form.screen().availableGeometry().height() * SHARE)
    assert hidden_px(form) == 0 or form.height() == most


def test_an_item_that_is_added_comes_into_sight_with_a_figure(
    window: Window, hand: Hand, qtbot: QtBot
) -> None:
    form: Form = hand.opened(new_transfer(window, "BLR", "SAU"))
    for _ in range(3):
        form.sheet.lists["lines"].adder.click()
    line = form.sheet.lists["lines"].sheets[-1]
    field = line.fields["designation"].editor
    assert field.hasFocus()
    (scroll,) = form.findChildren(QScrollArea)
    qtbot.waitUntil(
        lambda: scroll.viewport().rect().contains(field.mapTo(scroll.viewport(), QPoint(0, 0)))
    )
    (figure,) = line.lists["figures"].sheets
    hand.type(line.fields["designation"], "Rocket")
    hand.qtbot.keyClick(line.fields["category"].editor, Qt.Key.Key_Return)
    assert figure.fields["amount"].editor.hasFocus(), "Enter goes on within the item"
    assert [len(each.figures) for each in form.sheet.texts().lines] == [0], "none typed, none made"


def test_alt_and_a_letter_is_for_a_button_and_never_typed(window: Window, hand: Hand) -> None:
    form: Form = hand.opened(new_transfer(window, "BLR", ""))
    supplier = form.sheet.fields["supplier"]
    assert isinstance(supplier, TextField)
    supplier.line.setFocus()
    supplier.line.selectAll()
    hand.qtbot.keyClick(supplier.line, "a", Qt.KeyboardModifier.AltModifier)
    assert supplier.value() == "Belarus", "Add is disabled: its key does nothing"


def test_a_draft_of_a_drawn_flow_is_shown_again_by_new_transfer(window: Window, hand: Hand) -> None:
    drawn: Form = hand.opened(new_transfer(window, "BLR", "SAU"))
    hand.type(drawn.sheet.lists["lines"].sheets[0].fields["designation"], "Launcher")
    drawn.reject()
    again: Form = hand.opened(new_transfer(window))
    assert again.notice.isVisible()
    assert again.sheet.texts().lines[0].designation == "Launcher"
    other = new_transfer(window)
    assert other is not again
    assert other is not None
    assert not other.sheet.texts().lines, "what is shown already is not shown twice"
    other.reject()
    again.clear()
    assert not window.session.dossier.drafts()
    assert again.sheet.texts().supplier == "", "begun again as New Transfer begins"


def test_a_completion_shows_the_whole_name_before_what_it_is(window: Window, hand: Hand) -> None:
    form: Form = hand.opened(new_transfer(window))
    supplier = form.sheet.fields["supplier"]
    assert isinstance(supplier, KnownField)
    painted = {}
    for hint in ("", "x" * 80):
        supplier.known.offers.show_offers((Completion("Northern Alliance", "NA", hint),), "")
        popup = QListView()
        hand.qtbot.addWidget(popup)
        popup.setModel(supplier.known.offers)
        popup.setItemDelegate(OfferDelegate(popup))
        popup.resize(320, 40)
        name_px = popup.fontMetrics().horizontalAdvance("Northern Alliance") + 8
        painted[hint] = popup.grab().toImage().copy(0, 0, name_px, 28)
    assert painted[""] == painted["x" * 80]


def letters(form: Form) -> dict[str, list[str]]:
    """What each letter with Alt goes to."""
    found: dict[str, list[str]] = {}
    for each in form.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLabel) and each.isVisibleTo(form):
            keys = QKeySequence.mnemonic(each.text()).toString()
            if keys:
                found.setdefault(keys, []).append(each.text())
    return found


def test_each_letter_with_alt_goes_to_one_thing_only(window: Window, hand: Hand) -> None:
    dossier = window.session.dossier
    opened = [
        new_transfer(window),
        new_source(window),
        new_actor(window),
        new_citation(window, Subject.TRANSFER, "blr-bgr-2015"),
        new_note(window, Subject.TRANSFER, "blr-bgr-2015"),
        edit_record(window, Transfer, "blr-bgr-2015"),
        edit_record(window, Source, next(iter(dossier.sources()))),
        edit_record(window, Actor, "BLR"),
        edit_record(window, Citation, dossier.citations()[0].id),
        edit_record(window, Link, dossier.links()[0].id),
        new_link(window, "blr-bgr-2015"),
        new_group(window, ["blr-bgr-2015"]),
    ]
    shared = {
        form.windowTitle(): {keys: all_ for keys, all_ in letters(form).items() if len(all_) > 1}
        for form in opened
        if form is not None
    }
    assert len(shared) == len(opened)
    assert {title: keys for title, keys in shared.items() if keys} == {}
