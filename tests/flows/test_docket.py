"""Everything behind a flow."""

import datetime

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.errors import ActorError
from flowviz.flows.docket import docket
from flowviz.flows.material import gather
from flowviz.flows.query import Query
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Figure,
    Group,
    Import,
    Link,
    Note,
    Party,
    Provenance,
    Source,
    Transfer,
    flow_id,
)
from flowviz.terms import (
    Basis,
    Existence,
    LinkKind,
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
    assert found.existence_reason == "its one record is confirmed"
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
    assert found.total_text == "amount unknown, delivered"
    (figure,) = found.records.entry(0).figures
    assert (figure.is_per_unit, figure.amount_text) == (True, "EUR 9 per unit")


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
    assert not found.records.entry(0).has_no_source


def test_a_contradiction_by_a_retracted_source_disputes_nothing() -> None:
    gone = Source("gone", "A retracted report", status=SourceStatus.RETRACTED)
    contradiction = Citation("c", "gone", Subject.TRANSFER, "t", "existence", Stance.CONTRADICTS)
    with dossier_of(sent("t", "AAA", "BBB", FIVE), gone, contradiction) as dossier:
        found = docket_in(dossier)
    assert found.flow is not None
    assert not found.flow.is_disputed
    assert not found.records.entry(0).is_disputed
    assert found.records.entry(0).has_no_source


def test_a_record_without_a_source_says_so() -> None:
    with dossier_of(sent("t", "AAA", "BBB", FIVE)) as dossier:
        found = docket_in(dossier)
    assert found.records.entry(0).has_no_source
    assert found.unsourced == 1
    assert found.flow is not None
    assert found.flow.sources == 0


def test_sources_derived_from_one_another_are_one_origin() -> None:
    with Dossier.sample() as dossier:
        found = docket_in(dossier, "USA", "x-syrian-opposition")
    statement, article = found.origins
    assert statement.sources == ("allen-2015", "buzzfeed-2015")
    assert (article.sources, article.is_established) == (("moscow-times-2024",), False)


def test_links_say_in_words_where_the_goods_came_from_and_went() -> None:
    with Dossier.sample() as dossier:
        (later,) = docket_in(dossier, "BGR", "USA").records
        (earlier,) = docket_in(dossier, "BLR", "BGR").records
    assert [link.text for link in later.links] == [
        "continues: 136 of 240 9P135M Konkurs from Belarus → Bulgaria, 2015"
    ]
    assert earlier.links[0].text == (
        "continued by: 136 of 240 9P135M Konkurs in Bulgaria → United States, 2015"
    )
    assert (later.links[0].supplier, later.links[0].recipient) == ("BLR", "BGR")


def test_a_link_names_no_whole_that_is_only_estimated() -> None:
    earlier = sent("e", "CCC", "AAA", ("Rifle", Amount.about("240")), year="2014")
    link = Link("l", "t", "e", LinkKind.CONTINUES, "Rifle", "pieces", Amount.exact("136"))
    with dossier_of(earlier, sent("t", "AAA", "BBB", FIVE), link) as dossier:
        (record,) = docket_in(dossier).records
    assert record.links[0].text == "continues: 136 Rifle from Cland → Aland, 2014"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (
            Link("l", "t", "e", LinkKind.CONTINUES, "Rifle"),
            "continues: an unknown amount of Rifle from Cland → Aland, 2014",
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
            "continues: about 7 Tank from Cland → Aland, 2014 (tentative)",
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
    assert (citation.source.id, found.records.entry(0).has_no_source) == (SOURCE.id, False)


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


def test_many_records_take_no_more_queries_than_one() -> None:
    assert _statements(1) == _statements(50)


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
