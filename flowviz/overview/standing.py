"""How many flows and records bear what stands against them, in the whole dossier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from flowviz.arrays import Booleans, Indices
from flowviz.dossier import Reading
from flowviz.flows.marking import marks_of
from flowviz.flows.tables import NO_VERDICT, Columns, bits
from flowviz.terms import Mark

DISPUTED = "disputed"
REASONLESS = "existence by hand without a reason"

ORDER = (
    Mark.UNSUPPORTED,
    Mark.NO_SOURCE,
    DISPUTED,
    Mark.CONFLICTING,
    Mark.RETRACTED,
    Mark.TO_CHECK,
    Mark.NOT_ESTABLISHED,
    Mark.ONE_ORIGIN,
    Mark.UNGRADED,
    Mark.OVERRIDDEN,
    REASONLESS,
    Mark.NOT_ARCHIVED,
)
"""What is counted, the most damaging first."""
NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Mark.UNSUPPORTED: ("Unsupported", "nothing that supported them holds any longer"),
        Mark.NO_SOURCE: ("Without source", "no source was ever cited for them"),
        DISPUTED: ("Disputed", "a source that holds says that they never took place"),
        Mark.CONFLICTING: ("Conflicting", "records or sources tell otherwise"),
        Mark.RETRACTED: ("Retracted source", "a source cited for them has fallen"),
        Mark.TO_CHECK: ("Citations to be checked", "what is cited was changed since"),
        Mark.NOT_ESTABLISHED: (
            "Origin not established",
            "where their sources have it from is not known",
        ),
        Mark.ONE_ORIGIN: ("One origin", "all that supports them goes back to one origin"),
        Mark.UNGRADED: ("Not graded", "no citation of theirs has both grades"),
        Mark.OVERRIDDEN: ("Existence decided by hand", "a person has stated it, with a reason"),
        REASONLESS: ("Existence decided without a reason", "by hand, and nobody says why"),
        Mark.NOT_ARCHIVED: ("No archived copy", "a page on the web that may go away"),
    }
)
"""What each count is called, and what that means."""

_REASONLESS = """
SELECT supplier, recipient, count(*) FROM transfer
WHERE existence <> '' AND data_set = '' AND trim(existence_reason) = ''
GROUP BY supplier, recipient ORDER BY supplier, recipient
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many flows have a record of which something is so.

    ``what`` is a mark, ``DISPUTED`` or ``REASONLESS``. ``wholly`` are the flows of which it holds
    as a whole (``flowviz.flows.marking``), ``records`` the records that count. ``pairs`` are the
    flows of what no filter asks for.
    """

    what: str
    flows: int
    wholly: int
    records: int
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> Mark | None:
        """The mark that the picture can be filtered by, None where it is none."""
        return Mark(self.what) if self.what in set(Mark) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts in their order; ``unanswered`` are the disputed flows nobody has decided on."""

    flows: int
    records: int
    counts: tuple[Count, ...]
    unanswered: int

    def count(self, what: str) -> Count:
        """The count of something."""
        return next(count for count in self.counts if count.what == what)


def standing(dossier: Reading, columns: Columns) -> Standing:
    """The counts over all records that count, at any stage, in any unit, at any time.

    Exporter's and importer's records are all in them: each needs its source.
    """
    counted = np.flatnonzero(columns.transfers.is_counted)
    pair = columns.transfers.pair[counted]
    pairs = len(columns.pair_supplier)
    of_flow = marks_of(columns, counted, pair, pairs)
    is_decided = columns.verdict != NO_VERDICT
    of_flow = of_flow | np.where(is_decided, bits((Mark.OVERRIDDEN,)), np.uint16(0))
    of_record = columns.marks[counted]
    is_flow = np.bincount(pair, minlength=pairs) > 0
    disputed = columns.transfers.is_disputed[counted]

    def count(what: str) -> Count:
        if what == REASONLESS:
            return _reasonless(dossier)
        if what == DISPUTED:
            has = np.bincount(pair[disputed], minlength=pairs) > 0
            number = int(np.count_nonzero(has))
            return Count(what, number, number, int(np.count_nonzero(disputed)))
        bit = bits((Mark(what),))
        bears = (of_record & bit) != 0
        wholly = ((of_flow & bit) != 0) & is_flow
        has = (np.bincount(pair[bears], minlength=pairs) > 0) | wholly
        flows, whole, records = (int(np.count_nonzero(each)) for each in (has, wholly, bears))
        return Count(what, flows, whole, records)

    is_answered = (of_flow & bits((Mark.OVERRIDDEN,))) != 0
    return Standing(
        int(np.count_nonzero(is_flow)),
        len(counted),
        tuple(map(count, ORDER)),
        _unanswered(pair[disputed], is_answered, pairs),
    )


def _unanswered(disputed: Indices, is_answered: Booleans, pairs: int) -> int:
    has = np.bincount(disputed, minlength=pairs) > 0
    return int(np.count_nonzero(has & ~is_answered))


def _reasonless(dossier: Reading) -> Count:
    found: list[tuple[str, str, int]] = list(_rows(dossier))
    pairs = tuple((supplier, recipient) for supplier, recipient, _ in found)
    return Count(REASONLESS, len(found), 0, sum(count for _, _, count in found), pairs)


def _rows(dossier: Reading) -> Iterator[tuple[str, str, int]]:
    yield from dossier.rows(_REASONLESS)
