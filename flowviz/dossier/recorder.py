"""The recorder: watches the tables of content during an edit and keeps what changes in chunks."""

from concurrent.futures import Future, ThreadPoolExecutor

import apsw

from flowviz.dossier import log, schema

CHUNK_ROWS = 20_000
"""Rows to a Session: one Session over 586,978 rows took 26 s and 195 MB, in chunks 5.7 s."""


class Recorder:
    """Keeps the changesets of the edit that will be row ``seq`` of the log."""

    def __init__(self, db: apsw.Connection, seq: int) -> None:
        self._db = db
        self._seq = seq
        self._digests: list[str] = []
        self._row_count = 0
        # Packing takes a tenth of a large import; one chunk is packed while the next is written.
        self._packer = ThreadPoolExecutor(1, "flowviz-packer")
        self._packing: Future[bytes] | None = None
        self._start()

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
            self._cut()
            self._start()

    def finish(self) -> tuple[int, tuple[str, ...]]:
        """Keep the last chunk; gives how many rows changed, and the chunks' digests."""
        try:
            self._cut()
            self._keep_packed()
        finally:
            self._packer.shutdown()
        return self._row_count, tuple(self._digests)

    def stop(self) -> None:
        """Let go of the Session, keeping nothing."""
        self._session.close()
        self._packer.shutdown()

    def _start(self) -> None:
        self._session = apsw.Session(self._db, "main")
        for table in schema.content():
            self._session.attach(table)
        self._before = self._db.total_changes()
        self._only_inserts = True

    def _cut(self) -> None:
        written = self._db.total_changes() - self._before
        changeset = self._session.changeset()
        self._session.close()
        if not changeset:
            return
        if not self._only_inserts:
            # A row deleted and inserted again is one change to the Session, or none.
            written = sum(1 for _ in apsw.Changeset.iter(changeset))
        self._row_count += written
        self._keep_packed()
        self._packing = self._packer.submit(log.pack, changeset)

    def _keep_packed(self) -> None:
        """Put the chunk that was being packed into the log."""
        if self._packing is None:
            return
        packed, self._packing = self._packing.result(), None
        position = len(self._digests)
        self._digests.append(log.add_chunk(self._db, self._seq, position, packed))


class Unrecorded:
    """Stands in for the recorder where history has not begun: what a new dossier starts with."""

    room = CHUNK_ROWS

    def wrote_other_than_inserts(self) -> None:
        """Nothing is counted."""

    def cut_when_full(self) -> None:
        """Nothing is kept."""
