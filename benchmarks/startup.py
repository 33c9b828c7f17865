"""Cold start: ``flowviz`` to the first painted case, against an empty pyqtgraph window.

Aim: at most 1.5 times. Runs on the X server that ``DISPLAY`` names, else offscreen. Both keep
compiled modules, as an installed program does, in a folder that the first run of each fills.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Measured, pair_s

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Set on many a machine that builds: every start would compile every module of ours."""


def measure() -> list[Measured]:
    """Both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        flowviz, empty, ratio = pair_s(
            [sys.executable, "-m", "flowviz"],
            [sys.executable, str(Path(__file__).with_name("empty_window.py"))],
            environment(Path(folder)),
        )
    return [
        Measured("start to first painted case", "the bundled case", 1000.0 * flowviz),
        Measured("empty pyqtgraph window", "", 1000.0 * empty),
        Measured("start over empty window", "run in turns", ratio, "times", 1.5),
    ]


def environment(folder: Path) -> dict[str, str]:
    """The environment of both programs: fresh folders, and an end after the first paint."""
    given = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    made = given | {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "FLOWVIZ_STATE": str(folder / "state"),
        "FLOWVIZ_CONFIG": str(folder / "config"),
        "FLOWVIZ_QUIT_AFTER_FIRST_PAINT": "1",
    }
    if "DISPLAY" not in os.environ:
        made["QT_QPA_PLATFORM"] = "offscreen"
    return made
