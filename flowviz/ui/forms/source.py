"""The sheet of a source: what document it is, where it is kept, and who may know of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.editing import SourceText
from flowviz.terms import Origin, SourceStatus
from flowviz.ui import theme
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid, Section
from flowviz.ui.forms.sheet import PartList, RemoveButton, Sheet
from flowviz.ui.forms.words import PROTECTION

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class SourceSheet(Sheet):
    """A source."""

    def __init__(self, texts: SourceText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        meanings = {term: words for term, _name, words in PROTECTION}
        self._meanings = meanings
        self.protection = TermField(
            self.tr("Protection"), [(term, name) for term, name, _words in PROTECTION]
        )
        date = self.tr("2016-05-04, May 2016, 2016")
        day = self.tr("2024-05-31")
        fields: dict[str, Field] = {
            "title": TextField(self.tr("Title"), self.tr("As it stands on the document")),
            "kind": forms.word_field(
                "kind",
                self.tr("Kind"),
                self.tr("article, database, correspondence, statement, ..."),
            ),
            "publisher": forms.word_field("publisher", self.tr("Publisher")),
            "author": forms.word_field("author", self.tr("Author")),
            "published": TextField(self.tr("Published"), example=date),
            "pages": TextField(self.tr("Pages")),
            "url": TextField(self.tr("Link"), example="https://"),
            "accessed": TextField(self.tr("Read on"), example=day),
            "archived_url": TextField(self.tr("Archived link"), example="https://"),
            "archived": TextField(self.tr("Archived on"), example=day),
            "origin": TermField(
                self.tr("Origin"),
                [(term.value, term.value) for term in Origin],
                self.tr("Whether anybody has established where it has its knowledge from"),
            ),
            "status": TermField(
                self.tr("Status"),
                [(term.value, term.value) for term in SourceStatus],
                self.tr("What became of the document after it was published"),
            ),
            "protection": self.protection,
            "collector": forms.word_field(
                "collector",
                self.tr("Collected by"),
                self.tr("Who found or captured it; in no published copy"),
            ),
            "note": LongTextField(self.tr("Note")),
        }
        self.bind(**fields)
        self._lay_out(fields)
        self.protection.typed.connect(self._explain)
        self._explain()

    def _lay_out(self, fields: dict[str, Field]) -> None:
        document, place, trust = (FieldGrid(columns=2) for _ in range(3))
        document.add((self.tr("&Title"), fields["title"]))
        document.add((self.tr("A&uthor"), fields["author"]), (self.tr("&Kind"), fields["kind"]))
        document.add(
            (self.tr("&Publisher"), fields["publisher"]),
            (self.tr("Publis&hed"), fields["published"]),
        )
        document.add((self.tr("Pa&ges"), fields["pages"]), is_wide=False)
        place.add((self.tr("&Link"), fields["url"]), (self.tr("&Read on"), fields["accessed"]))
        place.add(
            (self.tr("Archi&ved link"), fields["archived_url"]),
            (self.tr("Archived &on"), fields["archived"]),
        )
        trust.add((self.tr("Or&igin"), fields["origin"]), (self.tr("&Status"), fields["status"]))
        origins = PartList(
            self._origin,
            str,
            self.tr("+ Derives from another sour&ce"),
            self.tr("The document that this one has its knowledge from"),
        )
        self.bind_parts(derives_from=origins)
        known = FieldGrid(columns=2)
        known.add(
            (self.tr("Protectio&n"), fields["protection"]),
            (self.tr("Collected &by"), fields["collector"]),
        )
        below = FieldGrid()
        below.add((self.tr("Not&e"), fields["note"]))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            document,
            Section(self.tr("WHERE IT IS"), place),
            Section(self.tr("WHAT IT RESTS ON"), trust, origins),
            Section(self.tr("WHO MAY KNOW OF IT"), known),
            below,
        ):
            box.addWidget(part)

    def show_texts(self, texts: SourceText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self._explain()

    def _origin(self, title: str) -> Sheet:
        return OriginSheet(title, self._forms)

    def _explain(self) -> None:
        self.protection.show_hint(self._meanings.get(self.protection.value(), ""))


class OriginSheet(Sheet):
    """A source that another one has its knowledge from: one title."""

    def __init__(self, title: str, forms: "Forms") -> None:
        super().__init__(title)
        self.field = forms.source_field(
            self.tr("Derives from"), self.tr("The document this one has its knowledge from")
        )
        self.field.show_value(title)
        self.join("", self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        named = FieldGrid()
        named.add((self.tr("Derives from"), self.field))
        row.addWidget(named, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(RemoveButton(self, self.tr("Remove it")), 0, Qt.AlignmentFlag.AlignTop)

    def texts(self) -> str:
        return self.field.value()

    def show_texts(self, texts: str, *, but: QWidget | None = None) -> None:
        if but is not self.field.editor:
            self.field.show_value(texts)
