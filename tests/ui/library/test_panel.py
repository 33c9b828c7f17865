"""The panel of sources: found, sorted, read in full, followed to what rests on each."""

import dataclasses
import hashlib

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Snapshot, Source
from flowviz.ui.library.items import trust_items
from flowviz.ui.library.model import Column, SourcesModel
from flowviz.ui.library.outline import OutlineModel
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.flows.test_library import ACTORS, cited, transfer
from tests.ui.conftest import Open
from tests.ui.library.conftest import open_panel
from tests.ui.library.made import WIRE, dossier_of_sources
from tests.ui.test_hostile_names import EVIL, check


def cells(panel: LibraryPanel, column: Column) -> list[str]:
    model = panel.table.sources
    return [model.index(row, column).data() for row in range(model.rowCount())]


def lines(panel: LibraryPanel) -> list[str]:
    """Everything that the outline says, opened as far as it can be."""
    tree, model = panel.detail.tree, panel.detail.tree.outline
    found: list[str] = []
    waiting = [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        found.append(f"{index.data()}|{index.siblingAtColumn(1).data()}")
        tree.expand(index)
        waiting += [model.index(row, 0, index) for row in reversed(range(model.rowCount(index)))]
    return found


def line(panel: LibraryPanel, beginning: str) -> QModelIndex:
    """The line of the outline that begins so."""
    lines(panel)
    model = panel.detail.tree.outline
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    while waiting:
        index = waiting.pop()
        if f"{index.data()}|{index.siblingAtColumn(1).data()}".startswith(beginning):
            return index
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    raise (beginning)


def test_the_models_keep_their_word(panel: LibraryPanel) -> None:
    for model in (panel.table.sources, panel.detail.tree.outline):
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(model, mode)
        panel.choose("paper")
        lines(panel)
        panel.search.setText("it")
        panel.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
        panel.search.clear()
        tester.deleteLater()


def test_empty_models_keep_their_word(qtbot: QtBot) -> None:
    for model in (SourcesModel(), OutlineModel()):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.rowCount() == 0


def test_each_source_says_what_it_is_worth(panel: LibraryPanel) -> None:
    panel.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    assert cells(panel, Column.TITLE) == [
        *("An informant", "Caption of it", "Echo of it", "Paper on it", "Staged photo"),
        "Wire report",
    ]
    assert cells(panel, Column.STATUS) == ["live", "fallen", "live", "live", "retracted", "live"]
    assert cells(panel, Column.RELIABILITY)[-1] == "D"
    assert cells(panel, Column.ORIGIN)[1:4] == ["from Staged photo", "from Daily", "from Agency"]
    assert cells(panel, Column.RECORDS) == ["0", "0", "1", "3", "0", "0"]
    assert cells(panel, Column.FLOWS) == ["0", "0", "1", "2", "0", "0"]
    assert cells(panel, Column.ARCHIVED)[-1] == "yes"
    assert "2 have fallen" in panel.line_said()


def test_fallen_sources_are_struck_and_protected_ones_marked(panel: LibraryPanel) -> None:
    model = panel.table.sources
    for id_, is_fallen in (("gone", True), ("leaning", True), ("wire", False)):
        index = model.index(model.place_of(id_), Column.TITLE)
        font = index.data(Qt.ItemDataRole.FontRole)
        assert (font is not None and font.strikeOut()) == is_fallen
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.endswith(("retracted", "fallen")) == is_fallen
    hidden = model.index(model.place_of("hidden"), Column.TITLE)
    assert hidden.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "protect" in hidden.data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("gh 12", ["wire"]), ("DAILY paper", ["paper"]), ("media", ["wire"]), ("no such", [])],
)
def test_typing_narrows_the_table_down(
    panel: LibraryPanel, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    panel.take_focus()
    qtbot.keyClicks(panel.search, typed)
    model = panel.table.sources
    assert [model.id_at(place) for place in range(model.rowCount())] == found
    assert f"{len(found)} of 6 sources" in panel.line_said()
    if found:
        qtbot.keyClick(panel.search, Qt.Key.Key_Down)
        assert panel.table.hasFocus()
        assert panel.table.source == found[0]
    else:
        assert panel.detail.cited.text() == "No source holds what is typed."
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
        assert model.rowCount() == 6


def test_the_source_that_is_read_stays_while_one_types(panel: LibraryPanel) -> None:
    panel.choose("echo")
    panel.search.setText("it")
    assert panel.table.source == "echo"
    panel.search.setText("wire")
    assert panel.table.source == "wire"
    panel.search.setText("")
    assert panel.table.source == "echo"


def test_all_that_is_known_is_read_out(panel: LibraryPanel) -> None:
    panel.choose("wire")
    said = lines(panel)
    assert "Archived link|archived 2024-12-13 12:34:56 UTC by web.archive.org" in said
    assert "Publisher|Agency (of Media Group)" in said
    assert {"Read on|2024-05-01", "Archived on|2024-12-13", "Shelf number|GH 12.4"} <= set(said)
    assert "Reliability B|since 2020-01-01, long known, by The desk" in said
    assert "Reliability D|since 2024-01-01, got two things wrong, by The desk, held now" in said
    assert "Origin|its own: nobody before it" in said
    assert "Blr|mentions" in said
    assert said.index("Gave rise to|Paper on it, Daily") < said.index("Gave rise to|Echo of it")


def test_a_narrow_panel_shares_its_width(panel: LibraryPanel) -> None:
    panel.resize(620, 320)
    assert panel.table.width() >= 280
    tree = panel.detail.tree
    assert tree.horizontalScrollBar().maximum() == 0, "both columns are in sight"
    panel.resize(1_600, 320)
    assert panel.table.width() > 700
    assert panel.detail.width() > 600
    assert tree.header().sectionSize(0) == 210


def test_kept_copies_are_listed(open_window: Open, qtbot: QtBot) -> None:
    page = b"<p>words</p>"
    sha = hashlib.sha256(page).hexdigest()
    copy = Snapshot(sha, "wire", "text/html", page)
    panel = open_panel(open_window(Dossier.new("Kept", (WIRE, copy))), qtbot)
    panel.choose("wire")
    assert "text/html|12 bytes, kept in the dossier" in lines(panel)
    assert cells(panel, Column.ARCHIVED) == ["copy kept"]


def test_a_grade_is_read_out_whole(panel: LibraryPanel) -> None:
    library = panel.table.sources.library
    now = trust_items(library.sources["wire"], library)[1]
    assert now.tip == now.words == "since 2024-01-01, got two things wrong, by The desk, held now"


def test_what_a_source_is_cited_for_is_told_by_flow(panel: LibraryPanel) -> None:
    panel.choose("paper")
    assert panel.detail.cited.text() == "cited for 3 records in 2 flows"
    said = lines(panel)
    assert "Blr → Bgr|2 records: supports 2 points" in said
    assert "Blr → Sau|1 record: contradicts 1 point" in said
    assert "delivery: 10 pieces of Konkurs|supports the amount of a figure, p. 4" in said


def test_what_has_fallen_is_loud(panel: LibraryPanel) -> None:
    panel.choose("gone")
    words = "retracted on 2024-05-02 by The agency: It was staged"
    assert panel.detail.alarm.text() == words
    assert panel.detail.alarm.isVisible()
    panel.choose("leaning")
    assert panel.detail.alarm.text().startswith("fallen")
    assert "From (retracted)|Staged photo" in lines(panel)
    assert words in line(panel, "From (retracted)").data(Qt.ItemDataRole.ToolTipRole)
    panel.choose("wire")
    assert not panel.detail.alarm.isVisible()
    panel.choose("hidden")
    assert panel.detail.guard.isVisible()


def test_a_click_selects_the_flow_or_the_record(panel: LibraryPanel, window: Window) -> None:
    panel.choose("paper")
    tree = panel.detail.tree
    tree.clicked.emit(line(panel, "Blr → Sau"))
    assert window.session.selected == Selected.flow("BLR", "SAU")
    tree.clicked.emit(line(panel, "delivery: 10 pieces of Konkurs|supports the amount"))
    assert window.session.selected == Selected.record("BLR", "BGR", "t2")
    panel.detail.show_all.click()
    assert set(window.session.selected.pairs) == {("BLR", "BGR"), ("BLR", "SAU")}
    assert len(window.session.picked(window.session.strands).flows) == 2


def test_enter_goes_to_the_source_it_derives_from(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.choose("echo")
    panel.search.setText("echo")
    tree = panel.detail.tree
    tree.setCurrentIndex(line(panel, "From|Paper"))
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert panel.table.source == "paper"
    assert panel.search.text() == ""


def test_a_line_and_a_citation_are_copied(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.choose("wire")
    panel.table.setFocus()
    qtbot.wait(40)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == (
        "A. Writer, “Wire report” (Agency), accessed May 1, 2024, https://example.org/wire. "
        f"Archived on 2024-12-13: {WIRE.archived_url}"
    )
    tree = panel.detail.tree
    tree.setCurrentIndex(line(panel, "Archived link"))
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == WIRE.archived_url


def test_it_follows_every_edit_and_undo(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    panel.choose("wire")
    with window.session.edit("Name it") as edit:
        edit.put(dataclasses.replace(WIRE, title="Another name"))
    qtbot.waitUntil(lambda: panel.detail.title.text() == "Another name")
    window.documents.undo()
    qtbot.waitUntil(lambda: panel.detail.title.text() == "Wire report")


def test_an_empty_dossier_says_how_to_begin(open_window: Open, qtbot: QtBot) -> None:
    panel = open_panel(open_window(Dossier.new("", ())), qtbot)
    assert panel.line_said() == "0 sources"
    assert panel.detail.cited.text().startswith("No sources yet")
    assert panel.table.source == ""
    assert not panel.detail.show_all.isVisible()


def test_names_of_strangers_stay_plain(open_window: Open, qtbot: QtBot) -> None:
    evil = Source("evil", EVIL, publisher=EVIL, author=EVIL, url="https://example.org", note=EVIL)
    window = open_window(dossier_of_sources(evil))
    panel = open_panel(window, qtbot)
    panel.choose("evil")
    lines(panel)
    check(window)


def test_thousands_of_sources_are_read_aside(open_window: Open, qtbot: QtBot) -> None:
    many = [Source(f"s{n:05}", f"Source {n}", publisher=f"House {n % 7}") for n in range(2_500)]
    panel = open_panel(open_window(dossier_of_sources(*many)), qtbot)
    assert panel.table.sources.rowCount() == 2_506
    panel.search.setText("source 2499")
    assert panel.table.sources.rowCount() == 1


def test_the_menu_of_the_source_takes_the_keyboard(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    panel.choose("wire")
    window.canvas.setFocus()
    qtbot.waitUntil(lambda: not window.actions_["grade_source"].isEnabled())
    panel.detail.more.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(window.actions_["grade_source"].isEnabled)
    assert panel.detail.more.focusPolicy() & Qt.FocusPolicy.ClickFocus
    offered = [action.text() for action in panel.detail.more.menu().actions()]
    assert len(offered) == 7


def test_what_a_source_of_many_records_is_cited_for_is_read_aside(
    open_window: Open, qtbot: QtBot
) -> None:
    records = [transfer(f"t{n:04}", "BGR") for n in range(1_200)]
    cites = [cited(f"c{n:04}", "wire", f"t{n:04}") for n in range(1_200)]
    window = open_window(Dossier.new("Many", (*ACTORS, WIRE, *records, *cites)))
    panel = open_panel(window, qtbot)
    qtbot.waitUntil(lambda: panel.detail.cited.text() == "cited for 1,200 records in 1 flow")
    found = lines(panel)
    assert "Blr → Bgr|1,200 records: supports 1,200 points" in found
    assert "|700 more records; the evidence of the flow lists all" in found
