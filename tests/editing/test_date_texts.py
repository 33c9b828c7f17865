"""Dates as they are typed: one grammar, in docs/rules.md."""

import dataclasses
import datetime

import pytest
from hypothesis import given

from flowviz.dates import Dates
from flowviz.editing.date_texts import date_text, read_dates, read_day
from flowviz.errors import RecordError
from tests.editing.made import dates, plain_dates, texts


def meant(typed: str) -> Dates:
    """What a text means, without the words it is kept with."""
    return dataclasses.replace(read_dates(typed), text="")


def as_edtf(text: str) -> Dates:
    return dataclasses.replace(Dates.parse(text), text="")


@pytest.mark.parametrize(
    "typed", ["2015", "2015-06", "2015-06-30", "2015-21", "2015/2017", "2015-11/2016-02", "2015?"]
)
def test_edtf_is_read_as_it_is(typed: str) -> None:
    assert read_dates(typed) == Dates.parse(typed)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("June 2015", "2015-06"),
        ("jun. 2015", "2015-06"),
        ("4 May 2016", "2016-05-04"),
        ("May 4, 2016", "2016-05-04"),
        ("spring 2015", "2015-21"),
        ("Winter of 2015", "2015-24"),
        ("fall 2015", "2015-23"),
    ],
)
def test_months_and_seasons_may_be_written_out(typed: str, edtf: str) -> None:
    assert meant(typed) == as_edtf(edtf)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2009-2011", "2009/2011"),
        ("2009 \u2013 2011", "2009/2011"),
        ("2009 to 2011", "2009/2011"),
        ("between 2009 and June 2011", "2009/2011-06"),
        ("from 1 May 2015 to 3 May 2015", "2015-05-01/2015-05-03"),
        ("2015-06-01 - 2015-07-02", "2015-06-01/2015-07-02"),
    ],
)
def test_a_span_may_be_written_with_a_dash_or_a_word(typed: str, edtf: str) -> None:
    assert meant(typed) == as_edtf(edtf)


@pytest.mark.parametrize("typed", ["1979; 1981", "1981, 1979", "1979 and 1981", "1979;1981;1979"])
def test_a_list_of_years_names_those_years_alone(typed: str) -> None:
    assert meant(typed).years == (1979, 1981)


@pytest.mark.parametrize("typed", ["2015?", "2015~", "ca. 2015", "about 2015", "(2015)", "~2015"])
def test_a_mark_of_doubt_makes_a_date_uncertain(typed: str) -> None:
    assert meant(typed) == dataclasses.replace(as_edtf("2015"), is_uncertain=True)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("30.6.2015", "2015-06-30"),
        ("30/06/2015", "2015-06-30"),
        ("6/30/2015", "2015-06-30"),
        ("05.05.2015", "2015-05-05"),
        ("06/2015", "2015-06"),
    ],
)
def test_a_day_in_numbers_is_read_where_its_month_is_certain(typed: str, edtf: str) -> None:
    assert meant(typed) == as_edtf(edtf)


@pytest.mark.parametrize("typed", ["01/02/2024", "1.2.2024", "2015/06"])
def test_a_day_that_can_be_read_two_ways_is_asked_for(typed: str) -> None:
    with pytest.raises(RecordError, match="can be read two ways"):
        read_dates(typed)


def test_the_words_of_a_source_stand_behind_its_date() -> None:
    made = read_dates("2015-24 = in the winter of 2015")
    assert (made.latest, made.text) == (datetime.date(2016, 2, 29), "in the winter of 2015")


def test_no_date_typed_is_no_date() -> None:
    assert read_dates("") == Dates()
    assert meant("?") == Dates(is_uncertain=True)


@pytest.mark.parametrize(
    "typed",
    ["2024-02-30", "0000", "9999-24", "soon", "9" * 5_000, "2015/2014", "1 2 3", "31 spring 2015"],
)
def test_what_is_no_date_is_said(typed: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_dates(typed)
    assert len(str(caught.value)) < 300


def test_a_day_alone_is_one_day() -> None:
    assert read_day("31 May 2024") == datetime.date(2024, 5, 31)
    assert read_day("") is None
    for typed in ("2024", "2024-05-31?", "?"):
        with pytest.raises(RecordError, match="not one day"):
            read_day(typed)


@given(plain_dates())
def test_dates_spelled_out_mean_themselves(made: Dates) -> None:
    bare = dataclasses.replace(made, text="")
    assert meant(date_text(bare)) == bare
    with_words = dataclasses.replace(made, text=made.text or date_text(made))
    assert read_dates(date_text(made)) == with_words


def test_the_one_year_of_a_register_is_shown_as_its_source_has_it() -> None:
    assert date_text(Dates.of_years((2014,), text="2014")) == "2014"
    assert date_text(Dates.of_years((2014, 2016), text="2014; 2016")) == "2014; 2016"
    assert date_text(Dates.of_years((2014,), is_uncertain=True, text="2014")) == "2014? = 2014"


@given(dates())
def test_any_dates_can_be_shown(made: Dates) -> None:
    assert isinstance(date_text(made), str)


@given(texts)
def test_no_text_is_more_than_a_fault(typed: str) -> None:
    try:
        made = read_dates(typed)
    except RecordError:
        return
    assert read_dates(date_text(made)) == made
