"""How far actors are from one another along the flows, and a first sketch made of that."""

import numpy as np

from flowviz.arrays import Floats, Integers
from flowviz.layouts.graph import Graph
from flowviz.layouts.progress import Progress, go_on, tell

_AT_ONCE = 64


def distances(graph: Graph, length: Floats, starts: Integers, progress: Progress = go_on) -> Floats:
    """Shortest ways (S, N) from ``starts`` to all, over ``graph.edges()`` of these lengths.

    Bellman and Ford's rounds over all edges at once, which numpy does faster than Python walks a
    heap. In a connected graph every way is finite.
    """
    low, high, _ = graph.edges()
    tail, head = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.argsort(head, kind="stable")
    tail, step = tail[order], np.concatenate([length, length])[order]
    heads, first = np.unique(head[order], return_index=True)
    way = np.full((len(starts), graph.count), np.inf)
    way[np.arange(len(starts)), starts] = 0.0
    for at in range(0, len(starts), _AT_ONCE):
        tell(progress, at / len(starts))
        some = way[at : at + _AT_ONCE]
        while len(heads):
            shorter = np.minimum.reduceat(some[:, tail] + step, first, axis=1)
            if not (shorter < some[:, heads]).any():
                break
            some[:, heads] = np.minimum(some[:, heads], shorter)
    return way


def landmarks(graph: Graph, length: Floats, count: int) -> tuple[Integers, Floats]:
    """``count`` actors far from one another, and the ways (L, N) from them; the busiest is first.

    Each next one is the farthest from all before it (Gonzalez 1985), ties to the busiest.
    """
    degree = np.bincount(np.concatenate([graph.start, graph.end]), minlength=graph.count)
    chosen = [int(np.argmax(degree))]
    ways = [distances(graph, length, np.array(chosen))[0]]
    nearest = ways[0].copy()
    for _ in range(1, min(count, graph.count)):
        farthest = np.flatnonzero(nearest >= nearest.max() - 1e-12)
        chosen.append(int(farthest[np.argmax(degree[farthest])]))
        ways.append(distances(graph, length, np.array(chosen[-1:]))[0])
        nearest = np.minimum(nearest, ways[-1])
    return np.array(chosen, dtype=np.int64), np.array(ways)


def sketch(way: Floats) -> Floats:
    """Places (N, 2) from ways (L, N) to landmarks: pivot MDS after Brandes and Pich (2007).

    The axes are the two along which the ways differ most; each axis points to where its farthest
    actor lies, so that the same flows give the same picture and not its mirror image.
    """
    square = way**2
    centred = (
        square - square.mean(axis=1, keepdims=True) - square.mean(axis=0) + square.mean()
    ) / -2.0
    values, vectors = np.linalg.eigh(centred @ centred.T)
    axes = vectors[:, ::-1][:, :2] if len(values) > 1 else np.ones((len(values), 1))
    xy = np.zeros((way.shape[1], 2))
    for at in range(axes.shape[1]):
        along = axes[:, at] @ centred
        size = float(np.linalg.norm(along))
        if size > 1e-9:
            along = along * (float(np.sqrt(max(values[-1 - at], 0.0))) ** -0.5)
            xy[:, at] = along * np.sign(along[np.argmax(np.abs(along).round(9))])
    # Actors with the same ways lie on one spot: a sunflower of a few hundredths parts them.
    number = np.arange(len(xy))
    around = 0.02 * np.sqrt((number + 0.5) / len(xy))[:, None]
    turn = 2.399963 * number
    return np.asarray(xy + around * np.column_stack([np.cos(turn), np.sin(turn)]))
