"""Flows as polygons: widths, heads, sides, pieces."""

import itertools

import numpy as np
import pytest
from shapely import Point, Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from flowviz.scene.model import Part, Scene
from flowviz.style import Lock, Style
from tests.scene.made import CASE, Drawn, Row, drawn


def shape_of(scene: Scene, row: int, part: Part = Part.BODY) -> BaseGeometry:
    """What the polygons of one row cover."""
    found = np.flatnonzero(
        (scene.flows.polygon_row == row) & (scene.flows.polygon_part == int(part))
    )
    polygons = [Polygon(scene.flows.polygons[k]).buffer(0) for k in found]
    return unary_union(polygons)


def row_of(made: Drawn, supplier: str, recipient: str) -> int:
    codes = made.flows.actor_codes
    ends = [
        (codes[made.flows.supplier[f]], codes[made.flows.recipient[f]])
        for f in made.scene.flows.flow
    ]
    return ends.index((supplier, recipient))


@pytest.mark.parametrize(("there", "back"), list(itertools.product([1, 40, 500], repeat=2)))
@pytest.mark.parametrize("pair", [("BLR", "BGR"), ("USA", "JPN"), ("BEL", "NLD")])
def test_both_directions_of_a_pair_lie_side_by_side(
    pair: tuple[str, str], there: int, back: int
) -> None:
    rows = [Row(*pair, there), Row(*pair[::-1], back)]
    near, far = drawn(rows), drawn([*rows, Row("SAU", "NZL", 900), Row("SAU", "USA", 9)])
    for made in (near, far):
        first, second = (shape_of(made.scene, row_of(made, *ends)) for ends in (pair, pair[::-1]))
        assert min(first.area, second.area) > 0.0
        assert first.intersection(second).area < 0.5


def test_no_head_lies_under_its_node() -> None:
    made = drawn(CASE)
    nodes = made.scene.nodes
    for row in range(4):
        recipient = made.flows.recipient[made.scene.flows.flow[row]]
        at = int(np.flatnonzero(nodes.actor == recipient)[0])
        disc = Point(nodes.xy[at]).buffer(float(nodes.outer[at]))
        assert shape_of(made.scene, row).intersection(disc).area < 0.3


def test_a_ribbon_is_as_wide_at_its_head_as_the_scale_says() -> None:
    made = drawn([Row("USA", "BGR", 400), Row("USA", "SAU", 100)])
    half = made.scene.flows.line_half[:, -1]
    assert half[0] == pytest.approx(2.0 * half[1], rel=1e-4)


def test_a_locked_scale_gives_the_same_width_whatever_else_is_drawn() -> None:
    style = Style(lock=Lock("pieces", 1000.0, 26.0))
    alone = drawn([Row("USA", "SAU", 100)], style=style)
    beside = drawn([Row("USA", "SAU", 100), Row("USA", "BGR", 900)], style=style)
    assert alone.scene.flows.line_half[0, -1] == pytest.approx(
        float(beside.scene.flows.line_half[1, -1])
    )


def test_a_range_is_a_band_as_wide_as_its_figures() -> None:
    made = drawn([Row("USA", "SAU", None, 100, 225), Row("USA", "BGR", 400)])
    row = row_of(made, "USA", "SAU")
    full = 2.0 * made.scene.flows.line_half[row_of(made, "USA", "BGR"), -1]
    assert 2.0 * made.scene.flows.line_half[row, -1] == pytest.approx(full * 0.75, rel=1e-3)
    band, body = shape_of(made.scene, row, Part.BAND), shape_of(made.scene, row)
    assert body.area < 0.75 * band.area
    assert body.difference(band.buffer(1.0)).area < 0.5


def test_a_flow_tapers_towards_its_supplier() -> None:
    half = drawn([Row("USA", "SAU", 100)]).scene.flows.line_half[0]
    assert (np.diff(half) >= 0.0).all()
    assert half[0] < 0.5 * half[-1]


def test_unconfirmed_and_tentative_flows_are_broken_into_pieces() -> None:
    made = drawn(
        [Row("USA", "SAU", 9, existence=e) for e in (0,)]
        + [Row("USA", "BGR", 8, existence=1), Row("USA", "BLR", 7, existence=2)]
    )
    flows = made.scene.flows
    body = flows.polygon_part == int(Part.BODY)
    pieces = [int((body & (flows.polygon_row == row)).sum()) for row in range(3)]
    assert pieces[0] == 1
    assert pieces[1] >= 5
    assert pieces[2] >= 2 * pieces[1]


def test_an_unknown_amount_is_hollow_and_marked_and_no_wider_than_any_other() -> None:
    made = drawn(CASE)
    row = row_of(made, "USA", "x-syrian-opposition")
    assert shape_of(made.scene, row, Part.HOLLOW).area > 0.0
    assert made.scene.flows.mark_row.tolist() == [row]
    assert made.scene.flows.line_half[row, -1] < made.scene.flows.line_half[0, -1]


def test_a_disputed_flow_bears_a_mark_and_keeps_its_width() -> None:
    plain = drawn([Row("USA", "SAU", 100)]).scene.flows
    disputed = drawn([Row("USA", "SAU", 100, disputed=True)]).scene.flows
    assert len(plain.mark_row) == 0
    assert len(disputed.mark_row) == 1
    np.testing.assert_array_equal(plain.line_half, disputed.line_half)


def test_a_self_flow_is_a_loop_outside_its_node() -> None:
    made = drawn([Row("USA", "USA", 100), Row("USA", "BGR", 50)])
    loop = shape_of(made.scene, row_of(made, "USA", "USA"))
    nodes = made.scene.nodes
    at = int(np.flatnonzero(nodes.actor == made.flows.actor_codes.index("USA"))[0])
    node = Point(nodes.xy[at]).buffer(float(nodes.outer[at]))
    assert loop.area > 100.0
    assert loop.intersection(node).area < 1.0
    assert loop.distance(node) < 6.0


def test_the_largest_flow_is_painted_first() -> None:
    scene = drawn([Row("USA", "SAU", 5), Row("USA", "BGR", 500), Row("USA", "BLR", 50)]).scene
    assert scene.flows.flow.tolist() == [0, 1, 2]
    rows = scene.flows.polygon_row
    assert (np.diff(rows) >= 0).all()


@pytest.mark.parametrize(
    "size", [(1600.0, 900.0), (1600.0, 700.0), (800.0, 500.0), (1600.0, 1120.0)]
)
def test_the_case_keeps_off_unconnected_nodes_and_other_flows(size: tuple[float, float]) -> None:
    made = drawn(CASE, size)
    scene, codes = made.scene, made.flows.actor_codes
    to_saudi = shape_of(scene, row_of(made, "BGR", "SAU"))
    at = int(np.flatnonzero(scene.nodes.actor == codes.index("x-syrian-opposition"))[0])
    assert to_saudi.distance(Point(scene.nodes.xy[at])) > float(scene.nodes.outer[at]) + 1.0
    to_usa, onward = (
        shape_of(scene, row_of(made, *ends))
        for ends in (("BGR", "USA"), ("USA", "x-syrian-opposition"))
    )
    assert to_usa.intersection(onward).area < 0.1 * onward.area
