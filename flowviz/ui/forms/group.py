"""The sheet of a group: accounts of the same goods, and which of them counts."""

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.editing import AccountText, GroupText
from flowviz.editing.record_search import records_of_pairs
from flowviz.records import Transfer
from flowviz.terms import CountedBy
from flowviz.ui import text, theme
from flowviz.ui.forms.counting import Counting, marked
from flowviz.ui.forms.fields import LongTextField, TermField, TextField
from flowviz.ui.forms.grid import NAME_PX, FieldGrid
from flowviz.ui.forms.record_field import RecordTicks, told_words, transfer_words
from flowviz.ui.forms.sheet import ListSection, PartList, RemoveButton, Sheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_MOST = 200
"""Records that are offered; those that tell the accounts now always are."""


class AccountSheet(Sheet):
    """One telling: who tells it, and the records that do."""

    def __init__(self, texts: AccountText) -> None:
        super().__init__(texts)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ticks = RecordTicks(
            self.tr("Records"),
            self.tr("Space ticks; a record that is ticked leaves the other account"),
        )
        title = TextField(self.tr("Account"), example=self.tr("The exporter's report"))
        self.bind(title=title, transfers=self.ticks)
        self.counts = text.label("", "strong")
        grid = FieldGrid(name_px=NAME_PX - theme.SPACE - 1)
        grid.add((self.tr("Account"), title))
        grid.add((self.tr("Records"), self.ticks))
        grid.add_plain(self.counts)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(grid, 1)
        remove = RemoveButton(self, self.tr("Remove this account"))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)


class GroupSheet(Sheet):
    """A group; who chooses the account that counts, and which, is one choice."""

    def __init__(self, texts: GroupText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        self._counting = Counting(forms)
        self._offered: list[tuple[str, str]] = []
        reason = LongTextField(
            self.tr("Why"), self.tr("Why these are the same goods, for who reads it later"), lines=2
        )
        self.counted = TermField(self.tr("Counted"), [])
        self.bind(reason=reason)
        self.join("counted_by", self.counted)
        accounts = PartList(
            self._account,
            AccountText,
            self.tr("+ Add an acc&ount"),
            self.tr("Another telling of the same goods"),
        )
        self.bind_parts(accounts=accounts)
        grid = FieldGrid()
        grid.add((self.tr("Wh&y"), reason))
        grid.add((self.tr("Co&unted"), self.counted))
        head = self.tr("Tellings of the same goods: one account counts, all are shown.")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            text.label(head, "hint", wraps=True),
            grid,
            ListSection(self.tr("ACCOUNTS"), accounts),
        ):
            box.addWidget(part)
        self._offer_ways(texts)
        self.counted.show_value(_choice(texts))
        self.typed.connect(self._follow)
        accounts.arranged.connect(self._follow)

    def fill(self) -> None:
        super().fill()
        self.refresh()

    def texts(self) -> GroupText:
        bare: GroupText = super().texts()
        choice = str(self.counted.value())
        if choice == CountedBy.RULE.value:
            made = dataclasses.replace(bare, counted_by=choice)
            return made if made == self._texts else marked(made, self._counting.of(made).account)
        ids = [account.id for account in bare.accounts]
        made = dataclasses.replace(bare, counted_by=CountedBy.HAND.value)
        return marked(made, ids.index(choice) if choice in ids else -1)

    def show_texts(self, texts: GroupText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self._offer_ways(texts)
        self.counted.show_value(_choice(texts))
        self.refresh()

    def refresh(self) -> None:
        """Offer the records of the same flows anew, and say which account counts and why."""
        session = self._forms.session
        if session.is_busy:
            return
        told = tuple(id_ for account in super().texts().accounts for id_ in account.transfers)
        told = tuple(dict.fromkeys((*self._told(), *told)))
        near = records_of_pairs(session.contents.columns, told, _MOST)
        records = session.dossier.transfers(near)
        self._counting.read(records)
        self._offered = [(each.id, self._words(each, records)) for each in records]
        self._follow()

    def _told(self) -> tuple[str, ...]:
        return tuple(id_ for account in self._texts.accounts for id_ in account.transfers)

    def _words(self, transfer: Transfer, among: tuple[Transfer, ...]) -> str:
        ends = {(each.supplier, each.recipient) for each in among}
        name_of = self._forms.session.name
        return told_words(transfer) if len(ends) == 1 else transfer_words(transfer, name_of)

    def _account(self, texts: AccountText) -> Sheet:
        made = AccountSheet(texts)
        made.ticks.offer(self._offered)
        made.ticks.claimed.connect(self._move)
        return made

    def _move(self, id_: str) -> None:
        """Take a record out of the other accounts: it tells one only."""
        taker = self.sender()
        for sheet in self._sheets():
            if sheet.ticks is not taker:
                sheet.ticks.drop(id_)

    def _sheets(self) -> list[AccountSheet]:
        sheets = self.lists["accounts"].sheets
        return [sheet for sheet in sheets if isinstance(sheet, AccountSheet)]

    def _follow(self) -> None:
        """Say what counts now, at its account and beside the choice."""
        bare: GroupText = super().texts()
        self._offer_ways(bare)
        texts = self.texts()
        is_rule = texts.counted_by == CountedBy.RULE.value
        found = self._counting.of(texts)
        titles = [account.title or self.tr("an account") for account in texts.accounts]
        hint = ""
        if is_rule and len(titles) > 1:
            hint = self.tr("“{account}” counts: {reason}.").format(
                account=text.one_line(titles[found.account], 60), reason=found.reason
            )
        self.counted.show_hint(hint)
        if is_rule and texts.accounts:  # what is kept is what the rule gave at the last edit
            texts = marked(texts, found.account)
        counted = {account.id for account in texts.accounts if account.is_counted}
        owner = {id_: a.title for a in texts.accounts for id_ in a.transfers}
        for sheet in self._sheets():
            own: AccountText = sheet.texts()
            sheet.counts.setText(self.tr("Counted") if own.id in counted else "")
            sheet.counts.setVisible(own.id in counted)
            sheet.ticks.offer(
                (
                    id_,
                    words
                    if id_ in own.transfers or id_ not in owner
                    else _elsewhere(words, owner[id_]),
                )
                for id_, words in self._offered
            )

    def _offer_ways(self, texts: GroupText) -> None:
        by_hand = self.tr("by hand: {account}")
        self.counted.offer(
            [
                (CountedBy.RULE.value, self.tr("by the rule")),
                *(
                    (account.id, by_hand.format(account=account.title or self.tr("an account")))
                    for account in texts.accounts
                ),
            ]
        )


def _choice(texts: GroupText) -> str:
    """What is chosen: the rule, or the account that counts by hand."""
    if texts.counted_by == CountedBy.RULE.value:
        return texts.counted_by
    return next((account.id for account in texts.accounts if account.is_counted), "")


def _elsewhere(words: str, account: str) -> str:
    return f"{words} (in “{text.one_line(account, 40)}”)"
