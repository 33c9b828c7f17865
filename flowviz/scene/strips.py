"""Flows as filled polygons: two sides of a ribbon, cut into pieces, the last with its head.

A dash, a dot and the half of a flow on the other side of the map's edge are all the same: a piece
of a strip from one place to another.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.scene.arcs import left_of

LEAST_HALF_PX = 0.55
"""Nothing is drawn thinner than twice this."""

TOUCH = 1e-3
"""Of a sample: so much of a flow at least is drawn with its head, on the side where that is."""


@dataclass(frozen=True, slots=True, eq=False)
class Strips:
    """Ribbons without heads, and the heads.

    ``middle`` and ``normal`` (F, S, 2), ``tip`` (F, 2): the head reaches from the last point of
    the middle line to the tip.
    """

    middle: Floats
    normal: Floats
    tip: Floats

    def sides(self, half: Floats) -> tuple[Floats, Floats]:
        """Left and right side (F, S, 2) of ribbons with half widths (F, S)."""
        reach = self.normal * half[..., None]
        return self.middle + reach, self.middle - reach

    def heads(self, half: Floats, inset: Floats | float = 0.0) -> Floats:
        """Left barb, tip and right barb (F, 3, 2) of heads with half widths (F,).

        The barbs are swept back a little. ``inset`` draws the tip back (an inner outline) or, if
        negative, out (a casing). Where the tip lies on the base there is no head.
        """
        inset = np.broadcast_to(inset, half.shape)[:, None]
        base = self.middle[:, -1]
        along = self.tip - base
        length = np.linalg.norm(along, axis=1, keepdims=True)
        forward = np.where(length > 1e-6, along / np.maximum(length, 1e-6), 0.0)
        side = left_of(forward) * half[:, None]
        back = base - forward * (0.14 * length) + forward * inset * 0.6
        tip = self.tip - forward * inset * 1.6
        return np.stack([back + side, tip, back - side], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Parts of strips: of which row, from and to where on the left and the right side.

    Places are counted in samples (0 to S - 1), fractions included. ``is_across`` marks pieces to
    be drawn on the other side of the map, ``has_head`` the ones that carry the head.
    """

    row: Integers
    left_from: Floats
    left_to: Floats
    right_from: Floats
    right_to: Floats
    is_across: NDArray[np.bool_]
    has_head: NDArray[np.bool_]

    def __getitem__(self, keep: NDArray[np.generic]) -> "Pieces":
        return Pieces(
            self.row[keep],
            self.left_from[keep],
            self.left_to[keep],
            self.right_from[keep],
            self.right_to[keep],
            self.is_across[keep],
            self.has_head[keep],
        )


def whole(count: int, samples: int) -> tuple[Integers, Floats, Floats]:
    """One stretch a row, from end to end: rows, from, to."""
    return np.arange(count), np.zeros(count), np.full(count, samples - 1.0)


def dashes(
    length: Floats, dash: Floats, gap: Floats, samples: int
) -> tuple[Integers, Floats, Floats]:
    """Stretches of ``dash`` pixels with gaps for each row (F,), the last reaching the head.

    The pattern is fitted so that it ends with a dash under the head: the last stretch is never a
    sliver.
    """
    count = np.maximum(np.round((length - dash * 0.5) / (dash + gap)).astype(int), 1)
    row = np.repeat(np.arange(len(length)), count + 1)
    first = np.repeat(np.cumsum(count + 1) - (count + 1), count + 1)
    place = np.arange(len(row)) - first
    pitch = (length / (count + 0.5))[row]
    share = (dash / (dash + gap))[row]
    start = place * pitch
    stop = np.minimum(start + pitch * share, length[row])
    to_samples = (samples - 1.0) / np.maximum(length[row], 1e-9)
    return row, start * to_samples, stop * to_samples


def split(
    stretches: tuple[Integers, Floats, Floats], left_cross: Floats, right_cross: Floats
) -> Pieces:
    """Pieces of stretches, cut where the sides of their row cross the map's edge.

    ``left_cross`` and ``right_cross`` (F,) are the places of crossing in samples, infinite for a
    flow that stays on the map. The last stretch of a flow that leaves it goes over the edge in any
    case, if only by a touch: its head is there.
    """
    row, start, stop = stretches
    left, right = left_cross[row], right_cross[row]
    is_end = np.append(np.diff(row) > 0, True)[: len(row)] & np.isfinite(left)
    stop = np.where(is_end, np.maximum(stop, np.maximum(left, right) + TOUCH), stop)
    here = Pieces(
        row,
        np.minimum(start, left),
        np.minimum(stop, left),
        np.minimum(start, right),
        np.minimum(stop, right),
        np.zeros(len(row), dtype=bool),
        np.zeros(len(row), dtype=bool),
    )
    there = Pieces(
        row,
        np.maximum(start, left),
        np.maximum(stop, left),
        np.maximum(start, right),
        np.maximum(stop, right),
        np.ones(len(row), dtype=bool),
        np.zeros(len(row), dtype=bool),
    )
    both = _joined(here, _only_crossing(there))
    size = np.maximum(both.left_to - both.left_from, both.right_to - both.right_from)
    kept = both[np.flatnonzero(size > 1e-6)]
    order = np.lexsort((kept.left_from, kept.row))
    kept = kept[order]
    is_last = np.append(np.diff(kept.row) > 0, True) if len(kept.row) else np.zeros(0, dtype=bool)
    return Pieces(
        kept.row,
        kept.left_from,
        kept.left_to,
        kept.right_from,
        kept.right_to,
        kept.is_across,
        is_last,
    )


def places(start: Floats, stop: Floats, count: int) -> Floats:
    """``count`` places (M, count) at even steps from ``start`` to ``stop`` (M,)."""
    return np.asarray(start[:, None] + (stop - start)[:, None] * np.linspace(0.0, 1.0, count))


def cut_at(side: Floats, row: Integers, at: Floats) -> Floats:
    """The points (M, n, 2) of the lines ``row`` (M,) of (F, S, 2) at places (M, n)."""
    before = np.clip(at.astype(np.int64), 0, side.shape[1] - 2)
    share = (at - before)[..., None]
    rows = row[:, None]
    return np.asarray(side[rows, before] * (1.0 - share) + side[rows, before + 1] * share)


def polygons(left: Floats, right: Floats, heads: Floats, has_head: NDArray[np.bool_]) -> Floats:
    """Polygons (M, 2n + 3, 2) of cut sides (M, n, 2) and heads (M, 3, 2).

    A piece without a head has its flat end there, three times the same two points, so that all
    polygons are equally long.
    """
    flat = np.stack([left[:, -1], (left[:, -1] + right[:, -1]) / 2.0, right[:, -1]], axis=1)
    end = np.where(has_head[:, None, None], heads, flat)
    return np.concatenate([left, end, right[:, ::-1]], axis=1)


def _only_crossing(pieces: Pieces) -> Pieces:
    keep = np.isfinite(pieces.left_from) & np.isfinite(pieces.right_from)
    return pieces[np.flatnonzero(keep)]


def _joined(first: Pieces, second: Pieces) -> Pieces:
    return Pieces(
        np.concatenate([first.row, second.row]),
        np.concatenate([first.left_from, second.left_from]),
        np.concatenate([first.left_to, second.left_to]),
        np.concatenate([first.right_from, second.right_from]),
        np.concatenate([first.right_to, second.right_to]),
        np.concatenate([first.is_across, second.is_across]),
        np.concatenate([first.has_head, second.has_head]),
    )
