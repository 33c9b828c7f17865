"""Whether what a file tells is told by another data set of the dossier already."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.importers.building import Placed
from flowviz.importers.stored import Opened
from flowviz.importers.watch import Watch
from flowviz.terms import Basis

# A (2025) and B (2024) of SIPRI's register share 59 % of B's keys: names and years change a little
# from export to export. Registers of different things share next to nothing.
_TELLING_SHARE = 0.25

_FIGURES = """
    SELECT transfer.data_set, transfer.supplier, transfer.recipient,
           substr(figure.earliest, 1, 4), coalesce(nullif(line.designation, ''), line.category),
           figure.stage, figure.unit
    FROM transfer
    JOIN line ON line.transfer = transfer.id
    JOIN figure ON figure.line = line.id AND figure.basis = 'total'
    WHERE transfer.data_set NOT IN ('', ?)
"""
_SIZES = "SELECT data_set, count(*) FROM transfer GROUP BY data_set"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another data set that tells the same: how many of the file's entries it has."""

    data_set: str
    title: str
    shared: int
    share: float


class Overlaps:
    """Counts the entries of a file that a counted data set of the dossier tells too.

    Told is the same where supplier, recipient, year, item (category where there is none), stage and
    unit of a total are.
    """

    def __init__(self, dossier: Opened, data_set: str, watch: Watch) -> None:
        known = dossier.data_sets()
        self._known = {
            id_: each for id_, each in known.items() if each.is_counted and id_ != data_set
        }
        self._theirs: dict[str, set[int]] = defaultdict(set)
        self._shared: Counter[str] = Counter()
        self._entries = 0
        if not self._known:
            return
        for other, *parts in watch.past(dossier.rows(_FIGURES, (data_set,))):
            if other in self._known:
                self._theirs[other].add(hash(tuple(parts)))
        self._sizes: dict[str, int] = dict(dossier.rows(_SIZES))

    @property
    def has_others(self) -> bool:
        """Whether there is any other data set to look for."""
        return bool(self._theirs)

    def look(self, placed: Placed) -> None:
        """Look at the next entry."""
        self._entries += 1
        if not self._theirs:
            return
        keys = set(_keys(placed))
        for other, theirs in self._theirs.items():
            if not keys.isdisjoint(theirs):
                self._shared[other] += 1

    def found(self) -> tuple[Overlap, ...]:
        """Give the data sets that share a telling part, the largest part first.

        The share is that of the smaller of the two.
        """
        found = []
        for other, shared in self._shared.most_common():
            share = min(1.0, shared / max(1, min(self._entries, self._sizes[other])))
            if share >= _TELLING_SHARE:
                found.append(Overlap(other, self._known[other].title, shared, share))
        return tuple(found)


def _keys(placed: Placed) -> Iterator[int]:
    entry = placed.entry
    item = entry.designation or entry.category
    for _, stage, unit, basis, _, dates in entry.figures:
        if basis is Basis.TOTAL:
            earliest = dates.earliest
            year = None if earliest is None else f"{earliest.year:04d}"
            yield hash((placed.supplier, placed.recipient, year, item, str(stage), unit))
