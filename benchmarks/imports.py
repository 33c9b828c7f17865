"""Times imports of real files, a row a file; the files are a user's own (``FLOWVIZ_DATA``).

Each file goes into a dossier of its own, the two of SIPRI's deliveries into one. "reader" is the
time from the start of the reader process to its first word, "memory" the most that this process
held: the reader's own is capped by ``limits.MEMORY_BYTES`` and measured beside it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import Measured, elapsed_s
from flowviz import paths
from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.run import look, read

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
DATA = Path(os.environ.get("FLOWVIZ_DATA", _BESIDE))
RUNS = 3


class Job(NamedTuple):
    """Files that go into one dossier one after the other, and how long that may take."""

    name: str
    at: str
    files: tuple[str, ...]
    aim_s: float | None
    runs: int = RUNS


JOBS = (
    Job("SIPRI deals", "29,515 rows", ("sipri_register/deals_2025-03.csv",), 3.0),
    Job(
        "SIPRI deliveries, both files",
        "59,157 rows",
        (
            "sipri_register/deliveries_1950-1989.csv",
            "sipri_register/deliveries_1990-2023.csv",
        ),
        6.0,
    ),
    Job("UN Comtrade", "17,409 rows", ("comtrade/classic_HS27_2017.csv.gz",), 2.0),
    Job("RICardo", "586,978 rows", ("ricardo/flows.csv.gz",), 45.0, runs=1),
)


def once(files: list[Path]) -> dict[str, float]:
    """Give the seconds that an import takes, and what comes after it."""
    with Dossier.new("Benchmark") as dossier:
        steps = {"import": elapsed_s(lambda: [import_file(dossier, path) for path in files])}
        steps["of which reading"] = elapsed_s(lambda: [read(path) for path in files])
        steps["import again"] = elapsed_s(lambda: import_file(dossier, files[-1]))
        steps["undo"] = elapsed_s(dossier.undo)
    return steps


def measure() -> list[Measured]:
    """The median of each step of each import, and memory; nothing for files that are not here."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["FLOWVIZ_STATE"] = str(Path(name) / "state")
        return [row for job in JOBS for row in _rows(job)]


def _rows(job: Job) -> Iterator[Measured]:
    files = [DATA / name for name in job.files]
    if not all(path.exists() for path in files):
        print(f"{job.name}: not here (set FLOWVIZ_DATA to the folder of the real files)")
        return
    if job is JOBS[0]:
        looks = [elapsed_s(lambda: look(files[0])) for _ in range(RUNS)]
        yield Measured("reader, from start to its answer", job.at, statistics.median(looks), "s")
        begun = [elapsed_s(_started) for _ in range(RUNS)]
        yield Measured("reader, start", job.at, statistics.median(begun), "s", 0.3)
    runs = [once(files) for _ in range(job.runs)]
    for step in runs[0]:
        aim = job.aim_s if step == "import" else None
        seconds = statistics.median(run[step] for run in runs)
        yield Measured(f"{job.name}: {step}", job.at, seconds, "s", aim)
    if sys.platform != "win32":
        import resource

        for who, word in ((resource.RUSAGE_SELF, "here"), (resource.RUSAGE_CHILDREN, "reader")):
            most = resource.getrusage(who).ru_maxrss / 1024
            yield Measured(f"{job.name}: memory at most, {word}", job.at, most, "MB", 1_000.0)


def _started() -> None:
    """Start a reader and have it end at once, for it is told nothing."""
    subprocess.run([*paths.program(), "--reader"], stdin=subprocess.DEVNULL, capture_output=True)
