"""Recovery: the working copies that a crash or a kill left behind, with their unsaved edits."""

import contextlib
import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import drafts, log, publish, store, working
from flowviz.dossier.log import LogRow
from flowviz.dossier.working import WorkingCopy
from flowviz.errors import DossierError


@dataclass(frozen=True, slots=True)
class Recovery:
    """A working copy that no living process holds and that has what its file does not have.

    ``path`` is the file it belongs to, None if it was never saved; ``unsaved`` the rows that its
    log has beyond the file's, the first first; ``drafts`` how many texts were typed and not yet
    added; ``at`` when anything was done last (UTC).
    """

    id: str
    path: Path | None
    title: str
    unsaved: tuple[LogRow, ...]
    drafts: int
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What can be recovered, the latest first; and the folders of the copies that cannot be read.

    The latter stay where they are: there may be unsaved edits in them that somebody can save.
    """

    recoveries: tuple[Recovery, ...]
    unreadable: tuple[Path, ...]


def left_behind() -> LeftBehind:
    """The copies that no living process holds; those without unsaved edits are removed.

    One that is damaged, or none of ours, hinders nobody: it is only told.
    """
    found, unreadable = [], []
    for folder in working.folders():
        try:
            recovery = _look_into(folder)
        except (apsw.Error, DossierError, OSError, TypeError, ValueError):
            # A foreign claim or log may hold anything; what is gone has just been closed.
            unreadable += [folder] if folder.exists() else []
        else:
            found += [] if recovery is None else [recovery]
    found.sort(key=lambda recovery: recovery.at, reverse=True)
    return LeftBehind(tuple(found), tuple(unreadable))


def settle(copy: WorkingCopy) -> None:
    """Clear up after a save that was killed: note that its file is in place, or remove the part."""
    _clear_part(copy)
    coming = copy.publishing
    if coming.path is not None and publish.digest_of(coming.path) == coming.file_sha256:
        copy.set_published(coming)


def _clear_part(copy: WorkingCopy) -> None:
    part = copy.part
    if part is not None:
        with contextlib.suppress(OSError):  # a place that is gone is none of our business
            part.unlink(missing_ok=True)


def discard(id_: str) -> None:
    """Delete a working copy for good, whether what is in it can be read or not.

    Raises
    ------
    DossierError
        Another flowviz works on it, or it cannot be deleted.
    """
    folder = working.folder_of(id_)
    try:
        with store.in_words("The unsaved changes were not discarded"):
            copy = _claim_even_damaged(folder)
        if copy is None:
            shutil.rmtree(folder)
        else:
            copy.remove()
    except OSError as error:
        raise DossierError(
            f"The unsaved changes in {folder} were not discarded: {publish.reason(error)}."
        ) from error


def _claim_even_damaged(folder: Path) -> WorkingCopy | None:
    """The working copy, None where its claim is damaged or foreign, so that nobody can hold it."""
    try:
        copy = working.claim(folder)
    except (apsw.NotADBError, apsw.CorruptError, apsw.SQLError, apsw.ConstraintError):
        return None
    if copy is None:
        raise DossierError("Another flowviz works on these changes; they were not discarded.")
    return copy


def _look_into(folder: Path) -> Recovery | None:
    """What can be recovered from one copy, None where there is nothing or another works on it."""
    if working.has_lost_its_claim(folder):
        raise DossierError("The claim is empty, so that nobody knows which file this belongs to.")
    copy = working.claim(folder)
    if copy is None:
        return None
    try:
        recovery = _look_at(copy)
    except BaseException:
        copy.release()
        raise
    if recovery is None:
        copy.clear_away()
    else:
        copy.release()
    return recovery


def _look_at(copy: WorkingCopy) -> Recovery | None:
    if not copy.is_ready:
        _clear_part(copy)  # of a copy that was to be published
        return None
    settle(copy)
    db = store.open_to_write(copy.database)
    try:
        rows = log.rows(db)
        title = str(db.execute("SELECT value FROM meta WHERE key = 'title'").get or "")
    finally:
        db.close()
    unsaved = _unsaved(rows, copy.published.log_hash)
    typed = drafts.read(copy.drafts)
    if not unsaved and not typed:
        return None
    times = [row.at for row in unsaved[-1:]]
    if typed:
        changed_s = copy.drafts.stat().st_mtime
        times.append(datetime.datetime.fromtimestamp(changed_s, datetime.UTC))
    return Recovery(copy.folder.name, copy.published.path, title, unsaved, len(typed), max(times))


def _unsaved(rows: tuple[LogRow, ...], saved_hash: str) -> tuple[LogRow, ...]:
    saved = next((row.seq for row in rows if row.hash == saved_hash), 0)
    return rows[saved:]
