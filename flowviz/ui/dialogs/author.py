"""The name that stands beside each change in the history: what the user types, or nothing."""

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.session import Session
from flowviz.ui.settings import Settings

_LONGEST = 120


class AuthorDialog(Dialog):
    """Asks for the name; it may be a pseudonym or empty, and the system is never asked."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Your Name"))
        self._session = session
        self._settings = settings
        self.body.addWidget(text.label(self.tr("Name in the history")))
        self.name = QLineEdit(session.author, self)
        self.name.setAccessibleName(self.tr("Name in the history"))
        self.name.setPlaceholderText(self.tr("No name"))
        self.name.setMaxLength(_LONGEST)
        self.name.selectAll()
        self.body.addWidget(self.name)
        words = self.tr(
            "What you type here stands beside each change you make. It may be a pseudonym or "
            "empty. It is in the dossier's history, and not in a published copy."
        )
        self.body.addWidget(text.label(words, "muted", wraps=True))
        standard = QDialogButtonBox.StandardButton
        self.buttons.setStandardButtons(standard.Ok | standard.Cancel)
        self.fit(440)

    def accept(self) -> None:
        """Take the name for what is changed from now on."""
        name = text.one_line(self.name.text(), _LONGEST)
        super().accept()
        self._settings.set_author(name)
        self._session.author = name
