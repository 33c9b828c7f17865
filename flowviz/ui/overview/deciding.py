"""The dialogs in which a proposal is accepted, with what that changes, or turned down."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QRadioButton, QWidget

from flowviz.flows.words import count_words, sentence
from flowviz.overview.accepting import Weighed, derived_of, group_of, links_of
from flowviz.overview.proposed import Derived, Fulfils, Proposed, SameGoods
from flowviz.records import Record, Source
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.overview.lines import refusal_words

_WIDTH_PX = 520
_LONGEST = 500
_LOST_MOST = 8
"""What falls out of the count, line by line; how much more there is is said."""


class AcceptDialog(Dialog):
    """Says what a proposal would change; ``accepted_as`` gives its records, once it is accepted."""

    accepted_as = Signal(object)

    def __init__(self, proposed: Proposed, parent: QWidget, verb: str) -> None:
        super().__init__(parent, self.tr("Accept a Proposal"))
        self.body.addWidget(text.label(proposed.title, "strong", wraps=True))
        self.body.addWidget(text.label(proposed.reason, wraps=True))
        self.take = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    def accept(self) -> None:
        """Give the records that are chosen."""
        records = self.records()
        super().accept()
        self.accepted_as.emit(records)

    def records(self) -> tuple[Record, ...]:
        """What becomes of the proposal."""
        raise NotImplementedError

    def _choice(self, words: str) -> QRadioButton:
        made = QRadioButton(text.menu_text(words), self)
        made.setToolTip(text.tooltip(words))
        self.body.addWidget(made)
        return made


class GroupDialog(AcceptDialog):
    """Which account of the same goods counts: that of the rule, or one chosen by hand."""

    def __init__(self, proposed: SameGoods, weighed: Weighed, parent: QWidget) -> None:
        super().__init__(proposed, parent, self.tr("&Make a Group"))
        self._proposed, self._weighed = proposed, weighed
        for account, tells in zip(proposed.accounts, weighed.tells, strict=True):
            count = count_words(len(account.transfers), "record")
            told = "; ".join(tells.values())
            self.body.addWidget(text.label(f"{account.title} ({count})", "strong", wraps=True))
            self.body.addWidget(text.label(told or self.tr("No amount"), "muted", wraps=True))
        self.body.addWidget(text.label(self.tr("One account counts, all are shown. Which?")))
        self.by_rule = self._choice(
            self.tr("By the rule: {title}").format(title=weighed.titles[weighed.counted])
        )
        self.by_hand = [
            self._choice(self.tr("Always: {title}").format(title=title)) for title in weighed.titles
        ]
        self.effect = text.label(name="muted", wraps=True)
        self.body.addWidget(self.effect)
        for choice in (self.by_rule, *self.by_hand):
            choice.toggled.connect(self._show_effect)
        self.by_rule.setChecked(True)
        self.fit(_WIDTH_PX)

    def records(self) -> tuple[Record, ...]:
        return (group_of(self._proposed, self._weighed, self._hand()),)

    def _hand(self) -> int | None:
        return next((at for at, each in enumerate(self.by_hand) if each.isChecked()), None)

    def _show_effect(self) -> None:
        hand, weighed = self._hand(), self._weighed
        counted = weighed.counted if hand is None else hand
        title = weighed.titles[counted]
        why = weighed.why if hand is None else self.tr("it is chosen by hand")
        words = [self.tr("“{title}” counts: {why}.").format(title=title, why=why)]
        if hand is None:
            words.append(self.tr("The rule follows what is cited and graded later on."))
        lost = weighed.lost(counted)
        if lost:
            told = "; ".join(lost[:_LOST_MOST])
            if len(lost) > _LOST_MOST:
                told += self.tr("; and {count} more").format(count=len(lost) - _LOST_MOST)
            words.append(self.tr("No longer counted, as it does not tell of them: {lost}."))
            words[-1] = words[-1].format(lost=told)
        self.effect.setText(text.plain(" ".join(words)))
        self.fit(max(self.width(), _WIDTH_PX))


class LinkDialog(AcceptDialog):
    """Deliveries under a licence or an order."""

    def __init__(self, proposed: Fulfils, parent: QWidget) -> None:
        super().__init__(proposed, parent, self.tr("&Link Them"))
        self._proposed = proposed
        links = count_words(len(proposed.later), "link")
        words = self.tr(
            "{links} will be made, unconfirmed until a source says so. How much of each delivery "
            "was made under it stays unknown. No total changes."
        ).format(links=links)
        self.body.addWidget(text.label(sentence(words), "muted", wraps=True))
        self.fit(_WIDTH_PX)

    def records(self) -> tuple[Record, ...]:
        return links_of(self._proposed)


class DeriveDialog(AcceptDialog):
    """Which of two sources has its knowledge from the other."""

    def __init__(self, proposed: Derived, sources: Mapping[str, Source], parent: QWidget) -> None:
        super().__init__(proposed, parent, self.tr("&Say So"))
        self._proposed, self._sources = proposed, sources
        later, earlier = sources[proposed.source].title, sources[proposed.origin].title
        words = self.tr("“{later}” has it from “{earlier}”")
        self.as_told = self._choice(words.format(later=later, earlier=earlier))
        self.turned = self._choice(words.format(later=earlier, earlier=later))
        for choice in (self.as_told, self.turned):
            choice.toggled.connect(self._show_state)
        self.as_told.setChecked(proposed.is_ordered)
        more = self.tr("Their dates do not tell which was first: choose.")
        self.body.addWidget(text.label("" if proposed.is_ordered else more, wraps=True))
        words = self.tr("From then on the two are one origin, and corroborate as one.")
        self.body.addWidget(text.label(words, "muted", wraps=True))
        self._show_state()
        self.fit(_WIDTH_PX)

    def records(self) -> tuple[Record, ...]:
        is_turned = self.turned.isChecked()
        return (derived_of(self._proposed, self._sources, turned=is_turned),)

    def _show_state(self) -> None:
        self.take.setEnabled(self.as_told.isChecked() or self.turned.isChecked())


class RefuseDialog(Dialog):
    """Takes the reason for turning a proposal down; ``refused`` gives it."""

    refused = Signal(str)

    def __init__(self, proposed: Proposed, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Turn a Proposal Down"))
        self.body.addWidget(text.label(proposed.title, "strong", wraps=True))
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Why (may stay empty)"))
        self.field.setAccessibleName(self.tr("Reason"))
        self.body.addWidget(self.field)
        words = self.tr(
            "It is not proposed again, unless records come that were not part of it. The reason is "
            "kept in the dossier. Undo brings it back."
        )
        self.body.addWidget(text.label(words, "muted", wraps=True))
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.take = self.buttons.addButton(refusal_words(proposed), role)
        self.take.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.field.setFocus()
        self.fit(_WIDTH_PX)

    def accept(self) -> None:
        """Give the reason."""
        reason = text.one_line(self.field.text(), _LONGEST)
        super().accept()
        self.refused.emit(reason)
