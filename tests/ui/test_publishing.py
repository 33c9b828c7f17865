"""Publishing in the window: the list first, then the file."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.withheld import Choices
from flowviz.ui.dialogs.publish import PublishDialog
from flowviz.ui.publishing import Publishing
from flowviz.ui.window import Window
from tests.dossier.material import ALL
from tests.ui.conftest import Open, dialogs


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(Dossier.new("Case", ALL))


def dialog_on(window: Window) -> PublishDialog:
    (dialog,) = dialogs(window, PublishDialog)
    assert isinstance(dialog, PublishDialog)
    return dialog


def kinds(dialog: PublishDialog) -> list[str]:
    rows = (dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount()))
    return [row.text(0) for row in rows if row is not None]


def test_what_stays_behind_is_listed_first(window: Window) -> None:
    window.publish_copy()
    dialog = dialog_on(window)
    assert "Protected sources: 1" in kinds(dialog)
    assert "Private notes: 1" in kinds(dialog)
    (notes,) = (
        item
        for at in range(dialog.list.topLevelItemCount())
        if (item := dialog.list.topLevelItem(at)) is not None and "Private" in item.text(0)
    )
    assert notes.child(0).text(0) == "Ask her again"


def test_choices_change_the_list(window: Window) -> None:
    window.publish_copy()
    dialog = dialog_on(window)
    assert "Saved views: 1" in kinds(dialog)
    dialog.views.setChecked(True)
    assert "Saved views: 1" not in kinds(dialog)
    dialog.snapshots.setChecked(False)
    assert "Kept copies of sources: 1" in kinds(dialog)


def test_what_is_chosen_goes_on_to_the_file(window: Window) -> None:
    dialog = PublishDialog(window.session.dossier, window)
    chosen: list[Choices] = []
    dialog.chosen.connect(chosen.append)
    dialog.views.setChecked(True)
    dialog.accept()
    assert chosen == [Choices(saved_views=True)]


def test_the_copy_is_written_and_the_dossier_stays_as_it_was(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "public.flowviz"
    Publishing(window).write(path, Choices())
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert window.session.path is None
    assert len(window.session.dossier.sources()) == 3
    with Dossier.open(path) as copy:
        assert "informant" not in copy.sources()
