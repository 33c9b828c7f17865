"""The sheet of a note: what it is about, its text, and whether it leaves the house."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from flowviz.editing import NoteText
from flowviz.terms import Subject
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import LongTextField, TickField
from flowviz.ui.forms.sheet import Sheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_LINES = 9


class NoteSheet(Sheet):
    """A note."""

    def __init__(self, texts: NoteText, forms: "Forms") -> None:
        super().__init__(texts)
        about = forms.subject_words(Subject(texts.subject), texts.subject_id)
        words = LongTextField(self.tr("Note"), lines=_LINES)
        is_private = TickField(
            self.tr("&Private"),
            hint=self.tr("For those who work on the dossier: in no published copy."),
        )
        self.bind(text=words, is_private=is_private)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(text.label(self.tr("About {what}").format(what=about), "strong", wraps=True))
        box.addWidget(words)
        box.addWidget(is_private)
