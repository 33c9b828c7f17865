"""Amounts as people type them, and amounts as texts that can be typed again.

The grammar, in docs/rules.md with a test for each of its lines::

    amount  = reading [ "=" words as in the source ]
    reading = "" | "?" | value [ "?" ] | "(" value ")"
    value   = number | about number | number to number | number "(" number to number ")"
            | at-least number | at-most number
"""

import dataclasses
import decimal
import functools
import re
from decimal import Decimal

from flowviz.amounts import EXACT, Amount, AmountKind, number
from flowviz.editing.cleaning import LONGEST_LINE, one_line
from flowviz.errors import RecordError

_SOURCE_WORDS = re.compile(r"(?<![<>])=")
_NUMBER = r"[-\u2212]?\d[\d.,'\u2019\u00a0\u2009\u202f ]*(?:\s*(?:thousand|million))?"
_TO = r"\s*(?:-|\u2013|\bto\b|\band\b)\s*"
_ABOUT = r"(?:~|\u2248|(?:approximately|approx\.?|circa|about|around|ca\.?|c\.))"
_AT_LEAST = r"(?:>=|\u2265|at least|min\.|minimum|no less than|no fewer than)"
_AT_MOST = r"(?:<=|\u2264|at most|up to|max\.|maximum|no more than)"
_FORMS = tuple(
    (name, re.compile(pattern, re.ASCII | re.IGNORECASE))
    for name, pattern in (
        ("exact", rf"({_NUMBER})"),
        ("about", rf"{_ABOUT}\s*({_NUMBER})"),
        ("range", rf"(?:between\s+|from\s+)?({_NUMBER}){_TO}({_NUMBER})"),
        ("range of", rf"({_NUMBER})\s*\(({_NUMBER}){_TO}({_NUMBER})\)"),
        ("at least", rf"{_AT_LEAST}\s*({_NUMBER})"),
        ("at least", rf"({_NUMBER})(?:\+|\s*or more)"),
        ("at most", rf"{_AT_MOST}\s*({_NUMBER})"),
        ("at most", rf"({_NUMBER})\s*or (?:less|fewer)"),
    )
)
_BEYOND = re.compile(rf"(?:<|>|(?:more|less|fewer) than|over|under)\s*({_NUMBER})", re.ASCII | re.I)
_GROUPED = re.compile(r"\d{1,3}(?:[ '\u2019\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3}){2,}", re.ASCII)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d+", re.ASCII)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_TIMES = {"thousand": Decimal(1_000), "million": Decimal(1_000_000)}
_LONGEST = 300
_UNKNOWN = frozenset({"?", "unknown", "unknown?"})
_MOST_KEPT = 16_384  # amounts and dates repeat: a table of 10,000 rows has some hundreds
_HOW = "Write 240, ~140, 100-200, >= 80, <= 80, 240? when it is uncertain, ? when it is unknown."


@functools.lru_cache(_MOST_KEPT)
def read_amount(typed: str) -> Amount:
    """The amount that a typed text means; nothing typed is an unknown amount, not zero.

    Its ``text`` is what stands behind "=", else the text itself.

    Raises
    ------
    RecordError
        It means none, or could mean two: the message says how to write it.
    """
    reading, words = split_words(typed)
    text = words or reading
    if not reading:
        return Amount(text=text)
    if reading.casefold() in _UNKNOWN:
        return Amount(is_uncertain=reading.endswith("?"), text=text)
    bare, is_uncertain = undoubted(reading)
    for name, form in _FORMS:
        match = form.fullmatch(bare)
        if match is not None:
            _see_one_scale(match.groups(), bare)
            made = _made(name, [read_number(part) for part in match.groups()])
            return dataclasses.replace(made, is_uncertain=is_uncertain, text=text)
    beyond = _BEYOND.fullmatch(bare)
    if beyond is not None:
        raise RecordError(
            f"Does {short(bare)} include {beyond[1].strip()} itself? Write >= or <= and the number."
        )
    raise RecordError(f"{short(reading)} is no amount. {_HOW}")


@functools.lru_cache(_MOST_KEPT)
def amount_text(amount: Amount) -> str:
    """How an amount is typed: as its source has it where that can be read, else spelled out."""
    spelled = _spelled(amount)
    if not amount.text:
        return spelled
    try:
        if read_amount(amount.text) == amount:
            return amount.text
    except RecordError:
        pass
    return f"{spelled} = {amount.text}".lstrip()


def read_number(typed: str) -> Decimal:
    """The number that a typed text means, thousands set apart or not.

    Raises
    ------
    RecordError
        It is none, or "1,500" of which nobody knows whether it is 1500 or 1.5.
    """
    text = " ".join(typed.replace("\u2212", "-").split())
    digits, _, word = text.rpartition(" ")
    if word.casefold() not in _TIMES:
        digits, word = text, ""
    sign = "-" if digits.startswith("-") else ""
    value = number(sign + _plain(digits.removeprefix("-"), text))
    if not word:
        return value
    with decimal.localcontext(EXACT):
        return number(digits_of(value * _TIMES[word.casefold()]))


def digits_of(value: Decimal) -> str:
    """A number in plain digits without idle zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def undoubted(reading: str) -> tuple[str, bool]:
    """A reading without its marks of doubt ("240?", "(240)"), and whether it had one."""
    if reading.startswith("(") and reading.endswith(")"):
        return reading[1:-1].strip(), True
    if reading.endswith("?"):
        return reading.rstrip("?").strip(), True
    return reading, False


def short(text: str) -> str:
    """A typed text as a message quotes it: on one line, what is hidden spelled out, cut."""
    shown = one_line(text[:200])
    return f"“{shown}”" if len(shown) <= 40 else f"“{shown[:39]}…”"


def split_words(typed: str) -> tuple[str, str | None]:
    """What is read, and the words of the source behind "=" (None: no "=" stands there).

    Raises
    ------
    RecordError
        It is too long.
    """
    parts = _SOURCE_WORDS.split(one_line(typed), maxsplit=1)
    reading = parts[0].strip()
    if len(reading) > _LONGEST or len(parts[-1]) > LONGEST_LINE:
        raise RecordError(f"The text has {len(typed):,} characters: too many to be read.")
    return reading, parts[1].strip() if len(parts) == 2 else None


def _plain(digits: str, shown: str) -> str:
    """Digits as they are kept: no thousands set apart, a point before the decimals."""
    if _TWO_WAYS.fullmatch(digits):
        whole, point = digits.replace(",", ""), digits_of(Decimal(digits.replace(",", ".")))
        raise RecordError(f"{short(shown)} can be read two ways. Write {whole} or {point}.")
    if _THOUSANDS.fullmatch(digits):
        return digits.replace(",", "") if "," in digits else digits.replace(".", "")
    if _CONTINENTAL.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _GROUPED.fullmatch(digits):
        return re.sub(r"[^\d.,]", "", digits).replace(",", ".")
    return digits


def _see_one_scale(numbers: tuple[str, ...], shown: str) -> None:
    """Refuse "1-2 million", which hardly means from one up to two million."""
    first, last = numbers[0], numbers[-1]
    word = last.rpartition(" ")[2] if last.rpartition(" ")[2].casefold() in _TIMES else ""
    if word and any(number.rpartition(" ")[2].casefold() not in _TIMES for number in numbers):
        raise RecordError(
            f"Is the first number of {short(shown)} in {word}s too? Write"
            f" {first.strip()} {word} to {last.strip()}, or the numbers in full."
        )


def _made(form: str, numbers: list[Decimal]) -> Amount:
    first = numbers[0]
    if form == "exact":
        return Amount(first, first, first, AmountKind.EXACT)
    if form == "about":
        return Amount(first, None, None, AmountKind.ABOUT)
    if form == "at least":
        return Amount(first, first, None, AmountKind.AT_LEAST)
    if form == "at most":
        return Amount(None, Decimal(0), first, AmountKind.AT_MOST)
    low, high = numbers[-2:]
    value = first if form == "range of" else None
    if low > high or (value is not None and not low <= value <= high):
        raise RecordError("A range goes from its lower number to its higher: 100-200.")
    return Amount(value, low, high, AmountKind.RANGE)


def _spelled(amount: Amount) -> str:
    """The reading of an amount, without its source's words."""
    mark = "?" if amount.is_uncertain else ""
    value, low, high = amount.value, amount.low, amount.high
    if amount.kind is AmountKind.AT_MOST and high is not None:
        return f"<= {high:f}{mark}"
    if amount.kind is AmountKind.RANGE and low is not None and high is not None:
        bounds = f"{low:f} to {high:f}" if min(low, high) < 0 else f"{low:f}-{high:f}"
        return f"{bounds}{mark}" if value is None else f"{value:f} ({bounds}){mark}"
    stated = next((number for number in (value, low, high) if number is not None), None)
    if stated is None:
        return mark
    sign = {AmountKind.ABOUT: "~", AmountKind.AT_LEAST: ">= "}.get(amount.kind, "")
    return f"{sign}{stated:f}{mark}"
