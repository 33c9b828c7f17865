"""The bundled case edited in the window from end to end, on a real X server: a reporter's day.

Drawn, filled in, cited, edited live and in a batch, undone and redone, saved, changed outside and
merged; then the started program is killed with an edit and a text that were not saved, and what it
left is recovered in a window.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from flowviz.records import Transfer
from flowviz.terms import Existence, Stance, Subject
from flowviz.ui.dialogs.batch import BatchDialog
from flowviz.ui.dialogs.compare import CompareDialog
from flowviz.ui.dialogs.recovery import RecoveryDialog
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.new import NewForm
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs
from tests.ui.test_documents import settled
from tests.ui.test_real_editing import actor, drag
from tests.ui.test_real_forms import Keys, name_of_focus, shown
from tests.ui.test_real_window import until, xdotool

pytestmark = [
    pytest.mark.long,
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]

SAID = "Told to us on the phone."
PATIENCE_S = 40


class Day:
    """One window on one file, and the hands that work in it."""

    def __init__(self, window: Window, path: Path, qtbot: QtBot) -> None:
        self.window, self.path, self.qtbot = window, path, qtbot
        self.keys = Keys(qtbot)

    @property
    def dossier(self) -> Dossier:
        return self.window.session.dossier

    def go_to(self, pane: QWidget) -> None:
        """Give the main window the keys, and one part of it."""
        self.window.activateWindow()
        xdotool("windowfocus", "--sync", int(self.window.winId()))
        pane.setFocus()
        until(self.qtbot, pane.hasFocus)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget with the mouse."""
        ratio = widget.devicePixelRatioF()
        place = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2)) * ratio
        xdotool("mousemove", place.x(), place.y(), "click", 1)
        self.qtbot.wait(150)

    def type_into(self, editor: QWidget, words: str) -> None:
        """Type over what a field holds, without leaving it."""
        editor.setFocus()
        until(self.qtbot, editor.hasFocus)
        self.keys.press("ctrl+a", f"'{words}")

    def said(self) -> list[str]:
        """What the history says was done, of which nothing was taken back."""
        return [row.what for row in self.dossier.history()]


def test_the_bundled_case_from_the_first_flow_to_the_recovery(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    path = tmp_path / "day.flowviz"
    with Dossier.sample() as sample:
        sample.save(path)
    window = open_window(Dossier.new(), path)
    window.move(0, 0)
    qtbot.wait(300)
    day = Day(window, path, qtbot)
    before = {transfer.id for transfer in day.dossier.transfers()}

    drawn_and_cited(day)
    (added,) = {transfer.id for transfer in day.dossier.transfers()} - before
    edited_live(day, added)
    changed_in_a_batch(day)
    saved(day)
    changed_outside_and_merged(day)
    window.close()
    until(qtbot, lambda: not window.isVisible())

    killed_with_unsaved_work(path)
    again = open_window(Dossier.new(), path)
    evening = Day(again, path, qtbot)
    recovered(evening)
    as_it_must_be_in_the_end(path, added)


def drawn_and_cited(day: Day) -> None:
    """A flow is drawn with the mouse, filled in and cited by keys, with a new source on the way."""
    day.window.canvas.fit()
    day.go_to(day.window.canvas)
    day.keys.press("d")
    until(day.qtbot, lambda: day.window.canvas.flow_drawing.is_on)
    drag(day.qtbot, actor(day.window, "BLR"), actor(day.window, "SAU"))
    shown(day.window, day.keys, "New Transfer")
    until(day.qtbot, lambda: name_of_focus() == "Item")
    day.keys.press("'9P135M K", "Tab", "'Missiles", "Return")
    until(day.qtbot, lambda: name_of_focus() == "Amount")
    day.keys.press("'~80", "Return", "Tab", "Tab", "'June 2015", "alt+i")
    until(day.qtbot, lambda: name_of_focus() == "Item")
    day.keys.press("'RPG-7", "Return", "Return")
    until(day.qtbot, lambda: name_of_focus() == "Amount")
    day.keys.press("'100-200", "ctrl+shift+Return")
    shown(day.window, day.keys, "New Citation")
    day.keys.press("'A customs paper", "Up", "Return")
    shown(day.window, day.keys, "New Source")
    day.keys.press("Tab", "Tab", "'customs declaration", "ctrl+Return")
    citing = shown(day.window, day.keys, "New Citation")
    day.keys.until(lambda: citing.sheet.fields["source"].value() == "A customs paper")
    day.keys.press("ctrl+Return")
    day.keys.until(lambda: not dialogs(day.window, Form))
    assert day.said() == [
        "Add Belarus to Saudi Arabia",
        "Add “A customs paper”",
        "Add a citation of “A customs paper”",
    ]


def edited_live(day: Day, added: str) -> None:
    """An amount is kept after two seconds and when it is left, undone and redone in one step."""
    day.window.session.select(Selected.record("BLR", "SAU", added))
    day.go_to(day.window.canvas)
    day.keys.press("F2")
    form = shown(day.window, day.keys, "Transfer")
    amount = form.sheet.lists["lines"].sheets[0].lists["figures"].sheets[0].fields["amount"]

    def kept() -> str:
        return day.dossier.transfer(added).lines[0].figures[0].amount.text

    day.type_into(amount.editor, "90")
    assert kept() == "~80", "not while one types"
    until(day.qtbot, lambda: kept() == "90")
    day.type_into(amount.editor, "many")
    day.keys.press("Tab")
    until(day.qtbot, lambda: amount.mark == "fault")
    assert kept() == "90", "nothing invalid is kept"
    day.type_into(amount.editor, "95")
    day.keys.press("Tab")
    until(day.qtbot, lambda: kept() == "95")
    day.keys.press("Escape")
    day.keys.until(lambda: not dialogs(day.window, Form))
    day.go_to(day.window.canvas)
    day.keys.press("ctrl+z")
    until(day.qtbot, lambda: kept() == "~80")
    day.keys.press("ctrl+shift+z")
    until(day.qtbot, lambda: kept() == "95")


def changed_in_a_batch(day: Day) -> None:
    """All records picked in the table change in one edit, which is undone and redone by keys."""

    def tentative() -> int:
        return sum(each.existence is Existence.TENTATIVE for each in day.dossier.transfers())

    before, count = tentative(), len(day.dossier.transfers())
    day.window.actions_["records"].trigger()
    table = day.window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    day.go_to(table)
    day.keys.press("ctrl+a", "ctrl+b")
    day.keys.until(lambda: bool(dialogs(day.window, BatchDialog)))
    (dialog,) = dialogs(day.window, BatchDialog)
    assert isinstance(dialog, BatchDialog)
    xdotool("windowfocus", "--sync", int(dialog.winId()))
    day.type_into(dialog.row("existence").value.editor, "tent")
    until(day.qtbot, dialog.button.isEnabled)
    assert dialog.said.text() == f"{count - before} of {count} records change."
    day.click(dialog.button)
    until(day.qtbot, lambda: tentative() == count)
    day.go_to(table)
    day.keys.press("ctrl+z")
    until(day.qtbot, lambda: tentative() == before)
    day.keys.press("ctrl+shift+z")
    until(day.qtbot, lambda: tentative() == count)


def saved(day: Day) -> None:
    """Ctrl+S writes what is shown, and nothing else is asked."""
    day.go_to(day.window.canvas)
    day.keys.press("ctrl+s")
    until(day.qtbot, lambda: not day.window.isWindowModified())
    settled(day.qtbot, day.window)
    assert content(day.path) == content_of(day.dossier)
    assert check(day.path).is_good


def changed_outside_and_merged(day: Day) -> None:
    """A colleague saves over the file: that is told, compared and merged before it is saved."""
    with Dossier.open(day.path) as theirs:
        with theirs.edit("Theirs", author="Ann") as edit:
            edit.set_title("The case, by two")
        theirs.save()
    day.window.session.select(Selected.record("BLR", "BGR", "blr-bgr-2015"))
    day.go_to(day.window.canvas)
    day.keys.press("F2")
    form = shown(day.window, day.keys, "Transfer")
    form.sheet.folds[0].open()
    day.type_into(form.sheet.fields["comment"].editor, SAID)
    find = "xdotool search --sync --onlyvisible --name changed.outside windowfocus --sync"
    answer = subprocess.Popen(f"{find} sleep 0.5 key --window 0 Tab key --window 0 Return".split())
    day.keys.press("ctrl+s")
    day.keys.until(lambda: bool(dialogs(day.window, CompareDialog)))
    assert answer.wait(timeout=PATIENCE_S) == 0
    with Dossier.open(day.path) as untouched:
        assert untouched.title == "The case, by two"
    (dialog,) = dialogs(day.window, CompareDialog)
    assert isinstance(dialog, CompareDialog)
    day.qtbot.wait(300)
    day.click(dialog.merge)
    until(day.qtbot, lambda: day.dossier.title == "The case, by two")
    settled(day.qtbot, day.window)
    for left in dialogs(day.window, Form):
        left.close()
    saved(day)
    assert day.dossier.transfer("blr-bgr-2015").comment == SAID


def killed_with_unsaved_work(path: Path) -> None:
    """The started program adds a record, holds a text that is none yet, and is killed."""
    with program(path) as (process, window):
        focus(window)
        press("ctrl+shift+n")
        focus(window_of(process, "New Transfer"))
        press("'bulg", "Return", "'saud", "Return", "ctrl+Return")
        wait_for(lambda: not windows_of(process, "New Transfer"))
        focus(window_of(process, r"^day\*"))
        press("ctrl+shift+n")
        focus(window_of(process, "New Transfer"))
        press("'unit", "Escape", "Tab", "'saud", "Return")
        wait_for(lambda: bool(drafts()))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE_S)
    assert check(path).is_good, "the file itself was not touched"


def recovered(day: Day) -> None:
    """The next window offers both; the record stands, the form holds what was typed."""
    until(day.qtbot, lambda: bool(dialogs(day.window, RecoveryDialog)))
    (dialog,) = dialogs(day.window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    lines = [dialog.unsaved.topLevelItem(at) for at in range(dialog.unsaved.topLevelItemCount())]
    assert [line.text(0) for line in lines if line is not None] == [
        "Typed into forms and not added yet: 1 text",
        "Add Bulgaria to Saudi Arabia",
    ]
    xdotool("windowfocus", "--sync", int(dialog.winId()))
    day.keys.press("Return")
    form = shown(day.window, day.keys, "New Transfer")
    assert isinstance(form, NewForm)
    assert form.notice.isVisible()
    assert form.sheet.fields["supplier"].value() == "unit"
    assert form.sheet.fields["recipient"].value() == "Saudi Arabia"
    day.type_into(form.sheet.fields["supplier"].editor, "United States")
    day.keys.press("Return", "ctrl+Return")
    day.keys.until(lambda: not dialogs(day.window, Form))
    day.go_to(day.window.canvas)
    saved(day)
    assert not day.dossier.drafts()


def as_it_must_be_in_the_end(path: Path, added: str) -> None:
    """Numbers, history and seal of the file."""
    report = check(path)
    assert report.is_good, report.faults
    assert report.counts is not None
    assert (report.counts.transfers, report.counts.sources, report.counts.citations) == (7, 8, 21)
    with Dossier.open(path) as dossier:
        drawn = dossier.transfer(added)
        assert [line.designation for line in drawn.lines] == ["9P135M K", "RPG-7"]
        figure, span = (line.figures[0] for line in drawn.lines)
        assert (figure.amount.value, figure.dates.text) == (95, "June 2015")
        assert (span.amount.low, span.amount.high) == (100, 200)
        assert drawn.existence is Existence.TENTATIVE
        (cited,) = dossier.citations((added,))
        assert (cited.subject, cited.stance) == (Subject.TRANSFER, Stance.SUPPORTS)
        pairs = sorted(f"{each.supplier}>{each.recipient}" for each in dossier.transfers())
        assert pairs.count("BGR>SAU") == 2
        assert pairs.count("USA>SAU") == 1
        rows = dossier.history()
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        merge = next(row for row in rows if row.what.startswith("Merge of "))
        assert merge.cites
        assert [row.what for row in rows[-2:]] == [
            "Add Bulgaria to Saudi Arabia",
            "Add United States to Saudi Arabia",
        ]
        while dossier.undo_row is not None:
            dossier.undo()
        with Dossier.sample() as first:
            assert content_of(dossier) == content_of(first)


def content(path: Path) -> tuple[str, tuple[Transfer, ...]]:
    with Dossier.open(path) as dossier:
        return content_of(dossier)


def content_of(dossier: Dossier) -> tuple[str, tuple[Transfer, ...]]:
    return dossier.title, dossier.transfers()


# The started program


@contextmanager
def program(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program on a file, and the number of its window; killed in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flowviz", str(path)],
        env=os.environ | {"FLOWVIZ_PRINT_FIRST_PAINT": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "flowviz: first paint\n"
        yield process, window_of(process, "^day")
    finally:
        process.kill()
        process.communicate()


def windows_of(process: subprocess.Popen[str], title: str) -> list[str]:
    """The numbers of the windows of the program in whose title ``title`` is found."""
    words = ["search", "--onlyvisible", "--all", "--pid", str(process.pid), "--name", title]
    told = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=20)
    return told.stdout.split()


def window_of(process: subprocess.Popen[str], title: str) -> str:
    """The number of a window of the program, once it is there."""
    wait_for(lambda: bool(windows_of(process, title)))
    return windows_of(process, title)[-1]


def focus(window: str) -> None:
    xdotool("windowfocus", "--sync", window)
    time.sleep(0.5)


def press(*keys: str) -> None:
    """Press keys slowly enough for another process: words of xdotool's, or texts in quotes."""
    for key in keys:
        words = ("type", "--delay", "30", key[1:]) if key.startswith("'") else ("key", key)
        xdotool(*words)
        time.sleep(0.3)


def wait_for(claim: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not claim():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def drafts() -> list[Path]:
    """The drafts of forms that the program keeps."""
    return list(Path(os.environ["FLOWVIZ_STATE"]).rglob("drafts.json"))
