"""Accounts of the same goods that tell of different stages: one counts at each, none is lost."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.evidence import stages_of
from flowviz.flows.query import Query
from flowviz.records import Account, Figure, Group, Line, Transfer
from flowviz.terms import CountedBy, Existence, Stage, TransferKind
from tests.flows.cases import docket_in, dossier_of, flows_in

PIECES = {stage: Query(stage=stage, unit="pieces") for stage in Stage}


def told(id_: str, kind: TransferKind, *figures: tuple[Stage, str]) -> Transfer:
    """A record of lorries that states an amount at each of some stages, "" for unknown."""
    made = tuple(
        Figure(
            f"{id_}/{at}", stage, "pieces", Amount.exact(each) if each else Amount(),
            Dates.parse("2015"),
        )
        for at, (stage, each) in enumerate(figures)
    )  # fmt: skip
    return Transfer(
        id_, kind, "AAA", "BBB", existence=None, lines=(Line(id_, "Lorry", figures=made),)
    )


DEAL = told("deal", TransferKind.DEAL, (Stage.ORDERED, "100"), (Stage.DELIVERED, "100"))
DELIVERIES = tuple(
    told(f"delivery-{at}", TransferKind.DELIVERY, (Stage.DELIVERED, "8")) for at in range(12)
)
ACCOUNTS = (
    Account("a1", "The deal", False, ("deal",)),
    Account("a2", "Its deliveries", True, tuple(each.id for each in DELIVERIES)),
)


def test_what_was_ordered_still_counts_where_the_deliveries_count_for_their_deal() -> None:
    for way in CountedBy:
        with dossier_of(DEAL, *DELIVERIES, Group("g", "the same", ACCOUNTS, way)) as dossier:
            ordered = docket_in(dossier, query=PIECES[Stage.ORDERED])
            delivered = docket_in(dossier, query=PIECES[Stage.DELIVERED])
            columns = flows_in(dossier).columns
        assert (ordered.total_text, delivered.total_text) == (
            "100 pieces ordered",
            "96 pieces delivered",
        )
        assert columns.transfers.is_counted.all()
        (at_order,), (at_delivery,) = ordered.groups, delivered.groups
        assert (at_order.counted, at_order.why) == ("The deal", "it alone tells what was ordered")
        assert at_delivery.counted == "Its deliveries"
        standing = {each.transfer.id: each.standing for each in delivered.records}
        assert standing["deal"] == (
            "not counted: another account of the same goods is, “Its deliveries”"
        )
        standing = {each.transfer.id: each.standing for each in ordered.records}
        assert standing["deal"] == "counted"
        assert standing["delivery-0"] == "not in this flow: it states nothing ordered"


def test_an_unknown_amount_at_a_stage_is_told_and_not_filled_in_from_another_account() -> None:
    silent = told("a", TransferKind.DELIVERY, (Stage.DELIVERED, ""))
    accounts = Account("a1", "One", True, ("a",)), Account("a2", "Other", False, ("deal",))
    with dossier_of(DEAL, silent, Group("g", "the same", accounts)) as dossier:
        flows = flows_in(dossier, PIECES[Stage.DELIVERED])
        assert flows.flow(0).total.value is None


def test_a_deal_without_figures_still_counts_as_ordered() -> None:
    deal = Transfer("deal", TransferKind.DEAL, "AAA", "BBB", existence=None)
    with dossier_of(deal, *DELIVERIES, Group("g", "the same", ACCOUNTS)) as dossier:
        assert flows_in(dossier, PIECES[Stage.ORDERED]).flow(0).transfers == ("deal",)
        assert flows_in(dossier, PIECES[Stage.DELIVERED]).flow(0).records == 12


def test_a_query_that_leaves_out_the_account_that_counts_says_so_of_the_others() -> None:
    with dossier_of(DEAL, *DELIVERIES, Group("g", "the same", ACCOUNTS)) as dossier:
        query = Query(unit="pieces", kinds=frozenset((TransferKind.DEAL,)))
        found = docket_in(dossier, query=query)
    assert found.flow is None
    standing = {each.transfer.id: each.standing for each in found.records}
    assert standing["deal"] == (
        "not counted: another account of the same goods is, “Its deliveries”, "
        "which this query leaves out"
    )
    assert standing["delivery-0"] == (
        "not in this flow: records of its kind (delivery) are not asked for"
    )


FIGURES = st.lists(
    st.tuples(st.sampled_from(Stage), st.sampled_from(["", "0", "1", "5", "7"])), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(FIGURES, min_size=1, max_size=2), min_size=2, max_size=3),
    st.sampled_from(CountedBy),
    st.data(),
)
def test_at_each_stage_the_total_of_a_group_is_that_of_one_account_and_none_is_lost(
    accounts: list[list[list[tuple[Stage, str]]]], way: CountedBy, data: st.DataObject
) -> None:
    marked = data.draw(st.integers(0, len(accounts) - 1))
    records: dict[int, list[Transfer]] = {
        at: [
            told(f"a{at}t{number}", data.draw(st.sampled_from(TransferKind)), *figures)
            for number, figures in enumerate(own)
        ]
        for at, own in enumerate(accounts)
    }
    made = tuple(
        Account(f"a{at}", f"Account {at}", at == marked, tuple(each.id for each in own))
        for at, own in records.items()
    )
    every = [each for own in records.values() for each in own]
    with dossier_of(*every, Group("g", "the same", made, way)) as dossier:
        found = {stage: flows_in(dossier, PIECES[stage]) for stage in Stage}
    for stage, flows in found.items():
        tellers = {
            at for at, own in records.items() if any(stage in stages_of(each) for each in own)
        }
        counting = {
            at
            for at, own in records.items()
            if len(flows) and {each.id for each in own} & set(flows.flow(0).transfers)
        }
        assert len(counting) == min(len(tellers), 1)
        assert counting <= tellers
        if way is CountedBy.HAND and marked in tellers:
            assert counting == {marked}
        for at in counting:
            amounts = [
                figure.amount.value
                for each in records[at]
                for figure in each.all_figures()
                if figure.stage is stage and figure.amount.is_known
            ]
            expected = sum((each or Decimal(0) for each in amounts), Decimal(0))
            assert flows.flow(0).total.value == (expected if amounts else None)
            assert flows.flow(0).existence is Existence.TENTATIVE
