"""Geometry in arrays: polygons, lines, and curves with widths; all read-only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Pixels = NDArray[np.float32]
Ints = NDArray[np.int32]

T = TypeVar("T")


class OnDemand(Generic[T]):
    """A value that is made when it is first asked for, and kept."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: T

    def __call__(self) -> T:
        """Give the value."""
        if (make := self._make) is not None:
            self._made = make()
            self._make = None  # what it was made of may go
        return self._made


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
class Curves:
    """The drawn flows as they are computed: middle lines and widths, no outline.

    Curves stand in the order of painting. A flow over the map's edge has two, one after the other,
    the second moved back onto the map.

    Attributes
    ----------
    xy
        (C, S, 2) float32: middle lines at even steps from the tail to the base of the head.
    normal
        (C, S, 2) float32: what a pixel to the left of the middle line adds to the position; a unit
        vector on the near side of the map's edge.
    taper
        (C, S) float32: share of the full width along the way.
    row
        (C,) int32: row of each curve.
    start, stop
        (C, 2) float32: from and to where the left and the right side are drawn, in samples; between
        0 and S - 1 only at the map's edge.
    has_head
        (C,) bool: the curve that ends at the recipient.
    head
        (C, 3, 2) float32: left barb, tip and right barb of the head at its full width.
    low, high
        (D,) float32: full widths at the head of the body and of the band, NaN without a band.
    barb
        (D,) float32: how far the head stands out beyond half the full width.
    length
        (D,) float32: pixels from the tail to the base of the head.
    dash, gap
        (D,) float32: pixels, fitted so that a dash ends under the head; the gap is 0 in solid ones.
    is_hollow
        (D,) bool: of unknown amount.
    is_open
        (D,) bool: of an amount open upwards ("at least"): around the band lies a rim of
        ``ribbons.fringe_px`` that fades out, so that the ribbon has no outer edge.
    """

    xy: Pixels
    normal: Pixels
    taper: Pixels
    row: Ints
    start: Pixels
    stop: Pixels
    has_head: NDArray[np.bool_]
    head: Pixels
    low: Pixels
    high: Pixels
    barb: Pixels
    length: Pixels
    dash: Pixels
    gap: Pixels
    is_hollow: NDArray[np.bool_]
    is_open: NDArray[np.bool_]

    def of(self, is_kept: NDArray[np.bool_]) -> "Curves":
        """Some of the curves (C,), their rows numbered as before."""
        names = ("xy", "normal", "taper", "row", "start", "stop", "has_head", "head")
        return replace(self, **{name: getattr(self, name)[is_kept] for name in names})


@dataclass(frozen=True, slots=True, eq=False)
class Ribbons:
    """All polygons of the drawn flows in the order of painting, with row and part of each."""

    polygons: Polygons
    row: Ints
    part: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Middle lines to the tips, with half widths, for picking; a flow over the edge has two.

    ``xy`` (C, S, 2) and ``half`` (C, S) float32, ``row`` (C,) int32. ``box`` (4, C, K) float32 is
    left, top, right and bottom of each stretch of a line with its width: stretch k is made of the
    steps from ``stretch[k]`` to ``stretch[k + 1]``.
    """

    xy: Pixels
    half: Pixels
    row: Ints
    box: Pixels
    stretch: Ints


def frozen(array: ArrayLike, dtype: type = np.float32) -> NDArray[Any]:
    """``array`` as a read-only contiguous copy of ``dtype``."""
    copy: NDArray[Any] = np.array(array, dtype=dtype, order="C")
    copy.flags.writeable = False
    return copy
