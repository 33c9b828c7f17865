"""Which way each flow bends: aside from nodes it does not serve and from other flows.

The larger flow chooses first. Candidates are judged on a coarse grid that remembers, for every
cell, how much already runs there and in which direction, so that crossing costs little, running
along another flow much, and one judgement is a look-up. The grid hangs on the drawing, not on the
frame: panning never changes a route.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats
from flowviz.scene.arcs import arc_controls, left_of, points_on

Ints = NDArray[np.int32]
Complexes = NDArray[np.complex128]

MOST_ROUTED = 300
"""Above so many drawn flows every flow takes its default bend (time, and nothing to gain)."""

_ONE_WAY = np.radians([16.0, 26.0, 8.0, 37.0, 50.0, -16.0, -26.0, -37.0])
_TWO_WAY = np.radians([0.0, 7.0, 15.0, 25.0, 36.0])
MOST_BEND_RAD = float(np.radians(118.0))

_SAMPLES = 28
_CELLS = 420
_FAN_RAD = np.radians(14.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """What is known of the drawn flows before they are routed; rows in order of drawing.

    ``start``, ``end`` (D, 2) are the nodes in pixels (``end`` may lie beyond the map's edge),
    ``start_radius``, ``end_radius`` what to keep clear of, ``half`` and ``tail_half`` half the
    width at head and tail, ``head_half`` and ``head_length`` the head; all (D,) pixels.
    ``is_near`` marks nodes with no room for a head between them, whose flows go round outside.
    ``supplier`` and ``recipient`` (D,) are numbers of nodes, ``way_rad`` (D,) the direction of the
    chord, from the x axis downwards.
    """

    start: Floats
    end: Floats
    start_radius: Floats
    end_radius: Floats
    half: Floats
    tail_half: Floats
    head_half: Floats
    head_length: Floats
    is_self: Booleans
    is_near: Booleans
    has_reverse: Booleans
    supplier: Ints
    recipient: Ints
    way_rad: Floats

    def __getitem__(self, rows: slice | NDArray[np.int64]) -> "Ends":
        return Ends(*(getattr(self, field.name)[rows] for field in fields(self)))

    def chord(self) -> Floats:
        """Distance (D,) between the two nodes."""
        return np.asarray(np.linalg.norm(self.end - self.start, axis=1))


def least_angle(ends: Ends, other_tail: Floats) -> tuple[Floats, Floats]:
    """The bend (D,) that flow and counter-flow need to stay apart, and the shift for the rest.

    At a node the head of one passes the tail of the other: their middle lines leave at twice the
    angle, so the gap at distance d is ``2 d sin(angle)``. Half way the gap is twice the height of
    the arc, half the chord times the tangent of half the angle. Where 60 degrees are not enough at
    the nodes, the ends are moved sideways (the second result, pixels to the left, 0 for most).
    """
    radius = np.minimum(ends.start_radius, ends.end_radius)
    at_tip = (other_tail + ends.tail_half + 3.0) / (2.0 * radius)
    at_barb = (ends.head_half + other_tail + 3.0) / (2.0 * (radius + ends.head_length))
    need = np.maximum(at_tip, at_barb)
    at_node = np.arcsin(np.clip(need, 0.0, np.sin(np.radians(60.0))))
    shift = np.maximum(0.0, need - np.sin(at_node)) * radius
    half_way = 2.0 * np.arctan(2.0 * (ends.head_half + 3.0) / np.maximum(ends.chord(), 1.0))
    angle = np.clip(np.maximum(at_node, half_way), np.radians(15.0), MOST_BEND_RAD)
    is_pair = ends.has_reverse & ~ends.is_self
    return np.where(is_pair, angle, 0.0), np.where(is_pair, shift, 0.0)


def default_bends(ends: Ends, least: Floats) -> Floats:
    """The angle (D,) in radians at which each flow leaves its chord, to the left when positive.

    A flow with a counter-flow always bends to its left, so the two part; any other bends upwards,
    which on most maps is as great circles do.
    """
    default = np.where(ends.has_reverse, least, _upwards(ends) * _ONE_WAY[0])
    return np.where(ends.is_self, 0.0, _long_enough(ends, default))


def bends(ends: Ends, default: Floats, least: Floats, nodes: Floats, node_radius: Floats) -> Floats:
    """The angles (D,) instead of ``default`` ones that keep flows off nodes and one another."""
    if len(default) > MOST_ROUTED or not len(default):
        return default
    return _judge(ends, default, least, nodes, node_radius)


def _upwards(ends: Ends) -> Floats:
    chord = ends.end - ends.start
    left = left_of(chord)
    is_level = np.abs(left[:, 1]) < 0.15  # nearly vertical: to the side that is always the left
    return np.where(is_level | (left[:, 1] < 0.0), 1.0, -1.0)


def _long_enough(ends: Ends, angle: Floats) -> Floats:
    """More bend where the nodes stand so close that a head would not fit between them."""
    need = ends.start_radius + ends.end_radius + ends.head_length + 5.0
    chord = np.maximum(ends.chord(), 1.0)
    lack = np.clip((need - chord) / chord, 0.0, 1.0)
    return np.where(
        lack > 0.0, np.copysign(np.maximum(np.abs(angle), np.radians(35 + 50 * lack)), angle), angle
    )


def _judge(
    ends: Ends, default: Floats, least: Floats, nodes: Floats, node_radius: Floats
) -> Floats:
    candidates, dislike = _candidates(ends, default, least)
    count, choices = candidates.shape
    controls = arc_controls(
        np.repeat(ends.start[:, None], choices, axis=1),
        np.repeat(ends.end[:, None], choices, axis=1),
        candidates,
    )
    points = points_on(controls, _SAMPLES)
    grid = _Grid(points, nodes, node_radius, float(ends.half.max()))
    is_clear = _clear_of_own(ends, points)
    hits = _hits(grid, points, ends.half) * is_clear
    cost = dislike + 9.0 * hits.mean(axis=2) ** 0.5
    step = np.diff(points, axis=2, append=points[:, :, -1:])
    heading = step[..., 0] + 1j * step[..., 1]
    direction = (heading / np.maximum(np.abs(heading), 1e-9)) ** 2
    cells = grid.cells(points)
    chosen = np.empty(count)
    fans = _Fans()
    for row in range(count):
        crowd = grid.crowd(cells[row], direction[row])
        total = cost[row] + 1.3 * (crowd * is_clear[row]).mean(axis=1)
        total += fans.crowd(ends, row, candidates[row])
        best = int(np.argmin(total))
        chosen[row] = candidates[row, best]
        if not ends.is_self[row]:
            grid.add(points[row, best], direction[row, best], float(ends.half[row]))
            fans.add(ends, row, float(chosen[row]))
    return chosen


def _candidates(ends: Ends, default: Floats, least: Floats) -> tuple[Floats, Floats]:
    """Angles (D, C) to try and what speaks against each (D, C) before anything is drawn."""
    up = np.sign(default)
    one_way = up[:, None] * _ONE_WAY[None, :]
    two_way = np.minimum(np.abs(default)[:, None] + _TWO_WAY[None, :], MOST_BEND_RAD)
    two_way = np.pad(two_way, ((0, 0), (0, len(_ONE_WAY) - len(_TWO_WAY))), mode="edge")
    angles = np.where(ends.has_reverse[:, None], two_way, one_way)
    is_close = np.abs(default) > np.radians(34.0)
    angles = np.where((is_close & ~ends.has_reverse)[:, None], default[:, None], angles)
    angles = np.where(ends.is_self[:, None], 0.0, angles)
    strain = np.maximum(np.abs(angles) - np.maximum(np.radians(16.0), least[:, None]), 0.0)
    dislike = 1.1 * strain + 1.6 * strain**2 + 0.35 * (np.sign(angles) != up[:, None])
    return angles, dislike


def _hits(grid: "_Grid", points: Floats, half: Floats) -> Floats:
    """1 where the middle or a side of a flow lies on or close to a node, else 0: (D, C, S)."""
    side = left_of(np.gradient(points, axis=2)) * half[:, None, None, None]
    sides = [grid.node_hits(points + side), grid.node_hits(points - side)]
    return np.maximum(grid.node_hits(points), np.maximum(*sides))


class _Fans:
    """The directions in which flows already leave and reach each node."""

    def __init__(self) -> None:
        self._taken: dict[int, list[float]] = {}

    def crowd(self, ends: Ends, row: int, angles: Floats) -> Floats:
        """What speaks against each bend (C,): flows that touch the same node at the same angle."""
        cost = np.zeros(len(angles))
        for node, way in self._touches(ends, row):
            taken = self._taken.get(node)
            if taken:
                lean = angles if node == ends.supplier[row] else -angles
                apart = np.abs(np.asarray(taken)[:, None] - (way - lean)) % (2.0 * np.pi)
                nearest = np.minimum(apart, 2.0 * np.pi - apart).min(axis=0)
                cost += 0.45 * np.maximum(0.0, 1.0 - nearest / _FAN_RAD)
        return cost

    def add(self, ends: Ends, row: int, angle: float) -> None:
        """Note the directions of a chosen bend."""
        for node, way in self._touches(ends, row):
            lean = angle if node == ends.supplier[row] else -angle
            self._taken.setdefault(node, []).append(way - lean)

    def _touches(self, ends: Ends, row: int) -> tuple[tuple[int, float], ...]:
        way = float(ends.way_rad[row])
        return (int(ends.supplier[row]), way), (int(ends.recipient[row]), way + np.pi)


def _clear_of_own(ends: Ends, points: Floats) -> Booleans:
    from_start = np.linalg.norm(points - ends.start[:, None, None], axis=3)
    from_end = np.linalg.norm(points - ends.end[:, None, None], axis=3)
    near_start = from_start < (ends.start_radius + 10.0)[:, None, None]
    near_end = from_end < (ends.end_radius + 10.0)[:, None, None]
    return np.asarray(~(near_start | near_end))


class _Grid:
    """What runs where: amount and doubled direction a cell, and which cells nodes cover."""

    def __init__(self, points: Floats, nodes: Floats, node_radius: Floats, widest: float) -> None:
        spots = np.concatenate([points.reshape(-1, 2), nodes])
        margin = widest + 20.0 + float(node_radius.max(initial=0.0))
        self._low = spots.min(axis=0) - margin
        size = spots.max(axis=0) + margin - self._low
        self._cell = max(4.0, float(size.max()) / _CELLS)
        wide, tall = ((size / self._cell).astype(int) + 2).tolist()
        self._wide = wide
        self._load = np.zeros(wide * tall)
        self._along = np.zeros(wide * tall, dtype=complex)
        self._node = np.zeros(wide * tall)
        turns = np.exp(1j * np.linspace(0.0, 2.0 * np.pi, 24, endpoint=False))
        rim = np.column_stack([turns.real, turns.imag])
        shares = np.array([0.0, 0.5, 1.0])[:, None, None, None]
        discs = nodes[:, None, :] + shares * rim * (node_radius + 7.0)[:, None, None]
        self._node[self.cells(discs)] = 1.0

    def cells(self, points: Floats) -> NDArray[np.int64]:
        """The number of the cell under each point; all points lie within the grid."""
        place = ((points - self._low) * (1.0 / self._cell)).astype(np.int64)
        return np.asarray(place[..., 1] * self._wide + place[..., 0])

    def node_hits(self, points: Floats) -> Floats:
        """1 where a point lies on or close to a node, else 0."""
        return np.asarray(self._node[self.cells(points)])

    def crowd(self, cells: NDArray[np.int64], direction: Complexes) -> Floats:
        """How much runs along (most), at an angle (less) or across (not counted) each point."""
        along = (self._along[cells] * direction.conj()).real
        return np.asarray(np.maximum(self._load[cells] * 0.65 + along, 0.0))

    def add(self, points: Floats, direction: Complexes, half: float) -> None:
        """Note a flow of half a width along ``points`` (S, 2)."""
        # A flow is longer than its samples are dense: fill the cells between two samples too.
        line = np.concatenate([points, (points[1:] + points[:-1]) / 2.0])
        way = np.concatenate([direction, direction[1:]])
        side = left_of(np.diff(points, axis=0))
        side = np.concatenate([side, side[-1:], side])
        reach = half + 4.0
        offsets = np.linspace(-reach, reach, 2 + int(2.0 * reach / self._cell))
        cells = self.cells(line + side * offsets[:, None, None])
        self._load[cells] = np.minimum(self._load[cells] + 1.0, 3.0)
        self._along[cells] += way
