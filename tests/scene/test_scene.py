"""A scene as a whole: the same twice, fitted, hit where it shows."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from flowviz.scene import Viewport, pick
from flowviz.scene.model import REST, SINGLE
from flowviz.scene.widths import WidthScale, round_numbers
from flowviz.style import DARK, LIGHT, PRINT, SCALES, Style
from tests.contrast import contrast
from tests.scene.made import BUSY, CASE, Row, drawn


def test_the_same_arguments_give_the_same_scene() -> None:
    first, again = drawn(CASE).scene, drawn(CASE).scene
    np.testing.assert_array_equal(first.flows.polygons.xy, again.flows.polygons.xy)
    assert first.labels == again.labels


def test_scenes_cannot_be_changed() -> None:
    scene = drawn(CASE).scene
    with pytest.raises(ValueError, match="read-only"):
        scene.flows.polygons.xy[0] = 0.0
    with pytest.raises(ValueError, match="read-only"):
        scene.nodes.xy[0] = 0.0


@pytest.mark.parametrize("size", [(1600.0, 900.0), (800.0, 500.0), (600.0, 900.0)])
@pytest.mark.parametrize("rows", [CASE, BUSY, [Row("BEL", "NLD", 3)]])
def test_all_that_is_drawn_lies_in_the_frame(size: tuple[float, float], rows: list[Row]) -> None:
    scene = drawn(rows, size).scene
    points = scene.flows.polygons.xy
    assert (points > -1.0).all()
    assert (points[:, 0] < size[0] + 1.0).all()
    assert (points[:, 1] < size[1] + 1.0).all()


def test_the_frame_is_filled_by_what_is_drawn_not_by_the_world() -> None:
    made = drawn(CASE, (1600.0, 900.0))
    assert np.ptp(made.scene.nodes.xy[:, 0]) > 0.85 * 1600.0


def test_two_near_places_still_show_what_lies_around_them() -> None:
    made = drawn([Row("BEL", "NLD", 3)], (1600.0, 900.0))
    assert 1600.0 / made.viewport.px_per_unit > 0.14  # about 8 degrees


def test_panning_moves_the_picture_without_bending_a_flow() -> None:
    made = drawn(CASE)
    aside = Viewport(
        made.viewport.width_px,
        made.viewport.height_px,
        made.viewport.centre_x + 0.11,
        made.viewport.centre_y - 0.07,
        made.viewport.px_per_unit,
    )
    moved = drawn(CASE, viewport=aside)
    shift = np.array([0.11, -0.07]) * made.viewport.px_per_unit
    np.testing.assert_allclose(
        moved.scene.flows.line_xy + shift, made.scene.flows.line_xy, atol=0.05
    )


def test_zooming_keeps_widths_in_pixels() -> None:
    made = drawn(CASE)
    near = replace(made.viewport, px_per_unit=3.0 * made.viewport.px_per_unit)
    closer = drawn(CASE, viewport=near)
    np.testing.assert_allclose(
        closer.scene.flows.line_half[:, -1], made.scene.flows.line_half[:, -1], rtol=1e-5
    )


def test_pixels_and_world_points_lead_back_to_one_another() -> None:
    viewport = drawn(CASE).viewport
    np.testing.assert_allclose(viewport.to_px(viewport.to_world([200.0, 100.0])), [200.0, 100.0])


def test_few_flows_share_a_colour_and_many_tell_the_largest_suppliers() -> None:
    assert set(drawn(CASE).scene.flows.colour.tolist()) == {SINGLE}
    made = drawn(BUSY)
    colours = {
        made.flows.actor_codes[made.flows.supplier[flow]]: colour
        for flow, colour in zip(made.scene.flows.flow, made.scene.flows.colour, strict=True)
    }
    assert colours == {"USA": 0, "DEU": 1, "FRA": 2}


def test_beyond_the_hues_suppliers_are_grey() -> None:
    rows = [Row(f"x-{i}", r, 100.0 - i) for i in range(9) for r in ("BGR", "SAU")]
    colours = drawn(rows).scene.flows.colour
    assert REST in colours
    assert len(set(colours.tolist())) == len(LIGHT.hues) + 1


def test_a_point_on_a_flow_hits_it_and_one_in_a_node_hits_the_node_first() -> None:
    made = drawn(CASE, (1600.0, 900.0))
    middle = made.scene.flows.line_xy[1, 24]
    hits = pick(made.scene, float(middle[0]), float(middle[1]) + 6.0)
    assert (hits[0].kind, hits[0].index) == ("flow", int(made.scene.flows.flow[1]))
    node = made.scene.nodes.xy[0]
    hits = pick(made.scene, float(node[0]), float(node[1]))
    assert (hits[0].kind, hits[0].index) == ("actor", int(made.scene.nodes.actor[0]))
    assert pick(made.scene, 2.0, 2.0) == ()


def test_a_thin_flow_upon_a_broad_one_can_be_hit() -> None:
    made = drawn([Row("USA", "SAU", 1000), Row("BLR", "NZL", 0.5)], (1600.0, 900.0))
    thin = made.scene.flows.line_xy[1]
    broad = made.scene.flows.line_xy[0]
    gap = np.linalg.norm(thin[:, None] - broad[None], axis=2)
    x, y = thin[int(gap.min(axis=1).argmin())]
    assert pick(made.scene, float(x), float(y))[0].index == int(made.scene.flows.flow[1])


def test_each_flow_is_hit_once_also_over_the_edge() -> None:
    made = drawn([Row("USA", "JPN", 100)], centre=11.0)
    for line in made.scene.flows.line_xy:
        x, y = line[-6] if line is made.scene.flows.line_xy[1] else line[6]
        hits = pick(made.scene, float(x), float(y))
        assert [hit.index for hit in hits if hit.kind == "flow"] == [0]


def test_nothing_to_draw_is_a_picture_too() -> None:
    scene = drawn([]).scene
    assert scene.counts.drawn == 0
    assert scene.labels == ()


@pytest.mark.parametrize("kind", SCALES)
def test_round_numbers_have_widths_that_can_be_told_apart(kind: str) -> None:
    scale = WidthScale(kind, 66734.4, 24.0, 1.2)
    numbers = round_numbers(66734.4, scale)
    assert len(numbers) >= 3
    widths = [float(scale.width(value)) for value in numbers]
    assert all(b < 0.9 * a for a, b in itertools.pairwise(widths))
    for value in numbers:
        assert f"{value:.0e}"[0] in "125"


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT])
def test_text_can_be_read_on_all_that_lies_behind_it(palette: object) -> None:
    for ground in ("paper", "sea", "land", "card"):
        for ink in ("ink", "soft_ink"):
            assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5, (ink, ground)


def test_kinds_of_actors_have_shapes_of_their_own() -> None:
    made = drawn([Row("USA", "x-syrian-opposition", 5), Row("x-unknown", "USA", 3)])
    shapes = {
        made.flows.actor_codes[actor]: int(shape)
        for actor, shape in zip(made.scene.nodes.actor, made.scene.nodes.shape, strict=True)
    }
    assert len(set(shapes.values())) == 3


def test_areas_of_ring_and_disc_follow_the_amounts() -> None:
    made = drawn([Row("BLR", "BGR", 400), Row("BGR", "USA", 100)], style=Style())
    nodes = {made.flows.actor_codes[a]: i for i, a in enumerate(made.scene.nodes.actor)}
    inner, outer = made.scene.nodes.inner, made.scene.nodes.outer
    bgr, usa = nodes["BGR"], nodes["USA"]
    assert inner[bgr] == pytest.approx(2.0 * inner[usa], rel=1e-4)
    assert outer[bgr] ** 2 - inner[bgr] ** 2 == pytest.approx(inner[usa] ** 2, rel=0.6)
