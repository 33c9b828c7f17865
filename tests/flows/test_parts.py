from decimal import Decimal

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.parts import Parts, parts
from flowviz.flows.query import Query
from tests.flows.made import MadeFigure, MadeTransfer, columns_of


def of(*transfers: MadeTransfer) -> Parts:
    return parts(aggregate(columns_of(*transfers), Query(unit="pieces")), 0)


def made(categories: tuple[str, ...], *figures: tuple[int, str]) -> MadeTransfer:
    """A transfer whose figures are of the line given, -1 for all of them together."""
    figure = (MadeFigure(Amount.exact(amount), line=line) for line, amount in figures)
    return MadeTransfer("A", "B", tuple(figure), categories)


def test_shares_are_of_all_that_the_flow_is_drawn_at() -> None:
    found = of(made(("Guns", "Ships", "Guns", ""), (0, "20"), (1, "10"), (2, "10"), (3, "60")))
    assert [(part.category, part.total.value, part.share) for part in found.parts] == [
        ("Guns", 30, 0.3),
        ("Ships", 10, 0.1),
    ]
    assert found.uncategorised is not None
    assert (found.uncategorised.total.value, found.uncategorised.share) == (60, 0.6)
    assert found.together is None


def test_an_amount_for_items_of_several_categories_is_never_split() -> None:
    found = of(made(("Guns", "Ships"), (-1, "9")), made(("Guns", "Guns"), (-1, "4")))
    assert [(part.category, part.total.value) for part in found.parts] == [("Guns", 4)]
    assert found.together is not None
    assert (found.together.total.value, found.together.share) == (9, 9 / 13)


def test_a_record_that_names_no_item_has_no_category() -> None:
    found = of(made((), (-1, "9")))
    assert not found.parts
    assert found.together is None
    assert found.uncategorised is not None
    assert (found.uncategorised.total.value, found.uncategorised.share) == (9, 1.0)


def test_a_range_without_a_value_weighs_as_it_is_drawn_and_is_told_as_it_is() -> None:
    spread = Amount(None, Decimal(10), Decimal(90), AmountKind.RANGE)
    transfer = MadeTransfer(
        "A",
        "B",
        (MadeFigure(spread, line=0), MadeFigure(Amount.exact("10"), line=1)),
        ("Guns", "Ships"),
    )
    found = of(transfer)
    assert [part.share for part in found.parts] == [0.5, 0.5]
    assert (found.parts[0].total.low, found.parts[0].total.high) == (10, 90)
