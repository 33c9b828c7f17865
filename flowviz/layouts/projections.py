"""The projections to choose from, and what a map may ask of each.

Equal Earth is our own formula and needs nothing. The others come through pyproj, which is
imported when the first of them is chosen. All but the azimuthal one have straight parallels along
which x grows evenly with longitude: a flow over the map's edge leaves and comes back at one height.
(Winkel Tripel has curved parallels, on which that does not hold, and is not offered.)
"""

import functools
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flowviz.arrays import Floats
from flowviz.errors import FlowvizError
from flowviz.layouts.azimuthal import AzimuthalEqualArea
from flowviz.layouts.equal_earth import EqualEarth

EQUAL_EARTH = "equal-earth"


class Projection(Protocol):
    """A map of the globe in world units: radii of the globe, y down.

    All functions take scalars or arrays and give float64 arrays.
    """

    @property
    def name(self) -> str:
        """The projection's name, as in :data:`PROJECTIONS`."""

    @property
    def centre_deg(self) -> float:
        """The middle meridian, degrees east."""

    @property
    def has_edge(self) -> bool:
        """Whether flows may take the short way over the edge, along straight parallels."""

    @property
    def half_width(self) -> float:
        """World x of the right-most point of the map."""

    def forward(self, lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees east and north."""

    def forward_unwrapped(self, turned_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees counted from the middle meridian, also beyond the edge."""

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees east (-180 to 180) and north of a world point; NaN outside the map."""

    def edge_x(self, y: ArrayLike) -> Floats:
        """World x of the map's right edge at the heights ``y``; the left edge is its negative.

        Without an edge: so far out that nothing ever reaches it.
        """

    def outline(self, steps: int = 120) -> Floats:
        """The rim of the map as a closed ring, (4 * steps, 2)."""

    def __hash__(self) -> int:
        """A projection is a value: outlines made for it are kept by it."""


@dataclass(frozen=True, slots=True)
class ProjectionChoice:
    """A projection by its name, and in words: what it is called and what it is good for.

    ``caution`` is what a picture in it must say; empty where sizes compare, or nearly so.
    """

    name: str
    title: str
    words: str
    has_edge: bool = True
    caution: str = ""


@dataclass(frozen=True, slots=True)
class _Formula:
    """What pyproj is told, and the northernmost and southernmost latitude that is drawn."""

    parameters: tuple[tuple[str, object], ...]
    most_lat: float = 90.0


_FORMULAS = {
    "robinson": _Formula((("proj", "robin"),)),
    "natural-earth": _Formula((("proj", "natearth"),)),
    "mollweide": _Formula((("proj", "moll"),)),
    "eckert-iv": _Formula((("proj", "eck4"),)),
    "gall-peters": _Formula((("proj", "cea"), ("lat_ts", 45.0))),
    "plate-carree": _Formula((("proj", "eqc"),)),
    # Beyond 84 degrees lies no country's capital, and Mercator's poles lie at no end of paper.
    "mercator": _Formula((("proj", "merc"),), 84.0),
}

PROJECTIONS = (
    ProjectionChoice(EQUAL_EARTH, "Equal Earth", "areas compare truly"),
    ProjectionChoice("robinson", "Robinson", "a compromise; areas do not quite compare"),
    ProjectionChoice("natural-earth", "Natural Earth", "a compromise; areas do not quite compare"),
    ProjectionChoice("mollweide", "Mollweide", "areas compare truly"),
    ProjectionChoice("eckert-iv", "Eckert IV", "areas compare truly"),
    ProjectionChoice("gall-peters", "Gall-Peters", "areas compare truly, shapes are drawn out"),
    ProjectionChoice(
        "plate-carree",
        "Plate Carrée",
        "degrees as squares; areas do not compare",
        caution="areas do not compare",
    ),
    ProjectionChoice(
        "mercator",
        "Mercator",
        "areas do not compare: the north looks far too large",
        caution="areas do not compare",
    ),
    ProjectionChoice(
        "azimuthal", "Azimuthal Equal-Area", "a region from above; areas compare truly", False
    ),
)
"""All that can be chosen, the default first."""


def choice(name: str) -> ProjectionChoice:
    """The choice of that name.

    Raises
    ------
    FlowvizError
        There is none.
    """
    for known in PROJECTIONS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in PROJECTIONS)
    raise FlowvizError(f"There is no projection {name!r}; choose one of {names}.")


def projection(name: str, centre_deg: float, centre_lat_deg: float = 0.0) -> Projection:
    """The projection ``name`` with its middle meridian at ``centre_deg`` degrees east.

    Only the azimuthal one has a middle latitude too.

    Raises
    ------
    FlowvizError
        There is no such projection, or the middle is no number of degrees.
    """
    known = choice(name).name
    if not np.isfinite([centre_deg, centre_lat_deg]).all():
        raise FlowvizError(f"No map is centred on {centre_deg} degrees east.")
    centre = float((centre_deg + 180.0) % 360.0 - 180.0)
    if known == EQUAL_EARTH:
        return EqualEarth(centre)
    if known not in _FORMULAS:
        return AzimuthalEqualArea(centre, float(np.clip(centre_lat_deg, -90.0, 90.0)))
    return StraightParallels(known, centre)


@dataclass(frozen=True, slots=True)
class StraightParallels:
    """A projection of pyproj whose parallels are straight and evenly divided."""

    name: str
    centre_deg: float

    @property
    def has_edge(self) -> bool:
        """Flows go over it."""
        return True

    @property
    def half_width(self) -> float:
        """Half the length of the equator."""
        return float(self.edge_x(0.0))

    def forward(self, lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees east and north; the edge meridian itself is the left edge."""
        turned = (np.asarray(lon_deg, dtype=float) - self.centre_deg + 180.0) % 360.0 - 180.0
        return self.forward_unwrapped(turned, lat_deg)

    def forward_unwrapped(self, turned_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees counted from the middle meridian, also beyond the map's edge.

        What lies beyond the last latitude that is drawn stands on it.
        """
        turned, lat = np.broadcast_arrays(
            np.asarray(turned_deg, dtype=float), np.asarray(lat_deg, dtype=float)
        )
        quarter, rise = _quarter(self.name, lat)
        return turned / 90.0 * quarter, -rise

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees east (-180 to 180) and north of a world point; NaN outside the map."""
        x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        lat, is_beyond = _latitude(self.name, y)
        quarter, _ = _quarter(self.name, lat)
        turned = x / np.maximum(quarter, 1e-12) * 90.0
        is_outside = is_beyond | (np.abs(turned) > 180.0 + 1e-9)
        lon = (turned + self.centre_deg + 180.0) % 360.0 - 180.0
        return np.where(is_outside, np.nan, lon), np.where(is_outside, np.nan, lat)

    def edge_x(self, y: ArrayLike) -> Floats:
        """World x of the map's right edge at the heights ``y``; the left edge is its negative."""
        lat, _ = _latitude(self.name, np.asarray(y, dtype=float))
        return 2.0 * _quarter(self.name, lat)[0]

    def outline(self, steps: int = 120) -> Floats:
        """The rim of the map as a closed ring, (4 * steps, 2), world units."""
        lat = np.linspace(-90.0, 90.0, 2 * steps)
        x, y = self.forward_unwrapped(180.0, lat)
        return np.concatenate([np.column_stack([x, y]), np.column_stack([-x, y])[::-1]])


def _quarter(name: str, lat: Floats) -> tuple[Floats, Floats]:
    """The length of a quarter of each parallel, and its height north of the equator."""
    most = _FORMULAS[name].most_lat
    clipped = np.clip(lat, -most, most)
    x, y = _pyproj(name)(np.full_like(clipped, 90.0), clipped)
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)


def _latitude(name: str, y: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """The latitudes at heights, the last one that is drawn beyond it, and where that is so."""
    top = _top(name)
    rise = np.clip(-y, -top, top)
    _, lat = _pyproj(name)(np.zeros_like(rise), rise, inverse=True)
    return np.asarray(lat, dtype=float), np.abs(y) > top + 1e-9


@functools.cache
def _top(name: str) -> float:
    return float(_quarter(name, np.asarray(90.0))[1])


@functools.cache
def _pyproj(name: str) -> Any:
    """The formula on the unit sphere: no ellipsoid, no datum, nothing fetched from anywhere."""
    from pyproj import Proj, network

    network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    parameters: dict[str, Any] = dict(_FORMULAS[name].parameters)
    return Proj(R=1.0, **parameters)
