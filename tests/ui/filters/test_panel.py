import dataclasses
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.terms import Existence, Mark, Stage, TransferKind
from flowviz.ui.filters.panel import FilterPanel
from flowviz.ui.filters.section import Offer
from flowviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_hostile_names import check, evil_dossier


def panel_of(window: Window) -> FilterPanel:
    window.actions_["filters"].setChecked(True)
    panel = window.panels.widget("filters")
    assert isinstance(panel, FilterPanel)
    return panel


def offers(panel: FilterPanel, name: str) -> dict[object, Offer]:
    section = next(s for s in panel.tree.sections.sections if s.name == name)
    return {offer.value: offer for offer in section.offers}


def index_of(panel: FilterPanel, name: str, value: object) -> QModelIndex:
    model = panel.tree.sections
    for number in range(model.rowCount()):
        parent = model.index(number, 0)
        for at in range(model.rowCount(parent)):
            row = model.row_of(model.index(at, 0, parent))
            if row and row.offer and (row.section, row.offer.value) == (name, value):
                return model.index(at, 0, parent)
    raise AssertionError(f"{name} {value} is not shown")


def click(qtbot: QtBot, panel: FilterPanel, name: str, value: object) -> None:
    """Open the section and click on the offer, as a hand does."""
    index = index_of(panel, name, value)
    panel.tree.setExpanded(index.parent(), True)
    panel.tree.scrollTo(index)
    QApplication.processEvents()
    place = panel.tree.visualRect(index_of(panel, name, value)).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("stage", Stage.ORDERED, {"stage": Stage.ORDERED}),
        ("unit", "EUR", {"unit": "EUR"}),
        ("categories", "Missiles", {"categories": frozenset(("Missiles",))}),
        ("items", "9M113 Konkurs", {"items": frozenset(("9M113 Konkurs",))}),
        ("actors", "BGR", {"actors": frozenset(("BGR",))}),
        ("direction", Direction.OUTGOING, {"direction": Direction.OUTGOING}),
        ("reported_by", ReportedBy.BEST, {"reported_by": ReportedBy.BEST}),
        ("kinds", TransferKind.DEAL, {"kinds": frozenset((TransferKind.DEAL,))}),
        ("existences", Existence.TENTATIVE, {"existences": frozenset((Existence.TENTATIVE,))}),
        ("is_disputed", True, {"is_disputed": True}),
        ("marks", Mark.ONE_ORIGIN, {"marks": frozenset((Mark.ONE_ORIGIN,))}),
    ],
)
def test_a_click_in_the_panel_changes_the_query(
    window: Window, qtbot: QtBot, name: str, value: object, asked: dict[str, object]
) -> None:
    panel = panel_of(window)
    if name == "items":
        value = next(iter(offers(panel, name)))
        asked = {"items": frozenset((value,))}
    before = window.session.query
    click(qtbot, panel, name, value)
    expected = dataclasses.replace(before, **asked)  # type: ignore[arg-type]
    assert dataclasses.replace(window.session.query, unit=expected.unit) == expected
    assert offers(panel, name)[value].is_taken


def test_filters_combine_and_the_counts_follow(window: Window, qtbot: QtBot) -> None:
    panel = panel_of(window)
    assert offers(panel, "actors")["BGR"].count == 3
    click(qtbot, panel, "existences", Existence.TENTATIVE)
    assert offers(panel, "actors")["BGR"].count == 0
    click(qtbot, panel, "actors", "USA")
    assert len(window.session.flows) == 1
    assert [chip.text() for chip in window.chips.chips()] == [
        "only tentative",
        "from or to United States",
    ]


def test_a_second_click_takes_a_filter_back(window: Window, qtbot: QtBot) -> None:
    panel, before = panel_of(window), window.session.query
    click(qtbot, panel, "categories", "Missiles")
    click(qtbot, panel, "categories", "Missiles")
    assert window.session.query == before


def test_the_panel_is_made_only_when_it_is_shown(window: Window) -> None:
    assert not window.findChildren(FilterPanel)
    window.actions_["filters"].trigger()
    assert len(window.findChildren(FilterPanel)) == 1


def test_the_panel_follows_what_is_asked_elsewhere(window: Window) -> None:
    panel = panel_of(window)
    window.session.ask(dataclasses.replace(window.session.query, is_disputed=False))
    assert offers(panel, "is_disputed")[False].is_taken
    window.actions_["reset"].trigger()
    assert offers(panel, "is_disputed")[None].is_taken


def test_the_keyboard_alone_finds_and_ticks(window: Window, qtbot: QtBot) -> None:
    panel = panel_of(window)
    window.activateWindow()
    panel.take_focus()
    qtbot.keyClicks(panel.search, "bulg")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.tree.currentIndex().data() == "Bulgaria"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert window.session.query.actors == {"BGR"}
    qtbot.keyClick(panel.tree, Qt.Key.Key_M)
    assert panel.search.text() == "m"
    assert panel.search.hasFocus()
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""


def test_arrows_open_and_close_sections_and_up_goes_to_the_search(
    window: Window, qtbot: QtBot
) -> None:
    panel = panel_of(window)
    panel.tree.go_to_first()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Right)
    assert "stage" in panel.tree.opened
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert window.session.query.stage is Stage.ORDERED
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Left)
    assert "stage" not in panel.tree.opened
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up)
    assert panel.search.hasFocus()


def test_the_row_with_the_keyboard_keeps_it_when_counts_change(
    window: Window, qtbot: QtBot
) -> None:
    panel = panel_of(window)
    panel.tree.setCurrentIndex(index_of(panel, "actors", "SAU"))
    window.session.ask(dataclasses.replace(window.session.query, categories=frozenset(("",))))
    row = panel.tree.sections.row_of(panel.tree.currentIndex())
    assert row is not None
    assert row.offer is not None
    assert row.offer.value == "SAU"


def test_the_least_amount_is_asked_and_what_it_leaves_out_is_said(
    window: Window, qtbot: QtBot
) -> None:
    panel = panel_of(window)
    qtbot.keyClicks(panel.least.field, "100")
    qtbot.keyClick(panel.least.field, Qt.Key.Key_Return)
    assert window.session.query.least == Decimal(100)
    assert len(window.session.flows) == 2
    assert panel.least._words.text() == "Not shown: 1 flow below it, 1 of unknown amount."
    window.session.look(dataclasses.replace(window.session.view, mode=Mode.NET))
    assert panel.least._words.text() == "Not shown: 1 net flow below it, 1 of unknown amount."
    panel.least.field.clear()
    assert window.session.query.least is None


@pytest.mark.parametrize("words", ["1,5", "ten", "1e3", "-4x", "1,00,0"])
def test_what_is_no_plain_number_is_refused_in_words(
    window: Window, qtbot: QtBot, words: str
) -> None:
    panel = panel_of(window)
    qtbot.keyClicks(panel.least.field, words)
    qtbot.keyClick(panel.least.field, Qt.Key.Key_Return)
    assert window.session.query.least is None
    assert "is not a plain number" in panel.least._words.text()


def test_thousands_may_be_set_apart(window: Window, qtbot: QtBot) -> None:
    panel = panel_of(window)
    qtbot.keyClicks(panel.least.field, "1,000.5")
    qtbot.keyClick(panel.least.field, Qt.Key.Key_Return)
    assert window.session.query.least == Decimal("1000.5")


def test_no_name_in_the_panel_or_in_a_chip_is_read_as_markup(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(evil_dossier())
    panel = panel_of(window)
    session = window.session
    for name in ("categories", "items", "actors"):
        for value in offers(panel, name):
            click(qtbot, panel, name, value)
    assert session.query.categories
    assert len(window.chips.chips()) == 3
    check(panel)
    check(window.chips)


def test_in_a_narrow_window_one_side_gives_way_to_the_other(window: Window) -> None:
    window.resize(700, 500)
    QTest.qWait(10)
    window.actions_["filters"].trigger()
    QTest.qWait(10)
    assert window.panels.widget("filters").isVisible()
    assert not window.evidence.isVisible()
    assert window.width() == 700
    window.actions_["evidence"].trigger()
    QTest.qWait(10)
    assert window.evidence.isVisible()
    assert not window.panels.widget("filters").isVisible()
    assert (window.width(), window.height()) == (700, 500)


def test_nothing_is_counted_while_the_panel_is_hidden(window: Window) -> None:
    panel = panel_of(window)
    window.actions_["filters"].trigger()
    window.session.ask(dataclasses.replace(window.session.query, actors=frozenset(("BGR",))))
    assert not offers(panel, "actors")["BGR"].is_taken
    window.actions_["filters"].trigger()
    assert offers(panel, "actors")["BGR"].is_taken


def test_reset_stands_in_the_panel_too(window: Window) -> None:
    panel = panel_of(window)
    assert not panel._reset.isEnabled()
    window.session.ask(Query(unit="pieces", is_disputed=False))
    panel._reset.click()
    assert window.session.query == Query(unit="pieces")


def test_slow_counts_come_later_and_only_the_last_ones(window: Window, qtbot: QtBot) -> None:
    panel = panel_of(window)
    panel._counting._took_s = 1.0  # as after a count of millions
    window.session.ask(Query(unit="pieces", actors=frozenset(("BGR",))))
    assert offers(panel, "actors")["BGR"].is_taken  # the tick does not wait
    asked = Query(unit="pieces", existences=frozenset((Existence.TENTATIVE,)))
    panel._counting._took_s = 1.0
    window.session.ask(asked)
    qtbot.waitUntil(lambda: offers(panel, "actors")["BGR"].count == 0, timeout=20_000)
    assert offers(panel, "actors")["USA"].count == 1


def test_counts_follow_an_edit_of_the_dossier(window: Window) -> None:
    panel = panel_of(window)
    session = window.session
    again = dataclasses.replace(session.contents.columns)
    session.take_back(dataclasses.replace(session.contents, columns=again))
    assert offers(panel, "actors")["BGR"].count == 3


def test_a_note_is_as_tall_as_its_words_at_any_width(window: Window) -> None:
    panel = panel_of(window)
    model = panel.tree.sections
    number = next(n for n, s in enumerate(model.sections) if s.name == "reported_by")
    panel.tree.setExpanded(model.index(number, 0), True)
    QApplication.processEvents()
    note = model.index(0, 0, model.index(number, 0))
    assert 24 < panel.tree.visualRect(note).height() < 60
