"""Free room in the frame: where a label may stand and what it would cover."""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.scene.arcs import normals
from flowviz.scene.courses import Courses
from flowviz.scene.model import Box, NodeShapes
from flowviz.scene.viewport import Viewport

SIGN_PX = 8.0
"""What a sign on a flow takes, to either side."""

LARGE = 0.4
"""A node of this share of the largest radius, or more, has its name in any case."""


class Space:
    """Boxes already taken in a frame, and how much ink lies where.

    Boxes are rows (left, top, right, bottom) in pixels.
    """

    CELL = 5.0

    def __init__(self, width_px: float, height_px: float, margin_px: float = 4.0) -> None:
        self._frame = np.array([margin_px, margin_px, width_px - margin_px, height_px - margin_px])
        self._boxes = np.empty((256, 4))
        self._yields = np.zeros(256, dtype=np.bool_)
        self._used = 0
        wide, tall = int(width_px / self.CELL) + 2, int(height_px / self.CELL) + 2
        self._ink = np.zeros((tall, wide))
        self._sum = np.zeros((tall + 1, wide + 1))

    def add_ink(self, points: Floats) -> None:
        """Note that there is ink under points (..., 2); call :meth:`settle_ink` afterwards."""
        cells = np.floor(points.reshape(-1, 2) / self.CELL).astype(np.int64)
        tall, wide = self._ink.shape
        column, row = cells[:, 0], cells[:, 1]
        inside = (column >= 0) & (row >= 0) & (column < wide) & (row < tall)
        self._ink[row[inside], column[inside]] = 1.0

    def settle_ink(self) -> None:
        """Make the ink ready to be asked for."""
        self._sum[1:, 1:] = self._ink.cumsum(axis=0).cumsum(axis=1)

    def ink_under(self, boxes: Floats) -> Floats:
        """The share (B,) of each box (B, 4) that lies over ink, 0 to 1."""
        tall, wide = self._ink.shape
        low = np.floor(boxes[:, :2] / self.CELL).astype(np.int64)
        high = np.ceil(boxes[:, 2:] / self.CELL).astype(np.int64)
        x0, x1 = np.clip(low[:, 0], 0, wide), np.clip(high[:, 0], 0, wide)
        y0, y1 = np.clip(low[:, 1], 0, tall), np.clip(high[:, 1], 0, tall)
        total = self._sum[y1, x1] - self._sum[y0, x1] - self._sum[y1, x0] + self._sum[y0, x0]
        return np.asarray(total / np.maximum((x1 - x0) * (y1 - y0), 1))

    def is_free(self, boxes: Floats, *, may_cover: bool = False) -> NDArray[np.bool_]:
        """Which boxes (B, 4) lie in the frame and touch nothing taken, or nothing that stays."""
        inside = (boxes[:, :2] >= self._frame[:2]).all(axis=1) & (
            boxes[:, 2:] <= self._frame[2:]
        ).all(axis=1)
        taken = self._boxes[: self._used]
        if may_cover:
            taken = taken[~self._yields[: self._used]]
        hit = (
            (boxes[:, None, 0] < taken[None, :, 2])
            & (taken[None, :, 0] < boxes[:, None, 2])
            & (boxes[:, None, 1] < taken[None, :, 3])
            & (taken[None, :, 1] < boxes[:, None, 3])
        )
        return np.asarray(inside & ~hit.any(axis=1))

    def take(self, boxes: Floats, yields: NDArray[np.bool_] | bool = False) -> None:
        """Keep others off boxes (B, 4); those that ``yields`` (B,) may be covered if need be."""
        while self._used + len(boxes) > len(self._boxes):
            self._boxes = np.concatenate([self._boxes, np.empty_like(self._boxes)])
            self._yields = np.concatenate([self._yields, np.zeros_like(self._yields)])
        self._boxes[self._used : self._used + len(boxes)] = boxes
        self._yields[self._used : self._used + len(boxes)] = yields
        self._used += len(boxes)

    def take_box(self, box: Box) -> None:
        """Keep others off one box."""
        self.take(np.array([[box.left, box.top, box.right, box.bottom]]))


def inked(
    viewport: Viewport,
    found: Courses,
    nodes: NodeShapes,
    keep_off: Floats,
    signs: Floats,
    is_strong: NDArray[np.bool_],
) -> Space:
    """The frame with its nodes and ``signs`` (M, 2) taken, its ribbons and heads inked.

    Only those that are strong (D,) count: where pale ones fill the frame, text may lie on them.
    """
    space = Space(viewport.width_px, viewport.height_px)
    line, half, row = found.lines()
    line, half = line[is_strong[row]], half[is_strong[row]]
    space.add_ink(line)
    space.add_ink((line[:, 1:] + line[:, :-1]) / 2.0)
    broad = np.flatnonzero(half.max(axis=1, initial=0.0) > 0.4 * Space.CELL)
    if len(broad):
        line, half = line[broad], half[broad]
        steps = int(float(half.max()) / Space.CELL) + 1
        offsets = np.linspace(-1.0, 1.0, 2 * steps + 1)[:, None, None, None]
        ribbons = line + normals(line) * half[..., None] * offsets
        space.add_ink(ribbons)
        space.add_ink((ribbons[:, :, 1:] + ribbons[:, :, :-1]) / 2.0)
    space.settle_ink()
    radius = keep_off[nodes.actor][:, None]
    xy = nodes.xy.astype(float)
    is_small = nodes.outer < LARGE * nodes.outer.max(initial=0.0)
    space.take(np.hstack([xy - radius, xy + radius]), is_small)
    space.take(np.hstack([signs - SIGN_PX, signs + SIGN_PX]))
    return space
