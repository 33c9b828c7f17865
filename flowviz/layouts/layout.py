"""Where actors stand: the result of every layout."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.layouts.projections import Projection

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Polygons or lines end to end: ring i is ``xy[start[i]:start[i + 1]]``.

    ``xy`` (P, 2) float64 in world units, y down; ``start`` (R + 1,) int32.
    """

    xy: Floats
    start: Ints

    @property
    def count(self) -> int:
        """How many rings or lines."""
        return len(self.start) - 1

    def within(self, low: Floats, high: Floats) -> "Rings":
        """Those that may reach into a box from ``low`` to ``high`` (x, y), whole."""
        if not self.count:
            return self
        first = self.start[:-1]
        is_in = (np.maximum.reduceat(self.xy, first) >= low).all(axis=1)
        is_in &= (np.minimum.reduceat(self.xy, first) <= high).all(axis=1)
        sizes = np.diff(self.start)
        start = np.concatenate([[0], np.cumsum(sizes[is_in])]).astype(np.int32)
        return Rings(self.xy[np.repeat(is_in, sizes)], start)


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """What lies behind the flows on a map, in world units.

    ``sea`` is one ring, the map's rim; ``land`` rings, holes included, to be filled by the odd-even
    rule; ``borders`` and ``disputed`` (borders that somebody contests) are open lines. ``detail``
    says how fine they are (``world.COARSE``, ``world.FINE``).
    """

    sea: Rings
    land: Rings
    borders: Rings
    disputed: Rings
    detail: str = "110m"


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Places for actors, in the order of the flows' ``actor_codes``.

    Attributes
    ----------
    kind
        ``map`` or ``network``.
    node_xy
        (N, 2) float64, world units, y down; NaN for an actor without a place.
    is_placed
        (N,) bool; the others stand in the off-map tray.
    backdrop, projection
        Of a map; None otherwise.
    """

    kind: str
    node_xy: Floats
    is_placed: NDArray[np.bool_]
    backdrop: Backdrop | None = None
    projection: Projection | None = None
