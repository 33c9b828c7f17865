"""The lists that name sorts of arms: one word of a file in one list gives one category.

SIPRI's armament categories (by both their spellings, and by weapon description), the UN Register
of Conventional Arms (I to VII and small arms), the munitions list ML1 to ML22 of the Wassenaar
Arrangement and the European Union, and chapter 93 of the Harmonized System. A finer entry of a list
belongs to the coarser one that its own number begins with (ML4.a to ML4, HS 9301.11 to HS 9301).
Nothing is carried over from one list to another: none of them says how it could be.
"""

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flowviz.errors import FlowvizError
from flowviz.paths import resource

_ML = re.compile(r"(?:ML\s*)?0*(\d{1,2})(?:[.\s]*[a-z](?:[.\s]*\d+)*)?", re.IGNORECASE | re.ASCII)
_HS = re.compile(r"(?:HS\s*)?(93(?:[.\s]?\d\d(?:[.\s]?\d\d){0,4})?)", re.IGNORECASE | re.ASCII)
_UNROCA = re.compile(
    r"(?:UNROCA\s+)?(?:cat(?:egory|\.)?\s*)?([IV]+|[1-8]|SALW)\b[\s.:)-]*(.*)", re.I
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "SALW")
_TELLING_SHARE = 0.8
"""Of the different words of a column, so that a slip or a subtotal among them decides nothing."""


@dataclass(frozen=True, slots=True)
class Category:
    """A sort of arms in one vocabulary; ``code`` is "" in SIPRI's, which has names alone."""

    vocabulary: str
    code: str
    name: str

    @property
    def label(self) -> str:
        """How it is written in records, so that filters show which list it is of."""
        prefix = _tables()[self.vocabulary]["prefix"]
        return f"{prefix}{self.code} {self.name}" if self.code else self.name


def category(vocabulary: str, text: str) -> Category | None:
    """Give the category that a text means in a vocabulary of :data:`mapping.VOCABULARIES`.

    None where it is no word of it.
    """
    find = _FINDERS.get(vocabulary)
    words = " ".join(text[:_LONGEST].split())
    return find(words) if find is not None and words else None


def vocabulary_of(texts: Iterable[str]) -> str:
    """Give the vocabulary that nearly all of a column's different texts are words of, "" for none.

    Bare numbers tell nothing: 4 could be ML4, UNROCA IV or a count.
    """
    words = {text for text in texts if text.strip()}
    if not words or all(word.strip().isdigit() and len(word.strip()) < 4 for word in words):
        return ""
    for vocabulary in _FINDERS:
        known = sum(category(vocabulary, word) is not None for word in words)
        if known >= _TELLING_SHARE * len(words):
            return vocabulary
    return ""


def sipri_categories() -> tuple[str, ...]:
    """Give SIPRI's armament categories, each in the one spelling used here."""
    return tuple(_sipri()["categories"])


def sipri_spelling(name: str) -> str:
    """Give one of SIPRI's categories as it is spelled here; another text as it stands."""
    spelling: str = _sipri()["spellings"].get(name, name)
    return spelling


@functools.lru_cache(maxsize=4096)
def _in_sipri(text: str) -> Category | None:
    table = _sipri()
    spelled = sipri_spelling(text)
    if spelled not in table["categories"]:
        spelled = table["descriptions"].get(text.casefold(), "")
    return Category("sipri", "", spelled) if spelled else None


def _in_unroca(text: str) -> Category | None:
    terms = _terms("unroca")
    named = terms.get(text.casefold())
    numbered = _UNROCA.fullmatch(text)
    if named is None and numbered is not None:
        number = numbered[1].upper()
        code = _ROMAN[int(number) - 1] if number.isdigit() else number
        named = terms.get(code.casefold())
        rest = terms.get(numbered[2].casefold(), named)
        return named if rest == named else None
    return named


def _in_ml(text: str) -> Category | None:
    number = _ML.fullmatch(text)
    return _terms("ml").get(number[1]) if number else _terms("ml").get(text.casefold())


def _in_hs(text: str) -> Category | None:
    number = _HS.fullmatch(text)
    if number is None:
        return None
    digits = re.sub(r"[.\s]", "", number[1])
    terms = _terms("hs")
    return terms.get(digits[:6]) or terms.get(digits[:4])


_LONGEST = 300
_FINDERS: dict[str, Callable[[str], Category | None]] = {
    "sipri": _in_sipri,
    "unroca": _in_unroca,
    "ml": _in_ml,
    "hs": _in_hs,
}


@functools.lru_cache(maxsize=4)
def _terms(vocabulary: str) -> dict[str, Category]:
    """Give the categories of a vocabulary by code and by each of their names, casefolded."""
    return dict(_named(vocabulary))


def _named(vocabulary: str) -> Iterator[tuple[str, Category]]:
    for code, name, *others in _tables()[vocabulary]["terms"]:
        for word in (code, name, *others):
            yield word.casefold(), Category(vocabulary, code, name)


@functools.lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return _read("vocabularies.json") | {"sipri": {"prefix": "", "terms": ()}}


@functools.lru_cache(maxsize=1)
def _sipri() -> dict[str, Any]:
    return _read("sipri_description_category.json")


def _read(name: str) -> dict[str, Any]:
    path = resource("categories", name)
    try:
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FlowvizError(f"The bundled categories in {path} cannot be read: {error}") from error
    return table
