"""From amounts to pixels: widths of flows, areas of nodes, round numbers for the legend."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flowviz.arrays import Floats
from flowviz.flows.flow import Flows
from flowviz.flows.strands import Strands
from flowviz.style import Lock, Style

PRESENT_PX = 3.2
"""Ribbons as wide as this, or wider, never stand back."""

_LOG_DECADES = 4.0
_CAP_PX = 60.0
"""No ribbon is wider than this in a frame of common size, whatever a lock says."""


@dataclass(frozen=True, slots=True)
class WidthScale:
    """Width in pixels of an amount: ``max_px`` at ``reference``, never under ``min_px``.

    Amounts above the reference are wider still, up to ``cap_px``. ``lock`` is what the widths
    follow instead of the largest amount drawn, in ``unit``.
    """

    kind: str
    reference: float
    max_px: float
    min_px: float
    cap_px: float = math.inf
    unit: str = ""
    lock: Lock | None = None

    def width(self, amount: ArrayLike) -> Floats:
        """Pixels (like ``amount``); NaN for NaN."""
        return np.asarray(np.clip(self._true_width(amount), self.min_px, self.cap_px))

    def is_capped(self, amount: ArrayLike) -> NDArray[np.bool_]:
        """Whether an amount (any shape) would be wider than anything is drawn."""
        return np.asarray(self._true_width(amount) > self.cap_px)

    def _true_width(self, amount: ArrayLike) -> Floats:
        share = np.maximum(np.asarray(amount, dtype=float), 0.0) / self.reference
        if self.kind == "sqrt":
            share = np.sqrt(share)
        elif self.kind == "log":
            with np.errstate(divide="ignore"):
                share = np.maximum(1.0 + np.log10(share) / _LOG_DECADES, 0.0)
        return np.asarray(share * self.max_px)


def frame_factor(width_px: float, height_px: float) -> float:
    """How much larger or smaller than in a frame of 1400 by 850 things are drawn."""
    return min(max(math.sqrt(min(width_px / 1400.0, height_px / 850.0)), 0.62), 1.3)


def head_half(width: ArrayLike) -> Floats:
    """Half the width in pixels of the head on a flow of ``width``: its barbs stand out."""
    half = np.asarray(width, dtype=float) / 2.0
    return np.asarray(half + np.maximum(2.3, 0.52 * half))


def crowding_of(count: int) -> float:
    """How crowded a picture of so many ribbons is: 0 up to 60, 1 from 200 on."""
    return min(max(count - 60, 0) / 140.0, 1.0)


def presence(width: ArrayLike, count: int) -> Floats:
    """How strongly ribbons of ``width`` are drawn among ``count``: 1, or less for thin ones.

    In a crowd the many small ribbons would drown the few large ones; they stand back in colour, not
    in place. Still more of them stand back further.
    """
    thin = np.clip((PRESENT_PX - np.asarray(width, dtype=float)) / (PRESENT_PX - 1.1), 0.0, 1.0)
    further = min(max(count - 400, 0) / 3_000.0, 1.0)
    return np.asarray(1.0 - (0.5 * crowding_of(count) + 0.22 * further) * thin)


def record_head_half(width: ArrayLike) -> Floats:
    """Half the width in pixels of the head on a record drawn apart: slim, as many lie abreast."""
    half = np.asarray(width, dtype=float) / 2.0
    return np.asarray(half + np.maximum(1.5, 0.3 * half))


def drawn_amount(strands: Strands | Flows) -> Floats:
    """The amount (F,) that the solid ribbon of a flow shows: its low; NaN when unknown.

    Low is the value where one is stated exactly. What lies between low and high is the lighter
    band; no midpoint is ever made.
    """
    return strands.low


def band_amount(strands: Strands) -> Floats:
    """The amount (F,) up to which the lighter band of a flow reaches; NaN where there is none."""
    low = drawn_amount(strands)
    is_range = np.isfinite(strands.high) & (strands.high > low * (1.0 + 1e-9))
    return np.where(is_range, strands.high, np.nan)


def width_scale(
    strands: Strands, rows: NDArray[np.int64], style: Style, factor: float
) -> WidthScale:
    """The scale for the drawn flows ``rows``: the largest is widest, unless the style locks it."""
    least, cap, lock = max(style.min_px * factor, 1.1), _CAP_PX * factor, style.lock
    if lock is not None and lock.unit == strands.unit and lock.amount > 0.0:
        width = lock.px * factor
        return WidthScale(
            style.scale, lock.amount, width, least, max(cap, width), strands.unit, lock
        )
    largest = np.fmax(drawn_amount(strands), band_amount(strands))[rows]
    known = largest[np.isfinite(largest)]
    reference = float(known.max(initial=0.0)) or 1.0
    crowding = 1.0 - 0.3 * min(max(len(rows) - 12, 0) / 40.0, 1.0)
    crowding -= 0.15 * min(max(len(rows) - 52, 0) / 150.0, 1.0)
    if style.scale == "log":  # most ribbons are nearly as wide as the widest
        crowding *= 1.0 - 0.45 * crowding_of(len(rows))
    return WidthScale(
        style.scale, reference, style.max_px * factor * crowding, least, math.inf, strands.unit
    )


def round_numbers(largest: float, scale: WidthScale, count: int = 3) -> tuple[float, ...]:
    """``count`` or more round amounts (1, 2, 5 times a power of ten), largest first.

    Their widths can be told apart; the largest is at most ``largest``.
    """
    if not largest > 0.0:
        return ()
    found: list[float] = []
    exponent = math.floor(math.log10(largest))
    for power in range(exponent, exponent - 12, -1):
        for lead in (5.0, 2.0, 1.0):
            value = lead * 10.0**power
            if value > largest * (1.0 + 1e-9):
                continue
            if found and float(scale.width(value)) > 0.62 * float(scale.width(found[-1])):
                continue
            found.append(float(f"{value:.6g}"))
            if len(found) == count:
                return tuple(found)
    return tuple(found)
