"""Flows over the map's edge: the short way, cut at the edge, going on at the same latitude."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.layouts import Projection
from flowviz.scene.viewport import Viewport

_TABLE, _FEW = 1_001, 200
_COARSE = 8.0
"""Steps in a unit of the world at which tables begin and end, so that they serve again."""


def short_way_ends(
    projection: Projection | None, start_world: Floats, end_world: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """Ends (F, 2) in world units that make every flow take the short way, and the side left by.

    An end beyond the edge is the recipient moved by a whole turn along its own latitude. The side
    (F,) is 1 for flows that leave the map on the right, -1 on the left, 0 for those that stay.
    """
    if projection is None:
        return end_world, np.zeros(len(end_world), dtype=np.int64)
    half_start = _edge_x(projection, start_world[:, 1])
    half_end = _edge_x(projection, end_world[:, 1])
    # Degrees of longitude between the two, half turns as the unit: x over the edge's x.
    way = end_world[:, 0] / half_end - start_world[:, 0] / half_start
    side = np.where(way > 1.0, -1, np.where(way < -1.0, 1, 0))
    moved = end_world.copy()
    moved[:, 0] += side * 2.0 * half_end
    return moved, side


def turns_px(projection: Projection, viewport: Viewport, y_px: Floats) -> Floats:
    """The width of the map in pixels at heights in pixels."""
    y = viewport.to_world(np.stack([np.zeros_like(y_px), y_px], axis=-1))[..., 1]
    return np.asarray(2.0 * _edge_x(projection, y) * viewport.px_per_unit)


def _edge_x(projection: Projection, y: Floats) -> Floats:
    """The map's edge at heights ``y``; for many of them read off a table of a thousand.

    Between two entries of it the edge is straight to a millionth of the map.
    """
    if y.size <= _FEW:
        return projection.edge_x(y)
    low = np.floor(y.min() * _COARSE) / _COARSE
    high = (np.floor(y.max() * _COARSE) + 1.0) / _COARSE
    table = _table(projection, float(low), float(high))
    at = (y - low) * ((_TABLE - 1) / (high - low))
    before = np.minimum(at.astype(np.intp), _TABLE - 2)
    found = table[before]
    return np.asarray(found + (table[before + 1] - found) * (at - before))


@lru_cache(maxsize=16)
def _table(projection: Projection, low: float, high: float) -> Floats:
    """The map's edge at a thousand even heights; a brush asks for the same ones all the time."""
    return projection.edge_x(np.linspace(low, high, _TABLE))


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """How far the part of a flow beyond the map's edge is moved back, for rows (F,), in pixels.

    Where the line crosses the edge it is the map's width there, so both parts meet the edges at
    one latitude; at the recipient it is the width at the recipient's latitude; in between it goes
    from one to the other. (To move every point by the width at its own latitude would
    shear heads out of shape and under their nodes: the map's edge is steep.) ``ease`` (F,) is 1
    where nothing changes any more at the end, so that heads fit on; less where the recipient is
    so near to the edge that the flow would have to turn back for that.
    """

    cross: Floats
    at_edge: Floats
    at_end: Floats
    ease: Floats
    last: float

    def px(self, rows: NDArray[np.int64], at: Floats) -> Floats:
        """The shift at places ``at`` (M, n), in samples, of the lines of ``rows`` (M,)."""
        cross, first = self.cross[rows][:, None], self.at_edge[rows][:, None]
        share = np.clip((at - cross) / np.maximum(self.last - cross, 1e-9), 0.0, 1.0)
        eased = share * (1.0 + self.ease[rows][:, None] * (1.0 - share))
        return np.asarray(first + (self.at_end[rows][:, None] - first) * eased)


def turn(
    projection: Projection | None,
    viewport: Viewport,
    line_px: Floats,
    end_px: Floats,
    side: NDArray[np.int64],
    cross: Floats,
) -> Turn:
    """The turn of lines (F, S, 2) with crossings (F,) to nodes (F, 2); its sign is the side's."""
    last = float(line_px.shape[1] - 1)
    at_edge, at_end = np.zeros(len(line_px)), np.zeros(len(line_px))
    ease = np.ones(len(line_px))
    over = np.flatnonzero((side != 0) & np.isfinite(cross))
    if projection is not None and len(over):
        before = np.minimum(cross[over].astype(np.int64), int(last) - 1)
        share = cross[over] - before
        at = line_px[over, before] * (1.0 - share)[:, None]
        at += line_px[over, before + 1] * share[:, None]
        at_edge[over] = side[over] * turns_px(projection, viewport, at[:, 1])
    leaving = np.flatnonzero(side)
    if projection is not None and len(leaving):
        at_end[leaving] = side[leaving] * turns_px(projection, viewport, end_px[leaving, 1])
    if len(over):
        room = np.abs(line_px[over, -1, 0] - at[:, 0])
        wider = np.maximum(np.abs(at_end[over]) - np.abs(at_edge[over]), 1e-9)
        ease[over] = np.clip(0.9 * room / wider - 1.0, 0.0, 1.0)
    return Turn(np.where(np.isfinite(cross), cross, last), at_edge, at_end, ease, last)


def crossing(
    projection: Projection | None, viewport: Viewport, line_px: Floats, side: NDArray[np.int64]
) -> Floats:
    """Where lines (F, S, 2) cross the map's edge, in samples (F,); infinite where they do not.

    ``side`` is the edge that counts, as from :func:`short_way_ends`.
    """
    found = np.full(len(line_px), np.inf)
    leaving = np.flatnonzero(side)
    if projection is None or not len(leaving):
        return found
    world = viewport.to_world(line_px[leaving])
    beyond = world[..., 0] * side[leaving, None] - _edge_x(projection, world[..., 1])
    is_out = beyond > 0.0
    after = np.argmax(is_out, axis=1)
    before = np.maximum(after - 1, 0)
    rows = np.arange(len(leaving))
    inside, outside = beyond[rows, before], beyond[rows, after]
    step = np.where(inside < outside, inside - outside, -1.0)
    share = np.where(after > before, inside / step, 0.0)
    found[leaving] = np.where(is_out.any(axis=1), before + share, np.inf)
    return found
