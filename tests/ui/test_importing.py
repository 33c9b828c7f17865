from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Problem
from flowviz.ui.dialogs.import_ import ImportSummaryDialog
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.importing import Importing
from flowviz.ui.importing.problems import ProblemList, ProblemModel
from flowviz.ui.waiting import Waiting
from flowviz.ui.window import Window
from tests.importers.conftest import DEALS_HEADER
from tests.ui.conftest import Open, dialogs
from tests.ui.importing_hands import at_rest, begun, go_on, imported, report

GOOD = "Peru,France,1970,,5,,Mirage-5,fighter aircraft,5,,1971; 1972,New,a comment,2,10,10"
BAD = "Peru,France,1970,,1e400,,N01,fighter aircraft,5,,1971; 1972,New,odd,2,10,10"


def register(folder: Path, *rows: str) -> Path:
    path = folder / "deals.csv"
    path.write_text("\n".join((DEALS_HEADER, *rows)) + "\n")
    return path


def test_a_register_shows_what_it_changes_at_once_and_writes_nothing_yet(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = begun(qtbot, window, register(tmp_path, GOOD, BAD))
    assert dialog.pages.currentWidget() is dialog.changes
    assert dialog.next.text() == "Import 2 records"
    assert not window.session.dossier.is_modified
    model = dialog.changes.added
    assert [model.index(row, 3).data() for row in range(2)] == ["Mirage-5", "N01"]
    assert dialog.changes.problems.model.rowCount() == 1
    dialog.reject()
    assert not window.session.dossier.is_modified


def test_an_import_ends_on_the_map_with_a_report_of_every_problem(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = imported(qtbot, window, register(tmp_path, GOOD, BAD))
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "2 records: 2 added" in words
    model = dialog.problems.table.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["3"]
    assert "1e400" in model.index(0, 4).data() + model.index(0, 3).data()
    assert len(window.session.flows) == 1
    assert window.session.dossier.undo_text == "Import of deals.csv"


def test_the_report_takes_the_whole_import_back(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = imported(qtbot, window, register(tmp_path, GOOD))
    assert dialog.undo.isVisible()
    dialog.undo.click()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert len(window.session.flows) == 0
    assert not window.session.dossier.undo_text
    assert window.empty.isVisible()


def test_the_same_file_again_says_that_there_is_nothing_to_import(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    imported(qtbot, window, register(tmp_path, GOOD)).reject()
    dialog = begun(qtbot, window, register(tmp_path, GOOD))
    assert not dialog.next.isEnabled()
    assert dialog.reason.text() == "The dossier holds all of this already."
    dialog.reject()


def test_a_later_copy_shows_old_and_new_values_side_by_side(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    other = GOOD.replace("Mirage-5", "Mirage-3")
    imported(qtbot, window, register(tmp_path, GOOD, other)).reject()
    later = GOOD.replace("a comment", "another comment")
    dialog = begun(qtbot, window, register(tmp_path, later))
    assert dialog.next.text() == "Update 1 record"
    model = dialog.changes.changed
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells[2:] == ["comment", "a comment", "another comment"]
    assert dialog.changes.gone.rowCount() == 1
    dialog.changes.mark_gone.click()
    at_rest(qtbot, dialog)
    assert dialog.changes.marks_gone() is True
    dialog.next.click()
    report(qtbot, window).reject()
    provenance = window.session.dossier.provenance().values()
    assert sorted(each.is_gone for each in provenance) == [False, True]


def test_the_list_of_problems_is_saved_as_csv(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = imported(qtbot, window, register(tmp_path, BAD))
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    assert any("CSV" in button.text() for button in buttons)
    dialog.save_list(tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "line,severity,column,message,text"
    assert lines[1].startswith("2,doubtful,")


def test_a_file_that_holds_no_table_says_so_and_changes_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    dialog = begun(qtbot, window, path)
    assert dialog.is_over
    assert dialogs(window)
    assert not dialogs(window, ImportSummaryDialog)
    assert not window.session.dossier.is_modified


def test_a_cancelled_import_leaves_the_dossier_as_it_was_and_the_pages_stay(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    path = register(tmp_path, *[GOOD.replace("Mirage-5", f"M{at}") for at in range(3000)])
    dialog = begun(qtbot, window, path)
    dialog.next.click()
    assert window.session.is_busy
    assert not window.actions_["save"].isEnabled()
    (waiting,) = dialog.findChildren(Waiting)
    waiting.reject()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)
    assert not dialogs(window, ImportSummaryDialog)
    assert not window.session.dossier.is_modified
    assert window.actions_["save"].isEnabled()
    assert dialog.pages.currentWidget() is dialog.changes
    assert dialog.next.isEnabled()
    dialog.reject()


def test_stopping_while_the_file_is_looked_at_ends_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = register(tmp_path, *[GOOD.replace("Mirage-5", f"M{at}") for at in range(3000)])
    Importing(window).start(path)
    (dialog,) = dialogs(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.busy.stop.click()
    qtbot.waitUntil(lambda: dialog.is_over, timeout=30_000)
    assert not dialogs(window)
    assert not window.session.dossier.is_modified


def test_the_window_does_not_close_while_an_import_is_written(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    dialog = begun(qtbot, window, register(tmp_path, GOOD))
    dialog.next.click()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)


def test_several_files_are_taken_one_after_the_other(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    first = register(tmp_path, GOOD)
    second = tmp_path / "more.csv"
    second.write_text(f"{DEALS_HEADER}\n{GOOD.replace('Mirage-5', 'Mirage-3')}\n")
    Importing(window).start_all([first, second])
    for name in ("deals.csv (1 of 2)", "more.csv (2 of 2)"):
        qtbot.waitUntil(lambda: bool(dialogs(window, ImportDialog)), timeout=30_000)
        (dialog,) = dialogs(window, ImportDialog)
        assert isinstance(dialog, ImportDialog)
        assert dialog.windowTitle() == f"Import {name}"
        at_rest(qtbot, dialog)
        dialog.next.click()
        report(qtbot, window).reject()
    assert window.session.dossier.counts().transfers == 2


def test_a_library_of_references_goes_in_without_a_question(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    path = tmp_path / "library.ris"
    path.write_text("TY  - NEWS\nTI  - Guns for Chad\nER  - \n")
    dialog = begun(qtbot, window, path)
    assert dialog.is_over
    report(qtbot, window).reject()
    assert len(window.session.dossier.sources()) == 1


def test_names_that_nobody_knows_are_asked_for_and_asked_once(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    path = register(tmp_path, GOOD.replace("Peru", "Ruritania"), GOOD)
    dialog = begun(qtbot, window, path)
    assert dialog.pages.currentWidget() is dialog.names
    assert [each.name for each in dialog.names.model.names] == ["Ruritania"]
    dialog.names.actor.choose("Peru")
    dialog.names.map.click()
    go_on(qtbot, dialog)
    assert dialog.pages.currentWidget() is dialog.changes
    dialog.next.click()
    report(qtbot, window).reject()
    assert window.session.dossier.actors()["PER"].names
    again = begun(qtbot, window, path)
    assert again.pages.currentWidget() is again.changes
    again.reject()


def test_problems_are_a_sound_model_and_sort_by_number(qtmodeltester: ModelTester) -> None:
    model = ProblemModel(PROBLEMS)
    qtmodeltester.check(model)
    model.sort(0)
    assert [model.index(row, 0).data() for row in range(3)] == ["file", "9", "100"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [model.index(row, 0).data() for row in range(3)] == ["100", "9", "file"]
    model.sort(3)
    assert [model.index(row, 3).data() for row in range(3)] == [
        "no year",
        "the whole file",
        "too short",
    ]
    qtmodeltester.check(model)


def test_problems_are_narrowed_by_severity_and_words(qtbot: QtBot, window: Window) -> None:
    listed = ProblemList(window)
    listed.show_problems(PROBLEMS)
    listed.search.setText("SHORT too")
    assert listed.count.text() == "1 of 3 problems"
    listed.search.setText("")
    listed.severity.show_value("doubtful")
    listed.severity.typed.emit()
    assert listed.table.model().rowCount() == 2
    listed.severity.show_value("")
    listed.severity.typed.emit()
    tip = listed.model.index(1, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;img src=x&gt;</qt>"


PROBLEMS = (
    Problem("doubtful", 100, "year", "no year", "x"),
    Problem("skipped", 9, "", "too short", "<img src=x>"),
    Problem("doubtful", 0, "", "the whole file", ""),
)
