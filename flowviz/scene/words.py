"""Amounts, units and stages in words, as they stand in labels, legend and footnotes."""

import math

from flowviz.flows.flow import Flows

EXISTENCES = ("confirmed", "unconfirmed", "tentative")
"""Words of the codes 0, 1 and 2 of ``Flows.existence``."""

_NARROW = "\u202f"
_ALL_DIGITS = 1e15
"""From here on a float has made-up digits, which must not be printed."""
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def is_currency(unit: str) -> bool:
    """Whether a unit is three capital letters of ISO 4217 and not TIV."""
    return len(unit) == 3 and unit.isalpha() and unit.isupper() and unit != "TIV"


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
        if unit == "pieces" and value == 1:
            return "1 piece"
        return f"{number(value)} {unit}"
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{unit} {number(round(value / size, 2))} {word}"
    return f"{unit} {number(value)}"


def flow_amount(flows: Flows, i: int) -> str:
    """What the label of flow ``i`` says: its amount, how sure, and whether it took place."""
    unit = flows.query.unit or ""
    low, value, high = (float(part[i]) for part in (flows.low, flows.amount, flows.high))
    words = _amount_words(low, value, high, unit, bool(flows.approximate[i]))
    if flows.unknown_records[i] and math.isfinite(low):
        words += " + unknown"
    if flows.existence[i]:
        words += f", {EXISTENCES[int(flows.existence[i])]}"
    if flows.disputed[i]:
        words += ", disputed"
    return words


def share(fraction: float) -> str:
    """A share in per cent: ``12.3 %``, never 0 for something."""
    if 0.0 < fraction < 0.001:
        return f"less than 0.1{_NARROW}%"
    return f"{100.0 * fraction:.1f}{_NARROW}%"


def stage_words(unit: str, stage: str) -> str:
    """Unit and stage, always said: ``pieces delivered``, ``million TIV ordered``."""
    return f"{unit} {stage}"


def _amount_words(low: float, value: float, high: float, unit: str, approximate: bool) -> str:
    if math.isnan(low) and math.isnan(value):
        return "amount unknown" if math.isnan(high) else f"up to {quantity(high, unit)}"
    least = low if math.isfinite(low) else value
    if math.isnan(high) and not approximate:
        return f"at least {quantity(least, unit)}"
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
