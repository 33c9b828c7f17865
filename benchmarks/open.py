"""How long it takes from a file to the picture: both SIPRI deliveries files in one dossier.

Needs the real files (``FLOWVIZ_DATA``); without them a made dossier of as many records stands in.
"""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.memory import made_dossier
from benchmarks.timing import Measured, median_ms
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.facets import facets
from flowviz.flows.query import Query
from flowviz.importers import import_file
from flowviz.painting import fonts
from flowviz.scene import Scene
from flowviz.ui import app, theme
from flowviz.ui.settings import Settings
from flowviz.ui.window import Window

FILES = ("deliveries_1950-1989.csv", "deliveries_1990-2023.csv")
RECORDS = 28_000
_PAUSE_MS = 5
_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def measure() -> list[Measured]:
    """The median of each step, each from the beginning."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FLOWVIZ_STATE"] = str(folder / "state")
        path = folder / "deliveries.flowviz"
        at = write_deliveries(path)
        with Dossier.open(path) as dossier:
            columns = read_columns(dossier)
            steps = {
                "open a file, looked over byte by byte": lambda: Dossier.open(path).close(),
                "read its columns": lambda: read_columns(dossier),
                "flows of all": lambda: aggregate(columns, Query()),
                "counts of all filters": lambda: facets(columns, Query()),
            }
            rows = [Measured(what, at, median_ms(step, 5)) for what, step in steps.items()]
        return [Measured("open to painted", at, _painted_ms(path), aim=1_500.0), *rows]


def _painted_ms(path: Path) -> float:
    """Give how long a window that is there takes to open a file and paint it."""
    os.environ["FLOWVIZ_CONFIG"] = str(path.parent / "config")
    qt = QApplication(["benchmark"])
    theme.apply(qt, fonts.load())
    window = app.make_window(Settings())
    window.show()
    window.begin(None)
    _wait_for(window, None)

    def once() -> None:
        before = window.canvas.scene_shown
        window.documents.open(path)
        _wait_for(window, before)
        window.canvas.viewport().repaint()

    median = median_ms(once, 5)
    window.close_now()
    del qt
    return median


def _wait_for(window: Window, before: Scene | None) -> None:
    """Wait until the window is at rest and shows another scene."""
    while (
        window.session.is_busy
        or window.canvas.is_behind
        or window.canvas.drawing.is_working
        or window.canvas.scene_shown is before
    ):
        loop = QEventLoop()  # unlike QTest.qWait it lets the job have Python
        QTimer.singleShot(_PAUSE_MS, loop.quit)
        loop.exec()


def write_deliveries(path: Path) -> str:
    """Write the dossier; gives what is in it."""
    files = [
        Path(os.environ.get("FLOWVIZ_DATA", _BESIDE)) / "sipri_register" / name for name in FILES
    ]
    if not all(file.exists() for file in files):
        made_dossier(path, RECORDS)
        return f"{RECORDS:,} made records"
    with Dossier.new("Deliveries") as dossier:
        for file in files:
            import_file(dossier, file)
        dossier.save(path)
    return "SIPRI deliveries, 59,157 rows"
