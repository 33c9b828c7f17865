"""Files that are dropped, the program's own JSON, and what the window shows once a file is in."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.case import write_case
from flowviz.importers.settling import MapTo
from flowviz.paths import config_folder
from flowviz.terms import Stage
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.window import Window
from tests.importers import test_baci
from tests.ui.conftest import Open, dialogs
from tests.ui.importing_hands import at_rest, begun, imported, preview, report
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
    dialog = imported(qtbot, window, licences(tmp_path))
    assert window.session.query == asked
    assert dialog.why.text() == (
        "The picture shows what was delivered; this file tells what was licensed."
    )
    assert dialog.show_them.text() == "Show Licensed, in EUR"
    dialog.show_them.click()
    assert (window.session.query.unit, window.session.query.stage) == ("EUR", Stage.LICENSED)
    assert len(window.session.flows) == 2
    assert not dialog.show_them.isVisible()
    window.actions_["back"].trigger()
    assert window.session.query == asked


def test_records_of_the_importer_say_that_they_are_drawn_hollow_and_count_at_a_click(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = open_window(Dossier.new()), tmp_path / "imports.csv"
    path.write_text("Reporter,Partner,Flow,Value,Currency,Year\nMali,Serbia,Import,5,USD,2001\n")
    dialog = imported(qtbot, window, path)
    assert dialog.why.isVisible()
    assert "reported by the importer" in dialog.why.text()
    assert window.session.flows.amount.tolist() != [5.0]
    dialog.show_them.click()
    assert window.session.flows.amount.tolist() == [5.0]


def test_nothing_is_said_of_a_file_that_the_picture_shows(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = imported(qtbot, open_window(Dossier.new()), register(tmp_path, GOOD))
    assert not dialog.why.isVisible()


def test_cancel_asks_only_where_something_was_told_by_hand(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = open_window(Dossier.new()), licences(tmp_path)
    dialog = begun(qtbot, window, path)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.is_over
    dialog = begun(qtbot, window, path)
    sheet = dialog.columns.sheet
    assert sheet is not None
    sheet.fields["supplier"].choice.setCurrentIndex(0)
    sheet.fields["supplier"].choice.activated.emit(0)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_over
    (box,) = dialog.findChildren(QMessageBox)
    assert {each.text() for each in box.buttons()} == {"Discard", "Keep Editing"}
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert not dialog.is_over
    dialog.reject()
    asked = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
    (discard,) = [each for each in asked[0].buttons() if each.text() == "Discard"]
    discard.click()
    assert dialog.is_over


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


def test_the_files_beside_a_file_that_were_read_with_it_are_named_and_those_missing_too(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "BACI.csv"
    path.write_bytes(test_baci.table("2021,8,384,930690,1,1"))
    (tmp_path / "country_codes_V1.csv").write_bytes(test_baci.COUNTRIES)
    dialog = begun(qtbot, open_window(Dossier.new()), path)
    assert dialog.changes.read.text().endswith("Read with country_codes_V1.csv.")
    assert dialog.changes.whole.isVisible()
    assert dialog.changes.whole.text().startswith("No file product_codes*.csv lies beside")
    dialog.reject()


def test_a_list_of_names_that_is_missing_is_told_where_names_are_asked_for(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "BACI.csv"
    path.write_bytes(test_baci.table("2021,9998,9999,930690,1,1"))
    dialog = begun(qtbot, open_window(Dossier.new()), path)
    assert dialog.pages.currentWidget() is dialog.names
    assert dialog.names.whole.isVisible()
    assert "No file country_codes*.csv lies beside" in dialog.names.whole.text()
    dialog.reject()


def test_a_mapping_of_the_dossiers_own_imports_says_why_it_is_not_forgotten(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = open_window(Dossier.new()), licences(tmp_path)
    imported(qtbot, window, path).reject()
    (kept,) = (config_folder() / "mappings").glob("*.toml")
    kept.unlink()
    dialog = begun(qtbot, window, path)
    assert dialog.menu.notice.isVisible()
    assert "in this dossier" in dialog.menu.kept.choice.currentText()
    assert not dialog.menu.forget.isEnabled()
    assert "in this dossier with the import" in dialog.menu.forget.toolTip()
    dialog.reject()


def test_a_mapping_that_is_kept_in_the_settings_is_forgotten(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = open_window(Dossier.new()), licences(tmp_path)
    imported(qtbot, window, path).reject()
    window.documents.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    dialog = begun(qtbot, window, path)
    assert "on this computer" in dialog.menu.kept.choice.currentText()
    dialog.menu.forget.click()
    assert not dialog.menu.notice.isVisible()
    assert not list((config_folder() / "mappings").glob("*.toml"))
    dialog.reject()


def test_columns_of_the_preview_that_tell_nothing_are_not_shown(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = begun(qtbot, open_window(Dossier.new()), licences(tmp_path))
    assert preview(qtbot, dialog)
    table = dialog.columns.entry_table
    heads = [
        str(dialog.columns.entries.headerData(at, Qt.Orientation.Horizontal)).strip()
        for at in range(dialog.columns.entries.columnCount())
        if not table.isColumnHidden(at)
    ]
    assert heads == ["Row", "Supplier", "Recipient", "Figures", "Date"]
    dialog.reject()


def test_the_heads_of_the_raw_columns_have_room_for_what_they_are_taken_as(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = begun(qtbot, open_window(Dossier.new()), licences(tmp_path))
    header = dialog.columns.raw_table.horizontalHeader()
    for column in range(1, header.count()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
    dialog.reject()


def test_what_a_name_could_mean_is_numbered_and_taken_by_its_key_but_never_typed_for_the_user(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = register(tmp_path, GOOD.replace("Peru", "Phillippines"))
    dialog = begun(qtbot, open_window(Dossier.new()), path)
    names = dialog.names
    assert names.actor.value() == ""
    assert not names.map.isEnabled()
    hints = [each.text() for each in names.actor.findChildren(QLabel) if each.isVisible()]
    assert any(words.startswith("1 Philippines (") for words in hints), hints
    qtbot.keyClick(names.table, Qt.Key.Key_1)
    assert names.chosen() == {"Phillippines": MapTo("PHL")}
    dialog.reject()


def test_a_table_without_dates_says_so_and_goes_in(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "undated.csv"
    path.write_text("Supplier,Recipient,Pieces delivered\nGermany,India,5\n")
    dialog = begun(qtbot, open_window(Dossier.new()), path)
    assert dialog.columns.sheet is not None
    assert dialog.columns.sheet.fields["dates"].mark == "doubt"
    assert dialog.next.isEnabled()
    dialog.reject()
