"""Looking at a pasted table before it is taken: what each column is, what is wrong where."""

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from flowviz.actor import Actor, ActorKind
from flowviz.dossier import Dossier, Edit, Onlooker
from flowviz.editing import ActorText, Known, styles
from flowviz.editing.composing import CellFault
from flowviz.editing.pasting import Choices, PastePlan, plan, with_twins
from flowviz.editing.rechecks import rechecks
from flowviz.editing.table import Pasted, pasted
from flowviz.errors import CancelledError, RecordError
from flowviz.flows.words import count_words
from flowviz.terms import Stage, TransferKind
from flowviz.ui import app, text, theme
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.dialogs.paste_model import FaultModel, PasteModel
from flowviz.ui.forms.fields import Field, TermField
from flowviz.ui.forms.opening import forms_of
from flowviz.ui.jobs import Token
from flowviz.ui.records_table.tint import TintDelegate

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_KIND = "paste"
_AT_ONCE = 200
"""Rows that are looked at within a tenth of a second."""
_MOST_PX = 260
_SIZE_PX = (980, 620)
_FAULTS_PX = 130
_OWN_WIDTHS_PX = (48, 80)


def paste(window: "Window", clipboard: str) -> "PasteDialog | None":
    """Show what pasting a clipboard's text would do; None, and words, where it is no table."""
    try:
        table = pasted(clipboard)
        if not table.rows:
            raise RecordError("The table has headings and no rows.")
    except RecordError as error:
        window.show_error(error)
        return None
    dialog = PasteDialog(window, table)
    dialog.open()
    return dialog


class PasteDialog(Dialog):
    """The table with its faults marked; faulty records can be left out; one edit takes the rest."""

    def __init__(self, window: "Window", table: Pasted) -> None:
        super().__init__(window, self.tr("Paste Records"))
        self._window = window
        self._table = table
        self._plan: PastePlan | None = None
        self._asked: frozenset[str] = frozenset()
        self._shown_choices: dict[str, QWidget] = {}
        self._forms = forms_of(window)
        self.choices = self._make_choices()
        self.said = text.label("", "strong", wraps=True)
        self.table = _table_view(self, self.tr("The table that is pasted"))
        self.faults = QListView(self)
        self.faults.setAccessibleName(self.tr("What is wrong"))
        self.faults.setMaximumHeight(_FAULTS_PX)
        self.faults.setUniformItemSizes(True)
        self.faults.activated.connect(self._go_to)
        self.faults.clicked.connect(self._go_to)
        self.leave_out = QCheckBox()
        self.leave_out.toggled.connect(self._show_button)
        self._lay_out()
        window.session.edited.connect(self._look)
        self.resize(*_SIZE_PX)
        self._look()

    def accept(self) -> None:
        """Put the records in one edit."""
        if self._plan is None or self._window.session.is_busy:
            return
        count = len(self._plan.puts())
        what = self.tr("Paste {records}").format(records=_counted(self._plan))
        self._window.session.edited.disconnect(self._look)
        super().accept()
        puts = _Put(self._plan, self._forms.knowledge.known)
        self._window.records.do(count, what, "", puts)

    def chosen(self) -> Choices:
        """What the person says where the table leaves it open."""
        said = {name: str(field.value()) for name, field in self.choices.items()}
        return dataclasses.replace(Choices(), **said)

    def _look(self) -> None:
        """Work out what pasting would do, at once or aside."""
        session = self._window.session
        self._show(None)
        if session.is_busy:
            return
        work = _Plan(self._table, self._forms.knowledge.known, self.chosen())
        if len(self._table.rows) <= _AT_ONCE:
            self._show(work.plan(session.dossier, None))
        else:
            aside = _Aside(work, session.dossier.beside())
            self._window.jobs.start(_KIND, aside, self._show, self._fail, self._show_progress)

    def _show_headings(self) -> None:
        """Have columns wide enough to read what they are taken as."""
        header = self.table.horizontalHeader()
        for column in range(header.count()):
            needed_px = min(header.sectionSizeHint(column), _MOST_PX)
            self.table.setColumnWidth(column, max(self.table.columnWidth(column), needed_px))

    def _fail(self, error: Exception) -> None:
        if not self.is_over:
            app.show_fault(self, error)

    def _show_progress(self, done: int, total: int) -> None:
        words = self.tr("Looking at {done:,} of {total:,} records…")
        if not self.is_over:
            self.said.setText(words.format(done=done, total=total))

    def _show(self, made: PastePlan | None) -> None:
        if self.is_over:
            return
        self._plan = made
        if made is not None:
            self._asked |= made.asks
            for name, choice in self._shown_choices.items():
                choice.setVisible(name in self._asked)
            self.said.setText(_words(made))
            self._model.show_plan(made)
            for column, width in enumerate(_OWN_WIDTHS_PX):
                self.table.setColumnWidth(column, width)
            self._show_headings()
            self._fault_model.show_plan(made)
            self.faults.setVisible(bool(made.faults))
            records = count_words(made.faulty, "record")
            self.leave_out.setText(
                self.tr("Leave out {records} with faults").format(records=records)
            )
            self.leave_out.setVisible(bool(made.faulty))
            self.new_actor.setVisible(bool(self._unknown_actors()))
        self._show_button()

    def _show_button(self) -> None:
        made = self._plan
        is_ready = made is not None and bool(made.new or made.changed)
        is_clean = made is not None and (not made.faulty or self.leave_out.isChecked())
        self.button.setEnabled(is_ready and is_clean)
        words = _counted(made) if made is not None and is_ready else self.tr("records")
        self.button.setText(self.tr("Paste {records}").format(records=words))

    def _go_to(self, index: QModelIndex) -> None:
        """Show the cell of a fault."""
        place = self._model.place_of(self._fault_model.fault(index.row()))
        self.table.setCurrentIndex(place)
        self.table.scrollTo(place)

    def _make_actor(self) -> None:
        """Open the form of the actor that the fault picked, or the first one, is about."""
        unknown = self._unknown_actors()
        picked = self.faults.currentIndex()
        fault = self._fault_model.fault(picked.row()) if picked.isValid() else None
        fault = fault if fault in unknown else unknown[0]
        assert self._plan is not None
        name = (self._plan.pasted.cell(fault.row, fault.field) or "").strip()
        self._forms.new(Actor, ActorText(kind=ActorKind.STATE.value, name=name), name)

    def _unknown_actors(self) -> list[CellFault]:
        if self._plan is None:
            return []
        match, cell = self._forms.knowledge.known.match, self._plan.pasted.cell
        return [
            each
            for each in self._plan.faults
            if each.is_grave and each.field in ("supplier", "recipient")
            if match((cell(each.row, each.field) or "").strip()).code is None
        ]

    def _make_choices(self) -> dict[str, Field]:
        unsaid = [("", self.tr("choose…"))]
        kinds = [(each.value, each.value) for each in TransferKind]
        stages = [(each.value, each.value) for each in Stage]
        units = [(each, text.one_line(each, 40)) for each in self._forms.knowledge.known.units]
        return {
            "kind": TermField(self.tr("Kind of new records"), [*unsaid, *kinds]),
            "stage": TermField(self.tr("Stage of new figures"), [*unsaid, *stages]),
            "unit": TermField(self.tr("Unit of new figures"), [*unsaid, *units]),
            "decimal": TermField(
                self.tr("Numbers are written"),
                [*unsaid, (styles.POINT, "1,234.5"), (styles.COMMA, "1.234,5")],
            ),
            "day_order": TermField(
                self.tr("“1/2/2024” means"),
                [
                    *unsaid,
                    (styles.DAY_FIRST, self.tr("1 February")),
                    (styles.MONTH_FIRST, self.tr("2 January")),
                ],
            ),
        }

    def _lay_out(self) -> None:
        self.body.addWidget(self.said)
        choices = QHBoxLayout()
        choices.setSpacing(2 * theme.SPACE)
        for name, field in self.choices.items():
            self._shown_choices[name] = _named(field)
            choices.addWidget(self._shown_choices[name])
            field.typed.connect(self._look)
        choices.addStretch(1)
        self.body.addLayout(choices)
        self._model = PasteModel(self)
        self._fault_model = FaultModel(self)
        self.table.setModel(self._model)
        self.faults.setModel(self._fault_model)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.faults)
        self.body.addWidget(self.leave_out)
        self.button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.new_actor = self.buttons.addButton(self.tr("New &Actor…"), role)
        self.new_actor.setToolTip(text.tooltip(self.tr("Make an actor of the name that is marked")))
        self.new_actor.clicked.connect(self._make_actor)


class _Plan:
    """Works out what pasting a table would do."""

    def __init__(self, table: Pasted, known: Known, choices: Choices) -> None:
        self._table, self._known, self._choices = table, known, choices

    def plan(self, reading: Dossier | Onlooker, token: Token | None) -> PastePlan:
        """The plan over what the dossier holds now."""
        before = {transfer.id: transfer for transfer in reading.transfers(self._table.ids)}
        progress = None if token is None else _Progress(token)
        made = plan(self._table, self._known, before, self._choices, progress)
        return with_twins(made, reading)


class _Progress:
    """Hands on how far it is, and stops when something else is wanted by now."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def __call__(self, done: int, total: int) -> None:
        if self._token.is_cancelled():
            raise CancelledError("The table was looked at anew.")
        self._token.progress(done, total)


class _Aside:
    def __init__(self, work: _Plan, onlooker: Onlooker) -> None:
        self._work, self._onlooker = work, onlooker

    def __call__(self, token: Token) -> PastePlan:
        with self._onlooker as reading:
            return self._work.plan(reading, token)


class _Put:
    """Puts what was pasted, and has the citations of changed fields checked again."""

    def __init__(self, made: PastePlan, known: Known) -> None:
        self._made, self._known = made, known

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        pairs = self._made.pairs
        cited = dossier.citations([id_ for before, _ in pairs for id_ in before.part_ids()])
        edit.put(*self._made.puts(), *rechecks(pairs, cited, self._known.shown_actor))


def _table_view(parent: QWidget, name: str) -> QTableView:
    table = QTableView(parent)
    table.setAccessibleName(name)
    table.setItemDelegate(TintDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(26)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setDefaultSectionSize(130)
    return table


def _named(field: Field) -> QWidget:
    """A field under its name."""
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    box.addWidget(text.label(field.name, "caption"))
    box.addWidget(field)
    return whole


def _words(made: PastePlan) -> str:
    """What pasting would do, in one sentence."""
    told = [
        f"{made.new:,} new" if made.new else "",
        f"{made.changed:,} changed" if made.changed else "",
        f"{made.unchanged:,} as they stand in the dossier" if made.unchanged else "",
        f"{made.faulty:,} with faults" if made.faulty else "",
    ]
    records = count_words(len(made.records), "record")
    return f"{records}: {', '.join(filter(None, told))}."


def _counted(made: PastePlan) -> str:
    """The records that are put: "2 new, 1 changed record"."""
    if made.new and made.changed:
        return f"{made.new:,} new and {count_words(made.changed, 'changed record')}"
    if made.new:
        return count_words(made.new, "new record")
    return count_words(made.changed, "changed record")
