"""The rules of evidence on all transfers at once: existence, marks, disputes and grades.

What is said by rule is said of the few different sayings by ``flowviz.evidence`` itself; here it is
only spread over the transfers and counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Codes, Int32s, Integers, kept
from flowviz.evidence import (
    EXISTENCES,
    GradeClass,
    corroboration,
    disputes_existence,
    existence_of,
    grade,
    is_fully_graded,
    is_support,
    origins,
)
from flowviz.flows.cited import Cited
from flowviz.flows.tables import Marks, bits, distinct
from flowviz.records import Citation
from flowviz.terms import CitationStatus, Mark

NOT_STATED = 255
"""The existence of a transfer that is left to the rule."""


class Stated(NamedTuple):
    """What the records say of their own existence.

    Attributes
    ----------
    existence
        (T,) uint8 index into ``EXISTENCES``, ``NOT_STATED`` where it is left to the rule.
    is_by_hand
        (T,) a person states it, with a reason.
    is_of_set
        (T,) it came with a data set.
    is_of_fallen_set
        (T,) and the source of that has fallen.
    """

    existence: Codes
    is_by_hand: Booleans
    is_of_set: Booleans
    is_of_fallen_set: Booleans


class Judged(NamedTuple):
    """What the rules make of the transfers; as the columns of these names."""

    existence: Codes
    marks: Marks
    is_disputed: Booleans
    grades: Int32s
    grade_sets: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Support:
    """What holds in support of the transfers."""

    cited: Cited
    count: int

    @property
    def plain(self) -> Booleans:
        """(S,) the sayings that are not doubtful."""
        return np.asarray(self.cited.backs & (self.cited.worth != GradeClass.DOUBTFUL))

    def good(self) -> Booleans:
        """(T,) something of good grade is of a source whose origin is established."""
        cited = self.cited
        is_sure = cited.which(lambda each: bool(cited.origins[each.source]))
        return cited.marked(cited.backs & is_sure & (cited.worth == GradeClass.GOOD), self.count)

    def origins(self, sayings: Booleans) -> Integers:
        """(T,) how many established origins stand behind some sayings.

        Sources of one origin are counted by it. Where one of several origins is among them, which
        need not add one, the rule itself is asked, transfer by transfer.
        """
        cited = self.cited
        ends = [
            cited.origins[each.source] if is_it else ()
            for each, is_it in zip(cited.sayings, sayings, strict=True)
        ]
        place: dict[str, int] = {}
        numbers = [place.setdefault(end[0], len(place)) if len(end) == 1 else -1 for end in ends]
        origin, counts = np.array(numbers, np.int64), np.zeros(self.count, np.int64)
        if place:
            of_row = origin[cited.saying]
            has_one = of_row >= 0
            pairs = distinct(cited.transfer[has_one] * len(place) + of_row[has_one])
            counts = np.bincount(pairs // len(place), minlength=self.count)
        is_of_several = np.array([len(end) > 1 for end in ends], np.bool_)
        open_ = cited.marked(is_of_several, self.count)
        for transfer, sources in self._sources(is_of_several | (origin >= 0), open_).items():
            counts[transfer] = corroboration(origins(sources, cited.sources, cited.fallen))
        return counts

    def _sources(self, sayings: Booleans, transfers: Booleans) -> Mapping[int, list[str]]:
        """The sources of some sayings, by transfer."""
        found: dict[int, list[str]] = {}
        if not transfers.any():
            return found
        rows = np.flatnonzero(transfers[self.cited.transfer] & sayings[self.cited.saying])
        for transfer, saying in zip(
            self.cited.transfer[rows].tolist(), self.cited.saying[rows].tolist(), strict=True
        ):
            found.setdefault(transfer, []).append(self.cited.sayings[saying].source)
        return found


def judged(cited: Cited, stated: Stated, archived: frozenset[str]) -> Judged:
    """Judge all transfers; ``archived`` are the sources of which a copy is kept."""
    count = len(stated.existence)
    support = _Support(cited, count)
    is_backed = cited.marked(cited.backs, count)
    is_unsupported = cited.marked(cited.which(is_support), count) & ~is_backed
    grades, grade_sets = _grades(cited, count)
    return Judged(
        kept(_existence(support, stated, is_unsupported)),
        kept(_marks(support, stated, is_backed, is_unsupported, archived)),
        kept(cited.marked(cited.which(lambda each: disputes_existence(each, cited.fallen)), count)),
        grades,
        grade_sets,
    )


def _existence(support: _Support, stated: Stated, is_unsupported: Booleans) -> Codes:
    """What the table gives, and what is stated as far as that goes before it."""
    origins = np.minimum(support.origins(support.plain), 2)
    is_any_plain = support.cited.marked(support.plain, support.count)
    by_rule = _TABLE[origins, support.good().view(np.uint8), is_any_plain.view(np.uint8)]
    is_stated = stated.existence != NOT_STATED
    is_own = is_stated & (stated.is_by_hand | ~(stated.is_of_set | is_unsupported))
    is_of_set = is_stated & ~is_own & stated.is_of_set & ~stated.is_of_fallen_set
    surer = np.minimum(stated.existence, by_rule)
    found: Codes = np.where(is_own, stated.existence, np.where(is_of_set, surer, by_rule))
    return found


def _marks(
    support: _Support,
    stated: Stated,
    is_backed: Booleans,
    is_unsupported: Booleans,
    archived: frozenset[str],
) -> Marks:
    """The marks but for conflicting figures."""
    cited, count = support.cited, support.count

    def is_graded(each: Citation) -> bool:
        return is_fully_graded(each, cited.source_of(each))

    def is_unarchived(each: Citation) -> bool:
        source = cited.source_of(each)
        return bool(source.url) and not source.archived_url and source.id not in archived

    origins = support.origins(cited.backs)
    stands = cited.which(lambda each: each.status is not CitationStatus.WITHDRAWN)
    has_fallen = cited.which(lambda each: each.source in cited.fallen)
    of = {
        Mark.NO_SOURCE: ~is_backed & ~is_unsupported,
        Mark.UNSUPPORTED: is_unsupported,
        Mark.RETRACTED: cited.marked(stands & has_fallen, count),
        Mark.ONE_ORIGIN: origins == 1,
        Mark.NOT_ESTABLISHED: is_backed & (origins == 0),
        Mark.UNGRADED: is_backed & ~cited.marked(cited.backs & cited.which(is_graded), count),
        Mark.NOT_ARCHIVED: cited.marked(cited.backs & cited.which(is_unarchived), count),
        Mark.TO_CHECK: cited.marked(cited.which(_is_to_check), count),
        Mark.OVERRIDDEN: stated.is_by_hand,
    }
    marks = np.zeros(count, np.uint16)
    for mark, bears in of.items():
        marks[bears] |= bits((mark,))
    return marks


def _is_to_check(saying: Citation) -> bool:
    return saying.status is CitationStatus.TO_CHECK


def _grades(cited: Cited, count: int) -> tuple[Int32s, tuple[frozenset[str], ...]]:
    """Which set of grades each transfer has, and the sets; no citation is one without a grade."""
    holding = cited.holds.copy()
    holding[cited.first_own :] = False
    grade_of = [grade(each, cited.source_of(each)) for each in cited.sayings]
    names = sorted({"", *(g for g, does in zip(grade_of, holding, strict=True) if does)})
    held = np.zeros(count, np.int64)
    for at, name in enumerate(names):
        # One bit a grade: reliability and credibility give 49 at most.
        is_it = holding & np.array([each == name for each in grade_of], np.bool_)
        held[cited.marked(is_it, count)] |= np.int64(1) << np.int64(at)
    held[held == 0] = 1
    masks, grades = np.unique(held, return_inverse=True)
    sets = (
        frozenset(name for at, name in enumerate(names) if int(mask) >> at & 1) for mask in masks
    )
    return kept(grades.astype(np.int32)), tuple(sets)


def _table() -> NDArray[np.uint8]:
    """(3, 2, 2) the table of ``existence_of`` by its arguments."""
    made = np.empty((3, 2, 2), np.uint8)
    for established, good, plain in np.ndindex(made.shape):
        made[established, good, plain] = EXISTENCES.index(
            existence_of(established, bool(good), bool(plain))
        )
    return made


_TABLE = kept(_table())
