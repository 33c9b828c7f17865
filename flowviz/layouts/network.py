"""Actors as a network: a supply chain read from left to right when small, springs when large."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.flow import Flows
from flowviz.layouts.chain import chain, is_chain
from flowviz.layouts.layout import Layout, read_only
from flowviz.records import Placement

Floats = NDArray[np.float64]

MOST_CHAINED = 28
"""Up to so many actors a part of the network is set as a chain, if it is nearly one."""

_WIDE = 1.55
_APART = 0.62
_ROUNDS = 160


def layout(flows: Flows, placements: Mapping[str, Placement]) -> Layout:
    """Places in the network, in the order of ``flows.actor_codes``; y down, names' width about 1.

    The same flows give the same places. An actor that the user has put somewhere stands
    there; the others do not move for it.
    """
    count = len(flows.actor_codes)
    node_xy = np.zeros((count, 2))
    parts = _parts(flows)
    blocks = [(part, _part_xy(flows, part)) for part in parts]
    below = 0.0
    left = 0.0
    widest = max((np.ptp(xy[:, 0]) for _, xy in blocks), default=0.0)
    tallest = 0.0
    for part, xy in blocks:
        low, size = xy.min(axis=0), np.ptp(xy, axis=0)
        if left > 0.0 and left + size[0] > widest + 1.0:
            left, below, tallest = 0.0, below + tallest + 1.1, 0.0
        node_xy[part] = xy - low + [left, below]
        left += size[0] + 1.2
        tallest = max(tallest, float(size[1]))
    for number, code in enumerate(flows.actor_codes):
        if code in placements:
            node_xy[number] = placements[code].x, placements[code].y
    is_placed = np.ones(count, dtype=bool)
    read_only(node_xy, is_placed)
    return Layout("network", node_xy, is_placed)


def _parts(flows: Flows) -> list[NDArray[np.int64]]:
    """The actors of each connected part, the largest part first."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(flows.actor_codes)))
    graph.add_edges_from(zip(flows.supplier.tolist(), flows.recipient.tolist(), strict=True))
    found = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return [np.array(sorted(part), dtype=np.int64) for part in found]


def _part_xy(flows: Flows, part: NDArray[np.int64]) -> Floats:
    own = np.isin(flows.supplier, part) & (flows.supplier != flows.recipient)
    start = np.searchsorted(part, flows.supplier[own])
    end = np.searchsorted(part, flows.recipient[own])
    weight = np.sqrt(np.maximum(np.nan_to_num(flows.drawn[own]), 0.0))
    least = float(weight[weight > 0.0].min(initial=1.0))
    weight = np.maximum(weight, least)
    if len(part) <= MOST_CHAINED and is_chain(len(part), start, end, weight):
        return chain(len(part), start, end, weight)
    return _springs(len(part), start, end, weight)


def _springs(
    count: int, start: NDArray[np.int64], end: NDArray[np.int64], weight: Floats
) -> Floats:
    """Force-directed places, spread evenly, no two closer than names need."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    pull = weight / weight.max()
    for a, b, strength in zip(start.tolist(), end.tolist(), pull.tolist(), strict=True):
        known = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
        graph.add_edge(a, b, weight=known + strength)
    found = networkx.spring_layout(
        graph, k=2.2 / np.sqrt(count), iterations=_ROUNDS, seed=0, weight="weight"
    )
    xy = np.array([found[node] for node in range(count)])
    return _apart(_spread(xy))


def _spread(xy: Floats) -> Floats:
    """Thinned in the middle, where springs crowd: distances from it go half way to even density."""
    from_middle = xy - np.median(xy, axis=0)
    distance = np.linalg.norm(from_middle, axis=1)
    rank = np.empty(len(xy))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(xy))
    even = np.sqrt((rank + 0.5) / len(xy))
    share = 0.25 * distance / max(float(distance.max()), 1e-9) + 0.75 * even
    size = np.sqrt(len(xy)) * 0.62
    direction = from_middle / np.maximum(distance, 1e-9)[:, None]
    return np.asarray(direction * (share * size)[:, None] * [_WIDE, 1.0])


def _apart(xy: Floats) -> Floats:
    """Pushed until no two are closer than a name is wide and high."""
    reach = np.array([_APART * 1.25, _APART])
    for _ in range(60):
        gap = xy[:, None, :] - xy[None, :, :]
        scaled = np.linalg.norm(gap / reach, axis=2)
        np.fill_diagonal(scaled, np.inf)
        if scaled.min() >= 0.99:
            break
        push = np.maximum(1.0 / np.clip(scaled, 1e-6, 1.0) - 1.0, 0.0)
        xy = xy + (gap * push[..., None]).sum(axis=1) * 0.3
    return xy
