"""Links in words: ``came from: 136 of 240 9P135M Konkurs of Belarus → Bulgaria, 2015``."""

from decimal import Decimal

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.flows.citing import citation_entries
from flowviz.flows.entries import LinkEntry
from flowviz.flows.items import item_key
from flowviz.flows.material import Material
from flowviz.flows.words import amount_words, digits, years_words
from flowviz.records import Figure, Link, Transfer
from flowviz.terms import Basis, Existence, LinkKind, Stage, TransferKind

_VERBS = {
    (LinkKind.CONTINUES, True): ("came from", "of"),
    (LinkKind.CONTINUES, False): ("went on", "in"),
    (LinkKind.FULFILS, True): ("fulfils", "of"),
    (LinkKind.FULFILS, False): ("fulfilled by", "in"),
}


def link_entries(transfer: Transfer, material: Material) -> tuple[LinkEntry, ...]:
    """The links of a transfer: where its goods came from, then where they went on to."""
    found = [
        _entry(link, material, is_earlier=link.later == transfer.id)
        for link in material.links
        if transfer.id in (link.later, link.earlier)
    ]
    return tuple(sorted(found, key=lambda entry: (not entry.is_earlier, entry.text)))


def _entry(link: Link, material: Material, *, is_earlier: bool) -> LinkEntry:
    """One link as seen from one of its ends; ``is_earlier`` is that the other end came first."""
    other = material.others[link.earlier if is_earlier else link.later]
    verb, preposition = _VERBS[link.kind, is_earlier]
    goods = _goods(link, material.others[link.earlier])
    where = f"{material.pair_words(other)}, {_years(other)}"
    text = f"{verb}: {goods} {preposition} {where}"
    if link.existence is not Existence.CONFIRMED:
        text += f" ({link.existence})"
    return LinkEntry(
        id=link.id,
        kind=link.kind,
        is_earlier=is_earlier,
        text=text,
        transfer=other.id,
        supplier=other.supplier,
        recipient=other.recipient,
        existence=link.existence,
        citations=citation_entries([link.id], material),
    )


def _goods(link: Link, earlier: Transfer) -> str:
    """What goes on, and of how many: ``136 of 240 9P135M Konkurs``."""
    item = link.item or "goods"
    if not link.amount.is_known:
        return f"an unknown amount of {item}"
    if link.unit != "pieces":
        return f"{amount_words(link.amount, link.unit)} of {item}"
    whole = _stated(link, earlier)
    of_whole = f" of {digits(whole)}" if whole else ""
    return f"{_count(link.amount)}{of_whole} {item}"


def _count(amount: Amount) -> str:
    """Pieces without the word, for the item says what they are."""
    if amount.kind is AmountKind.EXACT and amount.value is not None:
        return digits(amount.value) + (" (?)" if amount.is_uncertain else "")
    return amount_words(amount, "pieces").replace(" pieces", "")


def _stated(link: Link, earlier: Transfer) -> Decimal | None:
    """How many the earlier transfer states of the item, where one exact number says it."""
    stage = Stage.DELIVERED
    if link.kind is LinkKind.FULFILS:
        stage = Stage.LICENSED if earlier.kind is TransferKind.LICENCE else Stage.ORDERED
    total = Total.of(
        figure.amount
        for line in earlier.lines
        if item_key(line.designation) == item_key(link.item)
        for figure in line.figures
        if _is_total(figure, stage, link.unit)
    )
    is_exact = total.low == total.value == total.high
    return None if total.unknown or total.is_approximate or not is_exact else total.value


def _is_total(figure: Figure, stage: Stage, unit: str) -> bool:
    return figure.basis is Basis.TOTAL and figure.stage is stage and figure.unit == unit


def _years(transfer: Transfer) -> str:
    dates = [figure.dates for figure in transfer.all_figures() if figure.dates.is_stated]
    firsts = [date.first_year for date in dates if date.first_year]
    lasts = [date.last_year for date in dates if date.last_year]
    return years_words(min(firsts, default=None), max(lasts, default=None))
