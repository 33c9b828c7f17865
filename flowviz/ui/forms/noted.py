"""The notes on a record beneath its form, opened and added from here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from flowviz.records import Note
from flowviz.terms import Subject
from flowviz.ui import text, theme
from flowviz.ui.forms.links import link_button
from flowviz.ui.forms.rows import ID, Rows

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class NotedList(QWidget):
    """Lists the notes on a record; Enter opens one."""

    def __init__(self, forms: "Forms", subject: Subject, id_: str) -> None:
        super().__init__()
        self._forms = forms
        self._subject, self._id = subject, id_
        self._caption = text.label(self.tr("NOTES"), "caption")
        self.list = Rows(self.tr("Notes"))
        self.list.itemActivated.connect(self._open)
        self.adder = link_button(self.tr("+ Add a no&te…"))
        self.adder.clicked.connect(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        box.addWidget(self._caption)
        box.addWidget(self.list)
        box.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """List the notes that there are now."""
        found = self._forms.session.dossier.notes((self._id,))
        lines = [(note.id, _words(note)) for note in found if note.subject is self._subject]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self._caption.setVisible(bool(lines))

    def add(self) -> None:
        """Open the form of a new note on the record."""
        from flowviz.ui.forms.opening import new_note

        new_note(self._forms.window, self._subject, self._id)

    def _open(self, item: QListWidgetItem) -> None:
        self._forms.edit(Note, item.data(ID))


def _words(note: Note) -> str:
    private = " \N{MIDDLE DOT} private" if note.is_private else ""
    return f"{text.one_line(note.text, 200)}{private}"
