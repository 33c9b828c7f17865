from dataclasses import replace
from decimal import Decimal

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.aggregate import aggregate
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import Strands, strands
from flowviz.terms import Reporter
from flowviz.ui.inspector.overview import listed_rows
from flowviz.ui.inspector.rows import Tone
from flowviz.ui.strand_words import card
from flowviz.ui.words import spoken
from tests.flows.made import MadeFigure, MadeTransfer, columns_of


def spread(low: str, high: str) -> Amount:
    return Amount(None, Decimal(low), Decimal(high), AmountKind.RANGE)


def made(ends: str, *amounts: Amount, reporter: Reporter | None = None) -> MadeTransfer:
    figures = tuple(MadeFigure(amount, line=0) for amount in amounts)
    return MadeTransfer(
        ends[0], ends[1], figures, ("Guns",), reporter=reporter, designations=("Rifle",)
    )


def drawn(mode: Mode, *transfers: MadeTransfer) -> Strands:
    return strands(aggregate(columns_of(*transfers), Query(unit="pieces")), mode)


BOTH = (made("AB", Amount.exact("50")), made("BA", Amount.exact("20")))


def test_a_card_gives_the_exact_amount_its_range_and_its_records() -> None:
    flows = drawn(Mode.DIRECTED, made("AB", Amount.exact("40"), spread("5", "9")))
    heading, lines = card(flows, 0)
    assert heading == "A → B"
    assert lines[:2] == (
        "45\N{EN DASH}49 pieces delivered",
        "2015 · 1 record · no source · confirmed",
    )


def test_a_card_gives_what_the_other_side_tells() -> None:
    flows = drawn(
        Mode.DIRECTED,
        made("AB", Amount.exact("40"), reporter=Reporter.EXPORTER),
        made("AB", Amount.exact("55"), reporter=Reporter.IMPORTER),
    )
    assert card(flows, 0)[1][-1] == "the importer tells 55 pieces, not counted"


def test_a_card_says_that_the_other_side_alone_tells() -> None:
    flows = drawn(Mode.DIRECTED, made("AB", Amount.exact("55"), reporter=Reporter.IMPORTER))
    assert card(flows, 0)[1] == (
        "told by the importer alone",
        "the importer tells 55 pieces, not counted",
    )


def test_what_the_other_side_alone_tells_is_not_counted_and_not_without_source() -> None:
    told = made("AB", Amount.exact("55"), reporter=Reporter.IMPORTER)
    flows = drawn(Mode.DIRECTED, replace(told, cites=("report",))).flows
    section, row = listed_rows(flows, [0])
    assert (section.side, row.side) == ("1 flow", "55 pieces, not counted")
    assert row.badges == ()
    assert row.lines == ((Tone.MUTED, "told by the importer alone"),)
    assert spoken(flows, 0) == "A to B: 55 pieces, not counted. told by the importer alone"


def test_a_card_of_both_ways_gives_each_of_them() -> None:
    ways = ("A → B: 50 pieces, 1 record", "B → A: 20 pieces, 1 record")
    assert card(drawn(Mode.SINGLE, *BOTH), 0) == (
        "A ↔ B",
        ("70 pieces delivered, both ways together", *ways),
    )
    assert card(drawn(Mode.NET, *BOTH), 0) == ("A → B", ("30 pieces delivered, net", *ways))


def test_a_card_says_where_a_net_may_turn() -> None:
    strands = drawn(Mode.NET, made("AB", spread("10", "60")), made("BA", Amount.exact("9")))
    assert "the other way round is possible" not in card(strands, 0)[1]
    strands = drawn(Mode.NET, made("AB", spread("5", "60")), made("BA", Amount.exact("9")))
    assert "the other way round is possible" in card(strands, 0)[1]


def test_a_card_of_a_record_names_its_item() -> None:
    heading, lines = card(drawn(Mode.RECORDS, *BOTH), 0)
    assert heading == "A → B"
    assert lines == (
        "50 pieces delivered",
        "Rifle",
        "1 record · delivery · confirmed · no source",
    )
