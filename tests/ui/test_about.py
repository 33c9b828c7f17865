"""The dialog About says what keeps a stranger's file in on this very system, and no more."""

import pytest
from pytestqt.qtbot import QtBot

from flowviz.importers.sandbox import Guards, guards
from flowviz.ui.dialogs import about
from flowviz.ui.dialogs.about import AboutDialog


def words(dialog: AboutDialog) -> str:
    return "\n".join(dialog._sentences())


@pytest.mark.parametrize(
    ("found", "said", "unsaid"),
    [
        (Guards(True, 7, True), ["2 GB", "Landlock, version 7", "seccomp"], ["no locks"]),
        (Guards(True, 0, True), ["2 GB", "seccomp"], ["Landlock", "no locks"]),
        (Guards(True, 0, False), ["2 GB"], ["Landlock", "seccomp", "no locks"]),
        (Guards(False, 0, False), ["no locks"], ["2 GB", "Landlock", "seccomp"]),
    ],
)
def test_the_locks_of_a_system_are_said(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    found: Guards,
    said: list[str],
    unsaid: list[str],
) -> None:
    monkeypatch.setattr(about, "guards", lambda: found)
    dialog = AboutDialog(None)  # type: ignore[arg-type] -- it needs no window above it
    qtbot.addWidget(dialog)
    text = words(dialog)
    assert all(word in text for word in said)
    assert not any(word in text for word in unsaid)


def test_what_is_said_is_what_the_reader_uses(qtbot: QtBot) -> None:
    dialog = AboutDialog(None)  # type: ignore[arg-type] -- it needs no window above it
    qtbot.addWidget(dialog)
    found = guards()
    assert ("Landlock" in words(dialog)) == bool(found.landlock)
    assert ("seccomp" in words(dialog)) == found.has_seccomp
