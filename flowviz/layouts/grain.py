"""Which flows run against the grain: the light ones that close a circle."""

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats, Integers


def against_grain(count: int, start: Integers, end: Integers, weight: Floats) -> NDArray[np.bool_]:
    """Flows (F,) to turn round, after Eades, Lin and Smyth (1993): suppliers to the left.

    Without them nothing runs in a circle.
    """
    self_flow = start == end
    out, into = (
        np.bincount(ends[~self_flow], weight[~self_flow], minlength=count).astype(float)
        for ends in (start, end)
    )
    outs, ins = (np.bincount(ends[~self_flow], minlength=count) for ends in (start, end))
    by_start, by_end = _arcs(count, start, self_flow), _arcs(count, end, self_flow)
    left: list[int] = []
    right: list[int] = []
    is_open = np.ones(count, dtype=bool)
    while is_open.any():
        sinks = np.flatnonzero(is_open & (outs == 0))
        if not len(sinks):
            surplus = np.where(is_open, out - into, -np.inf)
            sources = is_open & (ins == 0)
            surplus = np.where(sources, surplus, -np.inf) if sources.any() else surplus
            left.append(int(np.argmax(surplus)))
        else:
            right = sinks.tolist() + right
        for node in sinks.tolist() if len(sinks) else left[-1:]:
            is_open[node] = False
            gone = by_start[node]
            np.subtract.at(into, end[gone], weight[gone])
            np.subtract.at(ins, end[gone], 1)
            gone = by_end[node]
            np.subtract.at(out, start[gone], weight[gone])
            np.subtract.at(outs, start[gone], 1)
    place = np.empty(count)
    place[left + right] = np.arange(count)
    return np.asarray(place[start] > place[end])


def _arcs(count: int, owner: Integers, is_left_out: NDArray[np.bool_]) -> list[Integers]:
    order = np.argsort(owner, kind="stable")
    order = order[~is_left_out[order]]
    return np.split(order, np.searchsorted(owner[order], np.arange(1, count)))
