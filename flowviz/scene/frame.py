"""Fitting the frame to what is drawn, not to the whole world with its ice."""

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.flow import Flows
from flowviz.layouts import EqualEarth, Layout
from flowviz.scene.courses import Places, courses
from flowviz.scene.drawing import drawn_rows
from flowviz.scene.model import Selection
from flowviz.scene.nodes import radii, totals
from flowviz.scene.picture import Picture
from flowviz.scene.tray import Shelf, shelf
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import frame_factor, width_scale
from flowviz.style import Style

Floats = NDArray[np.float64]

NORTH, SOUTH = 84.0, -58.0
"""Beyond these latitudes the frame does not reach when it can be avoided."""

_CLOSEST_UNITS = 0.42
_LEGEND_PX = 215.0


def fit(layout: Layout, flows: Flows, width_px: float, height_px: float, style: Style) -> Viewport:
    """The viewport that shows all drawn nodes, curves and names, as large as they fit."""
    rows = drawn_rows(flows, style.show_top, Selection())
    ends = np.unique(np.concatenate([flows.supplier[rows], flows.recipient[rows]]))
    placed = ends[layout.is_placed[ends]]
    factor = frame_factor(width_px, height_px)
    room_px = height_px - tray_shelf(layout, ends, width_px, factor).height_px
    if not len(placed):
        return _whole(layout, width_px, height_px, room_px)
    low, high = layout.node_xy[placed].min(axis=0), layout.node_xy[placed].max(axis=0)
    side, top, bottom = 58.0 * factor, 30.0 * factor, 38.0 * factor
    left = side
    if layout.kind == "network" and style.has_legend and width_px >= 720.0:
        left += _LEGEND_PX * max(factor, 0.82)
    middle_px = np.array([(left + width_px - side) / 2.0, (top + room_px - bottom) / 2.0])
    room = np.maximum([width_px - left - side, room_px - top - bottom], 60.0)
    viewport = _around(low, high, room, middle_px, width_px, height_px)
    for _ in range(3):  # curves bulge beyond nodes: look where they come to lie and fit again
        drawn_low, drawn_high = _extent(layout, flows, rows, viewport, style, low, high)
        viewport = _around(drawn_low, drawn_high, room, middle_px, width_px, height_px)
    if layout.projection is None:
        return viewport
    return _on_the_world(viewport, layout.projection, room_px)


def tray_shelf(layout: Layout, ends: NDArray[np.integer], width_px: float, factor: float) -> Shelf:
    """The shelf that the actors ``ends`` without a place need."""
    return shelf(int((~layout.is_placed[ends]).sum()), width_px, factor)


def _around(
    low: Floats, high: Floats, room: Floats, middle_px: Floats, width_px: float, height_px: float
) -> Viewport:
    size = np.maximum(high - low, 1e-9)
    scale = min(float((room / size).min()), width_px / _CLOSEST_UNITS)
    shift = (np.array([width_px, height_px]) / 2.0 - middle_px) / scale
    centre = (low + high) / 2.0 + shift
    return Viewport(width_px, height_px, float(centre[0]), float(centre[1]), scale)


def _extent(
    layout: Layout,
    flows: Flows,
    rows: NDArray[np.int64],
    viewport: Viewport,
    style: Style,
    low: Floats,
    high: Floats,
) -> tuple[Floats, Floats]:
    """Corners in world units of nodes and curves, as they lie in ``viewport``."""
    is_there = layout.is_placed[flows.supplier[rows]] & layout.is_placed[flows.recipient[rows]]
    rows = rows[is_there]
    if not len(rows):
        return low, high
    factor = frame_factor(viewport.width_px, viewport.height_px)
    outer = radii(totals(flows), factor, 1.0)[1]
    px = viewport.to_px(np.nan_to_num(layout.node_xy))
    places = Places(px, layout.node_xy, outer + 2.0, ~layout.is_placed, layout.is_placed)
    picture = Picture(flows, (), layout, style, viewport, _unmeasured, Selection())
    found = courses(picture, rows, places, width_scale(flows, rows, style, factor))
    line, half = found.strips.middle, found.outer()[:, None, None] / 2.0
    corners = [viewport.to_world(line - half), viewport.to_world(line + half)]
    drawn_low = np.minimum(low, corners[0].min(axis=(0, 1)))
    drawn_high = np.maximum(high, corners[1].max(axis=(0, 1)))
    if found.side.any() and layout.projection is not None:
        # Flows over the edge want to see both edges.
        tall = np.array([drawn_low[1], 0.0 if drawn_low[1] < 0 < drawn_high[1] else drawn_high[1]])
        edge = float(layout.projection.edge_x(tall).max())
        drawn_low[0], drawn_high[0] = -edge, edge
    return drawn_low, drawn_high


def _unmeasured(text: str, size_px: float, weight: int) -> float:
    return 0.55 * size_px * len(text)


def _on_the_world(viewport: Viewport, projection: EqualEarth, room_px: float) -> Viewport:
    """Moved so that the frame shows as little as can be of what lies beyond the map."""
    scale = viewport.px_per_unit
    north, south = (float(projection.forward(0.0, lat)[1]) for lat in (NORTH, SOUTH))
    edge = float(projection.edge_x(0.0))
    half_x, half_y = viewport.width_px / 2.0 / scale, viewport.height_px / 2.0 / scale
    hidden = (viewport.height_px - room_px) / scale
    x = _within(viewport.centre_x, -edge + half_x, edge - half_x)
    y = _within(viewport.centre_y, north + half_y, south - half_y + hidden)
    return Viewport(viewport.width_px, viewport.height_px, x, y, scale)


def _within(value: float, low: float, high: float) -> float:
    return (low + high) / 2.0 if low > high else min(max(value, low), high)


def _whole(layout: Layout, width_px: float, height_px: float, room_px: float) -> Viewport:
    """The whole map, or a unit square, where nothing has a place."""
    if layout.projection is None:
        return Viewport(width_px, height_px, 0.0, 0.0, min(width_px, height_px) / 2.0)
    edge = float(layout.projection.edge_x(0.0))
    scale = min(width_px / (2.0 * edge), room_px / 2.45)
    viewport = Viewport(width_px, height_px, 0.0, -0.1, scale)
    return _on_the_world(viewport, layout.projection, room_px)
