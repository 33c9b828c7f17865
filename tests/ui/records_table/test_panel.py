"""The table of records: one row a record under the query, in step with the picture."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.editing.table import pasted
from flowviz.flows.query import Query, ReportedBy
from flowviz.records import Account, Citation, DataSet, Figure, Group, Line, Source, Transfer
from flowviz.terms import Existence, Reporter, Stage, Subject, TransferKind
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.records_table.rows import Column, order_of
from flowviz.ui.session import NOTHING, Selected
from flowviz.ui.timeline.window import asking, whole_time
from flowviz.ui.window import Window
from tests.contrast import contrast
from tests.ui.conftest import Open
from tests.ui.test_hostile_names import EVIL, check, evil_dossier

NAMES = {"x-a": "Ährenland", "x-b": "=cmd|' /C calc'!A0", "x-c": "<b>Cland</b>"}
ACTORS = tuple(Actor(code, ActorKind.STATE, name, lon=9.0, lat=1.0) for code, name in NAMES.items())


def figure(id_: str, amount: Amount | str, dates: str = "", unit: str = "pieces") -> Figure:
    stated = amount if isinstance(amount, Amount) else Amount.exact(amount)
    return Figure(id_, Stage.DELIVERED, unit, stated, Dates.parse(dates) if dates else Dates())


def line(id_: str, item: str, category: str, *figures: Figure) -> Line:
    return Line(id_, item, category=category, figures=figures)


RANGE = Transfer(
    "t1",
    TransferKind.DELIVERY,
    "x-a",
    "x-b",
    Reporter.EXPORTER,
    lines=(
        line("l1", "Rifle", "Arms", figure("f1", Amount.between("10", "12", text="10-12"), "2014")),
        line("l2", "Tank", "Armour", figure("f2", "5", "2015-06")),
    ),
    data_set="set",
)
SPAN = Transfer(
    "t2",
    TransferKind.DEAL,
    "x-a",
    "x-c",
    existence=Existence.TENTATIVE,
    lines=(line("l3", "Ship", "Ships", figure("f3", "7", "2013/2016")),),
)
UNKNOWN = Transfer("t3", TransferKind.REPORT, "x-b", "x-c", lines=(line("l4", "Aircraft", ""),))
OTHER = Transfer(
    "t4", TransferKind.DELIVERY, "x-a", "x-b", Reporter.IMPORTER,
    lines=(line("l5", "Rifle", "Arms", figure("f5", "99", "2014")),),
)  # fmt: skip
SOURCE = Source("s", "A register")
RECORDS = (
    *ACTORS,
    SOURCE,
    DataSet("set", "The Register", "reader", "s"),
    RANGE,
    SPAN,
    UNKNOWN,
    OTHER,
    Citation("c1", "s", Subject.TRANSFER, "t2"),
)


@pytest.fixture
def window(open_window: Open) -> Window:
    window = open_window(Dossier.new("", RECORDS))
    window.session.ask(Query(unit="pieces"))
    return window


@pytest.fixture
def table(window: Window) -> RecordsTable:
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    return table


def cells(table: RecordsTable, column: Column) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_every_record_is_a_row_with_its_amount_as_exact_text(table: RecordsTable) -> None:
    table.sortByColumn(Column.AMOUNT, Qt.SortOrder.DescendingOrder)
    assert cells(table, Column.AMOUNT) == [
        "99 pieces",
        "15\N{EN DASH}17 pieces",
        "7 pieces",
        "amount unknown",
    ]
    assert cells(table, Column.DATES) == [
        "2014",
        "Jan 2014\N{EN DASH}Jun 2015",
        "2013\N{EN DASH}2016",
        "undated",
    ]
    assert cells(table, Column.ITEMS) == ["Rifle", "Rifle, Tank", "Ship", "Aircraft"]
    assert cells(table, Column.CATEGORY) == ["Arms", "Arms, Armour", "Ships", ""]
    assert cells(table, Column.KIND) == ["delivery", "delivery", "deal", "report"]
    assert cells(table, Column.EXISTENCE)[2] == "tentative"
    assert cells(table, Column.REPORTER) == ["importer", "exporter", "", ""]
    assert cells(table, Column.SOURCES) == ["no source", "1", "1", "no source"]
    assert cells(table, Column.DATA_SET)[1:3] == ["The Register", "entered by hand"]


def test_it_tells_what_counts_and_why_not(window: Window, table: RecordsTable) -> None:
    table.sortByColumn(Column.AMOUNT, Qt.SortOrder.DescendingOrder)
    assert cells(table, Column.COUNTS) == [
        "not counted: the other side's",
        "counted",
        "counted",
        "counted, amount unknown",
    ]
    window.session.ask(asking(window.session.query, whole_time(2014, 2014)))
    told = dict(zip(cells(table, Column.ITEMS), cells(table, Column.COUNTS), strict=True))
    assert told["Ship"] == "beside: not dated within"
    amounts = dict(zip(cells(table, Column.ITEMS), cells(table, Column.AMOUNT), strict=True))
    assert amounts["Ship"] == "up to 7 pieces more"


def test_another_account_of_the_same_is_there_and_does_not_count(open_window: Open) -> None:
    accounts = (Account("g/1", "one", True, ("t1",)), Account("g/2", "two", False, ("t2",)))
    same_pair = dataclasses.replace(SPAN, recipient="x-b")
    group = Group("g", "the same goods", accounts)
    window = open_window(Dossier.new("", (*RECORDS[:5], RANGE, same_pair, group)))
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    table.sortByColumn(Column.COUNTS, Qt.SortOrder.AscendingOrder)
    assert cells(table, Column.COUNTS) == ["counted", "not counted: another account of it is"]
    assert cells(table, Column.AMOUNT) == ["15\N{EN DASH}17 pieces", ""]
    window.session.ask(dataclasses.replace(window.session.query, categories=frozenset({"Arms"})))
    assert cells(table, Column.ITEMS) == ["Rifle, Tank"]
    window.session.ask(asking(Query(unit="pieces"), whole_time(2014, 2016)))
    assert cells(table, Column.COUNTS) == ["counted"]


def test_filters_apply_at_once(window: Window, table: RecordsTable) -> None:
    window.session.ask(dataclasses.replace(window.session.query, categories=frozenset({"Ships"})))
    assert cells(table, Column.ITEMS) == ["Ship"]
    window.session.ask(Query(unit="pieces", reported_by=ReportedBy.IMPORTER))
    assert cells(table, Column.COUNTS).count("not counted: the other side's") == 1
    window.session.ask(Query(unit="EUR"))
    assert set(cells(table, Column.AMOUNT)) == {"amount unknown"}
    window.session.ask(Query(unit="pieces", stage=Stage.SEIZED))
    assert cells(table, Column.ITEMS) == []


@pytest.mark.parametrize("column", Column)
def test_every_column_sorts_both_ways(table: RecordsTable, column: Column) -> None:
    role = table.model_of_records().SORT
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    keys = [table.model().index(row, column).data(role) for row in range(4)]
    known = [key for key in keys if key == key]
    assert known == sorted(known)
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    keys = [table.model().index(row, column).data(role) for row in range(4)]
    known = [key for key in keys if key == key]
    assert known == sorted(known, reverse=True)


def test_what_is_unknown_comes_last_both_ways(table: RecordsTable) -> None:
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.sortByColumn(Column.AMOUNT, order)
        assert cells(table, Column.AMOUNT)[-1] == "amount unknown"
        table.sortByColumn(Column.DATES, order)
        assert cells(table, Column.DATES)[-1] == "undated"


def test_a_record_picked_in_the_table_is_selected_in_the_picture(
    window: Window, table: RecordsTable
) -> None:
    table.sortByColumn(Column.ITEMS, Qt.SortOrder.AscendingOrder)
    table.selectRow(3)
    assert window.session.selected == Selected.record("x-a", "x-c", "t2")
    table.sortByColumn(Column.AMOUNT, Qt.SortOrder.AscendingOrder)
    assert window.session.selected == Selected.record("x-a", "x-c", "t2")
    (picked,) = table.selectionModel().selectedRows()
    assert picked.siblingAtColumn(Column.ITEMS).data() == "Ship"


def test_what_is_selected_in_the_picture_is_tinted_or_picked(
    window: Window, table: RecordsTable
) -> None:
    window.session.select(Selected.flow("x-a", "x-b"))
    model, tint = table.model(), Qt.ItemDataRole.BackgroundRole
    items = [model.index(r, 2).data() for r in range(4) if model.index(r, 0).data(tint)]
    assert sorted(items) == ["Rifle", "Rifle, Tank"]
    assert table.selectionModel().selectedRows() == []
    window.session.select(Selected.record("x-a", "x-b", "t1"))
    (picked,) = table.selectionModel().selectedRows()
    assert picked.siblingAtColumn(Column.ITEMS).data() == "Rifle, Tank"
    window.session.select(NOTHING)
    assert table.selectionModel().selectedRows() == []
    window.session.select(Selected.record("x-a", "x-b", "no such record"))
    assert table.selectionModel().selectedRows() == []


def test_several_records_picked_are_several_selected(window: Window, table: RecordsTable) -> None:
    table.selectAll()
    assert set(window.session.selected.transfers) == {"t1", "t2", "t3", "t4"}
    assert len(window.session.selected.pairs) == 3


def test_rows_are_copied_as_lines_that_no_spreadsheet_takes_for_formulas(
    qtbot: QtBot, dressed: QApplication, window: Window, table: RecordsTable
) -> None:
    table.sortByColumn(Column.ITEMS, Qt.SortOrder.AscendingOrder)
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row, end = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:3] == ["Supplier", "Recipient", "Items"]
    assert row.split("\t")[:3] == ["'=cmd|' /C calc'!A0", "<b>Cland</b>", "Aircraft"]
    assert "t3" in row.split("\t")
    assert end == ""
    assert pasted(QGuiApplication.clipboard().text()).ids == ("t3",)


def test_columns_are_remembered(window: Window, table: RecordsTable, open_window: Open) -> None:
    table.setColumnWidth(Column.ITEMS, 333)
    table.horizontalHeader().moveSection(2, 0)
    table.show_column(Column.KIND, is_shown=False)
    again = RecordsTable(window.session, window.settings, window)
    assert again.columnWidth(Column.ITEMS) == 333
    assert again.horizontalHeader().logicalIndex(0) == Column.ITEMS
    assert again.isColumnHidden(Column.KIND)
    again.deleteLater()


def test_the_last_column_stays(table: RecordsTable) -> None:
    for column in Column:
        table.show_column(column, is_shown=False)
    assert [column for column in Column if not table.isColumnHidden(column)] == [Column.DATA_SET]


def test_a_record_is_heard_as_one_sentence(table: RecordsTable) -> None:
    table.sortByColumn(Column.ITEMS, Qt.SortOrder.AscendingOrder)
    words = table.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == (
        "Ährenland to <b>Cland</b>: 7 pieces, Ship. 2013\N{EN DASH}2016, deal, tentative, counted"
    )


def test_records_are_a_sound_model(table: RecordsTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table.model_of_records())


def test_no_name_is_read_as_markup(open_window: Open) -> None:
    window = open_window(evil_dossier())
    window.actions_["records"].setChecked(True)
    window.timeline.fill()
    window.saved.save(EVIL)
    window.manage_views()
    assert check(window) >= 1
    assert "&lt;img" in window.actions_.menu("saved").actions()[0].toolTip()


def test_an_empty_dossier_has_an_empty_table(open_window: Open) -> None:
    window = open_window(Dossier.new())
    window.actions_["records"].setChecked(True)
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    assert table.model().rowCount() == 0


def test_another_dossier_has_its_own_records(
    window: Window, table: RecordsTable, qtbot: QtBot
) -> None:
    window.documents.new()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert table.model().rowCount() == 0


def test_list_and_table_take_turns_in_their_place(window: Window, table: RecordsTable) -> None:
    flow_list, records = window.actions_["list"], window.actions_["records"]
    flow_list.trigger()
    assert window.flow_list.isVisible()
    assert not table.isVisible()
    assert (flow_list.isChecked(), records.isChecked()) == (True, False)
    records.trigger()
    assert table.isVisible()
    assert (flow_list.isChecked(), records.isChecked()) == (False, True)
    records.trigger()
    assert (flow_list.isChecked(), records.isChecked()) == (False, False)


def test_equal_keys_keep_their_order() -> None:
    keys = np.array([2.0, np.nan, 1.0, 2.0])
    assert order_of(keys, is_descending=False).tolist() == [2, 0, 3, 1]
    assert order_of(keys, is_descending=True).tolist() == [0, 3, 2, 1]


def test_the_records_of_a_selected_flow_are_tinted_on_screen(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    window.actions_["records"].trigger()
    table = window.findChild(RecordsTable)
    assert isinstance(table, RecordsTable)
    qtbot.waitUntil(table.isVisible)

    def ground(place: int) -> str:
        corner = table.visualRect(table.model().index(place, 0)).topLeft()
        at = table.viewport().grab().toImage().pixelColor(corner.x() + 2, corner.y() + 2)
        return at.name()

    before = ground(0), ground(1)
    window.session.select(Selected.flow("BLR", "BGR"))
    tinted = ground(0)
    assert tinted != before[0]
    assert ground(1) == before[1]
    table.selectRow(0)
    picked = ground(0)
    faint = contrast(tinted, before[0]) - 1
    assert contrast(picked, before[0]) - 1 > 2 * faint > 0, "what is picked stands out"
