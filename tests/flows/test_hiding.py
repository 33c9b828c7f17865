import dataclasses
from decimal import Decimal

from flowviz.amounts import Amount
from flowviz.flows.flow import Flows
from flowviz.flows.hiding import Hiding, hiding
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.terms import Existence, Stage
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

COLUMNS = columns_of(
    MadeTransfer("A", "B", (MadeFigure(Amount.exact("5"), line=0),), ("Guns",)),
    MadeTransfer("A", "C", (MadeFigure(Amount.exact("50"), stage=Stage.ORDERED),)),
)
QUERY = Query(unit="pieces")


def of(query: Query, recipient: str = "B") -> Hiding:
    def is_shown(flows: Flows) -> bool:
        return flows.index("A", recipient) is not None

    return hiding(COLUMNS, query, is_shown, {})


def texts(found: Hiding) -> list[str]:
    return [one.text for one in found.filters]


def test_the_one_filter_at_fault_is_named_and_no_other() -> None:
    asked = dataclasses.replace(QUERY, first_year=2016, categories=frozenset(("Guns",)))
    assert texts(of(asked)) == ["since 2016"]


def test_all_filters_at_fault_are_named() -> None:
    asked = dataclasses.replace(
        QUERY, first_year=2016, is_disputed=True, categories=frozenset(("Guns",))
    )
    assert texts(of(asked)) == ["since 2016", "only disputed"]


def test_filters_that_hide_only_together_are_all_named() -> None:
    columns = columns_of(
        MadeTransfer("A", "B", (MadeFigure(Amount.exact("5"), years=(2014, 2014)),)),
        MadeTransfer(
            "A",
            "B",
            (MadeFigure(Amount.exact("5"), years=(2016, 2016)),),
            existence=Existence.TENTATIVE,
        ),
    )
    asked = dataclasses.replace(
        QUERY, first_year=2015, existences=frozenset((Existence.CONFIRMED,))
    )
    found = hiding(columns, asked, lambda flows: len(flows) > 0, {})
    assert texts(found) == ["since 2015", "only confirmed"]


def test_a_minimum_hides_a_net_that_hides_neither_of_its_ways() -> None:
    columns = columns_of(
        MadeTransfer("A", "B", (MadeFigure(Amount.exact("6")),)),
        MadeTransfer("B", "A", (MadeFigure(Amount.exact("5")),)),
    )
    asked = dataclasses.replace(QUERY, least=Decimal(3))
    found = hiding(columns, asked, lambda flows: len(flows) > 0, {}, Mode.NET)
    assert texts(found) == ["at least 3 pieces"]


def test_another_stage_is_named_where_no_filter_is_at_fault() -> None:
    found = of(dataclasses.replace(QUERY, first_year=2016), "C")
    assert found == Hiding((), Stage.ORDERED)


def test_what_no_record_tells_of_is_hidden_by_nothing() -> None:
    assert of(QUERY, "X") == Hiding(())
