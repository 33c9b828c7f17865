"""Texts as they are compared: words in small letters without accents, and where each one stands."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ALIKE = {
    # Letters that Unicode does not take apart, as people type them who lack them.
    **dict(zip("øłđðħ\u0131", "olddhi", strict=True)),
    **{"æ": "ae", "œ": "oe", "þ": "th"},
    # Forms of one letter on Arabic and Persian keyboards, as ArabicNormalizer of Lucene has them:
    # alef maksura, Farsi yeh, keheh, teh marbuta, and tatweel, which only makes a word longer.
    **{
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u06a9": "\u0643",
        "\u0629": "\u0647",
        "\u0640": "",
    },
}
_PARTING = frozenset("\u200b\u200c")
"""Characters without width that part words; all others of their sort stand within one."""
_PARTED = re.compile(
    r"(?<!\w)(?:\d{1,3}(?:[,.'\u2019\u00a0\u202f]\d{3})+(?![\d.])"
    r"|\w{1,24}(?:[-\u2010\u2011\u2013]\w{1,24}){1,6}(?!\w))"
)
"""A number with its thousands set apart, or a designation with hyphens."""
_PARTS = re.compile(r"[-\u2010\u2011\u2013,.'\u2019\u00a0\u202f]\w")
"""What is in every text that has one; most texts have none."""
_PLAIN_WORD = re.compile("[a-z0-9]+")
_LONGEST_JOINED = 32


class _Letters(dict[int, str]):
    """What each character becomes; found out once."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded_letter(chr(code))
        return found


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: from ``start`` to before ``end``, and as it is compared."""

    start: int
    end: int
    term: str


def terms(text: str) -> list[str]:
    """The words of ``text`` as they are compared: no case, no accents, no signs.

    A letter of Chinese or Japanese is a word of its own.
    """
    return text.translate(_LETTERS).split()


def words(text: str) -> list[Word]:
    """The words of ``text`` with their places; their terms are those that ``terms`` gives."""
    if text.isascii():
        return [Word(*one.span(), one.group()) for one in _PLAIN_WORD.finditer(text.lower())]
    found: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for at, letter in enumerate(text):
        shown = _LETTERS[ord(letter)]
        if not shown:
            continue
        first, *others = shown.split(" ")
        for part, is_new in ((first, False), *((other, True) for other in others)):
            if is_new and letters:
                found.append(Word(start, end, "".join(letters)))
                letters = []
            if part:
                start = start if letters else at
                letters.append(part)
                end = at + 1
    if letters:
        found.append(Word(start, end, "".join(letters)))
    return found


def joined(text: str) -> Iterator[Word]:
    """What stands in ``text`` with hyphens or in thousands, without: ``ak47``, ``37900000``."""
    if not _PARTS.search(text):
        return
    for found in _PARTED.finditer(text):
        one = "".join(terms(found.group()))
        if len(one) <= _LONGEST_JOINED and any(map(str.isdigit, one)):
            yield Word(found.start(), found.end(), one)


def _folded_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return " " if letter in _PARTING else ""
    if category[0] not in "LNM":
        return " "
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    bare = (each for each in small if not unicodedata.combining(each))
    shown = "".join(_ALIKE.get(each, each if _is_of_word(each) else " ") for each in bare)
    return f" {shown} " if _stands_alone(letter) else shown


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


def _stands_alone(letter: str) -> bool:
    """Whether a letter is of a script that parts no words: Han, Hiragana, Katakana."""
    code = ord(letter)
    return (
        0x3040 <= code < 0x3100
        or 0x3400 <= code < 0xA000
        or 0xF900 <= code < 0xFB00
        or 0x20000 <= code < 0x32000
    )
