"""What is cited for the transfers: numbers of transfers, and of the few different things said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Codes, Int32s, Integers, kept
from flowviz.errors import DossierError
from flowviz.evidence import grade_class, holds, is_support, of_established_origin, roots_of
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.tables import NOT_ESTABLISHED, OF_SEVERAL, distinct
from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, Stance, Subject

# One walk over all citations: four of them, one a subject, would take half as long again.
STATEMENT = """
SELECT CASE c.subject
           WHEN 'transfer' THEN c.subject_id
           WHEN 'line' THEN (SELECT transfer FROM line WHERE id = c.subject_id)
           WHEN 'figure' THEN (SELECT transfer FROM figure WHERE id = c.subject_id)
           ELSE (SELECT transfer FROM party WHERE id = c.subject_id) END,
       c.stance || '|' || c.status || '|' || c.reliability || '|' || coalesce(c.credibility, '')
       || '|' || (c.subject = 'transfer' AND c.field IN ('', 'existence')) || '|' || c.source
FROM citation c WHERE c.subject IN ('transfer', 'line', 'figure', 'party')
UNION ALL
SELECT t.id,
       c.stance || '|' || c.status || '|' || c.reliability || '|' || coalesce(c.credibility, '')
       || '|1|' || c.source
FROM citation c CROSS JOIN transfer t
  ON t.supplier = substr(c.subject_id, 1, instr(c.subject_id, '>') - 1)
 AND t.recipient = substr(c.subject_id, instr(c.subject_id, '>') + 1)
WHERE c.subject = 'flow' AND c.stance = 'contradicts' AND c.field IN ('', 'existence')
"""
"""Rows of a transfer and "stance|status|reliability|credibility|is of the whole|source".

Who denies a flow denies each of its records.
"""


class Standing(NamedTuple):
    """The pairs of transfer and source that stand, sorted by transfer.

    Attributes
    ----------
    transfer, source
        (K,) int32: index of a transfer, and of a source in ``source_ids``.
    backs
        (K,) the source supports the transfer, and that holds.
    source_ids
        The sources.
    root
        (S,) int32: the origin of each, a number for each established one; ``NOT_ESTABLISHED``, and
        ``OF_SEVERAL`` for a source that goes back to several established ones.
    """

    transfer: Int32s
    source: Int32s
    backs: Booleans
    source_ids: tuple[str, ...]
    root: Int32s


@dataclass(frozen=True, slots=True)
class Cited:
    """All that is cited for the transfers and their parts, one row each.

    What is said of a transfer is one of few different things: each of ``sayings`` stands for all
    citations of one source that agree in stance, status and grade. The sources of data sets speak
    for each of their records; they are the sayings from ``first_own`` on.

    Attributes
    ----------
    transfer, saying
        (K,) index of a transfer, and of what is said of it.
    sayings
        Citations that stand for all like them.
    first_own
        The first saying that is none of a citation but the source of a data set.
    sources
        All sources, by identifier.
    fallen
        Those that have fallen (:func:`flowviz.evidence.fallen`).
    origins
        Where each source that is named has its knowledge from, none where nobody has established
        that.
    holds, backs
        (S,) which sayings still hold, and which of these support.
    worth
        (S,) what their grades are worth, as in ``GradeClass``.
    """

    transfer: Integers
    saying: Integers
    sayings: tuple[Citation, ...]
    first_own: int
    sources: Mapping[str, Source]
    fallen: frozenset[str]
    origins: Mapping[str, tuple[str, ...]]
    holds: Booleans
    backs: Booleans
    worth: Codes

    def which(self, test: Callable[[Citation], bool]) -> Booleans:
        """Which sayings pass a test."""
        return np.fromiter(map(test, self.sayings), np.bool_, len(self.sayings))

    def source_of(self, saying: Citation) -> Source:
        """Who says it."""
        return self.sources[saying.source]

    def marked(self, sayings: Booleans, count: int) -> Booleans:
        """(T,) the transfers of which any of some sayings is said."""
        found = np.zeros(count, np.bool_)
        if sayings.any():
            found[self.transfer[sayings[self.saying]]] = True
        return found

    def standing(self) -> "Standing":
        """The pairs of transfer and source that nobody has withdrawn, once each."""
        stands = self.which(lambda saying: saying.status is not CitationStatus.WITHDRAWN)
        ids = tuple(
            sorted({each.source for each, does in zip(self.sayings, stands, strict=True) if does})
        )
        place = {source: at for at, source in enumerate(ids)}
        number = np.array([place.get(saying.source, -1) for saying in self.sayings], np.int64)
        transfer, source = self.transfer, number[self.saying]
        if not stands.all():
            is_standing = stands[self.saying]
            transfer, source = transfer[is_standing], source[is_standing]
        count = max(len(ids), 1)
        pairs = distinct(transfer * count + source)
        backs = np.ones(len(pairs), np.bool_)
        if not self.backs.all():
            rows = self.backs[self.saying]
            backing = distinct(self.transfer[rows] * count + number[self.saying[rows]])
            backs = np.zeros(len(pairs), np.bool_)
            backs[np.searchsorted(pairs, backing)] = True
        transfer, source = np.divmod(pairs, count)
        return Standing(
            kept(transfer.astype(np.int32)),
            kept(source.astype(np.int32)),
            kept(backs),
            ids,
            kept(np.array(self._roots(ids), np.int32)),
        )

    def _roots(self, ids: tuple[str, ...]) -> list[int]:
        """As ``Standing.root``."""
        found: list[int] = []
        place: dict[str, int] = {}
        for source in ids:
            ends = self.origins[source]
            if not ends:
                found.append(NOT_ESTABLISHED)
            elif len(ends) > 1:
                found.append(OF_SEVERAL)
            else:
                found.append(place.setdefault(ends[0], len(place)))
        return found


def cited(
    rows: Iterable[tuple[Any, ...]],
    transfers: Identifiers,
    sources: Mapping[str, Source],
    fallen: frozenset[str],
    own: tuple[str, ...],
    data_set: NDArray[np.int64],
) -> Cited:
    """What ``STATEMENT`` gives, and the sources of data sets.

    ``own`` are these by the number of the data set, "" for none; ``data_set`` (T,) is that number.
    """
    said = Numbering()
    hashes, saying = numbered(rows, hash, said.__getitem__)
    transfer = transfers.places(hashes)
    sayings = [_saying(text) for text in said]
    first_own = len(sayings)
    has_source = np.array([bool(source) for source in own], np.bool_)
    if has_source.any():
        sayings += [Citation("", source, Subject.TRANSFER, "") for source in own if source]
        of_set = first_own + np.cumsum(has_source) - 1
        of_own = np.flatnonzero(has_source[data_set])
        transfer = np.concatenate((transfer, of_own))
        saying = np.concatenate((saying, of_set[data_set[of_own]]))
    named = {each.source for each in sayings}
    if not named.issubset(sources):
        raise DossierError("The dossier cites a source that it does not hold.")
    ends = roots_of(named, sources, fallen)
    sure = of_established_origin(named, sources, fallen)
    origins = {source: ends[source] if source in sure else () for source in named}
    count = len(sayings)
    is_held = np.fromiter((holds(each, fallen) for each in sayings), np.bool_, count)
    return Cited(
        transfer,
        saying,
        tuple(sayings),
        first_own,
        sources,
        fallen,
        origins,
        is_held,
        is_held & np.fromiter(map(is_support, sayings), np.bool_, count),
        np.fromiter((grade_class(each, sources[each.source]) for each in sayings), np.uint8, count),
    )


def _saying(text: str) -> Citation:
    stance, status, reliability, credibility, is_of_whole, source = text.split("|", 5)
    try:
        return Citation(
            "",
            source,
            Subject.TRANSFER if is_of_whole == "1" else Subject.FIGURE,
            "",
            stance=Stance(stance),
            reliability=reliability,
            credibility=int(credibility) if credibility else None,
            status=CitationStatus(status),
        )
    except ValueError as error:
        raise DossierError(f"The dossier cites as no flowviz does: {error}") from error
