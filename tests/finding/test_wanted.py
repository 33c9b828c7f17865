"""What is typed becomes words, and nothing of it an expression of FTS5."""

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.finding import Filter, Kind, Wanted
from flowviz.finding.index import _SCHEMA
from flowviz.finding.wanted import labels


@pytest.fixture(scope="module")
def empty() -> apsw.Connection:
    db = apsw.Connection(":memory:")
    db.execute(_SCHEMA)
    return db


def test_the_last_word_may_be_the_beginning_of_one() -> None:
    first, last = Wanted("bulgaria kon").sought
    assert (first.terms, first.is_open) == (("bulgaria",), False)
    assert (last.terms, last.is_open) == (("kon",), True)
    assert not Wanted("bulgaria kon ").sought[1].is_open


def test_words_in_quotes_stand_together() -> None:
    assert [one.terms for one in Wanted("“two words” “and these\u201d on").sought] == [
        ("two", "words"),
        ("and", "these"),
        ("on",),
    ]
    assert not Wanted('"closed one"').sought[0].is_open
    assert Wanted('"open on').sought[0].is_open


def test_a_minus_before_a_word_or_phrase_keeps_it_out() -> None:
    told = [(one.terms, one.is_unwanted) for one in Wanted('a -b -"c d" e-f -').sought]
    assert told == [(("a",), False), (("b",), True), (("c", "d"), True), (("e", "f"), False)]


def test_what_is_only_kept_out_looks_for_nothing() -> None:
    assert Wanted("-b").is_empty
    assert Wanted(" … ").is_empty
    assert not Wanted("b").is_empty


def test_a_span_of_years_is_asked_for_in_few_words(empty: apsw.Connection) -> None:
    match = Filter(years=(1995, 2016)).match
    assert match.count("OR") == 12  # five of the nineties, a decade, seven years of the next
    asked = Filter(years=(1, 9999)).match
    assert asked.count("OR") < 40
    empty.execute("SELECT count(*) FROM text WHERE text MATCH ?", (asked,))


@given(st.text(), st.text(), st.integers(1, 9999), st.integers(1, 9999))
def test_no_text_is_more_than_words(
    empty: apsw.Connection, text: str, code: str, first: int, last: int
) -> None:
    years = (min(first, last), max(first, last))
    wanted = Wanted(text, Filter(frozenset(Kind), frozenset({code}), years, frozenset({"live"})))
    if not wanted.is_empty:
        for columns in ("name body", "name"):
            sql = "SELECT count(*) FROM text WHERE text MATCH ?"
            assert empty.execute(sql, (wanted.match(columns),)).get == 0


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_a_year_is_found_just_where_it_lies_in_the_span(first: int, last: int, year: int) -> None:
    db = apsw.Connection(":memory:")
    db.execute(_SCHEMA)
    row = (1, "x", "", labels((), {year}, ""))
    db.execute("INSERT INTO text (rowid, name, body, label) VALUES (?, ?, ?, ?)", row)
    wanted = Wanted("x", Filter(years=(min(first, last), max(first, last))))
    found = db.execute("SELECT count(*) FROM text WHERE text MATCH ?", (wanted.match(),)).get
    assert bool(found) == (min(first, last) <= year <= max(first, last))


@pytest.mark.parametrize(
    "text",
    ['"', "a OR b", "NEAR(a b)", "name:a", "{name}", "a*", "^a", "a AND NOT", "\x00", "(" * 99],
)
def test_signs_of_fts5_mean_nothing(empty: apsw.Connection, text: str) -> None:
    wanted = Wanted(f"word {text}")
    empty.execute("SELECT rowid FROM text WHERE text MATCH ?", (wanted.match(),))
