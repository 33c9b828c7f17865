from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.records import Figure, Line, Stage, Transfer, TransferKind
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dossier_of

ACTORS = (
    Actor("AAA", ActorKind.STATE, "Aland", lon=10, lat=50),
    Actor("BBB", ActorKind.STATE, "Beland", lon=30, lat=40),
)


def transfer(id_: str, year: str, category: str, stage: Stage = Stage.DELIVERED) -> Transfer:
    figure = Figure(f"{id_}f", stage, "pieces", Amount.exact("5"), Dates.parse(year))
    line = Line(f"{id_}l", "Item", category=category, figures=(figure,))
    return Transfer(id_, TransferKind.DEAL, "AAA", "BBB", lines=(line,))


def choose(field: object, words: str) -> None:
    at = field.findText(words)  # type: ignore[attr-defined]
    assert at >= 0, words
    field.setCurrentIndex(at)  # type: ignore[attr-defined]
    field.activated.emit(at)  # type: ignore[attr-defined]


def amounts(window: Window) -> list[float]:
    return window.session.flows.amount.tolist()


def test_units_are_offered_with_their_records(window: Window) -> None:
    field = window.toolrow.unit
    offered = [field.itemText(at) for at in range(field.count())]
    assert offered == ["pieces · 3 records", "EUR · 1 record"]
    choose(field, "EUR · 1 record")
    assert window.session.query.unit == "EUR"


def test_another_stage_takes_the_unit_that_it_has(open_window: Open) -> None:
    records = transfer("a", "2015", "x"), transfer("b", "2016", "x", Stage.ORDERED)
    window = open_window(dossier_of(*ACTORS, *records))
    choose(window.toolrow.stage, "ordered")
    assert window.session.query.unit == "pieces"
    assert amounts(window) == [5.0]


def test_years_bound_what_is_counted_and_keep_their_order(open_window: Open) -> None:
    window = open_window(
        dossier_of(*ACTORS, *(transfer(y, y, "x") for y in ("2014", "2015", "2016")))
    )
    choose(window.toolrow.first, "2015")
    assert amounts(window) == [10.0]
    choose(window.toolrow.last, "2014")
    assert (window.session.query.first_year, window.session.query.last_year) == (2014, 2014)
    assert amounts(window) == [5.0]
    choose(window.toolrow.first, "from any year")
    choose(window.toolrow.last, "to any year")
    assert amounts(window) == [15.0]


def test_categories_filter_and_all_takes_them_back(open_window: Open) -> None:
    window = open_window(
        dossier_of(*ACTORS, transfer("a", "2015", "Ships"), transfer("b", "2015", ""))
    )
    button = window.toolrow.categories
    actions = {action.text(): action for action in button.menu().actions()}
    actions["Ships"].trigger()
    assert amounts(window) == [5.0]
    assert button.text() == "Ships"
    actions["All categories"].trigger()
    assert amounts(window) == [10.0]
    assert button.text() == "All categories"


def test_how_many_flows_are_drawn_is_bounded_by_how_many_there_are(window: Window) -> None:
    field = window.toolrow.top
    assert field.text() == "largest 4 of 4"
    field.setValue(2)
    assert window.session.view.show_top == 2
    field.setValue(4)
    assert window.session.view.show_top >= 200


def test_the_segments_switch_the_view(window: Window, qtbot: object) -> None:
    window.toolrow.views.click("network")
    assert window.session.view.kind == "network"
    assert window.actions_["network"].isChecked()
    qtbot.waitUntil(lambda: not window.arrangement.is_working, timeout=20_000)  # type: ignore[attr-defined]


def test_the_search_field_is_reached_in_a_narrow_window_too(window: Window) -> None:
    window.resize(720, 500)
    assert window.width() == 720
    window.search_all()
    assert window.search.hasFocus()


def test_every_field_of_the_row_has_a_name_and_a_tooltip(window: Window) -> None:
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox)
    parts = [part for kind in kinds for part in window.toolrow.findChildren(kind)]
    shown = [part for part in parts if part.isVisible() and "qt_" not in part.objectName()]
    assert len(shown) >= 8
    for part in shown:
        words = part.text() if isinstance(part, QAbstractButton) else part.accessibleName()
        assert words
        assert part.toolTip()
