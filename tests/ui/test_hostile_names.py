"""Every widget, with names that would be markup wherever text is not plain."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.importers import Summary
from flowviz.records import Citation, Figure, Line, Note, Placement, Problem, Source, Transfer
from flowviz.terms import Stage, Subject, TransferKind
from flowviz.ui.dialogs.import_ import ImportSummaryDialog
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs, dismiss_dialogs, dossier_of

EVIL = "<img src=x><b>"
BIDI = "\u202e\u2066\u200b"


def evil_dossier() -> Dossier:
    figure = Figure("f", Stage.DELIVERED, "pieces", Amount.exact("5"), Dates.parse("2015"))
    line = Line("l", EVIL + "item", EVIL + "what", EVIL + "category", EVIL + "new", (figure,))
    other = Line("l2", EVIL + "other", category=EVIL + "second")
    return dossier_of(
        Actor("AAA", ActorKind.STATE, EVIL + "A", lon=10, lat=50),
        Actor("BBB", ActorKind.STATE, EVIL + "B", lon=30, lat=40),
        Transfer("t", TransferKind.DEAL, "AAA", "BBB", comment=EVIL, lines=(line, other)),
        Source("s", EVIL + "title", publisher=EVIL, author=EVIL, url="https://x.example/<b>"),
        Citation("c", "s", Subject.TRANSFER, "t", text=EVIL, locator=EVIL),
        Note("n", Subject.ACTOR, "AAA", EVIL),
        title=EVIL + "case",
    )


def widgets(root: QWidget) -> Iterator[QWidget]:
    yield root
    yield from root.findChildren(QWidget)


def tips(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    is_list = isinstance(model, QAbstractListModel)  # whose columnCount cannot be called
    for row in range(model.rowCount(parent)):
        for column in range(1 if is_list else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")
        yield from tips(model, model.index(row, 0, parent))


def check(root: QWidget) -> int:
    """Fail on any place where a name would be read as markup; gives how many labels held one."""
    found = 0
    for widget in widgets(root):
        assert not isinstance(widget, QTextEdit), "a text edit reads HTML"
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            held = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
            assert not set(held) & set(BIDI), "what stands in a field turns nothing around"
        assert "<img" not in widget.toolTip()
        if isinstance(widget, QLabel):
            is_plain = widget.textFormat() is Qt.TextFormat.PlainText
            assert is_plain or "<" not in widget.text(), widget.text()
            found += EVIL in widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            assert all("<img" not in tip for tip in tips(widget.model(), QModelIndex()))
        for action in widget.actions():
            assert "<img" not in action.toolTip()
    return found


def test_no_part_of_the_window_reads_a_name_as_markup(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(evil_dossier())
    window.actions_["list"].setChecked(True)
    for selected in (
        Selected(),
        Selected.flow("AAA", "BBB"),
        Selected(actor="AAA"),
        Selected(pairs=(("AAA", "BBB"), ("BBB", "AAA")), words=EVIL),
    ):
        window.session.select(selected)
        assert check(window) >= 1
    window.canvas.frame.pointed.emit(window.canvas.point_of(0).toPointF())
    assert window.canvas.card.isVisible()
    assert check(window) >= 1
    window.search_all()
    qtbot.keyClicks(window.search, "img")
    window.session.place(EVIL, Placement("map", "AAA", 1.0, 2.0))
    check(window)


def test_no_dialog_reads_a_name_as_markup(open_window: Open) -> None:
    window = open_window(evil_dossier())
    problem = Problem("doubtful", 3, EVIL, EVIL, EVIL)
    summary = Summary(
        file_name=EVIL,
        format="f",
        data_set="d",
        title=EVIL,
        rows=1,
        entries=1,
        doubtful=1,
        problems=(problem,),
    )
    for show in (
        window.export,
        window.show_about,
        window.show_shortcuts,
        lambda: window.show_error(ValueError(EVIL)),
        lambda: ImportSummaryDialog(summary, window.settings, window).open(),
    ):
        show()
        assert dialogs(window)
        for dialog in dialogs(window):
            check(dialog)
        dismiss_dialogs(window)


def test_the_message_of_a_fault_shows_its_text_letter_by_letter(window: Window) -> None:
    window.show_error(ValueError(EVIL))
    (box,) = dialogs(window)
    assert isinstance(box, QDialog)
    assert check(box) >= 1
