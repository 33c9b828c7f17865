"""The thin ribbons of a crowd as bare lines, while the hand moves.

Of 5,000 flows nearly all have the least width. A software renderer pays for a ribbon by the blocks
of pixels that its triangles touch, however thin it is, and so takes 80 ms for them; ``QPainter``
draws lines without smooth edges in 30, while it takes 1,000 for the ribbons. At rest all are
ribbons again.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen
from shiboken6 import Shiboken

from flowviz.painting.gl_strips import sampled
from flowviz.painting.inks import Inks
from flowviz.scene.drawing import STANDS_BACK
from flowviz.scene.model import Curves, FlowShapes

THIN_PX = 2.0
"""The full width up to which a ribbon may be a line."""

CROWD = 800
"""Fewer ribbons than these are drawn as they are in time."""

_OFF_PX = 1.0
_PALER = 0.6
"""A ribbon has a casing as pale as paper, a line none: so much of its strength looks alike."""

_RUN = 400
"""Lines of so many curves are sorted by colour, so that few pens are needed and nearly all lie in
the order of painting."""


@dataclass(frozen=True, slots=True, eq=False)
class Hairs:
    """Lines (L, 4) float64 from point to point, in runs of one row's colour.

    ``start`` (R + 1,) where each run begins, ``row`` (R,) a row of the flows with its colour;
    ``is_hair`` (C,) which of the curves are drawn so.
    """

    lines: NDArray[np.float64]
    start: NDArray[np.int64]
    row: NDArray[np.int64]
    is_hair: NDArray[np.bool_]


def hairs(flows: FlowShapes) -> Hairs | None:
    """The thin ones among those that stand back, None where these are few.

    What is dashed, hollow, open upwards or selected tells more than a line can.
    """
    curves = flows.curves
    is_thin = (np.fmax(curves.low, curves.high) <= THIN_PX) & (flows.alpha <= STANDS_BACK)
    is_thin &= (curves.gap <= 0.0) & ~curves.is_hollow & ~curves.is_open & ~flows.is_selected
    is_hair = is_thin[curves.row]
    if int(is_thin.sum()) < CROWD:
        return None
    some = curves.of(is_hair)
    stems, owner = _stems(some)
    heads = _heads(some)
    lines = np.concatenate([stems, heads.reshape(-1, 4)])
    owner = np.concatenate([owner, np.repeat(np.flatnonzero(some.has_head), 3)])
    look = _looks(flows)[some.row]
    key = (np.arange(len(look)) // _RUN) * (int(look.max()) + 1) + look
    order = np.argsort(key[owner], kind="stable")
    sorted_key = key[owner][order]
    start = np.flatnonzero(np.diff(sorted_key, prepend=-1, append=-2))
    return Hairs(
        np.ascontiguousarray(lines[order], dtype=np.float64),
        start,
        some.row[owner[order[start[:-1]]]].astype(np.int64),
        is_hair,
    )


def paint_hairs(painter: QPainter, found: Hairs, flows: FlowShapes, inks: Inks) -> None:
    """Draw them, one pixel of the device wide."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    address, size = found.lines.ctypes.data, found.lines.strides[0]
    runs = zip(found.start[:-1].tolist(), found.start[1:].tolist(), found.row.tolist(), strict=True)
    for begin, end, row in runs:
        colour, alpha = inks.flow(int(flows.colour[row])), float(flows.alpha[row])
        pen = QPen(inks.faded(colour, alpha * _PALER), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        first: Any = Shiboken.wrapInstance(address + begin * size, QLineF)  # the stubs say object
        painter.drawLines(first, end - begin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _stems(curves: Curves) -> tuple[NDArray[np.floating], NDArray[np.int64]]:
    """Lines (L, 4) along the middles as far as these are drawn, and their curves (L,)."""
    curve, sample, _ = sampled(curves, _OFF_PX)
    last = curves.taper.shape[1] - 1
    points = curves.xy[curve, sample]
    start, stop = curves.start.mean(axis=1), curves.stop.mean(axis=1)
    cut = np.flatnonzero(((start > 0.0) | (stop < last))[curve])
    if len(cut):
        at = np.clip(sample[cut], start[curve[cut]], stop[curve[cut]])
        before = np.clip(at.astype(np.int64), 0, last - 1)
        share = (at - before)[:, None]
        own = curve[cut]
        points[cut] = curves.xy[own, before] * (1.0 - share) + curves.xy[own, before + 1] * share
    lines = np.concatenate([points[:-1], points[1:]], axis=1)
    is_one = curve[:-1] == curve[1:]
    return lines[is_one], curve[:-1][is_one]


def _heads(curves: Curves) -> NDArray[np.floating]:
    """Three lines (H, 3, 4) a head: from both barbs and from between them to the tip."""
    head = curves.head[curves.has_head]
    tip = head[:, 1]
    back = [head[:, 0], head[:, 2], (head[:, 0] + head[:, 2]) / 2.0]
    return np.stack([np.concatenate([begin, tip], axis=1) for begin in back], axis=1)


def _looks(flows: FlowShapes) -> NDArray[np.int64]:
    """A number (D,) for each colour at each strength."""
    strength = np.rint(flows.alpha * 64.0).astype(np.int64)
    colour = flows.colour.astype(np.int64) - int(flows.colour.min(initial=0))
    return np.asarray(colour * 65 + strength)
