"""The records under a query as rows: keys to sort by as arrays, words a row at a time; no Qt."""

import bisect
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import Total
from flowviz.arrays import Booleans, Floats, Indices, Int32s
from flowviz.evidence import EXISTENCES
from flowviz.flows.filters import LineFilter, passing_records
from flowviz.flows.flow import Flows, exact_more, exact_total
from flowviz.flows.grouping import Grouped
from flowviz.flows.selection import Selection
from flowviz.flows.sums import sums
from flowviz.flows.tables import KINDS, REPORTERS, STAGES, UNKNOWN
from flowviz.flows.words import count_words, more_words, total_words, years_words
from flowviz.ui.timeline.window import Span

_NOT_TOLD = 255
_MANY = 500
"""Identifiers that are searched for one by one; of more, all rows are looked through."""
_NO_TIME = 10**9
"""Later than any month: what is undated stands last."""


class Column(enum.IntEnum):
    """The columns, in their order."""

    SUPPLIER = 0
    RECIPIENT = 1
    ITEMS = 2
    CATEGORY = 3
    AMOUNT = 4
    DATES = 5
    KIND = 6
    EXISTENCE = 7
    REPORTER = 8
    COUNTS = 9
    SOURCES = 10
    DATA_SET = 11


COUNTED, TOGETHER, BESIDE, NO_AMOUNT, OTHER_SIDE, NOT_COUNTED, INCLUDED = range(7)
_STANDINGS = (
    "counted",
    "not counted: some of its items are filtered out",
    "beside: not dated within",
    "counted, amount unknown",
    "not counted: the other side's",
    "not counted: another account of it is",
    "not counted again: included in others",
)


@dataclass(frozen=True)
class RecordRows:
    """One row a record of the flows, and those of their pairs that do not count.

    These are the records of the other side, and those of which another account or data set is
    counted: of the latter nothing is known here of their time and stage, so that a window leaves
    them out. ``data_sets`` are the titles of data sets by identifier.
    """

    flows: Flows
    data_sets: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.transfers)

    @cached_property
    def transfers(self) -> Indices:
        """(N,) the records, as indices of transfers, ascending."""
        flows = self.flows
        is_shown = flows.is_listed if flows.is_other is None else flows.is_listed | flows.is_other
        is_shown = is_shown | self._not_counted
        has_flow = np.zeros(len(flows.columns.pair_supplier), np.bool_)
        has_flow[flows.pair] = True
        return np.flatnonzero(is_shown & has_flow[flows.columns.transfers.pair])

    @cached_property
    def _not_counted(self) -> Booleans:
        """(T,) the records that the filters let through, and of which another account counts."""
        columns, query = self.flows.columns, self.flows.query
        stage = np.uint8(1 << STAGES.index(query.stage))
        found: Booleans = (columns.transfers.silent_at & stage) != 0
        if query.has_window or not found.any():
            return np.zeros_like(found)
        passing = passing_records(columns, query)
        left = np.flatnonzero(found if passing is None else found & passing)
        shown, _ = LineFilter.of(query, columns).shown_lines(columns, left)
        found[:] = False
        found[left[shown > 0]] = True
        return found

    def id(self, row: int) -> str:
        """The identifier of a record."""
        return self.flows.columns.transfers.ids[int(self.transfers[row])]

    def ids(self, rows: Indices) -> tuple[str, ...]:
        """The identifiers of some records."""
        known = self.flows.columns.transfers.ids
        return tuple(known[transfer] for transfer in self.transfers[rows].tolist())

    def pair(self, row: int) -> tuple[str, str]:
        """The codes of its supplier and recipient."""
        columns = self.flows.columns
        pair = columns.transfers.pair[self.transfers[row]]
        codes = columns.actor_codes
        return codes[columns.pair_supplier[pair]], codes[columns.pair_recipient[pair]]

    def of_pairs(self, pairs: tuple[tuple[str, str], ...]) -> Booleans:
        """(N,) which records are of some pairs, given by code."""
        columns = self.flows.columns
        numbers = [self.flows.index(*pair) for pair in pairs]
        chosen = np.zeros(len(columns.pair_supplier), np.bool_)
        chosen[self.flows.pair[[number for number in numbers if number is not None]]] = True
        return chosen[columns.transfers.pair[self.transfers]]

    def rows_of(self, ids: tuple[str, ...]) -> list[int]:
        """Where some records stand, those that are not here left out; ids are in order."""
        known = self.flows.columns.transfers.ids
        if len(ids) > _MANY:
            wanted = frozenset(ids)
            own = enumerate(self.transfers.tolist())
            return [row for row, transfer in own if known[transfer] in wanted]
        found = []
        for id_ in ids:
            # The identifiers are those of a table in order of its key: a search, not a dictionary.
            at = bisect.bisect_left(known, id_.encode(), key=str.encode)
            row = int(np.searchsorted(self.transfers, at))
            if row < len(self) and self.transfers[row] == at and known[at] == id_:
                found.append(row)
        return found

    # Keys to sort by

    def key(self, column: Column) -> NDArray[np.generic]:
        """(N,) what a column is sorted by; NaN, and what is undated, comes last."""
        columns, transfers = self.flows.columns, self.flows.columns.transfers
        rows = self.transfers
        pair = transfers.pair[rows]
        if column is Column.SUPPLIER:
            return self._name_ranks[columns.pair_supplier[pair]]
        if column is Column.RECIPIENT:
            return self._name_ranks[columns.pair_recipient[pair]]
        if column is Column.ITEMS:
            return self._item_ranks[self._first_lines(columns.lines.designation)]
        if column is Column.CATEGORY:
            return self._first_lines(columns.lines.category)
        if column is Column.AMOUNT:
            return self._amounts[rows]
        if column is Column.DATES:
            first, last = self._months
            is_dated = first[rows] < _NO_TIME
            return np.where(
                is_dated, first[rows].astype(np.float64) * _NO_TIME + last[rows], np.nan
            )
        if column is Column.KIND:
            return _ranks(KINDS)[transfers.kind[rows]]
        if column is Column.EXISTENCE:
            return transfers.existence[rows]
        if column is Column.REPORTER:
            return transfers.reporter[rows]
        if column is Column.COUNTS:
            return self.standing
        if column is Column.SOURCES:
            return self._sources[rows]
        return self._data_set_ranks[transfers.data_set[rows]]

    @cached_property
    def standing(self) -> NDArray[np.uint8]:
        """(N,) whether each counts, and why not."""
        count = len(self.flows.columns.transfers.ids)
        standing = np.full(count, NO_AMOUNT, np.uint8)
        figures, rows = self.flows.columns.figures, self._of_unit
        if rows is not None:
            for number, of_kind in (
                (BESIDE, rows.more),
                (TOGETHER, rows.together),
                (COUNTED, rows.indices()),
            ):
                known = of_kind[figures.kind[of_kind] != UNKNOWN]
                standing[figures.transfer[known]] = number
        if self.flows.is_other is not None:
            standing[self.flows.is_other] = OTHER_SIDE
        standing[self.flows.columns.transfers.is_included] = INCLUDED
        standing[self._not_counted] = NOT_COUNTED
        return standing[self.transfers]

    @cached_property
    def _name_ranks(self) -> Indices:
        return _ranks(tuple(name.casefold() for name in self.flows.columns.actor_names))

    @cached_property
    def _item_ranks(self) -> Indices:
        ranks = _ranks(tuple(name.casefold() for name in self.flows.columns.designations))
        return np.append(ranks, -1)  # -1, a record without lines, stands first

    @cached_property
    def _data_set_ranks(self) -> Indices:
        return _ranks(tuple(self._data_set(id_) for id_ in self.flows.columns.data_sets))

    @cached_property
    def _of_unit(self) -> Selection | None:
        """The rows in the unit asked for, of both sides."""
        unit = self.flows.columns.unit_index(self.flows.unit)
        return None if unit is None else self.flows.selections[unit]

    @cached_property
    def _amounts(self) -> Floats:
        columns = self.flows.columns
        count = len(columns.transfers.ids)
        return sums(columns, self._of_unit, columns.figures.transfer, count).drawn

    @cached_property
    def _sources(self) -> Int32s:
        columns = self.flows.columns
        count = len(columns.transfers.ids)
        return np.bincount(columns.cited_transfer, minlength=count).astype(np.int32)

    @cached_property
    def _months(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(T,) the first and the last month of the figures of a record at the stage."""
        figures, count = self.flows.columns.figures, len(self.flows.columns.transfers.ids)
        first, last = np.full(count, _NO_TIME), np.zeros(count, np.int64)
        for selection in self.flows.selections:
            for rows in (selection.indices(), selection.more, selection.together):
                dated = rows[figures.first_month[rows] > 0]
                begins, ends = figures.first_month[dated], figures.last_month[dated]
                # Of what is assigned to one place the last stays: the earliest, and the latest.
                # minimum.at and maximum.at take ten times as long.
                order, own = np.argsort(begins, kind="stable")[::-1], np.full(count, _NO_TIME)
                own[figures.transfer[dated[order]]] = begins[order]
                np.minimum(first, own, out=first)
                order, own = np.argsort(ends, kind="stable"), np.zeros(count, np.int64)
                own[figures.transfer[dated[order]]] = ends[order]
                np.maximum(last, own, out=last)
        return first, last

    def _first_lines(self, column: NDArray[np.signedinteger]) -> Indices:
        """(N,) what a column of lines has for the first line of each record, -1 without lines."""
        first_line = self.flows.columns.transfers.first_line
        first, end = first_line[self.transfers], first_line[self.transfers + 1]
        found = np.full(len(self), -1, np.intp)
        has_line = end > first
        found[has_line] = column[first[has_line]]
        return found

    # Words

    def words(self, row: int, column: Column) -> str:
        """What a row says in a column."""
        columns, transfer = self.flows.columns, int(self.transfers[row])
        transfers = columns.transfers
        if column in (Column.SUPPLIER, Column.RECIPIENT):
            pair = transfers.pair[transfer]
            ends = columns.pair_supplier if column is Column.SUPPLIER else columns.pair_recipient
            return columns.actor_names[int(ends[pair])]
        if column in (Column.ITEMS, Column.CATEGORY):
            return self._line_words(transfer, column)
        if column is Column.AMOUNT:
            return self._amount_words(transfer)
        if column is Column.DATES:
            return self._dates_words(transfer)
        if column is Column.KIND:
            return str(KINDS[transfers.kind[transfer]])
        if column is Column.EXISTENCE:
            is_disputed = transfers.is_disputed[transfer]
            return str(EXISTENCES[transfers.existence[transfer]]) + (
                ", disputed" if is_disputed else ""
            )
        if column is Column.REPORTER:
            told = transfers.reporter[transfer]
            return "" if told == _NOT_TOLD else str(REPORTERS[told])
        if column is Column.COUNTS:
            return _STANDINGS[self.standing[row]]
        if column is Column.SOURCES:
            count = int(self._sources[transfer])
            return f"{count:,}" if count else "no source"
        return self._data_set(columns.data_sets[int(transfers.data_set[transfer])])

    def _data_set(self, id_: str) -> str:
        return self.data_sets.get(id_, id_) if id_ else "entered by hand"

    def _line_words(self, transfer: int, column: Column) -> str:
        columns = self.flows.columns
        first, end = columns.transfers.first_line[transfer : transfer + 2].tolist()
        names, cells = (
            (columns.designations, columns.lines.designation)
            if column is Column.ITEMS
            else (columns.categories, columns.lines.category)
        )
        said = list(dict.fromkeys(names[number] for number in cells[first:end].tolist()))
        said = [name for name in said if name]
        if len(said) > 3:
            said = [*said[:2], count_words(len(said) - 2, "more", "more")]
        return ", ".join(said)

    def _amount_words(self, transfer: int) -> str:
        if self._not_counted[transfer]:
            return ""
        figures, unit = self.flows.columns.figures, self.flows.unit
        if self.flows.columns.transfers.is_included[transfer]:
            return "included"
        rows, more = self._rows_of(transfer)
        if not len(rows) and not len(more):
            return total_words(Total(None, None, None), unit)
        total = exact_total(figures, rows)
        words = total_words(total, unit) if len(rows) else ""
        uncertain = np.isin(np.concatenate((rows, more)), figures.uncertain)
        if words and uncertain.any():
            words += " (?)"
        if len(more):
            is_open = bool((np.isnan(figures.high[more]) & (figures.kind[more] != UNKNOWN)).any())
            beside = more_words(exact_more(figures, more), unit, is_open=is_open)
            words = f"{words}, {beside}" if words else beside
        return words

    def _dates_words(self, transfer: int) -> str:
        first, last = (int(months[transfer]) for months in self._months)
        if self._not_counted[transfer]:
            return ""
        if first == _NO_TIME:
            return years_words(None, None)
        return Span(first, last).words()

    def _rows_of(self, transfer: int) -> tuple[Indices, Indices]:
        """The rows of a record in the unit: those dated within and together, those beside."""
        if self._of_unit is None:
            return np.empty(0, np.intp), np.empty(0, np.intp)
        counted, more = self._by_transfer
        return counted.of_group(transfer), more.of_group(transfer)

    @cached_property
    def _by_transfer(self) -> tuple[Grouped, Grouped]:
        columns, rows = self.flows.columns, self._of_unit
        assert rows is not None
        owner, count = columns.figures.transfer, len(columns.transfers.ids)
        counted = np.concatenate((rows.indices(), rows.together))
        return (
            Grouped.of(counted, owner[counted], count),
            Grouped.of(rows.more, owner[rows.more], count),
        )


def order_of(keys: NDArray[np.generic], *, is_descending: bool) -> Indices:
    """The rows in the order of their keys; equal ones as they were, NaN last both ways."""
    numbers = keys.astype(np.float64)
    return np.argsort(-numbers if is_descending else numbers, kind="stable")


def _ranks(names: tuple[str, ...]) -> Indices:
    """The place of each name in the alphabet, equal ones equal."""
    place = {name: rank for rank, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names], np.intp)
