"""Amounts, units and stages in words, as they stand in labels, legend and footnotes."""

import math

import numpy as np
from numpy.typing import NDArray

from flowviz.evidence import EXISTENCES
from flowviz.flows.flow import Flows
from flowviz.flows.strands import Strands
from flowviz.flows.tables import bits
from flowviz.flows.words import INCLUDED_ELSEWHERE, is_currency, sentence, unit_words
from flowviz.terms import Mark

_NARROW = "\u202f"
_ALL_DIGITS = 1e15
"""From here on a float has made-up digits, which must not be printed."""
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """A number with groups of thousands and as many decimals as say something."""
    if not math.isfinite(value):
        return "?"
    size = abs(value)
    if size >= _ALL_DIGITS:
        text = f"{value:.4g}"
    elif size >= 1000 or value == round(value):
        text = f"{value:,.0f}"
    elif size >= 100:
        text = f"{value:,.1f}"
    else:
        text = f"{value:,.3g}" if size < 1 else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def quantity(value: float, unit: str) -> str:
    """An amount with its unit: ``240 pieces``, ``EUR 37.9 million``, ``66,734 TIV``."""
    if not is_currency(unit):
        return f"{number(value)} {unit_words(unit, is_one=value == 1)}"
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{unit} {number(round(value / size, 2))} {word}"
    return f"{unit} {number(value)}"


def flow_amount(strands: Strands, i: int) -> str:
    """What the label of flow ``i`` says: its amount, how sure, and whether it took place."""
    low, value, high = (float(part[i]) for part in (strands.low, strands.amount, strands.high))
    words = _amount_words(low, value, high, strands.unit, bool(strands.approximate[i]))
    if strands.is_included[i]:
        words = INCLUDED_ELSEWHERE
    if strands.uncertain[i]:
        words += " (?)"
    if strands.unknown_records[i] and math.isfinite(low):
        words += " + unknown"
    if strands.existence[i]:
        words += f", {EXISTENCES[int(strands.existence[i])]}"
    if strands.disputed[i]:
        words += ", disputed"
    if strands.marks[i] & bits((Mark.UNSUPPORTED,)):
        words += ", unsupported"
    return words


def sum_words(flows: Flows, rows: NDArray[np.int64]) -> str:
    """What the flows ``rows`` add up to, by the rules of a total, and whether some are unknown."""
    is_told = flows.included_records[rows] < np.maximum(flows.records[rows], 1)
    rows = rows[is_told]  # the others are told by the figures that hold them
    known = rows[np.isfinite(flows.low[rows])]
    if not len(known):
        return "unknown"
    stated = flows.amount[known][np.isfinite(flows.amount[known])]
    words = _amount_words(
        float(flows.low[known].sum()),
        float(stated.sum()) if len(stated) else math.nan,
        float(flows.high[known].sum()),
        flows.unit,
        bool(flows.approximate[known].any()),
    )
    if flows.uncertain[known].any():
        words += " (?)"
    has_more = len(known) < len(rows) or flows.unknown_records[known].any()
    return f"{words} + unknown" if has_more else words


def share(fraction: float) -> str:
    """A share in per cent: ``12.3 %``, never 0 for something."""
    if 0.0 < fraction < 0.001:
        return f"less than 0.1{_NARROW}%"
    return f"{100.0 * fraction:.1f}{_NARROW}%"


def heading(strands: Strands | Flows) -> str:
    """Unit and stage, always said: ``Pieces delivered``, ``TIV ordered``."""
    return sentence(f"{strands.unit} {strands.query.stage}")


def _amount_words(low: float, value: float, high: float, unit: str, approximate: bool) -> str:
    if math.isnan(low) and math.isnan(value):
        return "amount unknown" if math.isnan(high) else f"up to {quantity(high, unit)}"
    least = low if math.isfinite(low) else value
    if math.isnan(high):
        return f"at least {quantity(least, unit)}"
    if value < least * (1.0 - 1e-9):  # it leaves out ranges that state none
        value = math.nan
    about = "about " if approximate else ""
    if not (math.isfinite(high) and high > least * (1.0 + 1e-9)):
        return about + quantity(value if math.isfinite(value) else least, unit)
    if math.isfinite(value):
        return f"{about}{quantity(value, unit)} ({number(least)}\u2013{number(high)})"
    if least <= 0.0:
        return f"up to {quantity(high, unit)}"
    return (
        f"{quantity(least, unit)} to {quantity(high, unit)}"
        if is_currency(unit)
        else (f"{number(least)}\u2013{quantity(high, unit)}")
    )
