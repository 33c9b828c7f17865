"""Actors at their places on an Equal Earth map that chooses its own middle."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import Actor
from flowviz.flows.flow import Flows
from flowviz.layouts.equal_earth import EqualEarth
from flowviz.layouts.layout import Layout, read_only
from flowviz.layouts.world import CENTRES, backdrop
from flowviz.records import Placement

Floats = NDArray[np.float64]


def layout(
    actors: Mapping[str, Actor],
    placements: Mapping[str, Placement],
    centre: float | None,
    flows: Flows,
) -> Layout:
    """Places on the map, in the order of ``flows.actor_codes``.

    An actor stands where the user has put it, otherwise at its capital or seat, otherwise in the
    tray. ``centre`` forces the middle meridian (one of ``world.CENTRES``); None: the one whose
    edge the fewest and lightest flows cross.
    """
    lon, lat = _degrees(flows.actor_codes, actors, placements)
    is_placed = np.isfinite(lon) & np.isfinite(lat)
    if centre is None:
        centre = _best_centre(lon, flows)
    projection = EqualEarth(centre)
    x, y = projection.forward(lon, lat)
    node_xy = np.column_stack([x, y])
    read_only(node_xy, is_placed)
    return Layout("map", node_xy, is_placed, backdrop(centre), projection)


def _degrees(
    codes: Sequence[str], actors: Mapping[str, Actor], placements: Mapping[str, Placement]
) -> tuple[Floats, Floats]:
    lon, lat = np.full(len(codes), np.nan), np.full(len(codes), np.nan)
    for number, code in enumerate(codes):
        place, actor = placements.get(code), actors.get(code)
        if place is not None:
            lon[number], lat[number] = place.x, place.y
        elif actor is not None and actor.lon is not None and actor.lat is not None:
            lon[number], lat[number] = actor.lon, actor.lat
    return lon, lat


def _best_centre(lon: Floats, flows: Flows) -> float:
    """The centre with the lightest crossings; among equals the one nearest to what is drawn."""
    choices = tuple(CENTRES)
    if not len(flows):
        return choices[0]
    start, end = lon[flows.supplier], lon[flows.recipient]
    is_there = np.isfinite(start) & np.isfinite(end)
    start, end = start[is_there], end[is_there]
    weight = np.sqrt(np.maximum(np.nan_to_num(flows.amount[is_there]), 0.0))
    largest = weight.max(initial=0.0)
    weight = np.maximum(weight, 0.02 * largest if largest > 0 else 1.0)
    best, least = choices[0], np.inf
    for choice in choices:
        east, west = (_turned(side, choice) for side in (start, end))
        crossing = float(weight[np.abs(east - west) > 180.0].sum())
        aside = float((weight * (np.abs(east) + np.abs(west))).sum()) / 360.0
        cost = crossing + 0.1 * aside
        if cost < 0.85 * least:  # a middle people know stays unless another is clearly better
            best, least = choice, cost
    return best


def _turned(lon: Floats, centre: float) -> Floats:
    return (lon - centre + 180.0) % 360.0 - 180.0
