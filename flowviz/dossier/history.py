"""The history of an open dossier, kept in memory and read on from where it was."""

import apsw

from flowviz.dossier import log
from flowviz.dossier.log import LogRow, Standing


class History:
    """What was done so far, and which edits of it stand and which are undone."""

    def __init__(self, rows: tuple[LogRow, ...] = (), standing: Standing | None = None) -> None:
        self.rows = rows
        self.standing = log.standing(rows) if standing is None else standing

    @classmethod
    def read(cls, db: apsw.Connection, known: "History") -> "History":
        """The history in ``db``; only what is not ``known`` is read, as long as that still holds.

        Rows that are known no longer hold where something was forgotten, for that writes all hashes
        anew, or where a transaction was taken back.
        """
        last = known.rows[-1] if known.rows else None
        head = log.head(db)
        if head == ((last.seq, last.hash) if last else (0, "")):
            return known
        if last is None or not log.holds(db, last):
            known = cls()
        new = log.rows(db, after=len(known.rows))
        return cls(known.rows + new, log.standing(new, known.standing))

    @property
    def to_undo(self) -> tuple[LogRow, ...]:
        """The edits that the next undo takes back together, the latest first."""
        return self._step(self.standing.done)

    @property
    def to_redo(self) -> tuple[tuple[LogRow, int], ...]:
        """The edits that the next redo does again together, and the undo that took each back."""
        undone = self.standing.undone
        edits = self._step(tuple(edit for edit, _ in undone))
        return tuple((edit, undo) for edit, (_, undo) in zip(edits, reversed(undone), strict=False))

    def _step(self, seqs: tuple[int, ...]) -> tuple[LogRow, ...]:
        """The last of the edits and those before it that belong to the same step."""
        found: list[LogRow] = []
        for seq in reversed(seqs):
            row = self.rows[seq - 1]
            if found and (not row.step or row.step != found[0].step):
                break
            found.append(row)
        return tuple(found)
