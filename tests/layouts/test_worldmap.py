import numpy as np
import pytest

from flowviz.errors import FlowvizError
from flowviz.layouts import worldmap
from flowviz.layouts.world import CENTRES, backdrop
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


@pytest.mark.parametrize("centre", CENTRES)
def test_no_land_is_closed_across_the_map(centre: float) -> None:
    land = backdrop(centre).land
    steps = np.linalg.norm(np.diff(land.xy, axis=0), axis=1)
    within = np.ones(len(steps), dtype=bool)
    within[land.start[1:-1] - 1] = False
    assert steps[within].max() < 0.25  # no edge as long as the 5.4 units the map is wide


@pytest.mark.parametrize("centre", CENTRES)
def test_all_land_and_borders_lie_on_the_map(centre: float) -> None:
    world = backdrop(centre)
    edge = worldmap.EqualEarth(centre).edge_x
    for rings in (world.land, world.borders, world.disputed):
        assert (np.abs(rings.xy[:, 0]) <= edge(rings.xy[:, 1]) + 1e-5).all()
        assert rings.start[-1] == len(rings.xy)


def test_what_is_shared_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        backdrop(11.0).land.xy[0] = 0.0


def test_an_unknown_centre_is_refused_in_words() -> None:
    with pytest.raises(FlowvizError, match=r"No map is centred on 42 degrees.*11, 155, -90"):
        backdrop(42.0)
