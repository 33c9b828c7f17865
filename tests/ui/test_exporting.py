from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from flowviz.exporters import export_picture
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.style import Lock
from flowviz.ui.dialogs.export import ExportDialog
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from flowviz.view import View
from tests.ui.conftest import dialogs


def export_dialog(qtbot: QtBot, window: Window) -> ExportDialog:
    window.export()
    (dialog,) = dialogs(window, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    return dialog


def test_the_dialog_says_how_large_the_picture_is_on_paper(qtbot: QtBot, window: Window) -> None:
    dialog = export_dialog(qtbot, window)
    dialog.wide.setValue(3000)
    dialog.high.setValue(1500)
    dialog.dpi.setValue(300)
    assert dialog.on_paper.text() == "10.0 by 5.0 in, 25.4 by 12.7 cm on paper"
    assert dialog.presets.currentText() == "Own size"


def test_the_picture_is_written_with_its_size_and_resolution(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    dialog = export_dialog(qtbot, window)
    dialog.wide.setValue(1200)
    dialog.high.setValue(700)
    dialog.dpi.setValue(150)
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write(tmp_path / "out.png")
    image = QImage(str(tmp_path / "out.png"))
    assert (image.width(), image.height()) == (1200, 700)
    assert round(image.dotsPerMeterX() * 0.0254) == 150
    assert not image.hasAlphaChannel()
    qtbot.waitUntil(lambda: not dialogs(window, ExportDialog))


def test_a_transparent_picture_has_nothing_behind_it(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    dialog = export_dialog(qtbot, window)
    dialog.transparent.setChecked(True)
    dialog.wide.setValue(1200)
    dialog.high.setValue(700)
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write(tmp_path / "out.png")
    assert QImage(str(tmp_path / "out.png")).pixelColor(2, 2).alpha() == 0


def test_the_selection_is_no_part_of_the_picture(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    written = []
    for selected in (Selected(), Selected.flow("BLR", "BGR")):
        window.session.select(selected)
        dialog = export_dialog(qtbot, window)
        with qtbot.waitSignal(dialog.written, timeout=20_000):
            dialog.write(tmp_path / "out.png")
        qtbot.waitUntil(lambda: not dialogs(window, ExportDialog))
        written.append((tmp_path / "out.png").read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("size", [(32_000, 32_000), (32_000, 200), (200, 3_000)])
def test_a_size_that_cannot_be_written_is_refused_at_once(
    qtbot: QtBot, window: Window, size: tuple[int, int]
) -> None:
    dialog = export_dialog(qtbot, window)
    assert dialog.export.isEnabled()
    dialog.wide.setValue(size[0])
    dialog.high.setValue(size[1])
    assert not dialog.export.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.preview.words()))
    dialog.presets.setCurrentIndex(0)
    dialog.presets.activated.emit(0)
    assert dialog.export.isEnabled()
    qtbot.waitUntil(lambda: not dialog.preview.words())


def test_a_folder_that_is_not_there_gives_a_message_and_the_dialog_stays(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    dialog = export_dialog(qtbot, window)
    dialog.write(tmp_path / "nowhere" / "out.png")
    qtbot.waitUntil(lambda: len(dialogs(window)) == 2, timeout=20_000)
    assert dialog.isVisible()


def test_the_current_view_follows_the_canvas_and_the_whole_does_not(
    qtbot: QtBot, window: Window
) -> None:
    scales = {}
    for zoom in (0, 4):
        window.canvas.zoom(zoom)
        dialog = export_dialog(qtbot, window)
        whole = dialog.page().scene.viewport.px_per_unit
        dialog.current.setChecked(True)
        scales[zoom] = whole, dialog.page().scene.viewport.px_per_unit
        dialog.reject()
    assert scales[4][0] == scales[0][0]
    assert scales[4][1] > 2.0 * scales[0][1]


def test_the_picture_is_of_the_query_and_the_view_of_the_session(
    qtbot: QtBot, window: Window
) -> None:
    session = window.session
    session.ask(Query(unit="pieces", actors=frozenset({"BGR"}), least=Decimal(100)))
    lock = Lock("pieces", 100.0, 9.0)
    view = View(
        projection="robinson", mode=Mode.NET, colour_by="category", scale="linear", lock=lock
    )
    session.look(view)
    dialog = export_dialog(qtbot, window)
    page = dialog.page()
    words = " ".join(text.text for text in page.texts)
    for told in ("from or to Bulgaria", "at least 100 pieces", "Links: net", "Robinson projection"):
        assert told in words
    assert "in proportion to the amount; locked, 100 pieces being 9 px wide" in words
    assert page.scene.scale.lock == lock
    assert page.scene.counts.drawn == 2
    dialog.legend.setChecked(False)
    assert dialog.page().scene.legend is None
    dialog.reject()


def test_the_window_and_the_command_line_make_one_page(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    view = View(mode=Mode.SINGLE, centre=11.0)
    window.session.look(view)
    dialog = export_dialog(qtbot, window)
    dialog.wide.setValue(1600)
    dialog.high.setValue(900)
    dialog.dpi.setValue(96)
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write(tmp_path / "window.png")
    query = window.session.query
    export_picture(window.session.dossier, tmp_path / "line.png", query=query, view=view)
    assert (tmp_path / "window.png").read_bytes() == (tmp_path / "line.png").read_bytes()
