"""A small disk that fills up: no edit is lost, none half done, and it goes on when there is room.

The disk is a tmpfs of a few megabytes, mounted for the test; that needs root.
"""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from flowviz.errors import DossierError
from flowviz.records import Placement
from tests.dossier.killed import deals
from tests.dossier.material import ALL, content
from tests.dossier.test_recovery import crash
from tests.torture.scenarios import State

DISK_MB = 8


@contextmanager
def small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="flowviz-small-disk-") as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder],
            capture_output=True,
            text=True,
            check=False,
        )
        if mounted.returncode:
            pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def disk() -> Iterator[Path]:
    if os.name == "nt":
        pytest.skip("a small disk is mounted on Linux only")
    try:
        with small_disk() as folder:
            yield folder
    except FileNotFoundError as error:
        pytest.skip(f"a small disk cannot be mounted: {error}")


def fill(disk: Path, *, leaving: int = 0) -> Path:
    """Write until nothing more fits but ``leaving`` bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(2**16))
        except OSError:
            pass
    os.truncate(filler, max(filler.stat().st_size - leaving, 0))
    return filler


def move(dossier: Dossier, name: str) -> None:
    with dossier.edit(f"Move {name}") as edit:
        edit.put(Placement("map", name, 1.0, 2.0))


def move_until_refused(dossier: Dossier) -> tuple[list[str], str]:
    """What was moved, and the words in which the next was refused."""
    names: list[str] = []
    while True:
        try:
            move(dossier, str(len(names)))
        except DossierError as error:
            return names, str(error)
        names.append(str(len(names)))


def bring_in(dossier: Dossier) -> None:
    with dossier.edit("Import") as edit:
        edit.put_many(deals(1), imported=True)


@pytest.mark.parametrize("leaving", [0, 4_096, 40_000, 300_000])
def test_edits_are_kept_while_the_private_folder_is_full(
    disk: Path, tmp_path: Path, leaving: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWVIZ_STATE", str(disk / "state"))
    target = tmp_path / "case.flowviz"
    with Dossier.new("Small", ALL) as dossier:
        dossier.save(target)
        move(dossier, "before")
        filler = fill(disk, leaving=leaving)
        names, words = move_until_refused(dossier)
        assert "the disk is full" in words
        before, saved = State.of(dossier), target.read_bytes()
        assert [row.what for row in dossier.history()] == [
            f"Move {name}" for name in ("before", *names)
        ]
        with pytest.raises(DossierError, match="the disk is full"):
            bring_in(dossier)
        with pytest.raises(DossierError, match="the disk is full"):
            dossier.save()
        assert State.of(dossier) == before
        assert target.read_bytes() == saved

        filler.unlink()
        move(dossier, "after")
        bring_in(dossier)
        dossier.undo()
        dossier.undo()
        assert content(dossier) == before.content
        dossier.save()
        assert check(target).is_good
    assert not list((disk / "state" / "working").iterdir())


def test_a_full_target_leaves_the_file_and_takes_it_later(disk: Path) -> None:
    target = disk / "case.flowviz"
    with Dossier.new("Small", ALL) as dossier:
        dossier.save(target)
        saved = target.read_bytes()
        move(dossier, "unsaved")
        for leaving in (0, 4_096, len(saved) // 2):
            filler = fill(disk, leaving=leaving)
            with pytest.raises(DossierError, match="the disk is full"):
                dossier.save()
            assert target.read_bytes() == saved
            assert sorted(path.name for path in disk.iterdir()) == ["case.flowviz", "filler"]
            assert dossier.is_modified
            move(dossier, f"meanwhile {leaving}")
            filler.unlink()
        dossier.save()
        assert check(target).edits == len(dossier.history()) == 4


def test_what_a_crash_left_is_recovered_when_there_is_room(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the look at what is left nor the recovery takes anything away on a full disk."""
    monkeypatch.setenv("FLOWVIZ_STATE", str(disk / "state"))
    dossier = Dossier.new("Small", ALL)
    move(dossier, "unsaved")
    left = State.of(dossier)
    crash(dossier)
    filler = fill(disk)
    for found in Dossier.left_behind().recoveries:
        with contextlib.suppress(DossierError):  # there may be no room to recover it now
            crash(Dossier.recover(found))
    filler.unlink()
    (again,) = Dossier.left_behind().recoveries
    with Dossier.recover(again) as recovered:
        assert State.of(recovered) == left


def test_a_state_folder_that_cannot_be_written_is_told_and_keeps_what_is_in_it(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWVIZ_STATE", str(disk / "state"))
    dossier = Dossier.new("Small", ALL)
    move(dossier, "unsaved")
    left = State.of(dossier)
    crash(dossier)
    remount(disk, "ro")
    with pytest.raises(DossierError):
        Dossier.new("Another")
    told = Dossier.left_behind()
    assert told.recoveries or told.unreadable
    remount(disk, "rw")
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert State.of(again) == left


def remount(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)
