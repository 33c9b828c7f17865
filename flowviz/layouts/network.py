"""Actors as a network, laid out in one of several ways by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np

from flowviz.arrays import Booleans, Floats, read_only
from flowviz.flows.flow import Flows
from flowviz.layouts.chain import chain, is_chain
from flowviz.layouts.forces import force_atlas, springs
from flowviz.layouts.graph import Graph
from flowviz.layouts.layers import layered
from flowviz.layouts.layout import Layout
from flowviz.layouts.progress import Progress, Stopped, go_on, part_of, tell
from flowviz.layouts.ring import ring
from flowviz.layouts.spacing import apart, loosened, packed, scaled, spread
from flowviz.layouts.stress import stress
from flowviz.layouts.turning import turned
from flowviz.records import Placement

__all__ = ["AUTO", "LAYOUTS", "LayoutChoice", "Stopped", "layout"]

Held = tuple[Floats, Booleans]
"""Places (N, 2) and who of them (N,) may not be moved."""

MOST_CHAINED = 28
"""Up to so many actors a part of the network is set as a chain, if it is nearly one."""

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to choose: the name that a view keeps, its title, and what it shows."""

    name: str
    title: str
    words: str


LAYOUTS = (
    LayoutChoice(AUTO, "Automatic", "A small network as a supply chain, a large one by springs"),
    LayoutChoice(
        "forceatlas2", "ForceAtlas2", "Hubs apart, their partners around them: who belongs to whom"
    ),
    LayoutChoice(
        "kamada-kawai", "Kamada-Kawai", "Distance as steps: how many hands lie between two actors"
    ),
    LayoutChoice("springs", "Springs", "Fruchterman-Reingold: an even cloud, quick for thousands"),
    LayoutChoice("circular", "Circular", "All on one circle, partners near: every flow in sight"),
    LayoutChoice("layered", "Layered", "From left to right: suppliers, go-betweens, recipients"),
)


def layout(
    flows: Flows,
    placements: Mapping[str, Placement],
    name: str = AUTO,
    progress: Progress | None = None,
) -> Layout:
    """Places in the network, in the order of ``flows.actor_codes``; y down, names' width about 1.

    The same flows give the same places. An actor that the user has put somewhere stands exactly
    there. The others do not move for it, save who would stand under it; only by ForceAtlas2 and
    Kamada-Kawai they arrange themselves around it. An unknown ``name`` is taken as ``AUTO``,
    so that a view saved by a later version can be opened.

    Raises
    ------
    Stopped
        ``progress`` gave False.
    """
    progress = progress or go_on
    graph = Graph.of(flows)
    held = _held(flows, placements)
    tell(progress, 0.0)
    if name == "circular":
        node_xy = ring(graph, part_of(progress, 0.0, 0.95))
    else:
        node_xy = _by_parts(graph, name, held, progress)
    node_xy = _with_held(node_xy, held)
    is_placed = np.ones(graph.count, dtype=bool)
    read_only(node_xy, is_placed)
    tell(progress, 1.0)
    return Layout("network", node_xy, is_placed)


def _held(flows: Flows, placements: Mapping[str, Placement]) -> Held:
    found = (placements.get(code) for code in flows.actor_codes)
    # A stranger's file may hold anything; what is no place is none.
    at = [each if each and isfinite(each.x) and isfinite(each.y) else None for each in found]
    xy = np.array([(place.x, place.y) if place else (0.0, 0.0) for place in at], dtype=float)
    return xy.reshape(-1, 2), np.array([place is not None for place in at], dtype=bool)


def _with_held(node_xy: Floats, held: Held) -> Floats:
    """The places with the held where they are held, nobody else under them."""
    _, is_held = held
    if not is_held.any():
        return node_xy
    return _exact(apart(_exact(node_xy, held), is_held), held)


def _exact(node_xy: Floats, held: Held) -> Floats:
    xy, is_held = held
    return np.where(is_held[:, None], xy, node_xy)


def _by_parts(graph: Graph, name: str, held: Held, progress: Progress) -> Floats:
    """Each connected part by itself, side by side."""
    force = _FORCES.get(name)
    parts = graph.parts()
    blocks, scales, done = [], [], 0
    for part in parts:
        share = part_of(progress, done / graph.count, (done + 0.8 * len(part)) / graph.count)
        own = graph.part(part)
        free = _LAYERS.get(name, _automatic)(own, share) if force is None else force(own, share)
        blocks.append(free if force is None else _finished(own, free))
        scales.append(_size(blocks[-1]) / max(_size(free), 1e-9))
        done += len(part)
    node_xy = np.zeros((graph.count, 2))
    for part, scale, xy in zip(parts, scales, packed(blocks), strict=True):
        node_xy[part] = xy
        if name in _SETTLED and force is not None and scale > 0.0 and held[1][part].any():
            # Forces have units of their own, in which they are at rest.
            start = _exact(xy, (held[0][part], held[1][part])) / scale
            node_xy[part] = scale * force(
                graph.part(part), _unheard(progress), start, held[1][part]
            )
    return node_xy


def _size(xy: Floats) -> float:
    """How far apart most stand: the mean distance from the middle, whoever is the farthest."""
    return float(np.linalg.norm(xy - np.median(xy, axis=0), axis=1).mean())


def _unheard(progress: Progress) -> Progress:
    """The same wish to stop, without a share: what is told may not go back."""
    return lambda _share: progress(0.9)


def _automatic(graph: Graph, progress: Progress) -> Floats:
    weight = graph.weight
    is_small = graph.count <= MOST_CHAINED
    if is_small and is_chain(graph.count, graph.start, graph.end, weight):
        return chain(graph.count, graph.start, graph.end, weight)
    return apart(spread(turned(graph, springs(graph, progress))))


def _finished(graph: Graph, free: Floats) -> Floats:
    """What forces give, turned, at the size that names need, and nobody on another."""
    return apart(loosened(scaled(turned(graph, free))))


_Force = Callable[..., Floats]
_FORCES: Mapping[str, _Force] = {
    "forceatlas2": force_atlas,
    "kamada-kawai": stress,
    "springs": springs,
}
_SETTLED = ("forceatlas2", "kamada-kawai")
_LAYERS: Mapping[str, Callable[[Graph, Progress], Floats]] = {"layered": layered}
