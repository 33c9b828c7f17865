"""What a dossier leaves on this machine beside its file: backups, copies of crashes, old pages."""

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import backups, store, working
from flowviz.dossier.backups import Backup
from flowviz.dossier.working import WorkingCopy
from flowviz.errors import DossierError

_PATIENCE_MS = 10_000


@dataclass(frozen=True, slots=True)
class Traces:
    """The backups of a dossier, and how many working copies of it a crash has left behind."""

    backups: tuple[Backup, ...]
    left_behind: int


def find(own: Path, path: Path | None, hashes: Collection[str]) -> Traces:
    """What there is of the dossier whose file is ``path`` and whose log has these hashes.

    ``own`` is the folder of the working copy that is worked on.
    """
    return Traces(backups.of(hashes, path), sum(1 for _ in _copies_left_behind(own, path, hashes)))


def remove(own: Path, path: Path | None, hashes: Collection[str]) -> None:
    """Remove all that ``find`` finds.

    Raises
    ------
    DossierError
        Something cannot be removed.
    """
    for backup in backups.of(hashes, path):
        backups.remove(backup)
    for copy in _copies_left_behind(own, path, hashes):
        folder = copy.folder
        copy.clear_away()
        if folder.exists():
            raise DossierError(f"The folder {folder} could not be removed.")


def clean(database: Path) -> None:
    """Write a working copy anew without free pages, and leave nothing of before in its journal.

    Raises
    ------
    DossierError
        Something still reads the old pages.
    """
    db = store.open_to_write(database)
    try:
        db.set_busy_timeout(_PATIENCE_MS)
        db.execute("PRAGMA secure_delete = ON")
        db.execute("VACUUM")
        is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").get
    finally:
        db.close()
    if is_busy:
        raise DossierError("The journal of the working copy is still being read; try again.")


def _copies_left_behind(
    own: Path, path: Path | None, hashes: Collection[str]
) -> Iterator[WorkingCopy]:
    """The working copies of the dossier that nobody works on; each is let go of again."""
    for folder in working.folders():
        copy = None
        if folder != own:
            with contextlib.suppress(apsw.Error):
                copy = working.claim(folder)
        if copy is None:
            continue
        try:
            if (path is not None and copy.published.path == path) or _shares(copy, hashes):
                yield copy
        finally:
            copy.release()


def _shares(copy: WorkingCopy, hashes: Collection[str]) -> bool:
    with contextlib.suppress(apsw.Error, DossierError):
        db = store.open_to_write(copy.database)
        try:
            return any(told in hashes for (told,) in db.execute("SELECT hash FROM log"))
        finally:
            db.close()
    return False
