"""Amounts, dates and counts in words."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from flowviz.amounts import Amount, Total
from flowviz.dates import Dates
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.flows.words import (
    amount_words,
    around_quotation,
    count_words,
    dates_words,
    digits,
    filter_words,
    filters,
    quantity,
    source_words,
    stage_words,
    total_words,
    window_words,
    years_words,
)
from flowviz.terms import Existence, Mark, Stage, TransferKind

NAMES = {"IRN": "Iran", "IRQ": "Iraq", "x-a": "<b>A</b>"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("380", "380"),
        ("37900000", "37,900,000"),
        ("66734.40", "66,734.4"),
        ("0.000", "0"),
        ("-1234.5", "-1,234.5"),
        ("1E+3", "1,000"),
        ("123456789012345678901234567890.1", "123,456,789,012,345,678,901,234,567,890.1"),
    ],
)
def test_numbers_are_written_in_full_without_idle_zeros(value: str, words: str) -> None:
    assert digits(Decimal(value)) == words


def test_money_is_named_before_the_number_and_tiv_is_no_money() -> None:
    assert quantity(Decimal(5), "EUR") == "EUR 5"
    assert quantity(Decimal(5), "TIV") == "5 TIV"
    assert quantity(Decimal(5), "pieces") == "5 pieces"


def test_one_piece_is_not_pieces() -> None:
    assert quantity(Decimal(1), "pieces") == "1 piece"
    assert quantity(Decimal("1.0"), "rounds") == "1 round"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(), "amount unknown"),
        (Amount.exact("240"), "240 pieces"),
        (Amount.exact("240", is_uncertain=True), "240 pieces (?)"),
        (Amount.about("240"), "about 240 pieces"),
        (Amount.at_least("240"), "at least 240 pieces"),
        (Amount.at_most("240"), "at most 240 pieces"),
        (Amount.between(Decimal(80), Decimal(120)), "80\N{EN DASH}120 pieces"),
        (
            Amount.between(Decimal(80), Decimal(120), value=Decimal(100)),
            "100 pieces (80\N{EN DASH}120 pieces)",
        ),
    ],
)
def test_each_kind_of_amount_has_its_words(amount: Amount, words: str) -> None:
    assert amount_words(amount, "pieces") == words


def test_a_range_of_money_names_the_currency_once() -> None:
    assert amount_words(Amount.between(Decimal(1), Decimal(2)), "EUR") == "EUR 1\N{EN DASH}2"


def test_a_total_with_lower_bounds_only_is_at_least_that() -> None:
    total = Total.of([Amount.exact("100"), Amount.at_least("5")])
    assert total_words(total, "pieces") == "at least 105 pieces"
    assert total_words(Total(), "pieces") == "amount unknown"


def test_a_total_that_its_stated_values_fall_short_of_is_told_by_its_bounds() -> None:
    total = Total.of([Amount.exact("100"), Amount.between(Decimal(5), Decimal(10))])
    assert total_words(total, "pieces") == "105\N{EN DASH}110 pieces"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (Dates(), "undated"),
        (Dates.parse("2015"), "2015"),
        (Dates.parse("2015?"), "2015?"),
        (Dates.of_years((1979, 1981)), "1979; 1981"),
        (Dates.of_years((1979,), is_uncertain=True), "1979 (?)"),
        (Dates(datetime.date(2015, 6, 30), datetime.date(2015, 6, 30)), "2015-06-30"),
        (Dates(datetime.date(2014, 1, 1), datetime.date(2015, 12, 31)), "2014\N{EN DASH}2015"),
        (Dates(datetime.date(2015, 6, 1), datetime.date(2015, 6, 9)), "2015-06-01 to 2015-06-09"),
    ],
)
def test_dates_are_told_as_the_source_has_them_or_spelled_out(dates: Dates, words: str) -> None:
    assert dates_words(dates) == words


def test_years_and_counts_agree_with_their_number() -> None:
    assert years_words(2015, 2015) == "2015"
    assert years_words(1979, 1990) == "1979\N{EN DASH}1990"
    assert years_words(None, None) == "undated"
    assert count_words(1, "entry", "entries") == "1 entry"
    assert count_words(1200, "record") == "1,200 records"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query(), ""),
        (Query(first_year=2014), "since 2014"),
        (Query(last_year=2016), "until 2016"),
        (Query(first_year=2014, last_year=2014), "2014"),
        (Query(first_year=2014, last_year=2016), "2014\N{EN DASH}2016"),
        (Query(first_year=2014, first_month=3), "since 2014-03"),
        (Query(last_year=2014, last_month=3), "until 2014-03"),
        (Query(first_year=2014, first_month=3, last_year=2015), "2014-03 to 2015-12"),
        (
            Query(first_year=2014, first_month=3, last_year=2014, last_month=3),
            "2014-03",
        ),
    ],
)
def test_a_window_is_told_in_months_only_where_it_is_asked_in_months(
    query: Query, words: str
) -> None:
    assert window_words(query) == words
    assert filter_words(query, {}) == ((words,) if words else ())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query(categories=frozenset({"Ships", ""})), "no known category or Ships"),
        (Query(items=frozenset({"Konkurs"})), "Konkurs"),
        (Query(items=frozenset("ABCDEFG")), "A, B, C, D or 3 more"),
        (Query(items=frozenset("ABCDE")), "A, B, C, D or E"),
        (Query(items=frozenset({"N" * 99})), "N" * 59 + "\N{HORIZONTAL ELLIPSIS}"),
        (Query(kinds=frozenset({TransferKind.DEAL})), "only deals"),
        (
            Query(kinds=frozenset({TransferKind.REPORT, TransferKind.DEAL})),
            "only deals and reports",
        ),
        (
            Query(existences=frozenset({Existence.TENTATIVE, Existence.CONFIRMED})),
            "only confirmed or tentative",
        ),
        (Query(is_disputed=True), "only disputed"),
        (Query(is_disputed=False), "not disputed"),
        (Query(grades=frozenset({"B2", ""})), "grade B2 or none"),
        (Query(marks=frozenset((Mark.NO_SOURCE,))), "without a source"),
        (
            Query(marks=frozenset((Mark.TO_CHECK, Mark.ONE_ORIGIN))),
            "resting on one origin or with a citation to check",
        ),
        (Query(reported_by=ReportedBy.IMPORTER), "as importers report"),
        (Query(actors=frozenset({"IRN"})), "from or to Iran"),
        (
            Query(actors=frozenset({"IRN", "IRQ"}), direction=Direction.OUTGOING),
            "from Iran or Iraq",
        ),
        (Query(actors=frozenset({"x-a"}), direction=Direction.INCOMING), "to <b>A</b>"),
        (
            Query(actors=frozenset({"IRN", "ZZZ"}), direction=Direction.BETWEEN),
            "between Iran and ZZZ",
        ),
        (Query(actors=frozenset({"IRN"}), direction=Direction.BETWEEN), "within Iran"),
        (Query(unit="EUR", least=Decimal("1000")), "at least EUR 1,000"),
        (Query(least=Decimal("1.50")), "at least 1.5"),
    ],
)
def test_a_filter_is_told_in_one_text_and_can_be_taken_out(query: Query, words: str) -> None:
    (found,) = filters(query, NAMES)
    assert found.text == words
    assert found.removed_from(query) == Query(unit=query.unit)


def test_every_filter_of_a_query_has_a_text() -> None:
    query = Query(
        first_year=2000,
        categories=frozenset({"Ships"}),
        items=frozenset({"Konkurs"}),
        kinds=frozenset({TransferKind.DEAL}),
        existences=frozenset({Existence.CONFIRMED}),
        is_disputed=True,
        grades=frozenset({"A1"}),
        marks=frozenset((Mark.NO_SOURCE,)),
        reported_by=ReportedBy.BEST,
        actors=frozenset({"IRN"}),
        least=Decimal(1),
    )
    named = {name for found in filters(query, NAMES) for name in found.fields}
    fields = {field.name for field in dataclasses.fields(Query)}
    assert named == fields - {"unit", "stage"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("In May we shipped", "to Jeddah.", ("In May we shipped ", " to Jeddah.")),
        ("In May we shipped ", " to Jeddah.", ("In May we shipped ", " to Jeddah.")),
        ("they said (", "), as before", ("they said (", "), as before")),
        ("", "", ("", "")),
    ],
)
def test_blanks_part_a_quotation_from_the_words_around_it(
    before: str, after: str, expected: tuple[str, str]
) -> None:
    assert around_quotation(before, "200 launchers", after) == expected


def test_several_sources_of_one_origin_are_no_more_than_that() -> None:
    marks = (Mark.ONE_ORIGIN,)
    assert source_words(3, 1, marks) == "3 sources, one origin"
    assert source_words(3, 2, marks) == "3 sources"  # each record may have an origin of its own
    assert source_words(1, 1, marks) == "1 source"
    assert source_words(3, 1, ()) == "3 sources"


def test_an_unknown_amount_claims_no_delivery() -> None:
    assert stage_words("380 pieces", Stage.DELIVERED, is_known=True) == "380 pieces delivered"
    unknown = stage_words("amount unknown", Stage.DELIVERED, is_known=False)
    assert unknown == "amount delivered: unknown"
