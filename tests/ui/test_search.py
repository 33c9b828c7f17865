from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.flows.search import Hit, HitKind
from flowviz.records import Figure, Line, Transfer
from flowviz.terms import Stage, TransferKind
from flowviz.ui.search import HitModel
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dossier_of


def typed(qtbot: QtBot, window: Window, words: str) -> None:
    window.search_all()
    qtbot.keyClicks(window.search, words)


def rifle(supplier: str, recipient: str) -> Transfer:
    figure = Figure(f"{recipient}-f", Stage.DELIVERED, "pieces", Amount.exact("5"))
    line = Line(f"{recipient}-l", "Rifle", figures=(figure,))
    return Transfer(recipient, TransferKind.DEAL, supplier, recipient, lines=(line,))


def test_typing_finds_an_actor_and_enter_selects_it(qtbot: QtBot, window: Window) -> None:
    typed(qtbot, window, "bulg")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.session.selected == Selected(actor="BGR")


def test_an_item_selects_all_its_flows(qtbot: QtBot, window: Window) -> None:
    typed(qtbot, window, "konk")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    selected = window.session.selected
    assert set(selected.pairs) == {("BLR", "BGR"), ("BGR", "USA"), ("BGR", "SAU")}
    assert selected.words == "9P135M Konkurs"
    scene = window.canvas.scene_shown
    assert scene is not None
    assert len(scene.selection.flows) == 3


def test_of_very_many_flows_found_the_largest_are_shown(open_window: Open, qtbot: QtBot) -> None:
    codes = [f"x-{at}" for at in range(251)]
    actors = [Actor(code, ActorKind.STATE, code, lon=1.0, lat=2.0) for code in codes]
    window = open_window(dossier_of(*actors, *(rifle(codes[0], code) for code in codes[1:])))
    typed(qtbot, window, "rifle")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert len(window.session.selected.pairs) == 250
    scene, rows = window.canvas.scene_shown, window.evidence.flow.tree.rows()
    assert scene is not None
    assert len(scene.selection.flows) == 200
    head = rows.row_of(rows.index(0, 0))
    assert head is not None
    assert head.side == "200 of 250 flows"


def test_a_source_selects_what_it_backs(qtbot: QtBot, window: Window) -> None:
    typed(qtbot, window, "how belarus")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert ("BLR", "BGR") in window.session.selected.pairs


def test_down_walks_the_results_and_escape_closes_them_first(qtbot: QtBot, window: Window) -> None:
    window.session.select(Selected(actor="BGR"))
    typed(qtbot, window, "b")
    first = window.search.current_hit()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert window.search.current_hit() != first
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == "b"
    assert window.session.selected == Selected(actor="BGR")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert window.session.selected == Selected(actor="BGR")


def test_nothing_found_is_said_and_enter_searches_everything(qtbot: QtBot, window: Window) -> None:
    typed(qtbot, window, "zzzz")
    assert window.search.current_hit() is None
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert not window.session.selected
    assert window.panels.widget("search").isVisible()


def test_hits_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = HitModel(None)
    hits = (Hit(HitKind.ACTOR, "x", "<b>X</b>", "y"), Hit(HitKind.ITEM, "k", "K", ""))
    model.show_hits(hits, "<b>")
    qtmodeltester.check(model)
    assert model.index(0).data() == "<b>X</b>"
    assert model.index(2).data() == "Search everything for “<b>”"
