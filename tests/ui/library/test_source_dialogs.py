"""A source is retracted, graded, traced to its origin and deleted: each in one edit."""

import datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.flows.library import Fall
from flowviz.records import Source
from flowviz.terms import Origin, SourceStatus
from flowviz.ui.dialogs.reason import ReasonDialog
from flowviz.ui.forms.form import Form
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.library.source_dialogs import (
    GradeDialog,
    OriginDialog,
    SourceDialog,
    StatusDialog,
    fall_words,
)
from flowviz.ui.window import Window
from tests.ui.conftest import dialogs


def source(window: Window, id_: str) -> Source:
    return window.session.dossier.sources((id_,))[id_]


def pick(panel: LibraryPanel, id_: str, qtbot: QtBot) -> None:
    panel.choose(id_)
    panel.table.setFocus()
    qtbot.wait(40)  # what can be done is looked at soon


def opened(
    panel: LibraryPanel, window: Window, id_: str, action: str, qtbot: QtBot
) -> SourceDialog:
    pick(panel, id_, qtbot)
    assert window.actions_[action].isEnabled()
    window.actions_[action].trigger()
    (dialog,) = dialogs(window, SourceDialog)
    assert isinstance(dialog, SourceDialog)
    return dialog


def test_retracting_says_beforehand_what_falls(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    dialog = opened(panel, window, "wire", "source_status", qtbot)
    assert isinstance(dialog, StatusDialog)
    assert dialog.said.text() == (
        "2 sources derive from it alone and fall too. 1 flow becomes unsupported. "
        "2 records lose their last support."
    )
    dialog.by.show_value("The agency")
    dialog.why.show_value("It was made up")
    dialog.on.show_value("2024-05-02")
    dialog.accept()
    after = source(window, "wire")
    assert after.status is SourceStatus.RETRACTED
    assert after.status_on == datetime.date(2024, 5, 2)
    assert (after.status_by, after.status_reason) == ("The agency", "It was made up")
    assert "Retract" in window.session.dossier.history()[-1].what
    qtbot.waitUntil(lambda: "echo" in panel.table.sources.library.fallen)
    window.documents.undo()
    assert source(window, "wire").status is SourceStatus.LIVE


def test_a_retraction_is_taken_back(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    dialog = opened(panel, window, "gone", "source_status", qtbot)
    assert isinstance(dialog, StatusDialog)
    assert dialog.status.value() == "retracted"
    assert not dialog.button.isEnabled(), "nothing is other than it was"
    dialog.status.show_value("live")
    dialog.status.typed.emit()
    dialog.accept()
    after = source(window, "gone")
    assert (after.status, after.status_on, after.status_by) == (SourceStatus.LIVE, None, "")


def test_a_day_that_is_none_is_told(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    dialog = opened(panel, window, "wire", "source_status", qtbot)
    assert isinstance(dialog, StatusDialog)
    dialog.on.show_value("yesterday")
    dialog.on.typed.emit()
    assert dialog.on.mark == "fault"
    assert not dialog.button.isEnabled()


@pytest.mark.parametrize(
    ("fall", "words"),
    [
        (Fall(), "Nothing else falls with it: all it supports has other support."),
        (Fall(("a",)), "1 source derives from it alone and falls too."),
        (Fall((), 1), "1 record loses its last support."),
        (
            Fall(("a", "b", "c"), 40, (("A", "B"),) * 4),
            "3 sources derive from it alone and fall too. 4 flows become unsupported. "
            "40 records lose their last support.",
        ),
    ],
)
def test_what_falls_is_said_in_words(fall: Fall, words: str) -> None:
    assert fall_words(fall) == words


def test_a_grade_is_added_to_those_before(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    dialog = opened(panel, window, "wire", "grade_source", qtbot)
    assert isinstance(dialog, GradeDialog)
    assert not dialog.button.isEnabled(), "no grade is chosen yet"
    dialog.grade.show_value("C")
    dialog.grade.typed.emit()
    dialog.since.show_value("2025-01-01")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.why.editor.setFocus()
    qtbot.keyClicks(dialog.why.editor, "It named its source")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(dialog.why.editor, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: not dialogs(window))
    after = source(window, "wire")
    assert [each.reliability for each in after.gradings] == ["B", "D", "C"]
    assert after.reliability == "C"
    assert after.gradings[-1].reason == "It named its source"
    window.documents.undo()
    assert source(window, "wire").reliability == "D"


def test_an_origin_is_established(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    dialog = opened(panel, window, "hidden", "source_origin", qtbot)
    assert isinstance(dialog, OriginDialog)
    dialog.origin.show_value("original")
    dialog.origin.typed.emit()
    dialog.accept()
    assert source(window, "hidden").origin is Origin.ORIGINAL


def test_who_names_an_origin_says_that_it_is_derived(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    dialog = opened(panel, window, "hidden", "source_origin", qtbot)
    assert isinstance(dialog, OriginDialog)
    sheet = dialog.parents.add_blank()
    sheet.fields[""].show_value("Wire report")
    dialog.parents.typed.emit()
    assert dialog.origin.value() == "derived"
    dialog.accept()
    after = source(window, "hidden")
    assert (after.origin, after.derives_from) == (Origin.DERIVED, ("wire",))


def test_no_source_derives_from_itself(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    dialog = opened(panel, window, "wire", "source_origin", qtbot)
    assert isinstance(dialog, OriginDialog)
    sheet = dialog.parents.add_blank()
    sheet.fields[""].show_value("Echo of it")
    dialog.parents.typed.emit()
    assert not dialog.button.isEnabled()
    assert any("derive from itself" in fault.words for fault in dialog.checked().faults)


def test_it_is_edited_in_its_form(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    pick(panel, "wire", qtbot)
    window.actions_["edit_record"].trigger()
    (form,) = dialogs(window, Form)
    assert isinstance(form, Form)
    assert form.name == "source wire"


def test_a_source_that_nothing_cites_is_deleted(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    pick(panel, "hidden", qtbot)
    QTimer.singleShot(100, lambda: dialogs(window, ReasonDialog)[0].accept())
    window.actions_["delete_record"].trigger()
    assert "hidden" not in window.session.dossier.sources()
    qtbot.waitUntil(lambda: panel.table.sources.place_of("hidden") < 0)


def test_one_that_is_cited_stays_and_it_is_said_why(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    pick(panel, "paper", qtbot)
    said: list[str] = []

    def agree() -> None:
        dialogs(window, ReasonDialog)[0].accept()

    def read() -> None:
        (box,) = dialogs(window, QMessageBox)
        assert isinstance(box, QMessageBox)
        said.append(box.text() + box.informativeText())
        box.reject()

    QTimer.singleShot(100, agree)
    QTimer.singleShot(400, read)
    window.actions_["delete_record"].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert "paper" in window.session.dossier.sources()


def test_without_a_source_the_menu_says_what_is_missing(window: Window, qtbot: QtBot) -> None:
    window.canvas.setFocus()
    qtbot.wait(40)
    for name in ("source_status", "grade_source", "source_origin", "copy_citation"):
        assert not window.actions_[name].isEnabled()
        assert "Pick a source" in window.actions_[name].toolTip()
