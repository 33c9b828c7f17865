"""What the dossier is called."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from flowviz.errors import FlowvizError
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.session import Session

_LONGEST = 200


class TitleDialog(Dialog):
    """Asks for the title; another one is one edit."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Title of the Dossier"))
        self._session = session
        self._before = session.dossier.title
        self.body.addWidget(text.label(self.tr("Title")))
        self.title = QLineEdit(self._before, self)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setMaxLength(_LONGEST)
        self.title.selectAll()
        self.body.addWidget(self.title)
        words = self.tr("It is kept in the dossier. The name of the file stays as it is.")
        self.body.addWidget(text.label(words, "muted", wraps=True))
        standard = QDialogButtonBox.StandardButton
        self.buttons.setStandardButtons(standard.Ok | standard.Cancel)
        self.fit(440)

    def accept(self) -> None:
        """Call the dossier so."""
        title = text.one_line(self.title.text(), _LONGEST)
        super().accept()
        if title == self._before:
            return
        try:
            with self._session.edit(self.tr("Change the title")) as edit:
                edit.set_title(title)
        except FlowvizError as error:
            self.failed.emit(error)
