"""The chunks of the history one at a time: read, and put back when something was forgotten."""

from collections.abc import Callable, Iterator, Sequence

import apsw

from flowviz.dossier import log
from flowviz.dossier.rewriting import Change, read

Progress = Callable[[int, int], None]
"""Told what is done of how much; may raise ``CancelledError``."""


class Chunks:
    """The changesets of the whole log; one is unpacked at a time, however long the log is."""

    def __init__(self, db: apsw.Connection, progress: Progress) -> None:
        self._db = db
        self._progress = progress
        self._places = tuple(
            db.execute("SELECT seq, position FROM log_chunk ORDER BY seq, position")
        )

    def __iter__(self) -> Iterator[tuple[int, int, bytes]]:
        """Number of the row, place in it, and the changeset."""
        for done, (seq, position) in enumerate(self._places):
            self._progress(done, len(self._places))
            packed = self._db.execute(
                "SELECT changeset FROM log_chunk WHERE seq = ? AND position = ?", (seq, position)
            ).get
            yield seq, position, log.unpack(packed)
        self._progress(len(self._places), len(self._places))

    def changes(self, marks: Sequence[str] = ()) -> Iterator[Change]:
        """The changes of all changesets that hold one of ``marks``; of every one without marks."""
        for _, _, changes in self.changes_by_place(marks):
            yield from changes

    def changes_by_place(
        self, marks: Sequence[str] = ()
    ) -> Iterator[tuple[int, int, Iterator[Change]]]:
        """The same by changeset: number of the row, place in it, and the changes."""
        sought = [mark.encode() for mark in marks]
        for seq, position, changeset in self:
            if not sought or any(mark in changeset for mark in sought):
                yield seq, position, read(changeset)

    def put(self, seq: int, position: int, changeset: bytes) -> None:
        """Put a changeset in the place of the one there; an empty one takes the place away."""
        place = (seq, position)
        if changeset:
            self._db.execute(
                "UPDATE log_chunk SET changeset = ? WHERE seq = ? AND position = ?",
                (log.pack(changeset), *place),
            )
        else:
            self._db.execute("DELETE FROM log_chunk WHERE seq = ? AND position = ?", place)
