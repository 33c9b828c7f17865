"""Flows on maps of every projection and middle."""

import numpy as np
import pytest

from flowviz.layouts import worldmap
from flowviz.layouts.projections import PROJECTIONS
from flowviz.scene.edge import short_way_ends
from flowviz.scene.model import Part
from tests.scene.made import Drawn, Row, actors_of, drawn, flows_of

WITH_EDGE = [choice.name for choice in PROJECTIONS if choice.has_edge]
OVER_THE_PACIFIC = [Row("USA", "JPN", 100)]


def on_map(rows: list[Row], projection: str, centre: float | None) -> Drawn:
    flows = flows_of(rows)
    layout = worldmap.layout(actors_of(flows), {}, centre, flows, projection=projection)
    return drawn(rows, layout=layout)


@pytest.mark.parametrize("name", WITH_EDGE)
@pytest.mark.parametrize("centre", [11.0, 42.5, -20.0])
def test_a_flow_over_the_edge_meets_both_edges_at_one_latitude(name: str, centre: float) -> None:
    made = on_map(OVER_THE_PACIFIC, name, centre)
    scene, projection = made.scene, made.layout.projection
    assert projection is not None
    body = np.flatnonzero(scene.flows.polygon_part == int(Part.BODY))
    assert len(body) == 2
    met = []
    for k in body:
        world = made.viewport.to_world(scene.flows.polygons[k])
        off = np.abs(np.abs(world[:, 0]) - projection.edge_x(world[:, 1]))
        at_edge = world[off < 2e-3]
        assert len(at_edge) >= 2
        met.append((np.sign(at_edge[0, 0]), at_edge[:, 1].min(), at_edge[:, 1].max()))
    (left, *first), (right, *second) = sorted(met)
    assert (left, right) == (-1.0, 1.0)
    np.testing.assert_allclose(first, second, atol=1.5 / made.viewport.px_per_unit)


@pytest.mark.parametrize("name", WITH_EDGE)
def test_the_short_way_goes_over_the_edge_that_is_nearer(name: str) -> None:
    made = on_map(OVER_THE_PACIFIC, name, 11.0)
    of = made.flows.actor_codes.index
    usa, japan = (made.layout.node_xy[[of(code)]] for code in ("USA", "JPN"))
    assert short_way_ends(made.layout.projection, usa, japan)[1].tolist() == [-1]
    assert short_way_ends(made.layout.projection, japan, usa)[1].tolist() == [1]


@pytest.mark.parametrize("centre", [None, 11.0, -170.0])
def test_on_a_regional_map_no_flow_is_cut(centre: float | None) -> None:
    rows = [Row("USA", "JPN", 100), Row("NZL", "GBR", 60), Row("AUS", "FRA", 30)]
    made = on_map(rows, "azimuthal", centre)
    assert (made.scene.flows.polygon_part == int(Part.BODY)).sum() == 3
    assert made.layout.projection is not None
    world = made.viewport.to_world(made.scene.nodes.xy.astype(float))
    lon, _ = made.layout.projection.inverse(world[:, 0], world[:, 1])
    assert np.isfinite(lon).all()


@pytest.mark.parametrize("name", [choice.name for choice in PROJECTIONS])
@pytest.mark.parametrize("centre", [None, 100.0])
def test_all_that_is_drawn_is_in_the_frame(name: str, centre: float | None) -> None:
    made = on_map([Row("USA", "JPN", 100), Row("DEU", "AUS", 50)], name, centre)
    assert (made.scene.nodes.xy > 0.0).all()
    assert (made.scene.nodes.xy < [1200.0, 700.0]).all()


@pytest.mark.parametrize("name", ["equal-earth", "mollweide", "plate-carree"])
@pytest.mark.parametrize("existence", [0, 1, 2])
def test_however_near_to_the_edge_a_recipient_stands_no_flow_runs_across_the_map(
    name: str, existence: int
) -> None:
    rows = [Row("USA", "JPN", 100, existence=existence), Row("JPN", "USA", 40)]
    for centre in np.linspace(-38.0, 5.0, 12):
        made = on_map(rows, name, float(centre))
        assert made.layout.projection is not None
        for k in range(made.scene.flows.polygons.count):
            world = made.viewport.to_world(made.scene.flows.polygons[k])
            assert np.ptp(world[:, 0]) < made.layout.projection.half_width, centre
        heads = made.viewport.to_world(made.scene.flows.curves.head.astype(float))
        assert np.ptp(heads[..., 0], axis=1).max() < 0.5
