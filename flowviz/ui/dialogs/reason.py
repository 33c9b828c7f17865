"""Asking why before something is deleted: one short answer, kept in the history."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog

_LONGEST = 500
_LEAST_PX = 420


class ReasonDialog(Dialog):
    """Says what goes, and takes the reason; Enter deletes, an empty reason will do."""

    def __init__(self, what: str, parent: QWidget, along: str = "") -> None:
        super().__init__(parent, text.one_line(what, 120))
        self.setMinimumWidth(_LEAST_PX)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Why (may stay empty)"))
        self.field.setAccessibleName(self.tr("Reason"))
        self.body.addWidget(text.label(self.tr("{what}?").format(what=what), "strong", wraps=True))
        self.along = text.label(along, wraps=True)
        self.along.setVisible(bool(along))
        self.body.addWidget(self.along)
        self.body.addWidget(self.field)
        more = self.tr("The reason is kept in the history. Undo brings back what was deleted.")
        self.body.addWidget(text.label(more, "muted", wraps=True))
        delete = self.buttons.addButton(self.tr("&Delete"), QDialogButtonBox.ButtonRole.AcceptRole)
        delete.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """What was typed, as one line."""
        return " ".join(self.field.text().split())


def ask_reason(window: QWidget, what: str, along: str = "") -> str | None:
    """Ask why before a deletion; None when the user turns back.

    ``what`` says what would be done, as in the history: "Delete 3 records"; ``along`` what comes
    of it besides.
    """
    dialog = ReasonDialog(what, window, along)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # exec would free it at once
    is_given = bool(dialog.exec())
    dialog.deleteLater()
    return dialog.reason if is_given else None
