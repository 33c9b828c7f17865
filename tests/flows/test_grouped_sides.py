"""The exporter's and the importer's account of the same goods: the one that counts, counts."""

from decimal import Decimal

import pytest

from flowviz.amounts import Amount
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.sides import sides
from flowviz.records import Account, Group
from flowviz.terms import Reporter
from tests.flows.cases import docket_in, dossier_of, flows_in, sent

EXPORTED = sent("out", "AAA", "BBB", ("Rifle", Amount.exact("200")), reporter=Reporter.EXPORTER)
IMPORTED = sent("in", "AAA", "BBB", ("Rifle", Amount.exact("140")), reporter=Reporter.IMPORTER)
OTHERS = sent("more", "AAA", "BBB", ("Rifle", Amount.exact("7")), reporter=Reporter.EXPORTER)
ACCOUNTS = (Account("a1", "In", True, ("in",)), Account("a2", "Out", False, ("out",)))


@pytest.mark.parametrize("side", [ReportedBy.EXPORTER, ReportedBy.IMPORTER, ReportedBy.BEST])
def test_the_account_that_counts_does_so_whichever_side_is_asked_for(side: ReportedBy) -> None:
    with dossier_of(EXPORTED, IMPORTED, Group("g", "One ship", ACCOUNTS)) as dossier:
        flows = flows_in(dossier, Query(reported_by=side))
        found = docket_in(dossier, query=Query(reported_by=side))
    flow = flows.flow(0)
    assert (flow.total.value, flow.records, flow.other_side) == (Decimal(140), 1, None)
    assert {each.transfer.id: each.standing for each in found.records}["in"] == "counted"


def test_what_is_in_no_group_is_still_of_its_own_side() -> None:
    with dossier_of(EXPORTED, IMPORTED, OTHERS, Group("g", "One ship", ACCOUNTS)) as dossier:
        exporters = flows_in(dossier).flow(0)
        importers = flows_in(dossier, Query(reported_by=ReportedBy.IMPORTER)).flow(0)
    assert exporters.total.value == Decimal(147), "one account, and what only the exporter tells"
    assert importers.total.value == Decimal(140)
    assert importers.other_side is not None
    assert importers.other_side.value == Decimal(7)


def test_the_side_that_is_not_asked_for_and_counts_is_told() -> None:
    with dossier_of(EXPORTED, IMPORTED, OTHERS, Group("g", "One ship", ACCOUNTS)) as dossier:
        exporters, importers = (
            sides(flows_in(dossier, Query(reported_by=side)), 0)
            for side in (ReportedBy.EXPORTER, ReportedBy.IMPORTER)
        )
    assert exporters.why == (
        "The exporter's figures count, as is asked for. Of goods that both tell, the importer's "
        "account is counted."
    )
    assert importers.why == "The importer's figures count, as is asked for."
