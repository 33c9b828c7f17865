import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.dates import Dates
from flowviz.errors import RecordError


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-06", "2015-06-01", "2015-06-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-06-30", "2015-06-30", "2015-06-30"),
        ("2015-21", "2015-03-01", "2015-05-31"),
        ("2015-23", "2015-09-01", "2015-11-30"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("2015/2017", "2015-01-01", "2017-12-31"),
        ("2015-11/2016-02", "2015-11-01", "2016-02-29"),
    ],
)
def test_edtf_dates_span_whole_days(text: str, earliest: str, latest: str) -> None:
    dates = Dates.parse(text)
    assert (dates.earliest, dates.latest) == (day(earliest), day(latest))
    assert not dates.is_uncertain
    assert dates.text == text


def test_a_question_mark_makes_a_date_uncertain_and_keeps_its_days() -> None:
    dates = Dates.parse("2015?")
    assert dates.is_uncertain
    assert dates.first_year == dates.last_year == 2015


def test_an_empty_text_is_not_stated() -> None:
    assert not Dates.parse("").is_stated


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2015-13",
        "2015-25",
        "15",
        "20155",
        "2017/2015",
        "2015/",
        "2015/x",
        "٢٠١٥",
        "2015-1",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        Dates.parse(text)


def test_a_list_of_years_is_kept_as_a_set_in_order() -> None:
    dates = Dates.of_years((1981, 1979, 1981), text="1979; 1981")
    assert dates.years == (1979, 1981)
    assert (dates.first_year, dates.last_year) == (1979, 1981)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_back(value: datetime.date) -> None:
    dates = Dates.parse(value.isoformat())
    assert dates.earliest == dates.latest == value
