"""Curves as one strip of triangles for OpenGL, whatever their number: arrays, no Qt objects."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Integers
from flowviz.painting.inks import Inks
from flowviz.scene.model import Curves, FlowShapes
from flowviz.scene.ribbons import casing_px, fringe_px
from flowviz.style import Palette, channels

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

PAD_PX = 0.8
"""How far beyond its last ink a ribbon reaches, so that its smooth edge has room."""

SHAPE = (("place", 2), ("edge", 4), ("pace", 3))
"""Attributes of a vertex made of floats, with their numbers of components, side by side."""

INK = (("body", 4), ("band", 4))
"""Attributes made of bytes; the fourth of the first says hollow or open, of the second selected."""

MOST_OFF_PX, _DRAFT_OFF_PX = 0.3, 2.5
_HEAD = 6
_OFF_PX, _WITHIN_PX = -64.0, -1000.0
_BACK = 0.14
_LEAST_STEPS = 4
_LEAST_HALF_PX = 0.55


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One strip of V vertices: ``shape`` (V, 9) float32 as ``SHAPE``, ``ink`` (V, 8) as ``INK``.

    Every piece of a flow is a head's casing, a stem and a head, with vertices without area between.
    ``needs`` are the parts of the fragment shader that draw it.
    """

    shape: Floats
    ink: Bytes
    needs: frozenset[str]


def strip(
    flows: FlowShapes,
    palette: Palette,
    is_kept: NDArray[np.bool_] | None = None,
    *,
    is_draft: bool = False,
) -> Strip:
    """The strip of all flows, or of the curves (C,) kept, in the order of painting.

    In a draft chords may lie farther from the curves that they stand for, and heads have no casing:
    every triangle costs as much as a hundred pixels.
    """
    curves = flows.curves if is_kept is None else flows.curves.of(is_kept)
    curve, sample, count = sampled(curves, _DRAFT_OFF_PX if is_draft else MOST_OFF_PX)
    ahead = 0 if is_draft else _HEAD
    size = ahead + 2 * count + 2 + _HEAD
    begin = np.cumsum(size) - size
    first = begin + ahead + 1
    shape = np.zeros((int(size.sum()), 9), dtype=np.float32)
    if len(shape):
        _fill_stems(curves, (curve, sample, first, count), shape)
        if not is_draft:
            _fill_heads(curves, begin, shape, is_casing=True)
        _fill_heads(curves, first + 2 * count + 1, shape, is_casing=False)
    needs = {
        "BROKEN": bool((curves.gap > 0.0).any()),
        "BANDED": bool((np.isfinite(curves.high) | curves.is_open).any()),
        "OPEN": bool(curves.is_open.any()),
        "HOLLOW": bool(curves.is_hollow.any()),
        "SELECTED": bool(flows.is_selected.any()),
    }
    ink = np.repeat(_inks(flows, palette)[curves.row], size, axis=0)
    return Strip(shape, ink, frozenset(name for name, is_needed in needs.items() if is_needed))


def sampled(curves: Curves, off_px: float) -> tuple[Integers, Integers, Integers]:
    """Curve and sample of what is drawn of the middle lines, and how many a curve.

    A gentle curve needs few, so that its chords are nowhere farther off than the eye sees.
    """
    last = curves.taper.shape[1] - 1
    bend = np.abs(np.diff(curves.xy, n=2, axis=1)).sum(axis=2).max(axis=1, initial=0.0)
    most = np.sqrt(8.0 * off_px / np.maximum(bend, 1e-6))
    most[(curves.gap > 0.0)[curves.row]] = 1.0  # dashes stay where they are
    strides = np.array([n for n in range(1, last // _LEAST_STEPS + 1) if last % n == 0] or [1])
    stride = strides[np.maximum(np.searchsorted(strides, most, side="right") - 1, 0)]
    count = last // stride + 1
    curve = np.repeat(np.arange(len(count)), count)
    begun = np.repeat(np.cumsum(count) - count, count)
    return curve, (np.arange(len(curve)) - begun) * stride[curve], count


def _fill_stems(
    curves: Curves, drawn: tuple[Integers, Integers, Integers, Integers], shape: Floats
) -> None:
    curve, sample, first, count = drawn
    samples = curves.taper.shape[1]
    row, flat = curves.row[curve], curve * samples + sample
    taper = curves.taper.ravel()[flat]
    outer, casing = _widths(curves)
    low, high = curves.low / 2.0, curves.high / 2.0
    fringe = np.where(curves.is_open, outer + fringe_px(2.0 * outer), high)
    half = np.stack([low, fringe, outer], axis=1, dtype=np.float32)
    halves = half[row] * taper[:, None]
    rim = casing[row]
    middle = curves.xy.reshape(-1, 2)[flat]
    along = (curves.length / np.float32(samples - 1))[row] * sample.astype(np.float32)
    _lead_into_heads(curves, np.cumsum(count) - 1, middle, along)
    reach = np.fmax(halves[:, 2] + rim, halves[:, 1]) + np.float32(PAD_PX)
    side = curves.normal.reshape(-1, 2)[flat] * reach[:, None]
    both = np.empty((len(row), 2, 9), dtype=np.float32)
    made = both[:, 0]
    made[:, :2], both[:, 1, :2] = middle + side, middle - side
    made[:, 2] = reach
    made[:, 3:5] = np.maximum(halves[:, :2], np.float32(_LEAST_HALF_PX))
    made[~np.isfinite(halves[:, 1]), 4] = _OFF_PX
    made[:, 5] = halves[:, 2] + rim
    is_solid = (curves.gap <= 0.0)[row]
    made[:, 6] = np.where(is_solid, np.float32(_WITHIN_PX), along)
    pitch = np.where(curves.gap > 0.0, curves.dash + curves.gap, np.float32(0.0))
    made[:, 7:] = np.stack([curves.dash, pitch], axis=1)[row]
    both[:, 1, 2:] = made[:, 2:]
    both[:, 1, 2] *= -1.0
    # Stems begin at odd vertices, so their pairs are rows of what lies between the first and last.
    pairs = shape[1:-1].reshape(-1, 18)
    at = np.repeat((first - 1) // 2 - np.cumsum(count) + count, count) + np.arange(len(row))
    pairs[at] = both.reshape(-1, 18)
    _cut(curves, first, count, shape)
    shape[first - 1] = shape[first]
    shape[first + 2 * count] = shape[first + 2 * count - 1]


def _lead_into_heads(curves: Curves, ends: Integers, middle: Floats, along: Floats) -> None:
    """Let the stems reach to where the swept back lines of their heads meet."""
    at = ends[curves.has_head]
    row = curves.row[curves.has_head]
    _, forward, length = _axes(curves)
    middle[at] += forward * _depth(curves, length)[:, None]
    # Broken ones end within their last dash, else there would be a hole in the head.
    pitch = curves.dash[row] + curves.gap[row]
    along[at] -= np.maximum(0.5 * pitch - curves.dash[row], 0.0) + np.float32(0.75)


def _depth(curves: Curves, length: Floats) -> Floats:
    """How far (H,) stems reach into their heads: a broad one farther in would stand out of it."""
    row = curves.row[curves.has_head]
    half = _widths(curves)[0][row]
    return np.minimum(_BACK * half / np.maximum(curves.barb[row], 1e-3), 0.24) * length


def _cut(curves: Curves, stems: Integers, count: Integers, shape: Floats) -> None:
    """Shorten what ends or begins at the map's edge, each side where it crosses it."""
    last = curves.taper.shape[1] - 1
    for k in (0, 1):
        start, stop = curves.start[:, k], curves.stop[:, k]
        is_cut = (start > 0.0) | (stop < last)
        for drawn in np.unique(count[is_cut]).tolist():
            rows = np.flatnonzero(is_cut & (count == drawn))
            stride, steps = last / (drawn - 1), np.arange(drawn)
            low, high = start[rows, None] / stride, stop[rows, None] / stride
            at = np.clip(steps, low, high)
            before = np.clip(at.astype(np.int64), 0, drawn - 2)
            share = (at - before)[..., None].astype(np.float32)
            slots = stems[rows, None] + k
            near, far = shape[slots + 2 * before], shape[slots + 2 * before + 2]
            shape[slots + 2 * steps] = near * (1.0 - share) + far * share


def _axes(curves: Curves) -> tuple[Floats, Floats, Floats]:
    """Tips (H, 2) of the heads, ways (H, 2) in which they point and lengths (H,) from the base."""
    head = curves.head[curves.has_head]
    forward, swept = _unit(head[:, 1] - (head[:, 0] + head[:, 2]) / 2.0)
    return head[:, 1], forward, swept / np.float32(1.0 + _BACK)


def _fill_heads(curves: Curves, slots: Integers, shape: Floats, *, is_casing: bool) -> None:
    """Heads of two halves along their axis, at the slots (C,) of the curves.

    Each half is bounded by a line from barb to tip and one swept back from barb to axis.
    """
    headed = np.flatnonzero(curves.has_head)
    row, at = curves.row[headed], slots[headed]
    tip, forward, length = _axes(curves)
    side, _ = _unit(curves.head[headed, 0] - curves.head[headed, 2])
    base = tip - forward * length[:, None]
    outers, casings = _widths(curves)
    outer, barb = outers[row], curves.barb[row]
    rim = casings[row] if is_casing else np.zeros_like(outer)
    fringe = np.where(curves.is_open[row], fringe_px(2.0 * outer), 0.0)
    wide, back = outer + barb, -_BACK * length
    slope, _ = _unit(np.stack([wide, (1.0 + _BACK) * length], axis=1))
    # The swept back lines meet a little before the stem ends, else a hole would show between them.
    deep = _depth(curves, length)
    meet = deep - np.minimum(np.float32(0.8), 0.5 * deep)
    notch, _ = _unit(np.stack([-wide, back - meet], axis=1))
    share = curves.low[row] / np.maximum(2.0 * outer, 1e-6)
    grown = np.maximum(rim, fringe) + np.float32(PAD_PX)
    rear = back - grown
    corners = (
        (rear, wide + 2.0 * grown),
        (rear, np.zeros_like(rear)),
        (length + 3.0 * grown, np.zeros_like(rear)),
        (rear, -wide - 2.0 * grown),
    )
    made = np.zeros((len(row), 9), dtype=np.float32)
    for number, (along, across) in enumerate(corners):
        made[:, :2] = base + forward * along[:, None] + side * across[:, None]
        made[:, 2] = np.abs(across) * slope[:, 1]
        # How far the front line lies from the axis here, at a right angle to itself.
        front = (length - along) * slope[:, 0]
        made[:, 3:6] = _OFF_PX
        if is_casing:
            made[:, 5] = front + rim
        else:
            made[:, 3] = front * share
            with_band = np.isfinite(curves.high[row]) | curves.is_open[row]
            made[:, 4] = np.where(with_band, front + fringe, _OFF_PX)
        made[:, 6] = (along - back) * notch[:, 0] + (np.abs(across) - wide) * notch[:, 1] - rim
        shape[at + 1 + number] = made
    shape[at], shape[at + 5] = shape[at + 1], shape[at + 4]


def _inks(flows: FlowShapes, palette: Palette) -> Bytes:
    """Colours (D, 8) of body and band of each row, as ``QPainter`` fills them."""
    inks, curves = Inks(palette, flows), flows.curves
    numbers, which = np.unique(flows.colour, return_inverse=True)
    table = np.zeros((max(len(numbers), 1), 8))
    for row, number in zip(table, numbers.tolist(), strict=False):
        colour = inks.flow(number)
        row[:3], row[4:7] = channels(colour), channels(inks.band(colour))
    bare = channels(inks.faded(palette.casing, 0.0).color().name())
    ground = np.array([*bare, 0, *bare, 0])
    ink = np.rint(ground + (table[which.reshape(-1)] - ground) * flows.alpha[:, None])
    ink[:, 3] = np.where(curves.is_hollow, 255, np.where(curves.is_open, 128, 0))
    ink[:, 7] = np.where(flows.is_selected, 255, 0)
    made: Bytes = ink.astype(np.uint8)
    return made


def _widths(curves: Curves) -> tuple[Floats, Floats]:
    """Half the full width (D,) of each flow at its head, and its casing."""
    outer = np.asarray(np.fmax(curves.low, curves.high) / 2.0, dtype=np.float32)
    return outer, np.asarray(casing_px(2.0 * outer), dtype=np.float32)


def _unit(ways: NDArray[Any]) -> tuple[Floats, Floats]:
    length = np.maximum(np.hypot(ways[:, 0], ways[:, 1]), np.float32(1e-6))
    return np.asarray(ways / length[:, None], dtype=np.float32), np.asarray(length, np.float32)
