"""The index: the words of every entry, in a database beside the working copy.

It holds no text but single words, and is gone with the working copy. It knows for which row of the
history it stands; where that is not the last one, it is brought up to it by what the rows since
have touched, or made anew. No index of another process is ever used (``Dossier.recover`` removes
it), so that nothing here needs to survive a kill.
"""

import contextlib
import functools
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from pathlib import Path

import apsw

from flowviz.dossier import Reading
from flowviz.dossier.collector import collector_at_rest
from flowviz.errors import DossierError
from flowviz.finding.behind import touched_since
from flowviz.finding.entry import Entry
from flowviz.finding.folding import joined, terms
from flowviz.finding.kinds import NUMBERS, Kind
from flowviz.finding.texts import entries, ids_of
from flowviz.finding.wanted import labels

KIND_SHIFT = 40
"""An entry's number is that of its kind, shifted by this, and a running one."""

_SCHEMA = """
CREATE VIRTUAL TABLE text USING fts5(
    name, body, label, content='', contentless_delete=1, prefix='1 2',
    tokenize='ascii'
);
INSERT INTO text (text, rank) VALUES ('hashsize', 33554432);
CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
CREATE TABLE head (seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
"""
# The texts are words with blanks between them, in small letters, before SQLite has them: its
# tokenizer need not know Unicode. 32 MB of words at once are few pieces to lay together.
_ENTRY_INDEX = "CREATE INDEX entry_id ON entry (id)"
_BETWEEN_FIELDS = " \ue000 "
"""Keeps phrases within one field; nobody can look for it, for it is no letter."""
_BATCH = 1_000
_SHORT = 100
_PATIENCE_MS = 10_000
_CACHE_KIB = 32_768

Progress = Callable[[int, int], None]


class Standing(Enum):
    """How an index stands to its dossier.

    ``CURRENT``; ``BEHIND``: brought up to it by the next search, in less than a second; ``ABSENT``:
    it has to be made, which takes some ten seconds for 400,000 entries.
    """

    CURRENT = auto()
    BEHIND = auto()
    ABSENT = auto()


def standing(reading: Reading) -> Standing:
    """How the index of a dossier stands to it."""
    with contextlib.suppress(apsw.CantOpenError), opened(reading.index_file) as db:
        if head(db) == reading.head:
            return Standing.CURRENT
        if touched_since(reading, head(db)) is not None:
            return Standing.BEHIND
    return Standing.ABSENT


def build(reading: Reading, progress: Progress) -> None:
    """Make the index anew; ``progress`` is told how many entries of how many are in it.

    What ``progress`` raises ends it, and leaves the index as it was.

    Raises
    ------
    DossierError
        It could not be written, or the dossier holds what no flowviz writes.
    """
    made = reading.index_file.with_name(f"{reading.index_file.name}-{uuid.uuid4().hex}")
    try:
        with _in_words(), contextlib.closing(apsw.Connection(str(made))) as db:
            db.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            db.execute(f"BEGIN; {_SCHEMA}")
            with collector_at_rest():
                _fill(db, reading, progress)
            db.execute(_ENTRY_INDEX)
            _set_head(db, reading)
            db.execute("COMMIT")
        os.replace(made, reading.index_file)
    except OSError as error:
        raise DossierError(f"The index was not made: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def catch_up(db: apsw.Connection, reading: Reading) -> bool:
    """Bring an index up to what ``reading`` holds; False where it has to be made anew.

    One that is of a later state stays as it is: who found more lately has told more.
    """
    if head(db)[0] > reading.head[0] or head(db) == reading.head:
        return True
    touched = touched_since(reading, head(db))
    if touched is None:
        return False
    with _in_words():
        db.execute("BEGIN IMMEDIATE")
        try:
            if head(db)[0] < reading.head[0]:  # nobody else has done so meanwhile
                for kind, ids in touched.items():
                    _take_out(db, kind, ids)
                    for chunk in _chunks(sorted(ids)):
                        _put(db, kind, entries(reading, kind, chunk))
                _set_head(db, reading)
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
    return True


@contextlib.contextmanager
def opened(path: Path) -> Iterator[apsw.Connection]:
    """The index at ``path``.

    Raises
    ------
    apsw.CantOpenError
        There is none.
    """
    db = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)
    try:
        db.set_busy_timeout(_PATIENCE_MS)
        db.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        yield db
    finally:
        db.close()


def head(db: apsw.Connection) -> tuple[int, str]:
    """The number and the hash of the row of the history that the index stands for."""
    seq, told = db.execute("SELECT seq, hash FROM head").get
    return seq, told


def first_number(kind: Kind) -> int:
    """The number before which no entry of a kind stands."""
    return NUMBERS[kind] << KIND_SHIFT


def _fill(db: apsw.Connection, reading: Reading, progress: Progress) -> None:
    wanted = {kind: ids_of(reading, kind) for kind in Kind}
    total, done = sum(map(len, wanted.values())), 0
    for kind, ids in wanted.items():
        for chunk in _chunks(ids):
            progress(done, total)
            _put(db, kind, entries(reading, kind, chunk))
            done += len(chunk)
    progress(total, total)


def _put(db: apsw.Connection, kind: Kind, found: Iterable[Entry]) -> None:
    first = first_number(kind)
    sql = "SELECT max(number) FROM entry WHERE number BETWEEN ? AND ?"
    last = db.execute(sql, (first, first_number(kind) + (1 << KIND_SHIFT) - 1)).get or first
    numbered = list(enumerate(found, start=last + 1))
    db.executemany("INSERT INTO entry VALUES (?, ?)", ((at, one.id) for at, one in numbered))
    db.executemany(
        "INSERT INTO text (rowid, name, body, label) VALUES (?, ?, ?, ?)",
        ((at, *_words(one), _labels(one.actors, one.years, one.status)) for at, one in numbered),
    )


def _take_out(db: apsw.Connection, kind: Kind, ids: Iterable[str]) -> None:
    first = first_number(kind)
    last = first + (1 << KIND_SHIFT) - 1
    for id_ in ids:
        sql = "SELECT number FROM entry WHERE id = ? AND number BETWEEN ? AND ?"
        for (number,) in list(db.execute(sql, (id_, first, last))):
            db.execute("DELETE FROM text WHERE rowid = ?", (number,))
            db.execute("DELETE FROM entry WHERE number = ?", (number,))


def _words(entry: Entry) -> tuple[str, str]:
    """The words of its names and titles, and those of its other texts."""
    names: list[str] = []
    others: list[str] = []
    for _, text, is_name in entry.pieces:
        told = _of_short(text) if len(text) <= _SHORT else _compared(text)
        (names if is_name else others).append(told)
    return _BETWEEN_FIELDS.join(names), _BETWEEN_FIELDS.join(others)


def _compared(text: str) -> str:
    return " ".join((*terms(text), *(way.term for way in joined(text))))


_of_short = functools.lru_cache(16_384)(_compared)
"""Items, categories and names stand in many records."""


_labels = functools.lru_cache(_BATCH)(labels)
"""What is said of one record stands together and has the labels of that."""


def _set_head(db: apsw.Connection, reading: Reading) -> None:
    db.execute("DELETE FROM head")
    db.execute("INSERT INTO head VALUES (?, ?)", reading.head)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except apsw.FullError as error:
        raise DossierError("The search needs room: the disk is full.") from error
    except (apsw.Error, ValueError) as error:
        raise DossierError(f"The texts of the dossier could not be searched ({error}).") from error
