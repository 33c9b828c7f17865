"""Any network in layers from left to right: suppliers before those whom they supply."""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers
from flowviz.layouts.chain import COLUMN, chain
from flowviz.layouts.grain import against_grain
from flowviz.layouts.graph import Graph
from flowviz.layouts.progress import Progress, go_on, tell
from flowviz.layouts.spacing import REACH

_MOST_ARCS_CHAINED = 60
_SWEEPS = 24
_MAIN_SHARE = 0.8
_SHAPE = 1.7  # of the whole, width to height


def layered(graph: Graph, progress: Progress = go_on) -> Floats:
    """Places (N, 2), y down, of a connected graph.

    The lightest flows that close a circle are left aside, the generations of the rest are the
    layers: an actor stands right of all who supply it, or in a large network of all its main
    suppliers.
    """
    if len(graph.start) <= _MOST_ARCS_CHAINED:
        tell(progress, 0.0)
        return chain(graph.count, graph.start, graph.end, graph.weight)
    layer = _layers(graph)
    tell(progress, 0.2)
    columns = _ordered(graph, layer, progress)
    return _placed(graph.count, columns)


def _layers(graph: Graph) -> Integers:
    """The generation of each actor, once what runs against the grain is left aside."""
    import networkx

    is_back = against_grain(graph.count, graph.start, graph.end, graph.weight)
    is_kept = ~is_back & _is_main(graph, ~is_back)
    made = networkx.DiGraph()
    made.add_nodes_from(range(graph.count))
    made.add_edges_from(
        zip(graph.start[is_kept].tolist(), graph.end[is_kept].tolist(), strict=True)
    )
    layer = np.zeros(graph.count, dtype=np.int64)
    for number, actors in enumerate(networkx.topological_generations(made)):
        layer[actors] = number
    return layer


def _is_main(graph: Graph, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The heaviest flows that bring each actor the most of what it receives with the grain.

    Were all of them kept, a trickle along a long way would push everybody into a layer of his own.
    """
    amount = np.where(among, graph.weight**2, 0.0)
    order = np.lexsort((-amount, graph.end))
    ranked, ends = amount[order], graph.end[order]
    before = np.cumsum(ranked) - ranked
    first = np.searchsorted(ends, ends, side="left")
    received = np.bincount(graph.end, amount, graph.count)
    is_main = np.zeros(len(amount), dtype=bool)
    is_main[order] = before - before[first] < _MAIN_SHARE * received[ends]
    return is_main


def _ordered(graph: Graph, layer: Integers, progress: Progress) -> list[Integers]:
    """The actors of each layer from top to bottom: each at the mean height of its partners."""
    start = np.concatenate([graph.start, graph.end])
    end = np.concatenate([graph.end, graph.start])
    # What lies in one layer or close by pulls most: long flows bend anyway.
    weight = np.tile(graph.weight, 2) / (1.0 + np.abs(layer[start] - layer[end]))
    pulled = np.maximum(np.bincount(start, weight, graph.count), 1e-12)
    columns = [np.flatnonzero(layer == number) for number in range(int(layer.max()) + 1)]
    y = np.zeros(graph.count)
    busy = np.bincount(start, weight, graph.count)
    for column in columns:  # the busiest begin in the middle
        rank = np.empty(len(column))
        rank[np.argsort(-busy[column], kind="stable")] = np.arange(len(column))
        y[column] = np.where(rank % 2 == 0, rank, -rank - 1.0) / max(len(column), 1)
    for sweep in range(_SWEEPS):
        tell(progress, 0.2 + 0.8 * sweep / _SWEEPS)
        for at in range(len(columns)) if sweep % 2 == 0 else range(len(columns))[::-1]:
            column = columns[at]
            wish = (np.bincount(start, weight * y[end], graph.count) / pulled)[column]
            column = column[np.lexsort((column, wish.round(9)))]
            columns[at] = column
            y[column] = (np.arange(len(column)) + 0.5) / len(column) - 0.5
    return columns


def _placed(count: int, columns: list[Integers]) -> Floats:
    """Layers side by side, tall ones in several staggered files, so that all fits a screen."""
    row = float(REACH[1]) * 1.3
    rows = max(int(np.ceil(np.sqrt(count * COLUMN / row / _SHAPE))), 6)
    xy = np.zeros((count, 2))
    left = 0.0
    for column in columns:
        files = int(np.ceil(len(column) / rows))
        number = np.arange(len(column))
        file = number % files
        xy[column, 0] = left + file * COLUMN * 0.62
        tall = rows if files > 1 else min(rows, len(column) * 1.4)
        xy[column, 1] = ((number + 0.5) / len(column) - 0.5) * tall * row
        left += (files - 1) * COLUMN * 0.62 + COLUMN
    return xy
