"""The text of cells made fit to be shown, and the numbers and years that cells hold."""

import re
import unicodedata

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp"})
_BLANK_CONTROLS = frozenset("\t\r\n\v\f")
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)
_COMMA_NUMBER = re.compile(r"\d{1,15},\d{1,15}", re.ASCII)
_YEAR = re.compile(r"(1[89]|20)\d\d", re.ASCII)
_MARKS = frozenset(
    {"?", "yes", "true", "x", "1", "y", "e", "est", "est.", "ja", "oui", "sí", "да", "da"}
)
_NO_MARKS = frozenset({"", "no", "false", "0", "n", "nein", "non", "нет", "ne"})
_NAMED = 5
"""Odd characters of one text that are named."""
_YEAR_LIST_GAP = re.compile(r"(?<!\s)\s*;\s*")
_YEAR_SPAN = re.compile(r"(\d{4})\s*[-\u2013/]\s*(\d{4})", re.ASCII)


def clean(text: str) -> tuple[str, str]:
    """Give a cell's text in NFC with hidden characters spelled out, and what it holds of them.

    Control, zero-width, bidirectional and private characters become ``⟨U+200B⟩``: left out, they
    would make two names one in silence. Second comes a doubt in words, "" where there is none.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if composed.isprintable() and "\ufffd" not in composed:
        return composed.strip(), ""
    found: dict[str, None] = {}
    shown = "".join(_shown(c, found) for c in composed).strip()
    if "\ufffd" in shown:
        found["U+FFFD where a character was lost before"] = None
    return shown, f"it holds {', '.join(list(found)[:_NAMED])}" if found else ""


def _shown(character: str, found: dict[str, None]) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if category in _BLANK_CATEGORIES or character in _BLANK_CONTROLS:
        return " "
    spelled = f"U+{ord(character):04X}"
    if category in _HIDDEN_CATEGORIES:
        found[f"the hidden character {spelled} {unicodedata.name(character, '')}".rstrip()] = None
    return f"\u27e8{spelled}\u27e9"


def is_marked(text: str) -> bool | None:
    """Tell whether a cell in a column of doubts marks one; None for a word that is not known."""
    word = text.strip().casefold()
    return True if word in _MARKS else False if word in _NO_MARKS else None


def is_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula: "=1+1", "@SUM", "-cmd"."""
    return text.startswith(("=", "@")) or (text[:1] in ("+", "-") and text[1:2].isalpha())


def strict_number(text: str, *, has_decimal_comma: bool = False) -> str | None:
    """Give the number that a cell states in plain digits, None when it is not one.

    No exponent, grouping, sign, underscore, ``nan`` or digits beyond ASCII.
    """
    if _NUMBER.fullmatch(text):
        return text
    if has_decimal_comma and _COMMA_NUMBER.fullmatch(text):
        return text.replace(",", ".")
    return None


def year_of(text: str) -> int | None:
    """Give the year that a cell states, None for anything outside 1800 to 2099."""
    return int(text) if _YEAR.fullmatch(text) else None


def years_of(text: str) -> str | None:
    """Give ``1979;1980`` for "1979; 1980", ``1981/1983`` for "1981-1983".

    "2011 - 2011" is the one year. None for no years.
    """
    span = _YEAR_SPAN.fullmatch(text)
    if span:
        first, last = year_of(span[1]), year_of(span[2])
        if first and first == last:
            return str(first)
        return f"{first}/{last}" if first and last and first < last else None
    parts = _YEAR_LIST_GAP.split(text)
    return ";".join(parts) if all(map(_YEAR.fullmatch, parts)) else None
