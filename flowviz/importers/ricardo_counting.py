"""Which rows of RICardo count: one of all that tell the trade of one pair, year and direction.

RICardo keeps what each book says, so one trade stands there up to a dozen times. The rules follow
those by which its authors prepare it for their site (medialab/ricardo_data, script
RICardo_website_sqlite_creation.py, read 2026-11), except that they drop what we show as included:

1. Of several sources one counts: one that states a value before one that states none, then by
   RICardo's type of source: primary, yearbook, secondary, estimation, then the first in the file.
2. Of the rows of that source alike in names, currency and means of transport one counts: general
   trade, which holds special trade (RICardo's site prefers special trade), then trade that is not
   said to be either, then special trade; of two valuations not the official one.
3. Rows by land and by sea are parts of one trade and count together, unless a row for all means of
   transport is there.

Rows that add up partners, and rows of re-exports and re-imports, never come here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

BY_OTHER = "Not counted: another source tells the same trade."
AS_SPECIAL = "Not counted: included in the general trade that the same source states."
ONCE_MORE = "Not counted: the same source states this trade in another row."
BY_TRANSPORT = "Not counted: included in the row for all means of transport."

_TYPES = ("primary", "primary_yearbook", "secondary", "estimation")
_WHOLE, _UNSAID, _SPECIAL = range(3)


class Said(NamedTuple):
    """What the rows of a source say of themselves: few sayings, shared by very many rows."""

    source: str
    source_type: str
    currency: str
    special_general: str
    transport: str
    note: str


class Telling(NamedTuple):
    """What a row says that decides whether it counts; ``has_value`` is that it states one.

    ``names`` are reporter and partner as they stand.
    """

    line: int
    has_value: bool
    names: tuple[str, str]
    said: Said


Trade: TypeAlias = tuple[tuple[str, str, bool], str]
"""Reporter and partner as RICardo unites the names, whether it is exports; and the year."""


class Tellings:
    """Gathers the rows of each trade."""

    def __init__(self) -> None:
        self._first: dict[Trade, Telling] = {}
        self._several: dict[Trade, list[Telling]] = {}

    def add(self, trade: Trade, telling: Telling) -> None:
        """Take a row."""
        first = self._first.setdefault(trade, telling)
        if first is not telling:
            self._several.setdefault(trade, [first]).append(telling)

    def uncounted(self) -> Iterator[tuple[int, str]]:
        """Give the lines that are included only, each with the sentence that says why."""
        for rows in self._several.values():
            yield from _uncounted(rows)


def _uncounted(rows: list[Telling]) -> Iterator[tuple[int, str]]:
    chosen = min(rows, key=_rank_of_source).said.source
    alike: dict[tuple[tuple[str, str], str], list[Telling]] = defaultdict(list)
    for row in rows:
        if row.said.source != chosen:
            yield row.line, BY_OTHER
        else:
            alike[row.names, row.said.currency].append(row)
    for group in alike.values():
        if len(group) > 1:
            yield from _of_one_source(group)


def _of_one_source(rows: Iterable[Telling]) -> Iterator[tuple[int, str]]:
    by_transport: dict[str, list[Telling]] = defaultdict(list)
    for row in rows:
        by_transport[row.said.transport].append(row)
    for transport, group in by_transport.items():
        if transport and "" in by_transport:
            yield from ((row.line, BY_TRANSPORT) for row in group)
            continue
        best = min(group, key=_rank_of_row)
        for row in group:
            if row is not best:
                is_part = _breadth(row) == _SPECIAL and _breadth(best) == _WHOLE
                yield row.line, AS_SPECIAL if is_part else ONCE_MORE


def _rank_of_source(row: Telling) -> tuple[bool, int, int]:
    known = row.said.source_type in _TYPES
    rank = _TYPES.index(row.said.source_type) if known else len(_TYPES)
    return not row.has_value, rank, row.line


def _rank_of_row(row: Telling) -> tuple[bool, int, bool, int]:
    is_official = "officielle" in row.said.note.casefold()
    return not row.has_value, _breadth(row), is_official, row.line


def _breadth(row: Telling) -> int:
    """Tell whether a row is of all trade, of special trade, or does not say."""
    told = row.said.special_general.casefold()
    if told in ("", "?"):
        return _UNSAID
    return _WHOLE if told.startswith(("gen", "tot")) else _SPECIAL
