"""What is shown follows an edit of a large dossier, read aside."""

import dataclasses

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from flowviz.records import Placement
from flowviz.ui import following
from flowviz.ui.window import Window
from flowviz.view import MAP

FLOW = "blr-bgr-2015"


@pytest.fixture
def large(window: Window, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window that takes its dossier for a large one."""
    monkeypatch.setattr(following, "AT_ONCE", 0)
    return window


def change(window: Window, recipient: str) -> None:
    """Let a transfer have gone to somebody else."""
    transfer = window.session.dossier.transfer(FLOW)
    with window.session.edit("Correct the recipient") as edit:
        edit.put(dataclasses.replace(transfer, recipient=recipient))


def test_flows_follow_an_edit_as_if_they_were_read_at_once(large: Window, qtbot: QtBot) -> None:
    session = large.session
    assert session.flows.index("BLR", "USA") is None
    with qtbot.waitSignal(session.flows_changed):
        change(large, "USA")
    number = session.flows.index("BLR", "USA")
    assert number is not None
    assert FLOW in session.flows.flow(number).transfers
    assert session.strands.flows is session.flows
    shown = session.flows
    session.follow(session.contents)
    assert np.array_equal(session.flows.drawn, shown.drawn, equal_nan=True)
    assert session.flows.actor_codes == shown.actor_codes


def test_what_is_asked_for_meanwhile_is_what_is_shown(large: Window, qtbot: QtBot) -> None:
    session = large.session
    change(large, "USA")
    session.speak("de")
    with qtbot.waitSignal(session.flows_changed):
        pass
    assert session.shown_name("USA") == "Vereinigte Staaten"


def test_a_place_moved_meanwhile_stays(large: Window, qtbot: QtBot) -> None:
    session = large.session
    change(large, "USA")
    session.place("Move", Placement(MAP, "BLR", 3.0, 4.0))
    qtbot.waitUntil(lambda: not large.jobs.is_running("contents"))
    assert session.flows.index("BLR", "USA") is not None
    assert session.is_moved(MAP, "BLR")
