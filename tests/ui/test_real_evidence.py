"""A source retracted by keys alone in a real window: what falls is said, seen, and undone."""

import os
import shutil

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from flowviz.amounts import Amount
from flowviz.records import Citation, Figure, Line, Source, Transfer
from flowviz.scene.model import Sign
from flowviz.terms import Existence, Mark, Origin, Stage, Subject, TransferKind
from flowviz.ui.library.source_dialogs import StatusDialog
from tests.ui.conftest import Open, dossier_of
from tests.ui.test_evidence import A, B
from tests.ui.test_real_window import until
from tests.ui.work import Work

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]

FIGURE = Figure("f", Stage.DELIVERED, "pieces", Amount.exact("5"))
LINE = Line("l", "Rifle", figures=(FIGURE,))
RECORD = Transfer("t", TransferKind.DELIVERY, "AAA", "BBB", existence=None, lines=(LINE,))
REPORT = Source("s", "A report", origin=Origin.ORIGINAL)
CITED = Citation("c", "s", Subject.FIGURE, "f", "amount")


def test_a_source_is_retracted_seen_to_fall_and_taken_back(open_window: Open, qtbot: QtBot) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window = open_window(dossier_of(A, B, RECORD, REPORT, CITED))
    window.move(0, 0)
    qtbot.wait(300)
    work = Work(window, qtbot, ("AAA", "BBB"))
    assert work.flow.existence is Existence.UNCONFIRMED
    work.select()
    work.sources()
    work.press("'report", "Down", "ctrl+alt+r")
    dialog = work.dialog("Retract or Correct a Source")
    assert isinstance(dialog, StatusDialog)
    assert dialog.said.text() == ("1 flow becomes unsupported. 1 record loses its last support.")
    work.at("Reason")
    work.press("'The tables were made up.", "ctrl+Return")
    work.back()
    assert (work.flow.existence, str(work.flow.total.value)) == (Existence.TENTATIVE, "5")
    assert Mark.UNSUPPORTED in work.flow.marks
    assert any(line.startswith("Unsupported") for line in work.header())
    until(qtbot, lambda: Sign.UNSUPPORTED in work.signs())
    work.step("ctrl+z")
    assert work.flow.existence is Existence.UNCONFIRMED
    until(qtbot, lambda: Sign.UNSUPPORTED not in work.signs())
