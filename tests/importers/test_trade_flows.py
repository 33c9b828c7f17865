"""What the picture makes of trade statistics: one side counts, one level, and no totals row."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flow
from flowviz.flows.query import Query, ReportedBy
from flowviz.importers import import_file
from flowviz.terms import Stage
from tests.importers.trade_files import classic, new, ricardo, sales

USD = Query(unit="USD")
ALGERIA = {"Reporter": "Algeria", "Reporter ISO": "DZA", "Reporter Code": "12"}
FROM_ALBANIA = {"Partner": "Albania", "Partner ISO": "ALB", "Partner Code": "8"}
IMPORT = {"Trade Flow": "Import", "Trade Flow Code": "1"}
WORLD = {"Partner": "World", "Partner ISO": "WLD", "Partner Code": "0"}

Flowing = Callable[..., dict[tuple[str, str], Flow]]


@pytest.fixture
def flowing(dossier: Dossier, tmp_path: Path) -> Flowing:
    """Give a function that imports bytes and gives the flows of a query by their two ends."""

    def flowing(data: bytes, query: Query = USD, name: str = "table.csv") -> dict:
        path = tmp_path / name
        path.write_bytes(data)
        import_file(dossier, path)
        flows = aggregate(read_columns(dossier), query)
        told = (flows.flow(index) for index in range(len(flows)))
        return {(flow.supplier, flow.recipient): flow for flow in told}

    return flowing


def mirrored() -> bytes:
    """Give a trade told by both sides, a re-export within it, and the world."""
    return classic(
        {"Trade Value (US$)": "100"},
        {"Trade Value (US$)": "30", "Trade Flow": "Re-Export", "Trade Flow Code": "3"},
        {"Trade Value (US$)": "120", **ALGERIA, **FROM_ALBANIA, **IMPORT},
        {"Trade Value (US$)": "900", **WORLD},
    )


def test_the_exporters_figures_count_and_the_importers_stand_beside(flowing: Flowing) -> None:
    flows = flowing(mirrored())
    assert flows.keys() == {("ALB", "DZA")}
    flow = flows["ALB", "DZA"]
    assert flow.total.value == 100
    assert flow.other_side is not None
    assert flow.other_side.value == 120


def test_the_importers_figures_count_where_they_are_asked_for(flowing: Flowing) -> None:
    query = Query(unit="USD", reported_by=ReportedBy.IMPORTER)
    flow = flowing(mirrored(), query)["ALB", "DZA"]
    assert flow.total.value == 120
    assert flow.other_side is not None
    assert flow.other_side.value == 100


def test_a_whole_and_its_parts_are_counted_once(flowing: Flowing) -> None:
    data = new(
        {"cmdCode": "93", "primaryValue": "10"},
        {"cmdCode": "9301", "primaryValue": "4"},
        {"cmdCode": "9306", "primaryValue": "6"},
        {"cmdCode": "9306", "primaryValue": "5", "motCode": "2100"},
    )
    assert flowing(data)["ALB", "DZA"].total.value == 10


def test_what_two_books_tell_is_counted_once(flowing: Flowing) -> None:
    data = ricardo({}, {"source": "Abstract_7", "flow": "101"}, {"special_general": "spe"})
    flow = flowing(data, Query(unit="francs"), "flows.csv")["FRA", "PRT"]
    assert flow.total.value == Decimal("100.0")
    assert flow.records == 3


def test_a_notification_is_no_sale(flowing: Flowing) -> None:
    data = sales({"notifications": "900"})
    query = Query(unit="USD", stage=Stage.ORDERED)
    assert flowing(data, query, "sales.json")["USA", "ALB"].total.value == 100
