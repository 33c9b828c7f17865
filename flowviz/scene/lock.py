"""The lock that keeps the widths of a picture."""

from flowviz.scene.model import Scene
from flowviz.scene.widths import frame_factor
from flowviz.style import Lock


def lock_of(scene: Scene) -> Lock:
    """What to set as ``Style.lock`` so that other pictures have the widths of this one."""
    scale, viewport = scene.scale, scene.viewport
    if scale.lock is not None:
        return scale.lock
    factor = frame_factor(viewport.width_px, viewport.height_px)
    return Lock(scale.unit, scale.reference, scale.max_px / factor)
