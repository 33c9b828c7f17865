from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Problem
from flowviz.ui.dialogs.import_ import ImportSummaryDialog, ProblemModel
from flowviz.ui.importing.importing import Importing
from flowviz.ui.waiting import Waiting
from flowviz.ui.window import Window
from tests.importers.conftest import DEALS_HEADER
from tests.ui.conftest import Open, dialogs

GOOD = "Peru,France,1970,,5,,Mirage-5,fighter aircraft,5,,1971; 1972,New,a comment,2,10,10"
BAD = "Peru,France,1970,,1e400,,N01,fighter aircraft,5,,1971; 1972,New,odd,2,10,10"


def register(folder: Path, *rows: str) -> Path:
    path = folder / "deals.csv"
    path.write_text("\n".join((DEALS_HEADER, *rows)) + "\n")
    return path


def importing(window: Window) -> Importing:
    return Importing(window.session, window.documents, window.settings, window)


def imported(qtbot: QtBot, window: Window, path: Path) -> ImportSummaryDialog:
    importing(window).start(path)
    qtbot.waitUntil(lambda: bool(dialogs(window, ImportSummaryDialog)), timeout=30_000)
    (dialog,) = dialogs(window, ImportSummaryDialog)
    assert isinstance(dialog, ImportSummaryDialog)
    return dialog


def test_an_import_ends_on_the_map_with_a_summary_of_every_problem(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = imported(qtbot, window, register(tmp_path, GOOD, BAD))
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "2 deals: 2 added" in words
    model = dialog.table.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["3"]
    assert "1e400" in model.index(0, 4).data() + model.index(0, 3).data()
    assert len(window.session.flows) == 1
    assert window.session.dossier.undo_text == "Import of deals.csv"
    dialog.reject()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert len(window.session.flows) == 0
    assert window.empty.isVisible()


def test_the_list_of_problems_is_saved_as_csv(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: object
) -> None:
    window = open_window(Dossier.new())
    dialog = imported(qtbot, window, register(tmp_path, BAD))
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    assert any("CSV" in button.text() for button in buttons)
    dialog.save_list(tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "line,severity,column,message,text"
    assert lines[1].startswith("2,doubtful,")


def test_a_file_that_is_no_register_says_so_and_changes_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("shopping,list\neggs,12\n")
    importing(window).start(path)
    qtbot.waitUntil(lambda: bool(dialogs(window)) and not window.session.is_busy, timeout=30_000)
    assert not dialogs(window, ImportSummaryDialog)
    assert not window.session.dossier.is_modified


def test_a_cancelled_import_leaves_the_dossier_as_it_was(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = register(tmp_path, *[GOOD.replace("Mirage-5", f"M{at}") for at in range(3000)])
    importing(window).start(path)
    (waiting,) = window.findChildren(Waiting)
    assert window.session.is_busy
    assert not window.actions_["save"].isEnabled()
    waiting.reject()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)
    assert not dialogs(window, ImportSummaryDialog)
    assert not window.session.dossier.is_modified
    assert window.actions_["save"].isEnabled()


def test_the_window_does_not_close_while_an_import_runs(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    importing(window).start(register(tmp_path, GOOD))
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)


def test_selecting_while_a_job_has_the_dossier_is_shown_when_it_is_back(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    importing(window).start(register(tmp_path, GOOD))
    window.canvas.step(1)
    assert window.session.is_busy
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)
    shown = [label.text() for label in window.evidence.flow.header.findChildren(QLabel)]
    assert "Belarus → Bulgaria" in shown


def test_problems_are_a_sound_model_and_sort_by_number(qtmodeltester: ModelTester) -> None:
    problems = (
        Problem("doubtful", 100, "year", "no year", "x"),
        Problem("skipped", 9, "", "too short", "<img src=x>"),
        Problem("doubtful", 0, "", "the whole file", ""),
    )
    model = ProblemModel(problems)
    qtmodeltester.check(model)
    assert model.index(0, 0).data(ProblemModel.SORT) == 100
    assert model.index(2, 0).data() == "file"
    tip = model.index(1, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;img src=x&gt;</qt>"
