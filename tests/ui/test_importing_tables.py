"""A table of a reporter's own through the columns page, read by the real reader process."""

from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.editing.mapping_text import ALWAYS, COLUMN
from flowviz.importers import mapping_toml
from flowviz.importers.importing import import_file
from flowviz.records import Transfer
from flowviz.terms import Stage
from flowviz.ui.forms.fields import Field
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.importing import Importing
from flowviz.ui.importing.places_model import ColumnOffer, PlacesModel
from flowviz.ui.window import Window
from tests.importers import invented
from tests.ui.conftest import Open, dialogs
from tests.ui.heart import BLOCKED_S, Heart
from tests.ui.importing_hands import at_rest, begun, go_on, preview, report


def take(field: Field, value: str) -> None:
    """Choose a value as a hand does."""
    field.show_value(value)
    field.typed.emit()


def told(dialog: ImportDialog) -> None:
    """Say what the columns of the Spanish table are."""
    sheet = dialog.columns.sheet
    assert sheet is not None
    for name, column in (
        ("supplier", "país de origen"),
        ("recipient", "país de destino"),
        ("designation", "producto"),
        ("dates", "fecha de entrega"),
        ("source", "fuente"),
    ):
        take(sheet.fields[name], COLUMN + column)
    take(sheet.fields["kind"], "report")
    take(sheet.fields["reported_by"], "third party")
    take(dialog.columns.file_row.order, "dmy")
    figures = sheet.lists["figures"]
    while len(figures.sheets) < 2:
        figures.add_blank()
    for part, column, unit, scale in zip(
        figures.sheets,
        ("cantidad", "valor en miles"),
        (f"{ALWAYS}pieces", f"{COLUMN}moneda"),
        ("1", "1000"),
        strict=True,
    ):
        take(part.fields["amount"], COLUMN + column)
        take(part.fields["stage"], Stage.DELIVERED.value)
        take(part.fields["unit"], unit)
        take(part.fields["scale"], scale)


def figures_of(transfer: Transfer) -> list[str]:
    return [f"{each.amount.value} {each.unit} {each.stage}" for each in transfer.all_figures()]


@pytest.fixture
def table(open_window: Open, qtbot: QtBot, tmp_path: Path) -> ImportDialog:
    """The dialog on the columns of the Spanish table."""
    dialog = begun(qtbot, open_window(Dossier.new()), invented.entries(tmp_path))
    assert dialog.pages.currentWidget() is dialog.columns
    return dialog


def test_the_first_rows_are_shown_as_the_records_they_become(
    table: ImportDialog, qtbot: QtBot
) -> None:
    told(table)
    rows = preview(qtbot, table)
    assert rows[0][1:6] == [
        "España",
        "Mali",
        "Pistola",
        "12 pieces delivered; EUR 37,900 delivered",
        "25/04/2015",
    ]
    assert len(rows) == 2
    assert "Row 4 is left out: a totals row" in table.columns.doubt.text()
    header = table.columns.raw
    assert "as supplier" in str(
        header.headerData(1, table.columns.raw_table.horizontalHeader().orientation())
    )
    assert not table.reason.text()
    table.reject()


def test_nothing_can_be_imported_before_who_supplied_is_said(
    table: ImportDialog, qtbot: QtBot
) -> None:
    told(table)
    sheet = table.columns.sheet
    assert sheet is not None
    take(sheet.fields["supplier"], "")
    assert not table.next.isEnabled()
    assert table.reason.text() == "Choose the column with the supplier, or one actor for all rows."
    assert sheet.fields["supplier"].mark == "fault"
    take(sheet.fields["supplier"], f"{ALWAYS}DEU")
    assert table.next.isEnabled()
    assert preview(qtbot, table)[0][1] == "DEU"
    table.reject()


def test_the_dialog_and_its_toml_make_the_same_records(
    table: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    window = table.parent()
    assert isinstance(window, Window)
    told(table)
    table.menu.save_file(tmp_path / "told.toml")
    go_on(qtbot, table)
    assert table.next.text() == "Import 2 records"
    table.next.click()
    report(qtbot, window).reject()
    dossier = window.session.dossier
    found = {each.lines[0].designation: each for each in dossier.transfers()}
    assert figures_of(found["Pistola"]) == ["12 pieces delivered", "37900 EUR delivered"]
    mappings = (
        mapping_toml.read(tmp_path / "told.toml"),
        mapping_toml.loads(invented.ENTRIES_TOML),
    )
    for mapping in mappings:
        with Dossier.new() as other:
            import_file(other, tmp_path / "entregas aduana.csv", mapping=mapping)
            assert other.transfers() == dossier.transfers()
            assert other.sources().keys() == dossier.sources().keys()


def test_a_mapping_is_offered_again_for_a_table_of_the_same_shape_and_can_be_forgotten(
    table: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    window = table.parent()
    assert isinstance(window, Window)
    told(table)
    asked = table.columns.mapping()
    go_on(qtbot, table)
    table.next.click()
    report(qtbot, window).reject()
    path = tmp_path / "next year.csv"
    path.write_bytes((tmp_path / "entregas aduana.csv").read_bytes())
    again = begun(qtbot, window, path)
    assert again.menu.notice.isVisible()
    again.menu.use.click()
    at_rest(qtbot, again)
    assert again.columns.mapping().figures == asked.figures
    assert preview(qtbot, again)[0][1] == "España"
    again.reject()


def test_going_back_keeps_what_was_said_and_cancel_leaves_the_dossier_alone(
    table: ImportDialog, qtbot: QtBot
) -> None:
    window = table.parent()
    assert isinstance(window, Window)
    told(table)
    before = table.columns.mapping()
    go_on(qtbot, table)
    assert table.pages.currentWidget() is table.changes
    table.back.click()
    assert table.pages.currentWidget() is table.columns
    assert table.columns.mapping() == before
    table.reject()
    assert not window.session.dossier.is_modified
    assert not window.session.dossier.actors()


def test_the_event_loop_is_never_held_up_over_a_hostile_table(
    open_window: Open, qtbot: QtBot, heart: Heart, tmp_path: Path
) -> None:
    window = open_window(Dossier.new())
    names = ",".join(f"<b>column {at}</b>\u202e" for at in range(1_000))
    path = tmp_path / "wide.csv"
    cell = "x" * 2_000
    rows = "\n".join(",".join([cell] * 20 + ["1"] * 980) for _ in range(300))
    path.write_text(f"{names}\n{rows}\n")
    heart.begin()
    Importing(window).start(path)
    (dialog,) = dialogs(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    at_rest(qtbot, dialog)
    qtbot.wait(1_000)
    assert dialog.columns.sheet is not None
    dialog.columns.sheet.lists["figures"].adder.click()
    qtbot.wait(200)
    assert heart.longest_s < BLOCKED_S, "all of the page at once is 0.4 s"
    dialog.reject()


def test_the_places_of_a_term_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    columns = (ColumnOffer("a", "A <b>", "1"), ColumnOffer("b", "B", ""))
    model = PlacesModel([("", "nowhere"), (ALWAYS, "always")], columns)
    qtmodeltester.check(model)
    assert model.row_of(f"{COLUMN}b") == 4
    assert model.row_of(f"{COLUMN}gone") == -1
    assert model.show_stray(f"{COLUMN}gone", "gone") == model.row_of(f"{COLUMN}gone") == 5
    qtmodeltester.check(model)
