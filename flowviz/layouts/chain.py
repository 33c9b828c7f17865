"""A small network as a supply chain: layers from left to right, few crossings, straight rows."""

import numpy as np

from flowviz.arrays import Floats, Integers
from flowviz.layouts.grain import against_grain

COLUMN, ROW = 1.45, 1.0
"""Distance of layers and of neighbours in a layer."""

_SWEEPS = 8


def is_chain(count: int, start: Integers, end: Integers, weight: Floats) -> bool:
    """Whether flows go mostly one way: what must be turned round weighs under a fifth of all."""
    back = against_grain(count, start, end, weight)
    return float(weight[back].sum()) < 0.2 * float(weight.sum()) + 1e-12


def chain(count: int, start: Integers, end: Integers, weight: Floats) -> Floats:
    """Places (count, 2), y down, of a network given by its flows (F,)."""
    back = against_grain(count, start, end, weight)
    first, last = np.where(back, end, start), np.where(back, start, end)
    layer = _layers(count, first, last)
    # A flow over several layers has a bend point in each, so that it finds its own way between.
    layers, ends = _with_bends(layer, first, last)
    order = _ordered(layers, ends)
    y = _rows(order, ends, len(layers))
    return np.column_stack([layer * COLUMN, y[:count] * ROW])


def _layers(count: int, first: Integers, last: Integers) -> Integers:
    """The layer (count,) of each node: one more than the farthest of its suppliers."""
    layer = np.zeros(count, dtype=np.int64)
    for _ in range(count):
        before = layer.copy()
        np.maximum.at(layer, last, np.where(first == last, 0, layer[first] + 1))
        if (layer == before).all():
            break
    return layer


def _with_bends(
    layer: Integers, first: Integers, last: Integers
) -> tuple[list[int], list[tuple[int, int]]]:
    layers = layer.tolist()
    ends: list[tuple[int, int]] = []
    for a, b in sorted(set(zip(first.tolist(), last.tolist(), strict=True))):
        if a == b:
            continue
        before = a
        for between in range(layers[a] + 1, layers[b]):
            layers.append(between)
            ends.append((before, len(layers) - 1))
            before = len(layers) - 1
        ends.append((before, b))
    return layers, ends


def _ordered(layers: list[int], ends: list[tuple[int, int]]) -> list[list[int]]:
    """The nodes of each layer from top to bottom, by the means of their neighbours."""
    columns: list[list[int]] = [[] for _ in range(max(layers, default=0) + 1)]
    for node, at in enumerate(layers):
        columns[at].append(node)
    best, least = [list(column) for column in columns], _crossings(columns, ends)
    for sweep in range(_SWEEPS):
        is_forward = sweep % 2 == 0
        place = {node: i for column in columns for i, node in enumerate(column)}
        for column in columns if is_forward else columns[::-1]:
            mean = {node: _mean(node, ends, place, is_forward) for node in column}
            column.sort(key=lambda node: (mean[node], place[node]))
            place.update({node: i for i, node in enumerate(column)})
        found = _crossings(columns, ends)
        if found < least:
            best, least = [list(column) for column in columns], found
    return best


def _mean(node: int, ends: list[tuple[int, int]], place: dict[int, int], is_forward: bool) -> float:
    near = [a for a, b in ends if b == node] if is_forward else [b for a, b in ends if a == node]
    if not near:
        return float(place[node])
    return sum(place[other] for other in near) / len(near)


def _crossings(columns: list[list[int]], ends: list[tuple[int, int]]) -> int:
    place = {node: i for column in columns for i, node in enumerate(column)}
    at = {node: i for i, column in enumerate(columns) for node in column}
    return sum(
        (place[a] - place[c]) * (place[b] - place[d]) < 0
        for i, (a, b) in enumerate(ends)
        for c, d in ends[i + 1 :]
        if at[a] == at[c]
    )


def _rows(columns: list[list[int]], ends: list[tuple[int, int]], count: int) -> Floats:
    """Heights (count,) that keep the order, stay 1 apart, and draw neighbours level."""
    y = np.zeros(count)
    for column in columns:
        y[column] = np.arange(len(column)) - (len(column) - 1) / 2.0
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in ends:
        near[a].append(b)
        near[b].append(a)
    for _ in range(40):
        for column in columns:
            wish = np.array([np.mean(y[near[node]]) if near[node] else y[node] for node in column])
            y[column] = _kept_apart(wish)
    for column in columns:  # what hangs on one flow alone lies level with it
        wish = np.array([y[near[node][0]] if len(near[node]) == 1 else y[node] for node in column])
        y[column] = _kept_apart(wish)
    return y


def _kept_apart(wish: Floats) -> Floats:
    """Heights nearest to ``wish`` that rise by at least 1: neighbours in a block share a mean."""
    blocks: list[tuple[float, int]] = []
    for value in (wish - np.arange(len(wish))).tolist():
        mean, size = value, 1
        while blocks and blocks[-1][0] > mean:
            other, others = blocks.pop()
            mean = (mean * size + other * others) / (size + others)
            size += others
        blocks.append((mean, size))
    level = np.concatenate([np.full(size, mean) for mean, size in blocks])
    return np.asarray(level + np.arange(len(wish)))
