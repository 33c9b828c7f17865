"""The sentences of the legend: what a picture leaves out."""

from dataclasses import replace

import numpy as np

from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.layouts import worldmap
from flowviz.scene.notes import counts, notes
from tests.scene.made import CASE, actors_of, flows_of


def test_what_may_lie_in_the_window_is_told_with_its_amount() -> None:
    flows = replace(flows_of(CASE), undated_more=np.array([60.0, 0.0, 7.0, 0.0]))
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    open_ = replace(flows, more_open=np.array([True, False, False, False]))
    said, told = (
        notes(made, counts(made, np.arange(len(made)), len(made), 0), layout)
        for made in (strands(flows, Mode.DIRECTED), strands(open_, Mode.DIRECTED))
    )
    assert "2 pairs may hold 67 pieces or more besides, not dated within the years shown." in told
    assert "2 pairs may hold up to 67 pieces more, not dated within the years shown." in said
