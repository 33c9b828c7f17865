"""Forms on a stranger's dossier: markup, letters that turn others around, a megabyte in a field."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.dossier import Dossier
from flowviz.records import Citation, Line, Note, Party, Source, Transfer
from flowviz.terms import Role, Subject, TransferKind
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.opening import edit_record, new_citation, new_note, new_transfer
from tests.ui.conftest import Open, dossier_of
from tests.ui.forms.conftest import Hand
from tests.ui.test_hostile_names import BIDI, EVIL, check

LONG = "x<b>" * 250_000
ODD = f"{EVIL}{BIDI}\x00\n"


def dossier(word: str) -> Dossier:
    return dossier_of(
        Actor(
            "AAA", ActorKind.STATE, f"{word[:200]}A", (ActorName(f"{word[:200]}other", word[:9]),)
        ),
        Actor("BBB", ActorKind.STATE, f"{word[:200]}B"),
        Transfer(
            "t",
            TransferKind.DEAL,
            "AAA",
            "BBB",
            comment=word,
            lines=(Line("l", word, word, word, word),),
            parties=(Party("p", "BBB", Role.BROKER),),
        ),
        Source("s", word, word, word, word, url="https://x.example/<b>", note=word, collector=word),
        Citation("c", "s", Subject.LINE, "l", "designation", text=word, locator=word),
        Note("n", Subject.TRANSFER, "t", word),
        title=word,
    )


@pytest.mark.parametrize("word", [ODD, LONG], ids=["markup and bidi", "a megabyte"])
def test_no_form_reads_a_name_as_markup_or_changes_what_it_shows(
    open_window: Open, word: str
) -> None:
    window = open_window(dossier(word))
    before = window.session.dossier.transfers(), window.session.dossier.sources()
    began = time.monotonic()
    for kind, id_ in ((Transfer, "t"), (Source, "s"), (Actor, "AAA"), (Citation, "c"), (Note, "n")):
        form = edit_record(window, kind, id_)
        assert form is not None
        QApplication.processEvents()
        check(form)
        form.close()
    for form in (
        new_transfer(window, "AAA", "BBB"),
        new_citation(window, Subject.LINE, "l"),
        new_note(window, Subject.TRANSFER, "t"),
    ):
        assert isinstance(form, Form)
        check(form)
        form.close()
    assert time.monotonic() - began < 30, "a form of a stranger's record stops nobody"
    assert (window.session.dossier.transfers(), window.session.dossier.sources()) == before
    assert len(window.session.dossier.history()) == 0


def test_what_is_too_long_stays_to_the_letter_when_another_field_is_changed(
    open_window: Open, hand: Hand
) -> None:
    window = open_window(dossier(LONG))
    form = hand.opened(edit_record(window, Transfer, "t"))
    line = form.sheet.lists["lines"].sheets[0]
    assert line.fields["designation"].line.isReadOnly()
    hand.choose(form.sheet.fields["existence"], "tentative")
    kept = window.session.dossier.transfer("t")
    assert str(kept.existence) == "tentative"
    assert kept.lines[0].designation == LONG
    assert kept.comment == LONG


def test_a_megabyte_that_is_pasted_is_refused_in_words(open_window: Open, hand: Hand) -> None:
    window = open_window(dossier(EVIL))
    form = hand.opened(edit_record(window, Note, "n"))
    clipboard = QApplication.clipboard()
    clipboard.setText(LONG)
    page = form.sheet.fields["text"].editor
    page.setFocus()
    hand.qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hand.leave(form.sheet.fields["text"])
    assert "100,000 is the most" in form.sheet.fields["text"].words.text()
    assert window.session.dossier.notes()[0].text == EVIL
