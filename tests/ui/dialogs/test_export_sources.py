"""Sources exported from the window: what is shown is what is written."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.records import Source
from flowviz.terms import Protection
from flowviz.ui.dialogs.export_sources import ExportSourcesDialog
from flowviz.ui.waiting import Waiting
from flowviz.ui.window import Window
from tests.ui.conftest import Open, dialogs


def opened(window: Window, qtbot: QtBot) -> ExportSourcesDialog:
    window.export_sources()
    (dialog,) = dialogs(window, ExportSourcesDialog)
    assert isinstance(dialog, ExportSourcesDialog)
    qtbot.waitUntil(lambda: bool(dialog.count.text()), timeout=20_000)
    return dialog


def chosen(dialog: ExportSourcesDialog, format_: str, qtbot: QtBot) -> None:
    dialog.preview.clear()
    dialog.format.setCurrentIndex(dialog.format.findData(format_))
    qtbot.waitUntil(lambda: bool(dialog.preview.toPlainText()), timeout=20_000)


def test_the_preview_follows_format_and_style_and_says_what_is_left_out(
    open_window: Open, qtbot: QtBot
) -> None:
    dossier = Dossier.new()
    with dossier.edit("Sources") as edit:
        edit.put(Source("a", "<b>Open</b>", author="A. Writer", archived_url="https://a.example/x"))
        edit.put(Source("b", "Hidden", protection=Protection.PROTECT))
    window = open_window(dossier)
    dialog = opened(window, qtbot)
    assert "A. Writer" in dialog.preview.toPlainText()
    assert "<b>Open</b>" in dialog.preview.toPlainText()
    assert "Hidden" not in dialog.preview.toPlainText()
    assert dialog.count.text() == "Sources listed: 1. Not public, and left out: 1."
    chosen(dialog, "ris", qtbot)
    assert not dialog.style_.isEnabled()
    qtbot.waitUntil(dialog.losses.isVisible, timeout=20_000)
    assert dialog.losses.text() == "1 source: RIS holds no archived URL."
    dialog.all.setChecked(True)
    qtbot.waitUntil(lambda: dialog.count.text() == "Sources listed: 2.", timeout=20_000)


@pytest.mark.parametrize("format_", ["text", "csl-json"])
def test_the_list_is_written_off_the_window_s_thread(
    open_window: Open, qtbot: QtBot, tmp_path: Path, format_: str
) -> None:
    window = open_window()
    dialog = opened(window, qtbot)
    if format_ != "text":
        chosen(dialog, format_, qtbot)
    path = tmp_path / "sources.out"
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write(path)
    assert window.settings.citation_style() == dialog.plan().style
    written = path.read_text("utf-8")
    assert "The Moscow Times" in written
    if format_ == "csl-json":
        assert len(json.loads(written)) == len(window.session.dossier.sources())


def test_references_are_imported_as_one_edit(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    from flowviz.ui.dialogs.import_ import ImportSummaryDialog
    from tests.ui.importing_hands import imported

    window = open_window(Dossier.new())
    path = tmp_path / "library.ris"
    path.write_bytes(b"TY  - BOOK\r\nTI  - A Book\r\nL1  - /home/me/x.pdf\r\nER  - \r\n")
    dialog = imported(qtbot, window, path)
    assert isinstance(dialog, ImportSummaryDialog)
    assert [source.title for source in window.session.dossier.sources().values()] == ["A Book"]
    model = dialog.problems.table.model()
    assert "paths" in model.index(0, 3).data()
    dialog.reject()
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert not window.session.dossier.sources()


def test_a_long_list_is_stopped_by_cancel_and_nothing_is_written(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = Dossier.new()
    with dossier.edit("Sources") as edit:
        edit.put(*(Source(f"s{at}", f"Title {at}") for at in range(3_000)))
    window = open_window(dossier)
    dialog = opened(window, qtbot)
    path = tmp_path / "sources.txt"
    dialog.write(path)
    qtbot.waitUntil(lambda: bool(dialogs(window, Waiting)), timeout=20_000)
    (waiting,) = dialogs(window, Waiting)
    waiting.reject()
    qtbot.waitUntil(lambda: not dialogs(window, Waiting), timeout=20_000)
    assert dialog.isVisible()
    assert not path.exists()
