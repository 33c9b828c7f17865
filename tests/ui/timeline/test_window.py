import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.flows.query import Query
from flowviz.ui.timeline.window import (
    YEAR,
    Span,
    asking,
    moved,
    resized,
    snapped,
    whole_time,
    window_of,
    within,
)

WHOLE = whole_time(1950, 2023)
IN_WHOLE = st.integers(WHOLE.first, WHOLE.last)


def years(first: int, last: int) -> Span:
    return whole_time(first, last)


def test_a_drag_snaps_to_the_nearest_years() -> None:
    assert snapped(12 * 1984.4, 12 * 1986.6, YEAR, WHOLE) == years(1984, 1986)
    assert snapped(12 * 1986.6, 12 * 1984.4, YEAR, WHOLE) == years(1984, 1986)
    assert snapped(12 * 1984.4, 12 * 1984.45, YEAR, WHOLE) == years(1984, 1984)


def test_a_drag_snaps_to_months_where_steps_are_months() -> None:
    assert snapped(12 * 1984 + 2.2, 12 * 1984 + 4.9, 1, WHOLE) == Span(12 * 1984 + 2, 12 * 1984 + 4)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from([1, YEAR]))
def test_whatever_is_dragged_stays_within_the_whole_time(
    begin: float, end: float, step: int
) -> None:
    window = snapped(begin, end, step, WHOLE)
    assert WHOLE.holds(window)
    assert window.months >= step
    assert window.months % step == 0


@given(IN_WHOLE, st.integers(0, 400), st.integers(-2000, 2000), st.sampled_from([1, YEAR]))
def test_a_window_that_moves_keeps_its_width(first: int, more: int, by: int, step: int) -> None:
    window = within(Span(first, first + more), WHOLE)
    after = moved(window, by, step, WHOLE)
    assert after.months == window.months
    assert WHOLE.holds(after)


def test_a_window_shrinks_to_one_step_and_no_further() -> None:
    assert resized(years(1984, 1986), -1, YEAR, WHOLE) == years(1984, 1985)
    assert resized(years(1984, 1986), -9, YEAR, WHOLE) == years(1984, 1984)
    assert resized(years(2022, 2023), 5, YEAR, WHOLE) == years(2022, 2023)


def test_a_window_beyond_the_whole_time_shows_its_nearest_month() -> None:
    assert within(years(1900, 1910), WHOLE) == Span(WHOLE.first, WHOLE.first)
    assert within(years(2030, 2031), WHOLE) == Span(WHOLE.last, WHOLE.last)


@pytest.mark.parametrize("window", [None, years(1984, 1985), Span(12 * 1984 + 2, 12 * 1985 + 10)])
def test_a_query_asks_for_the_window_and_tells_it(window: Span | None) -> None:
    query = Query(unit="TIV", first_year=1, last_month=3, last_year=2)
    assert window_of(asking(query, window), WHOLE) == window
    assert asking(query, window).unit == "TIV"


def test_the_whole_time_is_asked_for_as_no_window_at_all() -> None:
    assert asking(Query(first_year=1984, last_year=1985), None) == Query()


def test_a_window_is_told_in_words() -> None:
    assert years(1985, 1985).words() == "1985"
    assert years(1984, 1986).words() == "1984\N{EN DASH}1986"
    assert Span(12 * 1985 + 2, 12 * 1985 + 2).words() == "Mar 1985"
    assert Span(12 * 1985 + 2, 12 * 1986 + 5).words() == "Mar 1985\N{EN DASH}Jun 1986"


def test_an_open_side_of_a_window_goes_as_far_as_the_whole_time() -> None:
    assert window_of(Query(first_year=1985), WHOLE) == years(1985, 2023)
    assert window_of(Query(last_year=1985), WHOLE) == years(1950, 1985)
    late, early = window_of(Query(first_year=2030), WHOLE), window_of(Query(last_year=9), WHOLE)
    assert late is not None
    assert late.first == 12 * 2030 <= late.last
    assert early is not None
    assert early.first <= early.last == 12 * 9 + 11
