"""A disk as POSIX promises it: what was not synced may be there after a power cut, or not, or half.

What a program does to files is a list of operations. ``Disk`` plays them and gives, for any moment,
one of the many contents that the disk may have when the power comes back:

- of the writes to a file since its last sync, each is there, gone or torn at sectors, whatever
  became of the others; the file is as long as what is there makes it, and where nothing was ever
  written there are zeros, or whatever lay there before;
- of the names made, renamed and deleted in a folder since the folder's last sync, some first ones
  are there, or any;
- a folder whose name is gone takes all in it along.

Assumed: a sync that returned has done its work, a rename is there whole or not at all, and a torn
write harms nothing outside its own range (SQLite's "powersafe overwrite").
"""

import random
import shutil
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

SECTORS = (512, 4096)


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to a file at an offset."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    """A file made shorter or longer."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All that was written to a file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name given to a file, or to a folder (None), in place of what had it; or taken away (0)."""

    path: Path
    file: int | None
    instead_of: Path | None = None


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """All names in a folder are on the disk."""

    path: Path


@dataclass(frozen=True, slots=True)
class Told:
    """Something was acknowledged: from here on nothing may lose it."""

    number: int


Operation: TypeAlias = Write | Resize | Sync | Name | SyncFolder | Told

GONE = 0
"""The number of no file."""


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Resize] = field(default_factory=list)


class Disk:
    """A disk with what is durable, and what may be lost."""

    def __init__(
        self, root: Path, names: dict[Path, int | None], contents: dict[int, bytes]
    ) -> None:
        self._root = root
        self._files = {number: _File(bytearray(data)) for number, data in contents.items()}
        self._names = {root: None, **names}
        self._pending: dict[Path, list[Name]] = {}

    def play(self, operation: Operation) -> None:
        """Do what the program did."""
        match operation:
            case Write() | Resize():
                self._file(operation.file).pending.append(operation)
            case Sync(number):
                file = self._file(number)
                for change in file.pending:
                    _apply(file.durable, change)
                file.pending.clear()
            case Name(path):
                self._pending.setdefault(path.parent, []).append(operation)
            case SyncFolder(path):
                done = self._pending.pop(path, [])
                for name in done:
                    _rename(self._names, name)
                for folder, pending in self._pending.items():
                    self._pending[folder] = [name for name in pending if not _is_past(name, done)]
            case Told():
                pass

    def after_a_cut(self, chance: random.Random) -> dict[Path, bytes | None]:
        """What may be there when the power comes back: files by path, None for a folder."""
        names = dict(self._names)
        kept = [_some_names(pending, chance) for pending in self._pending.values()]
        done = [name for some in kept for name in some]
        for name in done:
            if not _is_past(name, done):
                _rename(names, name)
        return {
            path: None if number is None else self._content(number, chance)
            for path, number in names.items()
            if all(
                names.get(parent, GONE) is None
                for parent in path.parents
                if parent.is_relative_to(self._root)
            )
        }

    def put_on(self, root: Path, chance: random.Random) -> None:
        """Have one of the contents after a cut under ``root``, and nothing else."""
        shutil.rmtree(root)
        for path, data in sorted(self.after_a_cut(chance).items()):
            if data is None:
                path.mkdir(mode=0o700)
            else:
                path.write_bytes(data)

    def whole(self) -> dict[Path, bytes | None]:
        """What is there as long as there is power."""
        names = dict(self._names)
        for pending in self._pending.values():
            for name in pending:
                _rename(names, name)
        found: dict[Path, bytes | None] = {}
        for path, number in names.items():
            if number is None:
                found[path] = None
                continue
            file = self._file(number)
            data = bytearray(file.durable)
            for change in file.pending:
                _apply(data, change)
            found[path] = bytes(data)
        return found

    def _file(self, number: int) -> _File:
        return self._files.setdefault(number, _File())

    def _content(self, number: int, chance: random.Random) -> bytes:
        file = self._file(number)
        data = bytearray(file.durable)
        kept = chance.choice((0.0, 0.5, 0.9, 1.0))
        torn = chance.choice((0.0, 0.0, 0.3, 1.0))
        sector = chance.choice(SECTORS)
        filler = chance.choice((0, 0, 0, 0xA5))
        for change in file.pending:
            if chance.random() >= kept:
                continue
            if isinstance(change, Write) and chance.random() < torn:
                for piece in _pieces(change, sector):
                    if chance.random() < 0.5:
                        _apply(data, piece, filler)
            else:
                _apply(data, change, filler)
        return bytes(data)


def _apply(data: bytearray, change: Write | Resize, filler: int = 0) -> None:
    end = change.size if isinstance(change, Resize) else change.offset
    if end > len(data):
        data.extend(bytes([filler]) * (end - len(data)))
    if isinstance(change, Resize):
        del data[change.size :]
    else:
        data[change.offset : change.offset + len(change.data)] = change.data


def _pieces(write: Write, sector: int) -> list[Write]:
    end = write.offset + len(write.data)
    cuts = [write.offset, *range((write.offset // sector + 1) * sector, end, sector), end]
    return [
        Write(write.file, a, write.data[a - write.offset : b - write.offset])
        for a, b in pairwise(cuts)
    ]


def _some_names(pending: list[Name], chance: random.Random) -> list[Name]:
    if chance.random() < 0.6:
        return pending[: chance.randint(0, len(pending))]
    return [name for name in pending if chance.random() < 0.5]


def _is_past(name: Name, done: list[Name]) -> bool:
    """Whether the file of that name has been moved away to another folder: it is not in both."""
    return any(
        name.file == other.file
        and name.path == other.instead_of
        and name.path.parent != other.path.parent
        for other in done
    )


def _rename(names: dict[Path, int | None], name: Name) -> None:
    if name.instead_of is not None:
        names.pop(name.instead_of, None)
    if name.file == GONE:
        names.pop(name.path, None)
    else:
        names[name.path] = name.file
