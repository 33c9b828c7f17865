"""What the window makes one wait for while a large dossier is edited in it.

The dossiers are that of ``document`` and the real deliveries (``open``). Each figure is the longest
time in which the window's thread took no event, from a key or a click until all that follows is
shown, as the thread computed: what others do on the machine hardly changes it. Waiting for a disk,
or for a job to let go of Python, is not in it.
"""

import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks import document
from benchmarks.open import write_deliveries
from benchmarks.timing import Measured
from flowviz.actor import Actor, ActorKind
from flowviz.painting import fonts
from flowviz.records import Transfer
from flowviz.ui import app, theme
from flowviz.ui.forms import opening
from flowviz.ui.forms.fields import TextField
from flowviz.ui.forms.form import Form
from flowviz.ui.history_panel.panel import HistoryPanel
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.settings import Settings
from flowviz.ui.window import Window

AIM_MS = 100.0
RUNS = 3
_BEAT_MS, _REST_MS, _AFTER_OPEN_MS = 1, 50, 2_500

Act = Callable[[], object]


class Pulse(QObject):
    """Feels the pulse of the event loop, and keeps the longest pause."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._longest_s = self._at = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def longest_ms(self, act: Act) -> float:
        """The longest pause from ``act`` until all is at rest."""
        rest(self._window)
        self._timer.start()
        self._longest_s, self._at = 0.0, time.thread_time()
        QTimer.singleShot(0, act)
        rest(self._window)
        self._timer.stop()
        return 1000.0 * self._longest_s

    def _beat(self) -> None:
        now = time.thread_time()
        self._longest_s = max(self._longest_s, now - self._at)
        self._at = now


def wait(ms: int) -> None:
    """Let events and jobs go on."""
    loop = QEventLoop()  # unlike QTest.qWait it lets the job have Python
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def rest(window: Window) -> None:
    """Wait until nothing has been under way for a while."""
    rested = 0
    while rested < 4:
        wait(_REST_MS)
        is_working = (
            window.session.is_busy
            or window.canvas.is_behind
            or window.canvas.drawing.is_working
            or any(map(window.jobs.is_running, ("contents", "known", "history-find")))
        )
        rested = 0 if is_working else rested + 1


def measure() -> list[Measured]:
    """The longest pauses on both dossiers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FLOWVIZ_STATE"] = str(folder / "state")
        os.environ["FLOWVIZ_CONFIG"] = str(folder / "config")
        made, deliveries = folder / "made.flowviz", folder / "deliveries.flowviz"
        document.write(made)
        places = {document.AT: made, write_deliveries(deliveries): deliveries}
        rows: list[Measured] = []
        for at, path in places.items():  # each in a process of its own: the program has one window
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                rows += pool.submit(measured, path, at).result()
    return rows


def measured(path: Path, at: str) -> list[Measured]:
    """The longest pauses of a window that opens a dossier."""
    qt = QApplication(["benchmark"])
    theme.apply(qt, fonts.load())
    window = app.make_window(Settings())
    window.show()
    window.begin(None)
    pauses = _pauses(window, Pulse(window), path)
    rows = [
        Measured(f"longest pause: {what}", at, statistics.median(found), aim=AIM_MS)
        for what, found in pauses
    ]
    window.close_now()
    del qt
    return rows


def _pauses(window: Window, pulse: Pulse, path: Path) -> Iterator[tuple[str, list[float]]]:
    """What is done, and the pauses of a few times."""
    yield "open", [pulse.longest_ms(partial(window.documents.open, path))]
    wait(_AFTER_OPEN_MS)
    sql = "SELECT id FROM transfer ORDER BY id LIMIT 20"
    first, *ids = (id_ for (id_,) in window.session.dossier.rows(sql))
    edit = partial(opening.edit_record, window, Transfer)
    yield "open the first form", [pulse.longest_ms(partial(edit, first))]
    yield "open another form", [pulse.longest_ms(partial(edit, id_)) for id_ in ids[:RUNS]]
    form = edit(first)
    assert form is not None
    supplier, what = (_field(form, name) for name in ("Supplier", "Description"))
    before = supplier.value()
    supplier.line.clear()
    keys = [partial(QTest.keyClick, supplier.line, key) for key in "com"]
    yield "a key in the field of an actor", [pulse.longest_ms(key) for key in keys]
    _type(supplier, str(before))
    kept = [partial(_type, what, words) for words in ("One", "Two", "Three")]
    yield "keep what was typed", [pulse.longest_ms(each) for each in kept]
    undo = window.actions_["undo"].trigger
    yield "undo", [pulse.longest_ms(undo)]
    form.close()
    yield "add an actor", [pulse.longest_ms(partial(_add_actor, window, n)) for n in range(RUNS)]
    yield from _panels(window, pulse)


def _panels(window: Window, pulse: Pulse) -> Iterator[tuple[str, list[float]]]:
    actions, panels = window.actions_, window.panels
    yield "open the records table", [pulse.longest_ms(actions["records"].trigger)]
    table = cast(RecordsTable, panels.widget("records"))
    rows = (5, 50, 500)
    yield "pick a record", [pulse.longest_ms(partial(table.selectRow, row)) for row in rows]
    yield "pick all records", [pulse.longest_ms(table.selectAll)]
    table.clearSelection()
    yield "open the history", [pulse.longest_ms(actions["history"].trigger)]
    history = cast(HistoryPanel, panels.widget("history"))
    keys = [partial(QTest.keyClick, history.search, key) for key in "del"]
    yield "a key in the search of the history", [pulse.longest_ms(key) for key in keys]
    keys = [partial(QTest.keyClick, window.search, key) for key in "del"]
    yield "the first key in the search", [pulse.longest_ms(keys[0])]
    yield "another key in the search", [pulse.longest_ms(key) for key in keys[1:]]
    actions["history"].trigger()
    actions["records"].trigger()


def _field(form: Form, name: str) -> TextField:
    return next(field for field in form.findChildren(TextField) if field.name == name)


def _type(field: TextField, words: str) -> None:
    """Have a text as if it had been typed and the field been left."""
    field.line.setText(words)
    field.typed.emit()
    field.left.emit()


def _add_actor(window: Window, number: int) -> None:
    actor = Actor(f"x-made-{number}", ActorKind.NON_STATE, f"Made {number}")
    with window.session.edit("Add an actor") as edit:
        edit.put(actor)
