"""What a scene holds: geometry in logical pixels, ready to paint, and nothing to compute.

All arrays are read-only. Positions are logical pixels of the viewport, x to the right and y
downwards. Row means a drawn flow, in the order of painting; a row's number is not the flow's
number in ``Flows``, which ``FlowShapes.flow`` gives.
"""

import enum
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import WidthScale

Pixels = NDArray[np.float32]
Ints = NDArray[np.int32]

REST, SINGLE = -1, -2
"""Colour numbers beside those of ``Palette.hues``: all other suppliers, and a picture of few."""


class Part(enum.IntEnum):
    """What a polygon of a flow is, in the order of painting within a flow."""

    CASING = 0
    BAND = 1
    BODY = 2
    HOLLOW = 3


class Sign(enum.IntEnum):
    """A small mark in the middle of a flow."""

    UNKNOWN = 0
    DISPUTED = 1


class Shape(enum.IntEnum):
    """The outline of a node: which kind of actor it is."""

    CIRCLE = 0
    TRIANGLE = 1
    SQUARE = 2
    QUESTION = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user has picked: numbers of flows and of actors in ``Flows``."""

    flows: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.flows or self.actors)


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """Polygons end to end: polygon k is ``xy[start[k]:start[k + 1]]``, xy (P, 2) float32."""

    xy: Pixels
    start: Ints

    @property
    def count(self) -> int:
        """How many polygons."""
        return len(self.start) - 1

    def __getitem__(self, k: int) -> Pixels:
        return self.xy[self.start[k] : self.start[k + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class BackdropShapes:
    """The map behind the flows, in pixels; as ``layouts.Backdrop``."""

    sea: Polygons
    land: Polygons
    borders: Polygons
    disputed: Polygons


@dataclass(frozen=True, slots=True, eq=False)
class FlowShapes:
    """The drawn flows.

    Attributes
    ----------
    flow
        (D,) int32: number in ``Flows`` of each row, rows in the order of painting.
    colour
        (D,) int32: number of a hue, ``REST`` or ``SINGLE``.
    alpha
        (D,) float32: 1, less for what a selection fades.
    is_selected
        (D,) bool.
    polygons, polygon_row, polygon_part
        (K) polygons in the order of painting, the row (K,) and the ``Part`` (K,) of each.
    line_xy, line_half, line_row
        (C, S, 2) and (C, S) float32, (C,) int32: middle lines with half widths, for picking. A
        flow that crosses the map's edge has two.
    line_box
        (C, 4) float32: left, top, right and bottom of each with its width.
    mark_xy, mark_sign, mark_row
        (M, 2) float32, (M,) int32, (M,) int32: signs at mid-flow.
    """

    flow: Ints
    colour: Ints
    alpha: Pixels
    is_selected: NDArray[np.bool_]
    polygons: Polygons
    polygon_row: Ints
    polygon_part: Ints
    line_xy: Pixels
    line_half: Pixels
    line_row: Ints
    line_box: Pixels
    mark_xy: Pixels
    mark_sign: Ints
    mark_row: Ints


@dataclass(frozen=True, slots=True, eq=False)
class NodeShapes:
    """The drawn actors.

    Attributes
    ----------
    actor
        (n,) int32: number in ``Flows.actor_codes``.
    xy
        (n, 2) float32.
    inner, outer
        (n,) float32: the disc's radius (received; area follows the amount) and the outer radius
        of the ring around it (supplied; its area follows the amount on the same scale).
    shape, colour
        (n,) int32: ``Shape``, and the ring's colour as in ``FlowShapes.colour``.
    alpha, is_emphasised
        (n,) float32 and bool: what a selection fades and marks.
    is_in_tray
        (n,) bool: stands in the off-map tray.
    is_only_supplier
        (n,) bool: received nothing; the place of the disc is a small hole.
    """

    actor: Ints
    xy: Pixels
    inner: Pixels
    outer: Pixels
    shape: Ints
    colour: Ints
    alpha: Pixels
    is_emphasised: NDArray[np.bool_]
    is_in_tray: NDArray[np.bool_]
    is_only_supplier: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: its left end on the base line, size in pixels, weight 400 to 700."""

    text: str
    x: float
    baseline: float
    size_px: float
    weight: int = 400
    tone: str = "ink"
    has_halo: bool = False
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> "Box":
        """The box with ``by`` more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> "Box":
        """The box shifted."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or an amount that has found its place.

    ``leader`` is the thin line from what it names to the label, empty when it stands beside it.
    Exactly one of ``flow`` and ``actor`` is a number in ``Flows``, the other is -1.
    """

    text: Text
    box: Box
    leader: tuple[tuple[float, float], ...] = ()
    flow: int = -1
    actor: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A polygon of the legend: its points and the role of its colour."""

    xy: tuple[tuple[float, float], ...]
    tone: str


@dataclass(frozen=True, slots=True, eq=False)
class Legend:
    """The card that explains the picture: one for screen and export."""

    box: Box
    texts: tuple[Text, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tray:
    """The shelf at the bottom for actors without a place on the map."""

    box: Box
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is drawn and what is not.

    Of ``drawn`` flows ``selected`` are drawn only because they are.
    ``hidden_share`` is the share of the total that is not drawn (NaN when nothing is known),
    ``hidden_unknown`` how many flows of unknown amount are not drawn, ``dropped_labels`` how many
    names found no room.
    """

    drawn: int
    selected: int
    total: int
    hidden_share: float
    hidden_unknown: int
    dropped_labels: int


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A picture ready to paint."""

    viewport: Viewport
    backdrop: BackdropShapes | None
    flows: FlowShapes
    nodes: NodeShapes
    labels: tuple[Label, ...]
    legend: Legend | None
    tray: Tray | None
    counts: Counts
    selection: Selection
    notes: tuple[str, ...]
    scale: WidthScale


def frozen(array: ArrayLike, dtype: type = np.float32) -> NDArray[Any]:
    """``array`` as a read-only contiguous copy of ``dtype``."""
    copy: NDArray[Any] = np.array(array, dtype=dtype, order="C")
    copy.flags.writeable = False
    return copy
