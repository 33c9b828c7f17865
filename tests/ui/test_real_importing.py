"""Tables that nobody prepared for, told by mouse and keyboard on a real X server."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.editing.mapping_text import COLUMN
from flowviz.importers import mapping_toml
from flowviz.importers.importing import import_file
from flowviz.records import Transfer
from flowviz.ui.forms.fields import Field
from flowviz.ui.importing.column_field import ColumnField
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.places_model import PlacesModel
from tests.importers import invented
from tests.ui.conftest import Open
from tests.ui.importing_hands import at_rest, begun, preview, report
from tests.ui.test_real_forms import Keys
from tests.ui.test_real_window import xdotool

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.long,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
    pytest.mark.skipif(not shutil.which("xdotool"), reason="needs xdotool"),
]


class Hands:
    """A mouse and a keyboard at work in the import's dialog."""

    def __init__(self, dialog: ImportDialog, qtbot: QtBot) -> None:
        self.dialog, self._qtbot, self._keys = dialog, qtbot, Keys(qtbot)
        dialog.move(0, 0)
        xdotool("windowfocus", "--sync", int(dialog.winId()))
        qtbot.waitUntil(dialog.isActiveWindow, timeout=10_000)

    def choose(self, field: Field, words: str) -> None:
        """Open a list with the mouse, type the beginning of a line, and take it."""
        assert isinstance(field, ColumnField)
        self.dialog.columns.scroll_to(field)
        self._qtbot.wait(150)
        self.click(field.choice)
        self._qtbot.waitUntil(field.choice.view().isVisible, timeout=10_000)
        self._keys.press(f"'{words}", "Return")
        self._qtbot.waitUntil(lambda: not field.choice.view().isVisible(), timeout=10_000)
        assert field.choice.currentText().startswith(words)

    def choose_column(self, field: Field, name: str) -> None:
        """Open a list with the mouse, and walk down to a column with the arrows."""
        assert isinstance(field, ColumnField)
        self.dialog.columns.scroll_to(field)
        self._qtbot.wait(150)
        self.click(field.choice)
        self._qtbot.waitUntil(field.choice.view().isVisible, timeout=10_000)
        model = field.choice.model()
        assert isinstance(model, PlacesModel)
        row = model.row_of(COLUMN + name)
        self._keys.press("Home", *["Down"] * (row - 1), "Return")  # a rule is stepped over
        self._qtbot.waitUntil(lambda: not field.choice.view().isVisible(), timeout=10_000)
        assert field.value() == COLUMN + name

    def type(self, words: str) -> None:
        """Type into what has the keyboard."""
        self._keys.press(f"'{words}", "Tab")

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        place = widget.mapToGlobal(widget.rect().center()) * widget.devicePixelRatioF()
        xdotool("mousemove", place.x(), place.y(), "click", 1)
        self._qtbot.wait(150)

    def go_on(self) -> None:
        """Press the main button, and wait for the next page."""
        self._qtbot.waitUntil(self.dialog.next.isEnabled, timeout=10_000)
        self.click(self.dialog.next)
        at_rest(self._qtbot, self.dialog)


def tell_permits(hands: Hands) -> None:
    """The table names no supplier: the same one on every row, typed."""
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    hands.choose(sheet.fields["supplier"], "the same actor")
    hands.type("Serbia")
    hands.choose_column(sheet.fields["recipient"], "zemlja uvoza")
    hands.choose_column(sheet.fields["designation"], "naziv robe")


def tell_deliveries(hands: Hands) -> None:
    """Who, what, when and how much, each put aside first and then chosen by hand."""
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    for name, column in (
        ("supplier", "поставщик"),
        ("recipient", "получатель"),
        ("designation", "наименование"),
        ("dates", "год"),
        ("comment", "примечание"),
    ):
        hands.choose(sheet.fields[name], "not in")
        hands.choose_column(sheet.fields[name], column)
    figure = sheet.lists["figures"].sheets[0]
    hands.choose_column(figure.fields["amount"], "количество")
    hands.choose_column(figure.fields["unit"], "ед. изм.")


def tell_entries(hands: Hands) -> None:
    """A source on each row, and a unit in a column."""
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    hands.choose(sheet.fields["source"], "not in")
    hands.choose_column(sheet.fields["source"], "fuente")
    pieces, money = sheet.lists["figures"].sheets
    hands.choose(pieces.fields["unit"], "pieces")
    hands.choose_column(money.fields["unit"], "moneda")


@pytest.mark.parametrize(
    ("make", "toml", "tell"),
    [
        (invented.permits, invented.PERMITS_TOML, tell_permits),
        (invented.deliveries, invented.DELIVERIES_TOML, tell_deliveries),
        (invented.entries, invented.ENTRIES_TOML, tell_entries),
    ],
)
def test_a_table_told_by_hand_makes_the_records_that_a_toml_written_apart_makes(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    make: Callable[[Path], Path],
    toml: str,
    tell: Callable[[Hands], None],
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window, path = open_window(Dossier.new()), make(tmp_path)
    dialog = begun(qtbot, window, path)
    hands = Hands(dialog, qtbot)
    tell(hands)
    assert preview(qtbot, dialog)
    hands.go_on()
    if dialog.pages.currentWidget() is dialog.names:
        hands.go_on()
    assert dialog.pages.currentWidget() is dialog.changes
    hands.click(dialog.next)
    report(qtbot, window).reject()
    with Dossier.new() as other:
        import_file(other, path, mapping=mapping_toml.loads(toml))
        assert other.counts().transfers > 1
        assert sorted(map(_told, other.transfers())) == sorted(
            map(_told, window.session.dossier.transfers())
        )


def _told(transfer: Transfer) -> str:
    """All that a record says, but for what it is known by."""
    (item,) = transfer.lines
    figures = [
        (each.stage, str(each.amount), each.unit, each.basis, each.dates)
        for each in transfer.all_figures()
    ]
    ends = (transfer.supplier, transfer.recipient, transfer.kind, transfer.reporter)
    return repr((*ends, item.designation, item.category, transfer.comment, figures))
