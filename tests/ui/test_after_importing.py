"""Files that are dropped, the program's own JSON, and what the window shows once a file is in."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.case import write_case
from flowviz.terms import Stage
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs
from tests.ui.importing_hands import at_rest, begun, imported, report
from tests.ui.test_importing import GOOD, register

LICENCES = "Supplier,Recipient,Year,Licensed EUR\nGermany,India,2015,5000\nFrance,Peru,2016,7\n"


def dropped(window: Window, *paths: Path) -> bool:
    """Drop files onto the window; whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, button, none))
    return enter.isAccepted()


def licences(folder: Path) -> Path:
    path = folder / "licences.csv"
    path.write_text(LICENCES)
    return path


def test_files_that_are_dropped_are_imported_one_after_the_other(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    library = tmp_path / "library.bib"
    library.write_text("@book{a, title = {A Book}}\n")
    assert dropped(window, register(tmp_path, GOOD), library)
    (dialog,) = dialogs(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    at_rest(qtbot, dialog)
    assert dialog.windowTitle() == "Import deals.csv (1 of 2)"
    dialog.next.click()
    report(qtbot, window).reject()
    report(qtbot, window).reject()
    titles = {source.title for source in window.session.dossier.sources().values()}
    assert "A Book" in titles
    assert window.session.dossier.counts().transfers == 1


def test_a_dossier_is_not_dropped_among_other_files(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "one.flowviz"
    path.touch()
    assert not dropped(window, path, register(tmp_path, GOOD))
    assert not dialogs(window)


def test_the_programs_own_json_goes_in_without_a_question_and_out_by_one_undo(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    with Dossier.sample() as sample:
        path.write_text(write_case(sample), encoding="utf-8")
        transfers = sample.counts().transfers
    window = open_window(Dossier.new())
    summary = imported(qtbot, window, path)
    assert window.session.dossier.counts().transfers == transfers
    assert len(window.session.flows)
    summary.reject()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert not window.session.dossier.counts().transfers


def test_the_first_licences_are_shown_although_nothing_of_them_is_delivered(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    imported(qtbot, window, licences(tmp_path)).reject()
    assert (window.session.query.unit, window.session.query.stage) == ("EUR", Stage.LICENSED)
    assert len(window.session.flows) == 2
    assert not window.empty.isVisible()


def test_the_first_register_is_shown_in_the_unit_that_is_made_to_be_summed(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    imported(qtbot, window, register(tmp_path, GOOD)).reject()
    assert window.session.query.unit == "TIV"


def test_another_file_leaves_what_is_asked_as_it_was(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    imported(qtbot, window, register(tmp_path, GOOD)).reject()
    asked = window.session.query
    imported(qtbot, window, licences(tmp_path)).reject()
    assert window.session.query == asked


def test_undo_in_the_menu_takes_an_import_back_and_redo_brings_it_again(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    imported(qtbot, window, register(tmp_path, GOOD)).reject()
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert undo.text().replace("&", "").startswith("Undo Import of deals.csv")
    for action, count in ((undo, 0), (redo, 1), (undo, 0)):
        action.trigger()
        qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
        assert len(window.session.contents.columns.transfers.ids) == count
    assert window.empty.isVisible()


def test_tab_goes_through_the_columns_as_they_are_read(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = begun(qtbot, open_window(Dossier.new()), licences(tmp_path))
    sheet = dialog.columns.sheet
    assert sheet is not None
    (figure,) = sheet.lists["figures"].sheets
    order = [
        sheet.fields["supplier"].editor,
        sheet.fields["designation"].editor,
        figure.fields["amount"].editor,
        sheet.fields["dates"].editor,
        sheet.fields["title"].editor,
        dialog.columns.entry_table,
    ]
    now, met = order[0], [order[0]]
    while (now := now.nextInFocusChain()) is not order[0]:
        met += [now] if now in order else []
    assert met == order
    dialog.reject()


def test_stopping_while_the_page_of_columns_is_built_goes_back(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = begun(qtbot, open_window(Dossier.new()), register(tmp_path, GOOD))
    dialog.changes.by_columns.click()
    assert dialog.pages.currentWidget() is dialog.busy
    dialog.busy.stop.click()
    assert dialog.pages.currentWidget() is dialog.changes
    qtbot.wait(50)
    assert dialog.pages.currentWidget() is dialog.changes
    dialog.reject()
