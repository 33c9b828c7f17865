"""Cold start: ``flowviz`` to the first painted case, against an empty pyqtgraph window.

Aim: at most 1.5 times. Runs on the X server that ``DISPLAY`` names, else offscreen.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Measured, pair_s


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
    made = os.environ | {
        "FLOWVIZ_STATE": str(folder / "state"),
        "FLOWVIZ_CONFIG": str(folder / "config"),
        "FLOWVIZ_QUIT_AFTER_FIRST_PAINT": "1",
    }
    if "DISPLAY" not in os.environ:
        made["QT_QPA_PLATFORM"] = "offscreen"
    return made
