"""The graph under a network layout: actors by number, flows as weighted arcs, in arrays."""

from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Floats, Integers
from flowviz.flows.flow import Flows


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Actors 0 to ``count`` and the flows between two of them.

    ``start``, ``end`` (A,) from supplier to recipient, never the same; ``weight`` (A,) above 0:
    the root of the amount, so that few giants do not hold all the rest on one spot. An unknown
    amount weighs as the least known.
    """

    count: int
    start: Integers
    end: Integers
    weight: Floats

    @classmethod
    def of(cls, flows: Flows) -> "Graph":
        """The graph of ``flows``, actors in the order of their codes."""
        is_arc = flows.supplier != flows.recipient
        weight = np.sqrt(np.maximum(np.nan_to_num(flows.drawn[is_arc]), 0.0))
        least = float(weight[weight > 0.0].min(initial=np.inf))
        weight = np.maximum(weight, least if np.isfinite(least) else 1.0)
        start, end = (ends[is_arc].astype(np.int64) for ends in (flows.supplier, flows.recipient))
        return cls(len(flows.actor_codes), start, end, weight)

    def parts(self) -> list[Integers]:
        """The actors (ascending) of each connected part, the largest part first."""
        low = np.arange(self.count)
        while True:  # everybody takes the lowest number among neighbours, and that one's own
            before = low.copy()
            np.minimum.at(low, self.start, low[self.end])
            np.minimum.at(low, self.end, low[self.start])
            low = low[low]
            if (low == before).all():
                break
        order = np.argsort(low, kind="stable")
        cuts = np.flatnonzero(np.diff(low[order])) + 1
        found = np.split(order, cuts) if self.count else []
        return sorted(found, key=lambda part: (-len(part), int(part[0])))

    def part(self, actors: Integers) -> "Graph":
        """The graph of ``actors`` (ascending) alone, numbered as they stand there."""
        number = np.full(self.count, -1, dtype=np.int64)
        number[actors] = np.arange(len(actors))
        own = (number[self.start] >= 0) & (number[self.end] >= 0)
        return Graph(len(actors), number[self.start[own]], number[self.end[own]], self.weight[own])

    def edges(self) -> tuple[Integers, Integers, Floats]:
        """Both ways of a pair as one: lower number, higher number, weights added."""
        low, high = np.minimum(self.start, self.end), np.maximum(self.start, self.end)
        key, at = np.unique(low * self.count + high, return_inverse=True)
        weight = np.bincount(at, self.weight, minlength=len(key)).astype(float)
        return key // max(self.count, 1), key % max(self.count, 1), weight
