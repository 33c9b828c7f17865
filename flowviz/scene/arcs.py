"""Middle lines of flows: arcs between nodes, cut where nodes begin, sampled at even steps."""

import numpy as np

from flowviz.arrays import Floats

DENSE = 64
"""Points along a curve before it is cut and sampled evenly."""


def left_of(direction: Floats) -> Floats:
    """Unit vectors a quarter turn to the left, as seen on a screen with y downwards."""
    turned = np.stack([direction[..., 1], -direction[..., 0]], axis=-1)
    length = np.linalg.norm(turned, axis=-1, keepdims=True)
    return np.asarray(turned / np.maximum(length, 1e-9))


def arc_controls(start: Floats, end: Floats, angle_rad: Floats) -> Floats:
    """Bézier controls (..., 4, 2) of arcs that leave the chord at ``angle_rad`` to the left.

    The handles are those of a circle: a third of the chord over cos² of half the angle.
    """
    chord = end - start
    left = left_of(chord)
    length = np.linalg.norm(chord, axis=-1, keepdims=True)
    forward = chord / np.maximum(length, 1e-9)
    angle = np.asarray(angle_rad)[..., None]
    reach = length / (3.0 * np.cos(angle / 2.0) ** 2)
    first = start + reach * (np.cos(angle) * forward + np.sin(angle) * left)
    second = end + reach * (-np.cos(angle) * forward + np.sin(angle) * left)
    return np.stack([start, first, second, end], axis=-2)


def loop_controls(node: Floats, heading_rad: Floats, reach_px: Floats) -> Floats:
    """Bézier controls (F, 4, 2) of drops that leave a node and come back to it."""
    spread = np.radians(42.0)
    first = node + reach_px[:, None] * _unit(heading_rad - spread)
    second = node + reach_px[:, None] * _unit(heading_rad + spread)
    return np.stack([node, first, second, node], axis=-2)


def ear_controls(start: Floats, end: Floats, side: Floats, reach_px: Floats) -> Floats:
    """Bézier controls (F, 4, 2) of ears around two nodes that touch or cover one another.

    ``side`` (F,) is 1 for an ear to the left of the way from ``start`` to ``end``, -1 to the right.
    """
    chord = end - start
    length = np.linalg.norm(chord, axis=1, keepdims=True)
    chord = np.where(length > 0.5, chord / np.maximum(length, 1e-9), np.array([1.0, 0.0]))
    out = left_of(chord) * side[:, None] - 0.35 * chord
    back = left_of(chord) * side[:, None] + 0.35 * chord
    reach = reach_px[:, None]
    return np.stack([start, start + reach * out, end + reach * back, end], axis=-2)


def points_on(controls: Floats, count: int = DENSE) -> Floats:
    """Points (..., count, 2) at even parameters of Bézier curves (..., 4, 2)."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    basis = np.concatenate([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3], axis=1)
    return np.asarray(basis @ controls)


def lengths_along(points: Floats) -> Floats:
    """Length (F, S) of the way from the first point of each line to every other."""
    steps = np.linalg.norm(np.diff(points, axis=1), axis=2)
    return np.concatenate([np.zeros((len(points), 1)), np.cumsum(steps, axis=1)], axis=1)


def leaving_at(points: Floats, way: Floats, centre: Floats, radius: Floats) -> Floats:
    """Length (F,) at which each line leaves the circle around its first node for good."""
    distance = np.linalg.norm(points - centre[:, None, :], axis=2)
    is_out = distance > radius[:, None]
    # From the first point outside on; a line that never leaves is given half its length.
    after = np.argmax(is_out, axis=1)
    rows = np.arange(len(points))
    before = np.maximum(after - 1, 0)
    d0, d1 = distance[rows, before], distance[rows, after]
    share = np.clip((radius - d0) / np.where(d1 > d0, d1 - d0, 1.0), 0.0, 1.0)
    at = way[rows, before] + share * (way[rows, after] - way[rows, before])
    return np.asarray(np.where(is_out.any(axis=1), at, way[:, -1] / 2.0))


def sample(points: Floats, way: Floats, at: Floats) -> Floats:
    """Points (F, S, 2) of the lines at the lengths ``at`` (F, S), which must not fall."""
    if not len(points):
        return np.zeros((0, at.shape[1], 2))
    # One np.interp for all lines: each is moved to a stretch of its own on the number line.
    span = float(max(way.max(initial=0.0), at.max(initial=0.0))) + 1.0
    offset = np.arange(len(points))[:, None] * (2.0 * span)
    flat_at, flat_way = (at + offset).ravel(), (way + offset).ravel()
    x = np.interp(flat_at, flat_way, points[..., 0].ravel())
    y = np.interp(flat_at, flat_way, points[..., 1].ravel())
    return np.stack([x, y], axis=-1).reshape(*at.shape, 2)


def normals(points: Floats) -> Floats:
    """Unit vectors (F, S, 2) to the left of each line at each of its points."""
    return left_of(np.gradient(points, axis=1))


def unit(ways: Floats) -> Floats:
    """The ways (F, 2) with a length of 1."""
    return np.asarray(ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9))


def even_arcs(
    controls: Floats, leaving: Floats, reaching: Floats, head: Floats, samples: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Middle lines and normals (F, S, 2), tips (F, 2) and lengths (F,) of plain arcs, at once.

    ``leaving`` and ``reaching`` (F,) are how much of the way lies before the ribbon and behind it,
    ``head`` (F,) the length of its head. A point's share of the way is taken for its parameter,
    which on controls from :func:`arc_controls` up to 60 degrees is right to a few hundredths.
    """
    chord = controls[:, 3] - controls[:, 0]
    out = controls[:, 1] - controls[:, 0]
    turn = chord[:, 0] * out[:, 1] - chord[:, 1] * out[:, 0]
    angle = np.abs(np.arctan2(turn, (chord * out).sum(axis=1)))
    whole = np.hypot(chord[:, 0], chord[:, 1]) / np.maximum(np.sinc(angle / np.pi), 1e-3)
    last = np.maximum(whole - reaching, leaving + 4.0)
    head = np.minimum(head, 0.7 * (last - leaving))
    length = last - head - leaving
    steps = np.linspace(0.0, 1.0, samples, dtype=np.float32)
    span = np.maximum(whole, 1e-9)
    begin, reach = (leaving / span).astype(np.float32), (length / span).astype(np.float32)
    t = begin[:, None] + reach[:, None] * steps
    middle, normal = np.empty((2, *t.shape, 2), dtype=np.float32)
    tip, at_tip = np.empty((len(t), 2)), last / span
    for axis in (0, 1):
        p0, p1, p2, p3 = controls[:, :, axis].T
        c1, c2, c3 = 3.0 * (p1 - p0), 3.0 * (p0 - 2.0 * p1 + p2), p3 - 3.0 * (p2 - p1) - p0
        tip[:, axis] = ((c3 * at_tip + c2) * at_tip + c1) * at_tip + p0
        f0, f1, f2, f3 = (c.astype(np.float32)[:, None] for c in (p0, c1, c2, c3))
        middle[..., axis] = ((f3 * t + f2) * t + f1) * t + f0
        # The way forward, turned to the left: (x, y) to (y, -x).
        normal[..., 1 - axis] = ((3.0 * f3 * t + 2.0 * f2) * t + f1) * (-1.0 if axis == 0 else 1.0)
    normal /= np.maximum(np.hypot(normal[..., 0], normal[..., 1]), np.float32(1e-9))[..., None]
    return middle, normal, tip, length


def leaving_straight(offset: Floats, way: Floats, radius: Floats) -> Floats:
    """How far (F,) from points ``offset`` (F, 2) off centres along unit ways the circles end."""
    along = (offset * way).sum(axis=1)
    return np.asarray(
        np.sqrt(np.maximum(along**2 - (offset**2).sum(axis=1) + radius**2, 0.0)) - along
    )


def _unit(angle_rad: Floats) -> Floats:
    return np.stack([np.cos(angle_rad), np.sin(angle_rad)], axis=-1)
