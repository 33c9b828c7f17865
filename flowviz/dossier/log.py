"""The log: what was done, when, by whom, and the changesets that take it back.

Rows are chained by SHA-256: each hash covers the hash before it, the words of its row and the
digests of its chunks. Nothing is ever taken out; undo and redo are rows of their own.
"""

import datetime
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from flowviz.dossier import schema
from flowviz.errors import UndoError

EDIT, UNDO, REDO = "edit", "undo", "redo"
_WITH_REASONS = 3
"""The schema version from which on a row's reason, step and what it cites are in its hash."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that was done: an edit, or the undo or redo of one.

    ``reverses`` is the row that an undo or a redo takes back; ``row_count`` how many rows of
    content changed; ``at`` is in UTC; ``author`` is what the caller gave, never the system's user.
    ``reason`` is why, where somebody said so; rows of one ``step`` ("" for none) are undone
    together; ``cites`` is the hash of the row of another history that was merged here.
    """

    seq: int
    kind: str
    what: str
    at: datetime.datetime
    author: str
    schema_version: int
    reverses: int | None
    row_count: int
    previous: str
    hash: str
    reason: str = ""
    step: str = ""
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which edits stand and which are undone, by ``seq``, the next to go last.

    ``undone`` are pairs of an edit and the undo that took it back.
    """

    done: tuple[int, ...] = ()
    undone: tuple[tuple[int, int], ...] = ()


def rows(db: apsw.Connection) -> tuple[LogRow, ...]:
    """The whole log, the first row first."""
    return tuple(
        LogRow(seq, kind, what, datetime.datetime.fromisoformat(at), *rest)
        for seq, kind, what, at, *rest in db.execute(
            "SELECT * FROM log ORDER BY seq"  # an older version's has fewer columns at its end
        )
    )


def head(db: apsw.Connection) -> tuple[int, str]:
    """The number and the hash of the last row, ``(0, "")`` for an empty log."""
    return db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").get or (0, "")


def standing(log: Sequence[LogRow]) -> Standing:
    """What can be undone and redone after ``log``: a new edit ends the chain of redos."""
    done: list[int] = []
    undone: list[tuple[int, int]] = []
    for row in log:
        if row.kind == EDIT:
            done.append(row.seq)
            undone.clear()
        elif row.kind == UNDO:
            undone.append((done.pop(), row.seq))
        else:
            done.append(undone.pop()[0])
    return Standing(tuple(done), tuple(undone))


def append(
    db: apsw.Connection,
    kind: str,
    what: str,
    *,
    row_count: int,
    author: str = "",
    reverses: int | None = None,
    digests: Sequence[str] = (),
    reason: str = "",
    step: str = "",
    cites: str = "",
) -> None:
    """Write the next row of the log."""
    seq, previous = head(db)
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    words = (seq + 1, kind, what, at, author, schema.VERSION, reverses, row_count, previous)
    why = (reason, step, cites)
    row = (*words, _row_hash((*words, *why), digests), *why)
    db.execute(f"INSERT INTO log VALUES ({','.join('?' * len(row))})", row)


def pack(changeset: bytes) -> bytes:
    """Make a changeset small."""
    # Level 1: on the changesets of an import 8:1 in a quarter of the time that level 6 takes.
    return zlib.compress(changeset, 1)


def add_chunk(db: apsw.Connection, seq: int, position: int, packed: bytes) -> str:
    """Keep a packed changeset of the edit ``seq``; gives the digest for the row's hash."""
    db.execute("INSERT INTO log_chunk VALUES (?,?,?)", (seq, position, packed))
    return hashlib.sha256(packed).hexdigest()


def apply(db: apsw.Connection, row: LogRow, *, backwards: bool) -> None:
    """Apply the changesets of an edit, newest first and inverted when ``backwards``.

    Raises
    ------
    UndoError
        At a conflict, at a changeset of an older schema or where another number of rows changed
        than the edit did; the caller rolls back.
    """
    if row.schema_version < schema.UNDOABLE_SINCE:
        raise UndoError(
            f"“{row.what}” was done by an older flowviz that kept its records in another way; "
            "it can no longer be undone."
        )
    before = db.total_changes()
    order = "DESC" if backwards else "ASC"
    positions = [
        position
        for (position,) in db.execute(
            f"SELECT position FROM log_chunk WHERE seq = ? ORDER BY position {order}", (row.seq,)
        )
    ]
    for position in positions:
        packed = db.execute(
            "SELECT changeset FROM log_chunk WHERE seq = ? AND position = ?", (row.seq, position)
        ).get
        _apply_chunk(db, row, packed, backwards=backwards)
    changed = db.total_changes() - before
    if changed != row.row_count:
        raise UndoError(
            f"“{row.what}” changed {row.row_count} rows but {changed} could be changed back; "
            "nothing was touched."
        )


def fault(db: apsw.Connection) -> str | None:
    """What is wrong with the chain of the log, None when it is whole."""
    digests: dict[int, list[str]] = {}
    for seq, packed in db.execute("SELECT seq, changeset FROM log_chunk ORDER BY seq, position"):
        digests.setdefault(seq, []).append(hashlib.sha256(packed).hexdigest())
    previous = ""
    for number, words in enumerate(db.execute("SELECT * FROM log ORDER BY seq"), start=1):
        row, told, why = words[:9], words[9], words[10:]
        if row[0] != number or row[8] != previous:
            return f"row {row[0]} of the log does not follow the row before it"
        if row[5] >= _WITH_REASONS:
            row += why
        elif any(why):
            return f"row {number} of the log gives a reason that its version does not know"
        if told != _row_hash(row, digests.pop(number, [])):
            return f"row {number} of the log does not match its hash"
        previous = told
    if digests:
        return "the log holds changes that no row of it names"
    return _nonsense(db)


def _nonsense(db: apsw.Connection) -> str | None:
    """What a whole chain may still hold that no flowviz writes: an undo of nothing, an odd time."""
    try:
        standing(rows(db))
    except (IndexError, ValueError):
        return "the rows of the log do not follow from one another"
    return None


def _row_hash(words: Sequence[object], digests: Sequence[str]) -> str:
    told = json.dumps([*words, list(digests)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _apply_chunk(db: apsw.Connection, row: LogRow, packed: bytes, *, backwards: bool) -> None:
    try:
        changeset = zlib.decompress(packed)
        if backwards:
            changeset = apsw.Changeset.invert(changeset)
        apsw.Changeset.apply(changeset, db)  # without a conflict handler every conflict aborts
    except (apsw.AbortError, zlib.error) as error:
        raise UndoError(
            f"“{row.what}” cannot be taken back: the records are no longer as it left them. "
            "Nothing was touched."
        ) from error
