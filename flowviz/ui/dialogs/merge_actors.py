"""Making one actor of several: who stays, who goes into it, and what that changes."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flowviz.actor import Actor
from flowviz.dossier import Dossier, Edit, Onlooker
from flowviz.editing import actors as merging
from flowviz.editing.actors import LookAlikes, Merge, look_alikes, merge_of, merge_words
from flowviz.editing.known import actor_words
from flowviz.flows.words import count_words
from flowviz.ui import app, text, theme
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.fields import TextField
from flowviz.ui.forms.opening import forms_of
from flowviz.ui.jobs import Token

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_CODES = Qt.ItemDataRole.UserRole
_WIDE_PX = 620
_LIST_PX = 140
_KIND = "merge"
_AT_ONCE = 3_000
"""Actors and transfers that are looked through within a few hundredths of a second."""


def merge(window: "Window", codes: Sequence[str]) -> "MergeDialog":
    """Open the dialog with some actors in it; with none it proposes those that look alike."""
    dialog = MergeDialog(window, codes)
    dialog.open()
    return dialog


class ActorRow(QWidget):
    """An actor to be merged: a button to let it stay, and one to leave it out."""

    chosen = Signal()
    left_out = Signal(str)

    def __init__(self, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = actor.code
        self.stays = QRadioButton(text.menu_text(actor.name))
        self.stays.setAutoExclusive(False)
        self.stays.clicked.connect(self.chosen)
        words = text.label(actor_words(actor), "muted")
        self.out = QToolButton(self)
        self.out.setText("\N{MULTIPLICATION SIGN}")
        self.out.setToolTip(text.tooltip(self.tr("Leave it out")))
        self.out.setAccessibleName(
            self.tr("Leave out {name}").format(name=text.one_line(actor.name, 60))
        )
        self.out.clicked.connect(self._leave_out)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stays)
        box.addWidget(words)
        box.addStretch(1)
        box.addWidget(self.out)

    def _leave_out(self) -> None:
        self.left_out.emit(self.code)


class MergeDialog(Dialog):
    """The actors, the one that stays, and what the merge does, in sentences; one edit."""

    def __init__(self, window: "Window", codes: Sequence[str]) -> None:
        super().__init__(window, self.tr("Merge Actors"))
        self._window = window
        self._actors = window.session.contents.actors
        self._merge: Merge | None = None
        self.rows: list[ActorRow] = []
        self._keep = ""
        self._lay_out()
        for code in codes:
            self.add(code)
        window.session.edited.connect(self._follow_edit)
        self.resize(_WIDE_PX, self.sizeHint().height())
        self._show()

    def accept(self) -> None:
        """Merge them in one edit."""
        made, session = self._merge, self._window.session
        if made is None or session.is_busy:
            return
        names = ", ".join(session.name(code) for code in made.gone)
        what = self.tr("Merge {names} into {keep}").format(
            names=text.one_line(names, 80), keep=text.one_line(session.name(made.keep), 60)
        )
        session.edited.disconnect(self._follow_edit)
        super().accept()
        reason = text.one_line(str(self.reason.value()))
        self._ask_for_the_kept(made)
        self._window.records.do(made.transfers, what, reason, _MergeWork(made))

    def _ask_for_the_kept(self, made: Merge) -> None:
        """Let the filters and the selection name the one that stays."""
        session, to = self._window.session, dict.fromkeys(made.gone, made.keep)
        query, selected = session.query, session.selected
        actors = frozenset(to.get(code, code) for code in query.actors)
        session.ask(dataclasses.replace(query, actors=actors))
        pairs = dict.fromkeys((to.get(one, one), to.get(two, two)) for one, two in selected.pairs)
        actor = to.get(selected.actor, selected.actor)
        session.select(dataclasses.replace(selected, actor=actor, pairs=tuple(pairs)))

    def add(self, code: str) -> None:
        """Put one more actor among those that are merged; the first one stays until told."""
        if code not in self._actors or any(row.code == code for row in self.rows):
            return
        row = ActorRow(self._actors[code], self)
        row.chosen.connect(self._choose)
        row.left_out.connect(self._leave_out)
        self.rows.append(row)
        self._list.addWidget(row)
        self._keep = self._keep or code
        self._show()

    def keep(self, code: str) -> None:
        """Let another actor be the one that stays."""
        self._keep = code
        self._show()

    def _choose(self) -> None:
        row = self.sender()
        assert isinstance(row, ActorRow)
        self.keep(row.code)

    def _leave_out(self, code: str) -> None:
        gone = next(row for row in self.rows if row.code == code)
        self.rows.remove(gone)
        self._list.removeWidget(gone)
        gone.deleteLater()
        if self._keep == code:
            self._keep = self.rows[0].code if self.rows else ""
        self._show()

    def _add_typed(self) -> None:
        match = self._forms.knowledge.known.match(" ".join(str(self.field.value()).split()))
        if match.code in self._actors and match.code is not None:
            self.add(match.code)
            self.field.show_value("")

    def _take_proposal(self, item: QListWidgetItem) -> None:
        for row in list(self.rows):
            self._leave_out(row.code)
        for code in item.data(_CODES):
            self.add(code)

    def _follow_edit(self) -> None:
        """Somebody has edited meanwhile: an actor may be gone, and the counts are others."""
        session = self._window.session
        if session.is_busy:
            return
        self._actors = session.dossier.actors()
        for row in list(self.rows):
            if row.code not in self._actors:
                self._leave_out(row.code)
        self._show()

    def _show(self) -> None:
        """Show who is merged, and work out what that does: at once, or aside."""
        session = self._window.session
        for row in self.rows:
            row.stays.setChecked(row.code == self._keep)
        gone = tuple(row.code for row in self.rows if row.code != self._keep)
        self._title.setText(self.tr("Which one stays?"))
        self._title.setVisible(bool(self.rows))
        self._tell(None)
        if not gone or session.is_busy:
            self.said.setText(
                self.tr("Choose two or more actors: one stays, the others become names of it.")
            )
        elif self._is_small:
            self._tell(merge_of(session.dossier, self._keep, gone))
        else:
            work = _Tell(session.dossier.beside(), self._keep, gone)
            self._window.jobs.start(_KIND, work, self._tell, self._fail)

    def _tell(self, made: Merge | None) -> None:
        """Say what the merge does, as soon as that is known."""
        if self.is_over:
            return
        self._merge = made
        self.button.setEnabled(made is not None)
        self.reason.setEnabled(made is not None)
        said = merge_words(made, self._actors) if made is not None else (self.tr("…"),)
        self.said.setText(text.plain("\n".join(said)))

    def _fail(self, error: Exception) -> None:
        if not self.is_over:
            app.show_fault(self, error)

    @property
    def _is_small(self) -> bool:
        contents = self._window.session.contents
        return len(contents.actors) + len(contents.columns.transfers.ids) <= _AT_ONCE

    def _lay_out(self) -> None:
        self._forms = forms_of(self._window)
        self._title = text.label("", "strong")
        self.body.addWidget(self._title)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE // 2)
        self.body.addLayout(self._list)
        self.field = self._forms.actor_field(self.tr("Another actor"), "")
        self.field.line.setPlaceholderText(self.tr("Add another actor, by name or code…"))
        self.field.left.connect(self._add_typed)
        self.field.known.taken.connect(self._add_typed)  # there may be no field to go on to
        self.body.addWidget(self.field)
        self.said = text.label("", wraps=True)
        self.body.addWidget(self.said)
        self.reason = TextField(self.tr("Reason"), example=self.tr("Why (may stay empty)"))
        self.body.addWidget(self.reason)
        self._propose()
        self.body.addStretch(1)
        self.button = self.buttons.addButton(
            self.tr("&Merge"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.button.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    def _propose(self) -> None:
        """List the actors that look alike, once they are found."""
        self._caption = text.label("", "caption")
        self.proposals = QListWidget(self)
        self.proposals.setAccessibleName(self.tr("Actors that look alike"))
        self.proposals.setMaximumHeight(_LIST_PX)
        self.proposals.itemActivated.connect(self._take_proposal)
        self.proposals.itemClicked.connect(self._take_proposal)
        for part in (self._caption, self.proposals):
            self.body.addWidget(part)
            part.hide()
        if self._is_small:
            self._show_alike(look_alikes(self._actors.values()))
        else:
            self._window.jobs.start(
                f"{_KIND} alike", _Alike(self._actors), self._show_alike, self._fail
            )

    def _show_alike(self, found: tuple[LookAlikes, ...]) -> None:
        if self.is_over:
            return
        words = count_words(len(found), "group")
        self._caption.setText(
            self.tr("{groups} of actors with names that look alike").format(groups=words)
        )
        for each in found:
            self.proposals.addItem(self._proposal(each))
        self._caption.setVisible(bool(found))
        self.proposals.setVisible(bool(found))

    def _proposal(self, alike: LookAlikes) -> QListWidgetItem:
        names = ", ".join(f"{self._actors[code].name} ({code})" for code in alike.codes)
        item = QListWidgetItem(f"{text.one_line(names, 200)}\n{text.one_line(alike.words, 200)}")
        item.setToolTip(text.tooltip(alike.words))
        item.setData(_CODES, alike.codes)
        return item


class _Tell:
    """Works out what a merge does."""

    def __init__(self, onlooker: Onlooker, keep: str, gone: tuple[str, ...]) -> None:
        self._onlooker, self._keep, self._gone = onlooker, keep, gone

    def __call__(self, _token: Token) -> Merge:
        with self._onlooker as reading:
            return merge_of(reading, self._keep, self._gone)


class _Alike:
    """Looks for actors with names that look alike."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors

    def __call__(self, _token: Token) -> tuple[LookAlikes, ...]:
        return look_alikes(self._actors.values())


class _MergeWork:
    """Merges within an edit."""

    def __init__(self, made: Merge) -> None:
        self._made = made

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        merging.merge(edit, dossier, self._made)
