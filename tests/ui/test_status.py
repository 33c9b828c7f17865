import dataclasses
from decimal import Decimal

from PySide6.QtWidgets import QLabel

from flowviz.flows.mode import Mode
from flowviz.ui.line import Line
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open


def notes(window: Window) -> str:
    return next(
        label.text()
        for label in window.status.findChildren(QLabel)
        if label.text().endswith("today's borders.")
    )


def test_what_is_hidden_is_said_under_the_picture_with_its_share(window: Window) -> None:
    window.session.look(dataclasses.replace(window.session.view, show_top=1))
    words = window.status.words()
    assert words.startswith("Largest 1 of 4 flows shown; the rest is 36.2")
    assert words.endswith("4 records")


def test_it_says_how_many_records_the_filters_leave(window: Window) -> None:
    assert window.status.words() == "4 of 4 flows drawn · 4 records"
    window.session.ask(dataclasses.replace(window.session.query, actors=frozenset(("SAU",))))
    assert window.status.words() == "1 of 1 flow drawn · 1 of 4 records"
    window.actions_["reset"].trigger()
    assert window.status.words() == "4 of 4 flows drawn · 4 records"


def test_what_is_smaller_than_the_least_amount_is_counted(window: Window) -> None:
    window.session.ask(dataclasses.replace(window.session.query, least=Decimal(100)))
    assert "Left out as smaller than 100 pieces: 1 flow, and 1 of unknown amount." in notes(window)


def test_what_a_selection_fades_is_counted(window: Window) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    assert notes(window).startswith("Faded beside what is selected: 3 ribbons.")


def test_ribbons_are_called_what_they_stand_for(window: Window) -> None:
    window.session.look(dataclasses.replace(window.session.view, mode=Mode.RECORDS))
    assert window.status.words() == "4 of 4 records drawn · 4 records"
    window.session.look(dataclasses.replace(window.session.view, mode=Mode.SINGLE))
    assert window.status.words().startswith("4 of 4 pairs drawn")


def test_where_nothing_passes_the_filters_are_named_and_reset(window: Window) -> None:
    asked = dataclasses.replace(window.session.query, is_disputed=True, last_year=1999)
    window.session.ask(asked)
    said = [label.text() for label in window.empty.findChildren(QLabel)]
    assert (
        "No record of anything delivered passes these filters: until 1999; only disputed." in said
    )
    window.empty._reset.click()
    assert len(window.session.flows) == 4
    assert not window.empty.isVisible()


def test_records_are_counted_anew_when_the_dossier_has_others(open_window: Open) -> None:
    window = open_window()
    session = window.session
    session.ask(dataclasses.replace(session.query, actors=frozenset(("SAU",))))
    assert window.status.words().endswith("1 of 4 records")
    again = dataclasses.replace(session.contents.columns)  # equal, and yet another
    session.take_back(dataclasses.replace(session.contents, columns=again))
    assert window.status.words().endswith("1 of 4 records")


def test_what_must_be_known_has_all_the_room_that_nothing_else_needs(window: Window) -> None:
    shown, rest = window.status.findChildren(Line)
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.width()
    assert rest.width() > 0.5 * window.status.width()
