"""Everything behind a flow."""

import dataclasses
import datetime
import hashlib

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.errors import ActorError
from flowviz.evidence import Backing
from flowviz.flows.docket import docket
from flowviz.flows.material import gather
from flowviz.flows.query import Query
from flowviz.flows.record_list import PAGE, Order
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Figure,
    Grading,
    Group,
    Import,
    Link,
    Note,
    Party,
    Provenance,
    Snapshot,
    Source,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import (
    Basis,
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Mark,
    Origin,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from tests.flows.cases import SOURCE, cited, docket_in, dossier_of, flows_in, sent

FIVE = ("Rifle", Amount.exact("5"))


def test_the_header_says_what_the_flow_adds_up_to() -> None:
    with Dossier.sample() as dossier:
        found = docket_in(dossier, "BLR", "BGR")
    assert found.heading == "Belarus → Bulgaria"
    assert (found.total_text, found.years_text) == ("380 pieces delivered", "2015")
    assert found.existence is Existence.UNCONFIRMED
    assert found.existence_text.startswith("Unconfirmed: all support goes back to one origin")
    assert found.origins_text == "It goes back to 1 origin: Belarusian Investigative Center."
    assert found.flow is not None
    assert (found.flow.records, found.flow.sources, found.unsourced) == (1, 1, 0)


def test_every_figure_of_a_record_is_shown_the_value_of_all_items_apart() -> None:
    with Dossier.sample() as dossier:
        (record,) = docket_in(dossier, "BLR", "BGR").records
    assert [item.figures[0].amount_text for item in record.items] == ["240 pieces", "140 pieces"]
    assert [figure.amount_text for figure in record.figures] == ["EUR 37,900,000"]
    assert (record.date_text, record.reporter) == ("2015", Reporter.THIRD_PARTY)


def test_a_figure_per_unit_is_marked_as_such() -> None:
    price = Figure(
        "p", Stage.DELIVERED, "EUR", Amount.exact("9"), Dates.parse("2015"), Basis.PER_UNIT
    )
    record = sent("t", "AAA", "BBB", FIVE, figures=(price,))
    with dossier_of(record) as dossier:
        found = docket_in(dossier, query=Query(unit="EUR"))
    assert found.total_text == "amount delivered: unknown"
    (figure,) = found.records.entry(0).figures
    assert (figure.basis, figure.amount_text) == (Basis.PER_UNIT, "EUR 9 per unit")


def test_each_citation_says_what_it_is_cited_for() -> None:
    records = (
        sent("t", "AAA", "BBB", FIVE, parties=(Party("p", "CCC", Role.BROKER),)),
        cited("c1", Subject.TRANSFER, "t"),
        cited("c2", Subject.TRANSFER, "t", field="existence"),
        cited("c3", Subject.LINE, "t/0"),
        cited("c4", Subject.FIGURE, "t/0/f", field="amount"),
        cited("c5", Subject.PARTY, "p"),
    )
    with dossier_of(*records) as dossier:
        (record,) = docket_in(dossier).records
    assert [citation.about for citation in record.citations] == [
        "the record",
        "its existence",
        "the item Rifle",
        "amount: 5 pieces delivered, Rifle",
        "Cland as broker",
    ]


def test_a_contradiction_stands_first_and_marks_the_record() -> None:
    contradiction = cited("c2", Subject.TRANSFER, "t", stance=Stance.CONTRADICTS)
    records = sent("t", "AAA", "BBB", FIVE), cited("c1", Subject.TRANSFER, "t"), contradiction
    with dossier_of(*records) as dossier:
        found = docket_in(dossier)
    assert found.records.entry(0).citations[0].citation.stance is Stance.CONTRADICTS
    assert found.records.entry(0).is_disputed
    assert found.flow is not None
    assert found.flow.is_disputed
    assert found.records.entry(0).backing is Backing.SUPPORTED


def test_a_contradiction_by_a_retracted_source_disputes_nothing() -> None:
    gone = Source("gone", "A retracted report", status=SourceStatus.RETRACTED)
    contradiction = Citation("c", "gone", Subject.TRANSFER, "t", "existence", Stance.CONTRADICTS)
    with dossier_of(sent("t", "AAA", "BBB", FIVE), gone, contradiction) as dossier:
        found = docket_in(dossier)
    assert found.flow is not None
    assert not found.flow.is_disputed
    assert not found.records.entry(0).is_disputed
    assert found.records.entry(0).backing is Backing.NO_SOURCE


def test_a_record_without_a_source_says_so() -> None:
    with dossier_of(sent("t", "AAA", "BBB", FIVE)) as dossier:
        found = docket_in(dossier)
    assert found.records.entry(0).backing is Backing.NO_SOURCE
    assert found.unsourced == 1
    assert found.flow is not None
    assert found.flow.sources == 0


def test_sources_derived_from_one_another_are_one_origin() -> None:
    with Dossier.sample() as dossier:
        found = docket_in(dossier, "USA", "x-syrian-opposition")
        (record,) = found.records
    (statement,) = found.origins
    assert statement.sources == ("allen-2015", "buzzfeed-2015")
    (origin,) = record.origins
    assert [source.id for source in origin.roots] == ["allen-2015"]
    assert [source.id for source in origin.sources] == ["allen-2015", "buzzfeed-2015"]


def test_links_say_in_words_where_the_goods_came_from_and_went() -> None:
    with Dossier.sample() as dossier:
        (later,) = docket_in(dossier, "BGR", "USA").records
        (earlier,) = docket_in(dossier, "BLR", "BGR").records
    assert [link.text for link in later.links] == [
        "came from: 136 of 240 9P135M Konkurs of Belarus → Bulgaria, 2015 (unconfirmed)"
    ]
    assert earlier.links[0].text == (
        "went on: 136 of 240 9P135M Konkurs in Bulgaria → United States, 2015 (unconfirmed)"
    )
    assert (later.links[0].supplier, later.links[0].recipient) == ("BLR", "BGR")


def test_a_link_names_no_whole_that_is_only_estimated() -> None:
    earlier = sent("e", "CCC", "AAA", ("Rifle", Amount.about("240")), year="2014")
    link = Link("l", "t", "e", LinkKind.CONTINUES, "Rifle", "pieces", Amount.exact("136"))
    with dossier_of(earlier, sent("t", "AAA", "BBB", FIVE), link) as dossier:
        (record,) = docket_in(dossier).records
    assert record.links[0].text == "came from: 136 Rifle of Cland → Aland, 2014"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (
            Link("l", "t", "e", LinkKind.CONTINUES, "Rifle"),
            "came from: an unknown amount of Rifle of Cland → Aland, 2014",
        ),
        (
            Link("l", "t", "e", LinkKind.FULFILS, "", "EUR", Amount.exact("7")),
            "fulfils: EUR 7 of goods of Cland → Aland, 2014",
        ),
        (
            Link(
                "l",
                "t",
                "e",
                LinkKind.CONTINUES,
                "Tank",
                "pieces",
                Amount.about("7"),
                Existence.TENTATIVE,
            ),
            "came from: about 7 Tank of Cland → Aland, 2014 (tentative)",
        ),
    ],
)
def test_a_link_says_no_more_than_is_known(link: Link, text: str) -> None:
    earlier = sent("e", "CCC", "AAA", FIVE, year="2014")
    with dossier_of(earlier, sent("t", "AAA", "BBB", FIVE), link) as dossier:
        (record,) = docket_in(dossier).records
    assert [entry.text for entry in record.links] == [text]


def test_notes_come_with_their_own_citations() -> None:
    notes = (
        Note("n1", Subject.FLOW, flow_id("AAA", "BBB"), "On the flow."),
        Note("n2", Subject.ACTOR, "BBB", "On the recipient."),
        Note("n3", Subject.TRANSFER, "t", "On the record."),
    )
    with dossier_of(
        sent("t", "AAA", "BBB", FIVE), *notes, cited("c", Subject.NOTE, "n2")
    ) as dossier:
        found = docket_in(dossier)
    assert [(note.about, note.text, note.has_no_source) for note in found.notes] == [
        ("this flow", "On the flow.", True),
        ("Bland", "On the recipient.", False),
    ]
    assert [note.text for note in found.records.entry(0).notes] == ["On the record."]


def test_a_record_that_does_not_count_is_shown_with_the_reason() -> None:
    records = (
        sent("t1", "AAA", "BBB", FIVE),
        sent("t2", "AAA", "BBB", FIVE),
        Group(
            "g",
            "the same lorries",
            (Account("a1", "Exporter", True, ("t1",)), Account("a2", "Importer", False, ("t2",))),
        ),
    )
    with dossier_of(*records) as dossier:
        found = docket_in(dossier)
    assert [(record.is_in_flow, record.standing) for record in found.records] == [
        (True, "counted"),
        (False, "not counted: another account of the same goods is, “Exporter”"),
    ]
    assert found.total_text == "5 pieces delivered"
    assert [account.title for account in found.records.entry(1).groups[0].accounts] == [
        "Exporter",
        "Importer",
    ]


def test_records_of_a_data_set_that_does_not_count_say_so() -> None:
    record = sent("t", "AAA", "BBB", FIVE, data_set="d")
    with dossier_of(record, DataSet("d", "Deliveries", "x", "", is_counted=False)) as dossier:
        found = docket_in(dossier)
    assert found.flow is None
    assert found.records.entry(0).standing == (
        "not counted: another data set than “Deliveries” counts the same deals"
    )


def test_records_outside_the_query_are_shown_and_not_counted() -> None:
    order = Figure("o", Stage.ORDERED, "pieces", Amount.exact("9"), Dates.parse("2014"))
    ordered = Transfer("t2", TransferKind.DEAL, "AAA", "BBB", figures=(order,))
    with dossier_of(sent("t1", "AAA", "BBB", FIVE), ordered) as dossier:
        found = docket_in(dossier, query=Query(unit="pieces", first_year=2016))
        delivered = docket_in(dossier)
    assert [record.standing for record in found.records] == [
        "not in this flow: it states nothing delivered",
        "not in this flow: outside the time asked for",
    ]
    assert found.total_text == "nothing delivered under this query"
    assert [record.is_in_flow for record in delivered.records] == [True, False]


def test_an_imported_record_names_its_row_and_what_the_file_says() -> None:
    record = sent("t", "AAA", "BBB", FIVE, data_set="d", comment="Seen.")
    kept = (
        ("comment", '"Heard of."'),
        ("figure/t/0/f/amount", '"7"'),
        ("figure/t/0/f/dates", '"2014"'),
        ("line/t/0", "null"),
        ("line/x", '{"designation": "Tank", "category": ""}'),
    )
    with dossier_of(
        record,
        DataSet("d", "Register", "x", SOURCE.id),
        Import("i", "d", "deals.csv", "0", "1", 1, datetime.datetime(2026, 1, 1)),
        Provenance("t", "d", "k", "i", 12, True, kept),
    ) as dossier:
        (entry,) = docket_in(dossier).records
    assert (entry.data_set, entry.file, entry.is_gone) == ("Register", "row 12 of deals.csv", True)
    assert [(field.field, field.file_says) for field in entry.kept] == [
        ("comment", "Heard of."),
        ("amount: 5 pieces delivered, Rifle", "7 pieces"),
        ("dates: 5 pieces delivered, Rifle", "2014"),
        ("the item Rifle", "nothing"),
        ("a line taken away by hand", "designation Tank"),
    ]


def test_the_source_of_a_data_set_backs_its_records() -> None:
    record = sent("t", "AAA", "BBB", FIVE, data_set="d")
    with dossier_of(record, DataSet("d", "Register", "x", SOURCE.id)) as dossier:
        found = docket_in(dossier)
    assert found.flow is not None
    assert found.flow.sources == 1
    (citation,) = found.records.entry(0).citations
    assert (citation.source.id, found.records.entry(0).backing) == (SOURCE.id, Backing.SUPPORTED)


def test_what_has_not_moved_yet_is_said_in_words() -> None:
    nothing = sent("t", "AAA", "BBB", ("Rifle", Amount.exact("0")), year="")
    with dossier_of(nothing) as dossier:
        assert docket_in(dossier).total_text == "nothing delivered yet"


def test_records_stand_in_the_order_of_time_undated_ones_last() -> None:
    records = (
        sent("a", "AAA", "BBB", FIVE, year=""),
        sent("b", "AAA", "BBB", FIVE, year="2016"),
        sent("c", "AAA", "BBB", FIVE, year="2015"),
    )
    with dossier_of(*records) as dossier:
        found = docket_in(dossier)
    assert [record.transfer.id for record in found.records] == ["c", "b", "a"]
    assert [record.date_text for record in found.records] == ["2015", "2016", "undated"]


def test_more_that_may_lie_in_the_window_is_said_beside_the_total() -> None:
    records = (
        sent("a", "AAA", "BBB", FIVE),
        sent("b", "AAA", "BBB", ("Rifle", Amount.exact("12")), year="2010/2020"),
    )
    with dossier_of(*records) as dossier:
        found = docket_in(dossier, query=Query(unit="pieces", first_year=2015, last_year=2015))
    assert found.total_text == "5 pieces delivered"
    assert found.more_text == "up to 12 pieces more, not dated within the window"


def test_more_that_is_open_upwards_is_not_called_a_most() -> None:
    more = sent("b", "AAA", "BBB", ("Rifle", Amount.at_least("12")), year="2010/2020")
    with dossier_of(sent("a", "AAA", "BBB", FIVE), more) as dossier:
        found = docket_in(dossier, query=Query(unit="pieces", first_year=2015, last_year=2015))
    assert found.more_text == "12 pieces or more besides, not dated within the window"


def test_a_record_that_adds_nothing_to_the_total_of_a_window_says_so() -> None:
    spanning, within = (
        Transfer(
            id_,
            TransferKind.DEAL,
            "AAA",
            "BBB",
            figures=(Figure(id_, Stage.DELIVERED, "pieces", Amount.exact("5"), Dates.parse(span)),),
        )
        for id_, span in (("s", "2009/2015"), ("w", "2014"))
    )
    with dossier_of(spanning, within) as dossier:
        found = docket_in(dossier, "AAA", "BBB", Query(unit="pieces", first_year=2014))
    assert {record.transfer.id: record.standing for record in found.records} == {
        "s": "beside the total: not dated within the window",
        "w": "counted",
    }


def test_a_pair_without_records_is_an_error_in_words() -> None:
    with dossier_of(sent("t", "AAA", "BBB", FIVE)) as dossier:
        with pytest.raises(ActorError, match="no record from BBB to AAA"):
            docket_in(dossier, "BBB", "AAA")
        with pytest.raises(ActorError, match="no record from AAA to XXX"):
            docket_in(dossier, "AAA", "XXX")


def test_many_records_take_no_more_queries_than_a_few() -> None:
    assert _statements(2) == _statements(PAGE)


def test_of_many_records_only_those_that_are_seen_are_read() -> None:
    records = [sent(f"t{n:03}", "AAA", "BBB", FIVE) for n in range(3 * PAGE)]
    with dossier_of(*records) as dossier:
        found = docket(dossier, flows_in(dossier), "AAA", "BBB").records
        assert not any(found.is_read(at) for at in range(len(found)))
        assert found.entry(PAGE) is not None
        assert [at for at in range(len(found)) if found.is_read(at)] == list(range(PAGE, 2 * PAGE))


def test_records_are_sorted_without_reading_them() -> None:
    records = (
        sent("a", "AAA", "BBB", ("Tank", Amount.exact("2")), year="2014"),
        sent("b", "AAA", "BBB", ("Rifle", Amount.exact("9")), year="2016"),
        sent("c", "AAA", "BBB", ("Mine", Amount()), year="2015"),
    )
    with dossier_of(*records) as dossier:
        found = docket(dossier, flows_in(dossier), "AAA", "BBB").records
        orders = {}
        for order in Order:
            found.sort(order)
            orders[order] = "".join(found.id(at) for at in range(len(found)))
        assert not any(found.is_read(at) for at in range(len(found)))
    assert orders == {Order.DATE: "acb", Order.AMOUNT: "bac", Order.ITEM: "cba"}


def test_a_record_that_was_deleted_meanwhile_is_no_entry() -> None:
    with dossier_of(sent("a", "AAA", "BBB", FIVE), sent("b", "AAA", "BBB", FIVE)) as dossier:
        found = docket(dossier, flows_in(dossier), "AAA", "BBB").records
        with dossier.edit("Delete") as edit:
            edit.delete(Transfer, "a")
        assert found.entry(0) is None
        assert [record.transfer.id for record in found] == ["b"]


def test_each_citation_stands_at_the_part_that_it_is_of() -> None:
    records = (
        sent("t", "AAA", "BBB", FIVE, parties=(Party("p", "CCC", Role.BROKER),)),
        cited("c1", Subject.TRANSFER, "t"),
        cited("c3", Subject.LINE, "t/0", field="designation"),
        cited("c4", Subject.FIGURE, "t/0/f", field="amount"),
        cited("c5", Subject.FIGURE, "t/0/f", field="amount", stance=Stance.CONTRADICTS),
        cited("c6", Subject.PARTY, "p"),
    )
    with dossier_of(*records) as dossier:
        (record,) = docket_in(dossier).records
    (item,), (party,) = record.items, record.parties
    assert [each.citation.id for each in item.citations] == ["c3"]
    assert [each.citation.id for each in item.figures[0].citations] == ["c5", "c4"]
    assert [each.citation.id for each in party.citations] == ["c6"]


def test_a_source_and_what_it_says_are_graded_apart() -> None:
    since = datetime.date(2024, 1, 5)
    graded = dataclasses.replace(SOURCE, id="graded", gradings=(Grading("g", "B", since),))
    records = (
        sent("t", "AAA", "BBB", FIVE),
        graded,
        Citation("c1", "graded", Subject.TRANSFER, "t", credibility=2),
        Citation("c2", "graded", Subject.TRANSFER, "t", reliability="D"),
        cited("c3", Subject.TRANSFER, "t"),
    )
    with dossier_of(*records) as dossier:
        (record,) = docket_in(dossier).records
    assert [
        (each.reliability, each.credibility, each.grade_class) for each in record.citations
    ] == [
        ("usually reliable (B since 2024-01-05)", "probably true (2)", "good"),
        ("not usually reliable (D in this matter, B in general)", "", "doubtful"),
        ("", "", "plain"),
    ]


def test_what_became_of_a_source_and_of_a_citation_is_told_with_the_reason() -> None:
    wire = Source(
        "wire",
        "The wire",
        status=SourceStatus.RETRACTED,
        status_on=datetime.date(2020, 1, 2),
        status_by="the agency",
        status_reason="the letter was forged.",
    )
    paper = Source("paper", "The paper", derives_from=("wire",))
    checked = CitationStatus.TO_CHECK
    records = (
        sent("t", "AAA", "BBB", FIVE),
        wire,
        paper,
        Citation("c1", "wire", Subject.TRANSFER, "t"),
        Citation("c2", "paper", Subject.TRANSFER, "t"),
        cited("c3", Subject.TRANSFER, "t", status=checked, status_reason="the amount was 7"),
    )
    with dossier_of(*records) as dossier:
        (record,) = docket_in(dossier).records
    forged = "The source was retracted on 2020-01-02 by the agency: the letter was forged."
    assert [(each.source_status, each.status, each.holds) for each in record.citations] == [
        (forged, "", False),
        ("It has its knowledge only from what was retracted: “The wire”.", "", False),
        ("", "To be checked: the amount was 7.", True),
    ]


def test_a_record_that_rests_on_what_was_retracted_alone_is_unsupported() -> None:
    gone = Source("gone", "A forged letter", status=SourceStatus.RETRACTED)
    records = sent("t", "AAA", "BBB", FIVE), gone, Citation("c", "gone", Subject.TRANSFER, "t")
    with dossier_of(*records) as dossier:
        found = docket_in(dossier)
    (record,) = found.records
    assert record.backing is Backing.UNSUPPORTED
    assert Mark.UNSUPPORTED in record.marks
    assert (found.unsupported, found.unsourced, found.origins, found.sources) == (1, 0, (), ())


def test_an_archived_copy_is_told_with_its_time_and_what_is_kept() -> None:
    link = "https://web.archive.org/web/20241213123456/https://example.org/a"
    page = Source("page", "A page", url="https://example.org/a", archived_url=link)
    kept = Snapshot(hashlib.sha256(b"x").hexdigest(), "page", "text/html", b"x")
    records = sent("t", "AAA", "BBB", FIVE), page, kept
    with dossier_of(*records, Citation("c", "page", Subject.TRANSFER, "t")) as dossier:
        (record,) = docket_in(dossier).records
    (citation,) = record.citations
    assert citation.archived == "Archived 2024-12-13 12:34:56 UTC by web.archive.org."
    assert citation.kept == (kept.sha256,)


def test_a_group_tells_which_account_counts_and_why() -> None:
    accounts = (
        Account("a1", "Importer", True, ("t1",)),
        Account("a2", "Exporter", False, ("t2",)),
    )
    records = (
        sent("t1", "AAA", "BBB", FIVE, reporter=Reporter.IMPORTER),
        sent("t2", "AAA", "BBB", ("Rifle", Amount.exact("7")), reporter=Reporter.EXPORTER),
    )
    by_hand = Group("g", "the same lorries", accounts)
    for group, counted, why in (
        (by_hand, "Importer", "chosen by hand"),
        (
            dataclasses.replace(by_hand, counted_by=CountedBy.RULE),
            "Exporter",
            "it is reported by the exporter",
        ),
    ):
        with dossier_of(*records, group) as dossier:
            (entry,) = docket_in(dossier).groups
        assert (entry.counted, entry.why) == (counted, why)
        assert {each.title: each.total_text for each in entry.accounts} == {
            "Importer": "5 pieces delivered, 1 record",
            "Exporter": "7 pieces delivered, 1 record",
        }


def test_a_verdict_of_a_person_decides_on_the_flow_with_its_reason() -> None:
    verdict = Verdict(flow_id("AAA", "BBB"), Existence.TENTATIVE, "The port was closed")
    record = sent("t", "AAA", "BBB", FIVE, existence=Existence.CONFIRMED)
    with dossier_of(record, verdict) as dossier:
        found = docket_in(dossier)
    assert (found.existence, found.verdict) == (Existence.TENTATIVE, verdict)
    assert found.existence_text.startswith("Tentative, decided by hand: The port was closed")


def test_origins_that_nobody_has_established_count_as_one_at_most() -> None:
    papers = [Source(f"p{n}", f"Paper {n}") for n in range(3)]
    own = Source("own", "A report of our own", origin=Origin.ORIGINAL)
    cites = [Citation(f"c{each.id}", each.id, Subject.TRANSFER, "t") for each in (*papers, own)]
    with dossier_of(sent("t", "AAA", "BBB", FIVE), *papers, own, *cites) as dossier:
        found = docket_in(dossier)
    assert found.established == 1
    assert found.origins_text == (
        "It goes back to 1 origin: A report of our own. The origin of 3 more sources is "
        "not established: together they count as one at most."
    )


def test_a_docket_reads_the_actors_and_sources_that_it_names_and_no_others() -> None:
    beside = (Actor("x-far", ActorKind.STATE, "Far"), Source("s-far", "Far away"))
    record = sent("t", "AAA", "BBB", FIVE)
    with dossier_of(record, cited("c", Subject.TRANSFER, "t")) as dossier:
        with dossier.edit("Add") as edit:
            edit.put(*beside)
        found = gather(dossier, ("t",), ("AAA", "BBB"))
    assert found.actors.keys() == {"AAA", "BBB"}
    assert found.sources.keys() == {SOURCE.id}


def _statements(count: int) -> int:
    """How many statements the docket of a pair with so many records takes."""
    statements: list[str] = []

    def note(_cursor: object, sql: str, _bindings: object) -> bool:
        statements.append(sql)
        return True

    with dossier_of(*(sent(f"t{n}", "AAA", "BBB", FIVE) for n in range(count))) as dossier:
        flows = flows_in(dossier)
        dossier._db.exec_trace = note
        docket(dossier, flows, "AAA", "BBB")
        dossier._db.exec_trace = None
    return len(statements)
