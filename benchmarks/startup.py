"""Cold start: ``flowviz`` to the first painted case, against an empty pyqtgraph window.

Aim: at most 1.5 times. Runs on the X server that ``DISPLAY`` names, else offscreen.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import pair_s


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        flowviz, empty, ratio = pair_s(
            [sys.executable, "-m", "flowviz"],
            [sys.executable, str(Path(__file__).with_name("empty_window.py"))],
            environment(Path(folder)),
        )
    print(f"start to first painted case   {flowviz:6.3f} s")
    print(f"empty pyqtgraph window        {empty:6.3f} s")
    print(f"ratio (aim: 1.5)              {ratio:6.2f}")


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


if __name__ == "__main__":
    main()
