"""Recovery: the working copies that a crash or a kill left behind, with their unsaved edits."""

import contextlib
import datetime
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import log, publish, store, working
from flowviz.dossier.log import LogRow
from flowviz.dossier.working import WorkingCopy


@dataclass(frozen=True, slots=True)
class Recovery:
    """A working copy that no living process holds and that has edits its file does not have.

    ``path`` is the file it belongs to, None if it was never saved; ``last_edit`` what was done
    last and ``at`` when (UTC); ``edits`` how many rows the log has beyond the file's.
    """

    id: str
    path: Path | None
    title: str
    last_edit: str
    at: datetime.datetime
    edits: int


def recoverable() -> tuple[Recovery, ...]:
    """The copies that can be recovered, the latest first; those without unsaved edits are removed.

    A copy that cannot be read is left where it is.
    """
    found = []
    for copy in working.abandoned():
        try:
            recovery = _look_at(copy)
        except apsw.Error:
            copy.release()
            continue
        if recovery is None:
            copy.remove()
        else:
            copy.release()
            found.append(recovery)
    return tuple(sorted(found, key=lambda recovery: recovery.at, reverse=True))


def settle(copy: WorkingCopy) -> None:
    """Clear up after a save that was killed: note that its file is in place, or remove the part."""
    part = copy.part
    if part is not None:
        with contextlib.suppress(OSError):  # a place that is gone is none of our business
            part.unlink(missing_ok=True)
    coming = copy.publishing
    if coming.path is not None and publish.digest_of(coming.path) == coming.file_sha256:
        copy.set_published(coming)


def _look_at(copy: WorkingCopy) -> Recovery | None:
    if not copy.is_ready:
        return None
    settle(copy)
    db = store.open_to_write(copy.database)
    try:
        rows = log.rows(db)
        title = str(db.execute("SELECT value FROM meta WHERE key = 'title'").get or "")
    finally:
        db.close()
    unsaved = _unsaved(rows, copy.published.log_hash)
    if not unsaved:
        return None
    last = unsaved[-1]
    path = copy.published.path
    return Recovery(copy.folder.name, path, title, last.what, last.at, len(unsaved))


def _unsaved(rows: tuple[LogRow, ...], saved_hash: str) -> tuple[LogRow, ...]:
    saved = next((row.seq for row in rows if row.hash == saved_hash), 0)
    return rows[saved:]
