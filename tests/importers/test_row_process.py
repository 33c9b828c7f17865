"""Rows of a large import come from a process beside: the same rows, and nothing if it dies."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flowviz.dossier import Dossier, insertion
from flowviz.errors import CancelledError, ImportFileError
from flowviz.importers import import_file, row_maker
from tests.importers.conftest import DEALS_HEADER, Write

TABLES = ("actor", "transfer", "line", "figure", "citation", "source")

needs_proc = pytest.mark.skipif(
    sys.platform != "linux", reason="children are found by /proc, which Linux alone has"
)


@pytest.fixture
def register(write: Write) -> Path:
    """A register of 4,000 deals, with letters that take several bytes and doubts."""
    return write(
        DEALS_HEADER,
        *(
            f"Peru,France,19{n % 90 + 10},,{n}?,,Ж-{n},tänk,5,,1999; 2001,New,,2,10,10"
            for n in range(4_000)
        ),
    )


def makers() -> Iterator[int]:
    """Give the processes of this one's that make rows."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if row_maker.SWITCH.encode() in words and int(parent) == os.getpid():
            yield int(entry.name)


def rows(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    found = {name: list(dossier.rows(f"SELECT * FROM {name}")) for name in TABLES}
    found["provenance"] = list(dossier.rows("SELECT transfer, key, row FROM provenance"))
    found["original"] = list(dossier.rows("SELECT transfer, substr(rows, 40) FROM original"))
    return found


def while_writing(act: Callable[[], None]) -> Callable[[int, int], None]:
    """Give a progress that acts once, when some rows have come."""
    is_done = False

    def progress(done: int, total: int) -> None:
        nonlocal is_done
        if not is_done and total == 1_000 and 650 < done < 1_000:
            is_done = True
            act()

    return progress


def test_a_process_makes_the_rows_that_are_made_here(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Dossier.new("beside") as beside, Dossier.new("here") as here:
        import_file(beside, register)
        monkeypatch.setattr(insertion, "LARGE", 10_000)
        import_file(here, register)
        assert rows(beside) == rows(here)
        assert len(rows(here)["transfer"]) == 4_000
        beside.undo()
        assert not rows(beside)["transfer"]


@needs_proc
def test_a_process_that_is_killed_ends_the_import_and_nothing_was_changed(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowviz.importers.watch._BETWEEN_SECONDS", 0.0)
    killed: list[int] = []

    def kill() -> None:
        for maker in makers():
            os.kill(maker, signal.SIGKILL)
            killed.append(maker)

    with Dossier.new("killed") as dossier:
        before = rows(dossier)
        with pytest.raises(ImportFileError, match="maker of rows"):
            import_file(dossier, register, progress=while_writing(kill))
        assert killed
        assert rows(dossier) == before
        assert import_file(dossier, register).added == 4_000


@needs_proc
def test_cancel_leaves_no_process_behind(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowviz.importers.watch._BETWEEN_SECONDS", 0.0)
    seen: list[int] = []

    with Dossier.new("cancelled") as dossier:
        with pytest.raises(CancelledError):
            import_file(
                dossier,
                register,
                progress=while_writing(lambda: seen.extend(makers())),
                is_cancelled=lambda: bool(seen),
            )
        assert not list(makers())
        assert not rows(dossier)["transfer"]
