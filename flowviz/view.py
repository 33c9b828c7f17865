"""How flows are looked at: everything that a saved view keeps beside its query, as plain values."""

from dataclasses import dataclass

from flowviz.flows.mode import Mode
from flowviz.style import Lock

MAP, NETWORK = "map", "network"
DEFAULT_TOP = 200


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at flows; the default is what a dossier opens with.

    Attributes
    ----------
    kind
        ``map`` or ``network``.
    projection
        Name of a map projection, one of ``layouts.projections.PROJECTIONS``.
    centre
        The middle meridian in degrees east; None: the one whose edge cuts the least.
    anchor
        Where a country stands: ``capital``, or ``label`` for the middle of its land.
    layout
        Name of a network layout, one of ``layouts.network.LAYOUTS``.
    mode
        What one ribbon stands for.
    colour_by
        ``auto``, ``supplier``, ``category``, ``kind``, ``existence`` or ``single``.
    scale, lock
        How width follows amount (``style.SCALES``); a lock keeps the widths of one unit.
    show_top
        How many ribbons are drawn, the largest first.
    """

    kind: str = MAP
    projection: str = "equal-earth"
    centre: float | None = None
    anchor: str = "capital"
    layout: str = "auto"
    mode: Mode = Mode.DIRECTED
    colour_by: str = "auto"
    scale: str = "sqrt"
    lock: Lock | None = None
    show_top: int = DEFAULT_TOP
