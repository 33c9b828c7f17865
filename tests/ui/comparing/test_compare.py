"""Comparing and merging in a real window: choose, decide by hand, key and rule, merge, undo."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from flowviz.comparing import FieldPath, Kind, Side, State
from flowviz.dossier import Dossier
from flowviz.records import Note, Source
from flowviz.terms import Subject
from flowviz.ui.comparing.fields_model import MINE, THEIRS
from flowviz.ui.comparing.list_model import TAKEN, WHAT
from flowviz.ui.dialogs.compare import CompareDialog, compare_with
from flowviz.ui.window import Window
from tests.dossier.material import ALL, DELIVERY, NOTE, REGISTER, content
from tests.ui.conftest import Open, dialogs

Make = Callable[..., tuple[Window, Path]]
HOSTILE = "<b>x</b><img src=file:///etc/passwd>\u202e"


@pytest.fixture
def make(tmp_path: Path, open_window: Open) -> Make:
    """A window on mine, and the file of theirs; each was edited as the test says."""

    def made(mine: list[object], theirs: list[object]) -> tuple[Window, Path]:
        path = tmp_path / "mine.flowviz"
        with Dossier.new("Common", ALL) as common:
            with common.edit("Begin") as edit:
                edit.set_title("Begun")
            common.save(path)
        other = tmp_path / "theirs.flowviz"
        shutil.copy(path, other)
        with Dossier.open(other) as dossier:
            change(dossier, theirs)
            dossier.save()
        own = Dossier.open(path)
        change(own, mine)
        return open_window(own), other

    return made


def change(dossier: Dossier, records: list[object]) -> None:
    with dossier.edit("Change") as edit:
        edit.put(*records)  # type: ignore[arg-type]


def compared(qtbot: QtBot, window: Window, path: Path) -> CompareDialog:
    """The dialog that a comparison opens."""
    compare_with(window, path)
    qtbot.waitUntil(lambda: bool(dialogs(window, CompareDialog)), timeout=20_000)
    (dialog,) = dialogs(window, CompareDialog)
    assert isinstance(dialog, CompareDialog)
    return dialog


def merge(qtbot: QtBot, window: Window, dialog: CompareDialog) -> None:
    qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)


def titled(title: str) -> list[object]:
    return [dataclasses.replace(REGISTER, title=title)]


def listed(dialog: CompareDialog) -> list[str]:
    """All rows of the list, the records behind a dash."""
    model, found = dialog.model, []
    for group in range(model.rowCount()):
        at = model.index(group, WHAT)
        found.append(at.data())
        rows = range(model.rowCount(at))
        found += [f"- {model.index(row, WHAT, at).data()}" for row in rows]
    return found


def test_what_differs_is_listed_by_what_became_of_it(qtbot: QtBot, make: Make) -> None:
    window, path = make(
        [Note("mine", Subject.TRANSFER, "t1", "Ask again"), *titled("Mine")],
        [Source("new", "A new one"), *titled("Theirs")],
    )
    dialog = compared(qtbot, window, path)
    assert listed(dialog) == [
        "Conflict: 1",
        "- Mine",
        "Added in theirs: 1",
        "- A new one",
        "Added in mine: 1",
        "- on the record Belarus → Bulgaria: Ask again",
    ]
    dialog.search.setText("source new")
    assert listed(dialog) == ["Added in theirs: 1", "- A new one"]
    dialog.search.setText("no such thing")
    assert listed(dialog) == []
    dialog.search.clear()
    QAbstractItemModelTester(dialog.model, dialog).setUseFetchMore(False)
    QAbstractItemModelTester(dialog.fields, dialog)


def test_a_conflict_is_decided_by_key_and_merged_in_one_step(qtbot: QtBot, make: Make) -> None:
    window, path = make(titled("Mine"), [Source("new", "A new one"), *titled("Theirs")])
    before = content(window.session.dossier)
    window.session.author = "Ann"
    dialog = compared(qtbot, window, path)
    assert not dialog.merge.isEnabled()
    assert "1 conflict still to be decided" in dialog._will_do.text()
    qtbot.keyClick(dialog.list, Qt.Key.Key_T)
    assert dialog.list.currentIndex().siblingAtColumn(TAKEN).data() == "theirs"
    assert dialog._will_do.text().startswith(
        "Merge: 1 added, 1 changed, 1 conflict decided for theirs."
    )
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.list.currentIndex().siblingAtColumn(TAKEN).data() == "mine"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    merge(qtbot, window, dialog)
    dossier = window.session.dossier
    assert dossier.sources()["register"].title == "Theirs"
    row = dossier.history()[-1]
    assert row.what == (
        "Merge of theirs.flowviz: 1 added, 1 changed, 1 conflict decided for theirs"
    )
    assert row.author == "Ann"
    window.undo()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert content(window.session.dossier) == before


def test_a_click_on_a_value_takes_it(qtbot: QtBot, make: Make) -> None:
    window, path = make(
        [dataclasses.replace(DELIVERY, comment="mine")],
        [dataclasses.replace(DELIVERY, comment="theirs", existence="tentative")],
    )
    dialog = compared(qtbot, window, path)
    rows = {dialog.fields.index(row, 0).data(): row for row in range(dialog.fields.rowCount())}
    assert dialog.fields.index(rows["Comment"], MINE).data() == "mine"
    for column, side in ((MINE, Side.A), (THEIRS, Side.B)):
        index = dialog.fields.index(rows["Comment"], column)
        where = dialog.table.visualRect(index).center()
        qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert dialog.fields.side_at(index) is side
    existence = dialog.fields.index(rows["Existence"], MINE)
    assert dialog.fields.side_at(existence) is Side.B
    dialog.table.setCurrentIndex(existence)
    qtbot.keyClick(dialog.table, Qt.Key.Key_M)
    merge(qtbot, window, dialog)
    transfer = window.session.dossier.transfer("t1")
    assert (transfer.comment, transfer.existence) == ("theirs", "confirmed")


def test_a_row_is_as_high_as_its_text(qtbot: QtBot, make: Make) -> None:
    window, path = make(
        [dataclasses.replace(DELIVERY, comment="mine, in a few words of a line or so")],
        [dataclasses.replace(DELIVERY, comment="theirs " * 30)],
    )
    dialog = compared(qtbot, window, path)
    table = dialog.table
    row = next(r for r in range(dialog.fields.rowCount()) if "Comment" in at_field(dialog, r))

    def is_right() -> bool:
        return table.rowHeight(row) == table.sizeHintForRow(row) > table.rowHeight(row + 1)

    qtbot.waitUntil(is_right)
    before = table.rowHeight(row)
    dialog.resize(1700, 720)
    qtbot.waitUntil(is_right)
    assert table.rowHeight(row) < before, "a wider column needs fewer lines"


def at_field(dialog: CompareDialog, row: int) -> str:
    return str(dialog.fields.index(row, 0).data())


def test_a_rule_decides_what_is_not_decided_by_hand(qtbot: QtBot, make: Make) -> None:
    window, path = make(titled("Mine"), titled("Theirs"))
    with Dossier.open(path) as dossier:
        with dossier.edit("Delete") as edit:
            edit.delete(Note, NOTE.id)
        dossier.save()
    dialog = compared(qtbot, window, path)
    menu = dialog.rule.menu()
    assert menu is not None
    menu.actions()[2].trigger()
    dialog.deletions.trigger()
    assert dialog.rule.text() == "Rule: theirs in conflicts, deletions too"
    merge(qtbot, window, dialog)
    assert window.session.dossier.sources()["register"].title == "Theirs"
    assert NOTE.id not in {note.id for note in window.session.dossier.notes()}


def test_a_whole_group_is_decided_at_once(qtbot: QtBot, make: Make) -> None:
    window, path = make([], [Source(f"new{n}", f"New {n}") for n in range(5)])
    dialog = compared(qtbot, window, path)
    dialog.list.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.list, Qt.Key.Key_M)
    assert dialog.chosen.plan.results == {}
    qtbot.mouseClick(dialog.by_rule, Qt.MouseButton.LeftButton)
    assert len(dialog.chosen.plan.results) == 5


def test_equal_dossiers_are_said_to_be_equal(qtbot: QtBot, make: Make) -> None:
    window, path = make([], [])
    dialog = compared(qtbot, window, path)
    assert "holds the same records" in dialog._heading()
    assert not dialog.merge.isVisible()


def test_a_file_that_is_no_dossier_is_refused_in_words(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    window, _ = make([], [])
    (tmp_path / "no.flowviz").write_text("no")
    with qtbot.waitSignal(window.documents.failed, timeout=20_000) as failed:
        window.documents.failed.disconnect(window.show_error)
        compare_with(window, tmp_path / "no.flowviz")
    assert "is not a dossier" in str(failed.args[0])
    assert not window.session.is_busy


def test_names_from_the_data_are_shown_and_not_obeyed(qtbot: QtBot, make: Make) -> None:
    window, path = make([], [Source("new", HOSTILE)])
    dialog = compared(qtbot, window, path)
    index = dialog.model.index(0, WHAT, dialog.model.index(0, 0))
    assert index.data() == "<b>x</b><img src=file:///etc/passwd>⟨U+202E⟩"
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("<qt>&lt;b&gt;")
    assert dialog._title.textFormat() is Qt.TextFormat.PlainText


def test_thousands_of_differences_are_searched_and_decided(qtbot: QtBot, make: Make) -> None:
    """What is put into words is what is seen; the plan is worked out once a choice."""
    window, path = make([], [Source(f"new{n}", f"New {n}") for n in range(3000)])
    dialog = compared(qtbot, window, path)
    assert dialog.model.rowCount(dialog.model.index(0, 0)) == 3000
    dialog.search.setText("new 299")
    assert dialog.model.rowCount(dialog.model.index(0, 0)) == 13  # 299, 1299, 2299 and 2990 on
    qtbot.keyClick(dialog.list, Qt.Key.Key_M)
    assert len(dialog.chosen.plan.results) == 2999


def test_the_dialog_is_freed_when_it_is_closed(qtbot: QtBot, make: Make) -> None:
    window, path = make([], titled("Theirs"))
    dialog = compared(qtbot, window, path)
    with qtbot.waitSignal(dialog.destroyed, timeout=5_000):
        dialog.reject()
    assert not dialogs(window, CompareDialog)


def test_a_comparison_says_what_each_row_is_to_a_screen_reader(qtbot: QtBot, make: Make) -> None:
    window, path = make(titled("Mine"), titled("Theirs"))
    dialog = compared(qtbot, window, path)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert dialog.list.currentIndex().data(role) == "Source, Mine, to decide"
    assert dialog.fields.index(0, 0).data(role) == "Title: mine Mine, theirs Theirs, to decide"
    difference = dialog.model.difference(dialog.list.currentIndex())
    assert difference is not None
    assert (difference.key, difference.state) == ((Kind.SOURCE, "register"), State.CONFLICT)
    dialog.chosen.take_field(difference, FieldPath("", "", "title"), Side.B)
    assert dialog.fields.index(0, 0).data(role).endswith("theirs taken")
    assert QModelIndex() == dialog.model.parent(dialog.model.index(0, 0))
