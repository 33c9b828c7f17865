"""Forces between actors: ForceAtlas2 and springs, in slices, so that one can stop between them."""

from typing import Any

import numpy as np

from flowviz.arrays import Booleans, Floats
from flowviz.layouts.distances import landmarks, sketch
from flowviz.layouts.graph import Graph
from flowviz.layouts.progress import Progress, go_on, tell

MOST_SPRINGS = 300
"""Up to so many actors networkx lays out springs; above, rustworkx, which is far quicker there.

(2,000 actors with 20,000 flows: rustworkx 45 ms a round, networkx 6 to 18 s in all.)
"""

_ATLAS_ROUNDS, _ATLAS_SLICE, _ATLAS_WORK = 240, 12, 5e7
_SPRING_ROUNDS = 160
_LARGE_ROUNDS, _LONGEST_STEP = 24, 0.06
_LANDMARKS = 24
_RUST_STEP = 0.05  # how far rustworkx moves every actor in one single round


def force_atlas(
    graph: Graph,
    progress: Progress = go_on,
    start_xy: Floats | None = None,
    is_fixed: Booleans | None = None,
) -> Floats:
    """Places (N, 2) by ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian 2014), in its own units.

    networkx cannot hold an actor: those that are ``is_fixed`` are put back after each slice.
    """
    import networkx

    if graph.count == 1:
        return np.zeros((1, 2)) if start_xy is None else start_xy
    made = _networkx_graph(graph)
    xy = sketched(graph) * 10.0 if start_xy is None else start_xy
    held = None if is_fixed is None else xy[is_fixed].copy()
    rounds = _ATLAS_ROUNDS if held is None else _ATLAS_ROUNDS // 3
    # Large ones come near their end in fewer rounds, each of which takes longer.
    rounds = int(np.clip(_ATLAS_WORK / graph.count**2, 48, rounds))
    size = _ATLAS_SLICE if held is None and graph.count <= MOST_SPRINGS else 4
    for done in range(0, rounds, size):
        tell(progress, done / rounds)
        found = networkx.forceatlas2_layout(
            made, pos=dict(enumerate(xy)), max_iter=size, weight="weight", seed=0
        )
        xy = np.array([found[node] for node in range(graph.count)])
        if held is not None:
            xy[is_fixed] = held
    return xy


def springs(graph: Graph, progress: Progress = go_on) -> Floats:
    """Places (N, 2) by the springs of Fruchterman and Reingold (1991), in units of their own."""
    if graph.count > MOST_SPRINGS:
        return _rust_springs(graph, progress)
    import networkx

    tell(progress, 0.0)
    found = networkx.spring_layout(
        _networkx_graph(graph),
        k=2.2 / np.sqrt(graph.count),
        iterations=_SPRING_ROUNDS,
        seed=0,
        weight="weight",
    )
    return np.array([found[node] for node in range(graph.count)])


def _rust_springs(graph: Graph, progress: Progress) -> Floats:
    """The same springs by rustworkx, a round a call.

    It holds Python's lock while it works, so more than a round at once would stop the window. Its
    own cooling begins anew with each call, but forces know no scale: a step is made shorter by
    making the picture larger.
    """
    import rustworkx

    low, high, weight = graph.edges()
    made = rustworkx.PyGraph()
    made.add_nodes_from(range(graph.count))
    pull = (weight / weight.max()).tolist()
    made.add_edges_from(list(zip(low.tolist(), high.tolist(), pull, strict=True)))
    rest = 1.0 / np.sqrt(graph.count)
    xy = sketched(graph)
    xy = xy / max(float(np.ptp(xy, axis=0).max()), 1e-9)
    for done in range(_LARGE_ROUNDS):
        tell(progress, done / _LARGE_ROUNDS)
        step = _LONGEST_STEP * (1.0 - done / _LARGE_ROUNDS) + 0.1 * rest
        scale = _RUST_STEP / step
        found = rustworkx.spring_layout(
            made,
            pos=dict(enumerate((xy * scale).tolist())),
            fixed=set(),  # with a set, be it empty, rustworkx leaves the scale alone
            k=1.5 * rest * scale,
            num_iter=1,
            adaptive_cooling=False,
            weight_fn=float,
            seed=0,
        )
        xy = np.array([found[node] for node in range(graph.count)]) / scale
    return np.asarray(xy)


def sketched(graph: Graph) -> Floats:
    """A first sketch of a connected graph by the ways along its flows, the same each time."""
    if graph.count < 3:
        return np.column_stack([np.arange(graph.count, dtype=float), np.zeros(graph.count)])
    low, _, _ = graph.edges()
    _, way = landmarks(graph, np.ones(len(low)), _LANDMARKS)
    return sketch(way)


def _networkx_graph(graph: Graph) -> Any:
    import networkx

    low, high, weight = graph.edges()
    pull = (weight / weight.max(initial=1e-12)).tolist()
    made = networkx.Graph()
    made.add_nodes_from(range(graph.count))
    made.add_weighted_edges_from(zip(low.tolist(), high.tolist(), pull, strict=True))
    return made
