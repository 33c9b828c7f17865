"""What is proposed and what is not: one test a rule of docs/rules.md, "Double counting"."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.errors import CancelledError
from flowviz.flows.columns import read_columns
from flowviz.overview.proposals import proposals
from flowviz.overview.proposed import Derived, Fulfils, SameGoods, ids_in, key_of
from flowviz.records import Citation, DataSet, Dismissal, Link, Source, Transfer
from flowviz.terms import (
    LinkKind,
    Origin,
    Proposal,
    Reporter,
    Stage,
    Subject,
    TransferKind,
)
from tests.overview.made import cites, dossier_of, figure, group, overview_of, proposed, record

EXPORTER, IMPORTER, THIRD = Reporter.EXPORTER, Reporter.IMPORTER, Reporter.THIRD_PARTY
SETS = (DataSet("file", "File", "made", ""), DataSet("other", "Other", "made", ""))
DEAL, LICENCE = TransferKind.DEAL, TransferKind.LICENCE


def two(first: Transfer, second: Transfer) -> tuple[object, ...]:
    """What is proposed of two records that two sources are cited for."""
    return proposed(first, second, cites("1", "paper", first.id), cites("2", "report", second.id))


def deal(id_: str = "deal", amount: str = "240", date: str = "2014/2016") -> Transfer:
    """A deal that says itself what was delivered."""
    ordered = figure(f"{id_}/o", amount, "2014", stage=Stage.ORDERED)
    return record(id_, amount, date, kind=DEAL, more=(ordered,))


def licence(id_: str = "licence", amount: str = "240", date: str = "2014") -> Transfer:
    """A licence."""
    return record(id_, amount, date, kind=LICENCE, stage=Stage.LICENSED)


def test_records_of_two_sources_at_one_time_may_be_the_same_goods() -> None:
    (found,) = two(record("a", "240"), record("b", "216", "2015-06"))
    assert isinstance(found, SameGoods)
    assert [account.transfers for account in found.accounts] == [("a",), ("b",)]
    assert found.title == "Konkurs, Blr → Bgr"
    assert "Both" not in found.reason
    assert "All are counted now." in found.reason


def test_records_of_two_reporters_may_be_the_same_goods() -> None:
    (found,) = proposed(record("a", reporter=EXPORTER), record("b", reporter=THIRD))
    assert [account.title for account in found.accounts] == [  # type: ignore[union-attr]
        "As the exporter reports",
        "As the third party reports",
    ]


def test_of_exporter_and_importer_it_says_that_nothing_is_counted_twice() -> None:
    (found,) = proposed(record("a", reporter=EXPORTER), record("b", reporter=IMPORTER))
    assert found.reason.endswith("never added, so nothing is counted twice now.")


def test_records_of_two_data_sets_may_be_the_same_goods() -> None:
    first, second = record("a", data_set="file"), record("b", data_set="other")
    assert len(proposed(*SETS, first, second)) == 1


def test_two_rows_of_one_file_are_two_movements() -> None:
    first = record("a", data_set="file", reporter=EXPORTER)
    assert proposed(*SETS, first, record("b", data_set="file", reporter=THIRD)) == ()


def test_what_nothing_tells_apart_is_not_proposed() -> None:
    assert proposed(record("a"), record("b")) == ()
    both = (cites("1", "paper", "a"), cites("2", "paper", "b"))
    assert proposed(record("a"), record("b"), *both) == ()


@pytest.mark.parametrize(
    "other",
    [
        record("b", item="Igla"),
        record("b", date="2016"),
        record("b", date=""),
        record("b", amount="481"),
        record("b", unit="tonnes"),
        record("b", stage=Stage.SEIZED),
        dataclasses.replace(record("b"), recipient="SYR"),
    ],
    ids=["item", "date", "undated", "amount", "unit", "stage", "recipient"],
)
def test_other_items_times_amounts_units_stages_and_ways_are_not_the_same(other: Transfer) -> None:
    assert two(record("a"), other) == ()


def test_an_unknown_amount_may_be_of_the_same_goods() -> None:
    assert len(two(record("a", ""), record("b"))) == 1


def test_an_item_without_a_name_is_the_same_as_none() -> None:
    assert two(record("a", item=""), record("b", item="")) == ()


def test_three_that_hang_together_are_one_proposal() -> None:
    (found,) = proposed(
        *(
            record(id_, date=date)
            for id_, date in (("a", "2015"), ("b", "2015/2016"), ("c", "2016"))
        ),
        Source("third", "Third"),
        cites("1", "paper", "a"),
        cites("2", "report", "b"),
        cites("3", "third", "c"),
    )
    assert found.transfers == ("a", "b", "c")


def test_a_deal_that_tells_of_deliveries_and_its_delivery_rows_are_two_accounts() -> None:
    parts = [record(f"d{at:02}", "20", f"2015-{at:02}") for at in range(1, 13)]
    (found,) = proposed(deal(), *parts)
    assert isinstance(found, SameGoods)
    assert [account.title for account in found.accounts] == ["The deal", "Its deliveries"]
    assert found.accounts[1].transfers == tuple(part.id for part in parts)
    assert found.title == "Konkurs, Blr → Bgr: a deal and its 12 deliveries"


def test_deliveries_outside_the_years_of_a_deal_or_far_larger_are_not_its_own() -> None:
    assert proposed(deal(), record("d", "20", "2018")) == ()
    assert proposed(deal(), record("d", "481")) == ()


def test_deliveries_after_a_licence_are_proposed_as_links_and_never_as_a_group() -> None:
    (found,) = proposed(licence(), record("d1", "100"), record("d2", "60", "2016"))
    assert isinstance(found, Fulfils)
    assert (found.earlier, found.later, found.item) == ("licence", ("d1", "d2"), "Konkurs")


def test_deliveries_after_an_order_of_which_nothing_is_told_as_delivered_are_links() -> None:
    order = record("order", "240", "2014", kind=DEAL, stage=Stage.ORDERED)
    (found,) = proposed(order, record("d", "100"))
    assert isinstance(found, Fulfils)
    assert found.title.endswith("1 delivery under an order")


def test_a_delivery_before_the_licence_undated_or_larger_than_it_is_not_under_it() -> None:
    assert proposed(licence(date="2016"), record("d")) == ()
    assert proposed(licence(), record("d", date="")) == ()
    assert proposed(licence(amount="100"), record("d", "101")) == ()


def test_a_delivery_is_proposed_under_the_last_licence_before_it() -> None:
    (found,) = proposed(licence("first"), licence("second", date="2015"), record("d", date="2016"))
    assert found.earlier == "second"  # type: ignore[union-attr]


def test_what_is_linked_or_grouped_is_not_proposed() -> None:
    link = Link("l", "d", "licence", LinkKind.FULFILS)
    assert proposed(licence(), record("d"), link) == ()
    first, second = record("a", reporter=EXPORTER), record("b", reporter=THIRD)
    assert proposed(first, second, group(("a",), ("b",))) == ()


QUOTE = "The consignment of 240 launchers left Minsk on 4 May."


def quoted(id_: str, source: str, text: str = QUOTE) -> Citation:
    """A citation with the exact words of a source."""
    return Citation(id_, source, Subject.TRANSFER, "a", text=text, is_quotation=True)


def derived(*records: Source | Citation) -> tuple[Derived, ...]:
    """The derivations that are proposed."""
    found = overview_of(record("a"), *records).proposals.of_kind(Proposal.DERIVED)
    return tuple(each for each in found if isinstance(each, Derived))


def day(text: str) -> Dates:
    return Dates.parse(text)


def test_sources_quoted_with_the_same_words_are_proposed_as_derived() -> None:
    wire = Source("wire", "Wire", published=day("2015-05-05"))
    paper = Source("paper", "Paper", published=day("2015-05-06"))
    other = f"  «{QUOTE.upper()}» "
    (found,) = derived(wire, paper, quoted("1", "paper"), quoted("2", "wire", other))
    assert (found.source, found.origin, found.is_ordered) == ("paper", "wire", True)
    assert found.reason.startswith("They are quoted with the same words.")


def test_short_quotations_tell_nothing() -> None:
    assert (
        derived(quoted("1", "paper", "240 launchers"), quoted("2", "report", "240 launchers")) == ()
    )


def test_where_no_date_tells_which_was_first_it_is_asked() -> None:
    (found,) = derived(quoted("1", "paper"), quoted("2", "report"))
    assert not found.is_ordered


def test_five_papers_with_one_wire_are_five_derivations_from_it() -> None:
    wire = Source("wire", "Wire", published=day("2015-05-05"))
    papers = [Source(f"p{at}", f"Paper {at}", published=day("2015-05-06")) for at in range(5)]
    found = derived(wire, *papers, *(quoted(each.id, each.id) for each in (wire, *papers)))
    assert [(each.source, each.origin) for each in found] == [(p.id, "wire") for p in papers]


def test_an_original_is_never_proposed_as_derived() -> None:
    early = Source("paper", "Paper", published=day("2015-05-05"))
    late = Source("report", "Report", published=day("2015-05-06"), origin=Origin.ORIGINAL)
    (found,) = derived(early, late, quoted("1", "paper"), quoted("2", "report"))
    assert (found.source, found.origin) == ("paper", "report")
    both = dataclasses.replace(early, origin=Origin.ORIGINAL)
    assert derived(both, late, quoted("1", "paper"), quoted("2", "report")) == ()


def test_sources_of_one_address_or_archived_copy_are_proposed() -> None:
    for field in ("url", "archived_url"):
        pair = [Source(id_, id_, **{field: "https://example.org/a"}) for id_ in ("paper", "report")]
        assert len(derived(*pair)) == 1


def test_sources_of_one_house_on_one_day_are_proposed() -> None:
    def made(second: str, published: str) -> tuple[Derived, ...]:
        return derived(
            Source("paper", "Paper", publisher_group="House", published=day("2015-05-05")),
            Source("report", "Report", publisher=second, published=day(published)),
        )

    assert len(made("HOUSE", "2015-05-05")) == 1
    assert made("House", "2015-05-06") == ()
    assert made("Other", "2015-05-05") == ()


def test_sources_that_go_back_to_one_another_or_to_a_third_are_not_proposed() -> None:
    paper = Source("paper", "Paper", origin=Origin.DERIVED, derives_from=("report",))
    assert derived(paper, quoted("1", "paper"), quoted("2", "report")) == ()
    wire = Source("wire", "Wire")
    both = [Source(id_, id_, origin=Origin.DERIVED, derives_from=("wire",)) for id_ in ("x", "y")]
    assert derived(wire, *both, quoted("1", "x"), quoted("2", "y")) == ()


def test_a_proposal_turned_down_is_not_made_again_and_all_others_are() -> None:
    same = (record("a", reporter=EXPORTER), record("b", reporter=THIRD))
    under = (licence(), record("d", item="Konkurs", date="2020"))
    words = (quoted("1", "paper"), quoted("2", "report"))
    every = proposed(*same, *under, *words)
    assert {each.kind for each in every} == set(Proposal)
    for down in every:
        left = proposed(*same, *under, *words, Dismissal("x", down.kind, down.key))
        assert {each.key for each in left} == {each.key for each in every} - {down.key}


def test_a_record_that_comes_later_is_proposed_though_the_others_were_turned_down() -> None:
    same = (record("a", reporter=EXPORTER), record("b", reporter=THIRD))
    down = Dismissal("x", Proposal.SAME_GOODS, key_of(("b", "a")))
    third = (record("c", reporter=None), cites("c", "paper", "c"), cites("a", "report", "a"))
    (found,) = proposed(*same, *third, down)
    assert set(found.transfers) == {"a", "c"}


def test_many_records_of_one_item_are_cut_and_that_is_said() -> None:
    records = [record(f"r{at:02}", reporter=EXPORTER) for at in range(60)]
    (words,) = overview_of(*records).proposals.cut
    assert words.endswith(
        "only the first 50 records were compared with one another, not 10 records more."
    )


def test_the_search_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError("Stopped.")

    with (
        dossier_of(record("a", reporter=EXPORTER), record("b", reporter=THIRD)) as dossier,
        pytest.raises(CancelledError),
    ):
        proposals(dossier, read_columns(dossier), stop)


def test_a_key_is_the_same_in_whatever_order_and_what_it_names_is_read_back() -> None:
    assert key_of(("b", "a", "b")) == key_of(("a", "b")) == '["a", "b"]'
    assert ids_in(key_of(("b", "a"))) == ("a", "b")
    for odd in ("", "x", "{}", "[1]"):
        assert ids_in(odd) == ()


records = st.lists(
    st.builds(
        lambda amount, year, kind, reporter, stage: (amount, year, kind, reporter, stage),
        st.sampled_from(["", "20", "240"]),
        st.sampled_from(["", "2015", "2015/2017"]),
        st.sampled_from(list(TransferKind)),
        st.sampled_from([None, *Reporter]),
        st.sampled_from(list(Stage)),
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(records)
def test_proposing_changes_no_record_and_every_proposal_has_a_reason_and_a_key(
    told: list[tuple[str, str, TransferKind, Reporter | None, Stage]],
) -> None:
    made = [
        record(
            f"r{at}",
            Amount.exact(amount) if amount else "",
            date,
            kind=kind,
            reporter=reporter,
            stage=stage,
        )
        for at, (amount, date, kind, reporter, stage) in enumerate(told)
    ]
    with dossier_of(*made) as dossier:
        before = dossier.head, dossier.transfers()
        columns = read_columns(dossier)
        is_counted = columns.transfers.is_counted.tolist()
        found = proposals(dossier, columns).found
        assert (dossier.head, dossier.transfers()) == before
        assert columns.transfers.is_counted.tolist() == is_counted
        assert all(each.reason and each.title for each in found)
        assert len({(each.kind, each.key) for each in found}) == len(found)
