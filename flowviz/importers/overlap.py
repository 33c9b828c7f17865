"""Whether the deals of a file are told by another data set of the dossier already."""

from collections import defaultdict
from dataclasses import dataclass

from flowviz.dossier import Dossier
from flowviz.importers.pairing import Key

# A (2025) and B (2024) of SIPRI's register share 59 % of B's keys: names and years change a little
# from export to export. Registers of different things share next to nothing.
_TELLING_SHARE = 0.25

_KEYS = """
    SELECT DISTINCT transfer.data_set, transfer.supplier, transfer.recipient,
           substr(figure.earliest, 1, 4), line.designation
    FROM transfer
    JOIN line ON line.transfer = transfer.id
    JOIN figure ON figure.line = line.id AND figure.stage = 'ordered' AND figure.basis = 'total'
    WHERE transfer.data_set NOT IN ('', ?)
"""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another data set that tells the same deals: how many of the file's keys it has."""

    data_set: str
    title: str
    shared: int
    share: float


def overlaps(dossier: Dossier, data_set: str, keys: set[Key]) -> tuple[Overlap, ...]:
    """Give the counted data sets that share a telling part of ``keys``, the largest part first.

    A key is supplier, recipient, order year and designation; the share is that of the smaller set.
    """
    known = dossier.data_sets()
    if not any(other.is_counted and other.id != data_set for other in known.values()):
        return ()
    theirs: dict[str, set[Key]] = defaultdict(set)
    for other, *parts in dossier.rows(_KEYS, (data_set,)):
        if other in known and known[other].is_counted:
            theirs[other].add(tuple(part or "0" for part in parts))
    found = []
    for other, other_keys in theirs.items():
        shared = len(keys & other_keys)
        share = shared / max(1, min(len(keys), len(other_keys)))
        if share >= _TELLING_SHARE:
            found.append(Overlap(other, known[other].title, shared, share))
    return tuple(sorted(found, key=lambda overlap: -overlap.shared))
