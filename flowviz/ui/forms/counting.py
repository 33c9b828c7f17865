"""Which account of a group the rule counts, for its form: from what the dossier says now."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flowviz.editing import GroupText
from flowviz.evidence import Counted, Judgement, counted, telling
from flowviz.records import Account, Group, Transfer
from flowviz.terms import CountedBy
from flowviz.ui.forms.judged import judgements

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class Counting:
    """Knows what the rules make of the records that a group can tell."""

    def __init__(self, forms: "Forms") -> None:
        self._forms = forms
        self._records: dict[str, tuple[Transfer, Judgement]] = {}

    def read(self, transfers: Sequence[Transfer]) -> None:
        """Judge these records, and forget those before."""
        found = judgements(self._forms, transfers)
        self._records = {each.id: (each, found[each.id]) for each in transfers}

    def of(self, texts: GroupText) -> Counted:
        """The account that counts, the first one where the texts hold none."""
        accounts = tuple(
            Account(each.id, each.title, each.is_counted, each.transfers) for each in texts.accounts
        )
        if not accounts:
            return Counted(0, "")
        known = self._records
        tellings = [
            telling(known[id_] for id_ in account.transfers if id_ in known) for account in accounts
        ]
        way = CountedBy.RULE if texts.counted_by == CountedBy.RULE.value else CountedBy.HAND
        return counted(Group(texts.id, texts.reason, accounts, way), tellings)


def marked(texts: GroupText, counted_at: int) -> GroupText:
    """The texts with the account at one place counted, and no other."""
    accounts = tuple(
        dataclasses.replace(account, is_counted=at == counted_at)
        for at, account in enumerate(texts.accounts)
    )
    return dataclasses.replace(texts, accounts=accounts)
