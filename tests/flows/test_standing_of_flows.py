"""What the evidence makes of records and flows, from the dossier to what is drawn, mark by mark."""

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flow
from flowviz.flows.query import Query
from flowviz.records import (
    Account,
    Citation,
    Grading,
    Group,
    Record,
    Source,
    Transfer,
    Verdict,
)
from flowviz.terms import (
    CitationStatus,
    CountedBy,
    Existence,
    Mark,
    Origin,
    Reporter,
    SourceStatus,
    Stance,
    Subject,
)
from tests.flows.cases import dossier_of, flows_in, sent

FIVE, SEVEN = ("Rifle", Amount.exact("5")), ("Rifle", Amount.exact("7"))
GRADED = (Grading("g", "C"),)
WIRE = Source("wire", "A wire", origin=Origin.ORIGINAL, gradings=GRADED)
PAPER = Source("paper", "A paper", origin=Origin.DERIVED, derives_from=("wire",))
ENVOY = Source("envoy", "An envoy", origin=Origin.ORIGINAL)
RUMOUR = Source("rumour", "A rumour")
RECORD = sent("t1", "AAA", "BBB", FIVE, existence=None)


def cite(source: Source, id_: str = "t1", **fields: object) -> Citation:
    """A source cited in support of a record, graded 3."""
    told = {"credibility": 3, **fields}
    return Citation(
        f"{source.id}/{id_}/{len(fields)}",
        source.id,
        Subject.TRANSFER,
        id_,
        **told,  # type: ignore[arg-type]
    )


def flow_of(*records: Record, supplier: str = "AAA", recipient: str = "BBB") -> Flow:
    """The flow between two actors of a dossier with some records."""
    with dossier_of(*records) as dossier:
        flows = flows_in(dossier)
    index = flows.index(supplier, recipient)
    assert index is not None
    return flows.flow(index)


def retracted(source: Source) -> Source:
    """The same source, taken back."""
    return dataclasses.replace(
        source, status=SourceStatus.RETRACTED, status_on=datetime.date(2024, 5, 1)
    )


@pytest.mark.parametrize(
    ("records", "marks", "existence"),
    [
        ((RECORD,), {Mark.NO_SOURCE}, "tentative"),
        ((RECORD, WIRE, cite(WIRE, stance=Stance.MENTIONS)), {Mark.NO_SOURCE}, "tentative"),
        ((RECORD, WIRE, cite(WIRE)), {Mark.ONE_ORIGIN}, "unconfirmed"),
        ((RECORD, WIRE, PAPER, cite(WIRE), cite(PAPER)), {Mark.ONE_ORIGIN}, "unconfirmed"),
        ((RECORD, WIRE, ENVOY, cite(WIRE), cite(ENVOY)), set(), "confirmed"),
        ((RECORD, RUMOUR, cite(RUMOUR, reliability="C")), {Mark.NOT_ESTABLISHED}, "unconfirmed"),
        (
            (RECORD, WIRE, cite(WIRE, credibility=None)),
            {Mark.ONE_ORIGIN, Mark.UNGRADED},
            "unconfirmed",
        ),
        (
            (RECORD, WIRE, cite(WIRE, status=CitationStatus.TO_CHECK)),
            {Mark.ONE_ORIGIN, Mark.TO_CHECK},
            "unconfirmed",
        ),
        (
            (RECORD, WIRE, cite(WIRE, status=CitationStatus.WITHDRAWN)),
            {Mark.UNSUPPORTED},
            "tentative",
        ),
        (
            (RECORD, retracted(WIRE), PAPER, cite(PAPER)),
            {Mark.UNSUPPORTED, Mark.RETRACTED},
            "tentative",
        ),
        (
            (RECORD, retracted(WIRE), PAPER, ENVOY, cite(PAPER), cite(ENVOY, reliability="B")),
            {Mark.ONE_ORIGIN, Mark.RETRACTED},
            "unconfirmed",
        ),
        (
            (RECORD, dataclasses.replace(WIRE, url="https://example.org/a"), cite(WIRE)),
            {Mark.ONE_ORIGIN, Mark.NOT_ARCHIVED},
            "unconfirmed",
        ),
        (
            (
                dataclasses.replace(
                    RECORD, existence=Existence.TENTATIVE, existence_reason="Hearsay."
                ),
                WIRE,
                cite(WIRE),
            ),
            {Mark.ONE_ORIGIN, Mark.OVERRIDDEN},
            "tentative",
        ),
        (
            (RECORD, WIRE, cite(WIRE), Verdict("AAA>BBB", Existence.CONFIRMED, "Seen by us.")),
            {Mark.ONE_ORIGIN, Mark.OVERRIDDEN},
            "confirmed",
        ),
    ],
    ids=[
        "no source",
        "only mentioned",
        "one origin",
        "a copy adds no origin",
        "two origins",
        "origin not established",
        "not graded",
        "to be checked",
        "withdrawn",
        "origin retracted",
        "origin retracted beside another",
        "no archived copy",
        "existence stated by hand",
        "verdict on the flow",
    ],
)
def test_a_flow_bears_the_marks_of_what_it_rests_on(
    records: tuple[Record, ...], marks: set[Mark], existence: str
) -> None:
    flow = flow_of(*records)
    assert set(flow.marks) == marks
    assert flow.existence == existence
    assert flow.total.value == 5


def test_figures_of_exporter_and_importer_that_differ_are_a_mark_and_never_added() -> None:
    told = [
        sent("t1", "AAA", "BBB", FIVE, reporter=Reporter.EXPORTER),
        sent("t2", "AAA", "BBB", SEVEN, reporter=Reporter.IMPORTER),
    ]
    flow = flow_of(*told, WIRE, cite(WIRE, "t1"), cite(WIRE, "t2"))
    assert Mark.CONFLICTING in flow.marks
    assert flow.total.value == 5


def test_five_papers_of_one_wire_are_one_origin_only_where_somebody_said_so() -> None:
    papers = [Source(f"p{at}", f"Paper {at}") for at in range(5)]
    cited = [cite(paper) for paper in papers]
    assert flow_of(RECORD, *papers, *cited).marks == (Mark.NOT_ESTABLISHED, Mark.UNGRADED)
    derived = [
        dataclasses.replace(
            paper, origin=Origin.DERIVED, derives_from=("wire",), gradings=(grading,)
        )
        for paper, grading in zip(papers, (Grading(f"g{at}", "B") for at in range(5)), strict=True)
    ]
    flow = flow_of(RECORD, WIRE, *derived, *cited)
    assert (flow.marks, flow.existence) == ((Mark.ONE_ORIGIN,), "unconfirmed")


def test_a_denial_of_a_flow_disputes_it_and_each_record_and_lowers_nothing() -> None:
    second = sent("t2", "AAA", "BBB", SEVEN, existence=None)
    told = (RECORD, second, WIRE, ENVOY, cite(WIRE), cite(WIRE, "t2"))
    denial = Citation(
        "denial", "envoy", Subject.FLOW, "AAA>BBB", "existence", Stance.CONTRADICTS, credibility=1
    )
    before, after = flow_of(*told), flow_of(*told, denial)
    assert (before.is_disputed, after.is_disputed) == (False, True)
    assert (after.total, after.existence, after.marks) == (
        before.total,
        before.existence,
        before.marks,
    )
    with dossier_of(*told, denial) as dossier:
        assert read_columns(dossier).transfers.is_disputed.tolist() == [True, True]
    elsewhere = dataclasses.replace(denial, subject_id="BBB>AAA")
    assert not flow_of(*told, elsewhere).is_disputed
    assert not flow_of(*told, dataclasses.replace(denial, stance=Stance.MENTIONS)).is_disputed


def test_support_of_a_flow_supports_none_of_its_records() -> None:
    support = Citation("support", "wire", Subject.FLOW, "AAA>BBB")
    assert flow_of(RECORD, WIRE, support).marks == (Mark.NO_SOURCE,)


def test_a_group_by_rule_counts_the_account_that_the_evidence_chooses_now() -> None:
    deal = sent("deal", "AAA", "BBB", ("Rifle", Amount.exact("100")), existence=None)
    deliveries = [sent(f"d{at}", "AAA", "BBB", ("Rifle", Amount.exact("8"))) for at in range(12)]
    accounts = (
        Account("a1", "The deal", True, ("deal",)),
        Account("a2", "Its deliveries", False, tuple(each.id for each in deliveries)),
    )
    group = Group("g", "the same rifles", accounts, CountedBy.RULE)
    told = (deal, *deliveries, WIRE, ENVOY, group)
    assert flow_of(*told).total.value == 96
    assert flow_of(*told, cite(WIRE, "deal")).total.value == 100
    all_cited = [cite(ENVOY, each.id) for each in deliveries]
    assert flow_of(*told, cite(WIRE, "deal"), *all_cited).total.value == 96
    by_hand = dataclasses.replace(group, counted_by=CountedBy.HAND)
    assert flow_of(*told[:-1], by_hand, *all_cited).total.value == 100


AMOUNTS = st.sampled_from(
    [Amount(), Amount.exact("0"), *(Amount.exact(str(number)) for number in (1, 5, 7))]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.lists(st.integers(0, 3), max_size=3))
def test_a_denial_never_lowers_a_figure_and_unknown_never_becomes_zero(
    amounts: list[Amount], denied: list[int]
) -> None:
    told = [sent(f"t{at}", "AAA", "BBB", ("Rifle", each)) for at, each in enumerate(amounts)]
    denials = [
        Citation(f"no{at}", "wire", Subject.TRANSFER, f"t{number}", stance=Stance.CONTRADICTS)
        for at, number in enumerate(denied)
        if number < len(told)
    ]
    before, after = flow_of(*told, WIRE), flow_of(*told, WIRE, *denials)
    assert (after.total, after.existence) == (before.total, before.existence)
    assert after.is_disputed == bool(denials)
    known = [each.value for each in amounts if each.kind is not AmountKind.UNKNOWN]
    assert after.total.value == (sum(each or 0 for each in known) if known else None)
    assert after.total.unknown == len(amounts) - len(known)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(AMOUNTS, min_size=1, max_size=3), min_size=2, max_size=3),
    st.sampled_from(CountedBy),
    st.data(),
)
def test_the_total_of_a_group_is_that_of_one_account(
    told: list[list[Amount]], counted_by: CountedBy, data: st.DataObject
) -> None:
    records: list[Transfer] = []
    accounts = []
    for at, amounts in enumerate(told):
        own = [
            sent(f"a{at}t{number}", "AAA", "BBB", ("Rifle", each))
            for number, each in enumerate(amounts)
        ]
        records += own
        ids = tuple(each.id for each in own)
        accounts.append(Account(f"a{at}", f"Account {at}", at == 0, ids))
    cited = [
        cite(data.draw(st.sampled_from([WIRE, ENVOY, RUMOUR])), each.id)
        for each in records
        if data.draw(st.booleans())
    ]
    group = Group("g", "the same", tuple(accounts), counted_by)
    flow = flow_of(*records, group, WIRE, ENVOY, RUMOUR, *cited)
    chosen = [account for account in accounts if set(account.transfers) & set(flow.transfers)]
    assert [account.transfers for account in chosen] == [flow.transfers]
    if counted_by is CountedBy.HAND:
        assert chosen == accounts[:1]


def test_marks_can_be_asked_for_and_a_record_passes_with_any() -> None:
    second = sent("t2", "AAA", "CCC", FIVE, existence=None)
    with dossier_of(RECORD, second, WIRE, cite(WIRE)) as dossier:
        columns = read_columns(dossier)
    asked = {
        marks: [flow.recipient for flow in flows]
        for marks in ((Mark.NO_SOURCE,), (Mark.ONE_ORIGIN,), (Mark.NO_SOURCE, Mark.ONE_ORIGIN))
        if (found := aggregate(columns, Query(unit="pieces", marks=frozenset(marks))))
        and (flows := [found.flow(index) for index in range(len(found))])
    }
    assert asked == {
        (Mark.NO_SOURCE,): ["CCC"],
        (Mark.ONE_ORIGIN,): ["BBB"],
        (Mark.NO_SOURCE, Mark.ONE_ORIGIN): ["BBB", "CCC"],
    }


@pytest.mark.parametrize("denied", ["t1", "t2"], ids=["the one that counts", "the other one"])
def test_a_denial_of_one_account_disputes_the_account_that_counts_and_lowers_nothing(
    denied: str,
) -> None:
    other = sent("t2", "AAA", "BBB", SEVEN, existence=None)
    accounts = (Account("g/1", "one", True, ("t1",)), Account("g/2", "two", False, ("t2",)))
    told = (WIRE, RECORD, other, cite(WIRE), cite(WIRE, "t2"), Group("g", "same", accounts))
    denial = (ENVOY, cite(ENVOY, denied, stance=Stance.CONTRADICTS, field="existence"))
    before, after = flow_of(*told), flow_of(*told, *denial)
    assert (before.is_disputed, after.is_disputed) == (False, True)
    assert dataclasses.replace(after, is_disputed=False, sources=before.sources) == before
