"""SIPRI's two layouts of one register, held against one another over one year of the world."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from flowviz.amounts import Total
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flows, exact_more, exact_total
from flowviz.flows.query import Query
from flowviz.importers import import_file
from tests.real_data import real_data

pytestmark = pytest.mark.long

DEALS = "sipri_register/deals_2025-03.csv"
DELIVERIES = "sipri_register/deliveries_1950-1989.csv"
YEAR = Query(unit="TIV", first_year=1985, last_year=1985)

# The two files are editions a year apart (16 April 2024 and March 2025). What the later one dates
# or names in another way, by supplier and recipient: TIV of 1985 in the deliveries, then the least
# and the most that the deals leave for 1985.
DIFFERENT = {
    # 50 Marbore turbojets of 172 from 1983 to 1986 (deal 54006): no longer in the later edition.
    ("FRA", "ISR"): ("10", "0", "0"),
    # 2 PB-46 (Meghna) patrol boats: delivered in 1984 at 25 TIV each, now in 1985 at 12.95.
    ("SGP", "BGD"): ("0", "25.9", "25.9"),
    # 2 SAK-70 Mk-1 guns for those boats: a deal that the earlier edition does not have.
    ("SWE", "BGD"): ("0", "4.5", "4.5"),
}


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flows]:
    yield from _flows(tmp_path_factory, DEALS)


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flows]:
    yield from _flows(tmp_path_factory, DELIVERIES)


def _flows(places: pytest.TempPathFactory, name: str) -> Iterator[Flows]:
    path = real_data(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(places.mktemp("state")))
        with Dossier.new() as dossier:
            import_file(dossier, path)
            yield aggregate(read_columns(dossier), YEAR)


def test_the_deliveries_of_1985_come_to_38204_tiv(deliveries: Flows) -> None:
    total, more = _world(deliveries)
    assert (total.value, total.low, total.high, more) == (*[Decimal("38204.14")] * 3, 0)


def test_the_deals_bracket_the_deliveries_of_1985(deals: Flows, deliveries: Flows) -> None:
    """What a deal of several years delivered in one of them, layout A does not tell."""
    total, more = _world(deals)
    world = _world(deliveries)[0].value
    assert total.value is not None
    assert world is not None
    assert (total.value, more) == (Decimal("5170.96"), Decimal("192937.04"))
    assert total.value <= world <= total.value + more


def test_the_deals_bracket_the_deliveries_of_1985_pair_by_pair(
    deals: Flows, deliveries: Flows
) -> None:
    bounds, delivered = _by_pair(deals), _by_pair(deliveries)
    nothing = Decimal(0), Decimal(0)
    different = {}
    for pair in bounds.keys() | delivered.keys():
        (least, more), (amount, _) = bounds.get(pair, nothing), delivered.get(pair, nothing)
        if not least <= amount <= least + more:
            different[pair] = (amount, least, least + more)
    assert different == {pair: tuple(map(Decimal, amounts)) for pair, amounts in DIFFERENT.items()}


def _world(flows: Flows) -> tuple[Total, Decimal]:
    """The total of all flows, and what may lie in the year besides."""
    selection, figures = flows.selection, flows.columns.figures
    assert selection is not None
    return exact_total(figures, selection.indices()), exact_more(figures, selection.more)


def _by_pair(flows: Flows) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    found = (flows.flow(index) for index in range(len(flows)))
    return {
        (flow.supplier, flow.recipient): (flow.total.value or Decimal(0), flow.undated_more)
        for flow in found
    }
