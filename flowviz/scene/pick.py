"""What lies under the mouse, nearest first; thin flows are as easy to hit as thick ones."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flowviz.scene.geometry import Lines
from flowviz.scene.model import Scene

Pixels = NDArray[np.floating]
Ints = NDArray[np.integer]

_NODE_GRACE_PX = 2.0
_MOST_INSIDE_PX = 4.0
MOST_HITS = 100
"""More flows than these at one point nobody clicks through."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A strand or an actor, by its number in ``Strands``, and how far off it is (pixels)."""

    kind: Literal["flow", "actor"]
    index: int
    distance_px: float


def pick(scene: Scene, x: float, y: float, tolerance_px: float = 8.0) -> tuple[Hit, ...]:
    """Everything within ``tolerance_px`` of a point, each flow and actor once.

    An actor whose disc holds the point comes before any flow. Inside a broad flow the distance to
    its middle line counts, up to 4 px, so a thin flow beside or upon it can still be had.
    """
    nodes, flows = _actors(scene, x, y, tolerance_px), _flows(scene, x, y, tolerance_px)
    inside = [hit for hit in nodes if hit.distance_px <= 0.0]
    others = [hit for hit in nodes if hit.distance_px > 0.0] + flows
    return (*inside, *sorted(others, key=lambda hit: hit.distance_px))


def _actors(scene: Scene, x: float, y: float, tolerance_px: float) -> list[Hit]:
    nodes = scene.nodes
    away = np.hypot(nodes.xy[:, 0] - x, nodes.xy[:, 1] - y) - nodes.outer - _NODE_GRACE_PX
    near = np.flatnonzero(away <= tolerance_px)
    near = near[np.argsort(away[near], kind="stable")]
    return [Hit("actor", int(nodes.actor[row]), float(away[row])) for row in near]


def _flows(scene: Scene, x: float, y: float, tolerance_px: float) -> list[Hit]:
    shapes = scene.flows
    lines = shapes.lines()
    left, top, right, bottom = lines.box
    near = (left <= x + tolerance_px) & (right >= x - tolerance_px)
    near &= (top <= y + tolerance_px) & (bottom >= y - tolerance_px)
    line, stretch = np.nonzero(near)
    middle, half = _away(lines, line, stretch, np.array([x, y], dtype=np.float32))
    outside = middle - half
    distance = np.where(outside > 0.0, outside, np.minimum(middle, _MOST_INSIDE_PX))
    row = lines.row[line]
    # Among equals the one painted last lies on top and comes first.
    order = np.lexsort((-row, distance))
    order = order[outside[order] <= tolerance_px]
    _, first = np.unique(row[order], return_index=True)
    found = order[np.sort(first)][:MOST_HITS]
    return [Hit("flow", int(shapes.flow[row[k]]), float(distance[k])) for k in found.tolist()]


def _away(lines: Lines, line: Ints, stretch: Ints, point: Pixels) -> tuple[Pixels, Pixels]:
    """How far (n,) a point lies from the middle of each stretch, and half the width there."""
    longest = int(np.diff(lines.stretch).max(initial=0))
    begins, ends = lines.stretch[:-1][stretch], lines.stretch[1:][stretch]
    at = np.minimum(begins[:, None] + np.arange(longest), ends[:, None] - 1)
    start = lines.xy[line[:, None], at]
    step = lines.xy[line[:, None], at + 1] - start
    size = np.maximum((step**2).sum(axis=2), 1e-6)
    along = np.clip(((point - start) * step).sum(axis=2) / size, 0.0, 1.0)
    middle = np.linalg.norm(start + along[..., None] * step - point, axis=2)
    half = lines.half[line[:, None], at]
    best = (middle - half).argmin(axis=1) if longest else np.zeros(len(line), dtype=np.int64)
    each = np.arange(len(line))
    return middle[each, best], half[each, best]
