"""Two dossiers side by side: what differs, what of it is taken, and what a merge will do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flowviz.comparing import Difference, Rule, Side
from flowviz.editing.differences import done_words, settled_words
from flowviz.flows.words import count_words
from flowviz.ui import text, theme
from flowviz.ui.comparing.compared import Chosen, Compared
from flowviz.ui.comparing.fields_model import FieldsModel
from flowviz.ui.comparing.list_model import DifferencesModel
from flowviz.ui.comparing.views import DifferencesList, FieldsTable
from flowviz.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from flowviz.ui.comparing.comparing import Comparing
    from flowviz.ui.window import Window

_MOST_NAMED = 3


def compare_with(window: "Window", path: Path) -> None:
    """Compare the dossier of a window with the file at ``path``, which may be its own."""
    window.comparing().start(path)


class CompareDialog(Dialog):
    """Left what differs, right one record side by side, below what a merge will do."""

    def __init__(self, compared: Compared, comparing: "Comparing", parent: QWidget) -> None:
        super().__init__(parent, parent.tr("Compare and Merge"))
        self._compared = compared
        self._comparing = comparing
        self.chosen = Chosen(compared.comparison, self)
        self.body.addWidget(text.label(self._heading(), "strong", wraps=True))
        for words in self._remarks():
            self.body.addWidget(text.label(words, "muted", wraps=True))
        self.merge = self.buttons.addButton(
            self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self._will_do = text.label("", wraps=True)
        if compared.comparison.differences:
            self._lay_out()
            self.resize(1180, 720)
        else:
            self.merge.hide()
            self.resize(480, 160)
        if compared.comparison.is_equal:
            comparing.note_seen(compared)
        self._show_plan()

    def accept(self) -> None:
        """Merge what is chosen."""
        if self.merge.isEnabled():
            super().accept()
            self._comparing.merge(self._compared, self.chosen)

    def _lay_out(self) -> None:
        compared = self._compared
        self.fields = FieldsModel(compared, self.chosen, self)
        self.model = DifferencesModel(compared, self.chosen, self)
        self.list = DifferencesList(self.model, self)
        is_two_way = compared.comparison.base is None
        self.table = FieldsTable(self.fields, self, is_two_way=is_two_way)
        self.body.addLayout(self._tools())
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self._record())
        split.setChildrenCollapsible(False)
        split.setSizes([520, 660])
        self.body.addWidget(split, 1)
        self.body.addWidget(self._will_do)
        self.list.shown.connect(self._show_difference)
        self.list.taken.connect(self._take)
        self.chosen.changed.connect(self._show_plan)
        self._show_difference(self.model.difference(self.list.currentIndex()))
        self.list.setFocus()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search in what differs"))
        self.search.setAccessibleName(self.tr("Search in what differs"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.search)
        self.rule = QToolButton(self)
        self.rule.setObjectName("field")
        self.rule.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.rule.setMenu(self._rules())
        self._show_rule()
        row.addWidget(self.search, 1)
        row.addWidget(self.rule)
        return row

    def _rules(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        first = (
            self.tr("Theirs where mine says nothing; decide one by one where both differ")
            if self._compared.comparison.base is None
            else self.tr("Theirs where mine is unchanged; decide conflicts one by one")
        )
        for words, side in (
            (first, None),
            (self.tr("The same, and mine in conflicts"), Side.A),
            (self.tr("The same, and theirs in conflicts"), Side.B),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(side is None)
            action.setData(side)
            group.addAction(action)
        group.triggered.connect(self._follow_rule)
        menu.addSeparator()
        self.deletions = menu.addAction(self.tr("Delete what theirs has deleted, too"))
        self.deletions.setCheckable(True)
        self.deletions.setEnabled(self._compared.comparison.base is not None)
        self.deletions.toggled.connect(self._follow_deletions)
        return menu

    def _record(self) -> QWidget:
        whole = QWidget(self)
        box = QVBoxLayout(whole)
        box.setContentsMargins(theme.SPACE, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        self._title = text.label("", "strong", wraps=True)
        self._state = text.label("", "muted", wraps=True)
        buttons = QHBoxLayout()
        self.mine = self._button(self.tr("Take &Mine"), self.tr("M"), self._take_mine)
        self.theirs = self._button(self.tr("Take &Theirs"), self.tr("T"), self._take_theirs)
        self.by_rule = self._button(self.tr("Leave to the &Rule"), "", self._leave)
        for button in (self.mine, self.theirs, self.by_rule):
            buttons.addWidget(button)
        buttons.addStretch()
        box.addWidget(self._title)
        box.addWidget(self._state)
        box.addWidget(self.table, 1)
        hint = self.tr("A click on a value takes it. M takes mine, T theirs, Space the other one.")
        box.addWidget(text.label(hint, "hint", wraps=True))
        box.addLayout(buttons)
        return whole

    def _button(self, words: str, key: str, slot: object) -> QPushButton:
        made = QPushButton(words, self)
        made.setAutoDefault(False)
        made.setToolTip(key)
        made.clicked.connect(slot)
        return made

    def _take(self, differences: list[Difference], side: Side) -> None:
        self.chosen.take(differences, side)

    def _take_mine(self) -> None:
        self.chosen.take(self.list.chosen(), Side.A)

    def _take_theirs(self) -> None:
        self.chosen.take(self.list.chosen(), Side.B)

    def _leave(self) -> None:
        self.chosen.leave(self.list.chosen())

    def _follow_rule(self, action: QAction) -> None:
        deletions = self.chosen.choices.rule.deletions
        self.chosen.follow(Rule(action.data(), deletions))
        self._show_rule()

    def _follow_deletions(self, is_on: bool) -> None:
        self.chosen.follow(Rule(self.chosen.choices.rule.conflicts, is_on))
        self._show_rule()

    def _show_rule(self) -> None:
        rule = self.chosen.choices.rule
        is_two_way = self._compared.comparison.base is None
        words = {
            None: self.tr("Rule: theirs where mine says nothing")
            if is_two_way
            else self.tr("Rule: theirs where mine is unchanged"),
            Side.A: self.tr("Rule: mine in conflicts"),
            Side.B: self.tr("Rule: theirs in conflicts"),
        }[rule.conflicts]
        self.rule.setText(words + (self.tr(", deletions too") if rule.deletions else ""))

    def _show_difference(self, difference: Difference | None) -> None:
        self.fields.show_difference(difference)
        telling = self._compared.telling
        is_one = difference is not None
        title = telling.titles[difference.key] if difference is not None else ""
        self._title.setText(text.one_line(title, 300))
        state = telling.state(difference.state) if difference is not None else ""
        self._state.setText(state)
        self.table.setEnabled(is_one)
        for button in (self.mine, self.theirs, self.by_rule):
            button.setEnabled(bool(self.list.chosen()))

    def _show_plan(self) -> None:
        plan, comparison = self.chosen.plan, self._compared.comparison
        self.merge.setEnabled(plan.is_settled and bool(comparison.differences))
        if not plan.is_settled:
            count = count_words(len(plan.undecided), self.tr("conflict"))
            words = self.tr("{count} still to be decided, by hand or by a rule.").format(
                count=count
            )
            self._will_do.setText(words)
            return
        done = done_words(comparison, plan, self.chosen.choices)
        settled = settled_words(plan)
        if settled:
            done += self.tr("; so that nothing is at odds, {settled}").format(settled=settled)
        words = self.tr("Merge: {done}. One step of the history, which can be undone.")
        self._will_do.setText(words.format(done=done))

    def _heading(self) -> str:
        name = text.one_line(self._compared.path.name, 120)
        if self._compared.comparison.is_equal:
            return self.tr("{name} holds the same records as this dossier.").format(name=name)
        count = count_words(len(self._compared.comparison.differences), self.tr("record"))
        words = self.tr("Mine is this dossier, theirs is {name}: {count} not alike.")
        return words.format(name=name, count=count)

    def _remarks(self) -> list[str]:
        comparison = self._compared.comparison
        said = []
        if comparison.base is not None and not comparison.is_equal:
            row = comparison.base.row
            at = row.at.astimezone().strftime("%Y-%m-%d %H:%M")
            words = self.tr("Both go back to “{what}” of {at}.")
            said.append(words.format(what=text.one_line(row.what, 120), at=at))
        elif not comparison.is_equal:
            words = self.tr("{why} Nobody can tell who changed what; nothing is taken as deleted.")
            said.append(words.format(why=comparison.why_two_way))
        if comparison.look_alikes:
            said.append(self._alike())
        if comparison.forgotten:
            words = self.tr("{count} of theirs not offered, for mine was made to forget them.")
            count = count_words(len(comparison.forgotten), self.tr("record"))
            said.append(words.format(count=count))
        if comparison.forgotten_by_b:
            said.append(self._forgotten_there())
        return said

    def _forgotten_there(self) -> str:
        titles = self._compared.telling.titles
        named = [titles[key] for key in self._compared.comparison.forgotten_by_b[:_MOST_NAMED]]
        words = self.tr(
            "Theirs was made to forget {count} of mine ({names}). A merge leaves them here; Forget "
            "takes them out for good."
        )
        count = count_words(len(self._compared.comparison.forgotten_by_b), self.tr("record"))
        return words.format(count=count, names=text.one_line("; ".join(named), 300))

    def _alike(self) -> str:
        found = self._compared.comparison.look_alikes
        named = [f"{each.name} ({each.a}, {each.b})" for each in found[:_MOST_NAMED]]
        if len(found) > len(named):
            named.append(self.tr("{count} more").format(count=f"{len(found) - len(named):,}"))
        words = self.tr(
            "Perhaps one actor under two codes: {names}. They stay two; merge them afterwards."
        )
        return words.format(names=text.one_line("; ".join(named), 400))
