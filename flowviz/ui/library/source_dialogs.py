"""Small dialogs on one source: what became of it, how reliable it is, where it has it from."""

import dataclasses
import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox

from flowviz.editing import Checked, SourceText, check, text_of
from flowviz.editing.typed import GradingText
from flowviz.errors import FlowvizError
from flowviz.flows.library import Fall, fall_of
from flowviz.flows.words import count_words
from flowviz.records import Source
from flowviz.terms import Origin, SourceStatus
from flowviz.ui import app, text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.opening import forms_of
from flowviz.ui.forms.sheet import PartList
from flowviz.ui.forms.source_parts import OriginSheet
from flowviz.ui.forms.words import RELIABILITIES
from flowviz.ui.jobs import Token

if TYPE_CHECKING:
    from flowviz.dossier import Onlooker
    from flowviz.flows.columns import Columns
    from flowviz.ui.window import Window

_WIDE_PX = 560
_AT_ONCE = 3_000
"""Transfers of which what falls is worked out within a tenth of a second."""
_KIND = "fall"


class SourceDialog(Dialog):
    """Changes some fields of one source in one edit; the rest of it stays as it is."""

    def __init__(self, window: "Window", source: Source, title: str) -> None:
        super().__init__(window, title)
        self._window = window
        self.forms = forms_of(window)
        self.source = source
        self.shown: SourceText = text_of(source, self.forms.knowledge.known)
        self.fields: dict[str, Field] = {}
        self.body.addWidget(text.label(text.one_line(source.title, 200), "strong", wraps=True))

    def typed(self) -> SourceText:
        """What the source would be."""
        raise NotImplementedError

    def words(self) -> str:
        """What the edit is called in the history."""
        raise NotImplementedError

    def end(self, button: str) -> None:
        """Put the button in and show what is wrong from now on."""
        self.button = self.buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for field in self.fields.values():
            field.typed.connect(self.look)
        self.look()
        self.fit(_WIDE_PX)

    def look(self) -> None:
        """Mark what is wrong, and whether there is anything to keep."""
        checked = self.checked()
        said = {fault.path: fault for fault in reversed(checked.faults)}
        for path, field in self.fields.items():
            fault = said.get(path)
            field.show_fault(fault.words if fault else "", is_grave=fault is None or fault.is_grave)
        is_other = checked.record is not None and checked.record != self.source
        self.button.setEnabled(is_other)

    def checked(self) -> Checked[Source]:
        """What is typed, checked."""
        return check(self.typed(), self.forms.knowledge.known, self.source)

    def accept(self) -> None:
        """Keep it in one edit; where that fails, say why and stay."""
        made, session = self.checked().record, self._window.session
        if made is None or session.is_busy:
            return
        try:
            with session.edit(self.words()) as edit:
                edit.put(made)
        except FlowvizError as error:
            app.show_fault(self, error)
            return
        super().accept()

    def _name(self) -> str:
        return text.one_line(self.source.title, 60)


class StatusDialog(SourceDialog):
    """Says what became of the document, and beforehand what falls with it."""

    def __init__(self, window: "Window", source: Source) -> None:
        super().__init__(window, source, "")
        self.setWindowTitle(self.tr("Retract or Correct a Source"))
        self.status = TermField(
            self.tr("Status"),
            [
                (SourceStatus.LIVE.value, self.tr("live: it stands as published")),
                (SourceStatus.CORRECTED.value, self.tr("corrected: it stands, changed")),
                (SourceStatus.RETRACTED.value, self.tr("retracted: it no longer speaks")),
            ],
        )
        self.on = TextField(self.tr("On"), example="2024-05-31")
        self.by = TextField(self.tr("By"), self.tr("Who corrected or retracted it"))
        self.why = LongTextField(self.tr("Reason"), lines=2)
        self.fields = {
            "status": self.status,
            "status_on": self.on,
            "status_by": self.by,
            "status_reason": self.why,
        }
        is_live = source.status is SourceStatus.LIVE
        first = SourceStatus.RETRACTED.value if is_live else source.status.value
        self.status.show_value(first)
        self.on.show_value(self.shown.status_on or str(datetime.date.today() if is_live else ""))
        self.by.show_value(self.shown.status_by)
        self.why.show_value(self.shown.status_reason)
        grid = FieldGrid()
        grid.add((self.tr("&Status"), self.status))
        grid.add((self.tr("&On"), self.on))
        grid.add((self.tr("&By"), self.by))
        grid.add((self.tr("&Reason"), self.why))
        self.body.addWidget(grid)
        self.said = text.label("", wraps=True)
        self.body.addWidget(self.said)
        self._fall: Fall | None = None
        self._foresee()
        self.end(self.tr("&Keep"))
        self.why.editor.setFocus()

    def typed(self) -> SourceText:
        """The source with the status that is chosen."""
        return dataclasses.replace(
            self.shown,
            status=str(self.status.value()),
            status_on=str(self.on.value()),
            status_by=str(self.by.value()),
            status_reason=str(self.why.value()),
        )

    def words(self) -> str:
        """What the history calls it."""
        status = str(self.status.value())
        if status == SourceStatus.LIVE.value:
            return self.tr("Set “{title}” live again").format(title=self._name())
        verb = self.tr("Retract") if status == SourceStatus.RETRACTED.value else self.tr("Correct")
        return f"{verb} “{self._name()}”"

    def look(self) -> None:
        """Mark what is wrong, and tell what falls."""
        super().look()
        is_retracted = self.status.value() == SourceStatus.RETRACTED.value
        was_retracted = self.source.status is SourceStatus.RETRACTED
        self.said.setVisible(is_retracted and not was_retracted)
        words = self.tr("Looking at what rests on it…")
        if self._fall is not None:
            words = fall_words(self._fall)
        self.said.setText(text.plain(words, 400))

    def _foresee(self) -> None:
        """Work out what falls, at once or aside."""
        session = self._window.session
        columns = session.contents.columns
        if session.is_busy:
            return
        if len(columns.transfers.ids) <= _AT_ONCE:
            self._fall = fall_of(session.dossier, columns, self.source.id)
            return
        work = _Foresee(session.dossier.beside(), columns, self.source.id)
        self._window.jobs.start(_KIND, work, self._take, self._window.show_error)

    def _take(self, fall: Fall) -> None:
        if not self.is_over:
            self._fall = fall
            self.look()


class GradeDialog(SourceDialog):
    """Adds a dated grade to those a source has had."""

    def __init__(self, window: "Window", source: Source) -> None:
        super().__init__(window, source, "")
        self.setWindowTitle(self.tr("Grade a Source"))
        self.grade = TermField(
            self.tr("Reliability"), RELIABILITIES, self.tr("The scale of NATO's AJP-2.1")
        )
        self.since = TextField(self.tr("Since"), example="2024-05-31")
        self.grader = TextField(self.tr("Graded by"))
        self.why = LongTextField(self.tr("Reason"), lines=2)
        self._id = GradingText().id
        at = f"gradings/{len(source.gradings)}"
        self.fields = {
            f"{at}/reliability": self.grade,
            f"{at}/since": self.since,
            f"{at}/grader": self.grader,
            f"{at}/reason": self.why,
        }
        self.since.show_value(str(datetime.date.today()))
        self.grader.show_value(window.session.author)
        grid = FieldGrid()
        grid.add((self.tr("Re&liability"), self.grade))
        grid.add((self.tr("&Since"), self.since))
        grid.add((self.tr("Graded &by"), self.grader))
        grid.add((self.tr("&Reason"), self.why))
        held = source.reliability
        words = self.tr("Held to be {grade} until now; that stays in its history.")
        said = words.format(grade=held) if held else self.tr("It has not been graded yet.")
        self.body.addWidget(text.label(said, "muted", wraps=True))
        self.body.addWidget(grid)
        self.end(self.tr("&Grade"))
        self.grade.editor.setFocus()

    def typed(self) -> SourceText:
        """The source with one more grade."""
        new = GradingText(
            str(self.grade.value()),
            str(self.since.value()),
            str(self.why.value()),
            str(self.grader.value()),
            self._id,
        )
        return dataclasses.replace(self.shown, gradings=(*self.shown.gradings, new))

    def words(self) -> str:
        """What the history calls it."""
        words = self.tr("Grade “{title}” {grade}")
        return words.format(title=self._name(), grade=self.grade.value())

    def look(self) -> None:
        """Mark what is wrong; a grade that is not chosen yet needs no words."""
        super().look()
        if not self.grade.value():
            self.grade.show_fault("")


class OriginDialog(SourceDialog):
    """Says where a source has its knowledge from: itself, or sources that are named."""

    def __init__(self, window: "Window", source: Source) -> None:
        super().__init__(window, source, "")
        self.setWindowTitle(self.tr("Establish the Origin of a Source"))
        self.origin = TermField(
            self.tr("Origin"),
            [
                (Origin.ORIGINAL.value, self.tr("original: it knows by itself")),
                (Origin.DERIVED.value, self.tr("derived: it has it from others")),
                (Origin.NOT_ESTABLISHED.value, self.tr("not established: nobody has looked")),
            ],
            self.tr("Only sources of established origins corroborate one another"),
        )
        self.fields = {"origin": self.origin}
        self.origin.show_value(self.shown.origin)
        self.parents = PartList(
            self._parent,
            str,
            self.tr("+ Derives from another sour&ce"),
            self.tr("The document that this one has its knowledge from"),
        )
        self.parents.show_texts(self.shown.derives_from)
        self.parents.typed.connect(self._follow_parents)
        self.parents.left.connect(self.look)
        self.parents.arranged.connect(self._grow)
        grid = FieldGrid()
        grid.add((self.tr("Or&igin"), self.origin))
        self.body.addWidget(grid)
        self.body.addWidget(self.parents)
        self.body.addStretch(1)
        self.end(self.tr("&Keep"))
        self.origin.editor.setFocus()

    def typed(self) -> SourceText:
        """The source with the origin that is chosen."""
        return dataclasses.replace(
            self.shown, origin=str(self.origin.value()), derives_from=self.parents.texts()
        )

    def words(self) -> str:
        """What the history calls it."""
        return self.tr("Establish the origin of “{title}”").format(title=self._name())

    def look(self) -> None:
        """Mark what is wrong, with the origins that are named too."""
        super().look()
        faults = [fault for fault in self.checked().faults if fault.path.startswith("derives")]
        below = (dataclasses.replace(fault, path=fault.path.partition("/")[2]) for fault in faults)
        self.parents.show_faults(below, everywhere=False)

    def _follow_parents(self) -> None:
        """Who names where it has it from says that it is derived."""
        if self.parents.texts() and self.origin.value() != Origin.DERIVED.value:
            self.origin.show_value(Origin.DERIVED.value)
        self.look()

    def _grow(self) -> None:
        self.fit(max(self.width(), _WIDE_PX))

    def _parent(self, title: str) -> OriginSheet:
        return OriginSheet(title, self.forms)


class _Foresee:
    def __init__(self, onlooker: "Onlooker", columns: "Columns", source: str) -> None:
        self._onlooker, self._columns, self._source = onlooker, columns, source

    def __call__(self, _token: Token) -> Fall:
        with self._onlooker as reading:
            return fall_of(reading, self._columns, self._source)


def fall_words(fall: Fall) -> str:
    """What falls with a source: "3 sources derive from it alone and fall too; ..."."""
    parts = []
    if fall.sources:
        count = len(fall.sources)
        verbs = "derives from it alone and falls" if count == 1 else "derive from it alone and fall"
        parts.append(f"{count_words(count, 'source')} {verbs} too.")
    if fall.flows:
        verb = "becomes" if len(fall.flows) == 1 else "become"
        parts.append(f"{count_words(len(fall.flows), 'flow')} {verb} unsupported.")
    if fall.records:
        verb = "loses" if fall.records == 1 else "lose"
        its = "its" if fall.records == 1 else "their"
        parts.append(f"{count_words(fall.records, 'record')} {verb} {its} last support.")
    return " ".join(parts) or "Nothing else falls with it: all it supports has other support."
