import numpy as np
import pytest
from pyproj import Proj

from flowviz.layouts import EqualEarth

LON, LAT = (
    grid.ravel() for grid in np.meshgrid(np.linspace(-180, 180, 73), np.linspace(-90, 90, 61))
)


@pytest.mark.parametrize("centre", [0.0, 11.0, 155.0, -90.0])
def test_forward_agrees_with_pyproj(centre: float) -> None:
    turned = (LON - centre + 180.0) % 360.0 - 180.0
    inside = np.abs(np.abs(turned) - 180.0) > 1e-6
    x, y = EqualEarth(centre).forward(LON[inside], LAT[inside])
    east, north = Proj(proj="eqearth", lon_0=centre, R=1)(LON[inside], LAT[inside])
    np.testing.assert_allclose(x, east, atol=1e-6)
    np.testing.assert_allclose(y, -np.asarray(north), atol=1e-6)


@pytest.mark.parametrize("centre", [11.0, 155.0, -90.0])
def test_inverse_leads_back(centre: float) -> None:
    projection = EqualEarth(centre)
    lon, lat = projection.inverse(*projection.forward(LON, LAT))
    away = np.abs((lon - LON + 180.0) % 360.0 - 180.0) * np.cos(np.radians(LAT))
    assert away.max() < 1e-6
    np.testing.assert_allclose(lat, LAT, atol=1e-6)


def test_points_beyond_the_rim_have_no_place_on_earth() -> None:
    projection = EqualEarth(11.0)
    edge = float(projection.edge_x(-0.5))
    lon, lat = projection.inverse([edge * 1.01, 0.0], [-0.5, -1.5])
    assert np.isnan(lon).all()
    assert np.isnan(lat).all()


def test_the_edge_is_where_the_outermost_meridian_lies() -> None:
    projection = EqualEarth(11.0)
    x, y = projection.forward_unwrapped(180.0, np.linspace(-85, 85, 35))
    np.testing.assert_allclose(projection.edge_x(y), x, atol=1e-9)


def test_y_grows_to_the_south() -> None:
    _, y = EqualEarth().forward([0.0, 0.0], [50.0, -50.0])
    assert y[0] < 0.0 < y[1]
