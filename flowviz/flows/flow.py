"""Flows as values: arrays for the picture, exact numbers for whoever prints or reads them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from flowviz.amounts import Total
from flowviz.arrays import Booleans, Codes, Floats, Indices, Int32s, arrays_of, kept, read_only
from flowviz.evidence import EXISTENCES
from flowviz.flows.ends import Ends
from flowviz.flows.exact import Flow, Together
from flowviz.flows.filters import LineFilter
from flowviz.flows.grouping import Grouped
from flowviz.flows.listing import knowing_records, years_of_pairs
from flowviz.flows.marking import marks_of, named
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.selection import Selection, restricted
from flowviz.flows.sums import is_open_upwards
from flowviz.flows.tables import NO_VERDICT, REPORTERS, Columns, Marks, bits, distinct
from flowviz.flows.totals import exact_more, exact_total
from flowviz.terms import Mark, Reporter

__all__ = ["Flow", "Flows", "Together", "exact_more", "exact_total"]


@dataclass(frozen=True)
class Flows:
    """The flows under a query, largest first.

    The order is by ``drawn``, descending, those of unknown amount last; then by the names of
    supplier and recipient.

    Attributes
    ----------
    query
        With its unit named.
    columns
        What the flows are sums of.
    actor_codes, actor_names
        (N,) the actors at the ends of these flows, by code.
    supplier, recipient
        (F,) int32 indices of actors.
    amount
        (F,) sum of the stated values, in the unit; NaN where none is stated.
    low, high
        (F,) sums of the bounds (DESIGN.md, rule 7); NaN where no amount is known and, in ``high``,
        where one is open upwards.
    drawn
        (F,) what the order is by: the stated values, and the lows of ranges that state none; NaN
        where no amount is known. (A ribbon is as wide as ``low``, its band as ``high``.)
    approximate, uncertain, disputed, nothing_moved
        (F,) bool; ``uncertain``: a source marks a counted figure so; ``nothing_moved``: every
        record says that nothing has moved yet, so there is no movement to draw, only to count.
    existence
        (F,) uint8: 0 confirmed, 1 unconfirmed, 2 tentative; what a person decided of the flow, else
        that of its surest record.
    records
        (F,) int32: its records.
    undated_more
        (F,) "up to X more, not dated within the window": at most so much, never part of a sum.
    more_open
        (F,) bool: a part of that is open upwards, so that there may be more still.
    other
        (F,) float64: the ``drawn`` of the side whose figures do not count, NaN where it tells none.
        A flow of which it alone tells has no records, and is of unknown amount.
    below_least, unknown_below
        How many flows the least amount asked for leaves out: smaller ones, and unknown ones. Where
        one ribbon stands for both ways, how many such pairs.
    turned
        How many nets run the other way than the direction asked for.
    pair
        (F,) index of the pair in ``columns``.
    is_listed, is_other
        (T,) the transfers that are records of these flows, and those that the other side tells of
        them; None for none.
    selection, other_selection
        The rows summed, of whatever pair, and those of the other side; None where there are none.
    selections
        The rows of both sides in each unit.
    """

    query: Query
    columns: Columns
    actor_codes: tuple[str, ...]
    actor_names: tuple[str, ...]
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
    existence: Codes
    records: Int32s
    undated_more: Floats
    more_open: Booleans
    other: Floats
    below_least: int
    unknown_below: int
    turned: int
    pair: Indices
    is_listed: Booleans
    is_other: Booleans | None
    selection: Selection | None
    other_selection: Selection | None
    selections: tuple[Selection, ...]

    def __post_init__(self) -> None:
        read_only(*arrays_of(self))

    def __len__(self) -> int:
        return len(self.pair)

    @property
    def unit(self) -> str:
        """The unit of every amount here."""
        assert self.query.unit is not None
        return self.query.unit

    @cached_property
    def unknown_records(self) -> Int32s:
        """(F,) its records without a stated amount in this unit, of their own or in others."""
        is_unknown = self.is_listed & ~self.columns.transfers.is_included
        if self.selection is not None:
            is_unknown = is_unknown & ~knowing_records(self.columns, self.selection)
        return self._counts(is_unknown)

    @cached_property
    def included_records(self) -> Int32s:
        """(F,) its records of which all figures are included in others."""
        return self._counts(self.is_listed & self.columns.transfers.is_included)

    @cached_property
    def unsourced(self) -> Int32s:
        """(F,) its records that no source is cited for."""
        return self._counts(self.is_listed & self.columns.bearing((Mark.NO_SOURCE,)))

    @cached_property
    def marks(self) -> Marks:
        """(F,) uint16, a bit a mark, by ``flowviz.flows.marking``.

        A flow of which the other side alone tells has the marks of what that tells.
        """
        transfers, pair = np.flatnonzero(self.is_listed), self.columns.transfers.pair
        if self.is_other is not None:
            others = np.flatnonzero(self.is_other)
            is_lone = self.records[self._flow_of_pair[pair[others]]] == 0
            transfers = np.concatenate((transfers, others[is_lone]))
        flow = self._flow_of_pair[pair[transfers]]
        found = marks_of(self.columns, transfers, flow, len(self))
        is_decided = self.columns.verdict[self.pair] != NO_VERDICT
        return kept(found | np.where(is_decided, bits((Mark.OVERRIDDEN,)), np.uint16(0)))

    @property
    def first_year(self) -> Int32s:
        """(F,) the first year of the counted figures at the stage in any unit; 0 for undated."""
        return self._years[0]

    @property
    def last_year(self) -> Int32s:
        """(F,) the last year, as the first."""
        return self._years[1]

    @property
    def other_reporter(self) -> str:
        """The side whose figures stand beside those that count."""
        is_exporter = self.query.reported_by is ReportedBy.IMPORTER
        return str(Reporter.EXPORTER if is_exporter else Reporter.IMPORTER)

    def index(self, supplier: str, recipient: str) -> int | None:
        """The index of the flow between two actors, None when there is none."""
        return self._ends.find(supplier, recipient)

    def actors_of(self, rows: Indices) -> Int32s:
        """The actors at the ends of some flows, each once and in order."""
        return distinct(np.concatenate((self.supplier[rows], self.recipient[rows])))

    def flow(self, index: int) -> Flow:
        """One flow in exact numbers, added up when it is first asked for."""
        if index not in self._summed:
            self._summed[index] = self._flow(index)
        return self._summed[index]

    def _flow(self, index: int) -> Flow:
        supplier, recipient = int(self.supplier[index]), int(self.recipient[index])
        transfers, beside = self.transfers(index), self._other_more_rows.of_group(index)
        return Flow(
            supplier=self.actor_codes[supplier],
            recipient=self.actor_codes[recipient],
            supplier_name=self.actor_names[supplier],
            recipient_name=self.actor_names[recipient],
            total=exact_total(self.columns.figures, self.rows(index)),
            undated_more=exact_more(self.columns.figures, self.more_rows(index)),
            is_more_open=bool(self.more_open[index]),
            is_uncertain=bool(self.uncertain[index]),
            records=int(self.records[index]),
            unknown_records=int(self.unknown_records[index]),
            included_records=int(self.included_records[index]),
            sources=len(self.columns.sources_of(transfers)),
            existence=EXISTENCES[self.existence[index]],
            is_disputed=bool(self.disputed[index]),
            marks=named(self.marks[index]),
            is_nothing_moved=bool(self.nothing_moved[index]),
            first_year=int(self.first_year[index]) or None,
            last_year=int(self.last_year[index]) or None,
            transfers=tuple(self.columns.transfers.ids[transfer] for transfer in transfers),
            reported_by=self.reported_by(index),
            other_side=self.other_side(index),
            other_more=exact_more(self.columns.figures, beside),
            other_reporter=self.other_reporter,
            is_other_more_open=bool(is_open_upwards(self.columns.figures, beside).any()),
            has_window=self.query.has_window,
        )

    def reported_by(self, index: int) -> str:
        """Whose records those of a flow are, "exporter" or "importer"; "" where none tells."""
        told = set(self.columns.transfers.reporter[self.transfers(index)].tolist())
        sides = (Reporter.EXPORTER, Reporter.IMPORTER)
        return next((str(side) for side in sides if REPORTERS.index(side) in told), "")

    def other_side(self, index: int) -> Total | None:
        """What the side whose figures do not count tells of a flow, None where it tells nothing."""
        if not len(self.other_transfers(index)):
            return None
        return exact_total(self.columns.figures, self.other_rows(index))

    def transfers(self, index: int) -> Indices:
        """The records of a flow, as indices of transfers, ascending."""
        return self._transfers.of_group(index)

    def rows(self, index: int) -> Indices:
        """The rows of figures that a flow is the sum of."""
        return self._counted_rows.of_group(index)

    def more_rows(self, index: int) -> Indices:
        """The rows of figures that may lie in the window but are not in the sum of a flow."""
        return self._more_rows.of_group(index)

    def other_rows(self, index: int) -> Indices:
        """The rows of figures that the other side tells of a flow: in no sum of it."""
        return self._other_rows.of_group(index)

    def other_transfers(self, index: int) -> Indices:
        """The records of the other side of a flow, as indices of transfers, ascending."""
        return self._other_transfers.of_group(index)

    @cached_property
    def footnotes(self) -> tuple[Together, ...]:
        """Amounts for several items together that the categories or items leave out in part."""
        if self.selection is None:
            return ()
        rows = self.selection.together
        rows = rows[self._flow_of_pair[self.columns.figures.pair[rows]] >= 0]
        owners = self.columns.figures.transfer[rows].astype(np.intp)
        transfers, owner = np.unique(owners, return_inverse=True)
        by_transfer = Grouped.of(rows, owner.astype(np.int32), len(transfers))
        chosen = LineFilter.of(self.query, self.columns)
        shown, items = chosen.shown_lines(self.columns, transfers)
        flow = self._flow_of_pair[self.columns.transfers.pair[transfers]]
        found = [
            Together(
                int(flow[at]),
                self.columns.transfers.ids[transfer],
                exact_total(self.columns.figures, by_transfer.of_group(at)),
                self.unit,
                int(items[at]),
                int(shown[at]),
            )
            for at, transfer in enumerate(transfers)
        ]
        return tuple(sorted(found, key=lambda together: (together.flow, together.transfer)))

    @cached_property
    def _summed(self) -> dict[int, Flow]:
        return {}

    @cached_property
    def _ends(self) -> Ends:
        return Ends(self.actor_codes, self.supplier, self.recipient)

    @cached_property
    def _flow_of_pair(self) -> Int32s:
        flow = np.full(len(self.columns.pair_supplier), -1, dtype=np.int32)
        flow[self.pair] = np.arange(len(self.pair))
        return flow

    @cached_property
    def _years(self) -> tuple[Int32s, Int32s]:
        selections = self.selections
        if self.is_other is not None:
            selections = tuple(
                restricted(self.columns, selection, ~self.is_other) for selection in selections
            )
        first, last = years_of_pairs(self.columns, selections)
        return first[self.pair].astype(np.int32), last[self.pair].astype(np.int32)

    @cached_property
    def _transfers(self) -> Grouped:
        return self._transfers_by_flow(self.is_listed)

    @cached_property
    def _other_transfers(self) -> Grouped:
        none = np.zeros(len(self.is_listed), np.bool_)
        return self._transfers_by_flow(none if self.is_other is None else self.is_other)

    @cached_property
    def _counted_rows(self) -> Grouped:
        return self._rows_by_flow(None if self.selection is None else self.selection.indices())

    @cached_property
    def _more_rows(self) -> Grouped:
        return self._rows_by_flow(None if self.selection is None else self.selection.more)

    @cached_property
    def _other_rows(self) -> Grouped:
        other = self.other_selection
        return self._rows_by_flow(None if other is None else other.indices())

    @cached_property
    def _other_more_rows(self) -> Grouped:
        other = self.other_selection
        return self._rows_by_flow(None if other is None else other.more)

    def _counts(self, transfers: Booleans) -> Int32s:
        """(F,) how many of some transfers each flow has."""
        pair = self.columns.transfers.pair[np.flatnonzero(transfers)]
        counts = np.bincount(pair, minlength=len(self.columns.pair_supplier))
        return counts[self.pair].astype(np.int32)

    def _transfers_by_flow(self, chosen: Booleans) -> Grouped:
        transfers = np.flatnonzero(chosen)
        return self._by_flow(transfers, self.columns.transfers.pair[transfers])

    def _rows_by_flow(self, rows: Indices | None) -> Grouped:
        rows = np.empty(0, np.intp) if rows is None else rows
        return self._by_flow(rows, self.columns.figures.pair[rows])

    def _by_flow(self, indices: Indices, pair: Indices) -> Grouped:
        flow = self._flow_of_pair[pair]
        is_shown = flow >= 0
        if not is_shown.all():
            indices, flow = indices[is_shown], flow[is_shown]
        return Grouped.of(indices, flow, len(self))
