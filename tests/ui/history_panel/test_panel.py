"""The history panel in a real window: read, opened, searched, followed, gone back in."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetText
from flowviz.records import Note, Source
from flowviz.terms import Subject
from flowviz.ui.history_panel.model import ROWS, WHAT, WHO, HistoryModel
from flowviz.ui.history_panel.panel import HistoryPanel
from flowviz.ui.window import Window
from tests.dossier.material import ALL, BELARUS, KONKURS
from tests.dossier.test_changes import with_figure
from tests.ui.conftest import Open, dialogs
from tests.ui.test_hostile_names import EVIL, check


@pytest.fixture
def window(open_window: Open) -> Window:
    """A window on records of every kind, of which three things were done."""
    window = open_window(Dossier.new("Full", ALL))
    session = window.session
    session.author = "A. Writer"
    with session.edit("Edit Konkurs", step="k") as edit:
        edit.put(with_figure(dataclasses.replace(KONKURS, amount=Amount.exact("250"))))
    with session.edit("Edit Konkurs", step="k") as edit:
        edit.put(with_figure(dataclasses.replace(KONKURS, amount=Amount.exact("260"))))
    session.author = ""
    with session.edit("Delete a note", reason="it was wrong") as edit:
        edit.delete(Note, "n1")
    return window


@pytest.fixture
def panel(window: Window, qtbot: QtBot) -> HistoryPanel:
    window.actions_["history"].setChecked(True)
    panel = window.panels.widget("history")
    assert isinstance(panel, HistoryPanel)
    qtbot.waitUntil(lambda: panel.model_of_history().rowCount() > 0)
    return panel


def said(model: HistoryModel, parent: QModelIndex | None = None, column: int = WHAT) -> list[str]:
    above = parent or QModelIndex()
    return [model.index(row, column, above).data() for row in range(model.rowCount(above))]


def opened(qtbot: QtBot, panel: HistoryPanel, *places: int) -> QModelIndex:
    """Open a row, and give its index once what it changed is there."""
    model, index = panel.model_of_history(), QModelIndex()
    for place in places:
        index = model.index(place, 0, index)
        panel.tree.expand(index)
    qtbot.waitUntil(lambda: model.rowCount(index) > 0)
    return index


def test_everything_that_was_done_is_listed_the_latest_first(panel: HistoryPanel) -> None:
    model = panel.model_of_history()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert said(model) == [
        "Delete a note \N{EM DASH} because: it was wrong",
        "Edit Konkurs (2 changes)",
    ]
    assert said(model, column=WHO) == ["", "A. Writer"]
    assert said(model, column=ROWS) == ["1", "2"]
    assert panel.line_said() == "2 changes"


def test_a_row_that_is_opened_tells_from_what_to_what(panel: HistoryPanel, qtbot: QtBot) -> None:
    model = panel.model_of_history()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    index = opened(qtbot, panel, 1, 1)
    assert said(model, index) == [
        "Changed: the record Belarus → Bulgaria: 9P135M Konkurs and AGS-17"
    ]
    (lines,) = (said(model, model.index(0, 0, index)),)
    assert lines == ["9P135M Konkurs, delivered pieces: 240 → 250"]
    gone = opened(qtbot, panel, 0)
    assert said(model, gone) == ["Deleted: the note on Belarus"]
    assert said(model, model.index(0, 0, gone)) == ["text: “A note on Belarus”"]


def test_what_is_open_stays_open_when_something_is_done(
    window: Window, panel: HistoryPanel, qtbot: QtBot
) -> None:
    opened(qtbot, panel, 0)
    with window.session.edit("Write") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "x"))
    model = panel.model_of_history()
    qtbot.waitUntil(lambda: said(model)[0] == "Write")
    assert not panel.tree.isExpanded(model.index(0, 0))
    assert panel.tree.isExpanded(model.index(1, 0))
    assert said(model, model.index(1, 0)) == ["Deleted: the note on Belarus"]


def test_nothing_stays_of_what_is_forgotten(
    window: Window, panel: HistoryPanel, qtbot: QtBot
) -> None:
    opened(qtbot, panel, 0)
    window.session.dossier.forget(ForgetText("A note on Belarus"))
    window.session.state_changed.emit()
    model = panel.model_of_history()
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    panel.tree.collapseAll()
    assert "A note on Belarus" not in str(model._details)
    index = opened(qtbot, panel, 1)
    assert "A note on Belarus" not in "\n".join(model.lines(model.node(index)))


def test_an_undo_is_listed_and_what_it_took_back_is_said(
    window: Window, panel: HistoryPanel, qtbot: QtBot
) -> None:
    window.undo()
    model = panel.model_of_history()
    qtbot.waitUntil(lambda: said(model)[0] == "Undid: Delete a note")
    assert said(model)[1] == "Delete a note (undone) \N{EM DASH} because: it was wrong"
    index = opened(qtbot, panel, 0)
    assert said(model, index) == ["Added: the note on Belarus"]


DELETION = "Delete a note \N{EM DASH} because: it was wrong"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("wrong", [DELETION]),
        ("260", ["Edit Konkurs (2 changes)"]),
        ("A NOTE on belarus", [DELETION]),
        ("nothing of the kind", []),
    ],
)
def test_words_are_found_in_what_was_done_why_and_what_was_changed(
    panel: HistoryPanel, qtbot: QtBot, words: str, found: list[str]
) -> None:
    panel.search.setText(words)
    line = f"{len(found)} of 2 changes"
    qtbot.waitUntil(lambda: panel.line_said() == line, timeout=5000)
    assert said(panel.model_of_history()) == found
    panel.search.clear()
    qtbot.waitUntil(lambda: panel.line_said() == "2 changes")


def test_kinds_of_changes_are_told_apart(panel: HistoryPanel, qtbot: QtBot) -> None:
    kinds = panel.findChildren(type(panel._head._kind))[0]
    kinds.setCurrentText("Deletions")
    qtbot.waitUntil(lambda: panel.line_said() == "1 of 2 changes")
    assert said(panel.model_of_history())[0].startswith("Delete a note")


def test_a_changed_record_is_selected_by_enter(
    window: Window, panel: HistoryPanel, qtbot: QtBot
) -> None:
    index = opened(qtbot, panel, 1, 0)
    panel.tree.setCurrentIndex(panel.model_of_history().index(0, 0, index))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert window.session.selected.transfers == ("t1",)
    gone = opened(qtbot, panel, 0)
    panel.tree.setCurrentIndex(panel.model_of_history().index(0, 0, gone))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert "no longer" in window.status.words()


def test_a_change_is_copied_with_what_it_changed(panel: HistoryPanel, qtbot: QtBot) -> None:
    panel.tree.setCurrentIndex(opened(qtbot, panel, 0))
    qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Delete a note")
    assert lines[-1].strip() == "text: “A note on Belarus”"


def going_back(window: Window, answer: str) -> Callable[[], None]:
    def press() -> None:
        (box,) = dialogs(window, QMessageBox)
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if each.text() == answer).click()

    return press


def test_going_back_undoes_what_was_done_since_after_asking(
    window: Window, panel: HistoryPanel, qtbot: QtBot
) -> None:
    rows = window.session.dossier.history()
    with window.session.edit("Write") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "x"))
    QTimer.singleShot(0, going_back(window, "Cancel"))
    panel.back_wanted.emit(rows[1])
    assert len(window.session.dossier.history()) == 4
    QTimer.singleShot(0, going_back(window, "Undo 2 changes"))
    panel.back_wanted.emit(rows[1])
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert window.session.dossier.notes(("BLR",)) != ()
    assert [row.kind for row in window.session.dossier.history()] == ["edit"] * 4 + ["undo"] * 2
    assert window.session.dossier.transfer("t1") == with_figure(
        dataclasses.replace(KONKURS, amount=Amount.exact("260"))
    )


def test_a_dossier_without_history_says_so(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_["history"].setChecked(True)
    panel = window.panels.widget("history")
    assert isinstance(panel, HistoryPanel)
    qtbot.waitUntil(lambda: "Nothing was changed yet" in panel.line_said())


def test_no_part_of_the_panel_reads_a_name_as_markup(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(Dossier.new("Full", ALL))
    window.session.author = EVIL
    source = Source("s9", EVIL)
    with window.session.edit(EVIL, reason=EVIL) as edit:
        edit.put(source, dataclasses.replace(BELARUS, name=EVIL))
    window.actions_["history"].setChecked(True)
    panel: Any = window.panels.widget("history")
    qtbot.waitUntil(lambda: panel.model_of_history().rowCount() > 0)
    opened(qtbot, panel, 0)
    check(window)


def test_an_old_row_of_a_long_history_is_read(open_window: Open, qtbot: QtBot) -> None:
    dossier = Dossier.new("Full", ALL)
    for at in range(300):
        with dossier.edit(f"Edit {at}") as edit:
            edit.put(Note("n9", Subject.ACTOR, "BLR", f"text {at}"))
    window = open_window(dossier)
    window.actions_["history"].setChecked(True)
    panel = window.panels.widget("history")
    assert isinstance(panel, HistoryPanel)
    qtbot.waitUntil(lambda: panel.model_of_history().rowCount() == 300)
    index = opened(qtbot, panel, 299)
    assert said(panel.model_of_history(), index) == ["Added: the note on Belarus"]
