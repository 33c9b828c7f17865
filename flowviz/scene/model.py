"""What a scene holds: geometry in logical pixels, ready to paint, and nothing to compute.

All arrays are read-only. Positions are logical pixels of the viewport, x to the right and y
downwards. Row means a drawn flow, in the order of painting; a row's number is not the flow's
number in ``Strands``, which ``FlowShapes.flow`` gives.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import arrays_of, read_only
from flowviz.scene.geometry import Curves as Curves
from flowviz.scene.geometry import Ints as Ints
from flowviz.scene.geometry import Lines as Lines
from flowviz.scene.geometry import OnDemand as OnDemand
from flowviz.scene.geometry import Pixels as Pixels
from flowviz.scene.geometry import Polygons as Polygons
from flowviz.scene.geometry import Ribbons as Ribbons
from flowviz.scene.geometry import frozen as frozen
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import WidthScale

REST, SINGLE, PLAIN = -1, -2, -3
"""Colour numbers beside those of ``Palette.hues``: all that have no hue, a picture of one hue, and
rings of actors where hues tell something of the flows alone."""


class Part(enum.IntEnum):
    """What a polygon of a flow is, in the order of painting within a flow."""

    CASING = 0
    OPEN_FAR = 1
    OPEN_MIDDLE = 2
    OPEN_NEAR = 3
    BAND = 4
    BODY = 5
    HOLLOW = 6


class Sign(enum.IntEnum):
    """A small mark in the middle of a flow."""

    UNKNOWN = 0
    DISPUTED = 1
    UNCERTAIN = 2
    IMPORTER = 3
    EXPORTER = 4
    UNSUPPORTED = 5
    CONFLICTING = 6
    INCLUDED = 7


class Shape(enum.IntEnum):
    """The outline of a node: which kind of actor it is."""

    CIRCLE = 0
    TRIANGLE = 1
    SQUARE = 2
    QUESTION = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user has picked: numbers of strands, and of actors in ``Strands``."""

    flows: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.flows or self.actors)


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
        (D,) int32: number in ``Strands`` of each row, rows in the order of painting.
    colour
        (D,) int32: number of a hue, ``REST`` or ``SINGLE``.
    alpha
        (D,) float32: 1, less for what a selection fades.
    is_selected
        (D,) bool.
    curves
        Middle lines and widths, from which OpenGL draws.
    ribbons, lines
        The same flows as polygons, from which ``QPainter`` draws, and as lines to pick from: both
        made when first asked for.
    mark_xy, mark_sign, mark_row
        (M, 2) float32, (M,) int32, (M,) int32: signs at mid-flow.
    """

    flow: Ints
    colour: Ints
    alpha: Pixels
    is_selected: NDArray[np.bool_]
    curves: Curves
    ribbons: OnDemand[Ribbons]
    lines: OnDemand[Lines]
    mark_xy: Pixels
    mark_sign: Ints
    mark_row: Ints

    @property
    def polygons(self) -> Polygons:
        """Polygons (K) in the order of painting."""
        return self.ribbons().polygons

    @property
    def polygon_row(self) -> Ints:
        """The row (K,) of each polygon."""
        return self.ribbons().row

    @property
    def polygon_part(self) -> Ints:
        """The ``Part`` (K,) of each polygon."""
        return self.ribbons().part

    @property
    def line_xy(self) -> Pixels:
        """The middle lines (C, S, 2) to the tips."""
        return self.lines().xy

    @property
    def line_half(self) -> Pixels:
        """Half the width (C, S) along them."""
        return self.lines().half

    @property
    def line_row(self) -> Ints:
        """The row (C,) of each line."""
        return self.lines().row


@dataclass(frozen=True, slots=True, eq=False)
class NodeShapes:
    """The drawn actors.

    Attributes
    ----------
    actor
        (n,) int32: number in ``Strands.actor_codes``.
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
    Exactly one of ``flow`` and ``actor`` is a number in ``Strands``, the other is -1.
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
class Key:
    """One colour of the legend: its number, what it stands for, how many ribbons have it."""

    colour: int
    words: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """Colour numbers of all strands (L,) and of the rings of all actors (N,), and their keys.

    ``keys`` are empty where there is one colour; the largest stands first, the rest last. ``by`` is
    what they tell; ``hues`` are the hues of suppliers by code, or of categories by name.
    """

    by: str
    title: str
    strands: Ints
    nodes: Ints
    keys: tuple[Key, ...]
    hues: Mapping[str, int]

    def __post_init__(self) -> None:
        read_only(*arrays_of(self))


@dataclass(frozen=True, slots=True)
class Counts:
    """What is drawn and what is not.

    Of ``drawn`` flows ``selected`` are drawn only because they are.
    ``hidden_share`` is the share of the total that is not drawn (NaN when nothing is known),
    ``hidden_unknown`` how many flows of unknown amount are not drawn, ``dropped_labels`` how many
    names found no room. ``abreast`` counts the records that are not drawn because their pair has
    more than can be told apart, ``faded`` what a selection fades, ``pale`` the small ribbons that
    stand back in a crowd.
    """

    drawn: int
    selected: int
    total: int
    hidden_share: float
    hidden_unknown: int
    dropped_labels: int
    abreast: int = 0
    faded: int = 0
    pale: int = 0


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
    colours: Colouring
