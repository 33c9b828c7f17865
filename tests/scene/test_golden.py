"""Geometry that every picture holds to, small or busy, on the map and as a network."""

import itertools

import numpy as np
import pytest
from shapely import Point, Polygon, STRtree, box, unary_union
from shapely.geometry.base import BaseGeometry

from flowviz.arrays import Floats
from flowviz.flows.mode import Mode
from flowviz.layouts import Layout
from flowviz.scene import Selection
from flowviz.scene.model import Part, Shape
from flowviz.scene.nodes import shape_points
from flowviz.style import SCALES, Lock, Style
from tests.scene.made import Drawn, Row, drawn, flows_of

CODES = ("USA", "DEU", "FRA", "GBR", "SAU", "JPN", "AUS", "NZL", "BLR", "BGR", "BEL", "NLD")
BUSY = [
    Row(a, b, float(1 + (i * 37) % 400))
    for i, (a, b) in enumerate(itertools.permutations(CODES, 2))
    if (i * 7) % 5 < 3
]
STYLES = [Style(scale=kind) for kind in SCALES] + [Style(lock=Lock("pieces", 100.0, 20.0))]


def network_of(rows: list[Row]) -> Layout:
    """Nodes on two rings, none nearer to another than their discs are broad."""
    count = len(flows_of(rows).actor_codes)
    turns = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    reach = np.where(np.arange(count) % 2, 1.0, 0.55)
    at = np.column_stack([1.7 * reach * np.cos(turns), reach * np.sin(turns)])
    return Layout("network", at, np.ones(count, dtype=bool))


def busy(kind: str, style: Style | None = None, mode: Mode = Mode.DIRECTED) -> Drawn:
    layout = network_of(BUSY) if kind == "network" else None
    return drawn(BUSY, (1600.0, 900.0), style=style, layout=layout, mode=mode)


def bodies(made: Drawn) -> list[BaseGeometry]:
    flows = made.scene.flows
    parts: list[list[Polygon]] = [[] for _ in flows.flow]
    for k in np.flatnonzero(flows.polygon_part == int(Part.BODY)):
        parts[flows.polygon_row[k]].append(Polygon(flows.polygons[k]).buffer(0))
    return [unary_union(part) for part in parts]


def discs(made: Drawn) -> dict[int, BaseGeometry]:
    nodes = made.scene.nodes
    found = {}
    for actor, xy, radius, shape in zip(
        nodes.actor.tolist(), nodes.xy, nodes.outer.tolist(), nodes.shape.tolist(), strict=True
    ):
        corners = shape_points(Shape(shape), radius)
        around = Point(xy).buffer(radius)
        found[actor] = around if corners is None else Polygon(np.array(corners) + xy)
    return found


@pytest.mark.parametrize("kind", ["map", "network"])
@pytest.mark.parametrize("style", STYLES)
def test_both_ways_of_every_pair_lie_side_by_side(kind: str, style: Style) -> None:
    made = busy(kind, style)
    shapes, strands = bodies(made), made.strands
    ends = {
        (int(strands.supplier[flow]), int(strands.recipient[flow])): shape
        for flow, shape in zip(made.scene.flows.flow, shapes, strict=True)
    }
    pairs = [(pair, pair[::-1]) for pair in ends if pair[::-1] in ends and pair[0] < pair[1]]
    assert len(pairs) >= 10
    for first, second in pairs:
        assert ends[first].intersection(ends[second]).area < 0.5


@pytest.mark.parametrize("kind", ["map", "network"])
@pytest.mark.parametrize("mode", [Mode.DIRECTED, Mode.SINGLE, Mode.NET])
def test_no_ribbon_or_head_lies_under_either_of_its_nodes(kind: str, mode: Mode) -> None:
    made = busy(kind, mode=mode)
    nodes, strands = discs(made), made.strands
    for flow, shape in zip(made.scene.flows.flow, bodies(made), strict=True):
        for actor in (int(strands.supplier[flow]), int(strands.recipient[flow])):
            assert shape.intersection(nodes[actor]).area < 0.4


@pytest.mark.parametrize("kind", ["map", "network"])
def test_ribbons_leave_and_reach_their_nodes_radially(kind: str) -> None:
    made = busy(kind)
    curves, strands, nodes = made.scene.flows.curves, made.strands, made.scene.nodes
    place = dict(zip(nodes.actor.tolist(), nodes.xy.astype(float), strict=True))
    for k in np.flatnonzero(curves.has_head & (np.bincount(curves.row)[curves.row] == 1)):
        flow = made.scene.flows.flow[curves.row[k]]
        line = curves.xy[k].astype(float)
        tip = curves.head[k, 1].astype(float)
        start, end = (place[int(part[flow])] for part in (strands.supplier, strands.recipient))
        # Between neighbours a ribbon is hardly longer than its head, and bent.
        is_near = np.linalg.norm(end - start) < 100.0
        most = np.radians(30.0 if is_near else 8.0)
        assert turned(line[0] - start, line[1] - line[0]) < most
        assert turned(end - tip, tip - line[-1]) < most


@pytest.mark.parametrize("kind", ["map", "network"])
@pytest.mark.parametrize("selection", [Selection(), Selection(flows=frozenset([0, 3, 5]))])
def test_labels_lie_apart_from_one_another_and_from_large_nodes(
    kind: str, selection: Selection
) -> None:
    layout = network_of(BUSY) if kind == "network" else None
    made = drawn(BUSY, (1600.0, 900.0), layout=layout, selection=selection)
    boxes = [box(b.left, b.top, b.right, b.bottom) for b in (x.box for x in made.scene.labels)]
    assert len(boxes) >= 8
    tree = STRtree(boxes)
    for number, found in enumerate(boxes):
        others = [other for other in tree.query(found).tolist() if other != number]
        assert all(found.intersection(boxes[other]).area < 1e-6 for other in others)
    largest = int(made.scene.nodes.actor[0])
    assert all(not found.intersects(discs(made)[largest]) for found in boxes)


def test_loops_of_two_nodes_keep_clear_of_both() -> None:
    made = drawn([Row("DEU", "DEU", 300), Row("SAU", "SAU", 5), Row("DEU", "SAU", 40)])
    nodes, shapes = discs(made), bodies(made)
    for flow, shape in zip(made.scene.flows.flow, shapes, strict=True):
        if made.strands.supplier[flow] == made.strands.recipient[flow]:
            assert shape.area > 60.0
            assert all(shape.intersection(disc).area < 1.0 for disc in nodes.values())


def turned(first: Floats, second: Floats) -> float:
    cosine = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.arccos(np.clip(cosine, -1.0, 1.0)))


def test_the_frame_holds_the_nodes_of_small_flows_too() -> None:
    pairs = itertools.permutations(range(22), 2)
    rows = [*(Row(f"x-{a}", f"x-{b}", 100.0) for a, b in pairs), Row("x-1", "x-far", 0.5)]
    count = len(flows_of(rows).actor_codes)
    at = np.column_stack([np.cos(np.arange(count)), np.sin(np.arange(count))])
    at[flows_of(rows).actor_codes.index("x-far")] = (9.0, 0.0)
    layout = Layout("network", at, np.ones(count, dtype=bool))
    made = drawn(rows, (1000.0, 700.0), style=Style(show_top=5000), layout=layout)
    assert len(made.scene.flows.flow) == len(rows) > 400
    xy = made.scene.nodes.xy
    assert ((xy > 0.0) & (xy < [1000.0, 700.0])).all()
