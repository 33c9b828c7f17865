"""The sentences of the legend: what a picture leaves out."""

import dataclasses
from decimal import Decimal

import numpy as np
import pytest

from flowviz.amounts import Amount
from flowviz.flows.aggregate import aggregate
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.flows.strands import strands
from flowviz.layouts import worldmap
from flowviz.scene.notes import counts, left_out, notes
from flowviz.terms import Reporter
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.scene.made import CASE, Row, actors_of, altered, flows_of


def test_what_may_lie_in_the_window_is_told_with_its_amount() -> None:
    flows = altered(flows_of(CASE), undated_more=np.array([60.0, 0.0, 7.0, 0.0]))
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    open_ = altered(flows, more_open=np.array([True, False, False, False]))
    said, told = (
        notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
        for made in (strands(flows, Mode.DIRECTED), strands(open_, Mode.DIRECTED))
    )
    assert "2 flows may hold 67 pieces or more besides, not dated within the years shown." in told
    assert "2 flows may hold up to 67 pieces more, not dated within the years shown." in said


def test_what_is_not_drawn_is_told_by_what_a_ribbon_stands_for() -> None:
    ways = (("AAA", "BBB", "3"), ("BBB", "AAA", "3"), ("AAA", "CCC", "5"))
    records = [
        MadeTransfer(supplier, recipient, (MadeFigure(Amount.exact(amount)),))
        for supplier, recipient, amount in ways
    ]
    flows = aggregate(columns_of(*records), Query(unit="pieces"))
    said = {}
    for mode in Mode:
        made = strands(flows, mode)
        said[mode] = left_out(made, counts(made, np.arange(1), 1, 0))
    assert said[Mode.DIRECTED] == (
        "Largest 1 of 3 flows shown; the rest is 54.5\N{NARROW NO-BREAK SPACE}% of the total.",
    )
    assert said[Mode.RECORDS][0].startswith("Largest 1 of 3 records shown")
    assert said[Mode.SINGLE][0].startswith("Largest 1 of 2 pairs shown")
    assert said[Mode.NET] == ("Not drawn, as both ways are equal: 1 pair.",)


def test_what_the_least_amount_leaves_out_is_said() -> None:
    flows = altered(
        flows_of(CASE),
        query=Query(unit="pieces", least=Decimal(50)),
        below_least=3,
        unknown_below=1,
    )
    made = strands(flows, Mode.DIRECTED)
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    said = notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
    assert "Left out as smaller than 50 pieces: 3 flows, and 1 of unknown amount." in said


def test_nets_that_may_run_the_other_way_are_counted() -> None:
    flows = flows_of([Row("USA", "FRA", 100, 80, 120), Row("FRA", "USA", 90, 70, 130)])
    made = strands(flows, Mode.NET)
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    said = notes(made, counts(made, np.arange(1), 1, 0), layout)
    assert "1 net flow may as well run the other way, by the bounds of the figures." in said


@pytest.mark.parametrize(
    ("mode", "nouns"),
    [
        (Mode.RECORDS, "2 records"),
        (Mode.DIRECTED, "1 flow"),
        (Mode.SINGLE, "1 pair"),
        (Mode.NET, "1 pair"),
    ],
)
def test_what_may_lie_in_the_window_is_told_of_what_is_drawn(mode: Mode, nouns: str) -> None:
    spans = MadeFigure(Amount.exact("5"), years=(2014, 2016))
    columns = columns_of(MadeTransfer("USA", "FRA", (spans,)), MadeTransfer("USA", "FRA", (spans,)))
    made = strands(aggregate(columns, Query(unit="pieces", first_year=2015), mode), mode)
    layout = worldmap.layout({}, {}, None, made.flows)
    said = notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
    assert f"{nouns} may hold up to 10 pieces more, not dated within the years shown." in said


@pytest.mark.parametrize("mode", [Mode.SINGLE, Mode.NET])
def test_a_pair_whose_ways_are_told_by_different_sides_is_counted(mode: Mode) -> None:
    columns = columns_of(
        *(
            MadeTransfer(s, r, (MadeFigure(Amount.exact("5")),), reporter=reporter)
            for s, r, reporter in (
                ("USA", "FRA", Reporter.EXPORTER),
                ("USA", "FRA", Reporter.IMPORTER),
                ("FRA", "USA", Reporter.IMPORTER),
                ("IND", "JPN", Reporter.IMPORTER),
                ("JPN", "IND", Reporter.IMPORTER),
            )
        )
    )
    told = {}
    for side in (ReportedBy.BEST, ReportedBy.IMPORTER):
        made = strands(aggregate(columns, Query(unit="pieces", reported_by=side), mode), mode)
        layout = worldmap.layout({}, {}, None, made.flows)
        told[side] = notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
    words = "In 1 pair one way is told by the exporter, the other by the importer."
    assert words in told[ReportedBy.BEST]
    assert words not in told[ReportedBy.IMPORTER]


def test_what_a_direction_leaves_out_or_takes_with_it_of_a_pair_is_said() -> None:
    ways = (("AAA", "BBB", "600"), ("BBB", "AAA", "400"), ("CCC", "AAA", "9"), ("AAA", "CCC", "2"))
    columns = columns_of(
        *(MadeTransfer(s, r, (MadeFigure(Amount.exact(amount)),)) for s, r, amount in ways)
    )
    out = Query(unit="pieces", actors=frozenset({"AAA"}), direction=Direction.OUTGOING)
    for query, mode, told in (
        (out, Mode.NET, "Left out as running the other way: 1 net flow."),
        (out, Mode.SINGLE, "What goes the other way is part of a pair, too."),
        (out, Mode.DIRECTED, ""),
        (dataclasses.replace(out, direction=Direction.ALL), Mode.SINGLE, ""),
        (
            Query(unit="pieces", least=Decimal(150)),
            Mode.NET,
            "Left out as smaller than 150 pieces: 1 net flow.",
        ),
        (
            Query(unit="pieces", least=Decimal(300)),
            Mode.SINGLE,
            "Left out as smaller than 300 pieces: 1 pair.",
        ),
    ):
        made = strands(aggregate(columns, query, mode), mode)
        said = left_out(made, counts(made, np.arange(len(made)), len(made), 0))
        assert said == ((told,) if told else ())
    none = strands(aggregate(columns, Query(unit="pieces", least=Decimal(900))), Mode.DIRECTED)
    assert left_out(none, counts(none, np.arange(0), 0, 0)) == (
        "No flow fits what is asked for.",
        "Left out as smaller than 900 pieces: 4 flows.",
    )
