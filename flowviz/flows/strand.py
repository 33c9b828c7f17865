"""Strands as values: what one ribbon each stands for, whatever the mode of drawing."""

import dataclasses
import decimal
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import EXACT, Total
from flowviz.arrays import Booleans, Codes, Floats, Indices, Int32s, arrays_of, kept, read_only
from flowviz.flows.filters import IMPORTER
from flowviz.flows.flow import Flows, exact_total
from flowviz.flows.listing import knowing_records
from flowviz.flows.marking import together
from flowviz.flows.mix import categories_of, kinds_of
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.selection import Selection
from flowviz.flows.tables import Columns, Marks, distinct
from flowviz.terms import Mark

_Shorts = NDArray[np.int16]


@dataclass(frozen=True)
class Strands:
    """The strands of some flows, the largest first, those of unknown amount last, then by names.

    Attributes
    ----------
    mode, flows
        How they were made, and of what.
    supplier, recipient
        (L,) int32 indices into ``actor_codes``: the way of the larger flow where one strand stands
        for both.
    amount, low, high, drawn, undated_more
        (L,) float64 as in ``Flows``.
    approximate, uncertain, disputed, more_open
        (L,) bool as in ``Flows``.
    nothing_moved
        (L,) bool: there is nothing to draw, only to count: no record says that anything has moved
        yet, or both ways are equal (``is_even``).
    existence
        (L,) uint8 as in ``Flows``; that of a net is the less sure of its two ways.
    records
        (L,) int32 as in ``Flows``, of both ways where one strand stands for both.
    flow, back
        (L,) int32 its flow, the larger one of a pair; and the flow the other way, -1 for none.
    transfer
        (L,) int32 its record in ``columns``, -1 unless the records are drawn apart.
    is_two_way
        (L,) bool: a sum of goods both ways, so that an arrowhead at one end would tell half.
    is_even, is_turnable
        (L,) bool: of nets whose two ways are equal, and of those that the bounds of their amounts
        may turn the other way round.
    """

    mode: Mode
    flows: Flows
    supplier: Int32s
    recipient: Int32s
    amount: Floats
    low: Floats
    high: Floats
    drawn: Floats
    approximate: Booleans
    uncertain: Booleans
    disputed: Booleans
    nothing_moved: Booleans
    more_open: Booleans
    existence: Codes
    undated_more: Floats
    records: Int32s
    flow: Int32s
    back: Int32s
    transfer: Int32s
    is_two_way: Booleans
    is_even: Booleans
    is_turnable: Booleans

    def __post_init__(self) -> None:
        read_only(*arrays_of(self))

    def __len__(self) -> int:
        return len(self.supplier)

    @property
    def unit(self) -> str:
        """The unit of every amount here."""
        return self.flows.unit

    @property
    def query(self) -> Query:
        """What was asked, with its unit named."""
        return self.flows.query

    @property
    def columns(self) -> Columns:
        """What the flows are sums of."""
        return self.flows.columns

    @property
    def actor_codes(self) -> tuple[str, ...]:
        """The actors of the flows, by code."""
        return self.flows.actor_codes

    @property
    def actor_names(self) -> tuple[str, ...]:
        """Their names."""
        return self.flows.actor_names

    @cached_property
    def unknown_records(self) -> Int32s:
        """(L,) int32 as in ``Flows``, of both ways where one strand stands for both."""
        if self.mode is not Mode.RECORDS:
            return self._of_ways(self.flows.unknown_records)
        selection, is_record = self.flows.selection, self.transfer >= 0
        is_record = is_record & ~self.columns.transfers.is_included[self.transfer]
        if selection is None:
            return is_record.astype(np.int32)
        is_known = knowing_records(self.columns, selection)[self.transfer]
        return (is_record & ~is_known).astype(np.int32)

    @cached_property
    def included_records(self) -> Int32s:
        """(L,) int32 as in ``Flows``, of both ways where one strand stands for both."""
        if self.mode is not Mode.RECORDS:
            return self._of_ways(self.flows.included_records)
        is_included = self.columns.transfers.is_included[self.transfer]
        return (is_included & (self.transfer >= 0)).astype(np.int32)

    @cached_property
    def is_included(self) -> Booleans:
        """(L,) whether all its records are included in other figures: they tell its amount."""
        return kept((self.included_records > 0) & (self.included_records == self.records))

    @cached_property
    def unsourced(self) -> Int32s:
        """(L,) int32 as in ``Flows``, of both ways where one strand stands for both."""
        if self.mode is not Mode.RECORDS:
            return self._of_ways(self.flows.unsourced)
        is_bare = self.columns.bearing((Mark.NO_SOURCE,))[self.transfer]
        return ((self.transfer >= 0) & is_bare).astype(np.int32)

    @cached_property
    def marks(self) -> Marks:
        """(L,) uint16, a bit a mark: those of its record where it stands for one.

        A sum of both ways has those of the records of both together, a net those of either way.
        """
        flows = self.flows
        if self.mode is Mode.RECORDS:
            own = np.append(self.columns.marks, np.uint16(0))[self.transfer]
            return kept(np.where(self.transfer >= 0, own, flows.marks[self.flow]))
        if self.mode is Mode.DIRECTED:
            return flows.marks
        own, has_back = flows.marks[self.flow], self.back >= 0
        back = np.append(flows.marks, np.uint16(0))[self.back]
        if self.mode is Mode.NET:
            return kept(own | back)
        return kept(np.where(has_back, together(own, back), own))

    @cached_property
    def other(self) -> Floats:
        """(L,) float64 what the side whose figures do not count tells, NaN where it tells none.

        In a net, and of records drawn apart, only where it alone tells.
        """
        other = self.flows.other[self.flow]
        if self.mode is Mode.SINGLE:
            back = np.append(self.flows.other, np.nan)[self.back]
            both = np.nan_to_num(other) + np.nan_to_num(back)
            return np.where(np.isnan(other) & np.isnan(back), np.nan, both)
        is_alone = self.is_told_by_other | (self.mode is Mode.DIRECTED)
        return np.where(is_alone, other, np.nan)

    @cached_property
    def is_of_both_sides(self) -> Booleans:
        """(L,) bool: one way is told by the exporter, the other by the importer.

        So it can be where the best side of each way is asked for.
        """
        if not self.is_paired or self.query.reported_by is not ReportedBy.BEST:
            return np.zeros(len(self), np.bool_)
        transfers = self.columns.transfers
        is_importers = np.zeros(len(self.columns.pair_supplier), np.bool_)
        listed = self.flows.is_listed & (transfers.reporter == IMPORTER)
        is_importers[transfers.pair[listed]] = True
        of_flow = np.append(is_importers[self.flows.pair], False)
        is_mixed: Booleans = (self.back >= 0) & (of_flow[self.flow] != of_flow[self.back])
        return is_mixed

    @property
    def is_told_by_other(self) -> Booleans:
        """(L,) bool: told by the side whose figures do not count, and by it alone."""
        return np.asarray(self.records == 0)

    @cached_property
    def category(self) -> _Shorts:
        """(L,) int16 index of the category of most of its drawn amount, -1 where none is known."""
        return categories_of(self)

    @cached_property
    def kind(self) -> Codes:
        """(L,) uint8 index into ``KINDS``, of the kind of record of most of its drawn amount."""
        return kinds_of(self)

    def index(self, supplier: str, recipient: str) -> int | None:
        """The strand of two actors, the largest of several; None when there is none.

        One that stands for both ways is found by either.
        """
        number = self.flows.index(supplier, recipient)
        found = -1 if number is None else int(self._of_flow[number])
        return None if found < 0 else found

    def of_flow(self, number: int) -> Indices:
        """The strands that a flow is in, ascending: its records, or the one strand of its pair."""
        is_own = self.flow == number
        found: Indices = np.flatnonzero(
            is_own | (self.back == number) if self.is_paired else is_own
        )
        return found

    def of_records(self, transfers: Indices) -> Indices:
        """The strand that each of some records is in, -1 for none."""
        return self._of_transfer[transfers]

    def of_rows(self, selection: Selection) -> Indices:
        """The strand that each counted row of figures of a selection is in, -1 for none."""
        if self.mode is Mode.RECORDS:
            return self._of_transfer[selection.counted(self.columns.figures.transfer)]
        return self._of_pair[selection.counted(self.columns.figures.pair)]

    def total(self, number: int) -> Total:
        """The exact total of a strand; a net is of unknown amount where one of its ways is."""
        flows, figures = self.flows, self.columns.figures
        flow, back, transfer = (
            int(column[number]) for column in (self.flow, self.back, self.transfer)
        )
        rows = flows.rows(flow)
        if self.mode is Mode.RECORDS:
            return exact_total(figures, rows[figures.transfer[rows] == transfer])
        if self.mode is Mode.NET and back >= 0:
            total = net_total(exact_total(figures, rows), exact_total(figures, flows.rows(back)))
            return dataclasses.replace(total, value=None) if self._has_no_value(number) else total
        if self.mode is Mode.SINGLE and back >= 0:
            rows = np.concatenate((rows, flows.rows(back)))
        return exact_total(figures, rows)

    def actors_of(self, rows: Indices) -> Int32s:
        """The actors at the ends of some strands, each once and in order."""
        return distinct(np.concatenate((self.supplier[rows], self.recipient[rows])))

    @cached_property
    def _of_flow(self) -> Indices:
        """(F,) the first strand of each flow, -1 for none."""
        first = np.full(len(self.flows), -1, np.intp)
        last_to_first = np.arange(len(self))[::-1]  # of several, the one written last stays
        if self.is_paired:
            is_back = self.back[last_to_first] >= 0
            first[self.back[last_to_first[is_back]]] = last_to_first[is_back]
        first[self.flow[last_to_first]] = last_to_first
        return first

    def _of_ways(self, column: Int32s) -> Int32s:
        """The sums of a column of the flows over the ways of each strand."""
        own = column[self.flow]
        if self.is_paired:
            own = own + np.append(column, np.int32(0))[self.back]
        return own

    def _has_no_value(self, number: int) -> bool:
        return bool(np.isnan(self.amount[number]))

    @property
    def is_paired(self) -> bool:
        """Whether one strand stands for both ways of a pair."""
        return self.mode in (Mode.SINGLE, Mode.NET)

    @cached_property
    def _of_transfer(self) -> Indices:
        """(T,) the strand of each record of the flows, -1 for none."""
        flows, transfers = self.flows, self.columns.transfers
        strand = np.full(len(transfers.ids), -1, np.intp)
        if self.mode is Mode.RECORDS:
            is_one = self.transfer >= 0
            strand[self.transfer[is_one]] = np.flatnonzero(is_one)
            return strand
        return np.where(flows.is_listed, self._of_pair[transfers.pair], -1)

    @cached_property
    def _of_pair(self) -> Indices:
        """(P,) the strand of each pair, -1 for none."""
        flows = self.flows
        of_pair = np.full(len(self.columns.pair_supplier), -1, np.intp)
        of_pair[flows.pair[self.flow]] = np.arange(len(self))
        if self.is_paired:
            has_back = np.flatnonzero(self.back >= 0)
            of_pair[flows.pair[self.back[has_back]]] = has_back
        return of_pair


def by_size(strands: Strands) -> Strands:
    """The same strands, the largest first, those of unknown amount last, equal ones by name.

    Those of one pair that are equal stay in the order they come in.
    """
    names = strands.actor_names
    by_name = sorted(range(len(names)), key=lambda actor: names[actor].casefold())
    rank = np.empty(len(names), np.intp)
    rank[by_name] = np.arange(len(names))
    pair = rank[strands.supplier] * len(names) + rank[strands.recipient]
    order = np.lexsort((pair, -strands.drawn))  # NaN sorts last, also when negated
    arrays: dict[str, Any] = {
        field.name: value[order]
        for field in dataclasses.fields(strands)
        if isinstance(value := getattr(strands, field.name), np.ndarray)
    }
    return dataclasses.replace(strands, **arrays)


def net_total(larger: Total, smaller: Total) -> Total:
    """What one total is more than another, exactly; unknown where either is."""
    unknown = larger.unknown + smaller.unknown
    if larger.low is None or smaller.low is None:
        return Total(unknown=unknown)
    with decimal.localcontext(EXACT):
        least = Decimal(0) if smaller.high is None else larger.low - smaller.high
        value = None
        if larger.value is not None and smaller.value is not None:
            value = larger.value - smaller.value
        return Total(
            value=value,
            low=max(least, Decimal(0)),
            high=None if larger.high is None else larger.high - smaller.low,
            is_approximate=larger.is_approximate or smaller.is_approximate,
            unknown=unknown,
        )
