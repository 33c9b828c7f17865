"""Letting several designations be one item: which ones, which of them stands for all, and back."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
)

from flowviz.dossier import Dossier, Edit
from flowviz.editing import spellings as of_items
from flowviz.editing.spellings import Likely
from flowviz.flows.columns import Columns
from flowviz.flows.search import folded
from flowviz.flows.words import count_words
from flowviz.ui import app, text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.fields import ChoiceEditor, TextField
from flowviz.ui.jobs import Token

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_DESIGNATION = Qt.ItemDataRole.UserRole
_LIKELY = Qt.ItemDataRole.UserRole + 1
_WIDE_PX, _HIGH_PX = 620, 640
_PROPOSALS_PX = 150
_LONGEST = 90
_KIND = "same item"


def same_item(window: "Window", transfers: Collection[str] = ()) -> "SameItemDialog":
    """Open the dialog; the items of some records, and those of the filter, are chosen in it."""
    dialog = SameItemDialog(window)
    columns = window.session.contents.columns
    dialog.choose(
        {*columns.items(window.session.query.items), *_designations(columns, transfers)} - {""}
    )
    dialog.open()
    return dialog


class SameItemDialog(Dialog):
    """All designations, to be chosen among, with what is likely the same; each button one edit."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window, self.tr("Same Item"))
        self._window = window
        self._before: Mapping[str, str] = {}
        self._lay_out()
        window.session.contents_changed.connect(self._fill)
        self.resize(_WIDE_PX, _HIGH_PX)
        self._fill()

    def accept(self) -> None:
        """Let the chosen designations be one item."""
        chosen, item = self.chosen(), self.stands.currentData()
        if len(chosen) > 1 and item and not self._window.session.is_busy:
            after = of_items.joined(self._before, chosen, item)
            what = self.tr("Let {count} mean {item}").format(
                count=count_words(len(chosen) - 1, "designation"), item=text.one_line(item, 60)
            )
            query = self._window.session.query
            items = frozenset(after.get(each, each) for each in query.items)
            self._window.session.ask(dataclasses.replace(query, items=items))
            self._window.records.do(1, what, "", _Write(self._before, after))
            self.choose({item})

    def apart(self) -> None:
        """Take the chosen designations out of the item that they mean or stand for."""
        chosen = self.chosen()
        after = of_items.taken_apart(self._before, chosen)
        if after != self._before and not self._window.session.is_busy:
            what = self.tr("Take apart {items}").format(items=text.one_line(", ".join(chosen), 60))
            self._window.records.do(1, what, "", _Write(self._before, after))

    def chosen(self) -> tuple[str, ...]:
        """The designations that are chosen, in the order of the list."""
        rows = sorted(self.list.row(item) for item in self.list.selectedItems())
        return tuple(self.list.item(row).data(_DESIGNATION) for row in rows)

    def choose(self, designations: Collection[str]) -> None:
        """Choose some designations and no others."""
        first = None
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                item.setSelected(item.data(_DESIGNATION) in designations)
                first = item if first is None and item.isSelected() else first
        if first is not None:
            self.list.scrollToItem(first)
        self._show()

    def _lay_out(self) -> None:
        hint = self.tr(
            "Choose designations that mean the same thing. Records keep their own words."
        )
        self.body.addWidget(text.label(hint, "muted", wraps=True))
        self.search = TextField(self.tr("Find"), example=self.tr("Part of a designation…"))
        self.search.typed.connect(self._narrow)
        self.body.addWidget(self.search)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Designations"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.itemSelectionChanged.connect(self._show)
        self.body.addWidget(self.list, 1)
        line = QHBoxLayout()
        name = text.label(self.tr("Stands for all"))
        self.stands = ChoiceEditor()
        self.stands.setAccessibleName(self.tr("Stands for all"))
        name.setBuddy(self.stands)
        line.addWidget(name)
        line.addWidget(self.stands, 1)
        self.body.addLayout(line)
        self.said = text.label("", wraps=True)
        self.body.addWidget(self.said)
        self._caption = text.label(self.tr("Perhaps the same, by their letters"), "caption")
        self.body.addWidget(self._caption)
        self.proposals = ProposalList(self)
        self.proposals.setAccessibleName(self.tr("Designations that are perhaps the same"))
        self.proposals.setMaximumHeight(_PROPOSALS_PX)
        self.proposals.itemActivated.connect(self._take_proposal)
        self.proposals.itemClicked.connect(self._take_proposal)
        self.body.addWidget(self.proposals)
        role = QDialogButtonBox.ButtonRole
        self.button = self.buttons.addButton(self.tr("&Same Item"), role.AcceptRole)
        self.button.setDefault(True)
        self.part = self.buttons.addButton(self.tr("Take &Apart"), role.ActionRole)
        self.part.clicked.connect(self.apart)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    def _fill(self) -> None:
        """List what the dossier has now; what was chosen stays so where it is still there."""
        chosen = set(self.chosen())
        columns = self._window.session.contents.columns
        self._before = dict(columns.spellings)
        counts = _counts(columns)
        with QSignalBlocker(self.list):
            self.list.clear()
            for name in sorted({*counts, *self._before}, key=lambda each: (folded(each), each)):
                self.list.addItem(self._row(name, counts.get(name, 0)))
        self._narrow()
        self.choose(chosen)
        work = _Propose(counts, _categories(columns))
        self._window.jobs.start(_KIND, work, self._show_likely, self._fail)

    def _row(self, name: str, count: int) -> QListWidgetItem:
        meant = self._before.get(name)
        said = count_words(count, "line")
        if meant is not None:
            said = self.tr("means {item}").format(item=text.one_line(meant, _LONGEST))
        row = QListWidgetItem(f"{text.one_line(name, _LONGEST)}   ·   {said}")
        row.setData(_DESIGNATION, name)
        return row

    def _narrow(self) -> None:
        """Show what holds the text that is looked for, and what is chosen."""
        wanted = folded(str(self.search.value()))
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_found = wanted in folded(item.data(_DESIGNATION))
            item.setHidden(not is_found and not item.isSelected())

    def _show(self) -> None:
        chosen, stood = self.chosen(), self.stands.currentData()
        with QSignalBlocker(self.stands):
            self.stands.clear()
            for name in dict.fromkeys(self._before.get(each, each) for each in chosen):
                self.stands.addItem(text.one_line(name, _LONGEST), name)
            for name in chosen:
                if self.stands.findData(name) < 0:
                    self.stands.addItem(text.one_line(name, _LONGEST), name)
            self.stands.setCurrentIndex(max(self.stands.findData(stood), 0))
        is_busy = self._window.session.is_busy
        self.stands.setEnabled(len(chosen) > 1)
        self.button.setEnabled(len(chosen) > 1 and not is_busy)
        after = of_items.taken_apart(self._before, chosen)
        self.part.setEnabled(after != self._before and not is_busy)
        self.said.setText(self._words(chosen))

    def _words(self, chosen: tuple[str, ...]) -> str:
        if len(chosen) > 1:
            return self.tr("{count} chosen: lists and filters will show one item.").format(
                count=count_words(len(chosen), "designation")
            )
        of_it = [name for name, item in self._before.items() if item in chosen]
        if of_it:
            names = text.one_line(", ".join(of_it), 200)
            return self.tr("It also stands for {names}.").format(names=names)
        return self.tr("Choose two or more: with Ctrl or Shift, or one of the proposals.")

    def _take_proposal(self, item: QListWidgetItem) -> None:
        self.choose(set(item.data(_LIKELY)))
        self._narrow()

    def _show_likely(self, found: tuple[Likely, ...]) -> None:
        if self.is_over:
            return
        self.proposals.clear()
        for each in found:
            row = QListWidgetItem(text.one_line(" · ".join(each.designations), 200))
            row.setData(_LIKELY, each.designations)
            self.proposals.addItem(row)
        for part in (self._caption, self.proposals):
            part.setVisible(bool(found))

    def _fail(self, error: Exception) -> None:
        if not self.is_over:
            app.show_fault(self, error)


class ProposalList(QListWidget):
    """Proposals of which Enter takes one, and does not press the button of the dialog as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class _Propose:
    """Looks for designations that are perhaps the same."""

    def __init__(
        self, counts: Mapping[str, int], categories: Mapping[str, Collection[str]]
    ) -> None:
        self._counts, self._categories = counts, categories

    def __call__(self, _token: Token) -> tuple[Likely, ...]:
        return of_items.likely(self._counts, self._categories)


class _Write:
    """Writes other spellings within an edit."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._before, self._after = before, after

    def __call__(self, _dossier: Dossier, edit: Edit) -> None:
        of_items.write(edit, self._before, self._after)


def _counts(columns: Columns) -> dict[str, int]:
    found = np.bincount(columns.lines.designation, minlength=len(columns.designations))
    return {
        name: count
        for name, count in zip(columns.designations, found.tolist(), strict=True)
        if name.strip()
    }


def _categories(columns: Columns) -> dict[str, set[str]]:
    both = np.unique(np.stack((columns.lines.designation, columns.lines.category)), axis=1)
    found: dict[str, set[str]] = defaultdict(set)
    for designation, category in both.T.tolist():
        found[columns.designations[designation]].add(columns.categories[category])
    return found


def _designations(columns: Columns, transfers: Iterable[str]) -> set[str]:
    first = columns.transfers.first_line
    return {
        columns.designations[code]
        for at in columns.transfers.places(transfers)
        for code in columns.lines.designation[first[at] : first[at + 1]].tolist()
    }
