"""A conflict as a value: what is told of one thing, by whom, and how far it is apart."""

import decimal
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flowviz.amounts import EXACT, Amount, AmountKind, Total
from flowviz.flows.words import quantity


class ConflictKind(enum.StrEnum):
    """What is in conflict."""

    SIDES = "exporter and importer"
    ACCOUNTS = "accounts"
    DATES = "dates"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one side says.

    ``who`` names it ("the exporter", the title of an account or of a source); ``says`` is what it
    states, in words; ``transfers`` are the records that tell it. ``total`` is that as a number,
    None where it is about no amount. ``source`` is the source that contradicts, "" for records.
    """

    who: str
    says: str
    transfers: tuple[str, ...] = ()
    total: Total | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two tellings of one thing that differ.

    ``about`` is what they tell of ("Konkurs, delivered, 2015"), ``words`` one sentence on how they
    differ. ``difference`` is the second less the first, made only of two plain numbers. Where not
    ``is_disjoint`` each may be right within its range: then it is listed and no conflict. ``group``
    is the group whose accounts they are, "" for none.
    """

    kind: ConflictKind
    about: str
    words: str
    tellings: tuple[Telling, ...]
    unit: str = ""
    difference: Decimal | None = None
    is_disjoint: bool = True
    group: str = ""

    @property
    def transfers(self) -> tuple[str, ...]:
        """The records that any telling is of, each once."""
        told = (id_ for telling in self.tellings for id_ in telling.transfers)
        return tuple(dict.fromkeys(told))


def leeway(number: Decimal) -> Decimal:
    """How far "about so many" may be off: half a unit of its last digit other than zero.

    Whoever says "about 140" has rounded to tens (135 to 145), "about 200" to hundreds.
    """
    exponent = number.normalize(EXACT).as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) if number else Decimal(0)


def bounds(amounts: Sequence[Amount]) -> tuple[Decimal, Decimal | None] | None:
    """Between what the sum of some amounts may lie; None where none of them is known.

    Beside known amounts an unknown one leaves the sum open upwards (None), as "at least" does.
    """
    known = [amount for amount in amounts if amount.is_known]
    if not known:
        return None
    low, high = Decimal(0), Decimal(0)
    is_open = len(known) < len(amounts)
    with decimal.localcontext(EXACT):
        for amount in known:
            if amount.kind is AmountKind.ABOUT and amount.value is not None:
                low += amount.value - leeway(amount.value)
                high += amount.value + leeway(amount.value)
                continue
            least = amount.low if amount.low is not None else amount.value
            low += least or Decimal(0)
            is_open = is_open or amount.high is None
            high += amount.high or Decimal(0)
    return low, None if is_open else high


def difference(first: Total, second: Total) -> Decimal | None:
    """The second less the first, None unless both state one plain number."""
    for total in (first, second):
        is_one_number = total.value is not None and total.low == total.high == total.value
        if not is_one_number or total.is_approximate or total.unknown:
            return None
    assert first.value is not None
    assert second.value is not None
    with decimal.localcontext(EXACT):
        return second.value - first.value


def difference_words(more: Decimal | None, unit: str, first: str, second: str) -> str:
    """How far two tellings are apart: "the importer tells of 24 pieces more than the exporter"."""
    if more is None:
        return f"{first} and {second} tell of different amounts"
    way = "more" if more > 0 else "less"
    return f"{second} tells of {quantity(abs(more), unit)} {way} than {first}"
