"""What becomes of a proposal: one account counts, links add nothing, sources become one origin."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.dossier import Dossier
from flowviz.evidence import corroboration, fallen, origins
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.query import Query
from flowviz.overview.accepting import derived_of, dismissal_of, group_of, links_of, weigh
from flowviz.overview.overview import overview
from flowviz.overview.proposed import Derived, Fulfils, Proposed, SameGoods
from flowviz.records import Record
from flowviz.terms import CountedBy, LinkKind, Origin, Reporter
from tests.overview.made import cites, dossier_of, figure, record
from tests.overview.test_proposals import deal, licence, quoted


def only(dossier: Dossier) -> Proposed:
    """The one proposal of a dossier."""
    (found,) = overview(dossier, read_columns(dossier)).proposals.found
    return found


def pieces(dossier: Dossier) -> Decimal | None:
    """What the flow adds up to."""
    return aggregate(read_columns(dossier), Query(unit="pieces")).flow(0).total.value


def put(dossier: Dossier, *records: Record) -> None:
    with dossier.edit("accept", "") as edit:
        for each in records:
            edit.put(each)


def test_an_accepted_group_counts_the_account_of_the_rule() -> None:
    parts = [record(f"d{at:02}", "20", f"2015-{at:02}") for at in range(1, 13)]
    with dossier_of(deal(amount="240"), *parts) as dossier:
        assert pieces(dossier) == 480
        proposal = only(dossier)
        assert isinstance(proposal, SameGoods)
        weighed = weigh(dossier, proposal)
        assert weighed.titles[weighed.counted] == "Its deliveries"
        assert weighed.why == "it tells the goods in the most records (12)"
        made = group_of(proposal, weighed)
        assert made.counted_by is CountedBy.RULE
        put(dossier, made)
        assert pieces(dossier) == 240
        assert overview(dossier, read_columns(dossier)).proposals.found == ()


def test_the_account_can_be_chosen_by_hand() -> None:
    with dossier_of(deal(amount="250"), record("d", "240")) as dossier:
        proposal = only(dossier)
        assert isinstance(proposal, SameGoods)
        made = group_of(proposal, weigh(dossier, proposal), by_hand=0)
        assert made.counted_by is CountedBy.HAND
        put(dossier, made)
        assert pieces(dossier) == 250


def test_what_only_another_account_tells_is_said_before() -> None:
    more = figure("tonnes", "3", unit="tonnes")
    with dossier_of(deal(), record("d", "240", more=(more,))) as dossier:
        proposal = only(dossier)
        assert isinstance(proposal, SameGoods)
        weighed = weigh(dossier, proposal)
        assert weighed.lost(group_of(proposal, weighed, 0)) == ("Konkurs, delivered: 3 tonnes",)
        # What was ordered still counts: the deal alone tells of it.
        assert weighed.lost(group_of(proposal, weighed, 1)) == ()


def test_accepted_links_leave_every_total_as_it_was() -> None:
    with dossier_of(licence(), record("d1", "100"), record("d2", "60")) as dossier:
        before, proposal = pieces(dossier), only(dossier)
        assert isinstance(proposal, Fulfils)
        put(dossier, *links_of(proposal))
        assert pieces(dossier) == before == 160
        told = {(link.later, link.earlier, link.kind) for link in dossier.links()}
        assert told == {(id_, "licence", LinkKind.FULFILS) for id_ in ("d1", "d2")}
        assert not any(link.amount.is_known for link in dossier.links())
        assert overview(dossier, read_columns(dossier)).proposals.found == ()


def test_an_accepted_derivation_never_raises_corroboration() -> None:
    for is_turned in (False, True):
        with dossier_of(record("a"), quoted("1", "paper"), quoted("2", "report")) as dossier:
            proposal, sources = only(dossier), dossier.sources()
            assert isinstance(proposal, Derived)
            before = corroboration(origins(sources, sources, fallen(sources)))
            made = derived_of(proposal, sources, turned=is_turned)
            assert made.origin is Origin.DERIVED
            put(dossier, made)
            sources = dossier.sources()
            assert corroboration(origins(sources, sources, fallen(sources))) <= before
            assert overview(dossier, read_columns(dossier)).proposals.found == ()


def test_one_undo_takes_a_decision_back() -> None:
    with dossier_of(licence(), record("d1", "100"), record("d2", "60")) as dossier:
        proposal = only(dossier)
        assert isinstance(proposal, Fulfils)
        put(dossier, *links_of(proposal))
        dossier.undo("")
        assert only(dossier) == proposal
        put(dossier, dismissal_of(proposal, "Two contracts"))
        dossier.undo("")
        assert only(dossier) == proposal


amounts = st.lists(st.integers(20, 39), min_size=2, max_size=5)


@settings(max_examples=20)
@given(amounts, st.data())
def test_after_a_group_is_accepted_the_total_is_that_of_one_account(
    told: list[int], data: st.DataObject
) -> None:
    reporters = [Reporter.EXPORTER, None, Reporter.THIRD_PARTY]
    records = [record(f"r{at}", str(n), reporter=reporters[at % 3]) for at, n in enumerate(told)]
    cited = [cites(f"c{at}", ("paper", "report")[at % 2], f"r{at}") for at in range(len(told))]
    with dossier_of(*records, *cited) as dossier:
        for proposal in overview(dossier, read_columns(dossier)).proposals.found:
            assert isinstance(proposal, SameGoods)
            by_hand = data.draw(st.none() | st.integers(0, len(proposal.accounts) - 1))
            made = group_of(proposal, weigh(dossier, proposal), by_hand)
            counted = next(account for account in made.accounts if account.is_counted)
            amount = {f"r{at}": n for at, n in enumerate(told)}
            rest = sum(amount.values()) - sum(amount[id_] for id_ in proposal.transfers)
            put(dossier, made)
            assert pieces(dossier) == rest + sum(amount[id_] for id_ in counted.transfers)
            assert all(
                each.key != proposal.key
                for each in overview(dossier, read_columns(dossier)).proposals.found
            )
