"""Amounts and years in words, the same in the picture, the panels and the command line."""

from decimal import Decimal

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.dates import Dates

_ONE = {"pieces": "piece", "rounds": "round", "tonnes": "tonne"}


def digits(value: Decimal) -> str:
    """``value`` in full, thousands set apart, without idle zeros: ``37,900,000``, ``66,734.4``."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_currency(unit: str) -> bool:
    """Whether a unit is money, in the three letters of ISO 4217; TIV is none."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper() and unit != "TIV"


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit: ``380 pieces``, ``EUR 37,900,000``, ``66,734.4 TIV``."""
    if is_currency(unit):
        return f"{unit} {digits(value)}"
    return f"{digits(value)} {unit_words(unit, is_one=value == 1)}"


def unit_words(unit: str, *, is_one: bool) -> str:
    """A unit behind its number: ``pieces``, or ``piece`` for one."""
    return _ONE.get(unit, unit) if is_one else unit


def total_words(total: Total, unit: str) -> str:
    """A total with its unit, its bounds and its vagueness; "amount unknown" where none is known.

    A range of which no value is stated is told by its bounds, and so is a sum with such a range
    in it that the stated values alone fall short of; a midpoint is never made.
    """
    if total.low is None:
        return "amount unknown"
    if total.value is None or total.value < total.low:
        return _bounds(total.low, total.high, unit)
    words = quantity(total.value, unit)
    if total.is_approximate:
        words = f"about {words}"
    if total.high is None:
        return f"at least {quantity(total.low, unit)}"
    if (total.low, total.high) != (total.value, total.value):
        words += f" ({_bounds(total.low, total.high, unit)})"
    return words


def more_words(more: Decimal, unit: str, *, is_open: bool) -> str:
    """What may lie in the window beside a total; ``is_open``: a part of it is open upwards."""
    return (
        f"{quantity(more, unit)} or more besides"
        if is_open
        else f"up to {quantity(more, unit)} more"
    )


def amount_words(amount: Amount, unit: str) -> str:
    """One stated amount with its unit; a "?" where the source marks it as uncertain."""
    if amount.kind is AmountKind.EXACT and amount.value is not None:
        words = quantity(amount.value, unit)  # most are; a docket words thousands
    elif amount.kind is AmountKind.AT_MOST and amount.high is not None:
        words = f"at most {quantity(amount.high, unit)}"
    else:
        words = total_words(Total.of([amount]), unit)
    return f"{words} (?)" if amount.is_uncertain else words


def dates_words(dates: Dates) -> str:
    """A date as the source has it, else spelled out; "undated"; a "?" where it is uncertain."""
    words = dates.text or _spelled(dates)
    return f"{words} (?)" if dates.is_uncertain and "?" not in words else words


def years_words(first: int | None, last: int | None) -> str:
    """A span of years: ``2015``, ``1979-1990``, "undated"."""
    if first is None or last is None:
        return "undated"
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def count_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 record``, ``3 records``, ``0 records``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _spelled(dates: Dates) -> str:
    earliest, latest = dates.earliest, dates.latest
    if earliest is None or latest is None:
        return "undated"
    if dates.years:
        return "; ".join(map(str, dates.years))
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return years_words(earliest.year, latest.year)
    return f"{earliest.isoformat()} to {latest.isoformat()}"


def _bounds(low: Decimal, high: Decimal | None, unit: str) -> str:
    if high is None:
        return f"at least {quantity(low, unit)}"
    if low == high:
        return quantity(high, unit)
    if is_currency(unit):
        return f"{unit} {digits(low)}\N{EN DASH}{digits(high)}"
    return f"{digits(low)}\N{EN DASH}{quantity(high, unit)}"
