"""Thin ribbons of a crowd as lines: which ones, where they lie, in which colours."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from flowviz.actors import ActorKind
from flowviz.flows.mode import Mode
from flowviz.flows.strands import strands
from flowviz.layouts import worldmap
from flowviz.painting import painter_on
from flowviz.painting.hairs import THIN_PX, Hairs, hairs, paint_hairs
from flowviz.painting.inks import Inks
from flowviz.scene import Scene, Selection, build, fit
from flowviz.style import LIGHT, Style
from tests.scene.made import PLACES, Row, actors_of, flows_of, measure

pytestmark = pytest.mark.usefixtures("qapp")

PLACED = [code for code in PLACES if code != "x-unknown"]


def crowd(existence: int = 0, count: int = 1_000, selection: Selection | None = None) -> Scene:
    """The same pairs again and again, three of them large."""
    pairs = [(a, b) for a in PLACED for b in PLACED if a != b]
    rows = [
        Row(*pairs[k % len(pairs)], 9_000 if k < 3 else 1, existence=0 if k < 3 else existence)
        for k in range(count)
    ]
    flows = flows_of(rows)
    drawn, style = strands(flows, Mode.DIRECTED), Style(show_top=count)
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    kinds = [ActorKind.STATE] * len(flows.actor_codes)
    viewport = fit(layout, drawn, 900.0, 600.0, style)
    chosen = selection or Selection()
    names = flows.actor_names
    return build(drawn, names, kinds, layout, style, viewport, measure, chosen, is_draft=True)


def found(scene: Scene) -> Hairs:
    made = hairs(scene.flows)
    assert made is not None
    return made


def test_in_a_crowd_the_thin_ribbons_are_lines_and_the_broad_ones_are_not() -> None:
    scene = crowd()
    curves, made = scene.flows.curves, found(scene)
    width = np.fmax(curves.low, curves.high)[curves.row]
    assert made.is_hair.sum() > 0.95 * len(curves.row)
    np.testing.assert_array_equal(made.is_hair, width <= THIN_PX)
    assert made.is_hair.sum() < len(curves.row)


def test_a_few_thin_ribbons_stay_ribbons() -> None:
    assert hairs(crowd(count=300).flows) is None


@pytest.mark.parametrize("existence", [1, 2])
def test_broken_ribbons_stay_as_they_are(existence: int) -> None:
    assert hairs(crowd(existence).flows) is None


def test_what_is_selected_stays_a_ribbon() -> None:
    scene = crowd(selection=Selection(flows=frozenset({40})))
    curves, made = scene.flows.curves, found(scene)
    assert not made.is_hair[scene.flows.flow[curves.row] == 40].any()


def test_every_line_lies_on_its_curve_and_ends_in_a_head() -> None:
    scene = crowd()
    curves, made = scene.flows.curves, found(scene)
    kept = curves.of(made.is_hair)
    tips = {
        tuple(tip) for tip in np.round(kept.head[kept.has_head][:, 1].astype(float), 2).tolist()
    }
    ends = {tuple(end) for end in np.round(made.lines[:, 2:], 2).tolist()}
    assert tips <= ends
    low, high = kept.xy.min(axis=(0, 1)), kept.xy.max(axis=(0, 1))
    points = made.lines.reshape(-1, 2)
    assert (points > low - 15.0).all()
    assert (points < high + 15.0).all()


def test_flows_over_the_edge_leave_the_map_and_come_back() -> None:
    scene = crowd()
    made, kept = found(scene), scene.flows.curves.of(found(scene).is_hair)
    assert not kept.has_head.all()  # some have two parts
    length = np.hypot(*(made.lines[:, 2:] - made.lines[:, :2]).T)
    assert length.max() < 250.0  # and none goes across the whole map


def test_runs_hold_all_lines_in_the_colours_of_their_rows() -> None:
    scene = crowd()
    made, image = found(scene), QImage(900, 600, QImage.Format.Format_RGB32)
    assert made.start[0] == 0
    assert made.start[-1] == len(made.lines)
    assert (np.diff(made.start) > 0).all()
    assert len(made.row) == len(made.start) - 1
    image.fill(0)
    inks = Inks(LIGHT, scene.flows)
    with painter_on(image) as painter:
        paint_hairs(painter, made, scene.flows, inks)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32) & 0xFFFFFF
    looks = {(int(scene.flows.colour[row]), float(scene.flows.alpha[row])) for row in made.row}
    assert 1 < len(np.unique(pixels)) <= len(looks) + 1
