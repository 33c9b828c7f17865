"""What a source says: told in one's own words, or its exact words with those around them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.ui import text, theme
from flowviz.ui.forms.fields import Field, LongTextField, TextField, TickField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.links import link_button

_LINES = 4


class Quoting(QWidget):
    """The text of a citation; of a passage that was pasted, the exact words can be marked."""

    def __init__(self) -> None:
        super().__init__()
        self.words = LongTextField(self.tr("Text"), lines=_LINES)
        self.is_quotation = TickField(self.tr("&Quoted word for word"))
        self.before = TextField(self.tr("Before it"), self.tr("The words before the quotation"))
        self.after = TextField(self.tr("After it"), self.tr("The words after the quotation"))
        self.marker = link_button(
            self.tr("Quote only the &marked words"),
            self.tr("What is marked in the text is the quotation; the rest stands around it"),
        )
        self.marker.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.marker.setEnabled(False)
        self.marker.clicked.connect(self.quote_marked)
        self.words.page.copyAvailable.connect(self.marker.setEnabled)
        self.is_quotation.typed.connect(self.refresh)
        self._around = FieldGrid(columns=2)
        self._around.add((self.tr("Before it"), self.before), (self.tr("After it"), self.after))
        self._lay_out()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by the attributes that they hold."""
        return {
            "text": self.words,
            "is_quotation": self.is_quotation,
            "prefix": self.before,
            "suffix": self.after,
        }

    def refresh(self) -> None:
        """Show the words around a quotation; a paraphrase has none."""
        is_quoted = bool(self.is_quotation.value())
        self._around.setVisible(is_quoted)
        meant = self.tr("The exact words of the source.")
        own = self.tr("What it says, in your own words.")
        self.words.show_hint(meant if is_quoted else own)

    def quote_marked(self) -> None:
        """Make the marked words the quotation, and the rest of the text what is around it."""
        cursor = self.words.page.textCursor()
        if not cursor.hasSelection():
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        before, exact = self._part(0, start), self._part(start, end)
        after = self._part(end, self.words.page.document().characterCount() - 1)
        self.before.show_value(_joined(str(self.before.value()), before))
        self.after.show_value(_joined(after, str(self.after.value())))
        self.words.show_value(exact)
        self.is_quotation.show_value(True)
        self.refresh()
        self.words.typed.emit()
        self.words.left.emit()

    def _part(self, start: int, end: int) -> str:
        """The text between two places; Qt parts paragraphs by a character of its own."""
        cursor = QTextCursor(self.words.page.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    def _lay_out(self) -> None:
        told = FieldGrid()
        told.add((self.tr("Te&xt"), self.words))
        how = QHBoxLayout()
        how.setContentsMargins(0, 0, 0, 0)
        how.addWidget(self.is_quotation)
        how.addStretch(1)
        how.addWidget(self.marker)
        line = QWidget()
        line.setLayout(how)
        indented = FieldGrid()
        indented.add_plain(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        for part in (told, indented, self._around):
            box.addWidget(part)


def _joined(first: str, second: str) -> str:
    return text.one_line(f"{first} {second}".strip(), 5_000)
