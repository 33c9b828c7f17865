"""The strip that OpenGL draws, as numbers; no context is needed to make it."""

import numpy as np
import pytest

from flowviz.painting.gl_strips import sampled, strip
from flowviz.scene import Selection
from flowviz.style import LIGHT, Style
from tests.scene.made import CASE, Row, drawn

EDGE = [Row("JPN", "USA", 200), Row("USA", "NZL", 90), Row("USA", "BGR", 50)]


def test_the_strip_is_finite_and_lies_where_the_curves_do() -> None:
    for rows in (CASE, EDGE, [Row("FRA", "FRA", 30)], [Row("NLD", "BEL", 90)]):
        scene = drawn(rows).scene
        made = strip(scene.flows, LIGHT)
        assert np.isfinite(made.shape).all()
        place = made.shape[made.shape[:, 2:].any(axis=1), :2]
        points = scene.flows.polygons.xy
        assert (np.abs(place.min(axis=0) - points.min(axis=0)) < 12.0).all()
        assert (np.abs(place.max(axis=0) - points.max(axis=0)) < 12.0).all()


def test_pieces_are_joined_by_triangles_without_area() -> None:
    scene = drawn(EDGE).scene
    place = strip(scene.flows, LIGHT).shape[:, :2].astype(np.float64)
    first, second, third = place[:-2], place[1:-1], place[2:]
    one, two = second - first, third - first
    area = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2.0
    reach = np.abs(place[1:] - place[:-1]).max(axis=1)
    jumps = np.maximum(reach[:-1], reach[1:]) > 250.0
    assert jumps.any()  # from one flow to the next
    assert area[jumps].max() < 1e-3


def test_chords_lie_within_the_tolerance_and_fewer_are_drawn_of_gentle_curves() -> None:
    curves = drawn([*CASE, Row("FRA", "FRA", 30)]).scene.flows.curves
    coarse, fine = (sampled(curves, off)[2] for off in (2.0, 0.02))
    assert coarse.sum() < 0.5 * fine.sum()
    assert (coarse >= 5).all()


def test_a_draft_lies_where_the_picture_at_rest_does_with_fewer_vertices() -> None:
    scene = drawn([*CASE, *EDGE]).scene
    rest, draft = strip(scene.flows, LIGHT), strip(scene.flows, LIGHT, is_draft=True)
    assert len(draft.shape) < 0.7 * len(rest.shape)
    assert draft.needs == rest.needs
    for end in (np.min, np.max):
        gap = end(draft.shape[:, :2], axis=0) - end(rest.shape[:, :2], axis=0)
        assert (np.abs(gap) < 8.0).all()


def test_of_some_curves_only_these_are_in_the_strip() -> None:
    scene = drawn(CASE).scene
    curves = scene.flows.curves
    alone = strip(scene.flows, LIGHT, curves.row == 0)
    assert 0 < len(alone.shape) < len(strip(scene.flows, LIGHT).shape)
    assert len(strip(scene.flows, LIGHT, curves.row < 0).shape) == 0


@pytest.mark.parametrize(
    ("row", "need"),
    [
        (Row("USA", "SAU", 90), set()),
        (Row("USA", "SAU", 90, existence=1), {"BROKEN"}),
        (Row("USA", "SAU", None, 30, 90), {"BANDED"}),
        (Row("USA", "SAU"), {"HOLLOW"}),
        (Row("USA", "SAU", None, 30, np.nan), {"BANDED", "OPEN"}),
    ],
)
def test_the_shader_holds_what_the_flows_need_and_no_more(row: Row, need: set[str]) -> None:
    scene = drawn([row]).scene
    assert strip(scene.flows, LIGHT).needs == need


def test_what_is_selected_is_marked_and_the_rest_takes_the_faded_colour() -> None:
    rows = [Row("USA", "SAU", 200), Row("BGR", "DEU", 100)]
    plain = strip(drawn(rows).scene.flows, LIGHT)
    assert not plain.ink[:, 7].any()
    scene = drawn(rows, selection=Selection(flows=frozenset({0})), style=Style()).scene
    made = strip(scene.flows, LIGHT)
    assert "SELECTED" in made.needs
    marked = made.ink[:, 7] > 0
    assert 0 < marked.sum() < len(marked)
    assert (made.ink[marked, :3] == plain.ink[0, :3]).all()
    assert (made.ink[~marked, :3].astype(int) - plain.ink[0, :3]).max() > 60


def test_no_flows_make_an_empty_strip() -> None:
    made = strip(drawn([]).scene.flows, LIGHT)
    assert made.shape.shape == (0, 9)
    assert made.ink.shape == (0, 8)
