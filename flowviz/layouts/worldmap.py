"""Actors at their places on a map of any projection that chooses its own middle."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from flowviz.actors import Actor, label_point
from flowviz.arrays import Floats, read_only
from flowviz.flows.flow import Flows
from flowviz.layouts import projections
from flowviz.layouts.layout import Layout
from flowviz.layouts.projections import EQUAL_EARTH, Projection
from flowviz.layouts.world import CENTRES, COARSE, FINE, backdrop
from flowviz.records import Placement

CAPITAL, LABEL = "capital", "label"
"""Where a country stands: at its capital or seat, or in the middle of its land."""

FINE_FROM_PX = 780.0
"""Pixels a world unit from which on the fine outlines are drawn: three times a map of the whole
world, 5.4 units wide, on 1,400 pixels. There the coarse ones begin to show their corners."""


def layout(
    actors: Mapping[str, Actor],
    placements: Mapping[str, Placement],
    centre: float | None,
    flows: Flows,
    *,
    projection: str = EQUAL_EARTH,
    anchor: str = CAPITAL,
    detail: str = COARSE,
) -> Layout:
    """Places on the map, in the order of ``flows.actor_codes``.

    An actor stands where the user has put it, otherwise where ``anchor`` says, otherwise in the
    tray. ``centre`` forces the middle meridian, degrees east; None: the one of
    :data:`~flowviz.layouts.world.CENTRES` whose edge the fewest and lightest flows cross, and on
    a map without an edge the middle of the flows.

    Raises
    ------
    FlowvizError
        There is no such projection, or its outlines cannot be read.
    """
    lon, lat = degrees_of(flows.actor_codes, actors, placements, anchor)
    is_placed = np.isfinite(lon) & np.isfinite(lat)
    made = _projection(projection, centre, lon, lat, flows)
    node_xy = np.column_stack(made.forward(lon, lat))
    read_only(node_xy, is_placed)
    return Layout("map", node_xy, is_placed, backdrop(made, detail), made)


def detailed(layout: Layout) -> Layout:
    """The same places on the fine outlines; what is no map stays as it is."""
    return _with_detail(layout, FINE)


def at_scale(layout: Layout, px_per_unit: float) -> Layout:
    """The same places on outlines as fine as ``px_per_unit`` shows.

    Cheap enough for every frame: outlines are made once, and stay the same object.
    """
    return _with_detail(layout, FINE if px_per_unit >= FINE_FROM_PX else COARSE)


def centre_of(actors_lon: ArrayLike, weights: ArrayLike) -> float:
    """The middle meridian of a selection, whole degrees east, -180 to 180.

    ``actors_lon`` are degrees east, NaN for actors without a place, ``weights`` what each weighs.
    """
    lon, weight = np.asarray(actors_lon, dtype=float), np.asarray(weights, dtype=float)
    return round(_middle(lon, np.zeros_like(lon), weight)[0])


def degrees_of(
    codes: Sequence[str],
    actors: Mapping[str, Actor],
    placements: Mapping[str, Placement],
    anchor: str = CAPITAL,
) -> tuple[Floats, Floats]:
    """Degrees east and north of where actors stand, NaN for those without a place."""
    lon, lat = np.full(len(codes), np.nan), np.full(len(codes), np.nan)
    for number, code in enumerate(codes):
        place, actor = placements.get(code), actors.get(code)
        if place is not None:
            lon[number], lat[number] = place.x, place.y
        elif actor is not None and actor.lon is not None and actor.lat is not None:
            label = label_point(actor) if anchor == LABEL else None
            lon[number], lat[number] = label or (actor.lon, actor.lat)
    return lon, lat


def _with_detail(layout: Layout, detail: str) -> Layout:
    if layout.backdrop is None or layout.projection is None or layout.backdrop.detail == detail:
        return layout
    return dataclasses.replace(layout, backdrop=backdrop(layout.projection, detail))


def _projection(
    name: str, centre: float | None, lon: Floats, lat: Floats, flows: Flows
) -> Projection:
    if projections.choice(name).has_edge:
        chosen = _best_centre(lon, flows) if centre is None else centre
        return projections.projection(name, chosen)
    ends = np.concatenate([flows.supplier, flows.recipient])
    weight = np.bincount(ends, np.tile(_weights(flows), 2), minlength=len(lon))
    middle = _middle(lon, lat, weight.astype(np.float64))
    return projections.projection(name, middle[0] if centre is None else centre, middle[1])


def _middle(lon: Floats, lat: Floats, weight: Floats) -> tuple[float, float]:
    """Degrees east and north of the weighted middle of places on the globe, NaN left out."""
    there = np.isfinite(lon) & np.isfinite(lat) & (weight > 0.0)
    east, north = np.radians(lon[there]), np.radians(lat[there])
    heavy = weight[there] * np.cos(north)
    x, y = (heavy * np.cos(east)).sum(), (heavy * np.sin(east)).sum()
    z = (weight[there] * np.sin(north)).sum()
    if np.hypot(np.hypot(x, y), z) < 1e-9 * max(float(weight[there].sum()), 1e-300):
        return next(iter(CENTRES)), 0.0  # nothing, or all round the globe
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


def _weights(flows: Flows) -> Floats:
    """What each flow (F,) weighs in the choice of a middle; one of unknown amount a little."""
    weight = np.sqrt(np.maximum(np.nan_to_num(flows.amount), 0.0))
    largest = weight.max(initial=0.0)
    return np.asarray(np.maximum(weight, 0.02 * largest if largest > 0 else 1.0))


def _best_centre(lon: Floats, flows: Flows) -> float:
    """The centre with the lightest crossings; among equals the one nearest to what is drawn."""
    choices = tuple(CENTRES)
    start, end = lon[flows.supplier], lon[flows.recipient]
    is_there = np.isfinite(start) & np.isfinite(end)
    start, end, weight = start[is_there], end[is_there], _weights(flows)[is_there]
    best, least = choices[0], np.inf
    for tried in choices:
        east, west = (_turned(side, tried) for side in (start, end))
        crossing = float(weight[np.abs(east - west) > 180.0].sum())
        aside = float((weight * (np.abs(east) + np.abs(west))).sum()) / 360.0
        cost = crossing + 0.1 * aside
        if cost < 0.85 * least:  # a middle people know stays unless another is clearly better
            best, least = tried, cost
    return best


def _turned(lon: Floats, centre: float) -> Floats:
    return (lon - centre + 180.0) % 360.0 - 180.0
