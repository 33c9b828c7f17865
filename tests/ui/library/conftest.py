"""The panel of sources in a real window."""

import pytest
from pytestqt.qtbot import QtBot

from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.library.made import dossier_of_sources


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(dossier_of_sources())


@pytest.fixture
def panel(window: Window, qtbot: QtBot) -> LibraryPanel:
    return open_panel(window, qtbot)


def open_panel(window: Window, qtbot: QtBot) -> LibraryPanel:
    """Show the panel, its sources read."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_["sources"].trigger()
    panel = window.panels.widget("sources")
    assert isinstance(panel, LibraryPanel)
    qtbot.waitUntil(lambda: bool(panel.line_said()))
    qtbot.waitUntil(lambda: not panel.line_said().startswith("Reading"), timeout=20_000)
    return panel
