"""The recorder: watches the tables of content during an edit and keeps what changes in chunks."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import apsw

from flowviz.dossier import log, schema
from flowviz.dossier.touched import Touched
from flowviz.errors import UsageError

CHUNK_ROWS = 20_000
"""Rows to a Session: one Session over 586,978 rows took 26 s and 195 MB, in chunks 5.7 s."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an edit changed: how many rows, and the digests of the chunks that tell them.

    ``touched`` are the rows, None where they are too many to name.
    """

    row_count: int
    digests: tuple[str, ...]
    touched: Touched | None


class Recorder:
    """Keeps the changesets of the edit that will be row ``seq`` of the log."""

    def __init__(self, db: apsw.Connection, seq: int) -> None:
        self._db = db
        self._seq = seq
        self._digests: list[str] = []
        self._row_count = 0
        # Packing takes a tenth of a large import; one chunk is packed while the next is written.
        self._packer: ThreadPoolExecutor | None = None
        self._packing: Future[bytes] | None = None
        self._told: list[bytes] = []
        self._told_rows = 0
        self._session: apsw.Session | None = None
        self.resume()

    @property
    def room(self) -> int:
        """How many rows may still be written before the next chunk begins."""
        return CHUNK_ROWS - (self._db.total_changes() - self._before)

    def wrote_other_than_inserts(self) -> None:
        """Say that rows were changed or deleted: only then must the changeset be counted."""
        self._only_inserts = False

    def cut_when_full(self) -> None:
        """Begin the next chunk when this one has all its rows."""
        if self.room <= 0:
            self.pause()
            self.resume()

    def pause(self) -> None:
        """End the chunk and watch no longer: what comes now is told by ``add``."""
        self._pack_beside(self._cut())

    def add(self, changeset: bytes, row_count: int) -> None:
        """Keep what was done while nothing was watched, and changed so many rows."""
        self._told.append(changeset)
        self._told_rows += row_count
        if self._told_rows >= CHUNK_ROWS:
            self._pack_told()

    def resume(self) -> None:
        """Begin a chunk, and watch what is done."""
        self._pack_told()
        self._session = apsw.Session(self._db, "main")
        for table in schema.content():
            self._session.attach(table)
        self._before = self._db.total_changes()
        self._only_inserts = True

    def finish(self) -> Recorded:
        """Keep the last chunk; gives what was recorded.

        Raises
        ------
        UsageError
            An insertion was broken off: the edit cannot be committed.
        """
        try:
            if self._session is None:
                raise UsageError("An insertion was broken off, and with it the edit.")
            changeset = self._cut()
            self._keep_packed()
            was_small = not self._digests
            if changeset:
                self._keep(log.pack(changeset))
        finally:
            self._let_go()
        touched = Touched.of(changeset) if was_small else None
        return Recorded(self._row_count, tuple(self._digests), touched)

    def stop(self) -> None:
        """Let go of the Session, keeping nothing."""
        if self._session is not None:
            self._session.close()
        self._let_go()

    def _cut(self) -> bytes:
        """The changeset of the chunk that ends here; its rows are counted."""
        assert self._session is not None
        written = self._db.total_changes() - self._before
        changeset = self._session.changeset()
        self._session.close()
        self._session = None
        if changeset:
            # A row deleted and inserted again is one change to the Session, or none.
            only_inserts = self._only_inserts
            self._row_count += written if only_inserts else _changes_in(changeset)
        return changeset

    def _pack_told(self) -> None:
        self._row_count += self._told_rows
        self._pack_beside(b"".join(self._told))
        self._told, self._told_rows = [], 0

    def _pack_beside(self, changeset: bytes) -> None:
        """Have a chunk packed while the next one is written."""
        if changeset:
            self._keep_packed()
            self._packer = self._packer or ThreadPoolExecutor(1, "flowviz-packer")
            self._packing = self._packer.submit(log.pack, changeset)

    def _keep_packed(self) -> None:
        """Put the chunk that was being packed into the log."""
        if self._packing is not None:
            self._keep(self._packing.result())
            self._packing = None

    def _keep(self, packed: bytes) -> None:
        position = len(self._digests)
        self._digests.append(log.add_chunk(self._db, self._seq, position, packed))

    def _let_go(self) -> None:
        if self._packer is not None:
            self._packer.shutdown()


def _changes_in(changeset: bytes) -> int:
    return sum(1 for _ in apsw.Changeset.iter(changeset))


class Unrecorded:
    """Stands in for the recorder where history has not begun: what a new dossier starts with."""

    room = CHUNK_ROWS

    def wrote_other_than_inserts(self) -> None:
        """Nothing is counted."""

    def cut_when_full(self) -> None:
        """Nothing is kept."""

    def pause(self) -> None:
        """Nothing was watched."""

    def add(self, changeset: bytes, row_count: int) -> None:
        """Nothing is kept."""

    def resume(self) -> None:
        """Nothing is watched."""
