"""Asking where to write: the file that is named is the file that is asked about."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from flowviz.ui import text
from flowviz.ui.settings import Settings, purge_visited_paths


def ask_where(
    parent: QWidget, settings: Settings, title: str, start: Path, kinds: str, suffix: str
) -> Path | None:
    """Give the file to write, its suffix always there; None when the user turns back.

    The dialog asks before it gives a file that exists, but knows nothing of a suffix added to it.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    purge_visited_paths()
    if not chosen:
        return None
    named = Path(chosen)
    path = named if named.suffix.lower() == suffix else named.with_name(named.name + suffix)
    if path != named and path.exists() and not _may_replace(parent, path):
        return None
    settings.set_last_folder(path.parent)
    return path


def _may_replace(parent: QWidget, path: Path) -> bool:
    box = text.message(
        parent,
        QMessageBox.Icon.Warning,
        _tr("Replace the file?"),
        _tr("{name} is already there.").format(name=text.one_line(path.name, 120)),
        _tr("Replacing it loses what it holds."),
    )
    replace = box.addButton(_tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return text.answer(box) is replace


def _tr(words: str) -> str:
    return QCoreApplication.translate("saving", words)
