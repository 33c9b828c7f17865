"""A real window on a real dossier, closed and freed after each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.painting import fonts
from flowviz.records import Record
from flowviz.ui import theme
from flowviz.ui.session import Contents, Session
from flowviz.ui.settings import Settings
from flowviz.ui.window import Window
from tests.ui.heart import Heart

Open = Callable[..., Window]


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application with its font and colours, light whatever the machine is."""
    theme.choose("light")
    theme.apply(qapp, fonts.load())
    return qapp


@pytest.fixture
def open_window(dressed: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Open a window on a dossier, the bundled case for None; all are closed in the end."""
    windows: list[Window] = []

    def opened(dossier: Dossier | None = None, path: Path | None = None) -> Window:
        dossier = dossier or Dossier.sample()
        window = Window(Session(dossier, Contents.read(dossier)), Settings())
        windows.append(window)
        window.resize(1200, 800)
        window.show()
        window.begin(path)
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
        return window

    yield opened
    for window in windows:
        dismiss_dialogs(window)
        if not window.isVisible():  # the test has closed it
            continue
        qtbot.waitUntil(lambda window=window: not window.session.is_busy, timeout=20_000)
        window.close_now()
    for window in windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def heart(qapp: QApplication) -> Iterator[Heart]:
    """What tells how long the event loop stands still."""
    beating = Heart()
    yield beating
    beating.stop()


@pytest.fixture
def window(open_window: Open) -> Window:
    """A window on the bundled case."""
    return open_window()


def dossier_of(*records: Record, title: str = "") -> Dossier:
    """A dossier that holds just these records."""
    return Dossier.new(title, records)


def dialogs(window: Window, kind: type[QDialog] = QDialog) -> list[QDialog]:
    """The open dialogs of a window."""
    return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]


def dismiss_dialogs(window: Window) -> None:
    """Close whatever is open."""
    for dialog in dialogs(window):
        dialog.reject()


def point_on(window: Window, supplier: str, recipient: str) -> QPoint:
    """A point of the canvas on a flow."""
    number = window.canvas.flows.index(supplier, recipient)
    assert number is not None
    point = window.canvas.point_of(number)
    assert point is not None
    return point


def click(qtbot: QtBot, window: Window, point: QPoint) -> None:
    """Click on the canvas as a hand does."""
    viewport = window.canvas.viewport()
    qtbot.mouseMove(viewport, point)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
