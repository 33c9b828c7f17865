from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.terms import Stage
from flowviz.ui.flow_list import FlowList
from flowviz.ui.session import NOTHING, Selected
from flowviz.ui.window import Window


def shown_list(window: Window) -> FlowList:
    window.actions_["list"].setChecked(True)
    return window.flow_list


def column(table: FlowList, number: int) -> list[str]:
    model = table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_the_list_holds_every_flow_with_its_amount_largest_first(window: Window) -> None:
    table = shown_list(window)
    assert column(table, 2) == ["380 pieces", "136 pieces", "80 pieces", "amount unknown"]
    assert column(table, 0) == ["Belarus", "Bulgaria", "Bulgaria", "United States"]
    assert column(table, 6)[3] == "tentative"


def test_the_list_sorts_by_raw_values(window: Window) -> None:
    table = shown_list(window)
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert column(table, 2) == ["amount unknown", "80 pieces", "136 pieces", "380 pieces"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(table, 1) == ["Bulgaria", "Saudi Arabia", "Syrian opposition", "United States"]


def test_list_and_canvas_show_the_same_selection(window: Window) -> None:
    table = shown_list(window)
    window.session.select(Selected.flow("BGR", "SAU"))
    assert table.currentIndex().row() == 2
    table.selectRow(0)
    assert window.session.selected == Selected.flow("BLR", "BGR")
    window.session.select(NOTHING)
    assert table.selectedIndexes() == []


def test_the_list_follows_the_query(window: Window) -> None:
    table = shown_list(window)
    window.session.ask(type(window.session.query)(unit="EUR"))
    assert column(table, 2)[0] == "EUR 37,900,000"
    window.session.ask(type(window.session.query)(stage=Stage.SEIZED))
    assert column(table, 2) == []


def test_a_list_shown_later_knows_the_selection(window: Window) -> None:
    window.session.select(Selected.flow("BGR", "USA"))
    table = shown_list(window)
    assert table.currentIndex().row() == 1


def test_a_screen_reader_hears_a_flow_as_one_sentence(window: Window) -> None:
    table = shown_list(window)
    words = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (
        words == "Belarus to Bulgaria: 380 pieces delivered. 2015, 1 record, 1 source, unconfirmed"
    )


def test_flows_are_a_sound_model(window: Window, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(shown_list(window).model_of_flows())


def test_the_ledger_is_a_sound_model(window: Window, qtmodeltester: ModelTester) -> None:
    window.session.select(Selected(actor="BGR"))
    qtmodeltester.check(window.evidence.actor.table.rows())


def test_the_names_take_the_room_that_the_figures_leave(qtbot: QtBot, window: Window) -> None:
    flows = shown_list(window)
    for width in (1160, 1240, 1500):
        window.resize(width, 800)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        qtbot.wait(20)
        assert not flows.horizontalScrollBar().isVisible(), width
    flows.setColumnWidth(0, 300)
    window.resize(1300, 800)
    qtbot.wait(20)
    assert flows.columnWidth(0) == 300


def test_panes_are_reached_by_key(qtbot: QtBot, window: Window) -> None:
    shown_list(window)
    window.canvas.setFocus()
    seen = []
    for _ in range(5):
        window.focus_next_pane()
        seen.append(type(window.focusWidget()).__name__)
    assert seen == ["TimelinePlot", "EvidenceTree", "FlowList", "ChoiceField", "Canvas"]
