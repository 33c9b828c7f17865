"""The sheet of a citation: which source says what of which field, and how far it is believed."""

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.editing import CitationText
from flowviz.terms import CitationStatus, Stance, Subject
from flowviz.ui import theme
from flowviz.ui.forms.fields import LongTextField, TermField, TextField, TickField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.sheet import Sheet
from flowviz.ui.forms.targets import Target
from flowviz.ui.forms.words import CREDIBILITIES, RELIABILITIES

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class CitationSheet(Sheet):
    """A citation; what it is for is one choice of subject and field together."""

    def __init__(self, texts: CitationText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        self.source = forms.source_field(self.tr("Source"), self.tr("The document that says it"))
        self.target = TermField(self.tr("Cited for"), self._targets(texts))
        stance = TermField(
            self.tr("Stance"),
            [(term.value, term.value) for term in Stance],
            self.tr("A source that contradicts marks the flow as disputed"),
        )
        locator = TextField(self.tr("Place in it"), example=self.tr("p. 4, table 2, 03:15"))
        words = LongTextField(self.tr("Text"), lines=4)
        is_quotation = TickField(self.tr("&Quoted word for word"))
        reliability = TermField(
            self.tr("Reliability"), RELIABILITIES, self.tr("Of the source, as far as this goes")
        )
        credibility = TermField(
            self.tr("Credibility"), CREDIBILITIES, self.tr("Of this piece of information")
        )
        status = TermField(self.tr("Status"), [(term.value, term.value) for term in CitationStatus])
        self.bind(
            source=self.source,
            stance=stance,
            locator=locator,
            text=words,
            is_quotation=is_quotation,
            reliability=reliability,
            credibility=credibility,
            status=status,
        )
        self.target.show_value(_key(texts.subject, texts.subject_id, texts.field))
        self.join("subject_id", self.target)
        top, below = FieldGrid(), FieldGrid(columns=2)
        top.add((self.tr("&Source"), self.source))
        top.add((self.tr("Cited &for"), self.target))
        below.add((self.tr("S&tance"), stance), (self.tr("&Place in it"), locator))
        below.add((self.tr("Te&xt"), words))
        below.add(("", is_quotation))
        below.add((self.tr("&Reliability"), reliability), (self.tr("Credibilit&y"), credibility))
        below.add((self.tr("Stat&us"), status), is_wide=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(top)
        box.addWidget(below)

    def texts(self) -> CitationText:
        bare: CitationText = super().texts()
        subject, subject_id, field = json.loads(self.target.value())
        return dataclasses.replace(bare, subject=subject, subject_id=subject_id, field=field)

    def show_texts(self, texts: CitationText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self.target.offer(self._targets(texts))
        self.target.show_value(_key(texts.subject, texts.subject_id, texts.field))

    def _targets(self, texts: CitationText) -> Sequence[tuple[str, str]]:
        offered = self._forms.targets(Subject(texts.subject), texts.subject_id, texts.field)
        return [(_key_of(target), target.words) for target in offered]


def _key_of(target: Target) -> str:
    return _key(target.subject, target.subject_id, target.field)


def _key(subject: str, subject_id: str, field: str) -> str:
    return json.dumps([str(subject), subject_id, field])
