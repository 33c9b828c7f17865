"""Lambert's azimuthal equal-area projection on the unit sphere: a region from above its middle.

J. P. Snyder: "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), page 182.
The map is a disc around the middle; what lies just about opposite is drawn along its rim.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flowviz.arrays import Floats

_CAP_DEG = 178.0
"""So far from the middle the map reaches; the rest of the globe is a point drawn out to a rim."""

_RIM = float(2.0 * np.sin(np.radians(_CAP_DEG / 2.0)))


@dataclass(frozen=True, slots=True)
class AzimuthalEqualArea:
    """The projection around a point, degrees east and north.

    There is no edge to go over: flows run straight over the disc, whose rim nothing is beyond.
    """

    centre_deg: float
    centre_lat_deg: float

    @property
    def name(self) -> str:
        """As in the table of projections."""
        return "azimuthal"

    @property
    def has_edge(self) -> bool:
        """Flows never leave the disc."""
        return False

    @property
    def half_width(self) -> float:
        """The radius of the disc."""
        return _RIM

    def forward(self, lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees east and north; beyond the cap on the rim."""
        turned = np.asarray(lon_deg, dtype=float) - self.centre_deg
        return self.forward_unwrapped(turned, lat_deg)

    def forward_unwrapped(self, turned_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
        """World x and y of degrees counted from the middle meridian."""
        turned = np.radians(np.asarray(turned_deg, dtype=float))
        lat = np.radians(np.asarray(lat_deg, dtype=float))
        middle = np.radians(self.centre_lat_deg)
        east = np.cos(lat) * np.sin(turned)
        north = np.cos(middle) * np.sin(lat) - np.sin(middle) * np.cos(lat) * np.cos(turned)
        # The distance by arctan2: near the other side an arccos would lose digits.
        towards = np.sin(middle) * np.sin(lat) + np.cos(middle) * np.cos(lat) * np.cos(turned)
        side = np.hypot(east, north)
        distance = np.minimum(np.arctan2(side, towards), np.radians(_CAP_DEG))
        stretch = 2.0 * np.sin(distance / 2.0) / np.where(side > 0.0, side, 1.0)
        return np.asarray(east * stretch), np.asarray(-north * stretch)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees east (-180 to 180) and north of a world point; NaN outside the disc."""
        x, north = np.asarray(x, dtype=float), -np.asarray(y, dtype=float)
        radius = np.hypot(x, north)
        is_outside = radius > _RIM + 1e-9
        half = np.arcsin(np.minimum(radius / 2.0, 1.0))
        sine, cosine = np.sin(2.0 * half), np.cos(2.0 * half)
        middle, unit = np.radians(self.centre_lat_deg), np.where(radius > 0.0, radius, 1.0)
        sine_lat = cosine * np.sin(middle) + north / unit * sine * np.cos(middle)
        lat = np.degrees(np.arcsin(np.clip(sine_lat, -1.0, 1.0)))
        along = cosine * np.cos(middle) - north / unit * sine * np.sin(middle)
        turned = np.degrees(np.arctan2(x / unit * sine, along))
        lon = (turned + self.centre_deg + 180.0) % 360.0 - 180.0
        return np.where(is_outside, np.nan, lon), np.where(is_outside, np.nan, lat)

    def edge_x(self, y: ArrayLike) -> Floats:
        """Twice the disc: no two points on it are ever half a turn apart."""
        return np.full_like(np.asarray(y, dtype=float), 2.0 * _RIM)

    def outline(self, steps: int = 120) -> Floats:
        """The rim of the disc as a closed ring, (4 * steps, 2)."""
        way = np.linspace(0.0, 2.0 * np.pi, 4 * steps)
        return _RIM * np.column_stack([np.cos(way), np.sin(way)])
