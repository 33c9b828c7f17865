"""Flows over the map's edge: the short way, cut at the edge, going on at the same latitude."""

import numpy as np
from numpy.typing import NDArray

from flowviz.layouts import EqualEarth
from flowviz.scene.viewport import Viewport

Floats = NDArray[np.float64]


def short_way_ends(
    projection: EqualEarth | None, start_world: Floats, end_world: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """Ends (F, 2) in world units that make every flow take the short way, and the side left by.

    An end beyond the edge is the recipient moved by a whole turn along its own latitude. The side
    (F,) is 1 for flows that leave the map on the right, -1 on the left, 0 for those that stay.
    """
    if projection is None:
        return end_world, np.zeros(len(end_world), dtype=np.int64)
    half_start = projection.edge_x(start_world[:, 1])
    half_end = projection.edge_x(end_world[:, 1])
    # Degrees of longitude between the two, half turns as the unit: x over the edge's x.
    way = end_world[:, 0] / half_end - start_world[:, 0] / half_start
    side = np.where(way > 1.0, -1, np.where(way < -1.0, 1, 0))
    moved = end_world.copy()
    moved[:, 0] += side * 2.0 * half_end
    return moved, side


def turn_px(projection: EqualEarth, viewport: Viewport, points_px: Floats) -> Floats:
    """The width of the map in pixels (...) at the height of each point (..., 2)."""
    y = viewport.to_world(points_px)[..., 1]
    return np.asarray(2.0 * projection.edge_x(y) * viewport.px_per_unit)


def crossing(
    projection: EqualEarth | None, viewport: Viewport, line_px: Floats, side: NDArray[np.int64]
) -> Floats:
    """Where lines (F, S, 2) cross the map's edge, in samples (F,); infinite where they do not.

    ``side`` is the edge that counts, as from :func:`short_way_ends`.
    """
    found = np.full(len(line_px), np.inf)
    leaving = np.flatnonzero(side)
    if projection is None or not len(leaving):
        return found
    world = viewport.to_world(line_px[leaving])
    beyond = world[..., 0] * side[leaving, None] - projection.edge_x(world[..., 1])
    is_out = beyond > 0.0
    after = np.argmax(is_out, axis=1)
    before = np.maximum(after - 1, 0)
    rows = np.arange(len(leaving))
    inside, outside = beyond[rows, before], beyond[rows, after]
    step = np.where(inside < outside, inside - outside, -1.0)
    share = np.where(after > before, inside / step, 0.0)
    found[leaving] = np.where(is_out.any(axis=1), before + share, np.inf)
    return found
