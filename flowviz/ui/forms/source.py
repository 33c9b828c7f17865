"""The sheet of a source: what document it is, where it is kept, how far it is trusted."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.editing import GradingText, SourceText
from flowviz.memento import archived_words, memento
from flowviz.terms import Origin, SourceStatus
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid, Fold, Section
from flowviz.ui.forms.links import link_button
from flowviz.ui.forms.sheet import ListSection, PartList, Sheet
from flowviz.ui.forms.source_parts import GradingHead, GradingSheet, OriginSheet, kept_words
from flowviz.ui.forms.words import PROTECTION

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_DAY = "2024-05-31"


class SourceSheet(Sheet):
    """A source; what is asked of few of them is folded until it says something."""

    def __init__(self, texts: SourceText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        self._meanings = {term: words for term, _name, words in PROTECTION}
        fields = {**self._document(), **self._place(), **self._trust()}
        self.bind(**fields)
        self._take_day = link_button("", self.tr("The day on which the archive took the page"))
        self._take_day.clicked.connect(self._take_archived)
        self._fate = self._fate_grid(fields)
        self._kept = text.label("", "muted", wraps=True)
        self._kept_section = Section(self.tr("KEPT FROM THE REFERENCE MANAGER"), self._kept)
        self._lay_out(fields)
        for name in ("protection", "status", "archived_url", "archived"):
            fields[name].typed.connect(self._explain)
        self._explain()

    def show_texts(self, texts: SourceText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self._explain()

    def _document(self) -> dict[str, Field]:
        known = self._forms.word_field
        return {
            "title": TextField(self.tr("Title"), self.tr("As it stands on the document")),
            "kind": known(
                "kind",
                self.tr("Kind"),
                self.tr("article, database, correspondence, statement, ..."),
            ),
            "publisher": known("publisher", self.tr("Publisher")),
            "author": known("author", self.tr("Author")),
            "published": TextField(
                self.tr("Published"), example=self.tr("2016-05-04, May 2016, 2016")
            ),
            "pages": TextField(self.tr("Pages")),
            "publisher_group": known(
                "publisher_group",
                self.tr("Publishing house"),
                self.tr("The house that several papers belong to: they may share one origin"),
            ),
            "volume": TextField(self.tr("Volume"), self.tr("Volume and number of a journal")),
            "shelf_number": TextField(
                self.tr("Shelf number"), self.tr("Where print or an archive's file is found")
            ),
        }

    def _place(self) -> dict[str, Field]:
        return {
            "url": TextField(self.tr("Link"), example="https://"),
            "accessed": TextField(self.tr("Read on"), example=_DAY),
            "archived_url": TextField(self.tr("Archived link"), example="https://"),
            "archived": TextField(self.tr("Archived on"), example=_DAY),
            "note": LongTextField(self.tr("Note")),
        }

    def _trust(self) -> dict[str, Field]:
        return {
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
            "status_on": TextField(self.tr("On"), example=_DAY),
            "status_by": TextField(self.tr("By whom"), self.tr("Who corrected or retracted it")),
            "status_reason": LongTextField(self.tr("Why"), lines=2),
            "protection": TermField(
                self.tr("Protection"), [(term, name) for term, name, _words in PROTECTION]
            ),
            "collector": self._forms.word_field(
                "collector",
                self.tr("Collected by"),
                self.tr("Who found or captured it; in no published copy"),
            ),
        }

    def _lay_out(self, fields: Mapping[str, Field]) -> None:
        trust, known, below = FieldGrid(columns=2), FieldGrid(columns=2), FieldGrid()
        trust.add((self.tr("Or&igin"), fields["origin"]))
        origins = PartList(
            self._origin,
            str,
            self.tr("+ Derives from another sour&ce"),
            self.tr("The document that this one has its knowledge from"),
        )
        gradings = PartList(
            GradingSheet,
            self._next_grading,
            self.tr("+ Grade how reliable it is, A to &F"),
            self.tr("The latest grading counts; those before it stay"),
        )
        gradings.set_head(GradingHead())
        self.bind_parts(derives_from=origins, gradings=gradings)
        known.add(
            (self.tr("Protectio&n"), fields["protection"]),
            (self.tr("Collected &by"), fields["collector"]),
        )
        known.add((self.tr("&Status"), fields["status"]), is_wide=False)
        below.add((self.tr("Not&e"), fields["note"]))
        note = Fold(self.tr("+ Add a not&e"), below, fields["note"])
        self.folds.append(note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            *self._document_grids(fields),
            Section(self.tr("WHERE IT IS"), self._place_grid(fields)),
            Section(self.tr("WHAT IT RESTS ON"), trust, origins),
            ListSection(self.tr("HOW RELIABLE IT IS"), gradings),
            Section(self.tr("WHAT BECAME OF IT, AND WHO MAY KNOW OF IT"), known, self._fate),
            note,
            self._kept_section,
        ):
            box.addWidget(part)

    def _document_grids(self, fields: Mapping[str, Field]) -> tuple[QWidget, QWidget]:
        grid, print_ = FieldGrid(columns=2), FieldGrid(columns=2)
        grid.add((self.tr("&Title"), fields["title"]))
        grid.add((self.tr("A&uthor"), fields["author"]), (self.tr("&Kind"), fields["kind"]))
        grid.add(
            (self.tr("&Publisher"), fields["publisher"]),
            (self.tr("Publis&hed"), fields["published"]),
        )
        grid.add((self.tr("Pa&ges"), fields["pages"]), is_wide=False)
        print_.add(
            (self.tr("Volume"), fields["volume"]), (self.tr("Shelf number"), fields["shelf_number"])
        )
        print_.add((self.tr("Publishing house"), fields["publisher_group"]), is_wide=False)
        rare = [fields[name] for name in ("volume", "shelf_number", "publisher_group")]
        fold = Fold(self.tr("+ Volu&me, shelf number, publishing house"), print_, *rare)
        self.folds.append(fold)
        return grid, fold

    def _place_grid(self, fields: Mapping[str, Field]) -> QWidget:
        grid = FieldGrid(columns=2)
        grid.add((self.tr("&Link"), fields["url"]), (self.tr("&Read on"), fields["accessed"]))
        grid.add(
            (self.tr("Archi&ved link"), fields["archived_url"]),
            (self.tr("Archived &on"), fields["archived"]),
        )
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(grid)
        box.addWidget(self._take_day, 0, Qt.AlignmentFlag.AlignRight)
        return whole

    def _fate_grid(self, fields: Mapping[str, Field]) -> QWidget:
        grid = FieldGrid(columns=2)
        grid.add((self.tr("On"), fields["status_on"]), (self.tr("By whom"), fields["status_by"]))
        grid.add((self.tr("Wh&y"), fields["status_reason"]))
        return grid

    def _origin(self, title: str) -> Sheet:
        return OriginSheet(title, self._forms)

    def _next_grading(self) -> GradingText:
        """A grading of today, by the name that stands beside edits."""
        today = datetime.date.today().isoformat()
        return GradingText(since=today, grader=self._forms.session.author)

    def _explain(self) -> None:
        """Show what only some sources need, and say what a choice or a link means."""
        fields = self.fields
        fields["protection"].show_hint(self._meanings.get(str(fields["protection"].value()), ""))
        self._fate.setVisible(fields["status"].value() != SourceStatus.LIVE.value)
        said = archived_words(str(fields["archived_url"].value()))
        fields["archived_url"].show_hint(f"{said[:1].upper()}{said[1:]}." if said else "")
        day = self._archived_day()
        is_news = bool(day) and fields["archived"].value() != day
        self._take_day.setText(self.tr("Take {day} from the archived link").format(day=day))
        self._take_day.setVisible(is_news)
        kept = kept_words(self._texts.reference)
        self._kept.setText(text.plain(kept, 8_000))
        self._kept_section.setVisible(bool(kept))

    def _archived_day(self) -> str:
        """The day that the archived link tells, "" for none."""
        found = memento(str(self.fields["archived_url"].value()))
        return found.at.date().isoformat() if found is not None and found.at is not None else ""

    def _take_archived(self) -> None:
        field = self.fields["archived"]
        field.show_value(self._archived_day())
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        field.typed.emit()
        field.left.emit()
