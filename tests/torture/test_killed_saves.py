"""Killed at any system call of a save: the file is the old one or the new, the rest is offered."""

import hashlib
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from tests.torture.scenarios import left_by_an_older_one, left_unsaved
from tests.torture.traced import LOOKING, Stage, calls, injected, why_not

SEED = 4
KILLS = 36
KILLS_LONG = 320

_REASON = why_not()
pytestmark = pytest.mark.skipif(_REASON is not None, reason=f"nothing can be traced: {_REASON}")


def test_a_save_killed_at_a_system_call_leaves_the_old_file_or_the_new(
    stage: tuple[Stage, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_often(*stage, KILLS, monkeypatch)


@pytest.mark.long
def test_a_save_killed_at_each_system_call_leaves_the_old_file_or_the_new(
    stage: tuple[Stage, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_often(*stage, KILLS_LONG, monkeypatch)


LEFT: dict[str, Callable[[Path], None]] = {
    "left by this flowviz": left_unsaved,
    "left by an older flowviz": left_by_an_older_one,
}


@pytest.mark.parametrize("left", LEFT)
def test_a_killed_recovery_can_be_done_again(
    stage: tuple[Stage, Path], left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_recoveries(*stage, LEFT[left], 10, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("left", LEFT)
def test_a_recovery_killed_anywhere_can_be_done_again(
    stage: tuple[Stage, Path], left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_recoveries(*stage, LEFT[left], 100, monkeypatch)


def kill_recoveries(
    stage: Stage,
    folder: Path,
    leave: Callable[[Path], None],
    kills: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLOWVIZ_STATE", str(folder / "whole" / "state"))
    prepared(folder / "whole", leave)
    (found,) = Dossier.left_behind().recoveries
    unsaved = [row.what for row in found.unsaved]
    made = calls(stage, "recovering", folder / "whole", LOOKING)
    for at in sorted(random.Random(SEED).sample(range(1, len(made) + 1), kills)):
        root = folder / f"recovery-{at}"
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        prepared(root, leave)
        told = []
        with stage.play("recovering", root) as actor:
            assert actor.hear() == {"ready": True}
            actor.trace("-o", os.devnull, *injected(made, at, "signal=KILL"))
            actor.go_on()
            while (heard := actor.hear()) is not None:
                told.append(heard)
                actor.go_on()
        left = Dossier.left_behind()
        assert left.unreadable == (), at
        (found,) = left.recoveries
        with Dossier.recover(found) as dossier:
            whats = [row.what for row in dossier.history()]
            dossier.save()
        done = [*unsaved, "recovered"] if {"edited": "recovered"} in told else unsaved
        assert whats[-len(done) :] == done or whats[-len(unsaved) - 1 : -1] == done, at
    print(f"{kills} kills at {len(made)} system calls of a recovery")


def prepared(root: Path, leave: Callable[[Path], None]) -> None:
    root.mkdir()
    leave(root)


def kill_often(stage: Stage, folder: Path, kills: int, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    made = calls(stage, "saver", folder / "whole", LOOKING)
    chance = random.Random(SEED)
    at_calls = sorted(chance.sample(range(1, len(made) + 1), min(kills, len(made))))
    outcomes: Counter[str] = Counter()
    for at in at_calls:
        root = folder / f"kill-{at}"
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        try:
            outcomes[killed_at(stage, root, made, at)] += 1
        except BaseException as error:
            error.add_note(f"killed at system call {at} of {len(made)}")
            raise
        shutil.rmtree(root)
    print(
        f"{len(at_calls)} kills at {len(made)} system calls of two saves, seed {SEED}: "
        f"{dict(outcomes)}, {time.monotonic() - begun:.0f} s"
    )
    assert len(at_calls) - outcomes["ended before"] >= kills * 0.95  # a run may make fewer calls


def killed_at(stage: Stage, root: Path, made: list[str], at: int) -> str:
    told = []
    with stage.play("saver", root) as actor:
        assert actor.hear() == {"ready": True}
        old = digests(root)
        actor.trace("-o", os.devnull, *injected(made, at, "signal=KILL"))
        actor.go_on()
        while (heard := actor.hear()) is not None:
            told.append(heard)
            old = digests(root) if "saved" in heard else old
            actor.go_on()
    if {"end": True} in told:
        return "ended before"
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
