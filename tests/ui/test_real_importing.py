"""Tables that nobody prepared for, told by mouse and keyboard on a real X server."""
# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

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
from flowviz.records import Figure
from flowviz.ui.forms.fields import Field
from flowviz.ui.forms.sheet import RemoveButton
from flowviz.ui.importing.column_field import ColumnField
from flowviz.ui.importing.dialog import ImportDialog
from flowviz.ui.importing.places_model import PlacesModel
from tests.ui.conftest import Open
from tests.ui.importing_hands import at_rest, begun, preview, report
from tests.ui.invented_tables import french, german, serbian
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


def tell_german(hands: Hands) -> None:
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    hands.choose(sheet.fields["supplier"], "Exporteur")
    hands.choose(sheet.fields["recipient"], "Empf")
    hands.choose(sheet.fields["dates"], "Genehmigt")


def tell_serbian(hands: Hands) -> None:
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    hands.choose(sheet.fields["supplier"], "the same actor")
    hands.type("Serbia")
    for name, column in (
        ("recipient", "увозник"),
        ("designation", "роба"),
        ("dates", "година"),
        ("comment", "напомена"),
    ):
        hands.choose_column(sheet.fields[name], column)
    figure, *others = sheet.lists["figures"].sheets
    for other in others:
        (remove,) = other.findChildren(RemoveButton)
        hands.dialog.columns.scroll_to(remove)
        hands.click(remove)
    hands.choose_column(figure.fields["amount"], "количина")
    hands.choose_column(figure.fields["unit"], "јединица")


def tell_french(hands: Hands) -> None:
    sheet = hands.dialog.columns.sheet
    assert sheet is not None
    hands.choose(sheet.lists["figures"].sheets[0].fields["unit"], "pieces")


@pytest.mark.parametrize(
    ("make", "tell", "figures"),
    [
        (
            german,
            tell_german,
            {"1200 pieces", "3400500 EUR", "12250 EUR", "40 pieces", "1000000 EUR"},
        ),
        (serbian, tell_serbian, {"5000 pieces", "12.5 tonnes", "None pieces"}),
        (french, tell_french, {"4 pieces", "6 pieces", "1 pieces", "2 pieces", "3 pieces"}),
    ],
)
def test_a_table_told_by_hand_makes_the_records_that_its_toml_makes(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    make: Callable[[Path], Path],
    tell: Callable[[Hands], None],
    figures: set[str],
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window, path = open_window(Dossier.new()), make(tmp_path)
    dialog = begun(qtbot, window, path)
    hands = Hands(dialog, qtbot)
    tell(hands)
    assert preview(qtbot, dialog)
    dialog.menu.save_file(tmp_path / "told.toml")
    hands.go_on()
    if dialog.pages.currentWidget() is dialog.names:
        hands.go_on()
    assert dialog.pages.currentWidget() is dialog.changes
    hands.click(dialog.next)
    report(qtbot, window).reject()
    dossier = window.session.dossier
    assert {
        _told(figure) for each in dossier.transfers() for figure in each.all_figures()
    } == figures
    with Dossier.new() as other:
        import_file(other, path, mapping=mapping_toml.read(tmp_path / "told.toml"))
        assert other.transfers() == dossier.transfers()
        assert other.sources().keys() == dossier.sources().keys()


def _told(figure: Figure) -> str:
    return f"{figure.amount.value} {figure.unit}"
