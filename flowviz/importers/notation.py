"""Amounts, dates and measures in the short notation of the reader's frames; the odd is refused.

An amount: ``240``, ``>=5``, ``<=5``, ``~5`` (about), ``3..5`` (a range without a stated value),
``0(0..0.5)`` (0, between these bounds), ``240?`` (uncertain), ```` (unknown). A date: ``1979``,
``1979;1981`` (these years), ``2015-06``, ``2015-06-30``, ``1981/1983`` and ``2015-06/2015-08``
(some time within), ``1979?``. ``=text`` follows where the source's text is another one. A measure:
``ordered TIV``, ``ordered TIV per unit``, ``delivered USD included``.
"""

import re
from decimal import Decimal

from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.errors import ImportFileError, RecordError
from flowviz.importers import checks
from flowviz.importers.limits import CELL_CHARACTERS, DECIMALS, DIGITS, UNIT_CHARACTERS
from flowviz.terms import Basis, Stage

_NUMBER = rf"\d{{1,{DIGITS}}}(?:\.\d{{1,{DECIMALS}}})?"
_AMOUNT = re.compile(
    rf"(?:({_NUMBER})(?:\(({_NUMBER})\.\.({_NUMBER})\))?|(>=|<=|~)({_NUMBER})"
    rf"|({_NUMBER})\.\.({_NUMBER}))?(\?)?(=.*)?",
    re.ASCII,
)
_POINT = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DATES = re.compile(rf"(\d{{4}}(?:;\d{{4}}){{1,300}}|{_POINT}(?:/{_POINT})?)?(\?)?(=.*)?", re.ASCII)
_PLAIN = re.compile(rf"(?:0|[1-9]\d{{0,{DIGITS - 1}}})(?:\.\d{{1,{DECIMALS}}})?", re.ASCII)
_STAGES = {str(stage): stage for stage in Stage}
_BASES = tuple((f" {basis}", basis) for basis in Basis if basis is not Basis.TOTAL)


def measure_of(text: str) -> tuple[Stage, str, Basis]:
    """Give the stage, unit and basis that a notation stands for.

    Raises
    ------
    ImportFileError
        When it is no notation.
    """
    stage, _, unit = text.partition(" ")
    basis = Basis.TOTAL
    for ending, told in _BASES:
        if unit.endswith(ending):
            unit, basis = unit.removesuffix(ending), told
    if stage not in _STAGES or not unit.strip():
        checks.refuse("a measure")
    return _STAGES[stage], checks.text(unit, UNIT_CHARACTERS), basis


def is_plain(text: str) -> bool:
    """Tell whether an amount is an exact number, written as the program writes it."""
    return _PLAIN.fullmatch(text) is not None


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
    value, low, high, sign, bound, first, last, mark, written = match.groups()
    is_uncertain = mark is not None
    shown = written[1:] if written else text.removesuffix("?") if is_uncertain else text
    try:
        if low is not None:
            told, least, most = Decimal(value), Decimal(low), Decimal(high)
            stated = written[1:] if written else value
            return Amount(told, least, most, AmountKind.RANGE, is_uncertain, stated)
        if value is not None:
            exact = Decimal(value)
            return Amount(exact, exact, exact, AmountKind.EXACT, is_uncertain, shown)
        if first is not None:
            least, most = Decimal(first), Decimal(last)
            return Amount(None, least, most, AmountKind.RANGE, is_uncertain, shown)
    except RecordError:
        raise ImportFileError(f"The reader sent a range that falls: {text[:40]!r}.") from None
    if sign is None:
        return Amount(is_uncertain=is_uncertain, text=shown)
    return _bounded(sign, Decimal(bound), is_uncertain, shown)


def _bounded(sign: str, bound: Decimal, is_uncertain: bool, shown: str) -> Amount:
    if sign == ">=":
        return Amount(bound, bound, None, AmountKind.AT_LEAST, is_uncertain, shown)
    if sign == "<=":
        return Amount(None, Decimal(0), bound, AmountKind.AT_MOST, is_uncertain, shown)
    return Amount(bound, None, None, AmountKind.ABOUT, is_uncertain, shown)


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
    try:
        if told is None or told.isdigit() or ";" in told:
            years = tuple(map(int, told.split(";"))) if told else ()
            return Dates.of_years(years, is_uncertain=is_uncertain, text=shown)
        dates = Dates.parse(told)
    except RecordError:
        raise ImportFileError(f"The reader sent a date that is none: {text[:40]!r}.") from None
    return Dates(dates.earliest, dates.latest, (), is_uncertain, shown)
