"""What each filter would give: for each of its values the records, under all the other filters."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from flowviz.arrays import Booleans, Indices, Int32s
from flowviz.evidence import EXISTENCES
from flowviz.flows.filters import (
    EXPORTER,
    IMPORTER,
    THIRD_PARTY,
    LineFilter,
    passing_records,
    wanted_pairs,
)
from flowviz.flows.query import Direction, Query, ReportedBy, resolve
from flowviz.flows.sight import Seen, see
from flowviz.flows.tables import KINDS, MARKS, STAGES, Columns, distinct
from flowviz.terms import Existence, Mark, Stage, TransferKind


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """The records that an actor alone would give, by direction."""

    name: str
    all: int
    outgoing: int
    incoming: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many records count under a query with each value of a filter in place of its own.

    Every value that the dossier has is there, also with 0. The least amount is one of flows, and
    left aside. ``units`` counts the records that state an amount in the unit, ``disputed`` those
    under each setting (None: all), ``directions`` those of the actors asked for; all of ``actors``
    are by code.
    """

    stages: Mapping[Stage, int]
    units: Mapping[str, int]
    categories: Mapping[str, int]
    items: Mapping[str, int]
    kinds: Mapping[TransferKind, int]
    existences: Mapping[Existence, int]
    disputed: Mapping[bool | None, int]
    grades: Mapping[str, int]
    marks: Mapping[Mark, int]
    reported_by: Mapping[ReportedBy, int]
    actors: Mapping[str, ActorCounts]
    directions: Mapping[Direction, int]


def facets(columns: Columns, query: Query) -> Facets:
    """The facets of a query."""
    return _Counting.of(columns, resolve(query, columns)).facets()


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts the records of one stage and window, whichever filters of records are let go of.

    ``listed`` (T,) are the records that the filters of lines leave.
    """

    columns: Columns
    query: Query
    seen: Seen
    listed: Booleans

    @classmethod
    def of(cls, columns: Columns, query: Query) -> "_Counting":
        """What a query's stage, window and lines show."""
        seen = see(columns, query)
        return cls(columns, query, seen, seen.transfers(columns, LineFilter.of(query, columns)))

    def facets(self) -> Facets:
        """All of them."""
        query, columns = self.query, self.columns
        return Facets(
            stages={stage: self._of_stage(stage) for stage in STAGES},
            units=self._units(),
            categories=self._of_lines("categories", columns.categories),
            items=self._of_lines("items", columns.designations),
            kinds=self._of_codes("kinds", columns.transfers.kind, KINDS),
            existences=self._of_codes("existences", columns.transfers.existence, EXISTENCES),
            disputed=self._disputed(),
            grades=self._grades(),
            marks=self._marks(),
            reported_by={side: self._without(reported_by=side)._total() for side in ReportedBy},
            actors=self._actors(),
            directions={
                direction: self._without(direction=direction)._total() for direction in Direction
            }
            if query.actors
            else dict.fromkeys(Direction, self._total()),
        )

    def _without(self, **changes: Any) -> "_Counting":
        query = dataclasses.replace(self.query, **changes)
        return dataclasses.replace(self, query=query)

    def _of_stage(self, stage: Stage) -> int:
        if stage is self.query.stage:
            return self._total()
        query = dataclasses.replace(self.query, stage=stage)
        return _Counting.of(self.columns, query)._total()

    def _total(self) -> int:
        return int(self._counts(self._transfers(), None, 1)[0])

    def _units(self) -> dict[str, int]:
        """Whose figures count is told by all the records of a pair, whatever they state."""
        own = np.zeros(len(self.columns.transfers.ids), np.bool_)
        listed = self._transfers()
        own[listed[self._own(listed, None, 1)]] = True
        chosen = LineFilter.of(self.query, self.columns)
        return {
            unit: int(np.count_nonzero(own & self.seen.knowing(self.columns, number, chosen)))
            for number, unit in enumerate(self.columns.units)
        }

    def _of_lines(self, name: str, values: Sequence[str]) -> dict[str, int]:
        """The records that show a line of each category, or of each item."""
        freed = self._without(**{name: frozenset()})
        chosen, lines = LineFilter.of(freed.query, self.columns), self.columns.lines
        line = np.flatnonzero(self.seen.lines & chosen.lines(self.columns, slice(None)))
        code = (lines.category if name == "categories" else lines.designation)[line]
        transfer, code = _once(lines.transfer[line], code, len(values))
        count = len(values) + 1
        if chosen.takes_unnamed:
            # A record without lines is one line without a name.
            lineless = np.flatnonzero(self.seen.lineless)
            unnamed = values.index("") if "" in values else len(values)
            transfer = np.concatenate((transfer, lineless))
            code = np.concatenate((code, np.full(len(lineless), unnamed)))
        counts = freed._counts(transfer, code, count, is_filtered=True)
        found = dict(zip(values, counts.tolist(), strict=False))
        if counts[-1]:
            found[""] = int(counts[-1])
        return found

    def _of_codes(self, name: str, codes: Any, values: Sequence[Any]) -> dict[Any, int]:
        freed = self._without(**{name: frozenset()})
        listed = freed._transfers()
        counts = freed._counts(listed, codes[listed], len(values))
        return dict(zip(values, counts.tolist(), strict=True))

    def _disputed(self) -> dict[bool | None, int]:
        freed = self._without(is_disputed=None)
        listed = freed._transfers()
        counts = freed._counts(listed, self.columns.transfers.is_disputed[listed], 2)
        return {None: freed._total(), False: int(counts[0]), True: int(counts[1])}

    def _marks(self) -> dict[Mark, int]:
        freed = self._without(marks=frozenset())
        listed = freed._transfers()
        bears = (self.columns.bearing((mark,)) for mark in MARKS)
        return freed._of_several(MARKS, (listed[has[listed]] for has in bears))

    def _grades(self) -> dict[str, int]:
        freed = self._without(grades=frozenset())
        grades = sorted(set().union(*self.columns.grade_sets))
        listed, of_set = freed._transfers(), self.columns.transfers.grades
        has_grade = (
            np.array([grade in held for held in self.columns.grade_sets], np.bool_)
            for grade in grades
        )
        return freed._of_several(grades, (listed[has[of_set[listed]]] for has in has_grade))

    def _of_several(self, values: Sequence[Any], having: Iterable[Indices]) -> dict[Any, int]:
        """The count of each value, of which a record may have several."""
        parts = list(having)
        code = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        transfer = np.concatenate([np.empty(0, np.intp), *parts])
        counts = self._counts(transfer, code, len(values))
        return dict(zip(values, counts.tolist(), strict=True))

    def _actors(self) -> dict[str, ActorCounts]:
        freed = self._without(actors=frozenset())
        listed = freed._transfers()
        pair = self.columns.transfers.pair[listed[freed._own(listed, None, 1)]]
        of_pair = np.bincount(pair, minlength=len(self.columns.pair_supplier))
        supplier, recipient = self.columns.pair_supplier, self.columns.pair_recipient
        actors = len(self.columns.actor_codes)
        out, into, to_itself = (
            np.bincount(ends, weights, actors).astype(np.intp)
            for ends, weights in (
                (supplier, of_pair),
                (recipient, of_pair),
                (supplier, np.where(supplier == recipient, of_pair, 0)),
            )
        )
        rows = zip(
            self.columns.actor_codes,
            self.columns.actor_names,
            (out + into - to_itself).tolist(),
            out.tolist(),
            into.tolist(),
            strict=True,
        )
        return {code: ActorCounts(*counts) for code, *counts in rows}

    def _transfers(self) -> Indices:
        """The records of either side, ascending."""
        passes = self._passes()
        return np.flatnonzero(self.listed if passes is None else self.listed & passes)

    def _passes(self) -> Booleans | None:
        """Which transfers pass the filters of records and of pairs."""
        passes = passing_records(self.columns, self.query)
        wanted = wanted_pairs(self.columns, self.query)
        if wanted is None:
            return passes
        of_pair = wanted[self.columns.transfers.pair]
        return of_pair if passes is None else passes & of_pair

    def _counts(
        self, transfer: Indices, code: Any, count: int, *, is_filtered: bool = False
    ) -> Indices:
        """How many of some transfers count under each code, were it the only one asked for."""
        if is_filtered and (passes := self._passes()) is not None:
            transfer, code = transfer[passes[transfer]], code[passes[transfer]]
        own = self._own(transfer, code, count)
        code = np.zeros(len(transfer), np.intp) if code is None else code
        return np.bincount(code[own], minlength=count)

    def _own(self, transfer: Indices, code: Any, count: int) -> Booleans:
        """Which of some transfers are of the side that counts, code by code."""
        reporter = self.columns.transfers.reporter[transfer]
        side = self.query.reported_by
        if side is ReportedBy.BEST:
            key = self.columns.transfers.pair[transfer] * count + (0 if code is None else code)
            told = np.isin(key, distinct(key[reporter == EXPORTER]))
            own: Booleans = ~((reporter == IMPORTER) & told)
        elif side is ReportedBy.THIRD_PARTY:
            own = reporter == THIRD_PARTY
        else:
            own = reporter != (IMPORTER if side is ReportedBy.EXPORTER else EXPORTER)
        return own


def _once(transfer: Int32s, code: Any, count: int) -> tuple[Any, Any]:
    """Each code of each transfer once; the lines stand in the order of their transfers.

    Most records have one line, which need not be sorted for that.
    """
    is_one_of = np.zeros(len(transfer), np.bool_)
    is_one_of[1:] = transfer[1:] == transfer[:-1]
    is_one_of[:-1] |= is_one_of[1:].copy()
    both = distinct(transfer[is_one_of].astype(np.int64) * count + code[is_one_of])
    one_of, its_code = np.divmod(both, max(count, 1))
    return (
        np.concatenate((transfer[~is_one_of], one_of)),
        np.concatenate((code[~is_one_of], its_code)),
    )
