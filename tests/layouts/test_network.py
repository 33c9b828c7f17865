import numpy as np

from flowviz.layouts import network
from flowviz.records import Placement
from tests.scene.made import CASE, Row, flows_of


def hubs(count: int) -> list[Row]:
    pairs = {(f"S{i % 5}", f"N{(i * 7 + i // 5) % count}") for i in range(4 * count)}
    return [Row(a, b, 1.0 + (hash_free(a + b) % 90)) for a, b in sorted(pairs)]


def hash_free(text: str) -> int:
    return sum(ord(letter) * (place + 3) for place, letter in enumerate(text))


def test_a_supply_chain_reads_from_left_to_right() -> None:
    flows = flows_of(CASE)
    x = network.layout(flows, {}).node_xy[:, 0]
    assert (x[flows.supplier] < x[flows.recipient]).all()


def test_the_first_link_of_the_chain_lies_level() -> None:
    flows = flows_of(CASE)
    y = dict(zip(flows.actor_codes, network.layout(flows, {}).node_xy[:, 1], strict=True))
    assert abs(y["BLR"] - y["BGR"]) < 1e-6
    assert abs(y["USA"] - y["SAU"]) >= 0.9


def test_the_same_flows_give_the_same_places() -> None:
    flows = flows_of(hubs(80))
    first, again = network.layout(flows, {}), network.layout(flows, {})
    np.testing.assert_array_equal(first.node_xy, again.node_xy)


def test_no_two_actors_of_a_large_network_stand_on_one_another() -> None:
    flows = flows_of(hubs(150))
    xy = network.layout(flows, {}).node_xy
    gap = np.linalg.norm(xy[:, None] - xy[None], axis=2) + 10.0 * np.eye(len(xy))
    assert gap.min() > 0.3
    assert np.isfinite(xy).all()


def test_a_pinned_actor_stands_where_it_was_put_and_nobody_else_moves() -> None:
    flows = flows_of(CASE)
    free = network.layout(flows, {}).node_xy
    pinned = network.layout(flows, {"USA": Placement("network", "USA", 9.0, -4.0)}).node_xy
    usa = flows.actor_codes.index("USA")
    np.testing.assert_array_equal(pinned[usa], [9.0, -4.0])
    others = np.arange(len(free)) != usa
    np.testing.assert_array_equal(pinned[others], free[others])


def test_circles_and_self_flows_have_a_place_too() -> None:
    flows = flows_of([Row("USA", "USA", 3), Row("USA", "JPN", 5), Row("JPN", "USA", 4)])
    xy = network.layout(flows, {}).node_xy
    assert np.linalg.norm(xy[0] - xy[1]) > 0.5


def test_parts_that_hang_together_by_nothing_stand_apart() -> None:
    flows = flows_of([Row("USA", "JPN", 5), Row("BLR", "BGR", 4), Row("DEU", "FRA", 1)])
    xy = network.layout(flows, {}).node_xy
    gap = np.linalg.norm(xy[:, None] - xy[None], axis=2) + 10.0 * np.eye(len(xy))
    assert gap.min() > 0.5


def test_no_flows_give_an_empty_layout() -> None:
    assert network.layout(flows_of([]), {}).node_xy.shape == (0, 2)
