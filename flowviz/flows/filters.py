"""What a query lets through: of lines, of records, of pairs, and whose figures count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Indices
from flowviz.evidence import EXISTENCES
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.flows.tables import KINDS, REPORTERS, Columns, ranges
from flowviz.terms import Reporter

EXPORTER = REPORTERS.index(Reporter.EXPORTER)
IMPORTER = REPORTERS.index(Reporter.IMPORTER)
THIRD_PARTY = REPORTERS.index(Reporter.THIRD_PARTY)


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the categories and the items of a query let through.

    ``categories`` (C,) and ``designations`` (D,) bool, None for everything. ``takes_unnamed`` is
    whether a record without lines passes: it is one line of no known category and designation.
    """

    categories: Booleans | None
    designations: Booleans | None
    takes_unnamed: bool = True

    @classmethod
    def of(cls, query: Query, columns: Columns) -> "LineFilter":
        """The filter of a query."""
        return cls(
            _among(columns.categories, query.categories) if query.categories else None,
            _among(columns.designations, columns.items(query.items)) if query.items else None,
            not (query.categories and "" not in query.categories)
            and not (query.items and "" not in query.items),
        )

    @property
    def takes_all(self) -> bool:
        """Whether every line passes."""
        return self.categories is None and self.designations is None

    def lines(self, columns: Columns, chosen: slice | Indices) -> Booleans:
        """Which of some lines pass."""
        lines = columns.lines
        if self.categories is None:
            if self.designations is None:
                return np.ones(len(lines.transfer[chosen]), np.bool_)
            return self.designations[lines.designation[chosen]]
        passes = self.categories[lines.category[chosen]]
        if self.designations is not None:
            passes &= self.designations[lines.designation[chosen]]
        return passes

    def rows(self, columns: Columns, chosen: slice | Indices) -> Booleans:
        """Which of some rows of figures are of lines that pass; none of a transfer itself is."""
        if self.designations is None:
            assert self.categories is not None
            return np.append(self.categories, False)[columns.figures.category[chosen]]
        every = np.append(self.lines(columns, slice(None)), False)
        return every[columns.figures.line[chosen]]

    def shown_lines(self, columns: Columns, transfers: Indices) -> tuple[Indices, Indices]:
        """How many lines of each transfer the filter lets through, and of how many.

        A transfer without lines counts as one line of no known category and designation.
        """
        first = columns.transfers.first_line[transfers]
        end = columns.transfers.first_line[transfers + 1]
        items = end - first
        if self.takes_all:
            return np.maximum(items, 1), np.maximum(items, 1)
        passes = self.lines(columns, ranges(first, end))
        owner = np.repeat(np.arange(len(transfers)), items)
        shown = np.bincount(owner[passes], minlength=len(transfers))
        return np.where(items == 0, int(self.takes_unnamed), shown), np.maximum(items, 1)


def passing_records(columns: Columns, query: Query) -> Booleans | None:
    """(T,) which transfers the filters of records let through, None for all."""
    transfers = columns.transfers
    tests: list[Booleans] = []
    if query.kinds:
        tests.append(_among(KINDS, query.kinds)[transfers.kind])
    if query.existences:
        tests.append(_among(EXISTENCES, query.existences)[transfers.existence])
    if query.is_disputed is not None:
        tests.append(transfers.is_disputed == query.is_disputed)
    if query.grades:
        has_grade = [not held.isdisjoint(query.grades) for held in columns.grade_sets]
        tests.append(np.array(has_grade, np.bool_)[transfers.grades])
    if query.marks:
        tests.append(columns.bearing(query.marks))
    if query.reported_by is ReportedBy.THIRD_PARTY:
        tests.append(transfers.reporter == THIRD_PARTY)
    return np.logical_and.reduce(tests) if tests else None


def other_side(columns: Columns, query: Query, is_listed: Booleans) -> Booleans | None:
    """(T,) which of the listed transfers the other side tells; None when it tells none.

    What a group counts in place of an account of the side asked for stands for that side.

    Under ``BEST`` the importer is the other side of those pairs of which an exporter tells.
    """
    if query.reported_by is ReportedBy.THIRD_PARTY:
        return None
    own, other = (EXPORTER, IMPORTER)
    if query.reported_by is ReportedBy.IMPORTER:
        own, other = (IMPORTER, EXPORTER)
    transfers = columns.transfers
    of_other = np.flatnonzero((transfers.reporter == other) & ~transfers.is_for_both)
    of_other = of_other[is_listed[of_other]]
    if query.reported_by is ReportedBy.BEST:
        pair = columns.transfers.pair
        has_own = np.zeros(len(columns.pair_supplier), np.bool_)
        has_own[pair[is_listed & (columns.transfers.reporter == own)]] = True
        of_other = of_other[has_own[pair[of_other]]]
    if not len(of_other):
        return None
    is_other = np.zeros(len(is_listed), np.bool_)
    is_other[of_other] = True
    return is_other


def wanted_pairs(columns: Columns, query: Query) -> Booleans | None:
    """(P,) the pairs of the actors asked for, in the direction asked for; None for all."""
    if not query.actors:
        return None
    is_asked = _among(columns.actor_codes, query.actors)
    supplies, receives = is_asked[columns.pair_supplier], is_asked[columns.pair_recipient]
    match query.direction:
        case Direction.OUTGOING:
            return supplies
        case Direction.INCOMING:
            return receives
        case Direction.BETWEEN:
            return supplies & receives
    return supplies | receives


def _among(names: tuple[str, ...], wanted: frozenset[str]) -> NDArray[np.bool_]:
    return np.array([name in wanted for name in names], np.bool_)
