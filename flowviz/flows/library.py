"""The sources of a dossier as a library: found by a text, sorted, and what hangs on each."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from flowviz.arrays import Booleans
from flowviz.dossier import Reading
from flowviz.evidence import fallen
from flowviz.flows.columns import Columns
from flowviz.flows.search import folded
from flowviz.records import Source
from flowviz.terms import SourceStatus

_SUPPORTED = """
SELECT c.subject_id, c.source FROM citation c
    WHERE c.subject = 'transfer' AND c.stance = 'supports' AND c.status <> 'withdrawn'
UNION SELECT l.transfer, c.source FROM citation c JOIN line l ON l.id = c.subject_id
    WHERE c.subject = 'line' AND c.stance = 'supports' AND c.status <> 'withdrawn'
UNION SELECT f.transfer, c.source FROM citation c JOIN figure f ON f.id = c.subject_id
    WHERE c.subject = 'figure' AND c.stance = 'supports' AND c.status <> 'withdrawn'
UNION SELECT p.transfer, c.source FROM citation c JOIN party p ON p.id = c.subject_id
    WHERE c.subject = 'party' AND c.stance = 'supports' AND c.status <> 'withdrawn'
UNION SELECT t.id, d.source FROM transfer t JOIN data_set d ON d.id = t.data_set
    WHERE d.source <> ''
"""
"""Which source supports which record, in whatever part: its data set's does too."""


_COPIES = "SELECT source, sha256, media_type, length(content) FROM snapshot ORDER BY sha256"


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy of a source that is kept in the dossier, without its bytes."""

    sha256: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True)
class Library:
    """All sources of a dossier in order of their identifiers, and how they are used.

    ``fallen`` are those that no longer speak (:func:`flowviz.evidence.fallen`), ``kept`` the
    copies of each that are in the dossier; ``records`` and ``flows`` count what each is cited for,
    all by identifier.
    """

    sources: Mapping[str, Source]
    fallen: frozenset[str]
    kept: Mapping[str, tuple[KeptCopy, ...]]
    records: Mapping[str, int]
    flows: Mapping[str, int]

    @functools.cached_property
    def ids(self) -> tuple[str, ...]:
        """The identifiers, in order."""
        return tuple(self.sources)

    @functools.cached_property
    def derived(self) -> Mapping[str, tuple[str, ...]]:
        """Which sources derive from each, by identifier; those of which none do are left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for source in self.sources.values():
            for origin in source.derives_from:
                found[origin].append(source.id)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @functools.cached_property
    def texts(self) -> tuple[str, ...]:
        """What each source is found by, folded, in order of the identifiers."""
        return tuple("\n".join(map(folded, _texts(source))) for source in self.sources.values())

    def find(self, typed: str) -> tuple[int, ...]:
        """The places in ``ids`` of the sources that hold every word of a text; all for ""."""
        words = folded(typed).split()
        texts = enumerate(self.texts)
        return tuple(at for at, text in texts if all(word in text for word in words))


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls with a source.

    The ``sources`` that derive from it and others that have fallen, how many ``records`` lose all
    support, and the ``flows`` of which no record that counts keeps any, by supplier and recipient.
    """

    sources: tuple[str, ...] = ()
    records: int = 0
    flows: tuple[tuple[str, str], ...] = ()


def read_library(reading: Reading, columns: Columns) -> Library:
    """The library of a dossier; ``columns`` say how much each source is cited for."""
    sources = reading.sources()
    records, flows = _uses(columns)
    kept: dict[str, tuple[KeptCopy, ...]] = {}
    for id_, *copy in reading.rows(_COPIES):
        kept[id_] = (*kept.get(id_, ()), KeptCopy(*copy))
    return Library(sources, fallen(sources), kept, records, flows)


def fall_of(reading: Reading, columns: Columns, id_: str) -> Fall:
    """What falls if the source ``id_`` is retracted, and has not fallen yet."""
    sources = reading.sources()
    before = fallen(sources)
    retracted = replace(sources[id_], status=SourceStatus.RETRACTED)
    after = fallen({**sources, id_: retracted})
    new = after - before
    supported, held = _support(reading, columns, before, after)
    lost = supported & ~held
    counted = columns.transfers.is_counted
    has_lost = _pairs(columns, lost & counted)
    pairs = sorted(has_lost - _pairs(columns, held & counted))
    ends = tuple(
        (
            columns.actor_codes[columns.pair_supplier[pair]],
            columns.actor_codes[columns.pair_recipient[pair]],
        )
        for pair in pairs
    )
    return Fall(tuple(sorted(new - {id_})), int(np.count_nonzero(lost)), ends)


def _support(
    reading: Reading, columns: Columns, before: frozenset[str], after: frozenset[str]
) -> tuple[Booleans, Booleans]:
    """(T,) which records are supported while ``before`` have fallen, and which with ``after``."""
    place = {id_: at for at, id_ in enumerate(columns.transfers.ids)}
    supported = np.zeros(len(place), np.bool_)
    held = np.zeros(len(place), np.bool_)
    for transfer, source in reading.rows(_SUPPORTED):
        if source not in before and transfer in place:
            supported[place[transfer]] = True
            if source not in after:
                held[place[transfer]] = True
    return supported, held


def _pairs(columns: Columns, which: Booleans) -> set[int]:
    return set(columns.transfers.pair[which].tolist())


def _uses(columns: Columns) -> tuple[dict[str, int], dict[str, int]]:
    """How many records and how many flows each source is cited for."""
    count = len(columns.source_ids)
    records = np.bincount(columns.cited_source, minlength=count)
    pairs = len(columns.pair_supplier)
    of_pair = columns.transfers.pair[columns.cited_transfer]
    distinct = np.unique(columns.cited_source.astype(np.int64) * max(pairs, 1) + of_pair)
    flows = np.bincount(distinct // max(pairs, 1), minlength=count)
    ids = columns.source_ids
    return (
        dict(zip(ids, records.tolist(), strict=True)),
        dict(zip(ids, flows.tolist(), strict=True)),
    )


def _texts(source: Source) -> Iterable[str]:
    yield source.title
    yield source.author
    yield source.publisher
    yield source.publisher_group
    yield source.url
    yield source.archived_url
    yield source.shelf_number
