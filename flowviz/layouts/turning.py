"""A layout by forces turned to lie well on a screen: wide, and read from left to right."""

import numpy as np
from numpy.typing import NDArray

from flowviz.layouts.graph import Graph

Floats = NDArray[np.float64]


def turned(graph: Graph, xy: Floats) -> Floats:
    """The same shape with its longer axis across and the weight of its flows going right.

    Forces know neither left nor up, so nothing is lost, and the same flows lie the same way.
    """
    if graph.count < 2:
        return xy
    from_middle = xy - xy.mean(axis=0)
    _, vectors = np.linalg.eigh(from_middle.T @ from_middle)
    across, down = from_middle @ vectors[:, 1], from_middle @ vectors[:, 0]
    weight = graph.weight
    if float(weight @ (across[graph.end] - across[graph.start])) < 0.0:
        across = -across
    # The heavier half lies above, where reading begins.
    busy = np.bincount(graph.start, weight, graph.count)
    busy += np.bincount(graph.end, weight, graph.count)
    if float(busy @ down) > 0.0:
        down = -down
    return np.column_stack([across, down])
