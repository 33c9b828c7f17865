"""A scene from flows and positions: everything computed, nothing left to painting."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import ActorKind
from flowviz.flows.flow import Flows
from flowviz.layouts import Layout, Rings
from flowviz.scene import legend as legends
from flowviz.scene import tray as trays
from flowviz.scene.colours import supplier_colours
from flowviz.scene.courses import Courses, Places, courses
from flowviz.scene.drawing import drawn_rows, flow_shapes, kept_flows, node_shapes
from flowviz.scene.flow_labels import place_amounts
from flowviz.scene.frame import tray_shelf
from flowviz.scene.model import (
    BackdropShapes,
    Legend,
    NodeShapes,
    Polygons,
    Scene,
    Selection,
    Tray,
    frozen,
)
from flowviz.scene.node_labels import place_names
from flowviz.scene.nodes import Totals, radii, reach, shapes, totals
from flowviz.scene.notes import counts, notes
from flowviz.scene.picture import Measure, Picture
from flowviz.scene.space import Space
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import width_scale
from flowviz.style import Style

Floats = NDArray[np.float64]
NOTHING = Selection()


def build(
    flows: Flows,
    names: Sequence[str],
    kinds: Sequence[ActorKind],
    layout: Layout,
    style: Style,
    viewport: Viewport,
    measure: Measure,
    selection: Selection = NOTHING,
) -> Scene:
    """The picture of ``flows`` in ``viewport``.

    ``names`` and ``kinds`` are of ``flows.actor_codes`` in their order, as ``layout`` is.
    ``measure(text, size_px, weight)`` gives the width of a line of text in pixels. The same
    arguments give the same scene; a selection changes colours and labels, never a route.
    """
    picture = Picture(flows, names, layout, style, viewport, measure, selection)
    rows = drawn_rows(flows, style.show_top, selection)
    ends = np.unique(np.concatenate([flows.supplier[rows], flows.recipient[rows]]))
    sums, shape = totals(flows), shapes(kinds)
    crowding = 1.0 - 0.3 * min(max(len(ends) - 12, 0) / 80.0, 1.0)
    sizes = radii(sums, picture.factor, crowding)
    places, tray = _places(picture, ends, sums, reach(sizes[1], shape))
    scale = width_scale(flows, rows, style, picture.factor)
    found = courses(picture, rows, places, scale)
    colours = supplier_colours(flows, rows, len(style.palette.hues))
    nodes = node_shapes(flows, rows, places.px, sizes, shape, colours, places.in_tray, selection)
    space = _space(viewport, found, nodes, places.reach, tray)
    sentences = notes(flows, counts(flows, rows, 0), layout)
    card = None
    if style.has_legend:
        floor = tray.box.top if tray is not None else viewport.height_px
        card = legends.legend(picture, found, scale, nodes, colours, sentences, floor - 16.0)
        card = _cornered(card, (viewport.width_px, floor), space, nodes)
        space.take_box(card.box.grown(2.0))
    labels, no_room = place_names(picture, nodes, places.reach, space)
    kept = kept_flows(flows, found.rows, selection)
    amounts, unsaid = place_amounts(picture, found, space, kept)
    return Scene(
        viewport=viewport,
        backdrop=_backdrop(layout, viewport),
        flows=flow_shapes(flows, found, colours, selection),
        nodes=nodes,
        labels=(*labels, *amounts),
        legend=card,
        tray=tray,
        counts=counts(flows, rows, no_room + unsaid),
        selection=selection,
        notes=sentences,
    )


def _places(
    picture: Picture, ends: NDArray[np.int32], sums: Totals, keep_off: Floats
) -> tuple[Places, Tray | None]:
    """Where all actors stand, those without a place on the tray."""
    layout, viewport = picture.layout, picture.viewport
    px = viewport.to_px(np.nan_to_num(layout.node_xy))
    off = ends[~layout.is_placed[ends]].astype(np.int64)
    off = off[np.argsort(-(sums.supplied + sums.received)[off], kind="stable")]
    shelf = tray_shelf(layout, ends, viewport.width_px, picture.factor)
    if len(off):
        px[off] = trays.stand(off, shelf, viewport.width_px, viewport.height_px)
    is_shown = np.zeros(len(px), dtype=bool)
    is_shown[ends] = True
    return (
        Places(px, viewport.to_world(px), keep_off, ~layout.is_placed, is_shown),
        trays.tray(picture, off, px[off], sums, shelf),
    )


def _space(
    viewport: Viewport, found: Courses, nodes: NodeShapes, keep_off: Floats, tray: Tray | None
) -> Space:
    """The frame with its nodes taken, its heads and ribbons inked."""
    space = Space(viewport.width_px, viewport.height_px)
    half = found.outer()[:, None] / 2.0 * found.taper[None, :]
    widest = int(max(float(half.max(initial=0.0)) / Space.CELL, 1.0)) + 1
    for offset in np.linspace(-1.0, 1.0, 2 * widest + 1):
        reach_px = found.strips.normal * (half * offset)[..., None]
        line = found.strips.middle + reach_px
        space.add_ink(line)
        space.add_ink((line[:, 1:] + line[:, :-1]) / 2.0)
    for share in (0.2, 0.6):
        space.add_ink(found.strips.tip * share + found.strips.middle[:, -1] * (1.0 - share))
    space.settle_ink()
    radius = keep_off[nodes.actor][:, None]
    xy = nodes.xy.astype(float)
    space.take(np.hstack([xy - radius, xy + radius]))
    if tray is not None:
        space.take_box(tray.box)
    return space


def _cornered(card: Legend, room: tuple[float, float], space: Space, nodes: NodeShapes) -> Legend:
    """The card in the corner where it covers least; bottom left among equals."""
    wide, tall = card.box.right, card.box.bottom
    gap = 10.0
    right, bottom = max(room[0] - wide - gap, 0.0), max(room[1] - tall - gap, 0.0)
    corners = ((gap, bottom), (right, bottom), (gap, gap), (right, gap))
    boxes = np.array([[x, y, x + wide, y + tall] for x, y in corners])
    xy = nodes.xy[:, None, :]
    inside = ((xy > boxes[None, :, :2] - 12.0) & (xy < boxes[None, :, 2:] + 12.0)).all(axis=2)
    cost = inside.sum(axis=0) + 12.0 * space.ink_under(boxes) + np.array([0.0, 0.2, 0.3, 0.3])
    x, y = corners[int(np.argmin(cost))]
    return legends.placed(card, x, y)


def _backdrop(layout: Layout, viewport: Viewport) -> BackdropShapes | None:
    if layout.backdrop is None:
        return None
    return BackdropShapes(
        *(
            _shapes(rings, viewport)
            for rings in (
                layout.backdrop.sea,
                layout.backdrop.land,
                layout.backdrop.borders,
                layout.backdrop.disputed,
            )
        )
    )


def _shapes(rings: Rings, viewport: Viewport) -> Polygons:
    return Polygons(frozen(viewport.to_px(rings.xy)), frozen(rings.start, np.int32))
