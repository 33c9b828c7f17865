"""Files made to hurt, opened by the import dialog: the window goes on, and shows plain text."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from flowviz import paths
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.importing import Importing
from flowviz.ui.window import Window
from tests.importers import specimens
from tests.ui.conftest import dialogs, dismiss_dialogs
from tests.ui.importing_hands import at_rest
from tests.ui.test_hostile_names import check

FEW = ("labels.csv", "names.csv", "two-thousand-figures.csv", "zip-overlapping.zip", "errors.xlsx")
"""Those that every run opens; the long ones open all."""
_BLOCKED_S = 0.1
_NOISE = 3
"""How many times that a busy machine may make of either."""
_TRIED_MS = 60_000


class Heart(QObject):
    """Beats as often as the event loop lets it, and remembers the longest silence.

    A silence counts for as much of it as this program worked: what other programs took of the
    machine meanwhile is not the window's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest_s = 0.0
        self.go_on()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def go_on(self) -> None:
        """Count from now: what came before was the test's own work."""
        self._at = (time.monotonic(), time.process_time())

    def _beat(self) -> None:
        now = (time.monotonic(), time.process_time())
        silence = min(after - before for after, before in zip(now, self._at, strict=True))
        self.longest_s = max(self.longest_s, silence)
        self._at = now

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture(scope="module")
def usual_s() -> dict[str, float]:
    """The longest silence with an honest table, once it has been led through."""
    return {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("specimens")


@pytest.fixture
def heart() -> Iterator[Heart]:
    beating = Heart()
    yield beating
    beating.stop()


def led_through(qtbot: QtBot, window: Window, heart: Heart, path: Path) -> list[str]:
    """Lead a file as far as the list of changes, or to where it ends; the pages it came to."""
    Importing(window).start(path)
    heart.go_on()  # the pages are made before a byte is read
    (dialog,) = dialogs(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    pages: list[str] = []
    while True:
        at_rest(qtbot, dialog)
        if dialog.is_over:
            return pages
        page = dialog.pages.currentWidget()
        pages.append(type(page).__name__)
        qtbot.waitUntil(lambda: not dialog.is_trying, timeout=_TRIED_MS)
        check(dialog)
        heart.go_on()
        if page is dialog.changes or not dialog.next.isEnabled() or len(pages) > 5:
            dialog.reject()
            return pages
        dialog.next.click()


def opened_without_a_stop(
    qtbot: QtBot, window: Window, heart: Heart, path: Path, usual_s: dict[str, float]
) -> None:
    """Lead a file through; the window is held no longer than by an honest table, or 100 ms."""
    if not usual_s:
        honest = path.with_name("honest.csv")
        honest.write_bytes(specimens.csv(*[specimens.ROW] * 50))
        led_through(qtbot, window, heart, honest)
        qtbot.wait(100)
        dismiss_dialogs(window)
        usual_s["longest"] = heart.longest_s
    head = window.session.dossier.head
    heart.go_on()
    heart.longest_s = 0.0
    led_through(qtbot, window, heart, path)
    qtbot.wait(50)
    for box in dialogs(window):
        check(box)
    dismiss_dialogs(window)
    heart.go_on()
    qtbot.waitUntil(lambda: not window.jobs.is_running("import"), timeout=_TRIED_MS)
    most_s = _NOISE * max(_BLOCKED_S, usual_s["longest"])
    assert heart.longest_s < most_s, f"{heart.longest_s * 1000:.0f} ms"
    assert window.session.dossier.head == head
    assert not list(paths.state_folder().glob("import-*"))
    path.unlink()


@pytest.mark.parametrize("name", FEW)
def test_the_window_goes_on_while_a_file_made_to_hurt_is_opened(
    qtbot: QtBot, window: Window, heart: Heart, folder: Path, usual_s: dict[str, float], name: str
) -> None:
    opened_without_a_stop(qtbot, window, heart, specimens.one(folder, name), usual_s)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in specimens.NAMES if name not in FEW])
def test_the_window_goes_on_whatever_is_opened(
    qtbot: QtBot, window: Window, heart: Heart, folder: Path, usual_s: dict[str, float], name: str
) -> None:
    opened_without_a_stop(qtbot, window, heart, specimens.one(folder, name), usual_s)
