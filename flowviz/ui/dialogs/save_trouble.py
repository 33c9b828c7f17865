"""What the user can do when a save did not happen: asked in one dialog, in plain words."""

import datetime
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from flowviz.ui import text


class Way(Enum):
    """What the user chose to do."""

    SAVE_AS = "save as"
    AGAIN = "again"
    COMPARE = "compare"
    OVERWRITE = "overwrite"
    CANCEL = "cancel"


def ask_after_fault(parent: QWidget, error: Exception) -> Way:
    """Say why nothing was saved; save somewhere else, try again, or leave it for now."""
    box = text.message(
        parent,
        QMessageBox.Icon.Warning,
        _tr("Not saved"),
        str(error),
        _tr(
            "Your changes are kept on this computer. Should flowviz end before they are saved, it "
            "offers them when it starts again."
        ),
    )
    role = QMessageBox.ButtonRole
    ways: dict[QAbstractButton, Way] = {
        box.addButton(_tr("Save As…"), role.AcceptRole): Way.SAVE_AS,
        (again := box.addButton(_tr("Try Again"), role.AcceptRole)): Way.AGAIN,
    }
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(again)
    return _answer(box, ways)


def ask_after_change(parent: QWidget, path: Path) -> Way:
    """Say that the file was changed outside; nothing is overwritten unless the user says so."""
    box = text.message(
        parent,
        QMessageBox.Icon.Warning,
        _tr("The file was changed outside"),
        _tr("{name} is not as you last opened or saved it.").format(
            name=text.one_line(path.name, 120)
        ),
        "\n\n".join((_state_of(path), _tr("Your changes are kept here until you choose."))),
    )
    role = QMessageBox.ButtonRole
    ways: dict[QAbstractButton, Way] = {
        (copy := box.addButton(_tr("Save a Copy…"), role.AcceptRole)): Way.SAVE_AS,
        box.addButton(_tr("Compare…"), role.AcceptRole): Way.COMPARE,
        box.addButton(_tr("Overwrite"), role.DestructiveRole): Way.OVERWRITE,
    }
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(copy)
    return _answer(box, ways)


def _answer(box: QMessageBox, ways: Mapping[QAbstractButton, Way]) -> Way:
    pressed = text.answer(box)
    return Way.CANCEL if pressed is None else ways.get(pressed, Way.CANCEL)


def _state_of(path: Path) -> str:
    """Tell what is in its place now: how large, and since when."""
    try:
        found = path.stat()
    except OSError:
        return _tr("Another program, or somebody on another computer, has put another file there.")
    at = datetime.datetime.fromtimestamp(found.st_mtime).strftime("%Y-%m-%d %H:%M")
    return _tr(
        "Another program, or somebody on another computer, changed it on {at}; it has {size} now. "
        "Overwriting it loses what was changed there."
    ).format(at=at, size=text.data_size(found.st_size))


def _tr(words: str) -> str:
    return QCoreApplication.translate("save_trouble", words)
