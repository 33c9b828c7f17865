"""Killed at any system call of a save: the file is the old one or the new, the rest is offered."""

import hashlib
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from tests.torture.places import fast_folder
from tests.torture.traced import LOOKING, Stage, why_not

SEED = 4
KILLS = 36
KILLS_LONG = 320

_REASON = why_not()
pytestmark = pytest.mark.skipif(_REASON is not None, reason=f"nothing can be traced: {_REASON}")


@pytest.fixture
def stage() -> Iterator[tuple[Stage, Path]]:
    with fast_folder() as folder:
        stage = Stage(folder)
        yield stage, folder
        stage.close()


def test_a_save_killed_at_a_system_call_leaves_the_old_file_or_the_new(
    stage: tuple[Stage, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_often(*stage, KILLS, monkeypatch)


@pytest.mark.long
def test_a_save_killed_at_each_system_call_leaves_the_old_file_or_the_new(
    stage: tuple[Stage, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_often(*stage, KILLS_LONG, monkeypatch)


def kill_often(stage: Stage, folder: Path, kills: int, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    calls = calls_of_a_play(stage, folder)
    chance = random.Random(SEED)
    at_calls = sorted(chance.sample(range(1, calls + 1), min(kills, calls)))
    outcomes: Counter[str] = Counter()
    for at in at_calls:
        root = folder / f"kill-{at}"
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        try:
            outcomes[killed_at(stage, root, at)] += 1
        except BaseException as error:
            error.add_note(f"killed at system call {at} of {calls}")
            raise
        shutil.rmtree(root)
    print(
        f"{len(at_calls)} kills at {calls} system calls of two saves, seed {SEED}: "
        f"{dict(outcomes)}, {time.monotonic() - begun:.0f} s"
    )
    assert len(at_calls) >= kills


def calls_of_a_play(stage: Stage, folder: Path) -> int:
    """How many system calls of the kind that kills the two saves make."""
    log = folder / "calls"
    with stage.play("saver", folder / "whole") as actor:
        assert actor.hear() == {"ready": True}
        actor.trace("-o", str(log), "-e", f"trace={LOOKING}")
        actor.go_on()
        while actor.hear() is not None:
            actor.go_on()
        pid = str(actor.pid)
    return sum(line.startswith(pid) and "(" in line for line in log.read_text().splitlines())


def killed_at(stage: Stage, root: Path, at: int) -> str:
    told = []
    with stage.play("saver", root) as actor:
        assert actor.hear() == {"ready": True}
        old = digests(root)
        actor.trace("-o", os.devnull, "-e", f"inject={LOOKING}:signal=KILL:when={at}")
        actor.go_on()
        while (heard := actor.hear()) is not None:
            told.append(heard)
            old = digests(root) if "saved" in heard else old
            actor.go_on()
    return look(root, told, old)


def look(root: Path, told: list[dict[str, str]], old: dict[str, str]) -> str:
    for path in root.glob("*.flowviz"):
        report = check(path)
        assert report.is_good, report.text()
    new = digests(root)
    assert new.keys() >= old.keys()
    titles = ["one", "two"] if {"edited": "two"} in told else ["one"]
    left = Dossier.left_behind()
    assert left.unreadable == ()
    assert sorted(new) == sorted(path.name for path in root.iterdir() if path.name != "state")
    if left.recoveries:
        (found,) = left.recoveries
        assert new == old, "the new file is there, and yet its edits are called unsaved"
        with Dossier.recover(found) as dossier:
            whats = [row.what for row in dossier.history()]
            assert whats in (titles, ["one", "two"])
            dossier.save()
        return "old file, edits offered"
    newest = root / ("other.flowviz" if "other.flowviz" in new else "case.flowviz")
    with Dossier.open(newest) as dossier:
        assert [row.what for row in dossier.history()] in (titles, ["one", "two"])
    return "new file"


def digests(root: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in root.glob("*.flowviz")
    }
