"""Which entry of a file is which transfer of the dossier: by key, and among equals by likeness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flowviz.importers.entries import Entry
from flowviz.importers.reading import Reading
from flowviz.importers.stored import SLICE, Opened
from flowviz.importers.watch import Watch
from flowviz.records import Transfer

# Beyond this many comparisons equals are paired in their order: no real key has over six deals.
_MOST_COMPARISONS = 10_000

Places = int | list[int]
"""Where entries of one key stand in the file, counted from 0."""


@dataclass(slots=True)
class Pairing:
    """How a file and a data set go together.

    ``new`` are places of entries that meet nothing, ``both`` places and identifiers of those that
    meet a transfer, ``missing`` the transfers that no entry is for.
    """

    new: list[int] = field(default_factory=list)
    both: list[tuple[int, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def pair(
    dossier: Opened,
    reading: Reading,
    there: Mapping[int, tuple[str, ...]],
    groups: Mapping[int, Places],
    watch: Watch,
) -> Pairing:
    """Pair the entries of a file, grouped by key, with the transfers that are there by key."""
    found = Pairing()
    alike: list[tuple[list[int], tuple[str, ...]]] = []
    for key, places in watch.past(groups.items()):
        ids = there.get(key, ())
        if isinstance(places, int) and len(ids) == 1:
            found.both.append((places, ids[0]))
        elif not ids:
            found.new.extend([places] if isinstance(places, int) else places)
        else:
            alike.append(([places] if isinstance(places, int) else places, ids))
    for slice_ in _slices(alike):
        watch.look()
        entries = _entries(reading, slice_)
        transfers = {
            transfer.id: transfer
            for transfer in dossier.transfers([id_ for _, ids in slice_ for id_ in ids])
        }
        for places, ids in slice_:
            old, new = [transfers[id_] for id_ in ids], [entries[place] for place in places]
            matched = _matched(old, new)
            found.both.extend((places[to], ids[at]) for to, at in matched.items())
            found.new.extend(place for to, place in enumerate(places) if to not in matched)
            used = set(matched.values())
            found.missing.extend(id_ for at, id_ in enumerate(ids) if at not in used)
    for key, ids in there.items():
        if key not in groups:
            found.missing.extend(ids)
    found.both.sort()
    found.new.sort()
    return found


def _slices(
    alike: list[tuple[list[int], tuple[str, ...]]],
) -> Iterator[list[tuple[list[int], tuple[str, ...]]]]:
    slice_: list[tuple[list[int], tuple[str, ...]]] = []
    members = 0
    for places, ids in alike:
        slice_.append((places, ids))
        members += len(places) + len(ids)
        if members >= SLICE:
            yield slice_
            slice_, members = [], 0
    if slice_:
        yield slice_


def _entries(
    reading: Reading, slice_: Iterable[tuple[list[int], tuple[str, ...]]]
) -> dict[int, Entry]:
    places = [place for places, _ in slice_ for place in places]
    return dict(zip(places, reading.entries_at(places), strict=True))


def _matched(old: Sequence[Transfer], new: Sequence[Entry]) -> dict[int, int]:
    """Give the place in ``old`` of each entry that has one, the most alike paired first."""
    if len(old) == 1 and len(new) == 1:
        return {0: 0}
    if len(old) * len(new) > _MOST_COMPARISONS:
        return {place: place for place in range(min(len(old), len(new)))}
    old_cells = [_cells_of_transfer(one) for one in old]
    new_cells = [_cells_of_entry(one) for one in new]
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


def _cells_of_transfer(transfer: Transfer) -> set[tuple[str, ...]]:
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


def _cells_of_entry(entry: Entry) -> set[tuple[str, ...]]:
    cells: set[tuple[str, ...]] = {
        ("comment", entry.comment),
        ("description", entry.description),
        ("condition", entry.condition),
    }
    for figure in entry.figures:
        cells |= {
            (figure.suffix, "amount", figure.amount.text, str(figure.amount.is_uncertain)),
            (figure.suffix, "dates", figure.dates.text, str(figure.dates.is_uncertain)),
        }
    return cells
