"""Typed groups of accounts, checked: two or more of them, one counted, no record in two."""

from collections import Counter

from flowviz.editing import sheet as reading
from flowviz.editing.sheet import Part, Sheet, part_of_id
from flowviz.editing.typed import AccountText, GroupText
from flowviz.records import Account, Group
from flowviz.terms import CountedBy


def check_group(
    sheet: Sheet, typed: GroupText, shown: GroupText | None, before: Group | None
) -> Group:
    """The group that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    reason = part.read("reason", reading.needed_text("Say why these are the same goods."))
    counted_by = part.read("counted_by", reading.term(CountedBy, "way to choose an account"))
    told = Counter(id_ for account in typed.accounts for id_ in set(account.transfers))
    accounts = tuple(
        _account(
            Part(sheet, text, *part_of_id(text.id, shown, before, "accounts"), f"accounts/{at}/"),
            told,
        )
        for at, text in enumerate(typed.accounts)
    )
    if len(accounts) < 2:
        part.fault("accounts", "A group needs two or more accounts of the same goods.")
    elif sum(account.is_counted for account in accounts) != 1:
        part.fault("counted_by", "Choose the one account that counts.")
    return Group(typed.id, reason, accounts, counted_by)


def _account(part: Part, told: Counter[str]) -> Account:
    typed: AccountText = part.typed
    title = part.read("title", reading.needed_line("Say who tells this account."))
    if not typed.transfers:
        part.fault("transfers", "Choose the records that tell this account.")
    elif any(told[id_] > 1 for id_ in typed.transfers):
        part.fault("transfers", "A record tells one account only: take it out of the other.")
    return Account(typed.id, title, typed.is_counted, typed.transfers)
