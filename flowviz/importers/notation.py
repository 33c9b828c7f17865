"""Amounts and dates in the short notation of the reader's frames; whatever is odd is refused.

An amount: ``240``, ``0..0.5`` (0, at most 0.5), ``240?`` (uncertain), ```` (unknown). A date:
``1979``, ``1979;1981`` (these years), ``1981/1983`` (some time within), ``1979?``. ``=text``
follows where the source's text is another one. See ``cells``.
"""

import datetime
import re
from decimal import Decimal

from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.errors import ImportFileError
from flowviz.importers.limits import CELL_CHARACTERS, DECIMALS, DIGITS
from flowviz.terms import Basis, Stage

MEASURES: dict[str, tuple[Stage, str, Basis]] = {
    "ordered pieces": (Stage.ORDERED, "pieces", Basis.TOTAL),
    "delivered pieces": (Stage.DELIVERED, "pieces", Basis.TOTAL),
    "ordered TIV": (Stage.ORDERED, "TIV", Basis.TOTAL),
    "delivered TIV": (Stage.DELIVERED, "TIV", Basis.TOTAL),
    "ordered TIV per unit": (Stage.ORDERED, "TIV", Basis.PER_UNIT),
}
_NUMBER = rf"\d{{1,{DIGITS}}}(?:\.\d{{1,{DECIMALS}}})?"
_AMOUNT = re.compile(rf"({_NUMBER})?(?:\.\.({_NUMBER}))?(\?)?(=.*)?", re.ASCII)
_DATES = re.compile(r"(\d{4}(?:;\d{4}){0,300}|\d{4}/\d{4})?(\?)?(=.*)?", re.ASCII)


def amount_of(text: str) -> Amount:
    """Give the amount that a notation stands for.

    Raises
    ------
    ImportFileError
        When it is no notation.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None or len(text) > 2 * CELL_CHARACTERS or not text.isprintable():
        raise ImportFileError(f"The reader sent an amount that is none: {text[:40]!r}.")
    value, high, mark, written = match.groups()
    shown = written[1:] if written else value or ""
    is_uncertain = mark is not None
    if value is None:
        return Amount(is_uncertain=is_uncertain, text=shown)
    low = Decimal(value)
    if high is None:
        return Amount(low, low, low, AmountKind.EXACT, is_uncertain, shown)
    if Decimal(high) < low:
        raise ImportFileError(f"The reader sent a range that falls: {text[:40]!r}.")
    return Amount(low, low, Decimal(high), AmountKind.RANGE, is_uncertain, shown)


def dates_of(text: str) -> Dates:
    """Give the dates that a notation stands for.

    Raises
    ------
    ImportFileError
        When it is no notation.
    """
    match = _DATES.fullmatch(text)
    if match is None or len(text) > 2 * CELL_CHARACTERS or not text.isprintable():
        raise ImportFileError(f"The reader sent a date that is none: {text[:40]!r}.")
    told, mark, written = match.groups()
    is_uncertain = mark is not None
    shown = written[1:] if written else (told or "").replace(";", "; ")
    if not told:
        return Dates(is_uncertain=is_uncertain, text=shown)
    first, slash, last = told.partition("/")
    years = tuple(map(int, told.split(";"))) if not slash else (int(first), int(last))
    if min(years) < datetime.MINYEAR or (slash and years[0] > years[1]):
        raise ImportFileError(f"The reader sent years that are none: {text[:40]!r}.")
    if not slash:
        return Dates.of_years(years, is_uncertain=is_uncertain, text=shown)
    begin, end = datetime.date(years[0], 1, 1), datetime.date(years[1], 12, 31)
    return Dates(begin, end, (), is_uncertain, shown)
