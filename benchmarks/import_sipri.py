"""Times the import of SIPRI's trade register, layout A, step by step; the file is a user's own.

It is looked for where the tests look (``FLOWVIZ_DATA``). The customer's bound is 5 s and 500 MB.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Measured, elapsed_s
from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.run import read

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
FILE = Path(os.environ.get("FLOWVIZ_DATA", _BESIDE)) / "sipri_register" / "deals_2025-03.csv"
RUNS = 3
AIMS_S = {"import": 5.0, "of which reading": None, "save": None, "import again": None, "undo": None}


def once(folder: Path) -> dict[str, float]:
    """Give the seconds that each step of one import takes."""
    saved = folder / "benchmark.flowviz"
    with Dossier.new("Benchmark") as dossier:
        steps = {
            "import": elapsed_s(lambda: import_file(dossier, FILE)),
            "save": elapsed_s(lambda: dossier.save(saved)),
            "import again": elapsed_s(lambda: import_file(dossier, FILE)),
            "undo": elapsed_s(dossier.undo),
            "of which reading": elapsed_s(lambda: read(FILE)),
        }
    saved.unlink()
    return steps


def measure() -> list[Measured]:
    """The median of each step, and the most memory that was held; nothing without the file."""
    if not FILE.exists():
        print(f"{FILE.name} is not here (set FLOWVIZ_DATA to the folder of the real files)")
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FLOWVIZ_STATE"] = str(folder / "state")
        runs = [once(folder) for _ in range(RUNS)]
    rows = [
        Measured(step, "29,515 deals", statistics.median(run[step] for run in runs), "s", aim)
        for step, aim in AIMS_S.items()
    ]
    if sys.platform != "win32":
        import resource

        # The reader is not asked: what it inherits for an instant when it is started counts as its.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(Measured("memory at most", "29,515 deals", most, "MB", 500.0))
    return rows
