"""Land and lines turned to a middle meridian and cut where the map ends, in degrees.

Longitudes of outlines run on beyond 180 degrees where land does, so a ring is one piece of the
plane; a turn of the globe is a shift. Rings that reach over the edge of the map are clipped to
it, a few of hundreds; all others only move.
"""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.layouts.layout import Rings

_EDGE = 180.0


def turned_rings(rings: Rings, centre_deg: float) -> Rings:
    """Closed rings in degrees from ``centre_deg``, -180 to 180, closed along the edge of the map.

    Along it they have a vertex every degree of latitude, so that it comes out smooth.
    """
    shifted, low, high = _shifted(rings, centre_deg)
    pieces = []
    for number in np.flatnonzero((low < -_EDGE) | (high > _EDGE)).tolist():
        ring = shifted[rings.start[number] : rings.start[number + 1]]
        for turn in (0.0, 360.0, -360.0):
            piece = _clipped(ring + np.array([turn, 0.0]))
            if len(piece) > 3 and np.ptp(piece[:, 0]) > 0.0:
                pieces.append(_fine(piece))
    return _together(shifted, rings.start, (low >= -_EDGE) & (high <= _EDGE), pieces)


def turned_lines(lines: Rings, centre_deg: float) -> Rings:
    """Open lines in degrees from ``centre_deg``, -180 to 180, parted at the edge of the map."""
    shifted, low, high = _shifted(lines, centre_deg)
    pieces = []
    for number in np.flatnonzero((low < -_EDGE) | (high > _EDGE)).tolist():
        pieces += _parted(shifted[lines.start[number] : lines.start[number + 1]])
    return _together(shifted, lines.start, (low >= -_EDGE) & (high <= _EDGE), pieces)


def _shifted(rings: Rings, centre_deg: float) -> tuple[Floats, Floats, Floats]:
    """Vertices so turned that each ring's middle is on the map, and its least and largest x."""
    x = rings.xy[:, 0] - centre_deg
    low, high = (edge.reduceat(x, rings.start[:-1]) for edge in (np.minimum, np.maximum))
    turn = -360.0 * np.floor(((low + high) / 2.0 + _EDGE) / 360.0)
    moved = x + np.repeat(turn, np.diff(rings.start))
    return np.column_stack([moved, rings.xy[:, 1]]), low + turn, high + turn


def _together(
    xy: Floats, start: NDArray[np.int32], keep: NDArray[np.bool_], more: list[Floats]
) -> Rings:
    sizes = np.diff(start)
    kept = xy[np.repeat(keep, sizes)]
    counts = [*sizes[keep].tolist(), *map(len, more)]
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return Rings(np.concatenate([kept, *more]), ends)


def _clipped(ring: Floats) -> Floats:
    """What of a closed ring lies between the edges, after Sutherland and Hodgman (1974).

    Parts of it hang together along the edge; under the odd-even rule that is nothing.
    """
    for side in (1.0, -1.0):
        if not len(ring):
            break
        ring = _clipped_at(ring, side)
    return ring


def _clipped_at(ring: Floats, side: float) -> Floats:
    start, end = ring[:-1], ring[1:]
    is_in, goes_in = start[:, 0] * side <= _EDGE, end[:, 0] * side <= _EDGE
    step = np.where(is_in != goes_in, end[:, 0] - start[:, 0], 1.0)
    share = (side * _EDGE - start[:, 0]) / step
    cross_y = start[:, 1] + share * (end[:, 1] - start[:, 1])
    both = np.empty((len(start), 2, 2))
    both[:, 0] = start
    both[:, 1, 0], both[:, 1, 1] = side * _EDGE, cross_y
    kept = both[np.column_stack([is_in, is_in != goes_in])]
    return np.concatenate([kept, kept[:1]])


def _fine(ring: Floats) -> Floats:
    """The ring with a vertex at every whole latitude along the edge, the same for all rings."""
    at_edge = np.abs(ring[:, 0]) >= _EDGE
    along = at_edge[:-1] & at_edge[1:] & (ring[:-1, 0] == ring[1:, 0])
    pieces, begin = [], 0
    for number in np.flatnonzero(along).tolist():
        lat = _whole_between(*ring[number : number + 2, 1].tolist())
        pieces += [
            ring[begin : number + 1],
            np.column_stack([np.full_like(lat, ring[number, 0]), lat]),
        ]
        begin = number + 1
    return np.concatenate([*pieces, ring[begin:]])


def _whole_between(first: float, last: float) -> Floats:
    found = np.arange(np.floor(min(first, last)) + 1.0, np.ceil(max(first, last)))
    return found if first < last else found[::-1]


def _parted(line: Floats) -> list[Floats]:
    """A line cut wherever it passes the edge, each piece moved onto the map."""
    lap = np.floor((line[:, 0] + _EDGE) / 360.0)
    last = np.flatnonzero(lap[:-1] != lap[1:])
    pieces, first, begin = [], 0, line[:0]
    for at in [*last.tolist(), len(line) - 1]:
        end = line[:0]
        if at < len(line) - 1:
            edge = max(lap[at], lap[at + 1]) * 360.0 - _EDGE
            (x0, y0), (x1, y1) = line[at], line[at + 1]
            end = np.array([[edge, y0 + (edge - x0) / (x1 - x0) * (y1 - y0)]])
        piece = np.concatenate([begin, line[first : at + 1], end])
        pieces.append(piece - np.array([360.0 * lap[at], 0.0]))
        first, begin = at + 1, end
    return [piece for piece in pieces if len(piece) > 1]
