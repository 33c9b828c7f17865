"""The dialogs in which a proposal is accepted, with what that changes, or turned down."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from flowviz.flows.words import count_words, dates_words, sentence
from flowviz.overview.accepting import Weighed, derived_of, group_of, links_of
from flowviz.overview.proposed import Derived, Fulfils, Proposed, SameGoods
from flowviz.records import Record, Source
from flowviz.ui import text, theme
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.overview.lines import refusal_words

_WIDTH_PX = 520
_TALLEST_PX = 320
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
        return made


class GroupDialog(AcceptDialog):
    """Which account of the same goods counts: that of the rule, or one chosen by hand."""

    def __init__(self, proposed: SameGoods, weighed: Weighed, parent: QWidget) -> None:
        super().__init__(proposed, parent, self.tr("&Make a Group"))
        self._proposed, self._weighed = proposed, weighed
        self.body.addWidget(text.label(self.tr("One account counts, all are shown. Which?")))
        self.by_rule = self._choice(
            self.tr("By the rule: {title}").format(title=weighed.titles[weighed.counted])
        )
        self.body.addWidget(self.by_rule)
        self.by_hand = [
            self._choice(
                self.tr("Always: {title} ({records})").format(
                    title=account.title, records=count_words(len(account.transfers), "record")
                )
            )
            for account in proposed.accounts
        ]
        self.body.addWidget(self._accounts())
        self.effect = text.label(name="muted", wraps=True)
        self.body.addWidget(self.effect)
        for choice in (self.by_rule, *self.by_hand):
            choice.toggled.connect(self._show_effect)
        self.by_rule.setChecked(True)
        self.fit(_WIDTH_PX)

    def _accounts(self) -> QScrollArea:
        """Each account with what it tells; many of them scroll."""
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        for choice, tells in zip(self.by_hand, self._weighed.tells, strict=True):
            told = "; ".join(tells.values()) or self.tr("No amount")
            box.addWidget(choice)
            told_label = text.label(told, "muted", wraps=True)
            told_label.setContentsMargins(3 * theme.SPACE, 0, 0, 0)
            box.addWidget(told_label)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._choices = QButtonGroup(self)  # else the rule's would not be one of them
        for choice in (self.by_rule, *self.by_hand):
            self._choices.addButton(choice)
        inner.ensurePolished()
        area.setFixedHeight(min(box.totalHeightForWidth(_WIDTH_PX - 4 * theme.SPACE), _TALLEST_PX))
        return area

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
        lost = weighed.lost(group_of(self._proposed, weighed, hand))
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
        for number, id_ in enumerate((proposed.source, proposed.origin), start=1):
            self.body.addWidget(text.label(_source_words(number, sources[id_]), wraps=True))
        self.as_told = self._choice(self.tr("The first has it from the second"))
        self.turned = self._choice(self.tr("The second has it from the first"))
        for choice in (self.as_told, self.turned):
            self.body.addWidget(choice)
            choice.toggled.connect(self._show_state)
        self.as_told.setChecked(proposed.is_ordered)
        if not proposed.is_ordered:
            words = self.tr("Their dates do not tell which was first: choose.")
            self.body.addWidget(text.label(words, wraps=True))
        words = self.tr("From then on the two are one origin, and corroborate as one.")
        self.body.addWidget(text.label(words, "muted", wraps=True))
        self._show_state()
        self.fit(_WIDTH_PX)

    def records(self) -> tuple[Record, ...]:
        is_turned = self.turned.isChecked()
        return (derived_of(self._proposed, self._sources, turned=is_turned),)

    def _show_state(self) -> None:
        self.take.setEnabled(self.as_told.isChecked() or self.turned.isChecked())


def _source_words(number: int, source: Source) -> str:
    """A source as it is told apart from another one: title, who published it, when, where."""
    published = dates_words(source.published)
    parts = (source.author, source.publisher, published, text.link_host(source.url))
    return f"{number}. {source.title} ({', '.join(filter(None, parts))})"


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
