"""The sentences of the legend: what a picture leaves out."""

import numpy as np

from flowviz.amounts import Amount
from flowviz.flows.aggregate import aggregate
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import strands
from flowviz.layouts import worldmap
from flowviz.scene.notes import counts, left_out, notes
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.scene.made import CASE, actors_of, altered, flows_of


def test_what_may_lie_in_the_window_is_told_with_its_amount() -> None:
    flows = altered(flows_of(CASE), undated_more=np.array([60.0, 0.0, 7.0, 0.0]))
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    open_ = altered(flows, more_open=np.array([True, False, False, False]))
    said, told = (
        notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
        for made in (strands(flows, Mode.DIRECTED), strands(open_, Mode.DIRECTED))
    )
    assert "2 pairs may hold 67 pieces or more besides, not dated within the years shown." in told
    assert "2 pairs may hold up to 67 pieces more, not dated within the years shown." in said


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
