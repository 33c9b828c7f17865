"""Actors on a circle, partners near one another, so that few flows cross and those are short."""

import numpy as np

from flowviz.arrays import Floats, Integers
from flowviz.layouts.graph import Graph
from flowviz.layouts.progress import Progress, go_on, tell
from flowviz.layouts.spacing import REACH

_SWEEPS = 12
_WORK = 3e8
"""About so many steps are spent on the order: a large ring gets fewer sweeps."""


def ring(graph: Graph, progress: Progress = go_on) -> Floats:
    """Places (N, 2) on a circle; the busiest actor stands at the left, where reading begins."""
    order = ordered(graph, progress)
    busy = _strengths(graph)
    order = np.roll(order, -int(np.argmax(busy[order]))) if graph.count else order
    radius = max(graph.count * 1.15 * float(REACH.max()) / (2.0 * np.pi), 0.9)
    angle_rad = np.pi + 2.0 * np.pi * np.arange(graph.count) / max(graph.count, 1)
    xy = np.empty((graph.count, 2))
    xy[order] = radius * np.column_stack([np.cos(angle_rad), np.sin(angle_rad)])
    return xy


def ordered(graph: Graph, progress: Progress = go_on) -> Integers:
    """The actors around the circle so that the weighted chords are short (after Mäkinen 1988).

    Each in turn is taken out and put where its own chords are shortest, for as long as that
    shortens them all together; crossings go down with their length (Baur and Brandes 2004 sift by
    crossings alone, which leaves a heavy flow across the middle as soon as it crosses little).
    """
    order = _begun(graph)
    if graph.count < 4:
        return order
    near, first, weight = _neighbours(graph)
    slots = np.arange(graph.count)
    busy = np.argsort(-_strengths(graph), kind="stable")
    chord = np.sin(np.pi * slots / graph.count)
    best, least = order, _length(graph, order)
    sweeps = int(np.clip(_WORK / (graph.count * max(len(near), 1)), 2, _SWEEPS))
    for sweep in range(sweeps):
        for done, actor in enumerate(busy.tolist()):
            if done % 32 == 0:
                tell(progress, (sweep + done / graph.count) / sweeps)
            others = slice(first[actor], first[actor + 1])
            order = _moved(order, actor, near[others], weight[others], chord)
        now = _length(graph, order)
        if now >= least - 1e-9:
            break
        best, least = order, now
    return best


def _moved(order: Integers, actor: int, near: Integers, weight: Floats, chord: Floats) -> Integers:
    if not len(near):
        return order
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    # As if the actor stood on each slot in turn, all others where they are.
    cost = chord[np.abs(np.arange(len(order))[:, None] - place[near])] @ weight
    here = int(place[actor])
    there = int(np.argmin(cost))
    if cost[there] >= cost[here] - 1e-12:
        return order
    return np.insert(np.delete(order, here), there, actor)


def _begun(graph: Graph) -> Integers:
    """A first order: from the busiest, always the actor most tied to those placed already."""
    near, first, weight = _neighbours(graph)
    busy = _strengths(graph)
    tied = np.zeros(graph.count)
    is_open = np.ones(graph.count, dtype=bool)
    line: list[int] = []
    ends = [-1, -1]
    for _ in range(graph.count):
        # Nobody tied to those before: the busiest of another part goes on.
        rank = np.where(is_open, tied / np.maximum(busy, 1e-12) + 1e-6 * busy / busy.max(), -1.0)
        actor = int(np.argmax(rank))
        is_open[actor] = False
        others = slice(first[actor], first[actor + 1])
        tied[near[others]] += weight[others]
        pull = [float(weight[others][near[others] == end].sum()) for end in ends]
        if pull[0] > pull[1]:
            line.insert(0, actor)
        else:
            line.append(actor)
        ends = [line[0], line[-1]]
    return np.array(line, dtype=np.int64)


def _neighbours(graph: Graph) -> tuple[Integers, Integers, Floats]:
    low, high, weight = graph.edges()
    owner, other = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.argsort(owner, kind="stable")
    first = np.searchsorted(owner[order], np.arange(graph.count + 1))
    return other[order], first, np.concatenate([weight, weight])[order]


def _strengths(graph: Graph) -> Floats:
    return np.asarray(
        np.bincount(graph.start, graph.weight, graph.count)
        + np.bincount(graph.end, graph.weight, graph.count)
        + 1e-12
    )


def _length(graph: Graph, order: Integers) -> float:
    place = np.empty(graph.count, dtype=np.int64)
    place[order] = np.arange(graph.count)
    low, high, weight = graph.edges()
    return float(weight @ np.sin(np.pi * np.abs(place[low] - place[high]) / graph.count))
