"""FollowTheMoney: edges become records, all else is counted."""

import json
from typing import Any

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.summary import Summary
from tests.importers.conftest import Write


def entity(id_: str, schema: str, **properties: Any) -> str:
    told = {
        name: [value] if isinstance(value, str) else value for name, value in properties.items()
    }
    return json.dumps({"id": id_, "schema": schema, "properties": told})


PEOPLE = (
    entity("a", "Person", name="Ana"),
    entity("b", "Company", name="Bolt"),
    entity("c", "Company", name="Bolt"),
)


def imported(dossier: Dossier, write: Write, *lines: str) -> tuple[Summary, list[str]]:
    summary = import_file(dossier, write(*lines, name="x.ftm.json"))
    return summary, [f"{each.line} {each.severity} {each.message}" for each in summary.problems]


def test_a_payment_is_money_that_moved(dossier: Dossier, write: Write) -> None:
    pay = entity(
        *("p1", "Payment"),
        payer="a",
        beneficiary="b",
        amountEur="1000.50",
        amountUsd="1100",
        amount="999",
        currency="EUR",
        date="2011-12-29",
        purpose="gift",
        sourceUrl="https://example.org/1",
        publisher="The Gazette",
    )
    summary, told = imported(dossier, write, pay, *PEOPLE)
    assert (summary.rows, summary.added) == (1, 1)
    (one,) = dossier.transfers()
    names = {code: actor.name for code, actor in dossier.actors().items()}
    assert (names[one.supplier], names[one.recipient], one.kind) == ("Ana", "Bolt", "report")
    assert (one.comment, one.lines[0].designation, one.reporter) == (
        "purpose: gift",
        "Payment",
        None,
    )
    assert [(f.stage, f.unit, f.amount.text, f.dates.text) for f in one.all_figures()] == [
        ("delivered", "EUR", "1000.50", "2011-12-29"),
        ("delivered", "USD", "1100", "2011-12-29"),
    ]
    (named,) = (each for each in dossier.sources().values() if each.publisher)
    assert (named.title, named.url) == ("The Gazette", "https://example.org/1")
    (citation,) = dossier.citations([one.id])
    assert citation.source == named.id
    assert (
        "0 skipped 2 entities of the schema Company, which is no edge: read for names only" in told
    )


def test_two_of_one_name_stay_two(dossier: Dossier, write: Write) -> None:
    edges = (
        entity("o1", "Ownership", owner="a", asset="b", percentage="50"),
        entity("o2", "Ownership", owner="a", asset="c"),
    )
    _, told = imported(dossier, write, *PEOPLE, *edges)
    assert {actor.name for actor in dossier.actors().values()} == {"Ana", "Bolt", "Bolt [c]"}
    assert "3 doubtful another one on line 2 is called the same; they stay two" in told
    assert not [figure for one in dossier.transfers() for figure in one.all_figures()]
    assert {one.comment for one in dossier.transfers()} == {"percentage: 50", ""}


def test_what_cannot_be_an_edge_is_listed(dossier: Dossier, write: Write) -> None:
    lines = (
        *PEOPLE,
        entity("s", "Sanction", entity="a"),
        entity("p1", "Payment", payer="a", beneficiary="gone", amount="5"),
        entity("p2", "Payment", payer="a", amount="5"),
        entity("p3", "Payment", payer="a", beneficiary=["b", "c"], amount=["5", "6"]),
        entity("p3", "Payment", payer="a", beneficiary="b"),
        entity("f", "Family", person="a", relative="a"),
        "{ not json",
    )
    summary, told = imported(dossier, write, *lines)
    assert summary.rows == summary.added == 2
    for expected in (
        "0 skipped 1 entity of the schema Sanction, which says something of one entity alone: "
        "read for names only",
        "5 skipped no record is made of this Payment: the file does not have gone",
        "6 skipped no record is made of this Payment: it has one end only",
        "7 doubtful the edge has several; they are taken as one actor together",
        "7 doubtful there are several; the amount is taken as unknown",
        "8 skipped the entity p3 is in the file already",
        "0 doubtful 1 entity without a direction; each is taken as written",
        "10 skipped the line is no entity",
    ):
        assert expected in told


def test_an_identifier_is_no_code_of_a_state(dossier: Dossier, write: Write) -> None:
    lines = (
        entity("de", "LegalEntity", name="Delta"),
        entity("276", "LegalEntity", name="Zeta"),
        entity("p", "Payment", payer="de", beneficiary="276", amount="1"),
    )
    imported(dossier, write, *lines)
    assert {actor.kind for actor in dossier.actors().values()} == {"unresolved"}


def test_the_schema_says_what_sort_of_actor_it_is(dossier: Dossier, write: Write) -> None:
    lines = (
        entity("a", "Person", name="Ana Nowhere"),
        entity("b", "Company", name="Bolt"),
        entity("c", "PublicBody", name="Customs of Nowhere"),
        entity("d", "LegalEntity", name="Delta"),
        entity("e", "Company", name="France"),
        entity("v", "Vessel", name="Vega"),
        entity("p1", "Payment", payer="a", beneficiary="b", amount="1"),
        entity("p2", "Payment", payer="c", beneficiary="d", amount="1"),
        entity("p3", "Payment", payer="e", beneficiary=["a", "b"], amount="1"),
        entity("o1", "Ownership", owner="b", asset="v"),
    )
    summary, told = imported(dossier, write, *lines)
    assert {actor.name: actor.kind for actor in dossier.actors().values()} == {
        "Ana Nowhere": "non-state",
        "Bolt": "organisation",
        "Customs of Nowhere": "organisation",
        "Delta": "unresolved",
        "France": "state",
        "Ana Nowhere and Bolt": "unresolved",
        "Vega": "unresolved",
    }
    assert summary.unresolved == ("Delta", "Ana Nowhere and Bolt", "Vega")
    assert not [words for words in told if words.startswith("7 ")]
    assert "9 doubtful 'France' is the name of a state; the file says: organisation" in told
    again, _ = imported(dossier, write, *lines)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)


def test_the_same_file_again_changes_nothing(dossier: Dossier, write: Write) -> None:
    pay = entity("p", "Payment", payer="a", beneficiary="b", amountUsd="5")
    imported(dossier, write, *PEOPLE, pay)
    summary, _ = imported(dossier, write, *PEOPLE, pay)
    assert (summary.added, summary.unchanged) == (0, 1)
