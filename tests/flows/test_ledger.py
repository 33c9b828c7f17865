"""What an actor received, what went onward, and what is not accounted for."""

from decimal import Decimal

import pytest

from flowviz.amounts import Amount, Total
from flowviz.dossier import Dossier
from flowviz.flows.columns import read_columns
from flowviz.flows.ledger import (
    EXCEEDED,
    NO_ONWARD,
    NOT_KNOWN,
    NOT_RECEIVED,
    Ledger,
    LedgerItem,
    ledger,
)
from flowviz.flows.query import Query
from flowviz.records import Note, Transfer
from flowviz.terms import Subject
from tests.flows.cases import cited, dossier_of, sent

KONKURS = "9P135M Konkurs"


def ledger_of(*records: Transfer, actor: str = "BBB", query: Query | None = None) -> Ledger:
    with dossier_of(*records) as dossier:
        return ledger(dossier, read_columns(dossier), query or Query(unit="pieces"), actor)


def item_of(received: Amount, onward: Amount) -> LedgerItem:
    book = ledger_of(
        sent("in", "AAA", "BBB", (KONKURS, received)),
        sent("out", "BBB", "CCC", (KONKURS, onward)),
    )
    (item,) = book.items
    return item


def test_the_bundled_case_leaves_24_konkurs_open_in_bulgaria() -> None:
    with Dossier.sample() as dossier:
        book = ledger(dossier, read_columns(dossier), Query(), "BGR")
    konkurs, launchers = book.items
    assert (konkurs.designation, konkurs.unaccounted) == (KONKURS, 24)
    assert konkurs.received is not None
    assert konkurs.onward is not None
    assert (konkurs.received.total.value, konkurs.onward.total.value) == (240, 216)
    assert launchers.received is not None
    assert (launchers.received.total.value, launchers.onward) == (140, None)
    assert (launchers.unaccounted, launchers.remark) == (None, NO_ONWARD)


def test_totals_by_partner_are_the_flows_largest_first() -> None:
    with Dossier.sample() as dossier:
        book = ledger(dossier, read_columns(dossier), Query(), "BGR")
    assert [flow.supplier_name for flow in book.received_from] == ["Belarus"]
    assert [flow.total.value for flow in book.supplied_to] == [136, 80]
    assert (book.received.value, book.supplied.value) == (380, 216)


def test_no_report_of_an_onward_transfer_is_not_a_zero() -> None:
    (item,) = ledger_of(sent("in", "AAA", "BBB", (KONKURS, Amount.exact("5")))).items
    assert (item.onward, item.unaccounted, item.remark) == (None, None, NO_ONWARD)


def test_what_was_never_reported_as_received_has_no_remainder() -> None:
    (item,) = ledger_of(sent("out", "BBB", "CCC", (KONKURS, Amount.exact("5")))).items
    assert (item.received, item.unaccounted, item.remark) == (None, None, NOT_RECEIVED)


def test_more_onward_than_received_is_said_and_not_made_a_negative_rest() -> None:
    item = item_of(Amount.exact("5"), Amount.exact("8"))
    assert (item.remainder, item.remark) == (None, EXCEEDED)


def test_an_unknown_amount_on_either_side_leaves_the_rest_unknown() -> None:
    assert item_of(Amount.exact("5"), Amount()).remark == NOT_KNOWN
    assert item_of(Amount(), Amount.exact("5")).remark == NOT_KNOWN


@pytest.mark.parametrize(
    ("received", "onward", "left"),
    [
        (
            Amount.between(Decimal(80), Decimal(120)),
            Amount.exact("50"),
            Total(None, Decimal(30), Decimal(70)),
        ),
        (
            Amount.exact("100"),
            Amount.between(Decimal(30), Decimal(120)),
            Total(None, Decimal(0), Decimal(70)),
        ),
        (Amount.at_least("100"), Amount.exact("30"), Total(Decimal(70), Decimal(70), None)),
        (
            Amount.exact("100"),
            Amount.at_least("30"),
            Total(Decimal(70), Decimal(0), Decimal(70)),
        ),
        (
            Amount.about("100"),
            Amount.exact("30"),
            Total(Decimal(70), Decimal(70), Decimal(70), True),
        ),
    ],
)
def test_the_rest_of_ranges_is_a_range(received: Amount, onward: Amount, left: Total) -> None:
    assert item_of(received, onward).remainder == left


def test_items_are_the_same_whatever_their_case_and_blanks() -> None:
    book = ledger_of(
        sent("in", "AAA", "BBB", ("9P135M  Konkurs", Amount.exact("5"))),
        sent("out", "BBB", "CCC", ("9p135m KONKURS ", Amount.exact("2"))),
    )
    assert [(item.designation, item.unaccounted) for item in book.items] == [("9P135M  Konkurs", 3)]


def test_what_an_actor_sends_to_itself_is_neither_received_nor_passed_on() -> None:
    book = ledger_of(sent("self", "BBB", "BBB", (KONKURS, Amount.exact("5"))))
    assert book.items == ()


def test_a_line_without_a_figure_in_the_unit_is_unknown() -> None:
    book = ledger_of(
        sent("in", "AAA", "BBB", (KONKURS, Amount.exact("5"))), query=Query(unit="EUR")
    )
    assert book.items[0].received is not None
    assert book.items[0].received.total == Total(unknown=1)


def test_what_may_lie_outside_the_window_leaves_the_rest_unknown() -> None:
    book = ledger_of(
        sent("in", "AAA", "BBB", (KONKURS, Amount.exact("5")), year="2010/2015"),
        sent("out", "BBB", "CCC", (KONKURS, Amount.exact("2"))),
        query=Query(unit="pieces", first_year=2015),
    )
    (item,) = book.items
    assert item.received is not None
    assert (item.received.undated_more, item.remark) == (5, NOT_KNOWN)


def test_an_unknown_amount_that_may_lie_in_the_window_leaves_the_rest_unknown() -> None:
    book = ledger_of(
        sent("in", "AAA", "BBB", (KONKURS, Amount.exact("5"))),
        sent("more", "AAA", "BBB", (KONKURS, Amount()), year="2010/2015"),
        sent("out", "BBB", "CCC", (KONKURS, Amount.exact("2"))),
        query=Query(unit="pieces", first_year=2015),
    )
    (item,) = book.items
    assert (item.remainder, item.remark) == (None, NOT_KNOWN)


def test_an_actor_in_no_flow_has_an_empty_ledger_with_its_notes() -> None:
    note = Note("n", Subject.ACTOR, "DDD", "A small state.")
    with dossier_of(note, cited("c", Subject.NOTE, "n")) as dossier:
        book = ledger(dossier, read_columns(dossier), Query(), "DDD")
    assert (book.items, book.received) == ((), Total())
    assert [(entry.text, entry.has_no_source) for entry in book.notes] == [
        ("A small state.", False)
    ]
