"""What a dossier holds of a data set: by key, and read in slices."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from flowviz.actor import ActorKind
from flowviz.dossier import Dossier, Onlooker
from flowviz.importers.asked import Ask
from flowviz.importers.entries import delivery_year
from flowviz.importers.naming import Naming
from flowviz.importers.placing import Key
from flowviz.importers.watch import Watch
from flowviz.records import Citation, Provenance, Transfer

Opened: TypeAlias = Dossier | Onlooker
"""A dossier that is read: by who edits it, or beside."""
SLICE = 1_000
"""Transfers read between two looks for Cancel."""
_KEYS = """
    SELECT provenance.transfer, key, supplier, recipient
    FROM provenance JOIN transfer ON transfer.id = provenance.transfer
    WHERE provenance.data_set = ?
"""
_MARKED = "SELECT transfer FROM provenance WHERE data_set = ? AND is_gone"
_FIGURES = """
    SELECT figure.transfer, figure.id
    FROM provenance JOIN figure ON figure.transfer = provenance.transfer
    WHERE provenance.data_set = ?
"""


class Stored(NamedTuple):
    """A transfer of the data set as the dossier holds it."""

    transfer: Transfer
    provenance: Provenance


def ids_by_key(
    dossier: Opened, data_set: str, naming: Naming, asked: Iterable[Ask], watch: Watch
) -> dict[int, tuple[str, ...]]:
    """Give the transfers of a data set by the hash of their key, equals in order of their ordinals.

    The names in a key are matched again, so that a renamed state stays itself; with what the file
    has beside them where that places them (``asked``). A hash that two keys
    share (one in 10**8 times for half a million) would only offer more to choose among.
    """
    found: dict[int, tuple[str, ...]] = {}
    ordinals: dict[int, list[int]] = defaultdict(list)
    beside = _beside(asked)
    rows = dossier.rows(_KEYS, (data_set,))
    for id_, text, *ends in watch.past(rows):
        key, ordinal = _key(text, naming, ends, beside)
        number = hash(key)
        before = found.get(number)
        if before is None:
            found[number] = (id_,)
            if ordinal != 1:
                ordinals[number] = [ordinal]
            continue
        known = ordinals[number] or [1]
        together = sorted(zip((*known, ordinal), (*before, id_), strict=True))
        ordinals[number] = [each for each, _ in together]
        found[number] = tuple(each for _, each in together)
    return found


_Beside: TypeAlias = dict[tuple[str, int], set[tuple[str, str, ActorKind | None]]]
"""What entries ask of a name in a year, or of a code for one, where more than a name is asked."""


def _beside(asked: Iterable[Ask]) -> _Beside:
    found: _Beside = defaultdict(set)
    for ask in asked:
        if ask.code or ask.kind is not None:
            found[ask.name or ask.code, ask.year].add((ask.name, ask.code, ask.kind))
    return found


def _key(text: str, naming: Naming, ends: Sequence[str], beside: _Beside) -> tuple[Key, int]:
    try:
        if text.startswith('"'):
            return (str(json.loads(text)),), 1
        supplier, recipient, year, designation, ordinal = json.loads(text)
        year = int(year)
        codes = (
            _code(supplier, year, naming, ends[0], beside),
            _code(recipient, year, naming, ends[1], beside),
        )
        return (*codes, str(year), str(designation)), int(ordinal)
    except (ValueError, TypeError, AttributeError):
        return (text,), 1


def _code(name: str, year: int, naming: Naming, actor: str, beside: _Beside) -> str:
    """Give whom a name in a key means; it may be a code ("NA"), or be placed by one beside it."""
    named = naming.code(name, year)
    if named == actor:
        return actor
    asks = beside.get((name, year), ())
    return actor if any(naming.code(n, year, c, kind) == actor for n, c, kind in asks) else named


def marked_gone(dossier: Opened, data_set: str) -> frozenset[str]:
    """Give the transfers of a data set that are marked as gone."""
    return frozenset(id_ for (id_,) in dossier.rows(_MARKED, (data_set,)))


def outside(dossier: Opened, data_set: str, years: range, watch: Watch) -> frozenset[str]:
    """Give the transfers of a data set that have deliveries in other years."""
    found = set()
    for transfer, figure in watch.past(dossier.rows(_FIGURES, (data_set,))):
        year = delivery_year(figure.rpartition("/")[2])
        if year is not None and year not in years:
            found.add(transfer)
    return frozenset(found)


def stored(dossier: Opened, ids: Sequence[str], watch: Watch) -> Iterator[Stored]:
    """Give the transfers of these ids in their order, read a slice at a time."""
    for start in range(0, len(ids), SLICE):
        watch.look()
        slice_ = ids[start : start + SLICE]
        provenance = dossier.provenance(slice_)
        for transfer in dossier.transfers(slice_):
            yield Stored(transfer, provenance[transfer.id])


def cited(dossier: Opened, ids: Sequence[str]) -> dict[str, list[Citation]]:
    """Give the citations of transfers as a whole by transfer."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for citation in dossier.citations(ids):
        found[citation.subject_id].append(citation)
    return found
