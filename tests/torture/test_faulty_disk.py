"""A disk that refuses: no crash, no false word about an edit or a save, and on when it is well.

A fault is put into one system call, or into all from one on, of a process that edits and saves.
After each thing it says, what it says is compared with what is on the disk; then the faults end,
the same process edits and saves again, is killed, and what is left is compared with its words. In
every other case it is killed as soon as it calls an edit refused: it must not be there then.
"""

import hashlib
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from tests.torture.traced import CHANGING, Actor, Stage, calls, injected, why_not

SEED = 5
FAULTS = 36
FAULTS_LONG = 320

KINDS = {"EIO": f"{CHANGING},read,pread64", "ENOSPC": CHANGING}
"""What a failing disk says of any call, and a full one of those that change something."""

THERE = "holds what was edited"

SYNCS = "fsync,fdatasync"

LASTING = ("fsync", "fdatasync", "rename", "ftruncate", "unlink")

HISTORY = ("edit", "undo", "redo")
"""What is done that leaves a row in the log."""

_REASON = why_not()
pytestmark = pytest.mark.skipif(_REASON is not None, reason=f"nothing can be traced: {_REASON}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_costs_nothing_but_what_it_is_said_to_cost(
    stage: tuple[Stage, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    starve_often(*stage, kind, FAULTS // len(KINDS), monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_many_faults_cost_nothing_but_what_they_are_said_to_cost(
    stage: tuple[Stage, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    starve_often(*stage, kind, FAULTS_LONG // len(KINDS), monkeypatch)


@pytest.mark.parametrize("more", [0, None])
def test_an_edit_refused_at_a_sync_is_not_there_after_a_kill(
    stage: tuple[Stage, Path], more: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite leaves such a commit whole in its log, where the next process would find it."""
    refuse_syncs(*stage, more, 3, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("more", [0, None])
def test_an_edit_refused_at_any_sync_is_not_there_after_a_kill(
    stage: tuple[Stage, Path], more: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_syncs(*stage, more, 1, monkeypatch)


def refuse_syncs(
    theatre: Stage, folder: Path, more: int | None, every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = calls(theatre, "starved", folder / "whole", SYNCS)
    outcomes: Counter[str] = Counter()
    for at in range(1, len(made) + 1, every):
        root = folder / f"sync-{at}"
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        outcomes.update(
            starved_and_killed(theatre, root, injected(made, at, "error=EIO", more=more))
        )
    print(f"EIO at every {every}. of {len(made)} syncs, {more} more: {dict(outcomes)}")
    assert outcomes["refused"] > 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_opened_or_closed_now_can_be_later(
    stage: tuple[Stage, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_often(*stage, kind, 12, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_opened_or_closed_anyhow_can_be_later(
    stage: tuple[Stage, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_often(*stage, kind, 100, monkeypatch)


def open_often(
    stage: Stage, folder: Path, kind: str, faults: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = calls(stage, "opening", folder / "whole", KINDS[kind])
    chance = random.Random(f"{SEED} opening {kind}")
    outcomes: Counter[str] = Counter()
    for at in sorted(chance.sample(range(1, len(made) + 1), faults)):
        root, more = folder / f"opening-{at}", chance.choice((0, None))
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        with stage.play("opening", root) as actor:
            before = put_faults(actor, root, injected(made, at, f"error={kind}", more=more))
            heard = list(listen(actor, root, before))
            actor.trace_no_more()
            actor.go_on()
            *well, _ = listen(actor, root, before)
        assert all("refused" not in words for words in well), (at, more, well)
        left = Dossier.left_behind()
        assert left.unreadable == (), (at, more)
        # What cannot be deleted, nor marked as discarded, for as long as it is there is offered.
        assert more is None or left.recoveries == (), (at, more)
        outcomes.update("refused" if "refused" in words else "done" for words in heard)
    print(f"{faults} faults {kind} among {len(made)} calls of opening: {dict(outcomes)}")


def starve_often(
    stage: Stage, folder: Path, kind: str, faults: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.monotonic()
    made = calls(stage, "starved", folder / "whole", KINDS[kind])
    chance = random.Random(f"{SEED} {kind}")
    outcomes: Counter[str] = Counter()
    for at in moments(made, faults, chance):
        more = chance.choice((0, 5, None))
        play = chance.choice((starved_and_well_again, starved_and_killed))
        root = folder / f"fault-{at}"
        monkeypatch.setenv("FLOWVIZ_STATE", str(root / "state"))
        try:
            outcomes.update(play(stage, root, injected(made, at, f"error={kind}", more=more)))
        except BaseException as error:
            error.add_note(
                f"{play.__name__}: {kind} at system call {at} and {more} more of {len(made)}"
            )
            raise
        shutil.rmtree(root)
    print(
        f"{faults} faults {kind} among {len(made)} system calls, seed {SEED}: {dict(outcomes)}, "
        f"{time.monotonic() - begun:.0f} s"
    )
    assert outcomes["refused"]


def moments(made: list[str], faults: int, chance: random.Random) -> list[int]:
    """At which calls: half of them anywhere, half where what was written becomes lasting."""
    lasting = [at for at, name in enumerate(made, 1) if name in LASTING]
    close = chance.sample(lasting, min(faults // 2, len(lasting)))
    others = [at for at in range(1, len(made) + 1) if at not in close]
    return sorted(close + chance.sample(others, faults - len(close)))


def starved_and_well_again(stage: Stage, root: Path, faults: list[str]) -> Counter[str]:
    with stage.play("starved", root) as actor:
        before = put_faults(actor, root, faults)
        heard = list(listen(actor, root, before))
        actor.trace_no_more()
        actor.go_on()
        well = list(listen(actor, root, digests(root)))
    *well, last = well
    for words in well:
        assert "refused" not in words, f"it does not go on when the disk is well: {words}"
    assert [what for _, what, _ in last["history"]] == done([*heard, *well])
    look_at_what_is_left([told for *_, told in last["history"]])
    return Counter("refused" if "refused" in words else "done" for words in heard)


def starved_and_killed(stage: Stage, root: Path, faults: list[str]) -> Counter[str]:
    heard: list[dict[str, Any]] = []
    with stage.play("starved", root) as actor:
        before = put_faults(actor, root, faults)
        for words in listen(actor, root, before):
            heard.append(words)
            if words["kind"] in HISTORY and "refused" in words:
                break
    left = Dossier.left_behind()
    assert left.unreadable == ()
    assert len(left.recoveries) <= 1
    saved = [
        words["name"]
        for words in heard
        if words["kind"] == "save" and THERE in words.get("refused", THERE)
    ]
    with (
        Dossier.recover(left.recoveries[0])
        if left.recoveries
        else Dossier.open(root / saved[-1]) as dossier
    ):
        history = [row.what for row in dossier.history()]
    is_open = heard[-1].get("refused", "").endswith("may find it done after all.")
    assert history == done(heard) or (is_open and history[:-1] == done(heard))
    return Counter("refused" if "refused" in words else "done" for words in heard)


def put_faults(actor: Actor, root: Path, faults: list[str]) -> dict[str, str]:
    """Have faults from here on; gives what the files hold so far."""
    assert actor.hear() == {"ready": True}
    before = digests(root)
    actor.trace("-o", os.devnull, *faults)
    actor.go_on()
    return before


def listen(actor: Actor, root: Path, files: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What it says until the faults end, or its history; each word about a file is looked at."""
    while True:
        words = actor.hear()
        assert words is not None, "it died"
        if "end_of_faults" in words:
            return
        assert "crash" not in words, words["crash"]
        if "history" not in words:
            files = look_at_files(root, words, files)
        yield words
        if "history" in words:
            return
        actor.go_on()


def look_at_files(root: Path, words: dict[str, Any], before: dict[str, str]) -> dict[str, str]:
    now = digests(root)
    if words["kind"] != "save":
        assert now == before
    elif "refused" in words:
        # A fault after the file took its place is told as such, not as a save that was not made.
        is_old = now == before
        assert is_old or THERE in words["refused"], words
    else:
        assert now.get(words["name"]) != before.get(words["name"]), f"a false word: {words}"
    for name in now.keys() - before.keys() | {name for name in before if now[name] != before[name]}:
        report = check(root / name)
        assert report.is_good, report.text()
    return now


def done(said: list[dict[str, Any]]) -> list[str]:
    """What the log is to hold: all that was called done, and nothing that was refused."""
    rows = [words["name"] for words in said if words["kind"] in HISTORY and "refused" not in words]
    return ["before", *rows]


def look_at_what_is_left(hashes: list[str]) -> None:
    left = Dossier.left_behind()
    assert left.unreadable == ()
    (found,) = left.recoveries
    with Dossier.recover(found) as dossier:
        assert [row.hash for row in dossier.history()] == hashes
        assert dossier.title == "unsaved"
        dossier.save()


def digests(root: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in root.glob("*.flowviz")
    }
