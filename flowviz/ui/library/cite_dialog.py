"""Citing one source for many records: what it says of them, and how many citations that is."""

import functools
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox

from flowviz.dossier import Dossier, Edit
from flowviz.editing import CitationText, Known
from flowviz.editing.citing_many import CitedMany, What, cite_many
from flowviz.errors import RecordError
from flowviz.flows.words import count_words
from flowviz.terms import Stance
from flowviz.ui import text
from flowviz.ui.dialogs.many import ManyDialog, Material, Planner, material_of
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField, TickField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.words import CREDIBILITIES

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_WIDE_PX = 620


class CiteDialog(ManyDialog):
    """The citation is typed once; what stands already is counted and left alone."""

    def __init__(self, window: "Window", ids: tuple[str, ...], about: str, source: str) -> None:
        super().__init__(window, self.tr("Cite a Source"), ids, "cite")
        self._made: CitedMany | None = None
        self._make_fields(source)
        self._lay_out(about)
        self.begin()
        self.fit(_WIDE_PX)
        (self.locator if source else self.source).editor.setFocus()

    def accept(self) -> None:
        """Make the citations in one edit; what stands by now is looked at once more for it."""
        if self._made is None or not self._made.citations or self._window.session.is_busy:
            return
        what = self.tr("Cite “{title}” for {records}").format(
            title=text.one_line(self._title(), 60), records=count_words(len(self._ids), "record")
        )
        work = _Cite(self._ids, self.typed(), self._what(), self.known)
        self.cease()
        super().accept()
        self._window.records.do(len(self._made.citations), what, "", work)

    def typed(self) -> CitationText:
        """The citation as it is typed; what it is about is left aside."""
        return CitationText(
            source=str(self.source.value()),
            stance=str(self.stance.value()),
            locator=str(self.locator.value()),
            text=str(self.words.value()),
            is_quotation=bool(self.is_quotation.value()),
            credibility=str(self.credibility.value()),
        )

    def _what(self) -> What:
        return What(str(self.what.value()))

    def _title(self) -> str:
        found = self.known.source(self.typed().source)
        return found[0].title if found else self.typed().source

    def planner(self, material: Material) -> Planner:
        return functools.partial(
            cite_many, self.typed(), self._what(), material[0], self.known, material[1]
        )

    def show_plan(self, made: CitedMany | None) -> None:
        self._made = made
        count = len(made.citations) if made is not None else 0
        self.button.setEnabled(bool(count))
        self.button.setText(
            self.tr("&Make {citations}").format(citations=count_words(count, "Citation"))
            if count
            else self.tr("&Cite")
        )
        if made is None:
            self.said.setText(self.patience())
            return
        faults = {fault.path: fault for fault in reversed(made.faults)}
        for path, field in self._fields.items():
            fault = faults.get(path)
            is_blank = path == "source" and not self.source.value()
            words = fault.words if fault is not None and not is_blank else ""
            field.show_fault(words, is_grave=fault is None or fault.is_grave)
        self.said.setText(text.plain(said_of(made, is_chosen=bool(self.source.value())), 300))

    def _make_fields(self, source: str) -> None:
        tr = self.tr
        self.source = self._forms.source_field(tr("Source"), tr("The document that says it"))
        if source:
            self.source.show_value(self.known.shown_source(source))
        self.stance = TermField(tr("Stance"), [(term.value, term.value) for term in Stance])
        self.what = TermField(
            tr("What of them"),
            [
                (What.RECORD.value, tr("each record as a whole")),
                (What.EXISTENCE.value, tr("that each took place")),
                (What.AMOUNTS.value, tr("the amounts")),
                (What.DATES.value, tr("the dates")),
                (What.ITEMS.value, tr("what the items are")),
                (What.SUPPLIER.value, tr("the supplier")),
                (What.RECIPIENT.value, tr("the recipient")),
            ],
        )
        self.locator = TextField(tr("Place in it"), example=tr("p. 4, table 2, 03:15"))
        self.credibility = TermField(
            tr("Credibility"), CREDIBILITIES, tr("Of this piece of information")
        )
        self.words = LongTextField(tr("Text"), lines=3)
        self.is_quotation = TickField(tr("&Quoted word for word"))
        self._fields: dict[str, Field] = {
            "source": self.source,
            "stance": self.stance,
            "locator": self.locator,
            "credibility": self.credibility,
            "text": self.words,
        }
        for field in (*self._fields.values(), self.what, self.is_quotation):
            field.typed.connect(self.later.start)

    def _lay_out(self, about: str) -> None:
        tr = self.tr
        words = count_words(len(self._ids), "record")
        head = tr("For {records}: {about}").format(records=words, about=about) if about else words
        self.body.addWidget(text.label(head, "muted", wraps=True))
        top, below = FieldGrid(), FieldGrid(columns=2)
        top.add((tr("&Source"), self.source))
        top.add((tr("&What of them"), self.what))
        below.add((tr("S&tance"), self.stance), (tr("&Place in it"), self.locator))
        below.add((tr("C&redibility"), self.credibility))
        below.add((tr("Te&xt"), self.words))
        self.body.addWidget(top)
        self.body.addWidget(below)
        self.body.addWidget(self.is_quotation)
        self.said = text.label("", "strong", wraps=True)
        self.body.addWidget(self.said)
        self.button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)


def said_of(made: CitedMany, *, is_chosen: bool) -> str:
    """How many citations are made, how many stand already, and what has nothing to cite."""
    if not is_chosen:
        return "Choose the source."
    if any(fault.is_grave for fault in made.faults):
        return "Nothing is cited until what is marked is put right."
    parts = [f"{count_words(len(made.citations), 'citation')} for {_records(made)}"]
    if made.standing:
        verbs = ("stands", "is") if made.standing == 1 else ("stand", "are")
        parts.append(f"{made.standing:,} {verbs[0]} already and {verbs[1]} left alone")
    if made.without:
        verb = "has" if made.without == 1 else "have"
        parts.append(f"{count_words(made.without, 'record')} {verb} none of it")
    return "; ".join(parts) + "."


def _records(made: CitedMany) -> str:
    return count_words(made.records, "record")


class _Cite:
    """Makes the citations of what the records are when it is done."""

    def __init__(self, ids: tuple[str, ...], typed: CitationText, what: What, known: Known) -> None:
        self._ids, self._typed, self._what, self._known = ids, typed, what, known

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        transfers, citations = material_of(dossier, self._ids)
        made = cite_many(self._typed, self._what, transfers, self._known, citations)
        if any(fault.is_grave for fault in made.faults):
            raise RecordError(made.faults[0].words)
        edit.put(*made.citations)
