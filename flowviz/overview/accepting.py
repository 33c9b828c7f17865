"""What becomes of a proposal that a person accepts or turns down, as records; nothing is written.

What would be counted is told first: ``weigh`` asks the rule of ``flowviz.evidence`` which account
counts, and says what only the others tell.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowviz.amounts import Amount, Total
from flowviz.dossier import Reading
from flowviz.evidence import Judgement, Telling, counted, fallen, judge, telling
from flowviz.flows.items import item_key
from flowviz.flows.words import total_words
from flowviz.overview.proposed import Derived, Fulfils, Proposed, SameGoods
from flowviz.records import (
    Account,
    Citation,
    Dismissal,
    Group,
    Link,
    Source,
    Transfer,
    new_id,
)
from flowviz.terms import Basis, CountedBy, Existence, LinkKind, Origin, Stage


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the accounts of a proposal tell, and which of them the rule would count.

    ``tells`` is what each account tells, in words ("Konkurs, delivered: 240 pieces") by item, stage
    and unit; ``tellings`` what the rule asks of each.
    """

    counted: int
    why: str
    titles: tuple[str, ...]
    tells: tuple[Mapping[tuple[str, Stage, str], str], ...]
    tellings: tuple[Telling, ...]

    def lost(self, group: Group) -> tuple[str, ...]:
        """What no longer counts, as the account that counts at its stage tells nothing of it."""
        return tuple(
            words
            for at, tells in enumerate(self.tells)
            for told, words in tells.items()
            if at != (counting := counted(group, self.tellings, told[1]).account)
            and told not in self.tells[counting]
        )


def weigh(dossier: Reading, proposal: SameGoods) -> Weighed:
    """What the accounts of a proposal tell, and which of them the rule would count, and why."""
    transfers = {each.id: each for each in dossier.transfers(proposal.transfers)}
    judgements = _judgements(dossier, transfers.values())
    tellings = [
        telling((transfers[id_], judgements[id_]) for id_ in account.transfers if id_ in transfers)
        for account in proposal.accounts
    ]
    found = counted(_group(proposal, 0, CountedBy.RULE), tellings)
    return Weighed(
        found.account,
        found.reason,
        tuple(account.title for account in proposal.accounts),
        tuple(
            _tells([transfers[id_] for id_ in account.transfers if id_ in transfers])
            for account in proposal.accounts
        ),
        tuple(tellings),
    )


def group_of(proposal: SameGoods, weighed: Weighed, by_hand: int | None = None) -> Group:
    """The group that makes one account count: that of the rule, else the one chosen by hand."""
    if by_hand is None:
        return _group(proposal, weighed.counted, CountedBy.RULE)
    return _group(proposal, by_hand, CountedBy.HAND)


def links_of(proposal: Fulfils) -> tuple[Link, ...]:
    """A link for each delivery; how much of it was made under the licence nobody has said."""
    return tuple(
        Link(
            new_id(),
            later,
            proposal.earlier,
            LinkKind.FULFILS,
            proposal.item,
            existence=Existence.UNCONFIRMED,
        )
        for later in proposal.later
    )


def derived_of(proposal: Derived, sources: Mapping[str, Source], *, turned: bool = False) -> Source:
    """The source with where it has its knowledge from; ``turned`` takes the other one as later."""
    source, origin = proposal.source, proposal.origin
    if turned:
        source, origin = origin, source
    later = sources[source]
    return dataclasses.replace(
        later, derives_from=(*later.derives_from, origin), origin=Origin.DERIVED
    )


def dismissal_of(proposal: Proposed, reason: str) -> Dismissal:
    """What keeps a proposal from being made again."""
    return Dismissal(new_id(), proposal.kind, proposal.key, reason)


def _group(proposal: SameGoods, counted_at: int, counted_by: CountedBy) -> Group:
    return Group(
        new_id(),
        proposal.reason,
        tuple(
            Account(new_id(), account.title, at == counted_at, account.transfers)
            for at, account in enumerate(proposal.accounts)
        ),
        counted_by,
    )


def _judgements(dossier: Reading, transfers: Iterable[Transfer]) -> dict[str, Judgement]:
    told = list(transfers)
    owner = {part: transfer.id for transfer in told for part in transfer.part_ids()}
    citations: dict[str, list[Citation]] = defaultdict(list)
    for citation in dossier.citations(owner):
        citations[owner[citation.subject_id]].append(citation)
    sources = dossier.sources()
    gone = fallen(sources)
    data_sets = {id_: each.source for id_, each in dossier.data_sets().items()}
    return {
        each.id: judge(each, citations[each.id], sources, gone, data_sets.get(each.data_set, ""))
        for each in told
    }


def _tells(transfers: Sequence[Transfer]) -> dict[tuple[str, Stage, str], str]:
    """What some records tell together, by item and stage, and by unit."""
    amounts: dict[tuple[str, Stage, str], list[Amount]] = defaultdict(list)
    names: dict[str, str] = {"": "No item named"}
    for transfer in transfers:
        owned = [(line.designation, figure) for line in transfer.lines for figure in line.figures]
        for designation, figure in [*owned, *(("", figure) for figure in transfer.figures)]:
            if figure.basis is Basis.TOTAL:
                item = item_key(designation)
                names.setdefault(item, designation)
                amounts[item, figure.stage, figure.unit].append(figure.amount)
    return {
        (item, stage, unit): f"{names[item]}, {stage}: {total_words(Total.of(each), unit)}"
        for (item, stage, unit), each in amounts.items()
    }
