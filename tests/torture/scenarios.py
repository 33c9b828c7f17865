"""What is done to a dossier while the tape runs, and what was acknowledged at each moment."""

import hashlib
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import pytest

from flowviz.dossier import Dossier, backups, recorder, store
from flowviz.dossier.wishes import ForgetRecord
from flowviz.records import Note, Placement, Transfer
from flowviz.terms import Subject
from tests.dossier.golden import GOLDEN
from tests.dossier.killed import deals
from tests.dossier.material import ALL, BELARUS, BULGARIA, content
from tests.dossier.test_recovery import crash
from tests.torture.tape import Tape, running

CANARY = "Canary Informantova"
CHUNK_ROWS = 300
"""So that an import of 900 rows is kept in several chunks, as one of 60,000 is."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a document: the hashes of its history, the digest of its content, the drafts."""

    history: tuple[str, ...]
    content: str
    drafts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        history = tuple(row.hash for row in dossier.history())
        return cls(history, content(dossier), tuple(dossier.drafts().items()))


@dataclass(slots=True)
class Story:
    """A tape with what was acknowledged on it.

    ``states[n]`` is what the document was after the n-th thing done, ``files[n]`` what the user's
    files were to hold from then on: the SHA-256 by path. ``kept_before`` are those of the backups
    that were there before; ``forgotten_at`` the moment from which on nothing may hold the canary.
    """

    tape: Tape
    states: list[State | None] = field(default_factory=lambda: [None])
    files: list[dict[Path, str]] = field(default_factory=lambda: [{}])
    kept_before: set[str] = field(default_factory=set)
    forgotten_at: int | None = None

    def tell(self, dossier: Dossier, saved: Path | None = None) -> None:
        """Something was done: an edit, or a save to ``saved``."""
        self.states.append(State.of(dossier))
        files = dict(self.files[-1])
        if saved is not None:
            files[saved] = sha256_of(saved)
        self.files.append(files)
        self.tape.tell(len(self.states) - 1)


def edit(story: Story, dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}", "A. Writer", step=title[:1]) as change:
        change.set_title(title)
        change.put(Placement("map", "BLR", float(len(title)), 1.0))
    story.tell(dossier)


def save(story: Story, dossier: Dossier, path: Path) -> None:
    dossier.save(None if dossier.path == path else path)
    story.tell(dossier, path)


def edits_and_saves(story: Story) -> None:
    """Edits, undo, redo, drafts, a deletion, saves to a new file, over it, and to another one."""
    path, other = story.tape.root / "case.flowviz", story.tape.root / "docs" / "other.flowviz"
    with Dossier.new("New", ALL) as dossier:
        for title in ("one", "two", "three"):
            edit(story, dossier, title)
        save(story, dossier, path)
        dossier.undo()
        story.tell(dossier)
        dossier.redo()
        story.tell(dossier)
        dossier.keep_draft("note", "typed and no")
        story.tell(dossier)
        dossier.keep_draft("note", "typed and not yet added")
        story.tell(dossier)
        with dossier.edit("Delete a note", reason="it was wrong") as change:
            change.delete(Note, "n1")
        story.tell(dossier)
        save(story, dossier, path)
        dossier.drop_draft("note")
        story.tell(dossier)
        edit(story, dossier, "four")
        save(story, dossier, other)
        edit(story, dossier, "five")
        save(story, dossier, other)


def import_and_undo(story: Story) -> None:
    """Imports of several chunks into a dossier that has a file, their undo and redo, and saves."""
    path = story.tape.root / "case.flowviz"
    with Dossier.open(path) as dossier:
        for number in range(2):
            with dossier.edit(f"Import {number}") as change:
                change.put_many(deals(number), imported=True)
            story.tell(dossier)
        dossier.undo()
        story.tell(dossier)
        dossier.redo()
        story.tell(dossier)
        save(story, dossier, path)
        with dossier.edit("Delete some") as change:
            for number in range(20):
                change.delete(Transfer, f"1-{number}")
        story.tell(dossier)
        save(story, dossier, path)


def migration(story: Story) -> None:
    """A dossier of an older version: opened, edited, its old edits undone, saved."""
    path = story.tape.root / "case.flowviz"
    with Dossier.open(path) as dossier:
        edit(story, dossier, "newer")
        while dossier.undo_text is not None:
            dossier.undo()
            story.tell(dossier)
        dossier.redo()
        story.tell(dossier)
        with dossier.edit("Write a private note") as change:
            change.put(Note("n9", Subject.ACTOR, "BLR", "private", is_private=True))
        story.tell(dossier)
        save(story, dossier, path)


def forgetting(story: Story) -> None:
    """A note is written, saved and forgotten for good: it must not come back, nor more be lost."""
    path = story.tape.root / "case.flowviz"
    with Dossier.open(path) as dossier:
        with dossier.edit("Write a note") as change:
            change.put(Note("n9", Subject.ACTOR, "BLR", CANARY))
        story.tell(dossier)
        save(story, dossier, path)
        edit(story, dossier, "another")
        save(story, dossier, path)
        edit(story, dossier, "unsaved")
        dossier.forget(ForgetRecord(Note, "n9"))
        story.tell(dossier, path)
        story.forgotten_at = len(story.states) - 1
        edit(story, dossier, "later")
        save(story, dossier, path)


def recovery(story: Story) -> None:
    """What a crash left is taken up, edited and saved."""
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as dossier:
        story.tell(dossier)
        edit(story, dossier, "recovered")
        dossier.undo()
        story.tell(dossier)
        assert dossier.path is not None
        save(story, dossier, dossier.path)


def with_a_file(root: Path) -> None:
    with Dossier.new("Has a file", (BELARUS, BULGARIA)) as dossier:
        with dossier.edit("Rename") as change:
            change.set_title("Saved before")
        dossier.save(root / "case.flowviz")


def left_unsaved(root: Path) -> None:
    """As a killed process leaves it: with a file, and edits that the file does not have."""
    with_a_file(root)
    dossier = Dossier.open(root / "case.flowviz")
    for number in range(3):
        with dossier.edit(f"Import {number}") as change:
            change.put_many(deals(number), imported=True)
    folder = dossier._copy.folder
    kept = folder.parents[2] / "kept"
    shutil.copytree(folder, kept)  # closing would tidy up the log that a kill leaves
    dossier.close()
    shutil.move(kept, folder)


def left_by_an_older_one(root: Path) -> None:
    """A working copy of schema version 1, with edits that its file does not have."""
    shutil.copy(GOLDEN / "version-1.flowviz", root / "case.flowviz")
    dossier = Dossier.open(root / "case.flowviz")
    first = dossier.history()[0].hash
    dossier._copy.set_published(replace(dossier._copy.published, log_hash=first))
    database = dossier._copy.database
    crash(dossier)
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    shutil.copy(GOLDEN / "version-1.flowviz", database)


def torn(seed: int) -> Callable[[Path], None]:
    """As a power cut leaves it, with something to recover."""

    def prepare(root: Path) -> None:
        story = told("import with checkpoints", root)
        chance = random.Random(seed)
        while True:
            disk, cut_seed = story.tape.disk(), chance.random()
            for operation in story.tape.operations[: chance.randrange(len(story.tape.operations))]:
                disk.play(operation)
            disk.put_on(root, random.Random(cut_seed))
            if Dossier.left_behind().recoveries:  # the look itself has tidied up
                disk.put_on(root, random.Random(cut_seed))
                return

    return prepare


def golden(version: int) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        shutil.copy(GOLDEN / f"version-{version}.flowviz", root / "case.flowviz")

    return prepare


def nothing(root: Path) -> None:
    (root / "docs").mkdir()


SCENARIOS: dict[str, tuple[Callable[[Path], None], Callable[[Story], None], int | None]] = {
    "edits": (nothing, edits_and_saves, None),
    "edits with checkpoints": (nothing, edits_and_saves, 8),
    "import": (with_a_file, import_and_undo, None),
    "import with checkpoints": (with_a_file, import_and_undo, 40),
    "migration of 1": (golden(1), migration, None),
    "migration of 2": (golden(2), migration, 8),
    "migration of 3": (golden(3), migration, None),
    "forgetting": (with_a_file, forgetting, None),
    "recovery": (left_unsaved, recovery, 40),
    "recovery and migration": (left_by_an_older_one, recovery, None),
    "recovery of a torn disk": (torn(1), recovery, None),
    "recovery of another torn disk": (torn(2), recovery, 40),
}
"""What is there before, what is done, and after how many pages SQLite tidies up its log."""


def told(name: str, root: Path) -> Story:
    """The story of a scenario, played under ``root``, where it leaves what it leaves."""
    prepare, play, checkpoint = SCENARIOS[name]
    prepare(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorder, "CHUNK_ROWS", CHUNK_ROWS)
        if checkpoint is not None:
            patch.setattr(store, "_CHECKPOINT_PAGES", checkpoint)
        story = Story(Tape(root))
        for path in user_files(root):
            story.files[0][path] = sha256_of(path)
        if (root / "state").exists():  # else the look at the backups would make it
            story.kept_before.update(sha256_of(backup.file) for backup in backups.listed())
        with running(story.tape):
            play(story)
    return story


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def user_files(root: Path) -> list[Path]:
    """The dossiers that are the user's, not flowviz's own."""
    state = root / "state"
    return sorted(path for path in root.rglob("*.flowviz") if not path.is_relative_to(state))
