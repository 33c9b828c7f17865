"""Records that may tell of the same goods: of several tellers, or a deal and its deliveries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from flowviz.flows.tables import Columns
from flowviz.flows.words import count_words, listed
from flowviz.overview.goods import Entry, Goods, Span
from flowviz.overview.proposed import ProposedAccount, SameGoods
from flowviz.terms import Reporter, Stage, TransferKind

_MOST_TIMES = 2.0
"""Two amounts of the same goods differ by no more than this; sources do err by half."""


@dataclass(slots=True)
class Found:
    """What may be the same: records that are joined, and of which items they tell together.

    ``deliveries`` are those of a deal, by its number.
    """

    joined: dict[int, int] = field(default_factory=dict)
    items: dict[int, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    deliveries: dict[int, dict[int, Entry]] = field(default_factory=lambda: defaultdict(dict))
    entries: dict[int, Entry] = field(default_factory=dict)

    def root(self, transfer: int) -> int:
        """The record that stands for all that a record is joined with."""
        path = []
        while (above := self.joined.get(transfer, transfer)) != transfer:
            path.append(transfer)
            transfer = above
        for each in path:
            self.joined[each] = transfer
        return transfer

    def join(self, one: Entry, other: Entry, item: str) -> None:
        """Hold two records to tell of the same goods."""
        first, second = self.root(one.transfer), self.root(other.transfer)
        self.joined[max(first, second)] = self.joined[min(first, second)] = min(first, second)
        for each in (one, other):
            self.entries[each.transfer] = each
            self.items[each.transfer][item] = None


def look(goods: Goods, found: Found, is_settled: "Settled") -> None:
    """Look through the records of one item: which of them may be the same goods."""
    told_by_deal = _under_deals(goods, found, is_settled)
    for one, other in combinations(goods.entries, 2):
        if {one.kind, other.kind} & {TransferKind.LICENCE} or told_by_deal & {
            one.transfer,
            other.transfer,
        }:
            continue
        if _may_be_same(one, other) and not is_settled(one.transfer, other.transfer):
            found.join(one, other, goods.item)


class Settled:
    """What needs no proposal: records of one group, linked ones, and what was turned down."""

    def __init__(self, together: Iterable[Collection[int]]) -> None:
        self._sets: dict[int, set[int]] = defaultdict(set)
        for number, members in enumerate(together):
            for member in members:
                self._sets[member].add(number)

    def __call__(self, one: int, other: int) -> bool:
        """Whether two records are."""
        return not self._sets.get(one, _NONE).isdisjoint(self._sets.get(other, _NONE))


_NONE: frozenset[int] = frozenset()


def proposals(columns: Columns, found: Found) -> Iterator[SameGoods]:
    """What was found, a proposal for all that hangs together."""
    for deal, deliveries in found.deliveries.items():
        yield _of_deal(columns, found, deal, tuple(deliveries))
    clusters: dict[int, list[int]] = defaultdict(list)
    for transfer in sorted(found.joined):
        clusters[found.root(transfer)].append(transfer)
    for members in clusters.values():
        yield _of_tellers(columns, found, members)


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two spans have a month in common; what is not dated overlaps nothing."""
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def is_near(one: float, other: float) -> bool:
    """Whether two amounts may be of the same goods: neither is more than twice the other."""
    return max(one, other) <= _MOST_TIMES * min(one, other)


def _may_be_same(one: Entry, other: Entry) -> bool:
    if not _tell_apart(one, other):
        return False
    if not any(overlap(one.spans[stage], other.spans.get(stage)) for stage in one.spans):
        return False
    shared = one.amounts.keys() & other.amounts.keys()
    if one.amounts and other.amounts and not shared:
        return False  # what is in two units is never added, so nothing is counted twice
    return all(is_near(one.amounts[told], other.amounts[told]) for told in shared)


def _tell_apart(one: Entry, other: Entry) -> bool:
    """Whether two records come from different tellers: two rows of one file are two deals."""
    if one.data_set or other.data_set:
        return one.data_set != other.data_set
    has_other_reporter = bool(one.reporter and other.reporter and one.reporter != other.reporter)
    return has_other_reporter or bool(
        one.sources and other.sources and one.sources.isdisjoint(other.sources)
    )


def _under_deals(goods: Goods, found: Found, is_settled: Settled) -> set[int]:
    """The records that a deal, which tells of deliveries itself, and its deliveries are."""
    deals = [each for each in goods.entries if _is_deal(each)]
    deliveries = [each for each in goods.entries if _is_delivery(each)]
    used: set[int] = set()
    for deal in deals:
        own = [
            each
            for each in deliveries
            if each.transfer not in used
            and overlap(deal.span, each.spans[Stage.DELIVERED])
            and not is_settled(deal.transfer, each.transfer)
        ]
        if own and _is_within(own, deal):
            used |= {deal.transfer, *(each.transfer for each in own)}
            found.entries[deal.transfer] = deal
            found.items[deal.transfer][goods.item] = None
            for each in own:
                found.entries[each.transfer] = each
                found.deliveries[deal.transfer][each.transfer] = each
    return used


def _is_deal(entry: Entry) -> bool:
    return entry.kind is TransferKind.DEAL and any(
        stage is Stage.DELIVERED and amount for (stage, _), amount in entry.amounts.items()
    )


def _is_delivery(entry: Entry) -> bool:
    return entry.kind is TransferKind.DELIVERY and Stage.DELIVERED in entry.spans


def _is_within(deliveries: Sequence[Entry], deal: Entry) -> bool:
    """Whether deliveries are together no more than twice what their deal tells of them."""
    for told, amount in deal.amounts.items():
        if told[0] is Stage.DELIVERED:
            parts = sum(each.amounts.get(told, 0.0) for each in deliveries)
            if parts > _MOST_TIMES * amount:
                return False
    return True


def _of_deal(columns: Columns, found: Found, deal: int, deliveries: tuple[int, ...]) -> SameGoods:
    supplier, recipient = pair_of(columns, deal)
    items = listed(found.items[deal], "and")
    count = count_words(len(deliveries), "delivery", "deliveries")
    verb = "is" if len(deliveries) == 1 else "are"
    return SameGoods(
        supplier,
        recipient,
        f"{items}, {pair_words(columns, deal)}: a deal and its {count}",
        f"The deal says itself what was delivered, and there {verb} {count} of the same item "
        "within its years. Both are counted now.",
        (
            ProposedAccount("The deal", ids(columns, (deal,))),
            ProposedAccount("Its deliveries", ids(columns, deliveries)),
        ),
    )


def _of_tellers(columns: Columns, found: Found, members: Sequence[int]) -> SameGoods:
    accounts: dict[tuple[str, Reporter | None, frozenset[int]], list[int]] = defaultdict(list)
    items: dict[str, None] = {}
    for member in members:
        accounts[found.entries[member].teller].append(member)
        items |= found.items[member]
    supplier, recipient = pair_of(columns, members[0])
    told = listed(items, "and")
    tellings = tuple(
        ProposedAccount(title, ids(columns, own))
        for title, own in zip(_titles(list(accounts)), accounts.values(), strict=True)
    )
    reporters = {found.entries[member].reporter for member in members}
    words = (
        f"{len(tellings)} accounts tell of {told} on the same way, with overlapping dates and "
        "amounts that are not far apart."
    )
    if len(tellings) == 2 and reporters == {Reporter.EXPORTER, Reporter.IMPORTER}:
        words += (
            " Exporter's and importer's figures are never added, so nothing is counted twice now."
        )
    else:
        words += " All are counted now."
    return SameGoods(
        supplier, recipient, f"{told}, {pair_words(columns, members[0])}", words, tellings
    )


def _titles(
    tellers: Sequence[tuple[str, Reporter | None, frozenset[int]]],
) -> Iterator[str]:
    """A title for each telling: who reports it, numbered where that tells two of them apart."""
    names = [
        f"As the {reporter} reports" if reporter else "As reported" for _, reporter, _ in tellers
    ]
    for at, name in enumerate(names):
        number = names[: at + 1].count(name)
        yield f"{name} ({number})" if names.count(name) > 1 else name


def ids(columns: Columns, transfers: Iterable[int]) -> tuple[str, ...]:
    """The identifiers of some transfers."""
    return tuple(columns.transfers.ids[at] for at in transfers)


def pair_of(columns: Columns, transfer: int) -> tuple[str, str]:
    """The codes of the actors of a transfer."""
    pair = columns.transfers.pair[transfer]
    return (
        columns.actor_codes[columns.pair_supplier[pair]],
        columns.actor_codes[columns.pair_recipient[pair]],
    )


def pair_words(columns: Columns, transfer: int) -> str:
    """``Belarus → Bulgaria``."""
    pair = columns.transfers.pair[transfer]
    supplier, recipient = columns.pair_supplier[pair], columns.pair_recipient[pair]
    names = columns.actor_names
    return f"{names[supplier]} \N{RIGHTWARDS ARROW} {names[recipient]}"
