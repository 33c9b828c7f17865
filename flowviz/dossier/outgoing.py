"""The file that a save will publish, made and verified in the working copy's own folder."""

import contextlib
from collections.abc import Iterator

import apsw

from flowviz.dossier import log, publish, schema, seal, store
from flowviz.dossier.publish import Progress
from flowviz.dossier.working import WorkingCopy
from flowviz.errors import DossierError

_STEPS_BETWEEN = 100_000
"""Steps of SQLite between two looks at whether to stop: some milliseconds."""


def make(db: apsw.Connection, copy: WorkingCopy, progress: Progress | None = None) -> None:
    """Seal the content, and write it compactly to ``copy.outgoing``.

    ``progress`` is told 0 of 0 now and then: nobody knows the size yet, but it may stop the work.

    Raises
    ------
    DossierError
        What was written is not what the working copy holds, or there was no room for it.
    """
    with _stoppable(db, progress), store.transaction(db):
        digest = seal.write(db)
    try:
        copy.outgoing.unlink(missing_ok=True)
    except OSError as error:
        raise DossierError(
            f"The file could not be put together in flowviz's own folder {copy.folder}: "
            f"{publish.reason(error)}. Nothing is lost: try again."
        ) from error
    # A connection of its own: VACUUM refuses to run beside unfinished queries.
    writer = store.open_to_read(copy.database)
    try:
        writer.execute("PRAGMA synchronous = OFF")  # its bytes are synced where they are published
        writer.execute("PRAGMA cache_size = -2000")  # each page is read once: 0.19 s, not 0.27 s
        with _stoppable(writer, progress):
            writer.execute("VACUUM INTO ?", (str(copy.outgoing),))
    finally:
        writer.close()
    _verify(copy, digest, log.head(db), progress)


def _verify(
    copy: WorkingCopy, digest: str, head: tuple[int, str], progress: Progress | None
) -> None:
    made = store.open_to_read(copy.outgoing, immutable=True)
    try:
        with _stoppable(made, progress):
            is_good = (
                made.execute("PRAGMA application_id").get == schema.APPLICATION_ID
                and schema.version_of(made) == schema.VERSION
                and made.execute("PRAGMA quick_check(1)").get == "ok"
                and seal.digest(made) == digest
                and log.head(made) == head
            )
    finally:
        made.close()
    if not is_good:
        raise DossierError(
            "What was written does not hold what was edited; the disk or the memory may be "
            "failing. Nothing is lost: save again, on another disk if you can."
        )


@contextlib.contextmanager
def _stoppable(db: apsw.Connection, progress: Progress | None) -> Iterator[None]:
    """Let ``progress`` look in between two stretches of work; what it raises ends the statement."""
    if progress is None:
        yield
        return

    def look() -> bool:
        progress(0, 0)
        return False

    db.set_progress_handler(look, _STEPS_BETWEEN)
    try:
        yield
    finally:
        db.set_progress_handler(None)
