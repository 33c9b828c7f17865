"""A process killed at any moment loses no edit that was done, and leaves no broken file."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from tests.dossier.killed import DEALS

KILLS = 56
# A round takes some 0.04 s: the moments fall into all of its steps, half of them into imports.
LONGEST_DELAY_S = 0.45

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


def told_until_killed(path: Path, delay_s: float) -> list[str]:
    """What the process said it had done before it was killed, ``delay_s`` after its first save."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.dossier.killed", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    with process.stdout as said:
        first = said.readline()
        killer = threading.Timer(delay_s, process.kill)
        killer.start()
        rest = said.read()
        killer.join()
    assert process.wait() == -signal.SIGKILL
    whole_lines = (first + rest).splitlines(keepends=True)
    return [line.strip() for line in whole_lines if line.endswith("\n")]


def expected_counts(dossier: Dossier) -> tuple[int, int]:
    """How many transfers and placements the standing edits of the log come to."""
    standing: list[str] = []
    for row in dossier.history():
        if row.kind == "edit":
            standing.append(row.what)
        else:
            standing.remove(row.what)
    imports = sum(what.startswith("import") for what in standing)
    return imports * DEALS, len(standing) - imports


def look_at(dossier: Dossier) -> None:
    (placements,) = next(dossier.rows("SELECT count(*) FROM placement"))
    assert (dossier.counts().transfers, placements) == expected_counts(dossier)
    (figures,) = next(dossier.rows("SELECT count(*) FROM figure"))
    assert figures == dossier.counts().transfers


@pytest.mark.parametrize("moment", range(KILLS))
def test_a_kill_at_any_moment_loses_nothing_and_breaks_nothing(
    tmp_path: Path, own_folders: Path, moment: int
) -> None:
    path = tmp_path / "case.flowviz"
    told = told_until_killed(path, LONGEST_DELAY_S * moment / KILLS)
    done = [line.removeprefix("undo of ") for line in told if not line.startswith("saved")]
    saved = max(int(line.split()[1]) for line in told if line.startswith("saved"))

    report = check(path)
    assert report.is_good, report.text()
    assert report.edits >= saved

    found = Dossier.left_behind().recoveries
    with Dossier.recover(found[0]) if found else Dossier.open(path) as dossier:
        history = [row.what for row in dossier.history()]
        assert history[: len(done)] == done
        assert len(history) - len(done) <= 1  # done, but killed before it could be told
        look_at(dossier)
        assert dossier.path == path
        dossier.save()
        if dossier.undo_text is not None:
            dossier.undo()
            look_at(dossier)
    assert check(path).edits == len(history)
    assert os.listdir(tmp_path) == ["case.flowviz"]
    assert os.listdir(own_folders / "state" / "working") == []


def test_the_copy_of_a_living_process_is_not_offered(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.dossier.killed", str(tmp_path / "case.flowviz")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    with process.stdout as said:
        for _ in range(4):
            said.readline()
        process.send_signal(signal.SIGSTOP)
        assert Dossier.left_behind().recoveries == ()
        process.kill()
        process.wait()
    assert len(Dossier.left_behind().recoveries) == 1
