"""The sheet of a citation: which source says what of which field, and how far it is believed."""

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.editing import CitationText
from flowviz.evidence import RELIABILITY
from flowviz.records import Source
from flowviz.terms import CitationStatus, SourceStatus, Stance, Subject
from flowviz.ui import theme
from flowviz.ui.forms.fields import LongTextField, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.links import link_button
from flowviz.ui.forms.quoting import Quoting
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
        self.quoting = Quoting()
        self.reliability = TermField(
            self.tr("Reliability"),
            RELIABILITIES,
            self.tr("Of the source in this matter, where it differs from what it is in general"),
        )
        self.status = TermField(
            self.tr("Status"), [(term.value, term.value) for term in CitationStatus]
        )
        self.bind(
            source=self.source,
            stance=TermField(
                self.tr("Stance"),
                [(term.value, term.value) for term in Stance],
                self.tr("A source that contradicts marks the flow as disputed"),
            ),
            locator=TextField(self.tr("Place in it"), example=self.tr("p. 4, table 2, 03:15")),
            **self.quoting.fields,
            reliability=self.reliability,
            credibility=TermField(
                self.tr("Credibility"), CREDIBILITIES, self.tr("Of this piece of information")
            ),
            status=self.status,
            status_reason=LongTextField(self.tr("Why"), lines=2),
        )
        self.target.show_value(_key(texts.subject, texts.subject_id, texts.field))
        self.join("subject_id", self.target)
        self.still = link_button(
            self.tr("It still sa&ys so"), self.tr("Somebody has looked: the citation is live again")
        )
        self.still.clicked.connect(self.confirm)
        self._lay_out()
        self.source.typed.connect(self.refresh)
        self.status.typed.connect(self.refresh)
        self.refresh()

    def texts(self) -> CitationText:
        bare: CitationText = super().texts()
        subject, subject_id, field = json.loads(self.target.value())
        return dataclasses.replace(bare, subject=subject, subject_id=subject_id, field=field)

    def show_texts(self, texts: CitationText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self.target.offer(self._targets(texts))
        self.target.show_value(_key(texts.subject, texts.subject_id, texts.field))
        self.refresh()

    def refresh(self) -> None:
        """Say how the source is held in general, and ask why where the citation is not live."""
        found = self._forms.knowledge.known.source(str(self.source.value()))
        source = found[0] if len(found) == 1 else None
        self.source.show_hint(_source_words(source) if source is not None else "")
        general = source.reliability if source is not None else ""
        words = f"as in general: {general}" if general else "as in general: not graded"
        self.reliability.offer([("", words), *RELIABILITIES[1:]])
        self._why.setVisible(self.status.value() != CitationStatus.LIVE.value)
        self.still.setVisible(self.status.value() == CitationStatus.TO_CHECK.value)
        self.quoting.refresh()

    def confirm(self) -> None:
        """Have it live again: the source says what is cited now too."""
        self.status.show_value(CitationStatus.LIVE.value)
        self.status.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.status.typed.emit()
        self.status.left.emit()

    def _lay_out(self) -> None:
        fields = self.fields
        top, said, grades = FieldGrid(), FieldGrid(columns=2), FieldGrid(columns=2)
        self._why = FieldGrid()
        top.add((self.tr("&Source"), self.source))
        top.add((self.tr("Cited &for"), self.target))
        said.add(
            (self.tr("S&tance"), fields["stance"]), (self.tr("&Place in it"), fields["locator"])
        )
        grades.add(
            (self.tr("&Reliability"), self.reliability),
            (self.tr("Credi&bility"), fields["credibility"]),
        )
        grades.add((self.tr("Stat&us"), self.status), is_wide=False)
        self._why.add((self.tr("&Why"), fields["status_reason"]))
        self._why.add_plain(self.still)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (top, said, self.quoting, grades, self._why):
            box.addWidget(part)

    def _targets(self, texts: CitationText) -> Sequence[tuple[str, str]]:
        offered = self._forms.targets(Subject(texts.subject), texts.subject_id, texts.field)
        return [(_key_of(target), target.words) for target in offered]


def _source_words(source: Source) -> str:
    """How a source is held in general: "B: usually reliable, since 2024-05-31; retracted"."""
    words = "Not graded in general"
    if source.reliability:
        last = source.gradings[-1]
        since = f", since {last.since.isoformat()}" if last.since else ""
        words = f"{last.reliability}: {RELIABILITY[last.reliability]} in general{since}"
    fate = "" if source.status is SourceStatus.LIVE else f"; {source.status}"
    return f"{words}{fate}."


def _key_of(target: Target) -> str:
    return _key(target.subject, target.subject_id, target.field)


def _key(subject: str, subject_id: str, field: str) -> str:
    return json.dumps([str(subject), subject_id, field])
