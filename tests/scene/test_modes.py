"""The four link modes as ribbons: apart, directed, both ways summed, net."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from shapely import Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands, strands
from flowviz.scene import Scene, Selection
from flowviz.scene.lanes import MOST_LANES
from flowviz.scene.model import Part
from tests.scene.made import CASE, Drawn, Row, drawn, flows_of

PAIR = [Row("BLR", "BGR", 300), Row("BGR", "BLR", 100), Row("USA", "SAU", 200)]
RECORDS = [Row("FRA", "SAU", amount) for amount in (400, 90, 30, 5, 5, 1)]
BACK = [Row("SAU", "FRA", amount) for amount in (250, 60, 2)]


def apart(rows: Sequence[Row]) -> Strands:
    """Strands of records: each row is one."""
    return replace(strands(flows_of(rows), Mode.DIRECTED), mode=Mode.RECORDS)


def shape_of(scene: Scene, row: int) -> BaseGeometry:
    flows = scene.flows
    found = np.flatnonzero((flows.polygon_row == row) & (flows.polygon_part == int(Part.BODY)))
    return unary_union([Polygon(flows.polygons[k]).buffer(0) for k in found])


def words_of(made: Drawn) -> str:
    assert made.scene.legend is not None
    return " ".join(text.text for text in made.scene.legend.texts)


@pytest.mark.parametrize("rows", [RECORDS, [*RECORDS, *BACK], BACK[:1] + RECORDS[:1]])
@pytest.mark.parametrize("size", [(1200.0, 700.0), (620.0, 420.0)])
@pytest.mark.parametrize("ends", [("FRA", "SAU"), ("USA", "JPN"), ("USA", "FRA")])
def test_records_of_a_pair_run_side_by_side_and_never_over_one_another(
    rows: list[Row], size: tuple[float, float], ends: tuple[str, str]
) -> None:
    named = dict(zip(("FRA", "SAU"), ends, strict=True))
    rows = [
        replace(row, supplier=named[row.supplier], recipient=named[row.recipient]) for row in rows
    ]
    scene = drawn(rows, size, strands=apart(rows)).scene
    shapes = [shape_of(scene, row) for row in range(len(rows))]
    assert min(shape.area for shape in shapes) > 20.0
    for first, second in itertools.combinations(shapes, 2):
        assert first.intersection(second).area < 0.3


def test_no_more_records_of_a_pair_are_drawn_than_can_be_told_apart_and_that_is_said() -> None:
    rows = [Row("FRA", "SAU", 400.0 - i) for i in range(MOST_LANES + 5)] + [Row("SAU", "FRA", 3)]
    made = drawn(rows, strands=apart(rows))
    assert made.scene.counts.drawn == MOST_LANES + 1
    assert made.scene.counts.abreast == 5
    assert any("5 records beyond the 12 largest" in note for note in made.scene.notes)
    assert "Each record apart." in words_of(made)


def test_each_record_keeps_the_width_of_its_amount() -> None:
    scene = drawn(RECORDS, strands=apart(RECORDS)).scene
    half = scene.flows.line_half[:, -1]
    assert half[0] == pytest.approx(np.sqrt(400 / 90) * half[1], rel=1e-3)


def test_directed_ribbons_have_the_numbers_of_their_flows() -> None:
    made = drawn(CASE)
    assert made.scene.flows.flow.tolist() == [0, 1, 2, 3]


def test_a_sum_of_both_ways_is_one_even_ribbon_without_a_head() -> None:
    made = drawn(PAIR, mode=Mode.SINGLE)
    flows = made.scene.flows
    assert len(flows.flow) == 2
    both = int(np.flatnonzero(made.strands.is_two_way[flows.flow])[0])
    assert np.ptp(flows.line_half[both]) < 1e-5
    tip, base = flows.curves.head[both, 1], flows.curves.xy[both, -1]
    np.testing.assert_allclose(tip, base, atol=1e-4)
    assert np.linalg.norm(flows.curves.head[1 - both, 1] - flows.curves.xy[1 - both, -1]) > 6.0
    assert "Both ways of a pair summed" in words_of(made)


def test_a_net_flows_the_way_of_the_larger_part_as_wide_as_the_difference() -> None:
    made = drawn([*PAIR, Row("SAU", "USA", 150)], mode=Mode.NET)
    flows, codes = made.scene.flows, made.strands.actor_codes
    first = int(flows.flow[0])
    ends = codes[made.strands.supplier[first]], codes[made.strands.recipient[first]]
    assert ends == ("BLR", "BGR")
    half = flows.line_half[:, -1]
    assert half[0] == pytest.approx(2.0 * half[1], rel=1e-3)
    assert "Net: what went one way less what came back." in words_of(made)


def test_rings_tell_the_flows_in_every_mode() -> None:
    outer = []
    for mode in (Mode.DIRECTED, Mode.SINGLE, Mode.NET):
        nodes = drawn(PAIR, mode=mode).scene.nodes
        order = np.argsort(nodes.actor)
        outer.append((nodes.inner[order], nodes.outer[order]))
    for inner, ring in outer[1:]:
        np.testing.assert_allclose(inner, outer[0][0])
        np.testing.assert_allclose(ring, outer[0][1])


def test_records_between_nodes_that_touch_stay_by_their_nodes() -> None:
    near = [Row("BEL", "NLD", 100.0 - i * 7) for i in range(12)] + [Row("USA", "AUS", 300.0)]
    scene = drawn(near, strands=apart(near)).scene
    nodes = scene.nodes
    belgium = nodes.xy[nodes.actor.tolist().index(flows_of(near).actor_codes.index("BEL"))]
    rows = np.flatnonzero(scene.flows.flow > 0)
    for row in rows:
        line = scene.flows.curves.xy[np.flatnonzero(scene.flows.curves.row == row)[0]]
        assert np.linalg.norm(line - belgium, axis=1).max() < 220.0


def test_a_selected_pair_shows_no_more_records_than_can_be_told_apart() -> None:
    rows = [Row("FRA", "SAU", 400.0 - i) for i in range(30)]
    whole = Selection(flows=frozenset(range(30)))
    assert drawn(rows, strands=apart(rows), selection=whole).scene.counts.drawn == MOST_LANES
    one = drawn(rows, strands=apart(rows), selection=Selection(flows=frozenset([25]))).scene
    assert one.counts.drawn == MOST_LANES + 1
    assert one.flows.flow[-1] == 25
