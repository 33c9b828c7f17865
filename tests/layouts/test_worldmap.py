import dataclasses

import numpy as np
import pytest

from flowviz.actors import ActorTable
from flowviz.layouts import Layout, worldmap
from flowviz.layouts.azimuthal import AzimuthalEqualArea
from flowviz.records import Placement
from tests.scene.made import CASE, Row, actors_of, flows_of


def test_the_case_is_centred_where_people_know_the_map() -> None:
    flows = flows_of(CASE)
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    assert layout.projection is not None
    assert layout.projection.centre_deg == 11.0


def test_flows_across_the_pacific_turn_the_map() -> None:
    flows = flows_of([Row("USA", "JPN", 100), Row("USA", "AUS", 50), Row("BLR", "BGR", 1)])
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    assert layout.projection is not None
    assert layout.projection.centre_deg != 11.0


def test_an_actor_without_a_place_is_not_placed_and_one_moved_stands_there() -> None:
    flows = flows_of([Row("x-unknown", "BGR", 5)])
    moved = {"BGR": Placement("map", "BGR", 10.0, 20.0)}
    layout = worldmap.layout(actors_of(flows), moved, 11.0, flows)
    of = flows.actor_codes.index
    assert not layout.is_placed[of("x-unknown")]
    assert layout.projection is not None
    x, y = layout.projection.forward(10.0, 20.0)
    np.testing.assert_allclose(layout.node_xy[of("BGR")], [x, y])


def test_any_middle_can_be_asked_for() -> None:
    flows = flows_of(CASE)
    layout = worldmap.layout(actors_of(flows), {}, 222.0, flows, projection="mollweide")
    assert layout.projection is not None
    assert (layout.projection.name, layout.projection.centre_deg) == ("mollweide", -138.0)


def test_a_regional_map_is_centred_on_its_flows() -> None:
    flows = flows_of([Row("BLR", "BGR", 100), Row("DEU", "FRA", 50)])
    layout = worldmap.layout(actors_of(flows), {}, None, flows, projection="azimuthal")
    assert isinstance(layout.projection, AzimuthalEqualArea)
    assert 10.0 < layout.projection.centre_deg < 25.0
    assert 45.0 < layout.projection.centre_lat_deg < 52.0
    assert np.hypot(*layout.node_xy.T).max() < 0.3


def test_a_country_can_stand_where_its_name_would_be_printed() -> None:
    flows = flows_of([Row("USA", "JPN", 1)])
    table = ActorTable.load()
    actors = {code: actor for code in ("USA", "JPN") if (actor := table.get(code))}
    layout = worldmap.layout(actors, {}, 11.0, flows, anchor="label")
    assert layout.projection is not None
    lon, lat = layout.projection.inverse(*layout.node_xy[flows.actor_codes.index("USA")])
    assert (lon, lat) == pytest.approx((-99.0, 39.5), abs=1.0)


def test_who_has_been_moved_and_who_is_history_stand_where_they_stood() -> None:
    flows = flows_of([Row("SUN", "USA", 1), Row("SUN", "JPN", 1)])
    table = ActorTable.load()
    actors = {code: actor for code in ("SUN", "USA", "JPN") if (actor := table.get(code))}
    actors["JPN"] = dataclasses.replace(actors["JPN"], lon=130.4, lat=33.6)  # the dossier says so
    moved = {"USA": Placement("map", "USA", -118.0, 34.0)}
    capital, label = (
        worldmap.layout(actors, moved, 11.0, flows, anchor=anchor).node_xy
        for anchor in ("capital", "label")
    )
    np.testing.assert_array_equal(capital, label)


def test_outlines_grow_finer_as_one_comes_nearer_and_stay_the_same_object() -> None:
    flows = flows_of(CASE)
    layout = worldmap.layout(actors_of(flows), {}, None, flows)
    assert worldmap.at_scale(layout, 250.0) is layout
    near = worldmap.at_scale(layout, 900.0)
    assert near.backdrop is not None
    assert layout.backdrop is not None
    assert near.backdrop.land.xy.shape[0] > 5 * layout.backdrop.land.xy.shape[0]
    assert near.backdrop is worldmap.detailed(layout).backdrop
    assert near.node_xy is layout.node_xy
    assert worldmap.at_scale(near, 250.0).backdrop is layout.backdrop


def test_a_network_has_no_outlines_to_refine() -> None:
    layout = Layout("network", np.zeros((2, 2)), np.ones(2, dtype=bool))
    assert worldmap.at_scale(layout, 5000.0) is layout


@pytest.mark.parametrize(
    ("lon", "weights", "middle"),
    [
        ([10.0, 20.0], [1.0, 1.0], 15.0),
        ([170.0, -170.0], [1.0, 1.0], 180.0),
        ([10.0, 20.0, float("nan")], [1.0, 1.0, 50.0], 15.0),
        ([0.0, 90.0], [1.0, 0.0], 0.0),
        ([], [], 11.0),
        ([0.0, 180.0], [1.0, 1.0], 11.0),
    ],
)
def test_the_middle_of_a_selection(lon: list[float], weights: list[float], middle: float) -> None:
    assert abs(worldmap.centre_of(lon, weights)) == middle
