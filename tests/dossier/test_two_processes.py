"""Two processes on one dossier lose nothing unless told to; copies taken meanwhile are whole.

Each interleaving has its seed in the name of its test.
"""

import json
import os
import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from flowviz.records import Placement
from tests.dossier.material import ALL

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10
ORDINARY, ALL_SEEDS = range(20), range(20, 200)


class Worker:
    """A process that edits and saves on its own; what it is told is sent before any answer."""

    def __init__(self, name: str, state: Path) -> None:
        self.name = name
        self.marks: list[str] = []
        self.count = 0
        self.is_refused = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.dossier.paired"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "FLOWVIZ_STATE": str(state)},
        )

    def tell(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        assert self._process.stdout is not None
        ended, self.marks = json.loads(self._process.stdout.readline())
        return str(ended)

    def end(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


@dataclass
class Model:
    """What the file must hold: all that was saved in it and that nobody overwrote knowingly."""

    must_hold: set[str] = field(default_factory=set)

    def look_at(self, path: Path, done: list[tuple[Worker, str]]) -> None:
        """Compare the file after a round in which these words were done, in whatever order."""
        overwriting = [worker for worker, word in done if word == "overwrite"]
        saving = [worker for worker, word in done if word == "save"]
        with Dossier.open(path) as now:
            held = {row.what for row in now.history()}
        if overwriting:
            assert any(set(worker.marks) <= held for worker in overwriting)
            self.must_hold = held
        for worker in saving:
            if not overwriting:
                self.must_hold |= set(worker.marks)
        assert self.must_hold <= held, f"lost in silence: {self.must_hold - held}"


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Worker, Worker]]:
    state = tmp_path_factory.mktemp("state")
    pair = Worker("a", state), Worker("b", state)
    yield pair
    for worker in pair:
        worker.end()


def next_word(worker: Worker, chance: random.Random) -> str:
    """What the worker does next: who was refused opens again, overwrites or saves elsewhere."""
    if worker.is_refused:
        return chance.choice(("open", "open", "overwrite", "elsewhere", "edit"))
    return chance.choice(("edit", "edit", "edit", "save", "save", "save", "open"))


def command(worker: Worker, word: str, path: Path) -> str:
    if word == "edit":
        worker.count += 1
        return f"edit {path.parent.name}.{worker.name}{worker.count}"
    if word == "open":
        return f"open {path}"
    if word == "elsewhere":
        worker.count += 1
        return f"save_as {path.with_name(f'{worker.name}{worker.count}.flowviz')}"
    return word


def interleave(pair: tuple[Worker, Worker], folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = folder / "case.flowviz"
    with Dossier.new("Shared", ALL) as dossier:
        dossier.save(path)
    model = Model()
    for worker in pair:
        worker.is_refused = False
        worker.tell(f"open {path}")
        assert worker.answer() == "done"
    for _ in range(ROUNDS):
        words = [next_word(worker, chance) for worker in pair]
        before = [list(worker.marks) for worker in pair]
        for worker, word in zip(pair, words, strict=True):
            worker.tell(command(worker, word, path))
            time.sleep(chance.choice((0, 0, 0.001, 0.004, 0.01)))
        done = []
        for worker, word, marks in zip(pair, words, before, strict=True):
            ended = worker.answer()
            assert ended in ("done", "refused"), ended
            if ended == "done":
                done.append((worker, word))
            else:
                assert worker.marks == marks, "a refusal lost edits"
            if word == "elsewhere" and ended == "done":
                # Its own file from then on; what it edited is there, and the pair goes on afresh.
                worker.tell(f"open {path}")
                assert worker.answer() == "done"
            worker.is_refused = ended == "refused" or (worker.is_refused and word == "edit")
        model.look_at(path, done)
    for file in folder.glob("*.flowviz"):
        assert check(file).is_good


@pytest.mark.parametrize("seed", ORDINARY)
def test_no_interleaving_of_two_processes_loses_a_save_in_silence(
    workers: tuple[Worker, Worker], tmp_path: Path, seed: int
) -> None:
    interleave(workers, tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_no_more_of_them_does_either(
    workers: tuple[Worker, Worker], tmp_path: Path, seed: int
) -> None:
    interleave(workers, tmp_path, seed)


# A copier, as a program that keeps folders in step between machines


def copies_during(saves: int, tmp_path: Path) -> list[Path]:
    """Copies that another process took, block by block, while a dossier was saved so often."""
    path, copies = tmp_path / "case.flowviz", tmp_path / "copies"
    copies.mkdir()
    script = """
        import sys, time
        from pathlib import Path
        path, copies = map(Path, sys.argv[1:])
        number = 0
        while not (copies / "stop").exists():
            with path.open("rb") as source, (copies / f"{number}.flowviz").open("wb") as copy:
                while block := source.read(4096):
                    copy.write(block)
                    time.sleep(0.0002)
            number += 1
            print(number, flush=True)
    """
    with Dossier.new("Copied", ALL) as dossier:
        dossier.save(path)
        copier = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(path), str(copies)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert copier.stdout is not None
        copier.stdout.readline()
        for number in range(saves):
            with dossier.edit(f"Move {number}") as edit:
                edit.put(Placement("map", f"x-{number}", 1.0, 2.0))
            dossier.save()
        (copies / "stop").touch()
        copier.stdout.read()
        copier.stdout.close()
        assert copier.wait() == 0
    return sorted(copies.glob("*.flowviz"))


def every_copy_is_good(copies: list[Path], saves: int) -> None:
    states = set()
    for copy in copies:
        report = check(copy)
        assert report.is_good, report.text()
        states.add(report.edits)
    assert len(states) > saves // 10, "the copier saw too few of the saves to tell anything"


def test_every_copy_taken_during_saves_opens_with_a_good_seal(tmp_path: Path) -> None:
    every_copy_is_good(copies_during(50, tmp_path), 50)


@pytest.mark.long
def test_every_copy_taken_during_500_saves_opens_with_a_good_seal(tmp_path: Path) -> None:
    every_copy_is_good(copies_during(500, tmp_path), 500)
