"""What a dossier leaves on this machine beside its file: backups, copies of crashes, old pages."""

import contextlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import backups, drafts, log, recovery, store, working
from flowviz.dossier.backups import Backup
from flowviz.dossier.chunks import Chunks
from flowviz.dossier.rewriting import read
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
    """Write a working copy anew without free pages, and leave nothing of before beside it.

    Its journal is emptied, and the index of its words removed.

    Raises
    ------
    DossierError
        Something still reads the old pages, or the index cannot be removed.
    """
    working.remove_index(database.parent)
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
    working.remove_index(database.parent)  # one that was just being made of the old pages


def _backups(path: Path | None, hashes: Collection[str], scrub: Scrub | None) -> Iterator[Backup]:
    for backup in backups.of(hashes, path):
        if scrub is None or _holds(backup.file, hashes, scrub, immutable=True):
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
            if is_of and (scrub is None or _copy_holds(copy, hashes, scrub)):
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


def _copy_holds(copy: WorkingCopy, hashes: Collection[str], scrub: Scrub) -> bool:
    if any(map(scrub.is_in, drafts.read(copy.drafts).values())):
        return True
    return _holds(copy.database, hashes, scrub, immutable=False)


def _holds(database: Path, hashes: Collection[str], scrub: Scrub, *, immutable: bool) -> bool:
    """Whether the content of a dossier of any version, or its history, holds a text.

    Where its history has nothing but the rows of ``hashes`` it holds nothing that is not in theirs,
    and those do not hold it. What cannot be read to the end may hold it.
    """
    try:
        with contextlib.closing(store.open_to_read(database, immutable=immutable)) as db:
            return log.head(db)[1] not in hashes and any(map(scrub.is_in, _hits(db, scrub)))
    except (apsw.Error, DossierError, UnicodeDecodeError):
        return True


def _hits(db: apsw.Connection, scrub: Scrub) -> Iterator[str]:
    """Every text with somebody's words that may hold what is looked for."""
    db.create_scalar_function("is_hit", scrub.is_hit)
    for table in content().values():
        # An older version has the first of the columns of now, or lacks the table.
        there = {
            name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table.name,))
        }
        columns = ", ".join(
            one for one in table.columns if one in there and has_words(table.name, one)
        )
        if columns:
            found = db.execute(f"SELECT {columns} FROM {table.name} WHERE is_hit({columns})")
            yield from _texts(value for row in found for value in row)
    for told in log.rows(db):
        yield from (told.what, told.author, told.reason, told.step)
    for _, _, changeset in Chunks(db, _silent):
        if scrub.may_be_in(changeset):
            for change in read(changeset):
                for half in filter(None, (change.old, change.new)):
                    given = zip(content()[change.table].columns, half, strict=False)
                    yield from _texts(one for name, one in given if has_words(change.table, name))


def _texts(values: Iterable[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
