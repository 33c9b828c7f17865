"""Columns to values: amounts, dates and days, and the guard against odd ones."""

import datetime
import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Concatenate, ParamSpec, TypeVar

import apsw

from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.dossier.collector import collector_at_rest
from flowviz.dossier.rows import Row
from flowviz.errors import DossierError, RecordError

_Given = ParamSpec("_Given")
_Records = TypeVar("_Records")


def no_odd_values(
    read: Callable[Concatenate[apsw.Connection, _Given], _Records],
) -> Callable[Concatenate[apsw.Connection, _Given], _Records]:
    """Let no odd value out but as our error: a file may hold what no flowviz wrote."""

    @functools.wraps(read)
    def reading(db: apsw.Connection, /, *args: _Given.args, **named: _Given.kwargs) -> _Records:
        try:
            with collector_at_rest():
                return read(db, *args, **named)
        except (ValueError, TypeError, AttributeError, ArithmeticError, RecordError) as error:
            raise DossierError(
                f"The dossier holds a value that no flowviz writes: {error}"
            ) from error

    return reading


@functools.lru_cache(65_536)  # values repeat: 29,515 deals are read in 1.4 s, not 2.7 s
def amount_of(columns: Row) -> Amount:
    """The amount of the columns that ``rows.amount_columns`` gives."""
    kind, value, low, high, is_uncertain, text = columns
    return Amount(
        _decimal(value), _decimal(low), _decimal(high), AmountKind(kind), bool(is_uncertain), text
    )


@functools.lru_cache(65_536)
def dates_of(columns: Row) -> Dates:
    """The dates of the columns that ``rows.dates_columns`` gives."""
    earliest, latest, years, is_uncertain, text = columns
    return Dates(
        day_of(earliest),
        day_of(latest),
        tuple(map(int, years.split(","))) if years else (),
        bool(is_uncertain),
        text,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def day_of(text: Any) -> datetime.date | None:
    """The day written YYYY-MM-DD, None for NULL."""
    return None if text is None else datetime.date.fromisoformat(text)
