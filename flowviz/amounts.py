"""Amounts as sources state them: a value, a range, "at least", "about", or nothing known.

The decimal text of the source is kept; sums are sums of ``Decimal``. The rules of addition are
DESIGN.md, "Rules the picture never breaks", 6 and 7.
"""

import decimal
import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flowviz.errors import RecordError

EXACT = decimal.Context(prec=80)
"""Arithmetic without rounding: numbers of up to 30 digits on either side of the point, summed a
billion times, have 69."""

_PLAIN_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?")


class AmountKind(enum.StrEnum):
    """How a source states an amount."""

    EXACT = "exact"
    RANGE = "range"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a source says of a quantity; bare ``Amount()`` is the unknown one, which is not zero.

    ``value`` is the stated value (None where the source gives only bounds), ``low`` and ``high``
    the bounds (None where there is none). ``text`` is the amount as it stands in the source.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: AmountKind = AmountKind.UNKNOWN
    is_uncertain: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        bounds = [number for number in (self.low, self.value, self.high) if number is not None]
        if bounds != sorted(bounds):
            raise RecordError(f"An amount's low, value and high must rise: {self.text or bounds}.")
        if self.kind is AmountKind.UNKNOWN and bounds:
            raise RecordError("An unknown amount has no figures.")
        if self.kind is not AmountKind.UNKNOWN and not bounds:
            raise RecordError(f"An amount of kind {self.kind} needs a figure.")

    @classmethod
    def exact(cls, text: str, *, is_uncertain: bool = False) -> "Amount":
        """The amount that ``text`` states in plain decimal digits."""
        value = number(text)
        return cls(value, value, value, AmountKind.EXACT, is_uncertain, text)

    @classmethod
    def between(
        cls, low: Decimal, high: Decimal, *, value: Decimal | None = None, text: str = ""
    ) -> "Amount":
        """A range; without a stated value it has none (no midpoint is ever made)."""
        return cls(value, low, high, AmountKind.RANGE, False, text)

    @classmethod
    def at_least(cls, text: str) -> "Amount":
        """``text`` or more."""
        return cls(number(text), number(text), None, AmountKind.AT_LEAST, False, text)

    @classmethod
    def at_most(cls, text: str) -> "Amount":
        """``text`` or less."""
        return cls(None, Decimal(0), number(text), AmountKind.AT_MOST, False, text)

    @classmethod
    def about(cls, text: str) -> "Amount":
        """Roughly ``text``, with no bounds stated."""
        return cls(number(text), None, None, AmountKind.ABOUT, False, text)

    @property
    def is_known(self) -> bool:
        """Whether the source states anything at all."""
        return self.kind is not AmountKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of amounts of one unit and stage.

    ``value`` is the exact sum of the stated values, None if none is stated. ``low`` and ``high``
    are the sums of the bounds; ``high`` is None where one amount is open upwards. ``unknown`` is
    how many amounts state nothing.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_approximate: bool = False
    unknown: int = 0

    @classmethod
    def of(cls, amounts: Iterable[Amount]) -> "Total":
        """The total of ``amounts`` (DESIGN.md, rule 7)."""
        known: list[Amount] = []
        unknown = 0
        for amount in amounts:
            if amount.is_known:
                known.append(amount)
            else:
                unknown += 1
        if not known:
            return cls(unknown=unknown)
        with decimal.localcontext(EXACT):
            return cls(
                value=_sum_or_none(amount.value for amount in known),
                low=sum((_low(amount) for amount in known), Decimal(0)),
                high=_high(known),
                is_approximate=any(amount.kind is AmountKind.ABOUT for amount in known),
                unknown=unknown,
            )


def number(text: str) -> Decimal:
    """The plain decimal number that ``text`` is, without exponent, grouping or sign tricks.

    Raises
    ------
    RecordError
        For anything but up to 30 digits with an optional minus and decimal point.
    """
    if not _PLAIN_NUMBER.fullmatch(text) or not text.isascii():
        raise RecordError(f"{text[:40]!r} is not a plain number such as 240 or 37.9.")
    value = Decimal(text)
    return value if value else value.copy_abs()  # no negative zero


def _low(amount: Amount) -> Decimal:
    if amount.low is not None:
        return amount.low
    return amount.value if amount.value is not None else Decimal(0)


def _high(known: list[Amount]) -> Decimal | None:
    total = Decimal(0)
    for amount in known:
        high = amount.value if amount.kind is AmountKind.ABOUT else amount.high
        if high is None:
            return None
        total += high
    return total


def _sum_or_none(values: Iterable[Decimal | None]) -> Decimal | None:
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None
