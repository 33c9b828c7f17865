"""What a dossier leaves on this machine beside its file: backups, copies of crashes, old pages."""

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import backups, drafts, log, recovery, store, working
from flowviz.dossier.backups import Backup
from flowviz.dossier.chunks import Chunks
from flowviz.dossier.rows import Row
from flowviz.dossier.schema import content
from flowviz.dossier.scrubbing import Scrub, has_words
from flowviz.dossier.working import WorkingCopy
from flowviz.errors import DossierError

_PATIENCE_MS = 10_000


@dataclass(frozen=True, slots=True)
class Traces:
    """The backups of a dossier, and how many working copies of it a crash has left behind."""

    backups: tuple[Backup, ...]
    left_behind: int


def find(
    own: Path, path: Path | None, hashes: Collection[str], scrub: Scrub | None = None
) -> Traces:
    """What there is of the dossier whose file is ``path`` and whose log has these hashes.

    ``own`` is the folder of the working copy that is worked on. With ``scrub`` only what holds a
    text that it takes out.
    """
    return Traces(
        tuple(_backups(path, hashes, scrub)),
        sum(1 for _ in _copies_left_behind(own, path, hashes, scrub)),
    )


def remove(
    own: Path, path: Path | None, hashes: Collection[str], scrub: Scrub | None = None
) -> None:
    """Remove all that ``find`` finds.

    Raises
    ------
    DossierError
        Something cannot be removed.
    """
    recovery.left_behind()  # as a start does: half a copy goes, and what a killed save left beside
    for backup in _backups(path, hashes, scrub):
        backups.remove(backup)
    for copy in _copies_left_behind(own, path, hashes, scrub):
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


def _backups(path: Path | None, hashes: Collection[str], scrub: Scrub | None) -> Iterator[Backup]:
    for backup in backups.of(hashes, path):
        if scrub is None or _holds(backup.file, scrub, immutable=True):
            yield backup


def _copies_left_behind(
    own: Path, path: Path | None, hashes: Collection[str], scrub: Scrub | None
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
            is_of = (path is not None and copy.published.path == path) or _shares(copy, hashes)
            if is_of and (scrub is None or _copy_holds(copy, scrub)):
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


def _copy_holds(copy: WorkingCopy, scrub: Scrub) -> bool:
    if any(map(scrub.is_in, drafts.read(copy.drafts).values())):
        return True
    return _holds(copy.database, scrub, immutable=False)


def _holds(database: Path, scrub: Scrub, *, immutable: bool) -> bool:
    """Whether the content of a dossier of any version, or its history, holds a text.

    What cannot be read to the end may hold it.
    """
    try:
        with contextlib.closing(store.open_to_read(database, immutable=immutable)) as db:
            return any(map(scrub.is_in, _words(db)))
    except (apsw.Error, DossierError, UnicodeDecodeError):
        return True


def _words(db: apsw.Connection) -> Iterator[str]:
    """Every text in which there may be somebody's words."""
    known = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for table in content().values():
        if table.name in known:
            for row in db.execute(f"SELECT * FROM {table.name}"):
                yield from _of_row(table.name, row)
    for told in log.rows(db):
        yield from (told.what, told.author, told.reason, told.step)
    for change in Chunks(db, _silent).changes():
        for half in filter(None, (change.old, change.new)):
            yield from _of_row(change.table, half)


def _of_row(table: str, row: Row) -> Iterator[str]:
    # A row of an older version has the first of the columns of now.
    for column, value in zip(content()[table].columns, row, strict=False):
        if isinstance(value, str) and has_words(table, column):
            yield value


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
