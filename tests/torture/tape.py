"""A tape of all that a program does to the files under a folder, through SQLite and without it."""

import builtins
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.torture.disk import GONE, Disk, Name, Operation, Resize, Sync, SyncFolder, Told, Write

_MAKES_NAMES = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL


class Tape:
    """What was done under ``root`` since the tape was made, in order."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.operations: list[Operation] = []
        self._numbers: dict[Path, int] = {}
        self._last = 0
        self._first: dict[Path, int | None] = {}
        self._contents: dict[int, bytes] = {}
        for path in sorted(filter(self.concerns, root.rglob("*"))):
            if path.is_dir():
                self._first[path] = None
            else:
                number = self._first[path] = self._number_of_new(path)
                self._contents[number] = path.read_bytes()

    def disk(self) -> Disk:
        """The disk as it was before the first operation."""
        return Disk(self.root, self._first, self._contents)

    def tell(self, number: int) -> None:
        """Note that what is numbered so was acknowledged."""
        self.operations.append(Told(number))

    def concerns(self, path: Path) -> bool:
        """Whether the tape runs for ``path``; what SQLite makes anew after a crash is left out."""
        return path.is_relative_to(self.root) and not path.name.endswith("-shm")

    def made(self, path: Path) -> None:
        """A file came to be."""
        self.operations.append(Name(path, self._number_of_new(path)))

    def made_folder(self, path: Path) -> None:
        """A folder came to be."""
        self.operations.append(Name(path, None))

    def removed(self, path: Path) -> None:
        """A file or a folder went."""
        self._numbers.pop(path, None)
        self.operations.append(Name(path, GONE))

    def renamed(self, source: Path, target: Path) -> None:
        """A file took the place of another."""
        number = self._numbers[target] = self._numbers.pop(source)
        self.operations.append(Name(target, number, source))

    def wrote(self, path: Path, offset: int, data: bytes) -> None:
        """Bytes went into a file."""
        self.operations.append(Write(self._numbers[path], offset, data))

    def resized(self, path: Path, size: int) -> None:
        """A file became shorter or longer."""
        self.operations.append(Resize(self._numbers[path], size))

    def synced(self, path: Path) -> None:
        """A file, or the names in a folder, are on the disk."""
        if path in self._numbers:
            self.operations.append(Sync(self._numbers[path]))
        else:
            self.operations.append(SyncFolder(path))

    def _number_of_new(self, path: Path) -> int:
        self._last += 1
        self._numbers[path] = self._last
        return self._last


@contextmanager
def running(tape: Tape) -> Iterator[None]:
    """Let ``tape`` run: SQLite and Python's own files tell it what they do."""
    shim = _Shim(tape)
    try:
        with pytest.MonkeyPatch.context() as patch:
            _watch_python(tape, patch)
            yield
    finally:
        shim.unregister()


class _Shim(apsw.VFS):
    """SQLite's way to the disk, told to a tape; the default one while it is registered."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        super().__init__("taped", "unix", makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "")
        if name is None or not self._tape.concerns(path):
            return apsw.VFSFile("unix", name, flags)
        is_new = not path.exists()
        file = _TapedFile(self._tape, path, name, flags)
        if is_new:
            self._tape.made(path)
            # SQLite's unix layer syncs the folder at the first sync of a new journal or log.
            file.names_its_folder = bool(flags[0] & _MAKES_NAMES)
        return file

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        path = Path(filename)
        if self._tape.concerns(path):
            self._tape.removed(path)
            if syncdir:
                self._tape.synced(path.parent)


class _TapedFile(apsw.VFSFile):
    names_its_folder = False

    def __init__(self, tape: Tape, path: Path, name: Any, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        self._tape = tape
        self._path = path

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._tape.wrote(self._path, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._tape.resized(self._path, newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._tape.synced(self._path)
        if self.names_its_folder:
            self.names_its_folder = False
            self._tape.synced(self._path.parent)


class _TapedRaw(io.FileIO):
    """A file of Python's that tells the tape what is written."""

    def __init__(self, tape: Tape, path: Path, file: Any, mode: str, **options: Any) -> None:
        was_there = path.exists()
        super().__init__(file, mode, **options)
        self._tape = tape
        self._path = path
        if not was_there:
            tape.made(path)
        elif "w" in mode and not isinstance(file, int):
            tape.resized(path, 0)

    def write(self, data: Any) -> int:
        at = os.fstat(self.fileno()).st_size if "a" in self.mode else self.tell()
        count = super().write(data)
        self._tape.wrote(self._path, at, bytes(data)[:count])
        return count

    def truncate(self, size: int | None = None) -> int:
        new = super().truncate(size)
        self._tape.resized(self._path, new)
        return new


def _watch_python(tape: Tape, patch: pytest.MonkeyPatch) -> None:
    """Wrap what the engine uses of ``os`` and ``io``; a copy that the kernel makes is switched off.

    What this should miss is found by comparing the tape with the disk (``Disk.whole``).
    """
    patch.setattr(shutil, "_USE_CP_SENDFILE", False)
    taped_open = _open_told_to(tape, io.open)
    patch.setattr(io, "open", taped_open)
    patch.setattr(builtins, "open", taped_open)
    patch.setattr(os, "open", _os_open_told_to(tape, os.open))
    for name, tell in (
        ("unlink", tape.removed),
        ("remove", tape.removed),
        ("rmdir", tape.removed),
        ("mkdir", tape.made_folder),
        ("fsync", tape.synced),
    ):
        patch.setattr(os, name, _told(tape, getattr(os, name), tell))
    for name in ("replace", "rename"):
        patch.setattr(os, name, _rename_told_to(tape, getattr(os, name)))


def _told(tape: Tape, do: Callable[..., Any], tell: Callable[[Path], None]) -> Callable[..., Any]:
    def taped(path: Any, *args: Any, dir_fd: int | None = None, **options: Any) -> Any:
        where = _path(path, dir_fd)
        if dir_fd is not None:
            options["dir_fd"] = dir_fd
        given = do(path, *args, **options)
        if tape.concerns(where):
            tell(where)
        return given

    return taped


def _rename_told_to(tape: Tape, do: Callable[..., Any]) -> Callable[..., Any]:
    def taped(source: Any, target: Any) -> None:
        do(source, target)
        if tape.concerns(_path(target)):
            tape.renamed(_path(source), _path(target))

    return taped


def _os_open_told_to(tape: Tape, do: Callable[..., int]) -> Callable[..., int]:
    def taped(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        where = _path(path, dir_fd)
        was_there = where.exists()
        handle = do(path, flags, mode, dir_fd=dir_fd)
        if tape.concerns(where) and flags & os.O_CREAT and not was_there:
            tape.made(where)
        return handle

    return taped


def _open_told_to(tape: Tape, do: Callable[..., Any]) -> Callable[..., Any]:
    def taped(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        if not set(mode) & set("wxa+") or not tape.concerns(_path(file)):
            return do(file, mode, buffering, encoding, errors, newline, closefd, opener)
        plain = mode.replace("b", "").replace("t", "")
        raw = _TapedRaw(tape, _path(file), file, plain, closefd=closefd, opener=opener)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    return taped


def _path(file: Any, dir_fd: int | None = None) -> Path:
    if isinstance(file, int):
        return Path(os.readlink(f"/proc/self/fd/{file}"))
    if dir_fd is not None:
        return Path(os.readlink(f"/proc/self/fd/{dir_fd}"), os.fsdecode(file))
    return Path(os.fsdecode(file)).absolute()
