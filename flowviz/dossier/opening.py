"""Opening a file: looked over byte by byte and table by table before anything trusts it.

The file itself is only read. Its copy is looked at through a connection that runs nothing of what
is in it, and is refused unless its schema is ours to the letter.
"""

import os
import stat
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw

from flowviz.dossier import log, publish, schema, seal, store
from flowviz.errors import DossierError, NewerDossierError, NotADossierError

# The SQLite file header: https://sqlite.org/fileformat2.html#the_database_header
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_UTF_8 = 1
_MOST_FAULTS = 20


def take_in(path: Path, copy: Path) -> str:
    """Copy the dossier at ``path`` to ``copy``; gives the SHA-256 of the file.

    Raises
    ------
    NotADossierError
        It is a foreign or a truncated file.
    NewerDossierError
        A newer flowviz wrote it.
    DossierError
        It cannot be read.
    """
    try:
        # SQLite never has this very file open, so closing it can drop no lock of ours.
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise NotADossierError(f"{path.name} is not a file.")
            _look_at_header(path.name, file.read(_HEADER_BYTES), status.st_size)
            file.seek(0)
            return publish.take_in(file, copy)
    except OSError as error:
        raise DossierError(f"{path.name} cannot be opened: {error.strerror}.") from error


def faults(copy: Path) -> tuple[str, ...]:
    """What is wrong with a copied dossier, in words, the gravest first; nothing if all is well."""
    try:
        db = store.open_to_read(copy, immutable=True)
        try:
            return tuple(_faults_inside(db, copy))
        finally:
            db.close()
    except (apsw.Error, TypeError, ValueError, OverflowError) as error:
        # Where pages are exchanged, SQLite gives values of sorts that no column has.
        return (f"it cannot be read as a database ({error})",)


def lay_open(path: Path, copy: Path) -> tuple[apsw.Connection, str]:
    """The dossier at ``path`` in ``copy``, looked over and brought to the schema of now.

    Gives the connection that writes to ``copy``, and the SHA-256 of the file.

    Raises
    ------
    NotADossierError
        It is a foreign, truncated or damaged file.
    NewerDossierError
        A newer flowviz wrote it.
    DossierError
        It cannot be read, or there is no room for a copy.
    """
    with store.in_words(f"{path.name} was not opened"):
        sha256 = take_in(path, copy)
        found = faults(copy)
        if found:
            raise _damaged(path.name, found[0])
        db = store.open_to_write(copy)
        migrate(db)
    return db, sha256


def migrate(db: apsw.Connection) -> None:
    """Bring a working copy that an older flowviz has made to the schema of this one."""
    if schema.version_of(db) != schema.VERSION:
        with store.transaction(db):
            schema.make(db)


def _damaged(name: str, what: str) -> NotADossierError:
    """The error for a file with a fault."""
    return NotADossierError(
        f"{name} was damaged since it was saved: {what}. The file was not touched; "
        f"“flowviz check” tells more, and an older copy of it may still be good."
    )


def _faults_inside(db: apsw.Connection, copy: Path) -> Iterator[str]:
    found, known = schema.objects_of(db), schema.objects(schema.version_of(db))
    if found != known:
        odd = sorted(str(name) for _, name, _, _ in found ^ known)
        yield f"its tables are not those of a dossier ({odd[0]})"
        return
    # Both read the whole file, each on a core of its own: 0.45 s where 0.7 s were, for 80 MB.
    with ThreadPoolExecutor(1) as other:
        integrity = other.submit(_damage_to_tables, copy)
        damage_to_content = log.fault(db), seal.fault(db)
        yield from integrity.result()
    yield from filter(None, damage_to_content)


def _damage_to_tables(copy: Path) -> tuple[str, ...]:
    db = store.open_to_read(copy, immutable=True)
    try:
        told = [row[0] for row in db.execute(f"PRAGMA integrity_check({_MOST_FAULTS})")]
    finally:
        db.close()
    return tuple(f"SQLite finds {text.splitlines()[-1]}" for text in told if text != "ok")


def _look_at_header(name: str, header: bytes, size: int) -> None:
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise NotADossierError(f"{name} is not a dossier of flowviz. It was not touched.")
    (page_size,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    encoding, version, _, application = struct.unpack_from(">IIII", header, 56)
    if application != schema.APPLICATION_ID or encoding != _UTF_8:
        raise NotADossierError(
            f"{name} is a database of another program, not a dossier. It was not touched."
        )
    if version == 0:
        raise NotADossierError(f"{name} tells no version of its schema. It was not touched.")
    if version > schema.VERSION:
        raise NewerDossierError(
            f"{name} was written by a newer flowviz. Update flowviz to open it; it was not touched."
        )
    told = pages * (65_536 if page_size == 1 else page_size)
    if size < told:
        raise NotADossierError(
            f"{name} is truncated: of {told:,} bytes only {size:,} are there. It was not touched."
        )


def _without_waiting(path: str, flags: int) -> int:
    """Open a named pipe without waiting for its other end; Windows has none, nor the flag."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
