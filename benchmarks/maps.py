"""Land cut around a meridian and projected, coarse and fine, in every projection.

Outlines are read once a process, before the clock runs; so is what pyproj's import takes.
"""

import functools

from benchmarks.timing import Measured, elapsed_s, median_ms
from flowviz.layouts.projections import PROJECTIONS, Projection, projection
from flowviz.layouts.world import COARSE, FINE, backdrop

MIDDLE = (42.0, 30.0)


def measure() -> list[Measured]:
    """Give the time of a switch to each projection, and of the import for the first of pyproj's."""
    first = 1000.0 * elapsed_s(lambda: projection("robinson", 0.0).forward(0.0, 0.0))
    rows = [Measured("pyproj for its first projection", "one point", first)]
    for detail in (COARSE, FINE):
        for choice in PROJECTIONS:
            made = projection(choice.name, *MIDDLE)
            at = f"{choice.title}, {len(backdrop(made, detail).land.xy):,} vertices"
            taken = median_ms(functools.partial(_anew, made, detail))
            rows.append(Measured(f"land cut and projected, {detail}", at, taken))
    return rows


def _anew(made: Projection, detail: str) -> None:
    backdrop.cache_clear()
    backdrop(made, detail)
