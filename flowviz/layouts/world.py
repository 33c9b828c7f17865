"""The bundled land and borders, projected: Natural Earth at 1 : 110 million, precut per centre."""

import functools
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from flowviz.errors import FlowvizError
from flowviz.layouts.equal_earth import EqualEarth
from flowviz.layouts.layout import Backdrop, Rings, read_only
from flowviz.paths import resource

CENTRES = {11.0: "atlantic", 155.0: "pacific", -90.0: "americas"}
"""Middle meridians, degrees east, for which the land is cut at the map's edge."""


@functools.lru_cache(maxsize=3)
def backdrop(centre: float) -> Backdrop:
    """Sea, land and borders around one of :data:`CENTRES`, in world units, y down.

    Raises
    ------
    FlowvizError
        The bundled file is missing or damaged, or there is no such centre.
    """
    if centre not in CENTRES:
        known = ", ".join(f"{known:g}" for known in CENTRES)
        raise FlowvizError(f"No map is centred on {centre:g} degrees east; choose one of {known}.")
    name, path = CENTRES[centre], resource("world", "world-110m.npz")
    projection = EqualEarth(centre)
    try:
        with np.load(path, allow_pickle=False) as store:
            land = _projected(projection, store[f"{name}_vertex"], store[f"{name}_ring_start"])
            lines, start = store[f"{name}_border_vertex"], store[f"{name}_border_start"]
            contested = store[f"{name}_border_disputed"]
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise FlowvizError(
            f"The bundled map {path.name} cannot be read ({error}); install flowviz again."
        ) from error
    borders = _projected(projection, lines, start)
    rim = projection.outline()
    sea = Rings(rim, np.array([0, len(rim)], dtype=np.int32))
    read_only(rim, sea.start)
    return Backdrop(sea, land, _picked(borders, ~contested), _picked(borders, contested))


def _projected(
    projection: EqualEarth, vertex: NDArray[np.float32], start: NDArray[np.int32]
) -> Rings:
    x, y = projection.forward_unwrapped(vertex[:, 0], vertex[:, 1])
    xy = np.column_stack([x, y])
    read_only(xy, start)
    return Rings(xy, start)


def _picked(rings: Rings, keep: NDArray[np.bool_]) -> Rings:
    sizes = np.diff(rings.start)
    xy = rings.xy[np.repeat(keep, sizes)]
    start = np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int32)
    read_only(xy, start)
    return Rings(xy, start)
