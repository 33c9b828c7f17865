"""Searching what was changed: which rows of the log touch a word, and what sort of thing each is.

A changeset keeps its texts letter by letter, so it is searched as bytes: an import of 586,978 rows
in about a second.
"""

import enum
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flowviz.dossier import log
from flowviz.dossier.changesets import DELETE, INSERT, changesets, edit_of, operations
from flowviz.dossier.log import LogRow
from flowviz.dossier.reading import Reading

_TEXT = b"\x03"
"""What stands before the length of a text in a changeset (sqlite.org/sessionintro.html)."""
_MOST_CODES = 60
_ROOTS = frozenset(
    {"transfer", "actor", "source", "citation", "note", "link", "account_group", "verdict"}
)


class Sort(enum.StrEnum):
    """What sort of thing a row of the log is."""

    EDIT = "edit"
    IMPORT = "import"
    DELETION = "deletion"
    MERGE = "merge"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for in changesets: ``words`` in small letters, ``codes`` of actors."""

    words: tuple[bytes, ...]
    codes: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, words: str, actors: Mapping[str, str]) -> "Wanted":
        """What ``words`` come to; ``actors`` are names by code, for changesets hold codes."""
        small = words.casefold()
        # Bytes know only the capitals of ASCII: of other letters both forms are looked for.
        forms = (words, words.lower(), words.upper(), words.title(), words.capitalize(), small)
        texts = {unicodedata.normalize("NFC", form).encode("utf-8", "replace") for form in forms}
        named = [code for code, name in actors.items() if small in name.casefold()]
        codes = [code.encode() for code in named[:_MOST_CODES]]
        return cls(
            tuple(sorted(text.lower() for text in texts)),
            tuple(_TEXT + bytes([len(code)]) + code for code in codes if len(code) < 0x80),
        )

    def is_in(self, changeset: bytes) -> bool:
        """Whether a changeset holds any of it."""
        small = changeset.lower()
        return any(text in small for text in self.words) or any(
            code in changeset for code in self.codes
        )


def rows_with(
    reading: Reading,
    wanted: Wanted,
    rows: Iterable[LogRow],
    tick: Callable[[], None] = lambda: None,
) -> frozenset[int]:
    """The numbers of the rows that changed something to or from what is ``wanted``."""
    whole = reading.history()
    answers: dict[int, bool] = {}
    found = set()
    for row in rows:
        tick()
        edit, _is_back = edit_of(row, whole)
        if edit not in answers:
            answers[edit] = any(wanted.is_in(each) for each in changesets(reading, edit))
        if answers[edit]:
            found.add(row.seq)
    return frozenset(found)


def sorts(
    reading: Reading, rows: Iterable[LogRow], tick: Callable[[], None] = lambda: None
) -> dict[int, Sort]:
    """What sort of thing each row is, by number; an undo is what the edit was."""
    whole = reading.history()
    known: dict[int, Sort] = {}
    for row in rows:
        edit, _is_back = edit_of(row, whole)
        if edit and edit not in known:
            tick()
            known[edit] = _sort(reading, whole[edit - 1])
        known[row.seq] = known[edit] if edit else _kind(row)
    return known


def _kind(row: LogRow) -> Sort:
    return Sort.FORGET if row.kind == log.FORGET else Sort.EDIT


def _sort(reading: Reading, edit: LogRow) -> Sort:
    if edit.cites:
        return Sort.MERGE
    done: set[tuple[str, str]] = set()
    for changeset in changesets(reading, edit.seq):
        done.update(operations(changeset))
        if ("import", INSERT) in done:
            return Sort.IMPORT
    if ("actor", DELETE) in done and ("actor_name", INSERT) in done:
        return Sort.MERGE
    if any((table, DELETE) in done for table in _ROOTS) and not any(
        (table, INSERT) in done for table in _ROOTS
    ):
        return Sort.DELETION
    return Sort.EDIT
