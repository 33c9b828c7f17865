"""Actors as rings and discs: ring areas are what they supplied, disc areas what they received."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.actors import ActorKind
from flowviz.arrays import Floats
from flowviz.flows.flow import Flows
from flowviz.scene.model import Shape
from flowviz.scene.widths import drawn_amount

MAX_RADIUS_PX = 19.0
LEAST_DISC_PX = 2.6
LEAST_RING_PX = 2.0
HOLE_PX = 2.4

_SHAPES = {
    ActorKind.STATE: Shape.CIRCLE,
    ActorKind.NON_STATE: Shape.TRIANGLE,
    ActorKind.ORGANISATION: Shape.SQUARE,
    ActorKind.BLOC: Shape.SQUARE,
    ActorKind.JOINT: Shape.SQUARE,
    ActorKind.UNKNOWN: Shape.QUESTION,
    ActorKind.UNRESOLVED: Shape.QUESTION,
}


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What each actor supplied and received in all flows of the query, drawn or not; (N,)."""

    supplied: Floats
    received: Floats
    is_supplier: NDArray[np.bool_]
    is_recipient: NDArray[np.bool_]


def totals(flows: Flows) -> Totals:
    """Totals by actor; unknown amounts add nothing, but who took part is kept."""
    amount = np.nan_to_num(drawn_amount(flows))
    count = len(flows.actor_codes)
    return Totals(
        np.bincount(flows.supplier, amount, minlength=count).astype(float, copy=False),
        np.bincount(flows.recipient, amount, minlength=count).astype(float, copy=False),
        np.bincount(flows.supplier, minlength=count) > 0,
        np.bincount(flows.recipient, minlength=count) > 0,
    )


def radii(totals: Totals, factor: float, drawn: int) -> tuple[Floats, Floats]:
    """Radius of the disc and of the ring around it (N,), in pixels.

    The areas of disc and ring follow the amounts on one scale, up to least sizes that keep a disc
    and a ring visible; where many are ``drawn``, all are smaller. An actor that only supplied has a
    small hole in place of the disc.
    """
    crowd = min(max(drawn - 12, 0) / 80.0, 1.0)
    largest = float((totals.supplied + totals.received).max(initial=0.0)) or 1.0
    full = MAX_RADIUS_PX * factor * (1.0 - 0.3 * crowd)
    least = factor * (LEAST_DISC_PX + (1.0 - crowd) * 1.6)
    disc = full * np.sqrt(totals.received / largest)
    disc = np.where(totals.is_recipient, np.maximum(disc, least), HOLE_PX * factor)
    outer = np.sqrt(disc**2 + full**2 * totals.supplied / largest)
    ring = np.where(totals.is_supplier, LEAST_RING_PX * factor, 0.0)
    return disc, np.maximum(outer, disc + ring)


def shapes(kinds: Sequence[ActorKind]) -> NDArray[np.int32]:
    """The shape (N,) of each kind of actor."""
    return np.array([_SHAPES[kind] for kind in kinds], dtype=np.int32)


def reach(outer: Floats, shape: NDArray[np.int32]) -> Floats:
    """How far a node of each shape reaches from its middle: where heads must end, (N,) pixels."""
    factor = np.where(shape == Shape.TRIANGLE, 1.45, np.where(shape == Shape.SQUARE, 1.18, 1.0))
    return np.asarray(np.maximum(outer, 3.4) * factor + 1.8)


def shape_points(shape: int, radius: float) -> list[tuple[float, float]] | None:
    """Corners around (0, 0) of a shape with the area of a circle of ``radius``; None: a circle."""
    if shape == Shape.TRIANGLE:
        r = radius * 1.5551  # equal areas: r² 3√3/4 = π
        return [(0.0, -r), (0.8660254 * r, 0.5 * r), (-0.8660254 * r, 0.5 * r)]
    if shape == Shape.SQUARE:
        h = radius * 0.8862269  # equal areas: (2 h)² = π
        return [(-h, -h), (h, -h), (h, h), (-h, h)]
    return None
