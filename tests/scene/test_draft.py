"""Drafts, drawn while the hand moves, and the curves that OpenGL draws from."""

from dataclasses import replace

import numpy as np
import pytest

from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.scene import build, lock_of
from flowviz.scene.model import Part
from flowviz.style import Style
from tests.scene.made import BUSY, CASE, Drawn, Row, actors_of, drawn, flows_of, measure


def draft_of(made: Drawn, rows: list[Row]) -> Drawn:
    """The draft of other rows in the frame of a scene."""
    flows = flows_of(rows)
    actors = actors_of(flows)
    scene = build(
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        drawn(rows).layout,
        made.style,
        made.viewport,
        measure,
        is_draft=True,
        labels_from=made.scene,
    )
    return Drawn(
        flows, strands(flows, Mode.DIRECTED), made.layout, made.style, made.viewport, scene
    )


def test_a_draft_keeps_names_and_legend_in_their_places() -> None:
    made = drawn(CASE)
    rows = [Row("BLR", "BGR", 12), Row("BGR", "SAU", 700)]
    draft = draft_of(made, rows)
    before = {label.text.text: label.box for label in made.scene.labels if label.actor >= 0}
    after = {label.text.text: label.box for label in draft.scene.labels}
    assert set(after) == {"Belarus", "Bulgaria", "Saudi Arabia"}
    assert all(before[name] == box for name, box in after.items())
    assert draft.scene.legend is made.scene.legend
    codes = draft.flows.actor_codes
    named = {codes[label.actor] for label in draft.scene.labels}
    assert named == {"BLR", "BGR", "SAU"}


def test_a_draft_draws_every_flow_as_wide_as_the_full_picture() -> None:
    made = drawn(CASE)
    draft = draft_of(made, list(CASE))
    curves, full = draft.scene.flows.curves, made.scene.flows.curves
    np.testing.assert_allclose(curves.low, full.low)
    np.testing.assert_array_equal(draft.scene.flows.flow, made.scene.flows.flow)
    assert draft.scene.nodes.actor.tolist() == made.scene.nodes.actor.tolist()


def test_a_draft_without_a_scene_before_has_no_names() -> None:
    made = drawn(CASE)
    scene = build(
        made.strands,
        made.flows.actor_names,
        [actor.kind for actor in actors_of(made.flows).values()],
        made.layout,
        Style(),
        made.viewport,
        measure,
        is_draft=True,
    )
    assert scene.labels == ()
    assert scene.legend is None


@pytest.mark.parametrize("existence", [0, 1, 2])
def test_the_curves_are_where_the_polygons_are(existence: int) -> None:
    rows = [
        Row("BLR", "USA", 300, existence=existence),
        Row("JPN", "USA", 120, existence=existence),
        Row("GBR", "SAU", None, 30, 90, existence=existence),
        Row("FRA", "FRA", 30, existence=existence),
        Row("AUS", "DEU", existence=existence),
    ]
    flows = drawn(rows).scene.flows
    curves = flows.curves
    for row in range(len(flows.flow)):
        casing = (flows.polygon_row == row) & (flows.polygon_part == int(Part.CASING))
        polygons = np.concatenate([flows.polygons[k] for k in np.flatnonzero(casing)])
        own = np.flatnonzero(curves.row == row)
        half = np.fmax(curves.low, curves.high)[row] / 2.0 * curves.taper[own][..., None]
        sides = [curves.xy[own] + sign * curves.normal[own] * half for sign in (1.0, -1.0)]
        points = np.concatenate(
            [
                side[k][int(np.ceil(curves.start[c, n])) : int(curves.stop[c, n]) + 1]
                for n, side in enumerate(sides)
                for k, c in enumerate(own)
            ]
            + [curves.head[own[-1:]].reshape(-1, 2)]
        )
        # What the curves ink lies within the casing that is drawn around it.
        assert (points.min(axis=0) >= polygons.min(axis=0) - 0.7).all()
        assert (points.max(axis=0) <= polygons.max(axis=0) + 0.7).all()
        step = curves.length[row] / (curves.taper.shape[1] - 1)  # what the edge may cut off
        assert (points.min(axis=0) <= polygons.min(axis=0) + 2.5 + step).all()
        assert (points.max(axis=0) >= polygons.max(axis=0) - 2.5 - step).all()


def test_a_flow_over_the_edge_has_two_curves_that_meet_the_edges_at_one_latitude() -> None:
    made = drawn([Row("JPN", "USA", 100), Row("USA", "BGR", 80)], centre=11.0)
    curves, projection = made.scene.flows.curves, made.layout.projection
    assert projection is not None
    [row] = [row for row in (0, 1) if (curves.row == row).sum() == 2]
    here, there = np.flatnonzero(curves.row == row)
    assert curves.has_head[[here, there]].tolist() == [False, True]
    np.testing.assert_array_equal(curves.stop[here], curves.start[there])
    half = curves.low[row] / 2.0
    for side, sign in ((0, 1.0), (1, -1.0)):
        meets = []
        for curve in (here, there):
            line = curves.xy[curve] + sign * half * (
                curves.taper[curve][:, None] * curves.normal[curve]
            )
            at = float(curves.stop[here, side])
            steps = np.arange(len(line))
            spot = [np.interp(at, steps, line[:, 0]), np.interp(at, steps, line[:, 1])]
            meets.append(made.viewport.to_world(spot))
        assert meets[0][1] == pytest.approx(meets[1][1], abs=1e-6)
        edge = float(projection.edge_x(meets[0][1]))
        assert abs(meets[0][0]) == pytest.approx(edge, abs=0.01)
        assert meets[1][0] == pytest.approx(-meets[0][0], abs=0.01)


def test_many_gentle_arcs_run_where_few_do() -> None:
    codes = ["BLR", "BGR", "USA", "SAU", "JPN", "AUS", "NZL", "DEU", "FRA", "GBR", "BEL", "NLD"]
    pairs = [(a, b) for a in codes for b in codes if a != b]
    many = [Row(a, b, 10.0 + k) for k, (a, b) in enumerate(pairs * 5)]
    crowd = drawn(many, style=Style(show_top=10_000))
    alone = drawn(many, style=Style(show_top=500), viewport=crowd.viewport, layout=crowd.layout)
    assert len(crowd.scene.flows.flow) == 660
    found = dict(zip(crowd.scene.flows.flow.tolist(), range(660), strict=True))
    curves, other = crowd.scene.flows.curves, alone.scene.flows.curves
    off = []
    for k, row in enumerate(other.row.tolist()):
        [mine, *more] = np.flatnonzero(
            curves.row == found[int(alone.scene.flows.flow[row])]
        ).tolist()
        if not more:
            ends = np.linalg.norm(curves.xy[mine, [0, 12, -1]] - other.xy[k, [0, 24, -1]], axis=1)
            off.append(ends.max())
    assert float(np.median(off)) < 1.5
    assert float(np.quantile(off, 0.9)) < 4.0


def test_a_draft_has_the_hues_and_the_widths_of_the_legend_that_stays() -> None:
    made = drawn(BUSY)
    later = [replace(row, amount=5000.0) if row.supplier == "FRA" else row for row in BUSY]
    draft = draft_of(made, later)
    colours = [
        {
            drawing.flows.actor_codes[actor]: int(colour)
            for actor, colour in zip(scene.nodes.actor.tolist(), scene.nodes.colour, strict=True)
        }
        for drawing, scene in ((made, made.scene), (draft, draft.scene))
    ]
    assert colours[1]["FRA"] == colours[0]["FRA"] == 2
    assert colours[1]["USA"] == colours[0]["USA"] == 0
    largest, before = float(draft.scene.flows.curves.low[0]), float(made.scene.flows.curves.low[0])
    assert largest == pytest.approx(before * np.sqrt(5000.0 / 900.0), rel=1e-3)
    assert lock_of(draft.scene) == lock_of(made.scene)


def test_the_names_of_a_draft_go_with_their_actors() -> None:
    made = drawn(CASE)
    aside = replace(made.viewport, centre_x=made.viewport.centre_x + 0.05)
    draft = draft_of(replace(made, viewport=aside), list(CASE))
    shift = 0.05 * made.viewport.px_per_unit
    before = {label.text.text: label for label in made.scene.labels if label.actor >= 0}
    assert len(draft.scene.labels) == len(before)
    for label in draft.scene.labels:
        assert label.text.x == pytest.approx(before[label.text.text].text.x - shift, abs=0.01)
        assert label.box.top == pytest.approx(before[label.text.text].box.top, abs=0.01)
