"""A record that a group needs cannot go first: asking leads to the group."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from flowviz.ui import text

if TYPE_CHECKING:
    from flowviz.ui.window import Window


def leads_to_group(window: "Window", ids: Iterable[str]) -> bool:
    """Whether a group needs one of the records; who wants to change it is led to its form."""
    from flowviz.editing.dependents import groups_needing
    from flowviz.ui.forms.opening import edit_group

    gone = tuple(ids)
    found = groups_needing(window.session.dossier, gone) if gone else ()
    if not found:
        return False
    told = _tr(
        "The group “{group}” needs it.", "The group “{group}” needs some of them.", len(gone)
    )
    more = _tr("One of its accounts would tell of nothing. Change the group first, or delete it.")
    title = _tr("Delete")
    box = text.message(
        window,
        QMessageBox.Icon.Information,
        title,
        told.format(group=text.one_line(found[0].reason, 120)),
        more,
    )
    change = box.addButton(_tr("Change the &Group…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    if text.answer(box) is change:
        edit_group(window, found[0].id)
    return True


def _tr(words: str, several: str = "", count: int = 1) -> str:
    return QCoreApplication.translate("Forms", several if several and count > 1 else words)
