"""The user's file: read once as bytes, and replaced whole by bytes; SQLite never sees its folder.

So nothing depends on the locks of a network drive, a kill leaves the old file or the new one, and
every failure has the system's own reason.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from flowviz.dossier.turn import turn
from flowviz.errors import DossierError, TargetChangedError

_BLOCK = 2**20
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_GONE = "the network drive does not answer"
# By name: no system knows all of them.
_REASONS = {
    getattr(errno, name): words
    for name, words in {
        "ENOSPC": "the disk is full",
        "EDQUOT": "your share of the disk is full",
        "EFBIG": "the disk takes no file of this size",
        "EROFS": "the disk is read-only",
        "EACCES": "you are not allowed to write there",
        "EPERM": "you are not allowed to write there",
        "ENOENT": "the folder is no longer there",
        "ENOTDIR": "the folder is no longer there",
        "EISDIR": "there is a folder of that name",
        "ENAMETOOLONG": "the name is too long",
        "ELOOP": "the links that lead there go in a circle",
        "EBUSY": "another program holds the file",
        "ETXTBSY": "another program holds the file",
        "EIO": "the disk does not answer",
        "ENODEV": "the disk is gone",
        "ENXIO": "the disk is gone",
        "ESTALE": _GONE,
        "ENOTCONN": _GONE,
        "ETIMEDOUT": _GONE,
        "EHOSTDOWN": _GONE,
        "EHOSTUNREACH": _GONE,
        "ENETDOWN": _GONE,
        "ENETUNREACH": _GONE,
        "ECONNRESET": _GONE,
    }.items()
    if hasattr(errno, name)
}


class UnsyncedError(DossierError):
    """The new file is in place, but the disk does not say that it will last."""


Progress = Callable[[int, int], None]
"""Told how many bytes of how many are written; it may raise to stop the work."""


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def digest_of(path: Path) -> str | None:
    """The SHA-256 of the bytes of a file, None where there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def take_in(source: BinaryIO, copy: Path) -> str:
    """Copy an opened file to a new private one; gives the SHA-256 of its bytes.

    The copy is on the disk in the end: SQLite syncs only what it writes itself, and a power cut
    must not leave edits whose ground is gone.
    """
    with _synced(copy, 0o600) as file:
        return _pour(source, file)


def part_beside(target: Path) -> Path:
    """The name of the file to be that is written beside ``target``, or where a link to it leads."""
    real = Path(os.path.realpath(target))
    # The end of a name near the longest that a disk takes (255 bytes) is left out.
    return real.with_name(f".{real.name[:40]}.{secrets.token_hex(6)}.part")


def look_at(target: Path, part: Path) -> None:
    """Find out at once whether ``part`` can be written beside ``target``, and leave nothing.

    Raises
    ------
    DossierError
        It cannot, in words.
    """
    with _reasons(Path(os.path.realpath(target))):
        _mode(Path(os.path.realpath(target)))
        try:
            _new_file(part, 0o600).close()
        finally:
            _clear(part)


def put_in_place(
    made: Path,
    part: Path,
    target: Path,
    known: str | None,
    announce: Callable[[str], None],
    progress: Progress | None = None,
) -> str:
    """Replace ``target`` by the bytes of ``made``, or leave it as it was.

    ``part`` is what ``part_beside`` gave. ``known`` is the SHA-256 of what the target should
    still hold, "" if nothing may be there, None to replace whatever is. ``announce`` is told the
    new SHA-256 just before the new file takes its place. ``progress`` is told of every block; what
    it raises leaves the target as it was.

    Raises
    ------
    TargetChangedError
        The target holds something else than ``known``.
    UnsyncedError
        It was replaced, and may yet be lost.
    DossierError
        The file cannot be written, in words.
    """
    target = Path(os.path.realpath(target))
    with _reasons(target):
        mode = _mode(target)
        try:
            with made.open("rb") as source, _synced(part, mode) as new:
                written = _pour(source, new, progress, os.fstat(source.fileno()).st_size)
            with turn(target):
                if known is not None and digest_of(target) not in (known, None):
                    raise TargetChangedError(
                        f"{target.name} was {'changed' if known else 'made'} by another program "
                        "meanwhile and was left alone. Save under another name, or open it again."
                    )
                announce(written)
                os.replace(part, target)
            try:
                sync_folder(target.parent)
            except OSError as error:
                raise UnsyncedError(reason(error)) from error
        finally:
            _clear(part)
    return written


def write_whole(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Replace a file, or what a link leads to, by ``data`` at once, or leave it as it was.

    ``mode`` is that of a file that is not there yet, None for what the umask gives.

    Raises
    ------
    OSError
        With the system's reason; ``path`` is no regular file.
    """
    target, part = Path(os.path.realpath(path)), part_beside(path)
    found = _mode(target)
    try:
        with _synced(part, mode if found is None else found) as new:
            new.write(data)
        os.replace(part, target)
        sync_folder(target.parent)
    finally:
        _clear(part)


@contextlib.contextmanager
def _synced(part: Path, mode: int | None) -> Iterator[BinaryIO]:
    """A new file that is on the disk in the end; ``mode`` None gives the one of the umask."""
    with _new_file(part, 0o666 if mode is None else 0o600) as new:
        yield new
        if mode is not None:
            os.chmod(part, mode)
        new.flush()
        os.fsync(new.fileno())


def _mode(target: Path) -> int | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        # A rename would put a file in the place of a device, for who may do so.
        raise OSError(errno.EINVAL, "that is a device or a pipe, not a file")
    if not status.st_mode & _WRITABLE or not os.access(target, os.W_OK):
        # A rename would replace it all the same: it asks for the folder alone.
        raise OSError(errno.EINVAL, "the file is write-protected")
    return stat.S_IMODE(status.st_mode)


def _clear(part: Path) -> None:
    """Take the part away; what came of the write does not hang on that."""
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def _new_file(path: Path, mode: int) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


def _pour(
    source: BinaryIO, target: BinaryIO, progress: Progress | None = None, total: int = 0
) -> str:
    digest, done = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        digest.update(block)
        target.write(block)
        done += len(block)
        if progress is not None:
            progress(done, total)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: what was made, renamed or deleted there."""
    if os.name == "nt":
        return  # Windows cannot open a folder; it writes the rename through by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network drives cannot sync a folder
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def _reasons(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DossierError(
            f"{target.name} was not saved in {target.parent}: {reason(error)}. Nothing is lost: "
            "try again, or save somewhere else."
        ) from error
