"""What the history panel finds out aside, on a reading of its own: details, sorts, words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flowviz.dossier import LogRow, Onlooker
from flowviz.dossier.changes import changes
from flowviz.dossier.history_search import Sort, Wanted, rows_with, sorts
from flowviz.editing.history import Told, summary, told
from flowviz.editing.history_names import names_of
from flowviz.errors import CancelledError
from flowviz.ui.jobs import Token

MOST_TOLD = 200
"""Records told of one row; an import has tens of thousands."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a row of the log changed, in words; ``more`` are records that are not listed."""

    seq: int
    summary: str
    told: tuple[Told, ...]
    more: int


class ReadDetails:
    """Reads what one row changed."""

    def __init__(self, onlooker: Onlooker, row: LogRow) -> None:
        self._onlooker, self._row = onlooker, row

    def __call__(self, token: Token) -> Details:
        with self._onlooker as reading:
            found = changes(reading, self._row, MOST_TOLD, _Tick(token, 0))
            names = names_of(reading, found.records)
            words = tuple(told(record, names) for record in found.records)
        return Details(self._row.seq, summary(found), words, found.more)


class ReadSorts:
    """Reads what sort of thing each row is."""

    def __init__(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker

    def __call__(self, token: Token) -> dict[int, Sort]:
        with self._onlooker as reading:
            rows = reading.history()
            return sorts(reading, rows, _Tick(token, len(rows)))


class FindWords:
    """Finds the rows that changed something to or from some words."""

    def __init__(self, onlooker: Onlooker, words: str, actors: Mapping[str, str]) -> None:
        self._onlooker, self._words, self._actors = onlooker, words, actors

    def __call__(self, token: Token) -> frozenset[int]:
        with self._onlooker as reading:
            rows = reading.history()
            wanted = Wanted.of(self._words, self._actors)
            return rows_with(reading, wanted, rows[::-1], _Tick(token, len(rows)))


class _Tick:
    """Tells how far a job is, lets the window work in between, and stops it when it is to."""

    def __init__(self, token: Token, total: int) -> None:
        self._token, self._total, self._done = token, total, 0

    def __call__(self) -> None:
        self._done += 1
        if self._token.is_cancelled():
            raise CancelledError("The history is no longer read.")
        if self._total:
            self._token.progress(self._done, self._total)
        if self._done % 16 == 0:
            self._token.give_way()
