"""The window onto a layout: from world units to logical pixels and back."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from flowviz.arrays import Floats


@dataclass(frozen=True, slots=True)
class Viewport:
    """A frame of ``width_px`` by ``height_px`` logical pixels, its middle at a world point."""

    width_px: float
    height_px: float
    centre_x: float
    centre_y: float
    px_per_unit: float

    def to_px(self, world_xy: ArrayLike) -> Floats:
        """Logical pixels (..., 2) of world points (..., 2); both have y downwards."""
        middle = np.array([self.centre_x, self.centre_y])
        half = np.array([self.width_px, self.height_px]) / 2.0
        return np.asarray((np.asarray(world_xy, dtype=float) - middle) * self.px_per_unit + half)

    def to_world(self, px_xy: ArrayLike) -> Floats:
        """World points (..., 2) of logical pixels (..., 2)."""
        middle = np.array([self.centre_x, self.centre_y])
        half = np.array([self.width_px, self.height_px]) / 2.0
        return np.asarray((np.asarray(px_xy, dtype=float) - half) / self.px_per_unit + middle)

    def resized(self, width_px: float, height_px: float) -> "Viewport":
        """The same middle and magnification in a frame of another size."""
        return replace(self, width_px=width_px, height_px=height_px)
