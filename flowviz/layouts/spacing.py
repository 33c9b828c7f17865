"""Room for names: places spread, pushed apart, cleared of one another, parts side by side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats, Integers

REACH = np.array([0.775, 0.62])
"""Two actors are clear of one another beyond this ellipse: a name is wider than high."""

_WIDE = 1.55
_ROUNDS = 60
_CLEAR = 0.8
_FARTHEST = 2.0**30
_HALF_OF_THE_CELLS = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))


def scaled(xy: Floats, spacing: float = 0.95) -> Floats:
    """The same shape at the size at which most have ``spacing`` to their nearest neighbour."""
    if len(xy) < 2:
        return xy - xy.mean(axis=0) if len(xy) else xy
    nearest = np.empty(len(xy))
    for at in range(0, len(xy), 256):
        gap = np.linalg.norm(xy[at : at + 256, None] - xy[None], axis=2)
        gap[np.arange(len(gap)), at + np.arange(len(gap))] = np.inf
        nearest[at : at + 256] = gap.min(axis=1)
    factor = spacing / max(float(np.quantile(nearest, 0.4)), 1e-9)
    # A crowd on one spot shall not blow all the rest up, nor a few far ones shrink it.
    from_middle = xy - np.median(xy, axis=0)
    even = 0.4 * spacing * np.sqrt(len(xy)) / max(float(np.sqrt((from_middle**2).mean() * 2)), 1e-9)
    return np.asarray(from_middle * np.clip(factor, 0.9 * even, 1.8 * even))


def spread(xy: Floats, evenness: float = 0.75, wide: float = _WIDE) -> Floats:
    """Thinned in the middle, where forces crowd: distances from it go most of the way to even."""
    from_middle = xy - np.median(xy, axis=0)
    distance = np.linalg.norm(from_middle, axis=1)
    rank = np.empty(len(xy))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(xy))
    even = np.sqrt((rank + 0.5) / len(xy))
    share = (1.0 - evenness) * distance / max(float(distance.max()), 1e-9) + evenness * even
    size = np.sqrt(len(xy)) * REACH[1]
    direction = from_middle / np.maximum(distance, 1e-9)[:, None]
    return np.asarray(direction * (share * size)[:, None] * [wide, 1.0])


def loosened(xy: Floats) -> Floats:
    """The same places, or where far too many stand on too little, half way to an even density.

    Pushing alone would take hundreds of rounds to let a crowd of a thousand out of its middle.
    """
    crowd = len(near_pairs(xy / REACH)[0])
    return spread(xy, 0.6, 1.25) if crowd > len(xy) else xy


def apart(xy: Floats, is_fixed: Booleans | None = None) -> Floats:
    """Pushed until no two are closer than a name is wide and high; the fixed are not moved.

    Where pushing alone comes to no end, whoever still stands on another goes to the nearest free
    spot.
    """
    free = np.ones(len(xy)) if is_fixed is None else 1.0 - is_fixed
    xy = xy / REACH
    for _ in range(_ROUNDS):
        a, b = near_pairs(xy)
        gap = xy[a] - xy[b]
        distance = np.linalg.norm(gap, axis=1)
        if distance.min(initial=1.0) >= 0.99:
            break
        # Those on one spot leave it each in a direction of its own.
        turn = 2.399963 * (a - b)
        gap = np.where((distance < 1e-9)[:, None], 1e-6 * _directions(turn), gap)
        push = np.clip(1.0 / np.clip(distance, 1e-6, 1.0) - 1.0, 0.0, 1.0 / 1e-6)
        step = gap * (0.3 * push)[:, None]
        moved = _summed(a, step, len(xy)) - _summed(b, step, len(xy))
        # Nobody is thrown across the picture by a heap it stands in.
        length = np.linalg.norm(moved, axis=1)
        moved *= (np.minimum(length, 1.0) / np.maximum(length, 1e-12))[:, None]
        xy = xy + moved * free[:, None]
    return np.asarray(_cleared(xy, free > 0.0) * REACH)


def near_pairs(xy: Floats, reach: float = 1.0) -> tuple[Integers, Integers]:
    """Pairs (each once) of points nearer than ``reach``, found in the cells around each."""
    cell = np.clip(np.floor(xy / reach), -_FARTHEST, _FARTHEST).astype(np.int64)
    cell -= cell.min(axis=0, initial=0)
    across = int(cell[:, 0].max(initial=0)) + 3
    key = (cell[:, 1] + 1) * across + cell[:, 0] + 1
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    found_a, found_b = [], []
    for right, down in _HALF_OF_THE_CELLS:
        wanted = key + down * across + right
        first = np.searchsorted(ranked, wanted, side="left")
        count = np.searchsorted(ranked, wanted, side="right") - first
        a = np.repeat(np.arange(len(xy)), count)
        within = np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
        b = order[np.repeat(first, count) + within]
        keep = a < b if (right, down) == (0, 0) else np.ones(len(a), dtype=bool)
        found_a.append(a[keep])
        found_b.append(b[keep])
    a, b = np.concatenate(found_a), np.concatenate(found_b)
    is_near = ((xy[a] - xy[b]) ** 2).sum(axis=1) < reach * reach
    return a[is_near], b[is_near]


def packed(blocks: Sequence[Floats]) -> list[Floats]:
    """Parts of a network side by side, in rows no wider than the widest part."""
    widest = max((float(np.ptp(xy[:, 0])) for xy in blocks), default=0.0)
    # Many small parts make a field of the shape of a screen, not one long row.
    area = sum(float((np.ptp(xy[:, 0]) + 1.2) * (np.ptp(xy[:, 1]) + 1.1)) for xy in blocks)
    widest = max(widest, np.sqrt(area * _WIDE))
    left = below = tallest = 0.0
    made = []
    for xy in blocks:
        low, size = xy.min(axis=0), np.ptp(xy, axis=0)
        if left > 0.0 and left + size[0] > widest + 1.0:
            left, below, tallest = 0.0, below + tallest + 1.1, 0.0
        made.append(np.asarray(xy - low + [left, below]))
        left += float(size[0]) + 1.2
        tallest = max(tallest, float(size[1]))
    return made


def _cleared(xy: Floats, is_free: Booleans) -> Floats:
    """The same places (in reaches), save for those nearer than ``_CLEAR`` to another."""
    a, b = near_pairs(xy, _CLEAR)
    # The fixed one of two stays, else the first.
    loose = np.where(is_free[b], b, a)
    xy = xy.copy()
    for at in np.unique(loose[is_free[loose]]).tolist():
        others = np.delete(xy, at, axis=0)
        xy[at] = _free_spot(xy[at], others)
    return xy


def _free_spot(wish: Floats, others: Floats) -> Floats:
    """The nearest spot around ``wish`` that is clear of all others."""
    turn = np.arange(12) * (np.pi / 6.0)
    distance = np.linalg.norm(others - wish, axis=1)
    for ring in range(1, 4 * len(others) + 8):
        spots = wish + 0.35 * ring * _directions(turn + 0.5 * ring)
        near = others[np.abs(distance - 0.35 * ring) < _CLEAR + 0.01]
        gap = np.linalg.norm(spots[:, None] - near[None], axis=2).min(axis=1, initial=np.inf)
        if gap.max() >= _CLEAR:
            return np.asarray(spots[int(np.argmax(gap >= _CLEAR))])
    raise AssertionError("a plane has room for one more")


def _directions(angle_rad: NDArray[np.generic]) -> Floats:
    return np.stack([np.cos(angle_rad), np.sin(angle_rad)], axis=-1)


def _summed(owner: Integers, step: Floats, count: int) -> Floats:
    return np.column_stack([np.bincount(owner, step[:, axis], count) for axis in (0, 1)])
