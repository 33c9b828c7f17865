"""Which deal of a file is which transfer of the dossier: by key, and among equals by likeness."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flowviz.importers.building import Placed
from flowviz.importers.identity import key_of, transfer_id
from flowviz.records import Provenance, Transfer

# Beyond this many comparisons equals are paired in their order: no real key has over six deals.
_MOST_COMPARISONS = 10_000

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A transfer of the data set as the dossier holds it."""

    transfer: Transfer
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class New:
    """A deal that the dossier does not hold yet, with the key and identifier it will have."""

    placed: Placed
    key: str
    id: str


@dataclass(slots=True)
class Pairing:
    """How a file and a data set go together."""

    new: list[New] = field(default_factory=list)
    both: list[tuple[Stored, Placed]] = field(default_factory=list)
    missing: list[Stored] = field(default_factory=list)


def pair(
    data_set: str, stored: dict[Key, list[Stored]], placed: Iterable[tuple[Key, Placed]]
) -> Pairing:
    """Pair the deals of a file with what the dossier holds of their data set."""
    found = Pairing()
    if not stored:
        found.new.extend(_all_new(data_set, placed))
        return found
    groups: dict[Key, list[Placed]] = defaultdict(list)
    for key, deal in placed:
        groups[key].append(deal)
    taken = {one.transfer.id for group in stored.values() for one in group}
    for key, deals in groups.items():
        old = stored.get(key)
        matched = _matched(old, deals) if old else {}
        found.both.extend((old[at], deals[to]) for to, at in matched.items() if old)
        if len(matched) < len(deals):
            fresh = (deal for to, deal in enumerate(deals) if to not in matched)
            found.new.extend(_numbered(data_set, fresh, taken))
        if old and len(matched) < len(old):
            used = set(matched.values())
            found.missing.extend(one for at, one in enumerate(old) if at not in used)
    for key, old in stored.items():
        if key not in groups:
            found.missing.extend(old)
    return found


def _all_new(data_set: str, placed: Iterable[tuple[Key, Placed]]) -> Iterator[New]:
    """Number deals that meet nothing; the names count here as they stand, not as they are read."""
    equals: dict[tuple[str | int, ...], int] = {}
    for _, one in placed:
        deal = one.deal
        like = (deal.key, deal.supplier, deal.recipient, deal.order_year, deal.designation)
        ordinal = equals[like] = equals.get(like, 0) + 1
        key = key_of(deal, ordinal)
        yield New(one, key, transfer_id(data_set, key))


def _numbered(data_set: str, deals: Iterable[Placed], taken: set[str]) -> Iterator[New]:
    """Give new deals the lowest ordinals that are free among their equals."""
    ordinal = 0
    for placed in deals:
        while True:
            ordinal += 1
            key = key_of(placed.deal, ordinal)
            id_ = transfer_id(data_set, key)
            if id_ not in taken:
                break
        taken.add(id_)
        yield New(placed, key, id_)


def _matched(old: Sequence[Stored], deals: Sequence[Placed]) -> dict[int, int]:
    """Give the place in ``old`` of each deal that has one, the most alike paired first."""
    if len(old) == 1 and len(deals) == 1:
        return {0: 0}
    if len(old) * len(deals) > _MOST_COMPARISONS:
        return {place: place for place in range(min(len(old), len(deals)))}
    old_cells = [_cells_of_stored(one.transfer) for one in old]
    new_cells = [_cells_of_deal(placed) for placed in deals]
    likeness = sorted(
        (-len(theirs & ours), to, at)
        for to, theirs in enumerate(new_cells)
        for at, ours in enumerate(old_cells)
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, to, at in likeness:
        if to not in matched and at not in used:
            matched[to] = at
            used.add(at)
    return matched


def _cells_of_stored(transfer: Transfer) -> set[tuple[str, ...]]:
    line = transfer.lines[0] if transfer.lines else None
    cells: set[tuple[str, ...]] = {("comment", transfer.comment)}
    if line is not None:
        cells |= {("description", line.description), ("condition", line.condition)}
        for figure in line.figures:
            suffix = figure.id.rpartition("/")[2]
            cells |= {
                (suffix, "amount", figure.amount.text, str(figure.amount.is_uncertain)),
                (suffix, "dates", figure.dates.text, str(figure.dates.is_uncertain)),
            }
    return cells


def _cells_of_deal(placed: Placed) -> set[tuple[str, ...]]:
    deal = placed.deal
    cells: set[tuple[str, ...]] = {
        ("comment", deal.comment),
        ("description", deal.description),
        ("condition", deal.condition),
    }
    for figure in deal.figures:
        cells |= {
            (figure.suffix, "amount", figure.amount.text, str(figure.amount.is_uncertain)),
            (figure.suffix, "dates", figure.dates.text, str(figure.dates.is_uncertain)),
        }
    return cells
