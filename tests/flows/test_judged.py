"""Columns judge every record as ``flowviz.evidence`` judges it alone."""

import dataclasses
import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.evidence import EXISTENCES, disputes_existence, fallen, grade, holds, judge
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.marking import named
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import strands
from flowviz.flows.tables import bits
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Grading,
    Group,
    Party,
    Snapshot,
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
    Role,
    SourceStatus,
    Stance,
    Subject,
)
from tests.flows.cases import dossier_of, flows_in, sent
from tests.flows.plain_marks import plain_marks

FIVE = ("Rifle", Amount.exact("5"))
ORIGINAL = Origin.ORIGINAL
KEPT = hashlib.sha256(b"").hexdigest()


@st.composite
def sources(draw: st.DrawFn) -> tuple[Source, ...]:
    """Some sources, of which later ones may derive from several earlier ones."""
    made: list[Source] = []
    for number in range(draw(st.integers(1, 6))):
        earlier = [source.id for source in made]
        from_ = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        reliability = draw(st.sampled_from(("", "", "A", "C", "E", "F")))
        made.append(
            Source(
                f"s{number}",
                f"Source {number}",
                url=draw(st.sampled_from(("", "https://example.org/a"))),
                archived_url=draw(st.sampled_from(("", "", "https://example.org/b"))),
                origin=draw(st.sampled_from((ORIGINAL, ORIGINAL, *Origin))),
                derives_from=tuple(from_),
                status=draw(st.sampled_from((SourceStatus.LIVE, *SourceStatus))),
                gradings=(Grading(f"s{number}/g", reliability),) if reliability else (),
            )
        )
    return tuple(made)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[list[Any], list[Transfer], list[Citation], list[Source]]:
    """Three records of a data set or a person, and what is cited for them and their parts."""
    made = draw(sources())
    own = draw(st.sampled_from(("", *(source.id for source in made))))
    transfers = [
        sent(
            f"t{number}",
            "AAA",
            "BBB",
            FIVE,
            data_set=draw(st.sampled_from(("", "set"))),
            existence=draw(st.sampled_from((None, *Existence))),
            existence_reason=draw(st.sampled_from(("", "", " ", "seen by us"))),
            parties=(Party(f"t{number}/p", "CCC", Role.BROKER),),
        )
        for number in range(3)
    ]
    parts = [(Subject.TRANSFER, ""), (Subject.LINE, "/0"), (Subject.FIGURE, "/0/f")]
    citations = []
    for number in range(draw(st.integers(0, 9))):
        subject, part = draw(st.sampled_from((*parts, (Subject.PARTY, "/p"))))
        citations.append(
            Citation(
                f"c{number}",
                draw(st.sampled_from(made)).id,
                subject,
                draw(st.sampled_from(transfers)).id + part,
                field=draw(st.sampled_from(("", "existence", "comment")))
                if subject is Subject.TRANSFER
                else "",
                stance=draw(st.sampled_from((Stance.SUPPORTS, Stance.SUPPORTS, *Stance))),
                reliability=draw(st.sampled_from(("", "", "B", "D"))),
                credibility=draw(st.sampled_from((None, 1, 2, 3, 5))),
                status=draw(st.sampled_from((CitationStatus.LIVE, *CitationStatus))),
            )
        )
    copies = [Snapshot(KEPT, made[0].id, "text/plain", b"")] if draw(st.booleans()) else []
    return [DataSet("set", "A set", "x", own), *copies], transfers, citations, list(made)


@settings(max_examples=120, deadline=None)
@given(dossiers())
def test_columns_judge_every_record_as_the_rule_judges_it_alone(
    made: tuple[list[Any], list[Transfer], list[Citation], list[Source]],
) -> None:
    others, transfers, citations, given_sources = made
    with dossier_of(*given_sources, *transfers, *others, *citations) as dossier:
        columns = read_columns(dossier)
    by_id = {source.id: source for source in given_sources}
    gone, own = fallen(by_id), others[0].source
    archived = {each.source for each in others[1:]}
    for at, transfer in enumerate(transfers):
        about = [each for each in citations if each.subject_id.partition("/")[0] == transfer.id]
        source = own if transfer.data_set else ""
        judged = judge(transfer, about, by_id, gone, source)
        assert EXISTENCES[columns.transfers.existence[at]] is judged.existence, judged.reason
        marks = plain_marks(transfer, about, by_id, source, archived)
        assert columns.transfers.marks[at] == bits(marks), marks
        disputes = any(disputes_existence(each, gone) for each in about)
        assert columns.transfers.is_disputed[at] == disputes
        held = {grade(each, by_id[each.source]) for each in about if holds(each, gone)}
        assert columns.grade_sets[columns.transfers.grades[at]] == (held or {""})


WIRE, ENVOY = (Source(id_, id_.title(), origin=ORIGINAL) for id_ in ("wire", "envoy"))
GONE = Source("gone", "Taken back", origin=ORIGINAL, status=SourceStatus.RETRACTED)
PAPER = Source("paper", "A paper", origin=Origin.DERIVED, derives_from=("gone",))


def by_rule(id_: str, supplier: str = "AAA", recipient: str = "BBB", **kwargs: object) -> Transfer:
    """A record of five rifles whose existence is left to the rule."""
    return sent(id_, supplier, recipient, FIVE, existence=None, **kwargs)


def cites(transfer: str, source: str, **kwargs: Any) -> Citation:
    """A source cited for a record."""
    return Citation(f"{transfer}-{source}", source, Subject.TRANSFER, transfer, **kwargs)


def test_a_flow_that_rests_only_on_what_was_retracted_is_unsupported_and_keeps_its_figure() -> None:
    """A paper that has its knowledge from nothing else falls with what was retracted."""
    held = by_rule("t1"), cites("t1", "wire", credibility=2)
    lost = by_rule("t2", recipient="CCC"), cites("t2", "paper", credibility=1)
    with dossier_of(WIRE, GONE, PAPER, *held, *lost) as dossier:
        flows = flows_in(dossier)
    found = {flow.recipient: flow for flow in map(flows.flow, range(len(flows)))}
    assert Mark.UNSUPPORTED not in found["BBB"].marks
    assert {Mark.UNSUPPORTED, Mark.RETRACTED} <= set(found["CCC"].marks)
    assert found["CCC"].existence is Existence.TENTATIVE
    assert found["CCC"].total == found["BBB"].total


def test_a_source_that_fell_with_another_disputes_nothing() -> None:
    denial = cites("t1", "paper", field="existence", stance=Stance.CONTRADICTS)
    with dossier_of(GONE, PAPER, by_rule("t1"), denial) as dossier:
        assert not flows_in(dossier).flow(0).is_disputed
    stands = Source("paper", "A paper", origin=Origin.DERIVED, derives_from=("wire",))
    with dossier_of(WIRE, stands, by_rule("t1"), denial) as dossier:
        assert flows_in(dossier).flow(0).is_disputed


@pytest.mark.parametrize("mode", [Mode.DIRECTED, Mode.SINGLE, Mode.NET, Mode.RECORDS])
def test_a_verdict_stands_before_the_records_of_its_flow_and_changes_none(mode: Mode) -> None:
    verdict = Verdict("AAA>BBB", Existence.CONFIRMED, "we have seen the crates")
    records = by_rule("t1"), by_rule("t2", "BBB", "AAA")
    with dossier_of(*records, verdict) as dossier:
        columns = read_columns(dossier)
    assert set(columns.transfers.existence.tolist()) == {2}
    flows = aggregate(columns, Query(unit="pieces"), mode)
    decided, other = (
        flows.flow(flows.index(*pair) or 0) for pair in (("AAA", "BBB"), ("BBB", "AAA"))
    )
    assert (decided.existence, other.existence) == (Existence.CONFIRMED, Existence.TENTATIVE)
    assert (Mark.OVERRIDDEN in decided.marks, Mark.OVERRIDDEN in other.marks) == (True, False)
    made = strands(flows, mode)
    # A sum is as sure as its surer way, a net as its less sure one; a record is as sure as it is.
    assert (
        sorted(made.existence.tolist())
        == {
            Mode.DIRECTED: [0, 2],
            Mode.SINGLE: [0],
            Mode.NET: [2],
            Mode.RECORDS: [2, 2],
        }[mode]
    )


def test_a_filter_by_existence_asks_the_records_whatever_was_decided_of_their_flow() -> None:
    verdict = Verdict("AAA>BBB", Existence.CONFIRMED, "we have seen the crates")
    with dossier_of(by_rule("t1"), verdict) as dossier:
        for existence, found in ((Existence.CONFIRMED, 0), (Existence.TENTATIVE, 1)):
            asked = Query(unit="pieces", existences=frozenset((existence,)))
            assert len(flows_in(dossier, asked)) == found


def group(counted_by: CountedBy) -> Group:
    """Two accounts of the same goods, of which a person has marked the first."""
    accounts = Account("a1", "One", True, ("t1",)), Account("a2", "Other", False, ("t2",))
    return Group("g", "the same", accounts, counted_by)


@pytest.mark.parametrize(
    ("counted_by", "transfer"), [(CountedBy.HAND, "t1"), (CountedBy.RULE, "t2")]
)
def test_of_a_group_the_account_counts_that_the_hand_or_the_rule_chooses(
    counted_by: CountedBy, transfer: str
) -> None:
    records = by_rule("t1"), by_rule("t2", reporter=Reporter.EXPORTER)
    said = cites("t2", "wire", credibility=1)
    with dossier_of(WIRE, *records, said, group(counted_by)) as dossier:
        flows = flows_in(dossier)
    assert flows.flow(0).transfers == (transfer,)
    assert flows.flow(0).total.value == 5


def test_the_account_that_the_rule_chooses_changes_with_what_is_retracted() -> None:
    records = by_rule("t1"), by_rule("t2")
    said = cites("t1", "wire"), cites("t2", "envoy"), cites("t2", "wire")
    with dossier_of(WIRE, ENVOY, *records, *said, group(CountedBy.RULE)) as dossier:
        assert flows_in(dossier).flow(0).transfers == ("t2",)
        with dossier.edit("Retract") as edit:
            edit.put(dataclasses.replace(ENVOY, status=SourceStatus.RETRACTED))
            edit.put(dataclasses.replace(said[2], status=CitationStatus.WITHDRAWN))
        assert flows_in(dossier).flow(0).transfers == ("t1",)


def test_what_a_flow_rests_on_is_told_by_its_best_record_and_what_is_amiss_by_any() -> None:
    best = by_rule("t1"), cites("t1", "wire", reliability="B", credibility=2)
    worst = by_rule("t2"), cites("t2", "gone"), by_rule("t3")
    with dossier_of(WIRE, GONE, *best, *worst) as dossier:
        flows = flows_in(dossier)
        assert flows.flow(0).marks == (Mark.RETRACTED, Mark.ONE_ORIGIN)
        asked = Query(unit="pieces", marks=frozenset((Mark.NO_SOURCE, Mark.UNSUPPORTED)))
        left = flows_in(dossier, asked).flow(0)
    assert (left.transfers, left.marks) == (("t2", "t3"), (Mark.UNSUPPORTED, Mark.RETRACTED))


def test_the_marks_of_both_ways_are_those_of_all_their_records_together() -> None:
    there = by_rule("t1"), cites("t1", "wire", reliability="B", credibility=2)
    back = by_rule("t2", "BBB", "AAA"), cites("t2", "gone")
    with dossier_of(WIRE, GONE, *there, *back) as dossier:
        flows = aggregate(read_columns(dossier), Query(unit="pieces"), Mode.SINGLE)
    assert named(strands(flows, Mode.SINGLE).marks[0]) == (Mark.RETRACTED, Mark.ONE_ORIGIN)
    of_net = named(strands(flows, Mode.NET).marks[0])
    assert of_net == (Mark.UNSUPPORTED, Mark.RETRACTED, Mark.ONE_ORIGIN)


def test_conflicting_figures_are_a_mark_and_a_filter() -> None:
    sides = (
        by_rule("t1", reporter=Reporter.EXPORTER),
        dataclasses.replace(
            sent("t2", "AAA", "BBB", ("Rifle", Amount.exact("9")), existence=None),
            reporter=Reporter.IMPORTER,
        ),
    )
    with dossier_of(*sides, by_rule("t3", recipient="CCC")) as dossier:
        flows = flows_in(dossier, Query(unit="pieces", marks=frozenset((Mark.CONFLICTING,))))
    assert [flows.flow(at).recipient for at in range(len(flows))] == ["BBB"]
    assert Mark.CONFLICTING in flows.flow(0).marks
    assert flows.flow(0).total.value == 5
