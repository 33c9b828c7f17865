"""The log: what was done, when, by whom, and the changesets that take it back.

Rows are chained by SHA-256: each hash covers the hash before it, the words of its row and the
digests of its chunks. Undo and redo are rows of their own; nothing is ever taken out but by
forgetting, which writes the chain anew and leaves a row that says so.
"""

import datetime
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from flowviz.dossier import schema
from flowviz.errors import DossierError, UndoError

EDIT, UNDO, REDO, FORGET = "edit", "undo", "redo", "forget"
MOST_UNPACKED = 2**30
"""Bytes of a changeset: 20,000 rows of an import have some 10 MB, a kept copy of a source more."""

_WITH_REASONS = 3
"""The schema version from which on a row's reason, step and what it cites are in its hash."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that was done: an edit, the undo or redo of one, or a forgetting.

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


def rows(db: apsw.Connection, after: int = 0) -> tuple[LogRow, ...]:
    """The rows of the log ``after`` the one of that number, the first row first."""
    return tuple(
        LogRow(seq, kind, what, datetime.datetime.fromisoformat(at), *rest)
        for seq, kind, what, at, *rest in db.execute(
            # an older version's has fewer columns at its end
            "SELECT * FROM log WHERE seq > ? ORDER BY seq",
            (after,),
        )
    )


def head(db: apsw.Connection) -> tuple[int, str]:
    """The number and the hash of the last row, ``(0, "")`` for an empty log."""
    return db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").get or (0, "")


def holds(db: apsw.Connection, row: LogRow) -> bool:
    """Whether the log has that very row."""
    return bool(db.execute("SELECT hash = ? FROM log WHERE seq = ?", (row.hash, row.seq)).get)


def standing(log: Sequence[LogRow], before: Standing = Standing()) -> Standing:
    """What can be undone and redone after ``log``: a new edit ends the chain of redos.

    ``before`` is what stood before its first row.

    A forgetting changes nothing of either; it cannot be undone itself. Nor can what it has left
    nothing of: a row that changes no row of content any more is passed over.

    Raises
    ------
    ValueError
        No flowviz writes such a log: it takes back what was not done last, or is of no known kind.
    """
    done, undone = list(before.done), list(before.undone)
    for row in log:
        if row.kind in (EDIT, UNDO, REDO) and not row.row_count:
            continue
        if row.kind == EDIT:
            done.append(row.seq)
            undone.clear()
        elif row.kind == UNDO and done and row.reverses == done[-1]:
            undone.append((done.pop(), row.seq))
        elif row.kind == REDO and undone and row.reverses == undone[-1][1]:
            done.append(undone.pop()[0])
        elif row.kind != FORGET:
            raise ValueError(f"row {row.seq} does not follow from those before it")
    return Standing(tuple(done), tuple(undone))


def rewind(db: apsw.Connection, seq: int) -> None:
    """Bring the content, not the log, back to what it was after the row ``seq``.

    What was forgotten since stays forgotten. The caller has a transaction open.

    Raises
    ------
    UndoError
        As ``apply`` does.
    """
    told = rows(db)
    now, then = standing(told).done, standing(told[:seq]).done
    pairs = enumerate(zip(now, then, strict=False))
    common = next((at for at, (a, b) in pairs if a != b), min(len(now), len(then)))
    for edit in reversed(now[common:]):
        apply(db, told[edit - 1], backwards=True)
    for edit in then[common:]:
        apply(db, told[edit - 1], backwards=False)


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


def unpack(packed: bytes) -> bytes:
    """The changeset that ``pack`` has made small.

    Raises
    ------
    DossierError
        It is none, or one of a stranger that would fill the memory.
    """
    unpacker = zlib.decompressobj()
    try:
        changeset = unpacker.decompress(packed, MOST_UNPACKED)
    except zlib.error as error:
        raise DossierError("A change in the history is damaged and cannot be read.") from error
    if not unpacker.eof:
        raise DossierError(
            "A change in the history is cut off, or is larger than flowviz ever writes one."
        )
    return changeset


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


def tables(db: apsw.Connection, seq: int) -> frozenset[str]:
    """The tables of content that the edit ``seq`` changed."""
    chunks = db.execute("SELECT changeset FROM log_chunk WHERE seq = ?", (seq,))
    return frozenset(
        change.name for (packed,) in chunks for change in apsw.Changeset.iter(unpack(packed))
    )


def rehash(db: apsw.Connection, first: int) -> None:
    """Chain the rows anew from the row ``first`` on, once their words or their chunks were changed.

    The caller has a transaction open.
    """
    previous = db.execute("SELECT hash FROM log WHERE seq = ?", (first - 1,)).get or ""
    for words in list(db.execute("SELECT * FROM log WHERE seq >= ? ORDER BY seq", (first,))):
        chunks = db.execute(
            "SELECT changeset FROM log_chunk WHERE seq = ? ORDER BY position", (words[0],)
        )
        digests = [hashlib.sha256(packed).hexdigest() for (packed,) in chunks]
        hashed = (*words[:8], previous, *(words[10:] if words[5] >= _WITH_REASONS else ()))
        own = _row_hash(hashed, digests)
        db.execute("UPDATE log SET previous = ?, hash = ? WHERE seq = ?", (previous, own, words[0]))
        previous = own


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
    except ValueError:
        return "the rows of the log do not follow from one another"
    return None


def _row_hash(words: Sequence[object], digests: Sequence[str]) -> str:
    told = json.dumps([*words, list(digests)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _apply_chunk(db: apsw.Connection, row: LogRow, packed: bytes, *, backwards: bool) -> None:
    try:
        changeset = unpack(packed)
        if backwards:
            changeset = apsw.Changeset.invert(changeset)
        # Without a conflict handler every conflict aborts. What a stranger's changeset would do to
        # the history or the seal is left out, and found missing when the rows are counted.
        apsw.Changeset.apply(changeset, db, filter=schema.content().__contains__)
    except (apsw.AbortError, DossierError) as error:
        raise UndoError(
            f"“{row.what}” cannot be taken back: the records are no longer as it left them. "
            "Nothing was touched."
        ) from error
