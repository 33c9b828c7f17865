import dataclasses

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QSizePolicy,
    QStyleOptionComboBox,
)

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.records import Figure, Line, Transfer
from flowviz.terms import Mark, Stage, TransferKind
from flowviz.ui.fields import TopField
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


def test_what_the_row_does_not_show_stays_as_it_is_asked(window: Window) -> None:
    asked = dataclasses.replace(
        window.session.query, marks=frozenset((Mark.NO_SOURCE,)), first_month=3
    )
    window.session.ask(dataclasses.replace(asked, first_year=2015, last_year=2015))
    assert window.toolrow.first.currentText() == "2015-03"
    choose(window.toolrow.stage, "ordered")
    assert window.session.query.marks == {Mark.NO_SOURCE}
    assert window.session.query.first_month == 3
    choose(window.toolrow.first, "from any year")
    assert window.session.query.first_month == 1


def test_a_year_that_no_record_tells_of_is_shown_where_it_is_asked_for(window: Window) -> None:
    window.session.ask(dataclasses.replace(window.session.query, first_year=1950))
    assert window.toolrow.first.currentText() == "1950"


def test_the_fields_say_what_their_menus_tick(window: Window) -> None:
    window.actions_["mode_net"].trigger()
    window.actions_["colour_by_category"].trigger()
    assert "Net" in window.toolrow.mode.toolTip()
    assert window.toolrow.colour.accessibleDescription() == "Category"


def test_the_filters_button_counts_the_filters(window: Window) -> None:
    assert window.toolrow.filters.text() == "Filters"
    asked = dataclasses.replace(
        window.session.query, is_disputed=True, marks=frozenset((Mark.NO_SOURCE,))
    )
    window.session.ask(asked)
    assert window.toolrow.filters.text() == "Filters · 2"


def test_reset_removes_every_filter_but_unit_and_stage(window: Window) -> None:
    reset = window.actions_["reset"]
    assert not reset.isEnabled()
    asked = Query(unit="EUR", is_disputed=False, first_year=2015, actors=frozenset(("BLR",)))
    window.session.ask(asked)
    assert reset.isEnabled()
    reset.trigger()
    assert window.session.query == Query(unit="EUR")


def test_back_shows_what_was_shown_before(window: Window) -> None:
    back, session = window.actions_["back"], window.session
    before = session.query, session.view
    assert not back.isEnabled()
    session.ask(dataclasses.replace(session.query, first_year=2015))
    window.actions_["mode_single"].trigger()
    back.trigger()
    assert session.view.mode is Mode.DIRECTED
    assert session.query.first_year == 2015
    back.trigger()
    assert (session.query, session.view) == before
    assert not back.isEnabled()


def test_widths_are_kept_for_one_unit_until_let_go(window: Window) -> None:
    lock, session = window.actions_["lock"], window.session
    lock.trigger()
    kept = session.view.lock
    assert kept is not None
    assert kept.unit == "pieces"
    assert lock.isChecked()
    session.ask(dataclasses.replace(session.query, first_year=2015))
    assert session.view.lock == kept
    session.ask(Query(unit="EUR"))
    assert not lock.isChecked()
    session.ask(Query(unit="pieces"))
    assert lock.isChecked()
    assert window.toolrow.lock.isChecked()
    window.toolrow.lock.click()
    assert session.view.lock is None


def test_another_dossier_keeps_the_locked_widths(window: Window, qtbot: object) -> None:
    window.actions_["lock"].trigger()
    kept = window.session.view.lock
    window.new_dossier()
    assert window.session.view.lock == kept


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


def test_where_nothing_is_drawn_there_are_no_widths_to_keep(window: Window) -> None:
    lock = window.actions_["lock"]
    assert lock.isEnabled()
    window.session.ask(Query(unit="pieces", first_year=1990, last_year=1991))
    assert not lock.isEnabled()
    assert not window.toolrow.lock.isEnabled()


def test_where_room_is_short_the_unit_goes_without_its_count_and_the_rest_stays(
    window: Window,
) -> None:
    field = window.toolrow.unit
    wide = field.sizeHint().width()
    field.resize(wide, field.height())
    assert shown(field) == "pieces · 3 records"
    field.resize(wide - 30, field.height())
    assert shown(field) == "pieces"
    least = field.minimumSizeHint().width()
    assert least < wide - 30
    field.resize(least, field.height())
    assert shown(field) == "pieces"
    top = window.toolrow.top
    assert top.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Preferred


def shown(field: QComboBox) -> str:
    option = QStyleOptionComboBox()
    field.initStyleOption(option)
    return option.currentText


def test_thousands_are_written_alike_in_how_many_are_drawn_and_of_how_many(window: Window) -> None:
    top = TopField(window)
    top.show_top(1131, 2000)
    assert top.text() == "largest 1,131 of 2,000"
    top.lineEdit().setText("largest 1250 of 2,000")
    top.interpretText()
    assert top.value() == 1250
