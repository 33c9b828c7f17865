"""A layout by forces turned to lie well on a screen: wide, and read from left to right."""

import numpy as np

from flowviz.arrays import Floats
from flowviz.layouts.graph import Graph


def turned(graph: Graph, xy: Floats) -> Floats:
    """The same shape with its longer axis across and the weight of its flows going right.

    Forces know neither left nor up, so nothing is lost, and the same flows lie the same way.
    """
    if graph.count < 2:
        return xy
    weight = graph.weight
    busy = np.bincount(graph.start, weight, graph.count)
    busy += np.bincount(graph.end, weight, graph.count)
    # Whoever moves much is drawn first: the axis is that of the busy.
    from_middle = xy - (busy @ xy) / busy.sum()
    _, vectors = np.linalg.eigh((from_middle * busy[:, None]).T @ from_middle)
    across, down = from_middle @ vectors[:, 1], from_middle @ vectors[:, 0]
    if float(weight @ (across[graph.end] - across[graph.start])) < 0.0:
        across = -across
    # The busiest lie above, where reading begins.
    if float(busy**2 @ down) > 0.0:
        down = -down
    return np.column_stack([across, down])
