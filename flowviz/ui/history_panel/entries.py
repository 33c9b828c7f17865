"""The rows of the log as entries of the panel: steps together, the newest first; no Qt."""

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flowviz.dossier import LogRow, log
from flowviz.dossier.history_search import Sort


class Kind(enum.StrEnum):
    """What the panel can be narrowed down to."""

    ALL = "all"
    EDITS = "edits"
    UNDONE = "undone"
    IMPORTS = "imports"
    DELETIONS = "deletions"
    MERGES = "merges"


_SORTS = {Kind.IMPORTS: Sort.IMPORT, Kind.DELETIONS: Sort.DELETION, Kind.MERGES: Sort.MERGE}
NEED_SORTS = frozenset(_SORTS)
"""Kinds that only the changes themselves tell."""


class Since(enum.StrEnum):
    """From when on things are shown."""

    EVER = "ever"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done: a row of the log, or the rows of one step; the newest first."""

    rows: tuple[LogRow, ...]
    is_undone: bool

    @property
    def newest(self) -> LogRow:
        """The row that it is called by."""
        return self.rows[0]

    @property
    def row_count(self) -> int:
        """How many rows of content it changed."""
        return sum(row.row_count for row in self.rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: ``author`` is None for everybody, "" for who gave no name."""

    words: str = ""
    kind: Kind = Kind.ALL
    author: str | None = None
    since: Since = Since.EVER


@dataclass(frozen=True, slots=True)
class Known:
    """What was found out aside: what sort each row is, and which rows changed what is asked."""

    sorts: Mapping[int, Sort] = field(default_factory=dict)
    by_value: frozenset[int] = frozenset()


def entries(rows: Sequence[LogRow], standing: frozenset[int]) -> tuple[Entry, ...]:
    """The log from its end; rows that are undone together are one entry.

    ``standing`` are the numbers of the edits that stand.
    """
    made: list[Entry] = []
    for row in reversed(rows):
        is_undone = row.kind == log.EDIT and row.seq not in standing
        last = made[-1] if made else None
        if (
            row.step
            and last is not None
            and row.step == last.newest.step
            and row.kind == last.newest.kind == log.EDIT
            and is_undone == last.is_undone
        ):
            made[-1] = Entry((*last.rows, row), is_undone)
        else:
            made.append(Entry((row,), is_undone))
    return tuple(made)


def shown(
    all_entries: Sequence[Entry], asked: Asked, known: Known, now: datetime.datetime
) -> tuple[Entry, ...]:
    """The entries that are asked for; ``now`` has a time zone, whose days are meant."""
    begin = _begin(asked.since, now)
    words = asked.words.casefold()
    return tuple(
        entry
        for entry in all_entries
        if (begin is None or entry.newest.at >= begin)
        and (asked.author is None or any(row.author == asked.author for row in entry.rows))
        and _is_of(entry, asked.kind, known)
        and (not words or _says(entry, words) or any(r.seq in known.by_value for r in entry.rows))
    )


def title(entry: Entry) -> str:
    """What was done, in one line."""
    row = entry.newest
    if row.kind == log.UNDO:
        return f"Undid: {row.what}"
    if row.kind == log.REDO:
        return f"Did again: {row.what}"
    return f"{row.what} (undone)" if entry.is_undone else row.what


def when(at: datetime.datetime) -> str:
    """A time as the clock on the wall has it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _begin(since: Since, now: datetime.datetime) -> datetime.datetime | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if since is Since.TODAY:
        return today
    return today - datetime.timedelta(days=today.weekday()) if since is Since.WEEK else None


def _says(entry: Entry, words: str) -> bool:
    return any(
        words in said.casefold()
        for row in entry.rows
        for said in (row.what, row.author, row.reason)
    )


def _is_of(entry: Entry, kind: Kind, known: Known) -> bool:
    row = entry.newest
    if kind is Kind.EDITS:
        return row.kind == log.EDIT
    if kind is Kind.UNDONE:
        return entry.is_undone or row.kind == log.UNDO
    return kind is Kind.ALL or known.sorts.get(row.seq) is _SORTS[kind]
