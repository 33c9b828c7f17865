"""The forms of what is said for and against a record: sources, citations, groups, links."""

import dataclasses

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from flowviz.editing import BY_RULE
from flowviz.records import Citation, Group, Source, Transfer, Verdict
from flowviz.terms import CitationStatus, CountedBy, Existence, SourceStatus, Subject
from flowviz.ui.dialogs.verdict import VerdictDialog
from flowviz.ui.forms.citation import CitationSheet
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.group import AccountSheet, GroupSheet
from flowviz.ui.forms.needed import leads_to_group
from flowviz.ui.forms.new import NewForm
from flowviz.ui.forms.opening import (
    edit_group,
    edit_link,
    edit_record,
    edit_verdict,
    new_citation,
    new_group,
    new_link,
    new_transfer,
)
from flowviz.ui.forms.record import RecordForm
from flowviz.ui.forms.record_field import RecordField
from flowviz.ui.forms.source import SourceSheet
from flowviz.ui.window import Window
from tests.dossier_of_everything import records
from tests.ui.conftest import Open, dialogs, dossier_of
from tests.ui.forms.conftest import Hand


@pytest.fixture
def full(open_window: Open) -> Window:
    """A window over one of everything."""
    return open_window(dossier_of(*records(), title="Everything"))


def citation(window: Window, id_: str) -> Citation:
    return next(each for each in window.session.dossier.citations() if each.id == id_)


def choose(hand: Hand, form: Form, name: str, value: str) -> None:
    hand.choose(form.sheet.fields[name], value)


def test_existence_is_by_the_rule_until_somebody_states_it_and_says_why(
    full: Window, hand: Hand
) -> None:
    form: RecordForm = hand.opened(edit_record(full, Transfer, "blr-x"))
    existence = form.sheet.fields["existence"]
    why = form.sheet.fields["existence_reason"]
    assert existence.value() == "unconfirmed"
    choose(hand, form, "existence", BY_RULE)
    assert not why.isVisible()
    assert full.session.dossier.transfer("blr-x").existence is None
    assert existence.words.text().startswith("By the rule it is unconfirmed: ")
    choose(hand, form, "existence", "tentative")
    assert why.isVisible()
    assert why.mark == "doubt", "a hand-stated existence without a reason is a warning"
    why.editor.setFocus()
    hand.qtbot.keyClicks(why.editor, "One witness only")
    hand.leave(why)
    made = full.session.dossier.transfer("blr-x")
    assert (made.existence, made.existence_reason) == (Existence.TENTATIVE, "One witness only")


def test_a_new_record_leaves_its_existence_to_the_rule(full: Window, hand: Hand) -> None:
    form: Form = hand.opened(new_transfer(full, "BLR", "BGR"))
    assert form.sheet.fields["existence"].value() == BY_RULE
    assert "until a source is cited" in form.sheet.fields["existence"].words.text()


def test_what_became_of_a_source_is_asked_where_it_is_not_live(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Source, "report"))
    fields = form.sheet.fields
    assert not fields["status_on"].isVisible()
    choose(hand, form, "status", "retracted")
    assert fields["status_on"].isVisible()
    hand.type(fields["status_on"], "2024-05-31")
    hand.type(fields["status_by"], "The editors")
    made = full.session.dossier.sources(["report"])["report"]
    assert (made.status, str(made.status_on), made.status_by) == (
        SourceStatus.RETRACTED,
        "2024-05-31",
        "The editors",
    )
    full.session.undo()
    assert full.session.dossier.sources(["report"])["report"].status is SourceStatus.LIVE
    assert fields["status"].value() == "live", "one sitting is one undo, and the form follows"


def test_a_source_is_graded_in_a_dated_list(full: Window, hand: Hand) -> None:
    full.session.author = "A. Grader"
    form: RecordForm = hand.opened(edit_record(full, Source, "report"))
    gradings = form.sheet.lists["gradings"]
    gradings.adder.click()
    (row,) = gradings.sheets
    assert full.session.dossier.sources(["report"])["report"].gradings == ()
    hand.choose(row.fields["reliability"], "B")
    (made,) = full.session.dossier.sources(["report"])["report"].gradings
    assert (made.reliability, made.grader) == ("B", "A. Grader")
    assert made.since is not None


def test_the_time_of_an_archived_page_is_read_out_and_offered(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Source, "report"))
    assert isinstance(form.sheet, SourceSheet)
    link = "https://web.archive.org/web/20241213123456/https://example.org/report"
    hand.type(form.sheet.fields["archived_url"], link)
    said = form.sheet.fields["archived_url"].words.text()
    assert said == "Archived 2024-12-13 12:34:56 UTC by web.archive.org."
    taker = form.sheet._take_day
    assert taker.text() == "Take 2024-12-13 from the archived link"
    taker.click()
    made = full.session.dossier.sources(["report"])["report"]
    assert str(made.archived) == "2024-12-13"
    assert not taker.isVisible()


def test_what_a_reference_manager_keeps_is_shown_and_stays(full: Window, hand: Hand) -> None:
    dossier = full.session.dossier
    kept = '{"genre":"Wire","issue":"4"}'
    with full.session.edit("Keep") as edit:
        edit.put(dataclasses.replace(dossier.sources(["report"])["report"], reference=kept))
    form: RecordForm = hand.opened(edit_record(full, Source, "report"))
    assert isinstance(form.sheet, SourceSheet)
    assert form.sheet._kept.text() == "genre: Wire\nissue: 4"
    hand.type(form.sheet.fields["pages"], "4")
    assert dossier.sources(["report"])["report"].reference == kept


def test_every_field_of_every_subject_can_be_cited(full: Window) -> None:
    from flowviz.editing.cited_fields import FIELDS
    from flowviz.ui.forms.opening import forms_of

    subjects = {
        Subject.TRANSFER: "together",
        Subject.LINE: "together/a",
        Subject.FIGURE: "together/a/n",
        Subject.PARTY: "together/broker",
        Subject.LINK: "on",
        Subject.GROUP: "twice",
        Subject.NOTE: "n-transfer",
        Subject.ACTOR: "BLR",
        Subject.FLOW: "BLR>BGR",
    }
    for subject, id_ in subjects.items():
        offered = forms_of(full).targets(subject, id_, "")
        own = {each.field: each.words for each in offered if each.subject_id == id_}
        assert set(own) == {"", *FIELDS[subject]}, subject
        assert len(set(own.values())) == len(own), "no two read alike"
    beside = {each.subject for each in forms_of(full).targets(Subject.TRANSFER, "together", "")}
    assert Subject.LINK in beside


def test_the_marked_words_of_a_passage_become_the_quotation(full: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_citation(full, Subject.FIGURE, "together/a/n", "amount"))
    assert isinstance(form.sheet, CitationSheet)
    hand.type(form.sheet.source, "A made-up report")
    quoting = form.sheet.quoting
    quoting.words.page.setPlainText("They sold 140 launchers in 2015, it said.")
    cursor = quoting.words.page.textCursor()
    cursor.setPosition(10)
    cursor.setPosition(23, cursor.MoveMode.KeepAnchor)
    quoting.words.page.setTextCursor(cursor)
    assert quoting.marker.isEnabled()
    quoting.marker.click()
    texts = form.sheet.texts()
    assert (texts.prefix, texts.text, texts.suffix, texts.is_quotation) == (
        "They sold",
        "140 launchers",
        "in 2015, it said.",
        True,
    )
    form.add()
    (made,) = [each for each in full.session.dossier.citations() if each.suffix]
    assert (made.text, made.field) == ("140 launchers", "amount")


def test_a_source_that_still_says_so_is_live_with_one_click(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Transfer, "together"))
    figure = form.sheet.lists["figures"].sheets[0]
    hand.type(figure.fields["amount"], "38000000")
    doubted = citation(full, "c-figure")
    assert doubted.status is CitationStatus.TO_CHECK
    assert doubted.status_reason == "amount was EUR 37,900,000"
    shown: RecordForm = hand.opened(edit_record(full, Citation, "c-figure"))
    assert isinstance(shown.sheet, CitationSheet)
    assert shown.sheet.still.isVisible()
    shown.sheet.still.click()
    assert citation(full, "c-figure").status is CitationStatus.LIVE
    assert citation(full, "c-figure").status_reason == ""
    assert not shown.sheet.still.isVisible()


def test_what_is_to_be_checked_is_confirmed_beneath_the_record(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Transfer, "together"))
    assert form.cited is not None
    assert not form.cited.still.isVisible()
    hand.type(form.sheet.lists["figures"].sheets[0].fields["amount"], "38000000")
    assert form.cited.still.isVisible()
    rows = form.cited.list
    at = next(at for at in range(rows.count()) if "to be checked" in rows.item(at).text())
    rows.setCurrentRow(at)
    form.cited.still.click()
    left = [each for each in full.session.dossier.citations() if each.status_reason]
    assert len(left) == len(form.cited._to_check)
    assert "still says so" not in full.session.dossier.undo_text
    assert full.session.dossier.undo_text.startswith("Confirm a citation of “A made-up report”")


def test_a_group_or_link_that_was_begun_is_a_draft(full: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_group(full, ["rus-ind", "rus-ind-seen"]))
    form.sheet.fields["reason"].editor.setFocus()
    hand.qtbot.keyClicks(form.sheet.fields["reason"].editor, "Both sides")
    form.reject()
    link: NewForm = hand.opened(new_link(full, "rus-ind-2"))
    hand.type(link.sheet.fields["amount"], "80")
    link.reject()
    assert len(full.session.dossier.drafts()) == 2
    again: NewForm = hand.opened(new_group(full, ["rus-ind", "rus-ind-seen"]))
    assert again.notice.isVisible()
    assert again.sheet.texts().reason == "Both sides"
    assert [account.transfers for account in again.sheet.texts().accounts] == [
        ("rus-ind",),
        ("rus-ind-seen",),
    ]


def test_undo_of_a_changed_amount_brings_its_citations_back(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Transfer, "together"))
    before = citation(full, "c-figure")
    hand.type(form.sheet.lists["figures"].sheets[0].fields["amount"], "38000000")
    assert citation(full, "c-figure") != before
    full.session.undo()
    assert citation(full, "c-figure") == before


def test_a_group_is_made_of_what_is_picked_and_says_what_counts(full: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_group(full, ["rus-ind", "rus-ind-seen"]))
    assert isinstance(form.sheet, GroupSheet)
    assert [sheet.ticks.value() for sheet in form.sheet._sheets()] == [
        ("rus-ind",),
        ("rus-ind-seen",),
    ]
    assert "counts: " in form.sheet.counted.words.text()
    assert not form.add_button.isEnabled(), "a reason is needed"
    form.sheet.fields["reason"].editor.setFocus()
    hand.qtbot.keyClicks(form.sheet.fields["reason"].editor, "Both sides tell of it")
    form.add()
    (made,) = [group for group in full.session.dossier.groups() if group.id != "twice"]
    assert made.counted_by is CountedBy.RULE
    assert sum(account.is_counted for account in made.accounts) == 1


def test_a_record_that_is_ticked_moves_to_the_other_account(full: Window, hand: Hand) -> None:
    with full.session.edit("More") as edit:
        group = full.session.dossier.groups()[0]
        first, second = group.accounts
        more = dataclasses.replace(
            full.session.dossier.transfer("account-2"), id="account-3", lines=(), figures=()
        )
        two = dataclasses.replace(second, transfers=("account-2", "account-3"))
        edit.put(more, dataclasses.replace(group, accounts=(first, two)))
    form: RecordForm = hand.opened(edit_group(full, "twice"))
    assert isinstance(form.sheet, GroupSheet)
    ticks = form.sheet._sheets()[0].ticks.list
    at = next(at for at, (id_, _) in enumerate(ticks.rows) if id_ == "account-3")
    ticks.item(at).setCheckState(Qt.CheckState.Checked)
    (made,) = full.session.dossier.groups()
    assert [account.transfers for account in made.accounts] == [
        ("account-1", "account-3"),
        ("account-2",),
    ]
    full.session.undo()
    assert full.session.dossier.groups()[0].accounts[1].transfers == ("account-2", "account-3")


def test_by_the_rule_the_account_that_counts_now_is_named_whatever_was_kept(
    full: Window, hand: Hand
) -> None:
    (group,) = full.session.dossier.groups()
    for kept in (0, 1):
        accounts = tuple(
            dataclasses.replace(account, is_counted=at == kept)
            for at, account in enumerate(group.accounts)
        )
        with full.session.edit("Kept otherwise") as edit:
            edit.put(dataclasses.replace(group, accounts=accounts, counted_by=CountedBy.RULE))
        form: RecordForm = hand.opened(edit_group(full, group.id))
        assert isinstance(form.sheet, GroupSheet)
        (shown,) = (sheet for sheet in form.sheet._sheets() if sheet.counts.isVisible())
        assert f"“{shown.texts().title}” counts" in form.sheet.counted.words.text()
        form.close()


def test_the_account_that_counts_is_chosen_by_hand_or_by_the_rule(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_group(full, "twice"))
    assert isinstance(form.sheet, GroupSheet)

    def counted() -> tuple[CountedBy, list[bool]]:
        (group,) = full.session.dossier.groups()
        return group.counted_by, [account.is_counted for account in group.accounts]

    hand.choose(form.sheet.counted, "twice-2")
    assert counted() == (CountedBy.HAND, [False, True])
    hand.choose(form.sheet.counted, "rule")
    assert counted()[0] is CountedBy.RULE
    shown = [sheet for sheet in form.sheet._sheets() if sheet.counts.isVisible()]
    assert all(isinstance(sheet, AccountSheet) for sheet in shown)
    assert [sheet.texts().is_counted for sheet in shown] == [True]


def test_who_looks_at_a_group_changes_nothing(full: Window, hand: Hand) -> None:
    rows = len(full.session.dossier.history())
    form: Form = hand.opened(edit_group(full, "twice"))
    form.close()
    link: Form = hand.opened(edit_link(full, "on"))
    link.close()
    assert len(full.session.dossier.history()) == rows
    assert not full.session.dossier.drafts()


def test_a_record_in_a_group_leads_to_that_group(full: Window) -> None:
    assert new_group(full, ["account-1"]) is None
    (shown,) = dialogs(full, Form)
    assert shown.kind.record is Group


def test_deleting_what_a_group_needs_leads_to_the_group(full: Window) -> None:
    def answer() -> None:
        (box,) = full.findChildren(QMessageBox)
        assert "Two papers tell the same delivery." in box.text()
        box.buttons()[0].click()

    QTimer.singleShot(0, answer)
    assert leads_to_group(full, ["account-1"])
    (shown,) = dialogs(full, Form)
    assert shown.kind.record is Group
    assert not leads_to_group(full, ["blr-x"])


def test_a_link_finds_its_records_by_words(full: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_link(full, "rus-ind-2"))
    earlier = form.sheet.fields["earlier"]
    assert isinstance(earlier, RecordField)
    hand.write(earlier, "")
    hand.qtbot.keyClicks(earlier.line, "india russia")
    found = {each.value for each in earlier._complete("india russia ")}
    assert {"ordered", "ind-rus"} <= found
    earlier.show_value("ordered")
    earlier.typed.emit()
    choose(hand, form, "kind", "fulfils")
    form.add()
    made = [link for link in full.session.dossier.links() if link.id not in ("on", "done")]
    assert [(link.later, link.earlier, link.kind) for link in made] == [
        ("rus-ind-2", "ordered", "fulfils")
    ]


def test_the_existence_of_a_flow_is_decided_with_a_reason_and_given_back(full: Window) -> None:
    edit_verdict(full, "RUS", "IND")
    (dialog,) = dialogs(full, VerdictDialog)
    dialog.ways["tentative"].setChecked(True)
    assert not dialog.decide.isEnabled(), "the reason is needed"
    dialog.reason.page.setPlainText("One witness only")
    assert dialog.decide.isEnabled()
    dialog.accept()
    id_ = "RUS>IND"
    assert full.session.dossier.verdicts() == {
        id_: Verdict(id_, Existence.TENTATIVE, "One witness only")
    }
    edit_verdict(full, "RUS", "IND")
    again = next(each for each in dialogs(full, VerdictDialog) if each is not dialog)
    again.ways[""].setChecked(True)
    again.accept()
    assert full.session.dossier.verdicts() == {}
    full.session.undo()
    assert id_ in full.session.dossier.verdicts()


def test_notes_and_what_a_source_is_cited_for_stand_beneath(full: Window, hand: Hand) -> None:
    form: RecordForm = hand.opened(edit_record(full, Transfer, "rus-ind"))
    assert form.noted is not None
    assert form.noted.list.item(0).text() == "The first of two."
    source: RecordForm = hand.opened(edit_record(full, Source, "report"))
    (cited_for,) = source._beneath
    assert cited_for.list.count() > 3
    cited_for.list.itemActivated.emit(cited_for.list.item(0))
    assert full.session.selected.pair is not None


def test_a_form_grows_with_what_stands_in_it(full: Window, hand: Hand) -> None:
    form: NewForm = hand.opened(new_citation(full, Subject.FIGURE, "together/a/n", "amount"))
    assert isinstance(form.sheet, CitationSheet)
    before = form.height()
    form.sheet.quoting.is_quotation.box.click()
    hand.qtbot.waitUntil(lambda: form.height() > before)
    tall = form.height()
    form.resize(form.width(), before)
    hand.type(form.sheet.fields["locator"], "p. 4")
    hand.qtbot.wait(50)
    assert form.height() < tall, "who has made it small has it small"
