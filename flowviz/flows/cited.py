"""What is cited for the transfers: numbers of transfers, and of the few different things said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Int32s, Integers, kept
from flowviz.evidence import holds
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.tables import distinct
from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, Stance, Subject

STATEMENT = """
SELECT c.subject_id, {said} || (c.field IN ('', 'existence')) || '|' || c.source
      FROM citation c WHERE c.subject = 'transfer'
UNION ALL SELECT l.transfer, {said} || '0|' || c.source
      FROM citation c JOIN line l ON l.id = c.subject_id WHERE c.subject = 'line'
UNION ALL SELECT f.transfer, {said} || '0|' || c.source
      FROM citation c JOIN figure f ON f.id = c.subject_id WHERE c.subject = 'figure'
UNION ALL SELECT p.transfer, {said} || '0|' || c.source
      FROM citation c JOIN party p ON p.id = c.subject_id WHERE c.subject = 'party'
UNION ALL SELECT t.id, {said} || '1|' || c.source
      FROM citation c CROSS JOIN transfer t
        ON t.supplier = substr(c.subject_id, 1, instr(c.subject_id, '>') - 1)
       AND t.recipient = substr(c.subject_id, instr(c.subject_id, '>') + 1)
      WHERE c.subject = 'flow' AND c.stance = 'contradicts' AND c.field IN ('', 'existence')
""".format(
    said="c.stance || '|' || c.status || '|' || c.reliability || '|'"
    " || coalesce(c.credibility, '') || '|'"
)
"""Rows of a transfer and "stance|status|reliability|credibility|is of the whole|source".

Who denies a flow denies each of its records.
"""


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
    """

    transfer: Integers
    saying: Integers
    sayings: tuple[Citation, ...]
    first_own: int
    sources: Mapping[str, Source]
    fallen: frozenset[str]

    def holding(self) -> Booleans:
        """Which sayings still hold."""
        return self.which(self._holds)

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

    def standing(self) -> tuple[Int32s, Int32s, tuple[str, ...]]:
        """The pairs of transfer and source that nobody has withdrawn, once each, and the sources.

        They are sorted by transfer; the numbers of sources index the third.
        """
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
        transfer, source = np.divmod(distinct(transfer * count + source), count)
        return kept(transfer.astype(np.int32)), kept(source.astype(np.int32)), ids

    def _holds(self, saying: Citation) -> bool:
        return holds(saying, self.fallen)


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
    return Cited(transfer, saying, tuple(sayings), first_own, sources, fallen)


def _saying(text: str) -> Citation:
    stance, status, reliability, credibility, is_of_whole, source = text.split("|", 5)
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
