"""Run the benchmarks, each in a process of its own: ``python -m benchmarks [NAME]...``.

Prints one table (what, size, median, unit, aim, ratio to the aim). A run of all of them replaces
``results.json`` beside this file; a run of some replaces their rows in it. What needs a window runs
under Xvfb, where it is installed.
"""

import dataclasses
import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import benchmarks
from benchmarks.timing import Measured, print_table

NOT_BENCHMARKS = {"__main__", "timing", "empty_window", "made"}
RESULTS = Path(__file__).with_name("results.json")
_XVFB = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24"]


def main() -> None:
    """Measure one named after ``--only`` here; else run those named, or all."""
    if sys.argv[1:2] == ["--only"]:
        rows = importlib.import_module(f"benchmarks.{sys.argv[2]}").measure()
        print_table(rows)
        Path(sys.argv[3]).write_text(json.dumps([dataclasses.asdict(row) for row in rows]))
        return
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    known = [name for name in found if name not in NOT_BENCHMARKS]
    chosen = sys.argv[1:] or known
    print(f"{'what':44} {'at':34} {'median':>10} {'':5} {'aim':>9} {'ratio':>6}")
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() and sys.argv[1:] else {}
    for name in chosen:
        results[name] = [_row(measured) for measured in _measured_apart(name)]
    ordered = {name: results[name] for name in known if name in results}
    RESULTS.write_text(json.dumps(ordered, indent=1) + "\n")


def _measured_apart(name: str) -> list[Measured]:
    """What one benchmark measures in a fresh process, so that none inherits another's memory."""
    out = RESULTS.with_name(f".{name}.json")
    command = [sys.executable, "-m", "benchmarks", "--only", name, str(out)]
    if "DISPLAY" not in os.environ and shutil.which("xvfb-run"):
        command = [*_XVFB, *command]
    try:
        subprocess.run(command, check=True)
        return [Measured(**row) for row in json.loads(out.read_text())]
    finally:
        out.unlink(missing_ok=True)


def _row(measured: Measured) -> dict[str, object]:
    row = dataclasses.asdict(measured) | {"value": round(measured.value, 3)}
    if measured.ratio is not None:
        row["ratio"] = round(measured.ratio, 2)
    return row


if __name__ == "__main__":
    main()
