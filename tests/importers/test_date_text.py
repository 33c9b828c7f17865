"""Dates as strangers write them: one order a column, and no guess."""

# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.importers.date_text import MONTHS, orders_of, read_dates
from flowviz.importers.mapping import DateOrder


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2015", "2015"),
        ("2015.0", "2015"),
        ("2015-03", "2015-03"),
        ("201503", "2015-03"),
        ("2015-03-04", "2015-03-04"),
        ("20150304", "2015-03-04"),
        ("2015-03-04T00:00:00Z", "2015-03-04"),
        ("2015-03-04 00:00:00", "2015-03-04"),
        ("2015-21", "2015-21"),
        ("2015.24", "2015-24"),
        ("2015/2017", "2015/2017"),
        ("2009 - 2011", "2009/2011"),
        ("1979; 1980", "1979;1980"),
        ("2015-06-01/2015-06-30", "2015-06-01/2015-06-30"),
        ("3/2015", "2015-03"),
        ("13/02/2024", "2024-02-13"),
        ("02/13/2024", "2024-02-13"),
        ("04.03.2015", "2015-03-04"),
        ("15 March 2014", "2014-03-15"),
        ("March 15, 2014", "2014-03-15"),
        ("15-Mar-2014", "2014-03-15"),
        ("15. März 2014", "2014-03-15"),
        ("1er mars 2014", "2014-03-01"),
        ("5 de marzo de 2014", "2014-03-05"),
        ("15 марта 2014 г.", "2014-03-15"),
        ("5. avgust 2014", "2014-08-05"),
    ],
)
def test_a_date_that_leaves_no_doubt(text: str, dates: str) -> None:
    told = read_dates(text, "")
    assert (told.dates, told.doubts) == (dates, ())
    assert told.year == int(dates[:4])


@pytest.mark.parametrize(
    "text", ["2024-02-30", "31.04.2015", "2030-13-01", "42078", "15.03.14", "1983-1981", "soon"]
)
def test_an_impossible_date_is_unknown_and_told(text: str) -> None:
    told = read_dates(text, "")
    assert (told.dates, told.year) == ("", 0)
    assert len(told.doubts) == 1


@pytest.mark.parametrize(
    ("order", "dates"), [("dmy", "2024-02-01"), ("mdy", "2024-01-02"), ("", "2024")]
)
def test_the_order_is_chosen_and_else_only_the_year_is_read(order: DateOrder, dates: str) -> None:
    told = read_dates("01/02/2024", order)
    assert told.dates == dates
    assert bool(told.doubts) == (order == "")


def test_a_day_against_the_chosen_order_is_told_and_not_turned() -> None:
    assert read_dates("13/02/2024", "mdy").dates == ""


@pytest.mark.parametrize("text", ["(1995)", "1995?", "ca. 1995", "около 1995"])
def test_a_doubted_date_is_uncertain(text: str) -> None:
    told = read_dates(text, "")
    assert (told.dates, told.is_uncertain) == ("1995", True)


def test_a_year_that_is_not_the_calendars_is_read_as_two_and_told() -> None:
    told = read_dates("2015/16", "")
    assert told.dates == "2015/2016"
    assert told.doubts


def test_what_orders_a_day_allows() -> None:
    assert orders_of("03/04/2015") == {"dmy", "mdy"}
    assert orders_of("25/04/2015") == {"dmy"}
    assert orders_of("2015-04-25") == frozenset()


@pytest.mark.parametrize("word", sorted(MONTHS))
def test_every_month_is_read_by_its_name(word: str) -> None:
    assert read_dates(f"5 {word} 2014", "").dates == f"2014-{MONTHS[word]:02d}-05"


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    assert read_dates(text, "dmy").dates.isascii()
