"""Records picked as the same goods are put into the accounts that a person most likely means."""

import dataclasses

from flowviz.editing.accounting import accounts_of
from flowviz.records import Transfer
from flowviz.terms import Reporter, TransferKind

DEAL = Transfer("deal", TransferKind.DEAL, "A", "B", Reporter.EXPORTER)
DELIVERY = dataclasses.replace(DEAL, id="first", kind=TransferKind.DELIVERY)
SECOND = dataclasses.replace(DELIVERY, id="second")
SEEN = dataclasses.replace(DELIVERY, id="seen", reporter=Reporter.IMPORTER)


def told(*records: Transfer) -> list[tuple[str, list[str]]]:
    return [(title, [each.id for each in part]) for title, part in accounts_of(records)]


def test_a_deal_and_its_deliveries_are_two_accounts() -> None:
    assert told(DELIVERY, DEAL, SECOND) == [
        ("The deliveries", ["first", "second"]),
        ("The deal", ["deal"]),
    ]


def test_what_both_sides_report_are_two_accounts() -> None:
    assert told(DELIVERY, SECOND, SEEN) == [
        ("As the exporter reports", ["first", "second"]),
        ("As the importer reports", ["seen"]),
    ]


def test_records_that_are_alike_are_an_account_each() -> None:
    assert told(DELIVERY, SECOND) == [("", ["first"]), ("", ["second"])]
    assert told() == []
