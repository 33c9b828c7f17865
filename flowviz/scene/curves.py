"""Courses as curves: middle lines, normals and widths in the order of painting, cut at the edge."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.scene import edge
from flowviz.scene.courses import Courses
from flowviz.scene.model import Curves
from flowviz.scene.ribbons import rhythm
from flowviz.scene.strips import TOUCH


def curves(courses: Courses, existence: Integers, order: Integers) -> Curves:
    """The curves of ``courses``; ``existence`` (D,) as in ``Flows``.

    ``order`` (D,) are the rows of ``courses`` in the order of painting.
    """
    count, last = len(order), courses.samples - 1.0
    outer = courses.outer()
    across = np.flatnonzero(np.isfinite(courses.cross[order]))
    # The part beyond the edge is painted right after the part before it.
    row = np.insert(np.arange(count), across + 1, across)
    there = across + 1 + np.arange(len(across))
    rows = order[row]
    xy, normal = courses.strips.middle[rows], courses.strips.normal[rows]
    head = courses.strips.heads(courses.ends.head_half)
    head[..., 0] -= _home(courses)[:, None]
    start, stop = np.zeros((len(row), 2)), np.full((len(row), 2), last)
    has_head = np.ones(len(row), dtype=np.bool_)
    if len(across):
        cut, xy[there], normal[there] = _beyond(courses, order[across])
        stop[there - 1], start[there] = cut, cut
        has_head[there - 1] = False
    dash, gap = _fitted(courses, existence)
    return Curves(
        xy=_sealed(xy),
        normal=_sealed(normal),
        taper=_sealed(courses.taper[rows]),
        row=_sealed(row, np.int32),
        start=_sealed(start),
        stop=_sealed(stop),
        has_head=_sealed(has_head, np.bool_),
        head=_sealed(head[rows]),
        low=_sealed(courses.low[order]),
        high=_sealed(courses.high[order]),
        barb=_sealed((courses.ends.head_half - outer / 2.0)[order]),
        length=_sealed(courses.length[order]),
        dash=_sealed(dash[order]),
        gap=_sealed(gap[order]),
        is_hollow=_sealed(courses.is_unknown[order], np.bool_),
        is_open=_sealed(courses.is_open[order], np.bool_),
    )


def outlines(curves: Curves, row: int) -> tuple[NDArray[np.float32], ...]:
    """The outline (P, 2) of the body of a row, one a curve, dashes left out of account."""
    found = []
    steps = np.arange(curves.taper.shape[1], dtype=np.float32)
    for curve in np.flatnonzero(curves.row == row).tolist():
        half = curves.normal[curve] * (curves.low[row] / 2.0 * curves.taper[curve])[:, None]
        sides = []
        for number, side in enumerate((curves.xy[curve] + half, curves.xy[curve] - half)):
            at = np.clip(steps, curves.start[curve, number], curves.stop[curve, number])
            sides.append(np.stack([np.interp(at, steps, side[:, axis]) for axis in (0, 1)], axis=1))
        head = curves.head[curve] if curves.has_head[curve] else np.empty((0, 2))
        found.append(np.concatenate([sides[0], head, sides[1][::-1]]).astype(np.float32))
    return tuple(found)


def _sealed(array: NDArray[Any], dtype: type = np.float32) -> NDArray[Any]:
    """An array of our own as what a scene holds, without a copy where that is possible."""
    made: NDArray[Any] = np.ascontiguousarray(array, dtype=dtype)
    made.flags.writeable = False
    return made


def _home(courses: Courses) -> Floats:
    """How far the heads (D,) of flows over the edge are moved back."""
    moved = np.zeros(len(courses.rows))
    leaving = np.flatnonzero(courses.side)
    if len(leaving) and courses.projection is not None:
        y = courses.ends.end[leaving, 1]
        moved[leaving] = courses.side[leaving] * edge.turns_px(
            courses.projection, courses.viewport, y
        )
    return moved


def _beyond(courses: Courses, rows: Integers) -> tuple[Floats, Floats, Floats]:
    """Of flows over the edge: where their sides cross it (X, 2), and what is drawn beyond.

    That is the middle line (X, S, 2) moved back onto the map, with normals (X, S, 2) that lead
    from it to the sides, which are moved each by the width of the map where it crosses the edge.
    """
    middle, normal = courses.strips.middle[rows], courses.strips.normal[rows]
    half = courses.outer()[rows, None] / 2.0 * courses.taper[rows]
    reach = normal * half[..., None]
    side, end, last = courses.side[rows], courses.ends.end[rows], courses.samples - 1.0
    every, steps = np.arange(len(rows)), np.broadcast_to(np.arange(last + 1.0), half.shape)
    cuts, shifts = [], []
    for line in (middle, middle + reach, middle - reach):
        cut = edge.crossing(courses.projection, courses.viewport, line, side)
        cut = np.minimum(cut, last - TOUCH)
        turn = edge.turn(courses.projection, courses.viewport, line, end, side, cut)
        cuts.append(cut)
        shifts.append(turn.px(every, steps))
    moved, lean = middle.copy(), normal.copy()
    moved[..., 0] -= shifts[0]
    lean[..., 0] -= (shifts[1] - shifts[2]) / np.maximum(2.0 * half, 1e-6)
    return np.stack(cuts[1:], axis=1), moved, lean


def _fitted(courses: Courses, existence: Integers) -> tuple[Floats, Floats]:
    """Dash and gap (D,) with which each flow ends under its head; no gap where it is solid."""
    dash, gap = rhythm(courses.outer(), existence)
    count = np.maximum(np.round((courses.length - dash * 0.5) / (dash + gap)), 1.0)
    pitch = courses.length / (count + 0.5)
    inked = pitch * dash / (dash + gap)
    is_solid = existence == 0
    return np.where(is_solid, pitch, inked), np.where(is_solid, 0.0, pitch - inked)
