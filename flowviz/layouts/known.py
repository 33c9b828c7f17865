"""The places of some flows' actors, taken from a layout of more: so that nobody moves."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from flowviz.arrays import read_only
from flowviz.layouts.layout import Layout


def places_of(codes: Sequence[str], whole: Layout, number: Mapping[str, int]) -> Layout:
    """The layout ``whole`` for the actors ``codes`` in their order.

    ``number`` is where a code stands in ``whole``. One that is not in it has no place on a map; in
    a network it stands in a row below all others.
    """
    at = np.array([number.get(code, -1) for code in codes], dtype=np.int64)
    is_known = at >= 0
    node_xy = np.full((len(codes), 2), np.nan)
    node_xy[is_known] = whole.node_xy[at[is_known]]
    is_placed = np.zeros(len(codes), dtype=bool)
    is_placed[is_known] = whole.is_placed[at[is_known]]
    if whole.kind == "network" and not is_known.all():
        count = int((~is_known).sum())
        low = whole.node_xy.min(axis=0, initial=0.0)
        floor = float(whole.node_xy[:, 1].max(initial=0.0))
        across = max(int(np.ceil(np.sqrt(2.0 * count))), 4)
        row, column = np.divmod(np.arange(count), across)
        node_xy[~is_known] = np.column_stack([low[0] + column, floor + 1.0 + row])
        is_placed[~is_known] = True
    read_only(node_xy, is_placed)
    return dataclasses.replace(whole, node_xy=node_xy, is_placed=is_placed)
