"""Damaged and hostile files: a change of content is told, nothing crashes, nothing in them runs."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flowviz.dossier import Dossier, schema
from flowviz.records import Transfer
from tests.dossier.golden import GOLDEN
from tests.dossier.killed import deals
from tests.dossier.material import ALL
from tests.places import fast_folder
from tests.torture.mutants import MUTATIONS, Mutation, bits
from tests.torture.openers import Opener

SEED = 6
FLIPS, FLIPS_LONG = 1_000, 10_000
MUTANTS, MUTANTS_LONG = 2_000, 20_000
LONGEST_S = 2.0


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Good files, each with a digest of all it holds, and who opens what is made of them."""

    folder: Path
    good: dict[Path, str]
    opener: Opener

    def open(self, of: Path, mutation: Mutation, seed: str) -> dict[str, Any]:
        """What became of a mutated copy of a good file."""
        path = self.folder / "mutant.flowviz"
        shutil.copyfile(of, path)
        mutation(path, random.Random(seed))
        before = path.read_bytes()
        told = self.opener.open(path, self.good[of])
        assert path.read_bytes() == before, "the file was touched"
        assert list(self.folder.glob("mutant.flowviz?*")) == []
        assert "crash" not in told, told["crash"]
        assert told["ran"] == [], "the file's own SQL ran"
        assert told["seconds"] <= LONGEST_S
        return told


@pytest.fixture
def laboratory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Laboratory]:
    with fast_folder() as folder:
        monkeypatch.setenv("FLOWVIZ_STATE", str(folder / "own"))
        good = [folder / "small.flowviz", folder / "large.flowviz"]
        for path in good:
            make(path)
        for version in range(1, schema.VERSION):
            good.append(folder / f"version-{version}.flowviz")
            shutil.copyfile(GOLDEN / f"version-{version}.flowviz", good[-1])
        opener = Opener(folder / "state")
        told = {path: opener.open(path) for path in good}
        for path in good:
            assert told[path].get("read", "") is None, told[path]
            assert told[path]["check"]
        yield Laboratory(folder, {path: told[path]["held"] for path in good}, opener)
        opener.close()


def make(path: Path) -> None:
    """A dossier with records of every kind and a history; the large one has pages of all kinds."""
    with Dossier.new("Good", ALL) as dossier:
        with dossier.edit("Rename", "A. Writer", reason="why", step="a step") as edit:
            edit.set_title("Better")
        if path.stem == "large":
            with dossier.edit("Import") as edit:
                edit.put_many(deals(1), imported=True)
            with dossier.edit("Delete") as edit:
                edit.delete(Transfer, "1-7")
            dossier.undo()
        dossier.save(path)


def test_a_flipped_bit_that_changes_anything_is_told(laboratory: Laboratory) -> None:
    flip(laboratory, FLIPS)


@pytest.mark.long
def test_many_flipped_bits_that_change_anything_are_told(laboratory: Laboratory) -> None:
    flip(laboratory, FLIPS_LONG)


def flip(laboratory: Laboratory, flips: int) -> None:
    begun = time.monotonic()
    outcomes: Counter[str] = Counter()
    good = [path for path in laboratory.good if path.stem in ("small", "large")]
    for number in range(flips):
        path = good[number % len(good)]
        seed = f"{SEED} {number}"
        told = laboratory.open(path, bits, seed)
        if "refused" in told:
            outcomes["refused"] += 1
        elif told["held"] == laboratory.good[path]:
            outcomes["opened, all the same"] += 1
        else:
            assert not told["check"], f"a silent change, seed {seed!r}"
            outcomes["opened, told by check"] += 1
    print(f"{flips} bit flips, seed {SEED}: {dict(outcomes)}, {time.monotonic() - begun:.0f} s")
    assert outcomes["refused"] > flips // 3


def test_a_mutated_dossier_neither_crashes_nor_runs(laboratory: Laboratory) -> None:
    mutate(laboratory, MUTANTS)


@pytest.mark.long
def test_many_mutated_dossiers_neither_crash_nor_run(laboratory: Laboratory) -> None:
    mutate(laboratory, MUTANTS_LONG)


def mutate(laboratory: Laboratory, mutants: int) -> None:
    begun = time.monotonic()
    outcomes: dict[str, Counter[str]] = {name: Counter() for name in MUTATIONS}
    good, names, longest = list(laboratory.good), list(MUTATIONS), 0.0
    for number in range(mutants):
        path, name = good[number % len(good)], names[number // len(good) % len(names)]
        seed = f"{SEED} {name} {number}"
        try:
            told = laboratory.open(path, MUTATIONS[name], seed)
        except AssertionError as error:
            error.add_note(f"{path.name}, seed {seed!r}")
            raise
        longest = max(longest, told["seconds"])
        outcomes[name][outcome(told, laboratory.good[path])] += 1
    for name, counts in outcomes.items():
        print(f"{name}: {dict(counts)}")
    print(
        f"{mutants} mutants, seed {SEED}: the longest took {longest:.2f} s of one core, "
        f"{time.monotonic() - begun:.0f} s in all"
    )


def outcome(told: dict[str, Any], good: str) -> str:
    if "refused" in told:
        return "refused"
    if told["held"] == good:
        return "opened, all the same"
    return "opened, all read" if told["read"] is None else "opened, something refused"
