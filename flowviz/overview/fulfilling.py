"""Deliveries that may be made under a licence or an order: links, for stages are never added."""

from collections.abc import Iterator, Sequence

from flowviz.flows.tables import Columns
from flowviz.flows.words import count_words
from flowviz.overview.goods import Entry, Goods
from flowviz.overview.proposed import Fulfils
from flowviz.overview.same_goods import Settled, ids, pair_words
from flowviz.terms import Stage, TransferKind

_BEFORE = {Stage.LICENSED: "licence", Stage.ORDERED: "order"}


def fulfilling(columns: Columns, goods: Goods, is_settled: Settled) -> Iterator[Fulfils]:
    """The deliveries of an item, each under the last licence, and the last order, before it."""
    for stage in _BEFORE:
        earlier = [each for each in goods.entries if _is_before(each, stage)]
        if not earlier:
            continue
        under: dict[int, list[Entry]] = {each.transfer: [] for each in earlier}
        for delivery in goods.entries:
            if _is_delivery(delivery):
                first = _last_before(delivery, earlier, stage)
                if first is not None and not is_settled(first.transfer, delivery.transfer):
                    under[first.transfer].append(delivery)
        for each in earlier:
            if under[each.transfer]:
                yield _proposed(columns, goods, each, under[each.transfer], stage)


def _is_before(entry: Entry, stage: Stage) -> bool:
    """Whether a record tells of a licence or an order, and of no delivery itself."""
    return stage in entry.spans and Stage.DELIVERED not in entry.spans


def _is_delivery(entry: Entry) -> bool:
    return (
        entry.kind in (TransferKind.DELIVERY, TransferKind.REPORT)
        and Stage.DELIVERED in entry.spans
    )


def _last_before(delivery: Entry, earlier: Sequence[Entry], stage: Stage) -> Entry | None:
    """The last of some licences that was there when the goods came, and is large enough."""
    came = delivery.spans[Stage.DELIVERED][1]
    there = [
        each
        for each in earlier
        if each.transfer != delivery.transfer
        and each.spans[stage][0] <= came
        and _is_enough(each, delivery, stage)
    ]
    return max(there, key=lambda each: (each.spans[stage][0], each.transfer), default=None)


def _is_enough(earlier: Entry, delivery: Entry, stage: Stage) -> bool:
    """Whether no amount that is delivered is more than was licensed or ordered in its unit."""
    return all(
        amount <= earlier.amounts[stage, unit]
        for (told, unit), amount in delivery.amounts.items()
        if told is Stage.DELIVERED and (stage, unit) in earlier.amounts
    )


def _proposed(
    columns: Columns, goods: Goods, earlier: Entry, under: Sequence[Entry], stage: Stage
) -> Fulfils:
    count = count_words(len(under), "delivery", "deliveries")
    word = _BEFORE[stage]
    return Fulfils(
        goods.supplier,
        goods.recipient,
        f"{goods.item}, {pair_words(columns, earlier.transfer)}: {count} under "
        f"{'an' if word == 'order' else 'a'} {word}",
        f"{count.capitalize()} of the same item went the same way after the {word}, none of more "
        f"than it. What was {stage} and what was delivered are never added; a link says that they "
        "belong together.",
        columns.transfers.ids[earlier.transfer],
        ids(columns, (each.transfer for each in under)),
        goods.item,
    )
