"""Flows over the map's edge."""

import numpy as np
import pytest

from flowviz.layouts import EqualEarth
from flowviz.layouts.world import CENTRES
from flowviz.scene.edge import short_way_ends
from flowviz.scene.model import Part
from tests.scene.made import Row, drawn


def test_a_flow_over_the_edge_meets_both_edges_at_one_latitude() -> None:
    made = drawn([Row("USA", "JPN", 100)], centre=11.0)
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
    np.testing.assert_allclose(first, second, atol=2e-3)


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize(("supplier", "recipient"), [("USA", "JPN"), ("JPN", "USA")])
def test_united_states_to_japan_crosses_the_pacific(
    centre: float, supplier: str, recipient: str
) -> None:
    made = drawn([Row(supplier, recipient, 100)], centre=centre)
    assert made.layout.projection is not None
    line = made.viewport.to_world(made.scene.flows.line_xy.reshape(-1, 2))
    lon, _ = made.layout.projection.inverse(line[:, 0], line[:, 1])
    lon = lon[np.isfinite(lon)]
    assert (np.abs(lon) > 70.0).all()  # never over Europe or Africa
    assert (np.abs(lon) > 170.0).any()


def test_the_short_way_leaves_the_map_on_the_nearer_side() -> None:
    projection = EqualEarth(11.0)
    usa, japan, france = (
        np.array([projection.forward(lon, lat)])
        for lon, lat in ((-77.0, 38.9), (139.7, 35.7), (2.3, 48.9))
    )
    assert short_way_ends(projection, usa, japan)[1].tolist() == [-1]
    assert short_way_ends(projection, japan, usa)[1].tolist() == [1]
    assert short_way_ends(projection, usa, france)[1].tolist() == [0]


def test_every_piece_of_a_broken_flow_stays_on_the_map() -> None:
    made = drawn([Row("USA", "JPN", 100, existence=1)], centre=11.0)
    projection = made.layout.projection
    assert projection is not None
    for k in np.flatnonzero(made.scene.flows.polygon_part == int(Part.BODY)):
        world = made.viewport.to_world(made.scene.flows.polygons[k])
        assert (np.abs(world[:, 0]) <= projection.edge_x(world[:, 1]) + 0.02).all()


def test_the_head_of_a_flow_over_the_edge_points_at_its_node() -> None:
    made = drawn([Row("JPN", "USA", 100), Row("USA", "JPN", 400)], centre=11.0)
    nodes, flows = made.scene.nodes, made.scene.flows
    for row in range(2):
        recipient = made.flows.recipient[flows.flow[row]]
        at = int(np.flatnonzero(nodes.actor == recipient)[0])
        ends = flows.line_xy[flows.line_row == row][:, -1]
        away = np.linalg.norm(ends - nodes.xy[at], axis=1).min()
        assert float(nodes.outer[at]) < away < float(nodes.outer[at]) + 4.0
