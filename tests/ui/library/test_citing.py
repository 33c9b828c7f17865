"""A source is cited for many records at once: by menu, and by dropping it on a flow."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.editing.citing_many import What
from flowviz.records import Citation
from flowviz.terms import Stance
from flowviz.ui.library.cite_dialog import CiteDialog
from flowviz.ui.library.dragging import MIME_TYPE, mime_of, source_of
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.library.source_actions import records_of
from flowviz.ui.records_table.panel import RecordsTable
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from tests.flows.test_library import ACTORS, transfer
from tests.ui.conftest import Open, dialogs, point_on
from tests.ui.library.conftest import open_panel
from tests.ui.library.made import HIDDEN


def dialog_of(window: Window, qtbot: QtBot) -> CiteDialog:
    qtbot.waitUntil(lambda: bool(dialogs(window, CiteDialog)))
    (dialog,) = dialogs(window, CiteDialog)
    assert isinstance(dialog, CiteDialog)
    return dialog


def of_source(window: Window, id_: str) -> list[Citation]:
    return [each for each in window.session.dossier.citations() if each.source == id_]


def test_the_source_that_is_picked_is_cited_for_what_is_selected(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    window.session.select(Selected.flow("BLR", "BGR"))
    panel.choose("hidden")
    panel.table.setFocus()
    window.actions_["cite_many"].trigger()
    dialog = dialog_of(window, qtbot)
    assert dialog.source.value() == "An informant"
    assert dialog.said.text() == "2 citations for 2 records."
    dialog.what.show_value(What.AMOUNTS.value)
    dialog.locator.show_value("min. 12")
    dialog.what.typed.emit()
    qtbot.waitUntil(lambda: dialog.button.text().endswith("2 Citations"))
    dialog.accept()
    made = of_source(window, "hidden")
    assert {(each.subject_id, each.field, each.locator) for each in made} == {
        ("t1-f", "amount", "min. 12"),
        ("t2-f", "amount", "min. 12"),
    }
    assert window.session.dossier.history()[-1].what == "Cite “An informant” for 2 records"
    window.documents.undo()
    assert of_source(window, "hidden") == []


def test_what_stands_already_is_counted_and_left_alone(
    panel: LibraryPanel, window: Window, qtbot: QtBot
) -> None:
    before = of_source(window, "paper")
    window.session.select(Selected.flow("BLR", "BGR"))
    panel.choose("paper")
    panel.table.setFocus()
    window.actions_["cite_many"].trigger()
    dialog = dialog_of(window, qtbot)
    assert dialog.said.text() == "1 citation for 2 records; 1 stands already and is left alone."
    dialog.accept()
    after = of_source(window, "paper")
    assert len(after) == len(before) + 1
    assert set(before) <= set(after)


def test_rows_of_the_table_are_cited_for(window: Window, qtbot: QtBot) -> None:
    window.actions_["records"].trigger()
    table = window.panels.widget("records")
    assert isinstance(table, RecordsTable)
    table.setFocus()
    table.selectAll()
    window.actions_["cite_many"].trigger()
    dialog = dialog_of(window, qtbot)
    assert dialog.said.text() == "Choose the source."
    assert not dialog.button.isEnabled()
    dialog.source.choose("An informant")
    dialog.stance.show_value(Stance.CONTRADICTS.value)
    qtbot.waitUntil(lambda: dialog.said.text() == "3 citations for 3 records.")
    dialog.accept()
    assert {each.stance for each in of_source(window, "hidden")} == {Stance.CONTRADICTS}


def test_with_nothing_selected_it_is_said_what_to_do(panel: LibraryPanel, window: Window) -> None:
    panel.choose("hidden")
    panel.table.setFocus()
    window.actions_["cite_many"].trigger()
    assert not dialogs(window, CiteDialog)
    assert window.status.words().startswith("Select the records")


def test_a_flow_means_the_records_that_count(window: Window) -> None:
    session = window.session
    assert set(records_of(session, Selected.flow("BLR", "BGR"))) == {"t1", "t2"}
    assert records_of(session, Selected.record("BLR", "BGR", "t2")) == ("t2",)
    assert records_of(session, Selected.flow("SAU", "BLR")) == ()


# Dropping a source on the picture


def send(window: Window, event: QEvent) -> bool:
    QApplication.sendEvent(window.canvas.viewport(), event)
    return event.isAccepted()


def dragged(kind: type, point: QPoint, mime: QMimeData) -> QEvent:
    at = QPointF(point) if kind is QDropEvent else point
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event: QEvent = kind(at, Qt.DropAction.CopyAction, mime, left, none)
    return event


def test_what_is_dragged_holds_the_identifier_alone() -> None:
    mime = mime_of("wire")
    assert mime.formats() == [MIME_TYPE]
    assert source_of(mime) == "wire"
    strange = QMimeData()
    strange.setText("wire")
    assert source_of(strange) == ""
    strange.setData(MIME_TYPE, b"\xff\xfe")
    assert source_of(strange) == ""


def test_a_source_is_dropped_on_a_flow(panel: LibraryPanel, window: Window, qtbot: QtBot) -> None:
    window.canvas.draw()
    point, mime = point_on(window, "BLR", "SAU"), mime_of("hidden")
    assert send(window, dragged(QDragEnterEvent, point, mime))
    assert send(window, dragged(QDragMoveEvent, point, mime))
    assert window.canvas.card.isVisible()
    assert send(window, dragged(QDropEvent, point, mime))
    assert not window.canvas.card.isVisible()
    dialog = dialog_of(window, qtbot)
    assert dialog.source.value() == "An informant"
    assert window.session.selected == Selected.flow("BLR", "SAU")
    dialog.accept()
    assert [each.subject_id for each in of_source(window, "hidden")] == ["t3"]


def test_beside_all_flows_nothing_happens(panel: LibraryPanel, window: Window) -> None:
    window.canvas.draw()
    corner, mime = QPoint(3, window.canvas.height() // 2), mime_of("hidden")
    assert send(window, dragged(QDragEnterEvent, corner, mime))
    assert not send(window, dragged(QDragMoveEvent, corner, mime))
    assert not send(window, dragged(QDropEvent, corner, mime))
    assert not dialogs(window)


def test_a_hand_that_leaves_lets_the_flow_go(panel: LibraryPanel, window: Window) -> None:
    window.canvas.draw()
    point, mime = point_on(window, "BLR", "SAU"), mime_of("hidden")
    send(window, dragged(QDragEnterEvent, point, mime))
    send(window, dragged(QDragMoveEvent, point, mime))
    send(window, QDragLeaveEvent())
    assert not window.canvas.card.isVisible()


def test_many_records_are_cited_aside(open_window: Open, qtbot: QtBot) -> None:
    records = [transfer(f"t{n:04}", "BGR") for n in range(600)]
    window = open_window(Dossier.new("Many", (*ACTORS, HIDDEN, *records)))
    panel = open_panel(window, qtbot)
    window.session.select(Selected.flow("BLR", "BGR"))
    panel.table.setFocus()
    window.actions_["cite_many"].trigger()
    dialog = dialog_of(window, qtbot)
    qtbot.waitUntil(lambda: dialog.said.text() == "600 citations for 600 records.")
    dialog.accept()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert len(of_source(window, "hidden")) == 600
