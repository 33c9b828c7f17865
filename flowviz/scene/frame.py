"""Fitting the frame to what is drawn, not to the whole world with its ice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import ActorKind
from flowviz.arrays import Floats
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout, Projection
from flowviz.scene.cards import Shape, cornered
from flowviz.scene.drawing import drawn_rows
from flowviz.scene.model import Selection
from flowviz.scene.picture import Picture
from flowviz.scene.stage import Stage, stage
from flowviz.scene.tray import shelf
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import frame_factor
from flowviz.style import Style

NORTH, SOUTH = 84.0, -58.0
"""Beyond these latitudes the frame does not reach when it can be avoided."""

_CLOSEST_UNITS = 0.15
_MAY_COVER = 0.8
_MOST_FITTED, _MOST_ROUTED = 400, 80
"""All nodes are framed, but where curves bulge only the largest are looked at."""

_MOST_TRIED = 4
_LEAST_SHARE = 0.45


def fit(
    layout: Layout, strands: Strands, width_px: float, height_px: float, style: Style
) -> Viewport:
    """The viewport that shows all drawn nodes, curves and names, as large as they fit.

    Where the legend would cover something, room is left for it at one side, that side and that
    shape of it that leave the picture largest.
    """
    rows = drawn_rows(strands, style.show_top, Selection())
    ends = strands.actors_of(rows)
    placed = ends[layout.is_placed[ends]]
    factor = frame_factor(width_px, height_px)
    tray_px = shelf(len(ends) - len(placed), width_px, factor).height_px
    frame = _Frame(width_px, height_px, tray_px, factor)
    if not len(placed):
        return _whole(layout, frame)
    if style.has_legend:
        frame = _beside_legend(layout, strands, placed, frame, style)
    return _fitted(layout, strands, placed, frame, style)[0]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame and what it must leave free at its sides, all pixels."""

    width_px: float
    height_px: float
    tray_px: float
    factor: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def room(self) -> Floats:
        """Left, top, right and bottom of where nodes may stand."""
        side = 58.0 * self.factor
        return np.array(
            [
                self.left + side,
                self.top + 30.0 * self.factor,
                max(self.width_px - self.right - side, self.left + side + 60.0),
                max(
                    self.height_px - self.tray_px - self.bottom - 38.0 * self.factor,
                    self.top + 90.0,
                ),
            ]
        )

    def scale(self, low: Floats, high: Floats) -> float:
        """The pixels to a unit at which what lies from ``low`` to ``high`` fills the room."""
        left, top, right, bottom = self.room()
        room = np.array([right - left, bottom - top])
        return float((room / np.maximum(high - low, 1e-9)).min())


def _beside_legend(
    layout: Layout, strands: Strands, placed: NDArray[np.integer], frame: _Frame, style: Style
) -> _Frame:
    """The frame, with room for the legend at one side where it would cover something.

    Curves take their default bends here: routing them is most of the work.
    """
    viewport, corners = _fitted(layout, strands, placed, frame, style, is_routed=False)
    shapes, covered = _legend(layout, strands, viewport, style)
    if covered < _MAY_COVER:
        return frame
    most = max(_MAY_COVER, 0.25 * covered)
    for freed in _freed(frame, shapes, corners)[:_MOST_TRIED]:
        choice, _ = _fitted(layout, strands, placed, freed, style, is_routed=False)
        if choice.px_per_unit < _LEAST_SHARE * viewport.px_per_unit:
            break  # rather covered in part than as small as this
        if _legend(layout, strands, choice, style)[1] < most:
            return freed
    return frame


def _freed(frame: _Frame, shapes: Sequence[Shape], corners: tuple[Floats, Floats]) -> list[_Frame]:
    """The frame with room at one side for a legend, that which leaves the picture largest first.

    ``corners`` are those of what is drawn. Among equals the legend stands at the left or below.
    """
    choices = [
        replace(
            frame, **{side: (shape.width if side in ("left", "right") else shape.height) + 16.0}
        )
        for side in ("left", "bottom", "right", "top")
        for shape in shapes
    ]
    return sorted(choices, key=lambda choice: -choice.scale(*corners))


def _fitted(
    layout: Layout,
    strands: Strands,
    placed: NDArray[np.integer],
    frame: _Frame,
    style: Style,
    *,
    is_routed: bool = True,
) -> tuple[Viewport, tuple[Floats, Floats]]:
    """The viewport for a frame, and the corners in world units of what is drawn."""
    low, high = layout.node_xy[placed].min(axis=0), layout.node_xy[placed].max(axis=0)
    viewport = _around(low, high, frame)
    # Curves bulge beyond nodes: look where they lie, fit again.
    made = _stage(layout, strands, viewport, style, _MOST_FITTED, is_routed=False)
    drawn_low, drawn_high = _extent(made, low, high)
    viewport = _around(drawn_low, drawn_high, frame)
    if is_routed:
        rest = _extent(made, low, high, _MOST_ROUTED)
        made = _stage(layout, strands, viewport, style, _MOST_ROUTED, is_routed=True)
        drawn_low, drawn_high = _extent(made, *rest)
        viewport = _around(drawn_low, drawn_high, frame)
    if layout.projection is not None:
        viewport = _on_the_world(viewport, layout.projection, frame, float(drawn_low[1]))
    return viewport, (drawn_low, drawn_high)


def _legend(
    layout: Layout, strands: Strands, viewport: Viewport, style: Style
) -> tuple[tuple[Shape, ...], float]:
    """The shapes of the legend, about, and what the best one covers."""
    made = _stage(layout, strands, viewport, style, _MOST_FITTED, is_routed=False)
    shapes = made.cards()
    return shapes, cornered(shapes, made.room, made.space, made.nodes)[1]


def _stage(
    layout: Layout,
    strands: Strands,
    viewport: Viewport,
    style: Style,
    most: int,
    *,
    is_routed: bool,
) -> Stage:
    style = replace(style, show_top=min(style.show_top, most))
    names = tuple(strands.actor_names)
    picture = Picture(strands, names, layout, style, viewport, _unmeasured, Selection())
    return stage(picture, [ActorKind.STATE] * len(names), is_routed=is_routed)


def _around(low: Floats, high: Floats, frame: _Frame) -> Viewport:
    left, top, right, bottom = frame.room()
    scale = min(frame.scale(low, high), frame.width_px / _CLOSEST_UNITS)
    middle_px = np.array([left + right, top + bottom]) / 2.0
    shift = (np.array([frame.width_px, frame.height_px]) / 2.0 - middle_px) / scale
    x, y = ((low + high) / 2.0 + shift).tolist()
    return Viewport(frame.width_px, frame.height_px, x, y, scale)


def _extent(made: Stage, low: Floats, high: Floats, begin: int = 0) -> tuple[Floats, Floats]:
    """Corners in world units of what lies from ``low`` to ``high`` and of the curves of a stage.

    The curves are those from ``begin`` on.
    """
    strands, layout, viewport = made.picture.strands, made.picture.layout, made.picture.viewport
    found, in_tray = made.courses, made.places.in_tray
    on_map = ~(in_tray[strands.supplier[made.rows]] | in_tray[strands.recipient[made.rows]])
    on_map[:begin] = False
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
    first, last = north + half_y - frame.top / scale, south - half_y + below
    y = last + 0.75 * (first - last) if first > last else min(max(viewport.centre_y, first), last)
    if top is not None:
        y = min(y, top - (6.0 + frame.top) / scale + half_y)
    x = _within(
        viewport.centre_x, -edge + half_x - frame.left / scale, edge - half_x + frame.right / scale
    )
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
