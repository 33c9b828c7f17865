"""Where a record comes from, in a real window: facts, original cells and the mapping."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabWidget

from flowviz.dossier import Dossier
from flowviz.records import DataSet, Import, Original, Provenance, Transfer
from flowviz.ui.dialogs.where_from import WhereFromDialog, show
from flowviz.ui.picked import Picked, why_not
from flowviz.ui.window import Window
from tests.flows.cases import ACTORS, SOURCE, sent
from tests.flows.test_where_from import FIRST, SECOND
from tests.ui.conftest import Open

HOSTILE = '<img src="/etc/passwd">\u202e=1+1'


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(
        Dossier.new(
            "",
            (
                *ACTORS,
                SOURCE,
                *(sent(id_, "AAA", "BBB") for id_ in ("t", "u", "own")),
                DataSet("set", "A set", "reader", ""),
                FIRST,
                SECOND,
                Provenance("t", "set", "k", "i2", 9),
                Provenance("u", "set", "o", "i1", 4),
                Original(
                    "t",
                    (("i2", '[[9,"Å","two\\tcells"],[12,"x","y","z"]]'), ("i1", '[[3,"Aland"]]')),
                ),
            ),
        )
    )


def cells(dialog: WhereFromDialog, page: int) -> list[list[str]]:
    table = dialog.pages[page].cells
    return [
        [table.item(row, column).text() if table.item(row, column) else "" for column in range(n)]
        for row in range(table.rowCount())
        for n in (table.columnCount(),)
    ]


def test_each_file_has_a_page_with_its_cells_and_what_its_columns_mean(window: Window) -> None:
    dialog = show(window, "t")
    tabs = dialog.findChild(QTabWidget)
    assert [tabs.tabText(at) for at in range(2)] == ["after.xlsx", "before.csv"]
    assert cells(dialog, 0) == [["From", "Å", "x"], ["To", "two\tcells", "y"], ["", "", "z"]]
    assert cells(dialog, 1) == [["From", "Aland"]]
    said = [label.text() for label in dialog.pages[0].findChildren(QLabel)]
    assert {"Sheet 1", "b" * 64, "9, 12", "table 2", "2026-01-02 03:04 UTC"} <= set(said)
    (mapping,) = dialog.findChildren(QPlainTextEdit)
    assert mapping.toPlainText() == "title = 'A'\n"


def test_all_is_copied_as_a_spreadsheet_reads_it(window: Window) -> None:
    dialog = show(window, "t")
    (copy,) = (each for each in dialog.buttons.buttons() if "Copy" in each.text())
    copy.click()
    told = QGuiApplication.clipboard().text()
    assert "Sheet\tSheet 1\n" in told
    assert 'Column\tRow 9\tRow 12\nFrom\tÅ\tx\nTo\t"two\tcells"\ty\n\t\tz\n' in told
    assert "Column\tRow 3\nFrom\tAland\n" in told


def test_chosen_cells_are_copied(window: Window) -> None:
    page = show(window, "t").pages[0]
    page.cells.setCurrentCell(0, 1)
    page._copy_cells()
    assert QGuiApplication.clipboard().text() == "Å\n"


def test_what_was_typed_or_read_by_an_older_flowviz_says_so(window: Window) -> None:
    dialog = show(window, "own")
    (said,) = dialog.findChildren(QLabel)
    assert said.text() == "No file brought this record: somebody entered it."
    old = show(window, "u")
    words = [label.text() for label in old.findChildren(QLabel)]
    assert "It was imported by an older flowviz, which kept no cells." in words
    assert not old.pages[0].cells.isVisibleTo(old)


def test_hostile_cells_are_letters(window: Window) -> None:
    with window.session.edit("Read") as edit:
        odd = Import("i3", "set", HOSTILE, "c" * 64, "table 2", 1, FIRST.at, columns=(HOSTILE,))
        edit.put(
            odd, Original("t", (("i3", f'[[1,"{HOSTILE.replace(chr(34), chr(92) + chr(34))}"]]'),))
        )
    dialog = show(window, "t")
    ((name, cell),) = cells(dialog, 0)
    assert name == cell
    assert "⟨U+202E⟩" in cell or "\u202e" not in cell
    assert cell.startswith('<img src="/etc/passwd">')


def test_one_record_is_picked_for_it() -> None:
    assert why_not("where_from", Picked(Transfer, ("a",)), is_busy=False) == ""
    assert why_not("where_from", Picked(Transfer, ("a", "b")), is_busy=False)
    assert why_not("where_from", Picked(), is_busy=False)
