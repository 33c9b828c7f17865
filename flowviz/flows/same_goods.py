"""Groups as entries: the accounts of the same goods, which one counts, who chose it, and why."""

from collections.abc import Iterable

from flowviz.amounts import Total
from flowviz.evidence import Judgement, counted, judge, telling
from flowviz.flows.citing import citation_entries
from flowviz.flows.entries import AccountEntry, GroupEntry
from flowviz.flows.material import Material
from flowviz.flows.words import count_words, listed, total_words
from flowviz.records import Account, Figure, Group, Transfer
from flowviz.terms import Basis, Stage


def group_entry(group: Group, material: Material, stage: Stage, unit: str) -> GroupEntry:
    """A group with what each account adds up to at a stage and in a unit, and which counts there.

    ``material`` is to hold the records of all its accounts.
    """
    tellings = [
        telling((each, judgement(each, material)) for each in _records(account, material))
        for account in group.accounts
    ]
    place, why = counted(group, tellings, stage)
    return GroupEntry(
        id=group.id,
        reason=group.reason,
        counted_by=group.counted_by,
        counted=group.accounts[place].title,
        why=why,
        accounts=tuple(
            AccountEntry(
                account.id,
                account.title,
                at == place,
                account.transfers,
                _total(account, material, stage, unit),
                _pairs(account, material),
            )
            for at, account in enumerate(group.accounts)
        ),
        citations=citation_entries([group.id], material),
    )


def judgement(transfer: Transfer, material: Material) -> Judgement:
    """What the rules make of a record."""
    cited = (
        citation for part in transfer.part_ids() for citation in material.citations.get(part, ())
    )
    own = material.data_set_source(transfer)
    return judge(transfer, cited, material.sources, material.fallen, own)


def _records(account: Account, material: Material) -> Iterable[Transfer]:
    return (material.others[id_] for id_ in account.transfers if id_ in material.others)


def _total(account: Account, material: Material, stage: Stage, unit: str) -> str:
    """``240 pieces delivered, in 3 records``."""
    asked = [
        figure.amount
        for transfer in _records(account, material)
        for figure in transfer.all_figures()
        if _is_asked(figure, stage, unit)
    ]
    amount = f"{total_words(Total.of(asked), unit)} {stage}" if asked else f"nothing {stage}"
    return f"{amount}, {count_words(len(account.transfers), 'record')}"


def _is_asked(figure: Figure, stage: Stage, unit: str) -> bool:
    return figure.basis is Basis.TOTAL and figure.stage is stage and figure.unit == unit


def _pairs(account: Account, material: Material) -> str:
    named = dict.fromkeys(material.pair_words(each) for each in _records(account, material))
    return listed(named, "and") if named else ""
