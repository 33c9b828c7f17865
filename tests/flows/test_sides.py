from decimal import Decimal

import pytest

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.sides import Sides, sides
from flowviz.terms import Reporter
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

EXPORTER, IMPORTER, THIRD = Reporter.EXPORTER, Reporter.IMPORTER, Reporter.THIRD_PARTY


def told(reporter: Reporter | None, *amounts: Amount | str) -> MadeTransfer:
    figures = tuple(
        MadeFigure(amount if isinstance(amount, Amount) else Amount.exact(amount))
        for amount in amounts
    )
    return MadeTransfer("A", "B", figures, reporter=reporter)


def of(*transfers: MadeTransfer, asked: ReportedBy = ReportedBy.EXPORTER) -> Sides:
    flows = aggregate(columns_of(*transfers), Query(unit="pieces", reported_by=asked))
    return sides(flows, 0)


def shown(found: Sides) -> list[tuple[Reporter | None, Decimal | None, int, bool]]:
    return [(s.reporter, s.total.value, s.records, s.is_counted) for s in found.sides]


def test_each_side_stands_for_itself_and_none_is_merged() -> None:
    found = of(told(EXPORTER, "40", "2"), told(IMPORTER, "55"), told(THIRD, "7"), told(None, "1"))
    assert shown(found) == [
        (EXPORTER, 42, 1, True),
        (IMPORTER, 55, 1, False),
        (THIRD, 7, 1, True),
        (None, 1, 1, True),
    ]


def test_the_difference_is_the_importers_less_the_exporters() -> None:
    found = of(told(EXPORTER, "40"), told(IMPORTER, "55"))
    assert (found.difference, found.share) == (15, 0.375)
    found = of(told(EXPORTER, "40"), told(IMPORTER, "30"), asked=ReportedBy.IMPORTER)
    assert (found.difference, found.share) == (-10, -0.25)
    assert shown(found)[0] == (EXPORTER, 40, 1, False)


@pytest.mark.parametrize(
    "amount",
    [
        Amount(Decimal(5), None, None, AmountKind.ABOUT),
        Amount(None, Decimal(5), Decimal(9), AmountKind.RANGE),
        Amount(None, None, None, AmountKind.UNKNOWN),
    ],
)
def test_between_figures_that_are_no_numbers_no_difference_is_made(amount: Amount) -> None:
    found = of(told(EXPORTER, "40"), told(IMPORTER, amount))
    assert found.difference is None
    assert len(found.sides) == 2


def test_a_difference_to_nothing_has_no_share() -> None:
    found = of(told(EXPORTER, "0"), told(IMPORTER, "30"))
    assert (found.difference, found.share) == (30, None)


def test_it_says_what_counts_and_why() -> None:
    pair = told(EXPORTER, "40"), told(IMPORTER, "55")
    assert of(*pair).why.startswith("The exporter's figures count, as is asked")
    assert of(*pair, asked=ReportedBy.IMPORTER).why.startswith("The importer's figures count")
    assert "as the exporter tells" in of(*pair, asked=ReportedBy.BEST).why
    alone = of(told(IMPORTER, "55"), asked=ReportedBy.BEST)
    assert "the exporter tells nothing" in alone.why
    assert shown(alone) == [(IMPORTER, 55, 1, True)]
