"""All that is proposed of a dossier: computed, never applied, and left out once turned down."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowviz.dossier import Reading
from flowviz.flows.tables import Columns
from flowviz.flows.words import count_words
from flowviz.overview import same_goods
from flowviz.overview.deriving import LEAST_QUOTED, deriving
from flowviz.overview.fulfilling import fulfilling
from flowviz.overview.goods import Goods, all_goods, count_goods
from flowviz.overview.proposed import Fulfils, Proposed, ids_in
from flowviz.records import Dismissal, Source
from flowviz.terms import Proposal

_QUOTATIONS = """
SELECT source, text FROM citation
WHERE is_quotation AND status <> 'withdrawn' AND length(text) >= ?
"""
_TICK = 200

Tick = Callable[[int, int], None]
"""Told how many items of how many were looked through; it raises to stop the work."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, double counts first; ``cut`` says what was not looked through."""

    found: tuple[Proposed, ...]
    cut: tuple[str, ...] = ()

    def of_kind(self, kind: Proposal) -> tuple[Proposed, ...]:
        """Those of one kind."""
        return tuple(each for each in self.found if each.kind is kind)


def proposals(
    dossier: Reading,
    columns: Columns,
    tick: Tick | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Proposals:
    """What flowviz proposes of a dossier with these columns; nothing of it is done.

    It is linear in the records: those of one item and pair are compared with one another up to a
    number, and how many more there are is said. ``sources`` are those of the dossier, where the
    caller has read them already.
    """
    dismissals = dossier.dismissals()
    groups = [
        _numbers(columns, (id_ for account in group.accounts for id_ in account.transfers))
        for group in dossier.groups()
    ]
    linked = [_numbers(columns, (link.earlier, link.later)) for link in dossier.links()]
    same_down = [_numbers(columns, ids) for ids in _turned_down(dismissals, Proposal.SAME_GOODS)]
    under_down = [
        _numbers(columns, (earlier, later))
        for earlier, *others in _turned_down(dismissals, Proposal.FULFILS)
        for later in others
    ]
    same = same_goods.Settled([*groups, *linked, *same_down])
    under = same_goods.Settled([*groups, *linked, *under_down])
    found, links, cut = same_goods.Found(), list[Fulfils](), list[str]()
    total = count_goods(columns)
    for done, goods in enumerate(all_goods(columns)):
        if tick is not None and done % _TICK == 0:
            tick(done, total)
        same_goods.look(goods, found, same)
        links.extend(fulfilling(columns, goods, under))
        if goods.cut:
            cut.append(_cut_words(columns, goods))
    derived = deriving(
        dossier.sources() if sources is None else sources,
        dossier.rows(_QUOTATIONS, (LEAST_QUOTED,)),
        frozenset(map(frozenset, _turned_down(dismissals, Proposal.DERIVED))),
    )
    return Proposals((*same_goods.proposals(columns, found), *links, *derived), tuple(cut))


def _turned_down(dismissals: Iterable[Dismissal], kind: Proposal) -> Iterator[tuple[str, ...]]:
    for dismissal in dismissals:
        ids = ids_in(dismissal.key)
        if dismissal.kind is kind and ids:
            yield ids


def _numbers(columns: Columns, ids: Iterable[str]) -> list[int]:
    """The numbers of some transfers, without those there are not."""
    return list(columns.transfers.places(ids))


def _cut_words(columns: Columns, goods: Goods) -> str:
    pair = same_goods.pair_words(columns, goods.entries[0].transfer)
    more = count_words(goods.cut, "record")
    return (
        f"{goods.item}, {pair}: only the first {len(goods.entries)} records were compared with one "
        f"another, not {more} more."
    )
