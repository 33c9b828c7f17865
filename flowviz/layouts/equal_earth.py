"""The Equal Earth projection on the unit sphere: sizes of countries compare truly.

B. Šavrič, T. Patterson, B. Jenny: "The Equal Earth map projection", International Journal of
Geographical Information Science 33 (3), 2019 (online 2018), pages 454-465. A closed formula of ten
lines is no reason to carry pyproj (0.2 s of start-up, 33 MB in the frozen program); the tests
compare with it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flowviz.arrays import Floats

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = np.sqrt(3.0) / 2.0
_THETA_POLE = np.arcsin(_M)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The projection with its middle meridian at ``centre_deg`` degrees east.

    World units are radii of the globe; x grows to the east and **y downwards** (to the south), as
    pixels do. All functions take scalars or arrays and give float64 arrays.
    """

    centre_deg: float = 11.0

    @property
    def name(self) -> str:
        """As in the table of projections."""
        return "equal-earth"

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
        """World x and y of degrees counted from the middle meridian, also beyond the map's edge."""
        theta = np.arcsin(_M * np.sin(np.radians(np.asarray(lat_deg, dtype=float))))
        return np.radians(np.asarray(turned_deg, dtype=float)) * _stretch(theta), -_rise(theta)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees east (-180 to 180) and north of a world point; NaN outside the map."""
        x, theta = np.asarray(x, dtype=float), _theta(-np.asarray(y, dtype=float))
        turned = np.degrees(x / _stretch(theta))
        lat = np.degrees(np.arcsin(np.clip(np.sin(theta) / _M, -1.0, 1.0)))
        is_outside = (np.abs(turned) > 180.0 + 1e-9) | (np.abs(theta) > _THETA_POLE + 1e-9)
        lon = (turned + self.centre_deg + 180.0) % 360.0 - 180.0
        return np.where(is_outside, np.nan, lon), np.where(is_outside, np.nan, lat)

    def edge_x(self, y: ArrayLike) -> Floats:
        """World x of the map's right edge at the heights ``y``; the left edge is its negative."""
        rise = np.clip(-np.asarray(y, dtype=float), -_rise(_THETA_POLE), _rise(_THETA_POLE))
        return np.pi * _stretch(_theta(rise))

    def outline(self, steps: int = 120) -> Floats:
        """The rim of the map as a closed ring, (4 * steps, 2), world units."""
        lat = np.linspace(-90.0, 90.0, 2 * steps)
        x, y = self.forward_unwrapped(180.0, lat)
        return np.concatenate([np.column_stack([x, y]), np.column_stack([-x, y])[::-1]])


def _rise(theta: Floats) -> Floats:
    square = theta * theta
    return theta * (_A1 + _A2 * square + square**3 * (_A3 + _A4 * square))


def _slope(theta: Floats) -> Floats:
    square = theta * theta
    return _A1 + 3.0 * _A2 * square + square**3 * (7.0 * _A3 + 9.0 * _A4 * square)


def _stretch(theta: Floats) -> Floats:
    return np.asarray(np.cos(theta) / (_M * _slope(theta)))


def _theta(rise: Floats) -> Floats:
    theta = rise / _A1
    for _ in range(8):  # Newton; 5 rounds reach 1e-12 everywhere on the map
        theta = theta - (_rise(theta) - rise) / _slope(theta)
    return theta
