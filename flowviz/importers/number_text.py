"""The text of a cell to the amount that it states, without a float and without a guess.

Which sign stands before decimals is decided for a whole column (:func:`decimal_sign`): "1.500"
alone may be one and a half, or one and a half thousand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from flowviz.amounts import EXACT
from flowviz.importers import unit_words
from flowviz.importers.limits import DIGITS

DecimalSign: TypeAlias = Literal["", ".", ","]
_LONGEST = 200


def _pattern(sign: str, other: str) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}([{other}' ])\d{{3}}(?:\1\d{{3}})*"
    return re.compile(rf"(?:\d+|{grouped})(?:{re.escape(sign)}\d+)?", re.ASCII)


_PLAIN = re.compile(rf"\d{{1,{DIGITS}}}(?:\.\d{{1,{DIGITS}}})?", re.ASCII)
_WITH_POINT, _WITH_COMMA = _pattern(".", ","), _pattern(",", ".")
_NUMBER = r"\d(?:[\d.,' ]*\d)?"
_NUMBERS = re.compile(_NUMBER, re.ASCII)
_AMOUNT = re.compile(
    rf"(?P<before>[^\d]*?)\s*(?P<minus>[-\u2212])?\s?(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|\u2013|\u2014|\.\.+|to|bis|à|a|до|do|and|und|et|y|и|i)\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<after>[^\d]*)",
    re.ASCII,
)
_ODD_SIGNS = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " "})

_LEAST, _MOST_OF, _ABOUT, _RANGE, _DOUBT = ">=", "<=", "~", "..", "?"
_WORDS = {
    _LEAST: "> >= ≥ + min min. minimum over mindestens über mínimo более свыше najmanje",
    _MOST_OF: "< <= ≤ max max. maximum under höchstens maximal máximo hasta до",
    _ABOUT: "~ ≈ ca ca. c. circa approx approx. approximately about around some roughly etwa rund "
    "ungefähr environ env. aproximadamente aprox. unos около примерно oko približno otprilike",
    _RANGE: "between from zwischen von entre de desde между от između od",
    _DOUBT: "? est est. (est.) estimated estimate (e) geschätzt estimé estimado оценка",
}
_PHRASES = {
    _LEAST: "at least,more than,not less than,mehr als,au moins,plus de,al menos,más de,не менее,"
    "više od",
    _MOST_OF: "at most,up to,less than,not more than,no more than,weniger als,bis zu,au plus,"
    "moins de,menos de,не более,менее,manje od",
}
_QUALIFIERS = {
    word: kind
    for kind in _WORDS
    for word in (*_WORDS[kind].split(), *_PHRASES.get(kind, "").split(",")) if word
}  # fmt: skip
NOTHING = unit_words.words_of(
    "- -- --- \u2013 \u2014 . .. ... \u2026 : / x n/a n.a. n.a na k.a. k.a nd n.d. n.d s/d н/д ? "
    "unknown unbekannt inconnu desconocido неизвестно nepoznato"
)
"""Cells that say that no amount is stated. Whether "-" is zero differs from table to table."""


@dataclass(frozen=True, slots=True)
class AmountText:
    """What a cell states: ``amount`` in the notation of the frames ("" unknown), without its text.

    ``unit`` is the one named in the cell, "" where none is. ``doubts`` say what was not taken as
    it stood.
    """

    amount: str
    unit: str = ""
    is_uncertain: bool = False
    doubts: tuple[str, ...] = ()


def plain_number(text: str, decimal: DecimalSign) -> str | None:
    """Give a number in plain digits, None where it is none or could be two.

    ``decimal`` is the sign before decimals; "" takes a number that only one sign allows.
    """
    if decimal:
        return _by(text, decimal)
    found = {_by(text, "."), _by(text, ",")} - {None}
    return found.pop() if len(found) == 1 else None


def _by(text: str, decimal: DecimalSign) -> str | None:
    pattern, group = (_WITH_POINT, ",") if decimal == "." else (_WITH_COMMA, ".")
    if not pattern.fullmatch(text):
        return None
    bare = text.replace(group, "").replace("'", "").replace(" ", "").replace(",", ".")
    return bare if _PLAIN.fullmatch(bare) else None


def signs_of(text: str) -> frozenset[DecimalSign]:
    """Give the signs before decimals by which a text is a number; none for one that is none."""
    plain = text.translate(_ODD_SIGNS)
    signs: tuple[DecimalSign, ...] = (".", ",")
    return frozenset(sign for sign in signs if _by(plain, sign) is not None)


def decimal_sign(cells: Iterable[str]) -> tuple[DecimalSign, bool]:
    """Decide which sign stands before the decimals of a column; "" where nothing tells.

    Second comes whether cells speak against one another: then only those are read that one sign
    alone allows.
    """
    signs: set[DecimalSign] = set()
    for cell in cells:
        if "." not in cell and "," not in cell:
            continue
        for token in _NUMBERS.findall(cell[:_LONGEST].translate(_ODD_SIGNS)):
            allowed = signs_of(token)
            if len(allowed) == 1:
                signs |= allowed
    if len(signs) == 1:
        return signs.pop(), False
    return "", bool(signs)


def digits_alone(text: str, decimal: DecimalSign, scale: Decimal) -> str:
    """Give the amount, times ``scale``, of a text that is digits and a decimal point alone.

    "" for any other text, and for columns in which the point may stand before thousands.
    """
    return _scaled(text, scale) if decimal == "." and _PLAIN.fullmatch(text) else ""


def read_amount(
    text: str, decimal: DecimalSign, scale: Decimal = Decimal(1), *, is_money: bool = False
) -> AmountText:
    """Give the amount that the cleaned text of a cell states, times ``scale``.

    ``is_money`` tells that the column holds money, where "m" is a million.
    """
    plain = digits_alone(text, decimal, scale)
    if plain:
        return AmountText(plain)
    if not text or text.casefold() in NOTHING:
        return AmountText("")
    bare = text[:_LONGEST].translate(_ODD_SIGNS)
    doubts: tuple[str, ...] = ()
    if bare.startswith("(") and bare.endswith(")"):
        bare, doubts = bare[1:-1].strip(), ("the brackets are read as a mark of doubt",)
    match = _AMOUNT.fullmatch(bare) if len(text) <= _LONGEST else None
    if match is None:
        return _unread(_why_unread(text, decimal))
    if match["minus"]:
        return _negative(match, decimal)
    return _told(match, decimal, scale, is_money, doubts)


def _negative(match: re.Match[str], decimal: DecimalSign) -> AmountText:
    number = plain_number(match["low"], decimal)
    if number is not None and not Decimal(number) and not match["high"]:
        return AmountText("0", doubts=("it is minus zero; read as 0",))
    return _unread("it is below zero, which no amount can be")


def _told(
    match: re.Match[str],
    decimal: DecimalSign,
    scale: Decimal,
    is_money: bool,
    doubts: tuple[str, ...],
) -> AmountText:
    """Give what the words around one or two numbers make of them."""
    words = _Words.of(match["before"], match["after"], is_money)
    if words.unknown:
        return _unread(f"nothing is known of '{words.unknown[:40]}' in it")
    numbers = [plain_number(part, decimal) for part in (match["low"], match["high"]) if part]
    if None in numbers:
        return _unread(_why_unread(match["low"], decimal))
    scaled = [_scaled(number, scale * words.factor) for number in numbers if number]
    kinds = words.kinds - {_RANGE, _DOUBT}
    is_uncertain = bool(doubts) or _DOUBT in words.kinds
    if "" in scaled:
        return _unread(f"it has more than {DIGITS} digits")
    if len(scaled) == 2 and not kinds and Decimal(scaled[0]) <= Decimal(scaled[1]):
        amount = "..".join(scaled)
    elif len(scaled) == 1 and len(kinds) <= 1 and _RANGE not in words.kinds:
        amount = f"{''.join(kinds)}{scaled[0]}"
    else:
        return _unread("its words and numbers make no amount")
    return AmountText(amount, words.unit, is_uncertain, (*doubts, *words.doubts))


def _scaled(number: str, scale: Decimal) -> str:
    """Multiply without rounding; "" where the product has too many digits."""
    if scale == 1:
        return number
    product = EXACT.multiply(Decimal(number), scale)
    told = format(product.normalize(EXACT), "f") if product else "0"
    return told if _PLAIN.fullmatch(told) else ""


def _why_unread(number: str, decimal: DecimalSign) -> str:
    if not decimal and _by(number, ".") and _by(number, ","):
        return f"'{number[:40]}' could be a thousand times more; choose the decimal sign"
    if len(re.sub(r"\D", "", number)) > DIGITS:
        return f"it has more than {DIGITS} digits"
    return "it is no number that can be read"


def _unread(why: str) -> AmountText:
    return AmountText("", doubts=(f"{why}; the amount is taken as unknown",))


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands around a number: its unit and factor, "about" and its like, the unknown."""

    unit: str
    factor: Decimal
    kinds: frozenset[str]
    doubts: tuple[str, ...]
    unknown: str

    @classmethod
    def of(cls, before: str, after: str, is_money: bool) -> "_Words":
        unit, kinds, doubts, factor = "", set[str](), list[str](), Decimal(1)
        told = [*_phrases(before), *_phrases(after)]
        found = [unit_words.unit_of(word) for word in told]
        is_money = is_money or any(unit_words.is_money(each) for each, _ in found)
        for word, (known, doubt) in zip(told, found, strict=True):
            multiple, why = unit_words.factor_of(word, is_money)
            if known and (not unit or unit == known):
                unit = known
            elif kind := _QUALIFIERS.get(word.casefold()):
                kinds.add(kind)
            elif multiple is not None and factor == 1:
                factor, doubt = multiple, why
            else:
                return cls("", factor, frozenset(), (), word)
            doubts.extend(filter(None, [doubt]))
        return cls(unit, factor, frozenset(kinds), tuple(doubts), "")


def _phrases(text: str) -> list[str]:
    """Take a text apart into the longest phrases that are known, else single words."""
    words = text.replace("~", "~ ").replace("+", " + ").split()
    told: list[str] = []
    while words:
        for length in (3, 2, 1):
            phrase = " ".join(words[:length])
            key = phrase.casefold()
            if length == 1 or key in _QUALIFIERS or key in unit_words.UNITS:
                told.append(phrase)
                del words[:length]
                break
    return told
