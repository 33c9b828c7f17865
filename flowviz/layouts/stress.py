"""Kamada and Kawai's layout: distances on the picture near to the distances along the flows.

The energy is theirs (Kamada and Kawai 1989, "An algorithm for drawing general undirected graphs"):
each pair of actors a spring whose length is their shortest way and whose strength is one over its
square. It is brought down by stress majorization (Gansner, Koren and North 2004, "Graph drawing by
stress majorization"), which needs no step size and never goes up. networkx's own
``kamada_kawai_layout`` hands the energy to scipy, which would add some 80 MB to the frozen program
for this one function, and can neither be stopped nor hold an actor where it is.

Above ``MOST_EXACT`` actors the springs are those of the flows themselves and those to some
landmarks (after Ortmann, Klimenta and Brandes 2017, "A sparse stress model"), so that it stays in
seconds.
"""

import numpy as np

from flowviz.arrays import Booleans, Floats, Integers
from flowviz.layouts.distances import distances, landmarks, sketch
from flowviz.layouts.graph import Graph
from flowviz.layouts.progress import Progress, go_on, part_of, tell

MOST_EXACT = 1000

_LANDMARKS, _SKETCHED_FROM = 120, 60
_ROUNDS, _SPARSE_ROUNDS = 200, 120
_SETTLED = 1e-5
_TIED = 0.15


def stress(
    graph: Graph,
    progress: Progress = go_on,
    start_xy: Floats | None = None,
    is_fixed: Booleans | None = None,
) -> Floats:
    """Places (N, 2) of a connected graph, a short flow about 1 long.

    ``start_xy`` is where to begin; those of it that are ``is_fixed`` stay there to the last digit,
    and draw those near them along.
    """
    length = _lengths(graph)
    if is_fixed is None or start_xy is None:
        is_fixed = np.zeros(graph.count, dtype=bool)
    if graph.count > MOST_EXACT:
        chosen, way = landmarks(graph, length, _LANDMARKS)
        tell(progress, 0.2)
        xy = sketch(way) if start_xy is None else start_xy
        return _sparse(graph, length, chosen, way, xy, is_fixed, part_of(progress, 0.2, 1.0))
    way = distances(graph, length, np.arange(graph.count), part_of(progress, 0.0, 0.3))
    if start_xy is None:
        spaced = np.unique(np.linspace(0, graph.count - 1, _SKETCHED_FROM).round().astype(int))
        start_xy = sketch(way[spaced])
    return _majorized(way, start_xy, is_fixed, part_of(progress, 0.3, 1.0))


def _lengths(graph: Graph) -> Floats:
    """The lengths of ``graph.edges()``: heavy flows are short, the lightest twice as long."""
    _, _, weight = graph.edges()
    heaviest = float(weight.max(initial=1.0))
    return np.asarray(2.0 - np.sqrt(weight / heaviest))


def _majorized(way: Floats, xy: Floats, is_fixed: Booleans, progress: Progress) -> Floats:
    weight = np.where(way > 0.0, 1.0 / np.maximum(way, 1e-9) ** 2, 0.0)
    start = xy
    # With somebody fixed the rest are tied to where they were, or all would follow him together.
    tie = _TIED * weight.sum(axis=1) if is_fixed.any() else np.zeros(len(xy))
    laplacian = np.diag(weight.sum(axis=1) + tie) - weight
    free = np.flatnonzero(~is_fixed)
    if len(free) == len(xy):
        free = free[1:]  # the energy knows no place on the paper: one actor says it
    if not len(free):
        return xy
    held = np.setdiff1d(np.arange(len(xy)), free)
    inverse = np.linalg.inv(laplacian[np.ix_(free, free)])
    across = laplacian[np.ix_(free, held)]
    pull = np.where(way > 0.0, 1.0 / np.maximum(way, 1e-9), 0.0)  # weight times way
    for number in range(_ROUNDS):
        tell(progress, number / _ROUNDS)
        gap = _gaps(xy)
        np.fill_diagonal(gap, 1.0)
        ratio = pull / np.maximum(gap, 1e-9)
        wish = ratio.sum(axis=1)[:, None] * xy - ratio @ xy + tie[:, None] * start
        moved = xy.copy()
        moved[free] = inverse @ (wish[free] - across @ xy[held])
        change = float(np.abs(moved - xy).max())
        xy = moved
        if change < _SETTLED * float(np.ptp(xy)):
            break
    return xy


def _sparse(
    graph: Graph,
    length: Floats,
    chosen: Integers,
    way: Floats,
    xy: Floats,
    is_fixed: Booleans,
    progress: Progress,
) -> Floats:
    low, high, _ = graph.edges()
    to_landmark = np.repeat(chosen, graph.count)
    everyone = np.tile(np.arange(graph.count), len(chosen))
    far = way.ravel() > 0.0
    a = np.concatenate([low, everyone[far]])
    b = np.concatenate([high, to_landmark[far]])
    ideal = np.concatenate([length, way.ravel()[far]])
    weight = ideal**-2.0
    # A landmark stands for the actors around it; the flows keep half of all the weight.
    weight[: len(low)] *= weight[len(low) :].sum() / max(float(weight[: len(low)].sum()), 1e-9)
    start = xy
    total = np.bincount(a, weight, graph.count) + np.bincount(b, weight, graph.count)
    tie = _TIED * total if is_fixed.any() else np.zeros(graph.count)
    total = total + tie
    free = (~is_fixed).astype(float)[:, None]
    for number in range(_SPARSE_ROUNDS):
        tell(progress, number / _SPARSE_ROUNDS)
        gap = xy[a] - xy[b]
        distance = np.maximum(np.linalg.norm(gap, axis=1), 1e-9)
        pull = gap * (weight * (ideal / distance - 1.0))[:, None]
        step = np.column_stack(
            [
                np.bincount(a, pull[:, axis], graph.count)
                - np.bincount(b, pull[:, axis], graph.count)
                for axis in (0, 1)
            ]
        )
        # All move at once, each half of its way: so the energy still only goes down.
        step += tie[:, None] * (start - xy)
        xy = xy + free * step / np.maximum(total, 1e-12)[:, None]
    return xy


def _gaps(xy: Floats) -> Floats:
    across, down = xy[:, 0], xy[:, 1]
    return np.asarray(np.sqrt((across[:, None] - across) ** 2 + (down[:, None] - down) ** 2))
