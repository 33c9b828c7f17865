"""Records as Hypothesis makes them, odd ones included, and what a dossier knows."""

import datetime
import string
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.editing import Known
from flowviz.records import Account, Citation, Grading, Group, Link, Record, Source, Transfer
from flowviz.terms import (
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Protection,
    Reporter,
    SourceStatus,
    Stance,
    Subject,
    TransferKind,
)

HOSTILE = (
    "",
    " ",
    "\0",
    "\ud800",
    "\u202eabc\u202c",
    "\u200b",
    "<b>x</b><img src=x>",
    "9" * 5_000,
    "=1+1",
    "1e400",
    "nan",
    "-0",
    "1_000",
    "\u0662\u0664\u0660",
    "a\tb\nc\r\nd",
    "2024-02-30",
    "( 1 1 1 1 1 1 1 1 1 1 1 1",
    "1 " * 400,
    "'" * 50,
    '"' * 51,
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(), max_size=40),
    st.text(string.digits + " .,'-/;?~=()<>%toandcaJune", max_size=30),
)
numbers = st.decimals(Decimal(-(10**9)), Decimal(10**12), places=2).map(abs)
years = st.integers(1, 9_998)
"""Winter of 9999 ends in the year 10000, which no calendar here has."""


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    """Any amount that may stand in a dossier, half of them as flowviz makes them."""
    kind = draw(st.sampled_from(AmountKind))
    is_uncertain, text = draw(st.booleans()), draw(texts)
    if kind is AmountKind.UNKNOWN:
        return Amount(None, None, None, kind, is_uncertain, text)
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    keep = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    bounds = [n if is_kept else None for n, is_kept in zip((value, low, high), keep, strict=True)]
    if not any(keep):
        bounds = [value, value, value]
    return Amount(*bounds, kind, is_uncertain, text)


def plain_amounts() -> st.SearchStrategy[Amount]:
    """Amounts as a person or a reader makes them."""
    pairs = st.tuples(numbers, numbers).map(sorted)
    sure = st.one_of(
        st.just(Amount()),
        numbers.map(lambda n: Amount(n, n, n, AmountKind.EXACT)),
        numbers.map(lambda n: Amount(n, n, None, AmountKind.AT_LEAST)),
        numbers.map(lambda n: Amount(None, Decimal(0), n, AmountKind.AT_MOST)),
        numbers.map(lambda n: Amount(n, None, None, AmountKind.ABOUT)),
        pairs.map(lambda pair: Amount(None, *pair, AmountKind.RANGE)),
        pairs.map(lambda pair: Amount(pair[0], *pair, AmountKind.RANGE)),
    )
    return st.tuples(sure, st.booleans()).map(
        lambda made: Amount(made[0].value, made[0].low, made[0].high, made[0].kind, made[1])
    )


@st.composite
def dates(draw: st.DrawFn) -> Dates:
    """Any dates that may stand in a dossier."""
    is_uncertain, text = draw(st.booleans()), draw(texts)
    if draw(st.booleans()):
        return Dates(is_uncertain=is_uncertain, text=text)
    listed = draw(st.lists(years, max_size=4))
    if listed:
        return Dates.of_years(tuple(listed), is_uncertain=is_uncertain, text=text)
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    return Dates(days[0], days[1], (), is_uncertain, text)


def plain_dates() -> st.SearchStrategy[Dates]:
    """Dates as a person or a reader makes them."""
    day = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31))
    edtf = st.one_of(
        years.map(lambda year: f"{year:04}"),
        day.map(lambda date: f"{date.year:04}-{date.month:02}"),
        day.map(lambda date: date.isoformat()),
        st.tuples(years, st.integers(21, 24)).map(lambda made: f"{made[0]:04}-{made[1]}"),
        st.tuples(day, day).map(lambda pair: f"{min(pair)}/{max(pair)}"),
        st.tuples(years, years).map(lambda pair: f"{min(pair):04}/{max(pair):04}"),
    )
    marked = st.tuples(edtf, st.sampled_from(["", "?", "~"])).map("".join)
    lists = st.lists(years, min_size=2, max_size=5, unique=True).map(tuple).map(Dates.of_years)
    return st.one_of(st.just(Dates()), marked.map(Dates.parse), lists)


def stated() -> st.SearchStrategy[Transfer]:
    """Transfers without parts, their existence stated or left to the rule."""
    return st.builds(
        Transfer, st.just("t"), st.sampled_from(TransferKind), st.just("BLR"), texts,
        st.none() | st.sampled_from(Reporter), st.none() | st.sampled_from(Existence), texts,
        existence_reason=texts, data_set=texts,
    )  # fmt: skip


def sources() -> st.SearchStrategy[Source]:
    """Sources with everything that one can hold."""
    days = st.none() | st.dates()
    gradings = st.builds(
        Grading, st.uuids().map(str), st.sampled_from("ABCDEF"), days, texts, texts
    )
    references = st.sampled_from(("{}", '{"genre":"Wire","issue":"4"}', '{"a":[1,{"b":null}]}'))
    return st.builds(
        Source, st.just("s"), *[texts] * 4, dates(), days, days, *[texts] * 4,
        st.sampled_from(Origin), st.lists(texts, max_size=3).map(tuple),
        st.sampled_from(SourceStatus), st.sampled_from(Protection), *[texts] * 4, references,
        days, texts, texts, st.lists(gradings, max_size=3).map(tuple),
    )  # fmt: skip


def citations() -> st.SearchStrategy[Citation]:
    """Citations with everything that one can hold."""
    return st.builds(
        Citation, st.just("c"), texts, st.sampled_from(Subject), texts, texts,
        st.sampled_from(Stance), texts, texts, st.booleans(), texts,
        st.none() | st.integers(1, 6), st.sampled_from(CitationStatus), texts, texts, texts,
    )  # fmt: skip


def links() -> st.SearchStrategy[Link]:
    """Links of any records."""
    return st.builds(
        Link, st.just("l"), texts, texts, st.sampled_from(LinkKind), texts, texts, amounts(),
        st.sampled_from(Existence),
    )  # fmt: skip


def groups() -> st.SearchStrategy[Group]:
    """Groups of two accounts, the first counted, by hand or by rule."""
    pairs = st.tuples(texts, texts).map(
        lambda titles: (
            Account("a", titles[0], True, ("t", "u")),
            Account("b", titles[1], False, ("v",)),
        )
    )
    return st.builds(Group, st.just("g"), texts, pairs, st.sampled_from(CountedBy))


@contextmanager
def known_of(*records: Record) -> Iterator[tuple[Dossier, Known]]:
    """A dossier of some records, and what it knows."""
    with Dossier.new("", records) as dossier:
        yield dossier, Known.read(dossier)
