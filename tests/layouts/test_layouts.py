"""What holds for every layout of a network, and what each is for."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from flowviz.layouts import network
from flowviz.layouts.distances import distances, sketch
from flowviz.layouts.grain import against_grain
from flowviz.layouts.graph import Graph
from flowviz.layouts.ring import ordered
from flowviz.layouts.spacing import REACH, apart, near_pairs
from flowviz.layouts.stress import stress
from flowviz.layouts.turning import turned
from flowviz.records import Placement
from tests.layouts.test_network import hubs
from tests.scene.made import CASE, Row, flows_of

NAMES = [choice.name for choice in network.LAYOUTS]
SIZES = {"few": 12, "many": 90}


def crossings(graph: Graph, order: np.ndarray) -> int:
    """How many pairs of edges cross inside the circle."""
    place = np.empty(graph.count, dtype=np.int64)
    place[order] = np.arange(graph.count)
    low, high, _ = graph.edges()
    a, b = np.sort(np.stack([place[low], place[high]]), axis=0)
    inside = (a[:, None] < a) & (a < b[:, None]) & (b[:, None] < b)
    return int(inside.sum())


def energy(xy: np.ndarray, way: np.ndarray) -> float:
    """Kamada and Kawai's energy of places under the ways (N, N) between them."""
    gap = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.where(way > 0.0, (gap - way) / way, 0.0)
    return float((off**2).sum() / 2.0)


def clear(xy: np.ndarray) -> bool:
    return len(near_pairs(xy / REACH, 0.79)[0]) == 0


@pytest.mark.parametrize("count", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("name", NAMES)
def test_no_actor_stands_on_another(name: str, count: int) -> None:
    xy = network.layout(flows_of(hubs(count)), {}, name).node_xy
    assert np.isfinite(xy).all()
    assert clear(xy)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_flows_give_the_same_places_every_time(name: str) -> None:
    flows = flows_of(hubs(60))
    first, again = (network.layout(flows, {}, name).node_xy for _ in range(2))
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("name", NAMES)
def test_a_pinned_actor_stands_exactly_where_it_is_put(name: str) -> None:
    flows = flows_of(hubs(40))
    pins = {"N3": Placement("network", "N3", 2.25, 1.75), "S1": Placement("network", "S1", 9.1, -3)}
    xy = dict(zip(flows.actor_codes, network.layout(flows, pins, name).node_xy, strict=True))
    assert xy["N3"].tolist() == [2.25, 1.75]
    assert xy["S1"].tolist() == [9.1, -3.0]
    assert clear(np.array(list(xy.values())))


def test_under_automatic_nobody_moves_for_a_pin_on_free_ground() -> None:
    flows = flows_of(hubs(40))
    before = network.layout(flows, {}).node_xy
    pin = {"N3": Placement("network", "N3", -50.0, -50.0)}
    after = network.layout(flows, pin).node_xy
    others = np.arange(len(before)) != flows.actor_codes.index("N3")
    np.testing.assert_allclose(after[others], before[others])


@pytest.mark.parametrize("name", ["forceatlas2", "kamada-kawai"])
def test_forces_draw_the_partners_of_a_pinned_actor_to_it(name: str) -> None:
    rows = [Row("A", f"L{i}", 5.0) for i in range(9)] + [Row("L0", "L1", 5.0)]
    flows = flows_of(rows)
    far = np.array([30.0, 0.0])
    pin = {"A": Placement("network", "A", *far)}
    before = network.layout(flows, {}, name).node_xy
    after = network.layout(flows, pin, name).node_xy
    assert (np.linalg.norm(after - far, axis=1) < np.linalg.norm(before - far, axis=1)).all()


@pytest.mark.parametrize("name", NAMES)
def test_progress_never_goes_back_and_ends_at_all(name: str) -> None:
    told: list[float] = []
    network.layout(flows_of(hubs(40)), {}, name, lambda share: told.append(share) or True)
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_that_nobody_wants_any_more_stops(name: str) -> None:
    told: list[float] = []
    with pytest.raises(network.Stopped):
        network.layout(flows_of(hubs(40)), {}, name, lambda share: told.append(share) or share == 0)
    assert len(told) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_one_flow_and_none_can_be_laid_out(name: str) -> None:
    assert network.layout(flows_of([]), {}, name).node_xy.shape == (0, 2)
    xy = network.layout(flows_of([Row("USA", "JPN", 5), Row("FRA", "FRA", 1)]), {}, name).node_xy
    assert np.isfinite(xy).all()
    assert clear(xy)


def test_a_layout_that_is_not_known_is_the_automatic_one() -> None:
    flows = flows_of(CASE)
    known, unknown = network.layout(flows, {}).node_xy, network.layout(flows, {}, "later").node_xy
    np.testing.assert_array_equal(known, unknown)


def test_layered_has_every_supplier_left_of_whom_it_mainly_supplies() -> None:
    rows = [Row("USA", f"R{i:02}", 900 - i) for i in range(40)]
    rows += [Row(f"R{i:02}", f"T{i % 7}", 300 + i) for i in range(40)]
    rows += [Row(f"T{i}", "USA", 1) for i in range(7)]
    flows = flows_of(rows)
    x = dict(
        zip(flows.actor_codes, network.layout(flows, {}, "layered").node_xy[:, 0], strict=True)
    )
    layer_end = max(x[f"R{i:02}"] for i in range(40))
    assert x["USA"] < min(x[f"R{i:02}"] for i in range(40))
    assert layer_end < min(x[f"T{i}"] for i in range(7))


def test_the_lightest_flow_of_a_circle_runs_against_the_grain() -> None:
    start, end = np.array([0, 1, 2]), np.array([1, 2, 0])
    is_back = against_grain(3, start, end, np.array([9.0, 5.0, 0.1]))
    assert is_back.tolist() == [False, False, True]


def test_on_the_circle_far_fewer_flows_cross_than_in_the_order_of_names() -> None:
    # A ring of sixty partners whose names are shuffled.
    names = [f"A{(7 * i) % 60:02}" for i in range(60)]
    graph = Graph.of(flows_of([Row(a, b, 5) for a, b in pairwise(names)]))
    assert crossings(graph, np.arange(60)) > 100
    assert crossings(graph, ordered(graph)) <= 2


def test_all_actors_of_the_circle_are_as_far_from_its_middle() -> None:
    xy = network.layout(flows_of(hubs(40)), {}, "circular").node_xy
    radius = np.linalg.norm(xy, axis=1)
    np.testing.assert_allclose(radius, radius[0])


def path(count: int) -> Graph:
    start = np.arange(count - 1)
    return Graph(count, start, start + 1, np.ones(count - 1))


def test_ways_along_a_path_are_its_steps() -> None:
    way = distances(path(5), np.ones(4), np.array([0, 2]))
    assert way.tolist() == [[0, 1, 2, 3, 4], [2, 1, 0, 1, 2]]


def test_the_sketch_of_a_path_is_its_line() -> None:
    way = distances(path(9), np.ones(8), np.arange(9))
    x = sketch(way)[:, 0]
    assert (np.diff(x) > 0).all() or (np.diff(x) < 0).all()


def test_stress_brings_the_energy_of_kamada_and_kawai_down() -> None:
    pairs = [(i, i + 1) for i in range(39)] + [(i, (i * 7) % 40) for i in range(2, 39, 5)]
    start, end = np.array(sorted({(min(pair), max(pair)) for pair in pairs})).T
    graph = Graph(40, start, end, np.ones(len(start)))
    way = distances(graph, np.ones(len(graph.edges()[0])), np.arange(40))
    begun = sketch(way)
    assert energy(stress(graph), way) < 0.8 * energy(begun, way)


def test_stress_lays_a_square_of_flows_as_a_square() -> None:
    graph = Graph(4, np.array([0, 1, 2, 3]), np.array([1, 2, 3, 0]), np.ones(4))
    xy = stress(graph)
    sides = [float(np.linalg.norm(xy[i] - xy[(i + 1) % 4])) for i in range(4)]
    assert max(sides) - min(sides) < 0.02 * max(sides)


@pytest.mark.parametrize("name", ["auto", "kamada-kawai", "springs", "layered"])
def test_above_a_thousand_actors_all_still_stand_apart(name: str) -> None:
    flows = flows_of(hubs(1100))
    first, again = (network.layout(flows, {}, name).node_xy for _ in range(2))
    assert clear(first)
    np.testing.assert_array_equal(first, again)


def test_a_heap_on_one_spot_is_cleared_and_the_fixed_do_not_move() -> None:
    heap = np.zeros((300, 2))
    is_fixed = np.arange(300) == 7
    xy = apart(heap, is_fixed)
    assert xy[7].tolist() == [0.0, 0.0]
    assert clear(xy)


def test_near_pairs_are_those_of_comparing_all_with_all() -> None:
    xy = np.random.default_rng(3).random((80, 2)) * 6.0 - 3.0
    a, b = near_pairs(xy)
    gap = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    wanted = {(i, j) for i in range(80) for j in range(i + 1, 80) if gap[i, j] < 1.0}
    assert {tuple(sorted(pair)) for pair in zip(a.tolist(), b.tolist(), strict=True)} == wanted
    assert len(a) == len(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_place_pins_nobody(name: str) -> None:
    flows = flows_of(hubs(12))
    nowhere = {"N3": Placement("network", "N3", float("nan"), float("inf"))}
    far = {"N3": Placement("network", "N3", 1e300, -1e300)}
    unpinned = network.layout(flows, {}, name).node_xy
    np.testing.assert_array_equal(network.layout(flows, nowhere, name).node_xy, unpinned)
    assert np.isfinite(network.layout(flows, far, name).node_xy).all()


def test_a_layout_by_forces_is_turned_wide_with_its_flows_to_the_right() -> None:
    graph = Graph(4, np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([3.0, 2.0, 1.0]))
    upright = np.array([[0.0, 3.0], [0.1, 2.0], [0.0, 1.0], [0.1, 0.0]])
    xy = turned(graph, upright)
    assert np.ptp(xy[:, 0]) > 10.0 * np.ptp(xy[:, 1])
    assert (np.diff(xy[:, 0]) > 0.0).all()


PRINTED = """
from flowviz.layouts import network
from tests.layouts.test_network import hubs
from tests.scene.made import flows_of
flows = flows_of(hubs(60))
for choice in network.LAYOUTS:
    print(choice.name, network.layout(flows, {}, choice.name).node_xy.round(6).tolist())
"""


def test_another_process_gives_the_same_places() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rows", [CASE, tuple(hubs(40))], ids=["case", "hubs"])
def test_a_pin_where_an_actor_stands_leaves_the_picture_as_it_is(
    name: str, rows: tuple[Row, ...]
) -> None:
    flows = flows_of(rows)
    before = network.layout(flows, {}, name).node_xy
    code = flows.actor_codes[1]
    pin = {code: Placement("network", code, *before[1])}
    after = network.layout(flows, pin, name).node_xy
    size = np.ptp(before, axis=0).max()
    away = np.linalg.norm(after - before, axis=1)
    assert np.median(away) < 0.2 * size
    assert abs(np.ptp(after, axis=0).max() - size) < 0.2 * size
