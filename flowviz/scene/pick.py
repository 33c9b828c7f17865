"""What lies under the mouse, nearest first; thin flows are as easy to hit as thick ones."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from flowviz.scene.model import Scene

_NODE_GRACE_PX = 2.0
_MOST_INSIDE_PX = 4.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A flow or an actor, by its number in ``Flows``, and how far off it is (pixels)."""

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
    if not len(shapes.line_xy):
        return []
    point = np.array([x, y], dtype=np.float32)
    low, high = shapes.line_box[:, :2] - tolerance_px, shapes.line_box[:, 2:] + tolerance_px
    near = np.flatnonzero(((low <= point) & (point <= high)).all(axis=1))
    start = shapes.line_xy[near, :-1]
    step = shapes.line_xy[near, 1:] - start
    size = np.maximum((step**2).sum(axis=2), 1e-6)
    along = np.clip(((point - start) * step).sum(axis=2) / size, 0.0, 1.0)
    middle = np.linalg.norm(start + along[..., None] * step - point, axis=2)
    outside = middle - shapes.line_half[near, :-1]
    best = outside.argmin(axis=1)
    rows = np.arange(len(near))
    distance = np.where(
        outside[rows, best] > 0.0,
        outside[rows, best],
        np.minimum(middle[rows, best], _MOST_INSIDE_PX),
    )
    hits: dict[int, Hit] = {}
    # Among equals the one painted last lies on top and comes first.
    for k in np.lexsort((-shapes.line_row[near], distance)).tolist():
        flow = int(shapes.flow[shapes.line_row[near[k]]])
        if outside[k, best[k]] <= tolerance_px and flow not in hits:
            hits[flow] = Hit("flow", flow, float(distance[k]))
    return list(hits.values())
