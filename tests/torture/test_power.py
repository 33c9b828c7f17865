"""After a power cut at any moment: nothing is corrupt, and nothing that was acknowledged is lost.

``tests/torture/disk.py`` says what the disk may hold then, and what is assumed of it.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz.dossier import Dossier, backups
from flowviz.dossier.check import check
from tests.dossier.material import content
from tests.places import fast_folder
from tests.torture.disk import Told, Write
from tests.torture.scenarios import CANARY, SCENARIOS, State, Story, sha256_of, told, user_files

SEED = 20_261_123
STATES = 90
STATES_LONG = 900


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with fast_folder() as folder:
        disk = folder / "disk"
        disk.mkdir()
        monkeypatch.setenv("FLOWVIZ_STATE", str(disk / "state"))
        yield disk


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_tape_tells_all_that_is_on_the_disk(root: Path, name: str) -> None:
    """Else a state below could be better than a real one."""
    story = told(name, root)
    disk = story.tape.disk()
    for operation in story.tape.operations:
        disk.play(operation)
    on_disk = {root: None} | {
        path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }
    assert disk.whole() == on_disk
    assert len(story.states) > 4


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_loses_nothing_acknowledged(root: Path, name: str) -> None:
    cut_often(root, name, STATES, SEED)


@pytest.mark.long
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_loses_nothing_acknowledged_often(root: Path, name: str) -> None:
    cut_often(root, name, STATES_LONG, SEED + 1)


def cut_often(root: Path, name: str, states: int, seed: int) -> None:
    begun = time.monotonic()
    story = told(name, root)
    chance = random.Random(f"{seed} {name}")
    outcomes: Counter[str] = Counter()
    disk, at, acknowledged = story.tape.disk(), 0, 0
    for number, cut in enumerate(sorted(moments(story, states, chance))):
        for operation in story.tape.operations[at:cut]:
            disk.play(operation)
            if isinstance(operation, Told):
                acknowledged = operation.number
        at = cut
        disk.put_on(root, random.Random(f"{seed} {name} {number}"))
        try:
            outcomes[look(root, story, acknowledged, goes_on=number % 4 == 0)] += 1
        except BaseException as error:
            error.add_note(f"{name}: seed {seed}, state {number}, after operation {cut}")
            raise
    print(
        f"{name}: {states} states from {len(story.tape.operations)} operations, seed {seed}: "
        f"{dict(outcomes)}, {time.monotonic() - begun:.0f} s"
    )


def moments(story: Story, states: int, chance: random.Random) -> list[int]:
    """Where to cut: half anywhere, half close to what is no write, where little is long."""
    operations = story.tape.operations
    rare = [at for at, done in enumerate(operations) if not isinstance(done, Write)]
    anywhere = [chance.randint(0, len(operations)) for _ in range(states // 2)]
    close = [chance.choice(rare) + chance.randint(-2, 2) for _ in range(states - states // 2)]
    return [min(max(at, 0), len(operations)) for at in anywhere + close]


def look(root: Path, story: Story, acknowledged: int, *, goes_on: bool) -> str:
    """See that what is there is all that was acknowledged, or that and what was under way."""
    under_way = min(acknowledged + 1, len(story.states) - 1)
    may_be = (story.states[acknowledged], story.states[under_way])
    look_at_files(root, story, (acknowledged, under_way))
    if story.forgotten_at is not None and acknowledged >= story.forgotten_at:
        assert places_of(CANARY.encode(), root) == []
    left = Dossier.left_behind()
    assert left.unreadable == ()
    if left.recoveries:
        (found,) = left.recoveries
        with Dossier.recover(found) as dossier:
            assert State.of(dossier) in may_be
            if goes_on:
                go_on(dossier, root / "on.flowviz")
        return "recovered"
    if may_be[0] is None:
        return "nothing acknowledged"
    opened = []
    for path in user_files(root):
        with Dossier.open(path) as dossier:
            opened.append(State.of(dossier))
            if goes_on:
                go_on(dossier, root / "on.flowviz")
    assert set(opened) & set(may_be), "what was acknowledged is nowhere"
    return "saved"


def look_at_files(root: Path, story: Story, moments: tuple[int, int]) -> None:
    """Each file of the user is the old one or the new one, to the byte.

    Each backup is one of them, or says that it is damaged: nothing waits for backups to be synced.
    """
    found = {path: sha256_of(path) for path in user_files(root)}
    before, after = (story.files[at] for at in moments)
    assert found.keys() >= before.keys(), "a file of the user is gone"
    for path, sha256 in found.items():
        assert sha256 in (before.get(path), after.get(path)), f"{path.name} is neither old nor new"
    published = {sha256 for files in story.files for sha256 in files.values()}
    for backup in backups.listed():
        if sha256_of(backup.file) not in published | story.kept_before:
            assert not check(backup.file).is_good


def places_of(text: bytes, root: Path) -> list[str]:
    return [path.name for path in root.rglob("*") if path.is_file() and text in path.read_bytes()]


def go_on(dossier: Dossier, path: Path) -> None:
    """What was found can be edited, undone and saved."""
    before = content(dossier)
    with dossier.edit("Go on") as change:
        change.set_title("Gone on")
    dossier.undo()
    assert content(dossier) == before
    dossier.save(path)
    path.unlink()
