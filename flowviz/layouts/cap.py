"""Land on a disc: outlines drawn up to the rim of an azimuthal map, and along it beyond."""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.layouts.layout import Rings
from flowviz.layouts.projections import Projection

_LONGEST = 0.03
"""World units; longer edges are parted, so that they bend as they should."""

_MOST_PARTS = 60


def discs_rings(projection: Projection, rings: Rings) -> Rings:
    """Closed rings of degrees in world units, to be filled by the odd-even rule.

    A ring beyond the rim runs along it, the way it turns. Where land lies on the far side of the
    rim, that fills the sea instead of the land: then the rim itself is one more ring.
    """
    fine, start = _fine(projection, rings)
    xy = _projected(projection, fine)
    lon, lat = (float(middle) for middle in projection.inverse(0.0, 0.0))
    on_land = any(_is_inside(rings, lon + turn, lat) for turn in (-360.0, 0.0, 360.0))
    drawn = Rings(xy, start)
    if _is_inside(drawn, 0.0, 0.0) != on_land:
        rim = projection.outline()
        drawn = Rings(
            np.concatenate([xy, rim]),
            np.append(start, len(xy) + len(rim)).astype(np.int32),
        )
    return drawn


def discs_lines(projection: Projection, lines: Rings) -> Rings:
    """Open lines of degrees in world units."""
    fine, start = _fine(projection, lines)
    return Rings(_projected(projection, fine), start)


def _projected(projection: Projection, degrees: Floats) -> Floats:
    return np.column_stack(projection.forward(degrees[:, 0], degrees[:, 1]))


def _fine(projection: Projection, rings: Rings) -> tuple[Floats, NDArray[np.int32]]:
    """The vertices with more of them where edges come out long, and where rings start."""
    degrees, start = rings.xy, rings.start
    for _ in range(3):  # an edge bends most where it is longest: what is left is parted again
        xy = _projected(projection, degrees)
        long = np.linalg.norm(np.diff(xy, axis=0), axis=1) / _LONGEST
        parts = np.clip(np.ceil(long), 1, _MOST_PARTS).astype(np.int64)
        parts = np.append(parts, 1)
        parts[start[1:] - 1] = 1  # no edge leads from a ring's last vertex to the next ring
        if (parts == 1).all():
            break
        first = np.concatenate([[0], np.cumsum(parts)])
        at = np.repeat(np.arange(len(degrees)), parts)
        share = (np.arange(first[-1]) - first[at]) / parts[at]
        end = np.minimum(at + 1, len(degrees) - 1)
        degrees = degrees[at] + (degrees[end] - degrees[at]) * share[:, None]
        start = first[start].astype(np.int32)
    return degrees, start


def _is_inside(rings: Rings, x: float, y: float) -> bool:
    """Whether a point lies in the rings, by the odd-even rule."""
    keep = np.ones(len(rings.xy) - 1, dtype=bool)
    keep[rings.start[1:-1] - 1] = False
    first, last = rings.xy[:-1][keep], rings.xy[1:][keep]
    spans = (first[:, 1] > y) != (last[:, 1] > y)
    first, last = first[spans], last[spans]
    share = (y - first[:, 1]) / (last[:, 1] - first[:, 1])
    crossed = first[:, 0] + share * (last[:, 0] - first[:, 0])
    return bool((crossed > x).sum() % 2)
