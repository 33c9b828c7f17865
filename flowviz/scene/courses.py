"""From flows to ribbons without colour: where each drawn flow starts, bends, ends, how wide."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.tables import distinct
from flowviz.layouts import Projection
from flowviz.scene import arcs, edge, lanes, routes
from flowviz.scene.picture import Picture
from flowviz.scene.routes import Ends
from flowviz.scene.strips import LEAST_HALF_PX, TOUCH, Strips, cut_at
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import WidthScale, band_amount, drawn_amount, head_half, record_head_half

TAIL_SHARE = 0.42
"""Width at the supplier as a share of the width at the head."""

_MANY = 600
_LEAST_ROOM_PX = 13.0
_GENTLE_RAD = float(np.radians(60.0))
LANE_BEND_RAD = float(np.radians(14.0))
"""At which the lanes of a pair with records both ways leave their chord."""


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """The drawn flows as ribbons; row r is flow ``rows[r]``, largest first.

    ``low`` and ``high`` (D,) are full widths at the head of the body and of the band (NaN where
    there is no band); ``taper`` (D, S) the share of it along the way; ``side`` (D,) the map's edge
    that a flow crosses (-1, 0, 1); ``cross`` (D,) where its middle line does, in samples.
    """

    rows: Integers
    strips: Strips
    ends: Ends
    low: Floats
    high: Floats
    is_unknown: NDArray[np.bool_]
    is_disputed: NDArray[np.bool_]
    is_open: NDArray[np.bool_]
    taper: Floats
    length: Floats
    side: Integers
    cross: Floats
    projection: Projection | None
    viewport: Viewport

    @property
    def samples(self) -> int:
        """Points along each middle line."""
        return int(self.taper.shape[1])

    def outer(self) -> Floats:
        """The full width (D,) at the head, band included."""
        return np.fmax(self.low, self.high)

    def turn(self, line: Floats, cross: Floats) -> edge.Turn:
        """How far what lies beyond the map's edge is moved back, for sides or middle lines."""
        return edge.turn(self.projection, self.viewport, line, self.ends.end, self.side, cross)

    def lines(self) -> tuple[Floats, Floats, Integers]:
        """Middle lines (C, S + 1, 2) to the tips, half widths (C, S + 1) and rows (C,).

        A flow over the map's edge has two lines, one on either side, each standing still at the
        edge where the other goes on.
        """
        line: NDArray[Any] = np.concatenate(
            [self.strips.middle, self.strips.tip[:, None]], axis=1, dtype=np.float32
        )
        half: NDArray[Any] = (self.outer()[:, None] / 2.0 * self.taper).astype(np.float32)
        half = np.concatenate([half, half[:, -1:]], axis=1)
        across = np.flatnonzero(self.side)
        rows = np.arange(len(line))
        if not len(across):
            return line, half, rows
        turn = self.turn(self.strips.middle, self.cross)
        steps = np.arange(line.shape[1], dtype=float)[None, :]
        cross = turn.cross[across][:, None]
        at_edge = cut_at(line, across, cross)
        here = np.where((steps <= cross)[..., None], line[across], at_edge)
        there = np.where((steps >= cross)[..., None], line[across], at_edge)
        there[..., 0] -= turn.px(across, np.maximum(steps, cross))
        line[across] = here
        return (
            np.concatenate([line, there]),
            np.concatenate([half, half[across]]),
            np.concatenate([rows, across]),
        )

    def points_at(self, share: float) -> Floats:
        """The point (D, 2) of each flow at a share of its way, on the side where it shows."""
        at = round(share * (self.samples - 1))
        points = self.strips.middle[:, at].copy()
        beyond = np.flatnonzero(self.cross < at)
        if len(beyond):
            turn = self.turn(self.strips.middle, self.cross)
            points[beyond, 0] -= turn.px(beyond, np.full((len(beyond), 1), float(at)))[:, 0]
        return points


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where nodes stand: pixels (N, 2), world (N, 2), how far flows keep off (N,).

    ``in_tray`` (N,) marks those on the shelf, whose flows never cross the map's edge.
    """

    px: Floats
    world: Floats
    reach: Floats
    in_tray: NDArray[np.bool_]


def courses(
    picture: Picture,
    rows: Integers,
    top: int,
    places: Places,
    scale: WidthScale,
    *,
    is_routed: bool = True,
) -> Courses:
    """Lead the flows ``rows`` between ``places``; not routed, each takes its default bend.

    The first ``top`` rows are routed as if there were no others: what is selected beyond them
    comes and goes without bending anything.
    """
    strands, viewport, projection = picture.strands, picture.viewport, picture.layout.projection
    low = scale.width(drawn_amount(strands)[rows])
    is_unknown = ~np.isfinite(low)
    low = np.where(is_unknown, picture.style.unknown_px * picture.factor, low)
    high = scale.width(band_amount(strands)[rows])
    ends, side = _ends(picture, rows, top, places, np.fmax(low, high))
    lead = _abreast if strands.mode is Mode.RECORDS else _apart
    ends, controls = lead(picture, rows, top, places, ends, is_routed)
    samples = 49 if len(rows) <= _MANY else 25 if is_routed else 13
    strips, length = (_many_strips if len(rows) > _MANY else _strips)(controls, ends, samples)
    along = np.linspace(0.0, 1.0, samples)[None, :]
    taper = TAIL_SHARE + (1.0 - TAIL_SHARE) * along**1.15
    # A width that says nothing stays the same, and so does one that stands for both ways.
    is_even = is_unknown | (strands.mode is Mode.SINGLE)
    taper = np.where(is_even[:, None], 1.0, taper)
    cross = edge.crossing(projection, viewport, strips.middle, side)
    # With a recipient very near to the edge only the head, and a touch before it, is beyond.
    cross = np.where(side != 0, np.minimum(cross, samples - 1.0 - TOUCH), cross)
    return Courses(
        rows=rows,
        strips=strips,
        ends=ends,
        low=low,
        high=high,
        is_unknown=is_unknown,
        is_disputed=strands.disputed[rows],
        is_open=np.isfinite(strands.low[rows]) & np.isnan(strands.high[rows]),
        taper=taper,
        length=length,
        side=side,
        cross=cross,
        projection=projection,
        viewport=viewport,
    )


def _ends(
    picture: Picture, rows: Integers, top: int, places: Places, width: Floats
) -> tuple[Ends, Integers]:
    strands, viewport, projection = picture.strands, picture.viewport, picture.layout.projection
    start, end = strands.supplier[rows], strands.recipient[rows]
    far_world, side = edge.short_way_ends(projection, places.world[start], places.world[end])
    is_off = places.in_tray[start] | places.in_tray[end]
    side = np.where(is_off, 0, side)
    far = np.where((side != 0)[:, None], viewport.to_px(far_world), places.px[end])
    half = width / 2.0
    barb = (record_head_half if strands.mode is Mode.RECORDS else head_half)(width)
    ends = Ends(
        places.px[start],
        far,
        places.reach[start],
        places.reach[end],
        half,
        half * TAIL_SHARE,
        barb,
        np.maximum(7.0, 1.5 * barb),
        start == end,
        np.zeros(len(rows), dtype=bool),
        np.concatenate([_has_reverse(strands, rows[:top]), _has_reverse(strands, rows[top:])]),
        start,
        end,
        np.arctan2(far[:, 1] - places.px[start, 1], far[:, 0] - places.px[start, 0]),
    )
    room = np.linalg.norm(ends.end - ends.start, axis=1) - ends.start_radius - ends.end_radius
    # Between near nodes the head shrinks with the room there is, down to what still shows a way.
    fit = np.clip(np.maximum(room, 10.0) * 0.62, 5.0, ends.head_length)
    is_near = (room < _LEAST_ROOM_PX) & ~ends.is_self
    fit = np.where(ends.is_self | is_near, ends.head_length, fit)
    # Where goods went both ways and one ribbon stands for them, a head would tell half.
    both = strands.is_two_way[rows]
    barb = np.where(both, half, barb)
    return replace(
        ends, head_half=barb, head_length=np.where(both, 0.0, fit), is_near=is_near
    ), side


def _apart(
    picture: Picture, rows: Integers, top: int, places: Places, ends: Ends, is_routed: bool
) -> tuple[Ends, Floats]:
    """Each ribbon on a way of its own: the ends, and Bézier controls (D, 4, 2)."""
    strands = picture.strands
    least, shift = routes.least_angle(ends, _tail_of_reverse(strands, rows, ends))
    angle = routes.default_bends(ends, least)
    if is_routed:
        nodes = strands.actors_of(rows[:top])
        angle[:top] = routes.bends(
            ends[:top], angle[:top], least[:top], places.px[nodes], places.reach[nodes]
        )
    angle = _opposite(strands, rows, top, angle)
    return ends, _controls(ends, angle, np.column_stack([shift, shift]), None, strands, rows)


def _abreast(
    picture: Picture, rows: Integers, top: int, places: Places, ends: Ends, is_routed: bool
) -> tuple[Ends, Floats]:
    """The ribbons of a pair side by side on one way, as :func:`_apart`."""
    strands = picture.strands
    tails = np.maximum(2.0 * ends.tail_half, 2.0 * LEAST_HALF_PX)
    wide = np.column_stack([tails, 2.0 * ends.head_half])
    found = lanes.lanes(strands, rows, top, wide, ends.has_reverse & ~ends.is_self)
    first = distinct(found.first)
    leads, ahead = ends[first], int(np.searchsorted(first, top))
    least = np.where(leads.has_reverse & ~leads.is_self, LANE_BEND_RAD, 0.0)
    angle = routes.default_bends(leads, least)
    if is_routed:
        nodes = strands.actors_of(rows[:top])
        angle[:ahead] = routes.bends(
            leads[:ahead], angle[:ahead], least[:ahead], places.px[nodes], places.reach[nodes]
        )
    angle = angle[np.searchsorted(first, found.first)]
    shift = found.shift / np.maximum(np.cos(angle), 0.35)[:, None]
    # Lanes beside the node begin and end abreast of its rim; around nodes that touch, ears lie one
    # about the other, each with its head before that of the last.
    start, end = np.hypot(ends.start_radius, shift[:, 0]), np.hypot(ends.end_radius, shift[:, 1])
    ends = replace(
        ends,
        start_radius=np.where(ends.is_near, ends.start_radius, start),
        end_radius=np.where(ends.is_near, ends.end_radius + 0.3 * found.before, end),
    )
    controls = _controls(ends, angle, shift, found, strands, rows)
    return ends, controls


def _opposite(strands: Strands, rows: Integers, top: int, angle: Floats) -> Floats:
    """Bends (D,) where flows beyond the top lie on the other side of their routed counter-flows."""
    further = rows[top:]
    if not len(further) or not top:
        return angle
    count = len(strands.actor_codes)
    ways = strands.supplier[rows[:top]].astype(np.int64) * count + strands.recipient[rows[:top]]
    back = strands.recipient[further].astype(np.int64) * count + strands.supplier[further]
    order = np.argsort(ways, kind="stable")
    at = np.minimum(np.searchsorted(ways[order], back, side="right"), top) - 1
    other = order[np.maximum(at, 0)]
    is_met = (ways[other] == back) & (strands.supplier[further] != strands.recipient[further])
    own, lead = angle[top:], angle[other]
    # To the left of the one is to the right of the other: the same sign parts them.
    angle[top:] = np.where(is_met, np.copysign(np.maximum(np.abs(own), np.abs(lead)), lead), own)
    return angle


def _has_reverse(strands: Strands, rows: Integers) -> NDArray[np.bool_]:
    count = len(strands.actor_codes)
    pair = strands.supplier[rows].astype(np.int64) * count + strands.recipient[rows]
    back = strands.recipient[rows].astype(np.int64) * count + strands.supplier[rows]
    return np.isin(pair, back)


def _tail_of_reverse(strands: Strands, rows: Integers, ends: Ends) -> Floats:
    """Half the tail width (D,) of each flow's counter-flow, 0 without one."""
    count = len(strands.actor_codes)
    pair = strands.supplier[rows].astype(np.int64) * count + strands.recipient[rows]
    back = strands.recipient[rows].astype(np.int64) * count + strands.supplier[rows]
    if not len(rows):
        return np.zeros(0)
    order = np.argsort(pair)
    at = np.clip(np.searchsorted(pair[order], back), 0, len(rows) - 1)
    found = order[at]
    return np.where(pair[found] == back, ends.tail_half[found], 0.0)


def _controls(
    ends: Ends,
    angle: Floats,
    shift: Floats,
    abreast: lanes.Lanes | None,
    strands: Strands,
    rows: Integers,
) -> Floats:
    """Bézier controls (D, 4, 2).

    ``shift`` (D, 2) is how far to the left a ribbon begins and ends; around nodes that touch, and
    in loops, those ``abreast`` lie outside one another.
    """
    before = abreast.before if abreast is not None else np.zeros(len(rows))
    # All lanes of a pair have the same handles, so none comes nearer to the next on its way.
    left = arcs.left_of(ends.end - ends.start)[:, None]
    controls = arcs.arc_controls(ends.start, ends.end, angle)
    controls[:, :2] += left * shift[:, :1, None]
    controls[:, 2:] += left * shift[:, 1:, None]
    near = np.flatnonzero(ends.is_near)
    if len(near):
        widest = np.maximum(ends.start_radius, ends.end_radius)[near]
        reach = (widest + ends.head_half[near] + ends.half[near] + 9.0 + 0.5 * before[near]) / 0.75
        side = np.where(angle[near] < 0.0, -1.0, 1.0)
        controls[near] = arcs.ear_controls(ends.start[near], ends.end[near], side, reach)
    own = np.flatnonzero(ends.is_self)
    if len(own):
        heading = _free_headings(ends, own, strands, rows)
        if abreast is not None:
            heading += abreast.turned_rad[own]
        reach = 3.0 * ends.start_radius[own] + 2.4 * ends.head_half[own] + 26.0 + before[own]
        controls[own] = arcs.loop_controls(ends.start[own], heading, reach)
    return controls


def _free_headings(ends: Ends, own: Integers, strands: Strands, rows: Integers) -> Floats:
    """For each of ``own`` the direction, out of twelve, farthest from the other flows at its node.

    Upwards where there are none.
    """
    choices = -np.pi / 2.0 + np.array([0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6]) * (np.pi / 6.0)
    others = np.flatnonzero(~ends.is_self)
    leaves, arrives = strands.supplier[rows[others]], strands.recipient[rows[others]]
    way = ends.end[others] - ends.start[others]
    ways = np.arctan2(way[:, 1], way[:, 0])
    found = np.full(len(own), choices[1])
    for number, node in enumerate(strands.supplier[rows[own]].tolist()):
        taken = np.concatenate([ways[leaves == node], ways[arrives == node] + np.pi])
        if len(taken):
            apart = np.abs((choices[:, None] - taken + np.pi) % (2.0 * np.pi) - np.pi).min(axis=1)
            found[number] = choices[int(np.argmax(np.round(np.minimum(apart, 1.2), 2)))]
    return found


def _strips(controls: Floats, ends: Ends, samples: int) -> tuple[Strips, Floats]:
    """Ribbons from ring to head base and the heads' tips, with the lengths (D,) of the former."""
    points = arcs.points_on(controls)
    way = arcs.lengths_along(points)
    total = way[:, -1]
    first = arcs.leaving_at(points, way, ends.start, ends.start_radius)
    back = points[:, ::-1]
    back_way = arcs.lengths_along(back)
    last = total - arcs.leaving_at(back, back_way, ends.end, ends.end_radius)
    last = np.maximum(last, first + 4.0)
    head = np.minimum(ends.head_length, 0.7 * (last - first))
    at = first[:, None] + (last - head - first)[:, None] * np.linspace(0.0, 1.0, samples)
    middle = arcs.sample(points, way, at)
    tip = arcs.sample(points, way, last[:, None])[:, 0]
    return Strips(middle, arcs.normals(middle), tip), last - head - first


def _many_strips(controls: Floats, ends: Ends, samples: int) -> tuple[Strips, Floats]:
    """As :func:`_strips`, gentle arcs by formula: a tenth of the time and no eye sees it."""
    first, last = controls[:, 1] - controls[:, 0], controls[:, 2] - controls[:, 3]
    chord = controls[:, 3] - controls[:, 0]
    bend = (first * chord).sum(axis=1)
    size = np.linalg.norm(first, axis=1) * np.linalg.norm(chord, axis=1)
    is_gentle = (bend >= np.cos(_GENTLE_RAD) * size) & ~ends.is_near & ~ends.is_self
    leaving = arcs.leaving_straight(
        controls[:, 0] - ends.start, arcs.unit(first), ends.start_radius
    )
    reaching = arcs.leaving_straight(controls[:, 3] - ends.end, arcs.unit(last), ends.end_radius)
    middle, normal, tip, length = arcs.even_arcs(
        controls, leaving, reaching, ends.head_length, samples
    )
    others = np.flatnonzero(~is_gentle)
    if len(others):
        exact, length[others] = _strips(controls[others], ends[others], samples)
        middle[others], normal[others], tip[others] = exact.middle, exact.normal, exact.tip
    return Strips(middle, normal, tip), length
