"""Changing fields of many records at once: what is ticked changes, and how many records that is."""

import functools
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QGridLayout

from flowviz.dossier import Dossier, Edit
from flowviz.editing import BY_RULE, Known
from flowviz.editing.batch import Batch, ChangeText, apply
from flowviz.errors import RecordError
from flowviz.flows.words import count_words
from flowviz.terms import Existence, Reporter, Role, Stage, TransferKind
from flowviz.ui import text, theme
from flowviz.ui.dialogs.many import ManyDialog, Material, Planner, material_of
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField
from flowviz.ui.forms.forms import Forms

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_SIZE_PX = (760, 600)
_ROW_PX = 28


def batch(window: "Window", transfer_ids: Sequence[str]) -> "BatchDialog":
    """Open the dialog over some records."""
    dialog = BatchDialog(window, tuple(dict.fromkeys(transfer_ids)))
    dialog.open()
    return dialog


class ChangeRow(QObject):
    """One field that may be changed: its tick, its value, and where only it is to change."""

    changed = Signal()

    def __init__(self, field: str, name: str, value: Field, beside: Field | None = None) -> None:
        super().__init__()
        self.field = field
        self.tick = QCheckBox(name)
        self.value = value
        self.beside = beside
        self.tick.toggled.connect(self.changed)
        for each in self._fields():
            each.typed.connect(self._take)

    def change(self) -> ChangeText:
        """The change as it is typed."""
        beside = str(self.beside.value()) if self.beside is not None else ""
        if self.field == "party":
            return ChangeText(self.field, str(self.value.value()), role=beside)
        if self.field == "existence":
            return ChangeText(self.field, str(self.value.value()), reason=beside)
        if self.field == "comment":
            return ChangeText(self.field, str(self.value.value()), is_added=beside == _ADDED)
        return ChangeText(self.field, str(self.value.value()), only=beside)

    def show_faults(self, batch: Batch) -> None:
        """Mark what is wrong, where the change is ticked at all."""
        said = {fault.path: fault for fault in batch.faults} if self.tick.isChecked() else {}
        beside = "reason" if self.field == "existence" else "role"
        for name, field in zip(("value", beside), self._fields(), strict=False):
            fault = said.get(f"{self.field}/{name}")
            field.show_fault(fault.words if fault else "", is_grave=fault is None or fault.is_grave)

    def _fields(self) -> tuple[Field, ...]:
        return (self.value,) if self.beside is None else (self.value, self.beside)

    def _take(self) -> None:
        """What is typed into is meant to change."""
        self.tick.setChecked(True)
        self.changed.emit()


class BatchDialog(ManyDialog):
    """Ticks and values; the button says how many records change, in one edit."""

    def __init__(self, window: "Window", ids: tuple[str, ...]) -> None:
        words = count_words(len(ids), "Record")
        title = self.tr("Change {records}").format(records=words)
        super().__init__(window, title, ids, "batch")
        self._batch: Batch | None = None
        self.rows = self._make_rows(self._forms)
        head = self.tr("What is ticked changes in all of them; the rest stays as it is.")
        self.body.addWidget(text.label(head, "muted", wraps=True))
        self.body.addLayout(self._grid())
        self.body.addStretch(1)
        self.said = text.label("", "strong", wraps=True)
        self.doubts = text.label("", "hint", wraps=True)
        self.body.addWidget(self.said)
        self.body.addWidget(self.doubts)
        standard = QDialogButtonBox.StandardButton
        self.button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setDefault(True)
        self.buttons.addButton(standard.Cancel)
        self.resize(*_SIZE_PX)
        self.begin()

    def accept(self) -> None:
        """Change the records in one edit; what they are now is read once more for it."""
        if self._batch is None or self._window.session.is_busy:
            return
        words = count_words(self._batch.changed, "record")
        what = self.tr("Change {what} of {records}").format(what=self._what(), records=words)
        work = _Change(self._ids, self.changes(), self.known)
        self.cease()
        super().accept()
        self._window.records.do(self._batch.of, what, "", work)

    def changes(self) -> tuple[ChangeText, ...]:
        """What is ticked."""
        return tuple(row.change() for row in self.rows if row.tick.isChecked())

    def row(self, field: str) -> ChangeRow:
        """The row of a field."""
        return next(row for row in self.rows if row.field == field)

    def _what(self) -> str:
        names = [
            row.tick.text().replace("&", "").lower() for row in self.rows if row.tick.isChecked()
        ]
        return names[0] if len(names) == 1 else count_words(len(names), "field")

    def planner(self, material: Material) -> Planner:
        return functools.partial(apply, self.changes(), material[0], self.known, material[1])

    def show_plan(self, batch: Batch | None) -> None:
        self._batch = batch
        changed = batch.changed if batch is not None and not batch.is_grave else 0
        self.button.setEnabled(bool(changed))
        records = count_words(changed, "Record") if changed else self.tr("Records")
        self.button.setText(self.tr("Change {records}").format(records=records))
        if batch is None:
            self.said.setText(self.patience())
            return
        for row in self.rows:
            row.show_faults(batch)
        said = self.tr("{changed:,} of {records} change.").format(
            changed=changed, records=count_words(batch.of, "record")
        )
        if not self.changes():
            said = self.tr("Nothing is ticked yet.")
        elif batch.is_grave:
            said = self.tr("Nothing changes until what is marked is put right.")
        self.said.setText(said)
        doubts = [fault.words for fault in batch.faults if not fault.path]
        self.doubts.setText(text.plain(" ".join(doubts)))
        self.doubts.setVisible(bool(doubts))

    def _make_rows(self, forms: Forms) -> tuple[ChangeRow, ...]:
        row = self._row
        return (
            row("supplier", self.tr("Supplier"), forms.actor_field(self.tr("Supplier"), "")),
            row("recipient", self.tr("Recipient"), forms.actor_field(self.tr("Recipient"), "")),
            row("kind", self.tr("Kind"), TermField(self.tr("Kind"), _terms(TransferKind))),
            row(
                "existence",
                self.tr("Existence"),
                TermField(
                    self.tr("Existence"), [(BY_RULE, self.tr("by the rule")), *_terms(Existence)]
                ),
                TextField(self.tr("Why"), example=self.tr("why, where it is not by the rule")),
            ),
            row(
                "reporter",
                self.tr("Reported by"),
                TermField(self.tr("Reported by"), [("", self.tr("not stated")), *_terms(Reporter)]),
            ),
            *(
                row(field, name, forms.word_field(field, name), self._only(field, name))
                for field, name in (
                    ("designation", self.tr("Item")),
                    ("category", self.tr("Category")),
                    ("condition", self.tr("Condition")),
                    ("unit", self.tr("Unit")),
                )
            ),
            row(
                "stage",
                self.tr("Stage"),
                TermField(self.tr("Stage"), _terms(Stage)),
                TermField(self.tr("Stage now"), [("", self.tr("of every figure")), *_of(Stage)]),
            ),
            row(
                "comment",
                self.tr("Comment"),
                LongTextField(self.tr("Comment"), lines=2),
                TermField(
                    self.tr("Where the comment goes"),
                    [("", self.tr("in place of what is there")), (_ADDED, self.tr("behind it"))],
                ),
            ),
            row(
                "party",
                self.tr("Add a party"),
                forms.actor_field(self.tr("Party"), ""),
                TermField(self.tr("Role"), _terms(Role)),
            ),
            row("source", self.tr("Cite a source"), forms.source_field(self.tr("Source"), "")),
        )

    def _row(self, field: str, name: str, value: Field, beside: Field | None = None) -> ChangeRow:
        made = ChangeRow(field, name, value, beside)
        made.setParent(self)
        made.changed.connect(self.later.start)
        return made

    def _only(self, field: str, name: str) -> Field:
        tip = self.tr("Leave it empty to change all of them")
        made = self._forms.word_field(field, self.tr("{name} now").format(name=name), tip)
        made.line.setPlaceholderText(self.tr("only where it is now…"))
        return made

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        top = Qt.AlignmentFlag.AlignTop
        for at, row in enumerate(self.rows):
            row.tick.setMinimumHeight(_ROW_PX)
            grid.addWidget(row.tick, at, 0, top)
            grid.addWidget(row.value, at, 1, 1, 1 if row.beside is not None else 2, top)
            if row.beside is not None:
                grid.addWidget(row.beside, at, 2, top)
        return grid


_ADDED = "added"


class _Change:
    """Makes the changes of what the records are when it is done."""

    def __init__(self, ids: tuple[str, ...], changes: tuple[ChangeText, ...], known: Known) -> None:
        self._ids, self._changes, self._known = ids, changes, known

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        transfers, citations = material_of(dossier, self._ids)
        made = apply(self._changes, transfers, self._known, citations)
        if made.is_grave:
            raise RecordError(made.faults[0].words)
        edit.put(*made.actors, *made.transfers, *made.citations, *made.rechecks)


def _terms(terms: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(term.value, term.value) for term in terms]


def _of(stages: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(stage.value, f"only of those {stage.value}") for stage in stages]
