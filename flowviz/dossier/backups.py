"""Backups: the last saves of each dossier, kept in the state folder and thinned as they age.

``backups/<random>/`` holds those of one file: ``path``, the bytes of its path, and one dossier for
each save that is kept, named after its time (UTC). No name tells what is inside. What is kept is
the very file that a save has put together, moved and not copied.
"""

import contextlib
import datetime
import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import publish, store
from flowviz.errors import DossierError
from flowviz.paths import state_folder

LAST = 5
"""The latest saves of a file that are kept however close they are."""

_HOUR, _DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
_STEPS = (
    (_DAY, "%Y-%m-%d %H"),
    (31 * _DAY, "%Y-%m-%d"),
    (366 * _DAY, "%Y-%m"),
)
"""Up to which age, and what tells the hour, the day or the month of which one save is kept."""

_SUFFIX = ".flowviz"
_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One save that is kept: of which file, when (UTC), how large, and where."""

    path: Path
    at: datetime.datetime
    bytes: int
    file: Path


def kept(times: Sequence[datetime.datetime], now: datetime.datetime) -> tuple[int, ...]:
    """Which of the saves made at ``times`` are kept at ``now``, by their place in ``times``.

    The last five; then the last one of each hour of a day, of each day of a month, and of each
    month of a year (hours, days and months of UTC). Nothing older, unless it is among the five.
    """
    latest = sorted(range(len(times)), key=lambda at: times[at], reverse=True)
    chosen, filled = set(latest[:LAST]), set()
    for at in latest:
        age = now - times[at]
        unit = next((unit for limit, unit in _STEPS if age < limit), None)
        if unit is None:
            continue
        slot = times[at].strftime(unit)
        if slot not in filled:
            filled.add(slot)
            chosen.add(at)
    return tuple(sorted(chosen))


def is_on() -> bool:
    """Whether saves are kept; they are unless the user has switched that off."""
    return not _off().exists()


def switch(on: bool) -> None:
    """Keep saves from now on, or no longer; what is kept already stays.

    Raises
    ------
    DossierError
        The state folder cannot be written.
    """
    with _in_words("The switch of the backups was not changed"):
        if on:
            _off().unlink(missing_ok=True)
        else:
            _private(_off().parent)
            _off().touch(mode=0o600)


def keep(outgoing: Path, target: Path) -> None:
    """Move ``outgoing``, which was just published as ``target``, to the backups and thin them.

    Nothing waits for the disk, which has the same bytes of ``target`` already: after a power cut
    within seconds the latest backup may be damaged, and says so when it is opened.

    Raises
    ------
    DossierError
        It could not be kept; where ``outgoing`` still is, nothing else was touched.
    """
    if not is_on():
        return
    with _in_words("The save is not among the backups"):
        real = Path(os.path.realpath(target))
        now = datetime.datetime.now(datetime.UTC)
        os.chmod(outgoing, 0o600)
        name = f"{now.strftime(_TIME)}-{secrets.token_hex(3)}{_SUFFIX}"
        os.replace(outgoing, _folder_of(real) / name)
        mine = [backup for backup in listed() if backup.path == real]
        staying = kept([backup.at for backup in mine], now)
        for at, backup in enumerate(mine):
            if at not in staying:
                remove(backup)


def listed() -> tuple[Backup, ...]:
    """Every backup, those of the file that was saved last first, the latest of each first."""
    found: dict[Path, list[Backup]] = {}
    for folder in _folders():
        for backup in _inside(folder):
            found.setdefault(backup.path, []).append(backup)
    for of_file in found.values():
        of_file.sort(key=lambda backup: backup.at, reverse=True)
    in_order = sorted(found.values(), key=lambda of_file: of_file[0].at, reverse=True)
    return tuple(backup for of_file in in_order for backup in of_file)


def of(log_hashes: Collection[str], path: Path | None) -> tuple[Backup, ...]:
    """The backups of one dossier: of the file at ``path``, or with any of these rows in their log.

    So those are found too that were kept while the dossier had another name.
    """
    real = None if path is None else Path(os.path.realpath(path))
    hashes = frozenset(log_hashes)
    return tuple(
        backup for backup in listed() if backup.path == real or _shares(backup.file, hashes)
    )


def remove(backup: Backup) -> None:
    """Delete one backup, and its folder with the last one.

    Raises
    ------
    DossierError
        It cannot be deleted.
    """
    with _in_words("The backup was not deleted"):
        try:
            backup.file.unlink()
        except FileNotFoundError:  # another flowviz has deleted it
            return
        publish.sync_folder(backup.file.parent)  # else it might come back after a power cut
        _tidy(backup.file.parent)


def remove_all(held: Iterable[Backup]) -> None:
    """Delete several backups.

    Raises
    ------
    DossierError
        One cannot be deleted; as many of the others as can be are gone.
    """
    faults = []
    for backup in held:
        try:
            remove(backup)
        except DossierError as error:
            faults.append(error)
    if faults:
        raise faults[0]


def _shares(file: Path, hashes: frozenset[str]) -> bool:
    try:
        db = store.open_to_read(file, immutable=True)
        try:
            return any(told in hashes for (told,) in db.execute("SELECT hash FROM log"))
        finally:
            db.close()
    except (apsw.Error, UnicodeDecodeError):
        return False  # a damaged one: nothing in it can be told


def _inside(folder: Path) -> Iterator[Backup]:
    with contextlib.suppress(OSError):  # deleted this moment, by another flowviz
        path = Path(os.fsdecode((folder / "path").read_bytes()))
        for file in folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError, ValueError):
                told = file.name.partition("-")[0]
                at = datetime.datetime.strptime(told, _TIME).replace(tzinfo=datetime.UTC)
                yield Backup(path, at, file.stat().st_size, file)


def _folder_of(real: Path) -> Path:
    """The folder of the backups of one file, made when there is none."""
    for folder in _folders():
        with contextlib.suppress(OSError):
            if (folder / "path").read_bytes() == os.fsencode(real):
                return folder
    folder = _root() / secrets.token_hex(8)
    _private(folder)
    publish.write_whole(folder / "path", os.fsencode(real), mode=0o600)
    return folder


def _tidy(folder: Path) -> None:
    """Take the folder away once it holds no backup."""
    if not (folder / "path").exists() or any(folder.glob(f"*{_SUFFIX}")):
        return
    path = (folder / "path").read_bytes()
    (folder / "path").unlink()
    try:
        folder.rmdir()
    except OSError:  # another flowviz has put one there this moment
        publish.write_whole(folder / "path", path, mode=0o600)


def _folders() -> Iterable[Path]:
    return sorted(path.parent for path in _root().glob("*/path"))


def _root() -> Path:
    return state_folder() / "backups"


def _off() -> Path:
    return _root() / "off"


def _private(folder: Path) -> None:
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


@contextlib.contextmanager
def _in_words(doing: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DossierError(f"{doing}: {publish.reason(error)}.") from error
