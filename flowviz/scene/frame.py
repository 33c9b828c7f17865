"""Fitting the frame to what is drawn, not to the whole world with its ice."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import ActorKind
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, Projection
from flowviz.scene.drawing import drawn_rows
from flowviz.scene.model import Selection
from flowviz.scene.picture import Picture
from flowviz.scene.stage import Stage, stage
from flowviz.scene.tray import shelf
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import frame_factor
from flowviz.style import Style

Floats = NDArray[np.float64]

NORTH, SOUTH = 84.0, -58.0
"""Beyond these latitudes the frame does not reach when it can be avoided."""

_CLOSEST_UNITS = 0.15
_MAY_COVER = 0.8
_MOST_FITTED = 400


def fit(
    layout: Layout, strands: Strands, width_px: float, height_px: float, style: Style
) -> Viewport:
    """The viewport that shows all drawn nodes, curves and names, as large as they fit.

    Where the legend would cover something, room is left for it at the left or at the bottom.
    """
    rows = drawn_rows(strands, style.show_top, Selection())
    # All nodes are framed, but where curves bulge only the largest are looked at.
    style = replace(style, show_top=min(style.show_top, _MOST_FITTED))
    ends = strands.actors_of(rows)
    placed = ends[layout.is_placed[ends]]
    factor = frame_factor(width_px, height_px)
    tray_px = shelf(len(ends) - len(placed), width_px, factor).height_px
    frame = _Frame(width_px, height_px, tray_px, factor)
    if not len(placed):
        return _whole(layout, frame)
    viewport = _fitted(layout, strands, placed, frame, style)
    if not style.has_legend:
        return viewport
    card, covered = _legend(layout, strands, viewport, style)
    if covered < _MAY_COVER:
        return viewport
    beside = replace(frame, left=card[0])
    below = replace(frame, bottom=card[1])
    choices = [_fitted(layout, strands, placed, frame, style) for frame in (beside, below)]
    costs = [_legend(layout, strands, choice, style)[1] for choice in choices]
    free = [k for k in (0, 1) if costs[k] < max(_MAY_COVER, 0.25 * covered)]
    if not free:
        return viewport
    return choices[max(free, key=lambda k: choices[k].px_per_unit)]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame and what it must leave free at the left and at the bottom, all pixels."""

    width_px: float
    height_px: float
    tray_px: float
    factor: float
    left: float = 0.0
    bottom: float = 0.0

    def room(self) -> Floats:
        """Left, top, right and bottom of where nodes may stand."""
        side = 58.0 * self.factor
        return np.array(
            [
                self.left + side,
                30.0 * self.factor,
                max(self.width_px - side, self.left + side + 60.0),
                max(self.height_px - self.tray_px - self.bottom - 38.0 * self.factor, 90.0),
            ]
        )


def _fitted(
    layout: Layout, strands: Strands, placed: NDArray[np.integer], frame: _Frame, style: Style
) -> Viewport:
    low, high = layout.node_xy[placed].min(axis=0), layout.node_xy[placed].max(axis=0)
    viewport = _around(low, high, frame)
    drawn_low, drawn_high = low, high
    for is_routed in (False, True):  # curves bulge beyond nodes: look where they lie, fit again
        drawn_low, drawn_high = _extent(
            _stage(layout, strands, viewport, style, is_routed=is_routed), low, high
        )
        viewport = _around(drawn_low, drawn_high, frame)
    if layout.projection is None:
        return viewport
    return _on_the_world(viewport, layout.projection, frame, float(drawn_low[1]))


def _legend(
    layout: Layout, strands: Strands, viewport: Viewport, style: Style
) -> tuple[tuple[float, float], float]:
    """Width of the tall card and height of the flat one, about, and what the best one covers."""
    made = _stage(layout, strands, viewport, style, is_routed=False)
    cards = made.legend_cards()
    _, covered = made.legend()
    return (cards[0].box.right + 6.0, cards[-1].box.bottom + 6.0), covered


def _stage(
    layout: Layout, strands: Strands, viewport: Viewport, style: Style, *, is_routed: bool
) -> Stage:
    names = tuple(strands.actor_names)
    picture = Picture(strands, names, layout, style, viewport, _unmeasured, Selection())
    return stage(picture, [ActorKind.STATE] * len(names), is_routed=is_routed)


def _around(low: Floats, high: Floats, frame: _Frame) -> Viewport:
    left, top, right, bottom = frame.room()
    room = np.array([right - left, bottom - top])
    scale = min(float((room / np.maximum(high - low, 1e-9)).min()), frame.width_px / _CLOSEST_UNITS)
    middle_px = np.array([left + right, top + bottom]) / 2.0
    shift = (np.array([frame.width_px, frame.height_px]) / 2.0 - middle_px) / scale
    x, y = ((low + high) / 2.0 + shift).tolist()
    return Viewport(frame.width_px, frame.height_px, x, y, scale)


def _extent(made: Stage, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Corners in world units of nodes (``low`` to ``high``) and of the curves of a stage."""
    strands, layout, viewport = made.picture.strands, made.picture.layout, made.picture.viewport
    found, in_tray = made.courses, made.places.in_tray
    on_map = ~(in_tray[strands.supplier[made.rows]] | in_tray[strands.recipient[made.rows]])
    if not on_map.any():
        return low, high
    stays = np.flatnonzero(on_map & (found.side == 0))
    line, half = found.strips.middle, found.outer()[:, None, None] / 2.0
    drawn_low, drawn_high = low.copy(), high.copy()
    if len(stays):
        first, last = (line - half)[stays], (line + half)[stays]
        drawn_low = np.minimum(low, viewport.to_world(first.min(axis=(0, 1))))
        drawn_high = np.maximum(high, viewport.to_world(last.max(axis=(0, 1))))
    over = np.flatnonzero(on_map & (found.side != 0))
    if len(over) and layout.projection is not None:
        # Flows over the edge want to see both edges, where they cross them.
        at = np.minimum(found.cross[over], found.samples - 1).astype(int)
        y = viewport.to_world(line[over, at])[:, 1]
        edge = float(layout.projection.edge_x(y).max())
        drawn_low = np.minimum(drawn_low, [-edge, y.min()])
        drawn_high = np.maximum(drawn_high, [edge, y.max()])
    return drawn_low, drawn_high


def _unmeasured(text: str, size_px: float, weight: int) -> float:
    """About how wide text is: fitting needs no more, and so needs no font."""
    return 0.55 * size_px * len(text)


def _on_the_world(
    viewport: Viewport, projection: Projection, frame: _Frame, top: float | None = None
) -> Viewport:
    """Moved so that the frame shows as little as can be of what lies beyond the map.

    ``top`` is the highest world y drawn, which stays in the frame even beyond the map. Where the
    frame is larger than the map, most of the spare height is left below, for the legend.
    """
    scale = viewport.px_per_unit
    north, south = _heights(projection)
    edge = projection.half_width
    half_x, half_y = viewport.width_px / 2.0 / scale, viewport.height_px / 2.0 / scale
    below = (frame.tray_px + frame.bottom) / scale
    first, last = north + half_y, south - half_y + below
    y = last + 0.75 * (first - last) if first > last else min(max(viewport.centre_y, first), last)
    if top is not None:
        y = min(y, top - 6.0 / scale + half_y)
    x = _within(viewport.centre_x, -edge + half_x - frame.left / scale, edge - half_x)
    return replace(viewport, centre_x=x, centre_y=y)


def _heights(projection: Projection) -> tuple[float, float]:
    """The world y that the frame does not reach beyond in the north and in the south."""
    if not projection.has_edge:
        return -projection.half_width, projection.half_width
    _, y = projection.forward_unwrapped(0.0, [NORTH, SOUTH])
    return float(y[0]), float(y[1])


def _within(value: float, low: float, high: float) -> float:
    return (low + high) / 2.0 if low > high else min(max(value, low), high)


def _whole(layout: Layout, frame: _Frame) -> Viewport:
    """The whole map, or a unit square, where nothing has a place."""
    width, height = frame.width_px, frame.height_px
    if layout.projection is None:
        return Viewport(width, height, 0.0, 0.0, min(width, height) / 2.0)
    edge = layout.projection.half_width
    north, south = _heights(layout.projection)
    scale = min(width / (2.0 * edge), (height - frame.tray_px) / (1.05 * (south - north)))
    return _on_the_world(Viewport(width, height, 0.0, -0.1, scale), layout.projection, frame)
