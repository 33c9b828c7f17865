"""The form of a new record: completed, checked, added as a whole, and a draft until then."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.dates import Dates
from flowviz.editing import Completion, TransferText
from flowviz.records import Citation, Transfer
from flowviz.terms import Protection, Stage, Stance, Subject, TransferKind
from flowviz.ui.forms.completing import KnownField, OfferModel
from flowviz.ui.forms.drafts import read_draft
from flowviz.ui.forms.fields import TermField, TickField
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.new import NewForm
from flowviz.ui.forms.opening import (
    new_actor,
    new_citation,
    new_note,
    new_source,
    new_transfer,
)
from flowviz.ui.forms.sheet import Sheet
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs, dossier_of
from tests.ui.forms.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def known(form: Form, name: str) -> KnownField:
    field = form.sheet.fields[name]
    assert isinstance(field, KnownField)
    return field


def first_item(form: Form) -> tuple[Sheet, Sheet]:
    line = form.sheet.lists["lines"].sheets[0]
    return line, line.lists["figures"].sheets[0]


def fill(form: Form, hand: Hand) -> None:
    line, figure = first_item(form)
    hand.type(form.sheet.fields["supplier"], "Belarus")
    hand.type(form.sheet.fields["recipient"], "SAU")
    hand.type(line.fields["designation"], "9M113 Konkurs")
    hand.type(figure.fields["amount"], "100-200")
    hand.type(figure.fields["dates"], "June 2015")


def test_a_transfer_is_added_as_one_edit(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    assert form.sheet.fields["supplier"].editor.hasFocus()
    assert not form.add_button.isEnabled()
    assert form.told.text() == "Supplier: Choose an actor, by its name or code."
    fill(form, hand)
    assert form.add_button.isEnabled()
    ids = {transfer.id for transfer in window.session.dossier.transfers()}
    hand.qtbot.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert not dialogs(window, Form)
    (made,) = (each for each in window.session.dossier.transfers() if each.id not in ids)
    assert (made.supplier, made.recipient) == ("BLR", "SAU")
    assert (made.kind, made.existence) == (TransferKind.DELIVERY, None)
    (line,) = made.lines
    (figure,) = line.figures
    assert (line.designation, figure.unit, figure.stage) == (
        "9M113 Konkurs",
        "pieces",
        Stage.DELIVERED,
    )
    assert (figure.amount.low, figure.amount.high) == (100, 200)
    assert figure.dates.earliest == Dates.parse("2015-06").earliest
    assert window.session.dossier.undo_text == "Add Belarus to Saudi Arabia"
    assert not window.session.dossier.drafts()
    window.undo()
    assert {transfer.id for transfer in window.session.dossier.transfers()} == ids


def test_a_transfer_can_be_drawn_between_two_actors(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_transfer(window, "BLR", "BGR"))
    assert form.sheet.fields["supplier"].value() == "Belarus"
    assert form.sheet.fields["recipient"].value() == "Bulgaria"
    line, _figure = first_item(form)
    assert line.fields["designation"].editor.hasFocus(), "the first field that is empty"
    assert form.add_button.isEnabled(), "a record without items is one"
    form.close()
    assert not window.session.dossier.drafts(), "nothing was typed"


def test_what_was_typed_is_a_draft_until_it_is_added(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    line, _figure = first_item(form)
    hand.type(line.fields["designation"], "Half a thou")
    hand.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not dialogs(window, Form)
    assert "not added yet" in window.status.words()
    again: NewForm = hand.opened(new_transfer(window))
    assert again.notice.isVisible()
    line, _figure = first_item(again)
    assert line.fields["designation"].value() == "Half a thou"
    again.notice.button.click()
    assert again.sheet.texts() == again._blank
    assert not again.notice.isVisible()
    assert not window.session.dossier.drafts()


def test_a_draft_is_kept_after_two_seconds_for_a_crash(
    window: Window, hand: Hand, qtbot: QtBot
) -> None:
    form: NewForm = hand.opened(new_source(window))
    hand.write(form.sheet.fields["title"], "A title")
    qtbot.waitUntil(lambda: bool(window.session.dossier.drafts()), timeout=5_000)
    (kept,) = window.session.dossier.drafts().values()
    assert json.loads(kept)["typed"]["title"] == "A title"


def test_adding_waits_while_the_dossier_is_with_a_job(
    window: Window, hand: Hand, qtbot: QtBot
) -> None:
    form: NewForm = hand.opened(new_source(window))
    window.session.lend()
    hand.type(form.sheet.fields["title"], "Typed during a save")
    form.add()
    assert "as soon as the dossier is free" in form.told.text()
    window.session.take_back()
    titles = [source.title for source in window.session.dossier.sources().values()]
    qtbot.waitUntil(lambda: not dialogs(window, Form))
    titles = [source.title for source in window.session.dossier.sources().values()]
    assert "Typed during a save" in titles


def test_an_actor_is_completed_and_taken_by_enter(window: Window, hand: Hand, qtbot: QtBot) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    field = known(form, "supplier")
    qtbot.keyClicks(field.line, "bela")
    assert field.known.is_offering
    model = field.known.offers
    assert model.index(0).data() == "Belarus"
    assert "BLR" in model.index(0).data(Qt.ItemDataRole.StatusTipRole)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "Belarus"
    assert known(form, "recipient").line.hasFocus(), "Enter goes on"
    qtbot.keyClicks(known(form, "recipient").line, "bulg")
    qtbot.keyClick(known(form, "recipient").line, Qt.Key.Key_Tab)
    assert known(form, "recipient").value() == "Bulgaria"
    assert form.sheet.fields["kind"].editor.hasFocus()


def test_escape_closes_the_completions_and_not_the_form(
    window: Window, hand: Hand, qtbot: QtBot
) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    field = known(form, "supplier")
    qtbot.keyClicks(field.line, "bela")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not field.known.is_offering
    assert form.isVisible()
    assert field.value() == "bela"


def test_words_are_completed_without_being_forced(window: Window, hand: Hand, qtbot: QtBot) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    line, _figure = first_item(form)
    field = line.fields["designation"]
    assert isinstance(field, KnownField)
    field.line.setFocus()
    qtbot.keyClicks(field.line, "AGS")
    assert field.known.offers.index(0).data() == "AGS-17"
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.value() == "AGS", "a new word stays as it is typed"


def test_a_name_nobody_has_makes_a_new_actor_and_comes_back(
    window: Window, hand: Hand, qtbot: QtBot
) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    field = known(form, "supplier")
    qtbot.keyClicks(field.line, "Zubrowka Front")
    model = field.known.offers
    last = model.index(model.rowCount() - 1)
    assert last.data() == "New actor “Zubrowka Front”…"
    assert last.data(OfferModel.OFFER) is None
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Up)  # the last of the list
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    (made,) = [shown for shown in dialogs(window, NewForm) if shown is not form]
    assert made.sheet.fields["name"].value() == "Zubrowka Front"
    hand.opened(made)
    hand.choose(made.sheet.fields["kind"], "non-state")
    qtbot.keyClick(made, Qt.Key.Key_Return, CTRL)
    assert not dialogs(window, NewForm)[1:]
    hand.opened(form)
    assert field.value() == "Zubrowka Front"
    assert field.line.hasFocus()
    (code,) = [
        actor.code
        for actor in window.session.contents.actors.values()
        if actor.name == "Zubrowka Front"
    ]
    assert code.startswith("x-")
    assert not field.mark
    assert "Recipient" in form.told.text()


def test_a_source_is_added_with_its_protection_in_words(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_source(window))
    protection = form.sheet.fields["protection"]
    assert "published copies" in protection.words.text()
    hand.type(form.sheet.fields["title"], "Interview")
    hand.choose(protection, "protect")
    assert "An informant who must not become known" in protection.words.text()
    hand.type(form.sheet.fields["url"], "javascript:alert(1)")
    assert form.sheet.fields["url"].mark == "fault"
    assert not form.add_button.isEnabled()
    hand.type(form.sheet.fields["url"], "https://example.org/a")
    hand.type(form.sheet.fields["collector"], "A. Nonymous")
    origins = form.sheet.lists["derives_from"]
    origins.add()
    first = next(iter(window.session.dossier.sources().values()))
    hand.type(origins.sheets[0].fields[""], first.title)
    form.add()
    (made,) = (s for s in window.session.dossier.sources().values() if s.title == "Interview")
    assert made.protection is Protection.PROTECT
    assert made.collector == "A. Nonymous"
    assert made.derives_from == (first.id,)


def test_a_citation_is_for_a_field_chosen_in_words(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_citation(window, Subject.TRANSFER, "blr-bgr-2015"))
    target = form.sheet.fields["subject_id"]
    assert isinstance(target, TermField)
    words = [target.choice.itemText(at) for at in range(target.choice.count())]
    assert words[:2] == ["the record as a whole", "that it took place at all"]
    wanted = "9P135M Konkurs, 240 pieces delivered 2015: the amount"
    assert wanted in words
    hand.choose(target, target.choice.itemData(words.index(wanted)))
    assert form.told.text() == "Source: Choose the source."
    source = next(iter(window.session.dossier.sources().values()))
    hand.type(form.sheet.fields["source"], source.title)
    hand.choose(form.sheet.fields["stance"], "contradicts")
    hand.choose(form.sheet.fields["reliability"], "B")
    hand.choose(form.sheet.fields["credibility"], "3")
    quoted = form.sheet.fields["is_quotation"]
    assert isinstance(quoted, TickField)
    quoted.box.click()
    form.add()
    figure = "blr-bgr-2015/konkurs/delivered"
    cited = window.session.dossier.citations((figure,))
    (made,) = (each for each in cited if each.stance is Stance.CONTRADICTS)
    assert (made.subject, made.field, made.source) == (Subject.FIGURE, "amount", source.id)
    assert (made.reliability, made.credibility, made.is_quotation) == ("B", 3, True)


def test_a_record_is_added_and_cited_at_once(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    fill(form, hand)
    form.cite_button.click()
    (citing,) = dialogs(window, NewForm)
    hand.opened(citing)
    assert citing.kind.record is Citation
    assert citing.sheet.fields["source"].editor.hasFocus()


def test_a_private_note_is_added(window: Window, hand: Hand, qtbot: QtBot) -> None:
    form: NewForm = hand.opened(new_note(window, Subject.FLOW, "BLR>BGR"))
    qtbot.keyClicks(form.sheet.fields["text"].editor, "Ask again")
    private = form.sheet.fields["is_private"]
    assert isinstance(private, TickField)
    assert private.words.text() == "For those who work on the dossier: in no published copy."
    private.box.click()
    form.add()
    notes = window.session.dossier.notes(("BLR>BGR",))
    assert [(note.text, note.is_private) for note in notes] == [("Ask again", True)]


def test_an_actor_is_added_with_names_years_and_place(window: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_actor(window))
    hand.type(form.sheet.fields["name"], "Zubrowka")
    hand.type(form.sheet.fields["first_year"], "1932")
    hand.type(form.sheet.fields["lon"], "15.5")
    hand.type(form.sheet.fields["lat"], "50.25")
    names = form.sheet.lists["names"]
    names.add()
    hand.type(names.sheets[0].fields["name"], "Zubrowka Republic")
    hand.type(names.sheets[0].fields["language"], "pl")
    form.add()
    (made,) = (a for a in window.session.dossier.actors().values() if a.name == "Zubrowka")
    assert (made.kind, made.first_year, made.lon, made.lat) == (ActorKind.STATE, 1932, 15.5, 50.25)
    assert [(name.name, name.language) for name in made.names] == [("Zubrowka Republic", "pl")]


def test_keys_add_parts_where_the_keyboard_is(window: Window, hand: Hand, qtbot: QtBot) -> None:
    form: NewForm = hand.opened(new_transfer(window))
    line, figure = first_item(form)
    figure.fields["amount"].editor.setFocus()
    qtbot.keyClick(
        figure.fields["amount"].editor, Qt.Key.Key_Insert, Qt.KeyboardModifier.AltModifier
    )
    figures = line.lists["figures"].sheets
    assert len(figures) == 2
    assert figures[1].fields["amount"].editor.hasFocus()
    assert figures[1].fields["unit"].value() == "pieces"
    form.sheet.lists["parties"].adder.click()
    (party,) = form.sheet.lists["parties"].sheets
    assert party.fields["role"].editor.hasFocus()
    qtbot.keyClick(party.fields["role"].editor, Qt.Key.Key_Tab)
    assert party.fields["actor"].editor.hasFocus(), "Tab goes as it is read"


def test_completions_pass_the_model_tester(qtmodeltester: ModelTester) -> None:
    model = OfferModel(None)
    model.show_offers((Completion("Belarus", "BLR", "state"),), "New actor “Bel”…")
    qtmodeltester.check(model)
    model.show_offers((), "")
    qtmodeltester.check(model)


def test_a_draft_of_a_stranger_is_none() -> None:
    for held in ("", "[]", "1", "{}", '{"typed": 1}', '{"typed": {"lines": "x"}}',
                 '{"typed": {"supplier": 5}}', '{"typed": {"who": "x"}}',
                 '{"typed": {"lines": [{"figures": [3]}]}}'):  # fmt: skip
        assert read_draft(held, TransferText) is None, held
    assert read_draft('{"typed": {"supplier": "A"}, "base": null}', TransferText) is not None


def test_many_items_are_shown_in_turns_and_none_is_lost(open_window: Open) -> None:
    from flowviz.records import Line
    from flowviz.ui.forms.opening import edit_record

    lines = tuple(Line(f"l{at}", f"Item {at}") for at in range(90))
    actors = (Actor("AAA", ActorKind.STATE, "A"), Actor("BBB", ActorKind.STATE, "B"))
    window = open_window(
        dossier_of(*actors, Transfer("t", TransferKind.DEAL, "AAA", "BBB", lines=lines))
    )
    form = edit_record(window, Transfer, "t")
    assert form is not None
    parts = form.sheet.lists["lines"]
    assert len(parts.sheets) == 40
    assert len(parts.texts()) == 90
    assert parts.more.text() == "Show 50 more"
    parts.more.click()
    assert len(parts.sheets) == 90
    assert [part.designation for part in parts.texts()] == [line.designation for line in lines]
