"""Land and borders, cut at run time around any meridian."""

from itertools import pairwise

import numpy as np
import pytest

from flowviz.layouts import Rings
from flowviz.layouts.cut import turned_lines, turned_rings
from flowviz.layouts.projections import PROJECTIONS, projection
from flowviz.layouts.world import CENTRES, backdrop

CENTRES_TRIED = [*CENTRES, 0.0, 42.0, 100.0, 179.99, -180.0, -30.5]
SPHERE = 4.0 * np.pi


def rings_of(*rings: list[tuple[float, float]]) -> Rings:
    start = np.concatenate([[0], np.cumsum([len(ring) for ring in rings])]).astype(np.int32)
    return Rings(np.array([point for ring in rings for point in ring], dtype=float), start)


def area(rings: Rings) -> float:
    """Of all rings, holes taken off: outer rings and holes turn opposite ways."""
    total = 0.0
    for a, b in pairwise(rings.start.tolist()):
        x, y = rings.xy[a:b].T
        total += float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2.0
    return abs(total)


def is_land(rings: Rings, x: float, y: float) -> bool:
    count = 0
    for a, b in pairwise(rings.start.tolist()):
        first, last = rings.xy[a : b - 1], rings.xy[a + 1 : b]
        spans = (first[:, 1] > y) != (last[:, 1] > y)
        first, last = first[spans], last[spans]
        at = first[:, 0] + (y - first[:, 1]) / (last[:, 1] - first[:, 1]) * (
            last[:, 0] - first[:, 0]
        )
        count += int((at > x).sum())
    return bool(count % 2)


SQUARE = [(170.0, 0.0), (190.0, 0.0), (190.0, 10.0), (170.0, 10.0), (170.0, 0.0)]


def test_a_ring_over_the_edge_becomes_two_that_are_closed_along_it() -> None:
    cut = turned_rings(rings_of(SQUARE), 0.0)
    assert cut.count == 2
    assert area(Rings(cut.xy[cut.start[0] : cut.start[1]], np.array([0, 22]))) > 0
    sides = [cut.xy[a:b] for a, b in pairwise(cut.start.tolist())]
    assert sorted((ring[:, 0].min(), ring[:, 0].max()) for ring in sides) == [
        (-180.0, -170.0),
        (170.0, 180.0),
    ]
    for ring in sides:
        np.testing.assert_array_equal(ring[0], ring[-1])
        at_edge = ring[np.abs(ring[:, 0]) == 180.0]
        assert set(at_edge[:, 1].tolist()) == set(map(float, range(11)))


def test_a_ring_on_the_map_only_moves() -> None:
    cut = turned_rings(rings_of(SQUARE), 180.0)
    np.testing.assert_allclose(cut.xy, np.array(SQUARE) - [180.0, 0.0])


def test_a_line_over_the_edge_is_parted_at_one_latitude() -> None:
    cut = turned_lines(rings_of([(170.0, 0.0), (190.0, 20.0), (170.0, 40.0)]), 0.0)
    ends = sorted(tuple(map(tuple, cut.xy[a:b].tolist())) for a, b in pairwise(cut.start.tolist()))
    assert ends == [
        ((-180.0, 10.0), (-170.0, 20.0), (-180.0, 30.0)),
        ((170.0, 0.0), (180.0, 10.0)),
        ((180.0, 30.0), (170.0, 40.0)),
    ]


@pytest.mark.parametrize("detail", ["110m", "50m"])
@pytest.mark.parametrize("centre", CENTRES_TRIED)
def test_land_keeps_its_area_wherever_it_is_cut(centre: float, detail: str) -> None:
    whole = area(backdrop(projection("equal-earth", 11.0), detail).land)
    assert whole == pytest.approx(0.2888 * SPHERE, rel=0.01)
    cut = area(backdrop(projection("equal-earth", centre), detail).land)
    assert cut == pytest.approx(whole, rel=1e-4)


@pytest.mark.parametrize("name", [choice.name for choice in PROJECTIONS if choice.has_edge])
@pytest.mark.parametrize("centre", CENTRES_TRIED)
def test_nothing_runs_across_the_map_or_beyond_its_edge(centre: float, name: str) -> None:
    made = projection(name, centre)
    world = backdrop(made)
    for rings in (world.land, world.borders, world.disputed):
        assert (np.abs(rings.xy[:, 0]) <= made.edge_x(rings.xy[:, 1]) + 1e-5).all()
        assert rings.start[-1] == len(rings.xy)
        steps = np.linalg.norm(np.diff(rings.xy, axis=0), axis=1)
        within = np.ones(len(steps), dtype=bool)
        within[rings.start[1:-1] - 1] = False
        assert steps[within].max() < 0.4  # no edge as long as the 5.4 units the map is wide


@pytest.mark.parametrize("middle", [(11.0, 50.0), (-100.0, 40.0), (100.0, -89.0), (-60.0, 10.0)])
def test_a_region_has_its_land_where_it_is_and_no_sea_filled(middle: tuple[float, float]) -> None:
    made = projection("azimuthal", *middle)
    land = backdrop(made).land
    for lon, lat, expected in (
        (2.3, 46.5, True),  # France
        (-100.0, 40.0, True),  # Kansas
        (100.0, 60.0, True),  # Siberia
        (134.0, -25.0, True),  # Australia
        (0.0, -85.0, True),  # Antarctica
        (-30.0, 30.0, False),  # the Atlantic
        (-140.0, 10.0, False),  # the Pacific
        (75.0, -25.0, False),  # the Indian Ocean
    ):
        x, y = made.forward(lon, lat)
        assert is_land(land, float(x), float(y)) == expected, (lon, lat)
    assert (np.hypot(*land.xy.T) <= made.half_width + 1e-9).all()


def test_outlines_are_made_once_and_cannot_be_changed() -> None:
    world = backdrop(projection("equal-earth", 11.0))
    assert world is backdrop(projection("equal-earth", 11.0))
    with pytest.raises(ValueError, match="read-only"):
        world.land.xy[0] = 0.0


def test_what_lies_beyond_a_box_is_left_out_whole_rings_at_a_time() -> None:
    rings = rings_of(SQUARE, [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)])
    near = rings.within(np.array([1.0, 1.0]), np.array([5.0, 5.0]))
    assert near.count == 1
    np.testing.assert_array_equal(near.xy, rings.xy[5:])
    assert rings.within(np.array([-9.0, -9.0]), np.array([500.0, 500.0])).count == 2
    none = rings.within(np.array([20.0, 20.0]), np.array([30.0, 30.0]))
    assert (none.count, len(none.xy)) == (0, 0)
    assert none.within(np.array([0.0, 0.0]), np.array([1.0, 1.0])).count == 0
