"""What the timeline says beside its bars: totals by the rules 6 and 7, what is undated."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from PySide6.QtCore import QCoreApplication

from flowviz.amounts import Total
from flowviz.flows.flow import Flows
from flowviz.flows.histogram import Histogram
from flowviz.flows.words import count_words, more_words, quantity, total_words
from flowviz.ui.timeline.window import Span

_PLACES = 3
"""Decimals of a sum of floats; sources state no more, and what is beyond is the floats' own."""


@dataclass(frozen=True, slots=True)
class InWindow:
    """The amounts of all flows shown together, and what may lie in the window beside them."""

    total: Total
    more: Decimal
    is_open: bool

    @classmethod
    def of(cls, flows: Flows) -> "InWindow":
        """Add up flows; goods that went onward count in each of theirs."""
        low, high, value = flows.low, flows.high, flows.amount
        is_known, is_stated = ~np.isnan(low), ~np.isnan(value)
        if not is_known.any():
            total = Total(None, None, None)
        else:
            highs = high[is_known]
            total = Total(
                _decimal(value[is_stated].sum()) if is_stated.any() else None,
                _decimal(low[is_known].sum()),
                None if np.isnan(highs).any() else _decimal(highs.sum()),
                bool(flows.approximate.any()),
            )
        return cls(total, _decimal(flows.undated_more.sum()), bool(flows.more_open.any()))


def total_of(flows: Flows) -> str:
    """Give ``38,204 TIV delivered in 3 flows · up to 1,200 TIV more, not dated within it``.

    That is no total of goods: those that were passed on count in each of their flows.
    """
    if not len(flows):
        return _tr("no flows")
    found, unit, count = InWindow.of(flows), flows.unit, count_words(len(flows), "flow")
    words = total_words(found.total, unit)
    if found.total.low is None:
        told = _tr("{flows}, {amount}").format(flows=count, amount=words)
    else:
        told = _tr("{amount} {stage} in {flows}")
        told = told.format(amount=words, stage=flows.query.stage, flows=count)
    parts = [told]
    if found.more or found.is_open:
        more = more_words(found.more, unit, is_open=found.is_open)
        parts.append(_tr("{more}, not dated within it").format(more=more))
    return " · ".join(parts)


def undated_words(histogram: Histogram, unit: str) -> str:
    """Give ``300 TIV undated (12 figures)``, "" where everything has a date."""
    if not histogram.undated_figures:
        return ""
    figures = count_words(histogram.undated_figures, "figure")
    if not histogram.undated:
        return _tr("{figures} undated").format(figures=figures)
    amount = quantity(_decimal(histogram.undated), unit)
    return _tr("{amount} undated ({figures})").format(amount=amount, figures=figures)


def caption(unit: str, stage: str, histogram: Histogram) -> str:
    """Give what the bars measure: ``TIV delivered by year · hatched: spans several years``."""
    by = _tr("by year") if histogram.step == "year" else _tr("by month")
    words = f"{unit} {stage} {by}"
    if not histogram.bands:
        return words
    several = _tr("years") if histogram.step == "year" else _tr("months")
    return words + _tr(" · hatched: dated only to a span of {several}").format(several=several)


def window_words(window: Span | None, whole: Span | None) -> str:
    """Give ``1984-1986``, ``1950-2023, the whole time`` or that nothing is dated."""
    if whole is None:
        return _tr("Nothing is dated")
    if window is None:
        return _tr("{years}, the whole time").format(years=whole.words())
    return window.words()


def _decimal(amount: float) -> Decimal:
    return Decimal(repr(round(float(amount), _PLACES)))


def _tr(words: str) -> str:
    return QCoreApplication.translate("timeline", words)
