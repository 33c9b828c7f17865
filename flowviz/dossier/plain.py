"""Amounts, dates and words as plain JSON values, and back: the short form where there is one."""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flowviz.amounts import Amount, AmountKind, number
from flowviz.dates import Dates
from flowviz.dossier.rows import decimal_text
from flowviz.errors import RecordError

_AMOUNT_KEYS = ("kind", "value", "low", "high", "is_uncertain", "text")
_DATES_KEYS = ("earliest", "latest", "years", "is_uncertain", "text")


def value_to_plain(value: Any) -> Any:
    """What stands for ``value`` in JSON."""
    if isinstance(value, Amount):
        return amount_to_plain(value)
    if isinstance(value, Dates):
        return dates_to_plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def amount_to_plain(amount: Amount) -> str | dict[str, Any]:
    """``"240"`` for an exact amount as its text has it, else an object."""
    digits = decimal_text(amount.value)
    if digits is not None and amount == Amount.exact(digits):
        return digits
    told = {
        "kind": str(amount.kind),
        "value": decimal_text(amount.value),
        "low": decimal_text(amount.low),
        "high": decimal_text(amount.high),
        "is_uncertain": amount.is_uncertain,
        "text": amount.text,
    }
    return {key: value for key, value in told.items() if value not in (None, False, "")}


def amount_from_plain(plain: Any) -> Amount:
    """The amount that ``amount_to_plain`` made ``plain`` of.

    Raises
    ------
    RecordError
        ``plain`` stands for no amount.
    """
    if isinstance(plain, str):
        return Amount.exact(plain)
    told = _object(plain, _AMOUNT_KEYS, "An amount")
    return Amount(
        _decimal(told.get("value")),
        _decimal(told.get("low")),
        _decimal(told.get("high")),
        AmountKind(told.get("kind", AmountKind.UNKNOWN)),
        _flag(told.get("is_uncertain", False)),
        _text(told.get("text", "")),
    )


def dates_to_plain(dates: Dates) -> str | dict[str, Any]:
    """``"2015"`` for dates that EDTF writes just so, else an object."""
    if dates.is_stated and _is_edtf(dates):
        return dates.text
    told = {
        "earliest": dates.earliest and dates.earliest.isoformat(),
        "latest": dates.latest and dates.latest.isoformat(),
        "years": list(dates.years),
        "is_uncertain": dates.is_uncertain,
        "text": dates.text,
    }
    return {key: value for key, value in told.items() if value not in (None, False, "", [])}


def dates_from_plain(plain: Any) -> Dates:
    """The dates that ``dates_to_plain`` made ``plain`` of.

    Raises
    ------
    RecordError
        ``plain`` stands for no dates.
    """
    if isinstance(plain, str):
        return Dates.parse(plain)
    told = _object(plain, _DATES_KEYS, "A date")
    years = told.get("years", [])
    if not isinstance(years, list) or not all(type(year) is int for year in years):
        raise RecordError("The years of a date are a list of whole numbers.")
    return Dates(
        day_from_plain(told.get("earliest")),
        day_from_plain(told.get("latest")),
        tuple(years),
        _flag(told.get("is_uncertain", False)),
        _text(told.get("text", "")),
    )


def day_from_plain(plain: Any) -> datetime.date | None:
    """A day written YYYY-MM-DD, None for None."""
    if plain is None:
        return None
    try:
        day = datetime.date.fromisoformat(_text(plain))
    except ValueError:
        raise RecordError(f"{plain!r} is not a day such as 2015-06-30.") from None
    if day.isoformat() != plain:
        raise RecordError(f"{plain!r} is not a day such as 2015-06-30.")
    return day


def _is_edtf(dates: Dates) -> bool:
    try:
        return Dates.parse(dates.text) == dates
    except RecordError:
        return False


def _object(plain: Any, keys: tuple[str, ...], what: str) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise RecordError(f"{what} is a text or an object, not {plain!r:.40}.")
    unknown = sorted(plain.keys() - set(keys))
    if unknown:
        raise RecordError(f"{what} has no {unknown[0]!r}; it has {', '.join(keys)}.")
    return plain


def _decimal(plain: Any) -> Decimal | None:
    return None if plain is None else number(_text(plain))


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise RecordError(f"{plain!r:.40} should be a text in quotes.")
    return plain


def _flag(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise RecordError(f"{plain!r:.40} should be true or false.")
    return plain
