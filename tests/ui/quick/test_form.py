"""The quick form in a window: pasted, looked through, added in one edit, kept when it is closed."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flowviz.records import Source
from flowviz.ui.forms.opening import PASTED, open_drafts
from flowviz.ui.quick.form import QuickForm, paste_text
from flowviz.ui.quick.sheet import QuickSheet
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs, dossier_of
from tests.ui.test_hostile_names import EVIL, check

PAGE = "https://example.org/sold"
KEPT = f"https://web.archive.org/web/20241213123456/{PAGE}"
WORDS = (
    "Belarus sold missiles\n"
    "What Belarus sold to Bulgaria \N{GRINNING FACE} went on to Saudi Arabia."
)


def pasted(window: Window, clipboard: str) -> QuickForm:
    QGuiApplication.clipboard().setText(clipboard)
    form = paste_text(window)
    assert isinstance(form, QuickForm)
    return form


def sheet_of(form: QuickForm) -> QuickSheet:
    assert isinstance(form.sheet, QuickSheet)
    return form.sheet


def fill(form: QuickForm, **values: str) -> None:
    for name, value in values.items():
        field = form.sheet.fields[name]
        field.show_value(value)
        field.typed.emit()
        field.left.emit()


def test_a_paste_becomes_source_quotation_and_record_in_one_edit(
    window: Window, qtbot: QtBot
) -> None:
    rows = len(window.session.dossier.history())
    form = pasted(window, f"{KEPT}\n{WORDS}")
    sheet = sheet_of(form)
    assert sheet.title.value() == "Belarus sold missiles"
    assert "Archived 2024-12-13 12:34:56 UTC by web.archive.org" in sheet.link.words.text()
    start = WORDS.index("What")
    sheet.page.pick(start, WORDS.index(" went"))
    assert sheet.page.picked() == (start, WORDS.index(" went")), "a face is one letter"
    assert sheet.actors.words == ("Belarus", "Bulgaria", "Saudi Arabia")
    assert (sheet.record["supplier"].value(), sheet.record["recipient"].value()) == ("", "")
    sheet.actors._buttons[0].click()
    sheet.actors._buttons[1].click()
    assert sheet.record["supplier"].value() == "Belarus"
    assert sheet.record["recipient"].value() == "Bulgaria"
    fill(form, item="missiles", amount="~40", dates="2015")
    form.add()
    assert len(window.session.dossier.history()) == rows + 1
    (record,) = (
        each
        for each in window.session.dossier.transfers()
        if any(figure.amount.text == "~40" for figure in each.all_figures())
    )
    (cited,) = window.session.dossier.citations((record.id,))
    source = window.session.dossier.sources()[cited.source]
    assert (source.url, source.archived_url) == (PAGE, KEPT)
    assert cited.text == "What Belarus sold to Bulgaria \N{GRINNING FACE}"
    assert cited.prefix == "Belarus sold missiles "
    assert cited.suffix == " went on to Saudi Arabia."
    assert window.session.selected == Selected.record("BLR", "BGR", record.id)
    window.documents.undo()
    assert record.id not in {each.id for each in window.session.dossier.transfers()}
    assert source.id not in window.session.dossier.sources()


def test_a_source_that_has_the_link_is_cited_again(open_window: Open) -> None:
    window = open_window(dossier_of(Source("s", "It is known", url=PAGE)))
    form = pasted(window, f"{PAGE}\n{WORDS}")
    sheet = sheet_of(form)
    assert sheet.is_known.isVisibleTo(form)
    assert "It is known" in sheet.is_known.words.text()
    assert not sheet.title.isEnabled()
    fill(form, supplier="Belarus", recipient="Bulgaria", item="missiles")
    form.add()
    assert list(window.session.dossier.sources()) == ["s"]
    (cited,) = window.session.dossier.citations()
    assert cited.source == "s"


def test_a_new_source_is_made_where_that_is_wanted(open_window: Open) -> None:
    window = open_window(dossier_of(Source("s", "It is known", url=PAGE)))
    form = pasted(window, f"{PAGE}\n{WORDS}")
    sheet = sheet_of(form)
    sheet.is_known.box.click()
    assert sheet.title.isEnabled()
    fill(form, supplier="Belarus", recipient="Bulgaria", item="missiles")
    form.add()
    assert len(window.session.dossier.sources()) == 2


def test_the_title_follows_the_text_until_it_is_typed(window: Window) -> None:
    form = pasted(window, "")
    sheet = sheet_of(form)
    fill(form, text="First line\nmore")
    assert sheet.title.value() == "First line"
    fill(form, title="My title")
    fill(form, text="Other line\nmore")
    assert sheet.title.value() == "My title"


def test_the_wire_name_of_a_host_is_shown(window: Window) -> None:
    form = pasted(window, "https://ex\u00e4mple.org/x\nwords")
    assert "xn--exmple-cua.org" in sheet_of(form).link.words.text()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "example.org"])
def test_what_is_no_link_is_told(window: Window, link: str) -> None:
    form = pasted(window, "words")
    fill(form, link=link, supplier="Belarus", recipient="Bulgaria", item="missiles")
    assert not form.add_button.isEnabled()
    assert form.told.text().startswith("Link:")


def test_what_is_typed_is_kept_as_a_draft(window: Window) -> None:
    form = pasted(window, f"{KEPT}\n{WORDS}")
    sheet_of(form).page.pick(5, 9)
    fill(form, item="missiles")
    form.close()
    assert not dialogs(window, QuickForm)
    open_drafts(window)
    (again,) = dialogs(window, QuickForm)
    assert isinstance(again, QuickForm)
    assert again.notice.isVisibleTo(again)
    assert sheet_of(again).page.picked() == (5, 9)
    assert again.sheet.fields["item"].value() == "missiles"


def test_a_paste_of_five_thousand_lines_is_shown_whole_and_words_of_it_quoted(
    window: Window,
) -> None:
    lines = [f"line {at} of a \u0441\u0442\u0440. Belarus sold 240 missiles" for at in range(5_000)]
    form = pasted(window, "\n".join(lines))
    sheet = sheet_of(form)
    fill(form, supplier="Belarus", recipient="Bulgaria", item="missiles")
    assert sheet.page.page.toPlainText().endswith(lines[-1])
    assert not form.add_button.isEnabled()
    assert "100,000 is the most" in form.told.text()
    form.settle()
    assert lines[-1].partition(" of")[0] in window.session.dossier.drafts()[PASTED]
    start = sheet.page.value().index(lines[4_000])
    sheet.page.pick(start, start + len(lines[4_000]))
    form.look()
    form.add()
    (cited,) = (each for each in window.session.dossier.citations() if "line 4000" in each.text)
    assert cited.text == lines[4_000]
    assert cited.prefix.endswith("240 missiles ")


def test_a_paste_that_no_field_holds_is_told_and_never_shortened(window: Window) -> None:
    form = pasted(window, "word " * 250_000)
    fill(form, title="Title", supplier="Belarus", recipient="Bulgaria", item="missiles")
    assert not form.add_button.isEnabled()
    assert "is the most" in form.told.text()


def test_one_form_at_a_time(window: Window) -> None:
    form = pasted(window, WORDS)
    assert paste_text(window) is form


def test_a_hostile_text_stays_plain(window: Window) -> None:
    pasted(window, f"https://example.org/<b>\n{EVIL}\n{EVIL}\u202e\u200b words")
    check(window)
