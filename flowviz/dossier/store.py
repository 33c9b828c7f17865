"""Connections to SQLite: the working copy to write, a file to look at, and errors in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from flowviz.dossier import schema
from flowviz.errors import DossierError

_CACHE_KIB = 32_768
# Pages, 200 MB: a checkpoint after each step of a large import takes 0.4 s, for nothing.
_CHECKPOINT_PAGES = 50_000
_STEPS_BETWEEN_LOOKS = 100_000
"""Steps of SQLite's machine, some milliseconds."""


class UnsettledError(apsw.Error):
    """A commit failed, and so did what was to make sure that it stays undone."""


def create(path: Path) -> apsw.Connection:
    """A new empty dossier at ``path``, open for writing."""
    db = _guarded(apsw.Connection(str(path)))
    with transaction(db):  # each statement on its own would wait for the disk
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.make(db)
    return _for_writing(db)


def open_to_write(path: Path) -> apsw.Connection:
    """The working copy at ``path``, open for writing; WAL, and every commit is on the disk."""
    return _for_writing(_guarded(apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)))


def open_to_read(path: Path, *, immutable: bool = False) -> apsw.Connection:
    """A second look at a database of ours; ``immutable`` when nobody else writes it."""
    uri = path.as_uri() + ("?immutable=1" if immutable else "")
    return _guarded(apsw.Connection(uri, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI))


@contextmanager
def in_words(doing: str) -> Iterator[None]:
    """Turn the errors of SQLite into ours, saying what could not be done.

    Raises
    ------
    DossierError
        For every error of SQLite within.
    """
    try:
        yield
    except UnsettledError as error:
        raise DossierError(
            f"{doing}: the disk does not answer ({error}). Should flowviz end before it answers "
            "again, the next start may find it done after all."
        ) from error
    except apsw.FullError as error:
        raise DossierError(f"{doing}: the disk is full. Free some space and try again.") from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise DossierError(
            f"{doing}: flowviz may not write in its own folder of working copies ({error})."
        ) from error
    except apsw.Error as error:
        raise DossierError(f"{doing}: the working copy could not be used ({error}).") from error


@contextmanager
def looked_at(db: apsw.Connection, look: Callable[[], None]) -> Iterator[None]:
    """Ask now and then, while queries run, whether to go on: what ``look`` raises ends them."""

    def ask() -> bool:
        look()
        return False

    db.set_progress_handler(ask, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        db.set_progress_handler(None)


@contextmanager
def transaction(db: apsw.Connection) -> Iterator[None]:
    """One transaction: committed at the end, rolled back by any exception.

    Raises
    ------
    UnsettledError
        The commit failed, and whether the next process finds it done is open.
    apsw.Error
        Nothing was done.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        _commit(db)
    except BaseException:
        if db.in_transaction:  # SQLite itself has rolled back when the disk is full
            db.execute("ROLLBACK")
        raise


def _commit(db: apsw.Connection) -> None:
    """Commit, or see to it that a commit that was called failed has failed.

    When the sync fails, SQLite rolls back, yet the commit stands whole in its log on the disk, and
    a process that comes after a kill would find it done. The next commit takes its place there: so
    one that changes nothing follows at once.
    """
    try:
        db.execute("COMMIT")
    except apsw.FullError:
        raise  # its last page, which makes it whole, found no room
    except apsw.Error as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        try:
            db.execute(f"PRAGMA user_version = {schema.version_of(db)}")
        except apsw.Error:
            raise UnsettledError(str(error)) from error
        raise


def _guarded(db: apsw.Connection) -> apsw.Connection:
    """Let nothing in a file run: no triggers, views, odd functions or writable schema."""
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    db.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    db.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
    db.execute("PRAGMA cell_size_check = ON")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _for_writing(db: apsw.Connection) -> apsw.Connection:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")  # on macOS fsync alone leaves a commit in the drive's cache
    db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    return db
