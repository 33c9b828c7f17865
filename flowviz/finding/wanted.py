"""What is looked for: words, and which of the things that hold them.

All words must be found, in any field. A last word may be the beginning of one, and so may one of
letters and digits wherever it stands (F-16 is sold as F-16C-50); words in quotes stand together; a
word behind a minus must not be there. Nothing else in the text means anything: it becomes words,
each in quotes of its own, before FTS5 reads it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flowviz.finding.folding import joined, terms
from flowviz.finding.kinds import Kind

MOST_WORDS = 32
LONGEST = 1_000
"""Characters of a text that is looked for; what stands beyond is passed over."""

_LABEL = "\ue001"
"""Begins what filters ask for; no text has it, for it is no letter (a private character)."""
_DESIGNATION = re.compile(r"(?=.*\d)(?=.*[^\W\d_]).*\d", re.DOTALL)
"""Letters and digits, a digit last: what further letters make a type of."""
_PART = re.compile(r'(-?)(?:["“”„«»]([^"“”„«»]*)(["“”„«»]?)|([^\s"“”„«»]+))')


@dataclass(frozen=True, slots=True)
class Sought:
    """One word or phrase: its ``terms`` (``folding.terms``), other ways to write it in ``joined``.

    ``is_open``: its last term may be the beginning of a longer one. ``is_unwanted``: it must not be
    there.
    """

    terms: tuple[str, ...]
    joined: tuple[str, ...] = ()
    is_open: bool = False
    is_unwanted: bool = False

    @property
    def match(self) -> str:
        """The FTS5 expression of it."""
        star = " *" if self.is_open else ""
        ways = [" ".join(self.terms), *self.joined]
        return "(" + " OR ".join(f'"{way}"{star}' for way in ways) + ")"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which things may be found; each that is empty leaves all.

    ``kinds``; ``actors`` (codes) of which one takes part; ``years``, the first and the last, of
    which one is meant; ``statuses`` of the source. What has no actor, year or source is left out
    where that is asked for.
    """

    kinds: frozenset[Kind] = frozenset()
    actors: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    statuses: frozenset[str] = frozenset()

    @property
    def match(self) -> str:
        """The FTS5 expression of all but the kinds, "" for none."""
        asked = [self.actors, self.statuses]
        every = [[f'"{_actor(code)}"' for code in sorted(asked[0])]]
        every.append([f'"{_status(status)}"' for status in sorted(asked[1])])
        if self.years is not None:
            first, last = self.years
            every.append(list(_decades(f"{first:04}", f"{last:04}")))
        ors = (" OR ".join(labels) for labels in every if labels)
        return " AND ".join(f"({{label}} : ({one}))" for one in ors)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, as it is typed, and which things may be found."""

    text: str
    filter: Filter = field(default_factory=Filter)

    @property
    def sought(self) -> tuple[Sought, ...]:
        """The words and phrases of the text."""
        return tuple(_sought(self.text[:LONGEST]))[:MOST_WORDS]

    @property
    def is_empty(self) -> bool:
        """Whether no word is looked for."""
        return all(one.is_unwanted for one in self.sought)

    def match(self, columns: str = "name body") -> str:
        """The FTS5 expression of the words in some columns, and of the filter."""
        wanted = [f"({{{columns}}} : {one.match})" for one in self.sought if not one.is_unwanted]
        asked = " AND ".join((*wanted, *filter(None, (self.filter.match,))))
        unwanted = [f"({{name body}} : {one.match})" for one in self.sought if one.is_unwanted]
        return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def labels(actors: Iterable[str], years: Iterable[int], status: str) -> str:
    """What is kept beside the texts of an entry for filters to ask for."""
    told = [*map(_actor, sorted(actors)), *map(_year, sorted(years))]
    return " ".join((*told, *([_status(status)] if status else ())))


def _sought(text: str) -> Iterator[Sought]:
    end = len(text)
    for found in _PART.finditer(text):
        minus, phrase, closing, word = found.groups()
        is_last = found.end() == end and not closing
        given = phrase if word is None else word
        if terms(given):
            ways = () if word is None else tuple(dict.fromkeys(way.term for way in joined(given)))
            is_open = is_last or (word is not None and bool(_DESIGNATION.fullmatch(word)))
            yield Sought(tuple(terms(given)), ways, is_open and not minus, bool(minus))


def _actor(code: str) -> str:
    return f"{_LABEL}a{code.encode('utf-8', 'surrogatepass').hex()}"


def _year(year: int) -> str:
    return f"{_LABEL}y{year:04}"


def _decades(first: str, last: str, begun: str = "") -> Iterator[str]:
    """The years of a span, each ten, hundred or thousand that it has whole as one beginning."""
    at = len(begun)
    least, most = begun + (4 - at) * "0", begun + (4 - at) * "9"
    if first <= least and most <= last:
        yield f'"{_LABEL}y{begun}"{" *" if at < 4 else ""}'
    elif at < 4 and first <= most and least <= last:
        for digit in "0123456789":
            yield from _decades(first, last, begun + digit)


def _status(status: str) -> str:
    return f"{_LABEL}s{status}"
