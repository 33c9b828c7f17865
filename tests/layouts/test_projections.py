import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Proj

from flowviz.arrays import Floats
from flowviz.errors import FlowvizError
from flowviz.layouts.azimuthal import AzimuthalEqualArea
from flowviz.layouts.projections import PROJECTIONS, Projection, choice, projection

NAMES = [known.name for known in PROJECTIONS]
WITH_EDGE = [known.name for known in PROJECTIONS if known.has_edge]
EQUAL_AREA = ["equal-earth", "mollweide", "eckert-iv", "gall-peters", "azimuthal"]
LON, LAT = (
    grid.ravel() for grid in np.meshgrid(np.linspace(-179, 179, 73), np.linspace(-83, 83, 61))
)
PYPROJ = {
    "equal-earth": {"proj": "eqearth"},
    "robinson": {"proj": "robin"},
    "natural-earth": {"proj": "natearth"},
    "mollweide": {"proj": "moll"},
    "eckert-iv": {"proj": "eck4"},
    "gall-peters": {"proj": "cea", "lat_ts": 45},
    "plate-carree": {"proj": "eqc"},
    "mercator": {"proj": "merc"},
    "azimuthal": {"proj": "laea", "lat_0": 48.0},
}


def within_the_rim(made: Projection, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """All places, but on the disc those that lie just about opposite its middle."""
    return np.asarray(made.has_edge | (np.hypot(x, y) < made.half_width - 1e-6))


@pytest.mark.parametrize("centre", [0.0, 11.0, 155.0, -90.0])
@pytest.mark.parametrize("name", NAMES)
def test_forward_agrees_with_pyproj(name: str, centre: float) -> None:
    made = projection(name, centre, 48.0)
    x, y = made.forward(LON, LAT)
    drawn = within_the_rim(made, x, y)
    east, north = Proj(lon_0=centre, R=1, **PYPROJ[name])(LON[drawn], LAT[drawn])
    np.testing.assert_allclose(x[drawn], east, atol=1e-6)
    np.testing.assert_allclose(y[drawn], -np.asarray(north), atol=1e-6)


@pytest.mark.parametrize("centre", [11.0, 155.0, -90.0, 179.5])
@pytest.mark.parametrize("name", NAMES)
def test_inverse_leads_back(name: str, centre: float) -> None:
    made = projection(name, centre, 48.0)
    x, y = made.forward(LON, LAT)
    drawn = within_the_rim(made, x, y)
    lon, lat = made.inverse(x[drawn], y[drawn])
    away = np.abs((lon - LON[drawn] + 180.0) % 360.0 - 180.0) * np.cos(np.radians(LAT[drawn]))
    assert away.max() < 1e-6
    np.testing.assert_allclose(lat, LAT[drawn], atol=1e-6)


@pytest.mark.parametrize("name", WITH_EDGE)
def test_the_edges_lie_where_the_outermost_meridians_do_and_alike_on_both_sides(name: str) -> None:
    made = projection(name, 42.0)
    lat = np.linspace(-83, 83, 35)
    x, y = made.forward_unwrapped(180.0, lat)
    np.testing.assert_allclose(made.edge_x(y), x, atol=1e-6)
    np.testing.assert_allclose(made.forward_unwrapped(-180.0, lat)[0], -x, atol=1e-12)
    assert made.half_width == pytest.approx(float(made.edge_x(0.0)))


@pytest.mark.parametrize("name", WITH_EDGE)
def test_parallels_are_straight_and_evenly_divided(name: str) -> None:
    """What the flows over the edge rely on: they leave and come back at one height."""
    made = projection(name, 0.0)
    turned = np.linspace(-300.0, 300.0, 25)
    for lat in (-70.0, -20.0, 35.0, 60.0):
        x, y = made.forward_unwrapped(turned, lat)
        assert np.ptp(y) < 1e-12
        np.testing.assert_allclose(np.diff(x), np.diff(x)[0], rtol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_points_beyond_the_rim_have_no_place_on_earth(name: str) -> None:
    made = projection(name, 11.0, 48.0)
    top = float(np.abs(made.outline()[:, 1]).max())
    lon, lat = made.inverse([made.half_width * 1.01, 0.0], [0.0, -top * 1.01])
    assert np.isnan(lon).all()
    assert np.isnan(lat).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_goes_once_round_all_that_is_drawn(name: str) -> None:
    made = projection(name, 11.0, 48.0)
    rim = made.outline()
    x, y = made.forward(LON, LAT)
    assert np.abs(x).max() <= np.abs(rim[:, 0]).max() + 1e-9
    assert np.abs(y).max() <= np.abs(rim[:, 1]).max() + 1e-9
    assert all(np.hypot(*(b - a)) < 0.5 for a, b in pairwise(rim) if a[1] != b[1])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_areas_is_true(name: str) -> None:
    made = projection(name, 0.0, 48.0)
    areas = []
    for lat in (0.0, 40.0, 65.0):
        step = 0.5
        east = step / np.cos(np.radians(lat))
        x, y = made.forward(
            20.0 + np.array([-east, east, east, -east]), lat + np.array([-step, -step, step, step])
        )
        areas.append(0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))))
    alike = float(max(areas) / min(areas)) < 1.01
    assert alike == (name in EQUAL_AREA)
    words = choice(name).words
    assert ("compare truly" in words) == alike


def test_mercator_warns_in_its_words_and_on_the_picture() -> None:
    mercator = choice("mercator")
    assert "do not compare" in mercator.words
    assert "do not compare" in mercator.caution
    assert not choice("equal-earth").caution


def test_what_lies_beyond_mercators_last_parallel_stands_on_it() -> None:
    made = projection("mercator", 0.0)
    _, y = made.forward([0.0, 0.0, 0.0], [84.0, 90.0, -90.0])
    assert y[0] == y[1] == -y[2]


def test_equal_earth_needs_no_pyproj() -> None:
    program = (
        "import sys; from flowviz.layouts import projections as p, world;"
        "world.backdrop(p.projection('equal-earth', 11.0));"
        "p.projection('equal-earth', 11.0).forward(3.0, 4.0); print('pyproj' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_pyproj_may_not_use_the_network() -> None:
    from pyproj import network

    network.set_network_enabled(True)
    projection("robinson", 0.0)
    from flowviz.layouts import projections

    projections._pyproj.cache_clear()
    projection("robinson", 0.0).forward(1.0, 1.0)
    assert not network.is_network_enabled()


def test_the_far_side_of_a_region_is_drawn_along_the_rim() -> None:
    made = AzimuthalEqualArea(20.0, 50.0)
    x, y = made.forward([-160.0, -160.0], [-50.0, -51.0])
    assert np.hypot(x, y) == pytest.approx(made.half_width)
    assert made.edge_x([0.0, 1.0]).min() > 1.99 * made.half_width - 1e-9


def test_an_unknown_projection_is_refused_in_words() -> None:
    with pytest.raises(FlowvizError, match=r"no projection 'peirce'.*equal-earth, robinson"):
        projection("peirce", 0.0)


def test_a_middle_that_is_no_number_is_refused_in_words() -> None:
    with pytest.raises(FlowvizError, match="No map is centred on nan"):
        projection("equal-earth", float("nan"))
