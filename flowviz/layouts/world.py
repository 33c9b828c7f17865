"""The bundled land and borders, cut at the edge of a map around any meridian and projected."""

import functools
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import read_only
from flowviz.errors import FlowvizError
from flowviz.layouts.cap import discs_lines, discs_rings
from flowviz.layouts.cut import turned_lines, turned_rings
from flowviz.layouts.layout import Backdrop, Rings
from flowviz.layouts.projections import Projection
from flowviz.paths import resource

CENTRES = {11.0: "europe", 155.0: "pacific", -90.0: "americas"}
"""Middle meridians that have a name, degrees east; the first is the one people know."""

COARSE, FINE = "110m", "50m"
"""How fine outlines are: Natural Earth at 1 : 110 million and at 1 : 50 million."""


class _Outlines(NamedTuple):
    """Degrees east and north; longitudes run on where land does."""

    land: Rings
    borders: Rings
    disputed: Rings


@functools.lru_cache(maxsize=6)
def backdrop(projection: Projection, detail: str = COARSE) -> Backdrop:
    """Sea, land and borders in world units, y down.

    Raises
    ------
    FlowvizError
        The bundled file is missing or damaged.
    """
    outlines = _outlines(detail)
    land, borders, disputed = (
        _drawn(projection, rings, is_closed=rings is outlines.land) for rings in outlines
    )
    rim = projection.outline()
    sea = Rings(rim, np.array([0, len(rim)], dtype=np.int32))
    for rings in (sea, land, borders, disputed):
        read_only(rings.xy, rings.start)
    return Backdrop(sea, land, borders, disputed, detail)


def _drawn(projection: Projection, rings: Rings, *, is_closed: bool) -> Rings:
    if not projection.has_edge:
        return (discs_rings if is_closed else discs_lines)(projection, rings)
    turned = (turned_rings if is_closed else turned_lines)(rings, projection.centre_deg)
    x, y = projection.forward_unwrapped(turned.xy[:, 0], turned.xy[:, 1])
    return Rings(np.column_stack([x, y]), turned.start)


@functools.cache
def _outlines(detail: str) -> _Outlines:
    path = resource("world", f"world-{detail}.npz")
    try:
        with np.load(path, allow_pickle=False) as store:
            land = Rings(store["vertex"].astype(np.float64), store["ring_start"])
            borders = Rings(store["border_vertex"].astype(np.float64), store["border_start"])
            contested = store["border_disputed"]
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise FlowvizError(
            f"The bundled map {path.name} cannot be read ({error}); install flowviz again."
        ) from error
    return _Outlines(land, _picked(borders, ~contested), _picked(borders, contested))


def _picked(rings: Rings, keep: NDArray[np.bool_]) -> Rings:
    sizes = np.diff(rings.start)
    xy = rings.xy[np.repeat(keep, sizes)]
    return Rings(xy, np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int32))
