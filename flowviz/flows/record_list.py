"""The records of a pair in an order, each read with all that is said of it when it is asked for."""

import enum
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats, Indices, Int32s
from flowviz.dossier import Reading
from flowviz.evidence import EXISTENCES
from flowviz.flows.entries import RecordEntry
from flowviz.flows.flow import Flows
from flowviz.flows.material import gather
from flowviz.flows.recording import record_entry
from flowviz.flows.same_goods import group_entry
from flowviz.flows.standing import outside_sum, standings
from flowviz.flows.tables import MARKS, Marks
from flowviz.terms import Existence, Mark

PAGE = 50
"""Records that are read at once: a few hundredths of a second."""

# As SQLite compares them, days in ISO 8601 are in order.
_DATES = """
SELECT transfer, min(iif(stage = ?2, earliest, NULL)), max(iif(stage = ?2, latest, NULL)),
       min(earliest), max(latest)
FROM figure WHERE transfer IN (SELECT value FROM json_each(?1)) AND earliest IS NOT NULL
GROUP BY transfer
"""
_LAST = "\N{TILDE}"
"""Stands behind every date."""


class Order(enum.Enum):
    """What records stand in the order of."""

    DATE = "date"
    AMOUNT = "amount"
    ITEM = "item"


class RecordList:
    """The records of a pair: those of its flow first, then the others; read page by page.

    What it takes to list, mark and sort them is in arrays.

    Attributes
    ----------
    numbers
        (K,) the records in order, as indices of transfers in ``flows.columns``.
    counted
        How many of them, the first ones, are of the flow.
    order
        What they stand in the order of.
    """

    def __init__(self, reading: Reading, flows: Flows, numbers: Indices) -> None:
        self._reading = reading
        self._flows = flows
        self._entries: dict[int, RecordEntry | None] = {}
        self._time = _times(reading, flows, numbers)
        self.order = Order.DATE
        self.counted = int(np.count_nonzero(flows.is_listed[numbers]))
        self.numbers = self._sorted(numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[RecordEntry]:
        """Each of them that the dossier has, in their order."""
        found = (self.entry(at) for at in range(len(self)))
        return (entry for entry in found if entry is not None)

    def sort(self, order: Order) -> None:
        """Put them into another order: by date, the largest first, or by their first item."""
        self.order = order
        self.numbers = self._sorted(np.sort(self.numbers))

    def number(self, id_: str) -> int | None:
        """The place of a record, None for one that is not of the pair."""
        return next((at for at in range(len(self)) if self.id(at) == id_), None)

    def id(self, at: int) -> str:
        """The identifier of a record."""
        return self._id(int(self.numbers[at]))

    def marks(self, at: int) -> tuple[Mark, ...]:
        """What stands against a record."""
        bits = int(self._marks[self.numbers[at]])
        return tuple(mark for place, mark in enumerate(MARKS) if bits >> place & 1)

    def is_disputed(self, at: int) -> bool:
        """Whether a citation that holds contradicts that it took place."""
        return bool(self._flows.columns.transfers.is_disputed[self.numbers[at]])

    def existence(self, at: int) -> Existence:
        """How sure it is that it took place."""
        code = int(self._flows.columns.transfers.existence[self.numbers[at]])
        return EXISTENCES[code]

    def is_plain(self, at: int) -> bool:
        """Whether a record is of the flow and its amounts are in the sum, or it says why not."""
        return bool(self._plain[self.numbers[at]])

    def bearing(self, mark: Mark) -> tuple[int, ...]:
        """The places of the records of the flow that bear a mark."""
        bit = 1 << MARKS.index(mark)
        return self._places((self._marks[self.numbers] & bit) > 0)

    def disputed(self) -> tuple[int, ...]:
        """The places of the records of the flow that are disputed."""
        return self._places(self._flows.columns.transfers.is_disputed[self.numbers])

    def entry(self, at: int) -> RecordEntry | None:
        """One record; the page about it is read where it is not yet.

        None for one that the dossier no longer has.
        """
        number = int(self.numbers[at])
        if number not in self._entries:
            first = at - at % PAGE
            self._read(self.numbers[first : first + PAGE].tolist())
        return self._entries[number]

    def is_read(self, at: int) -> bool:
        """Whether ``entry`` has it without asking the dossier."""
        return int(self.numbers[at]) in self._entries


    @cached_property
    def _marks(self) -> Marks:
        return self._flows.columns.marks

    @cached_property
    def _plain(self) -> Booleans:
        return self._flows.is_listed & ~outside_sum(self._flows, self.numbers)

    def _places(self, mask: Booleans) -> tuple[int, ...]:
        return tuple(np.flatnonzero(mask[: self.counted]).tolist())

    def _id(self, number: int) -> str:
        return self._flows.columns.transfers.ids[number]

    def _read(self, numbers: Sequence[int]) -> None:
        flows = self._flows
        missing = [number for number in numbers if number not in self._entries]
        material = gather(self._reading, [self._id(number) for number in missing])
        groups = {
            group.id: group_entry(group, material, flows.query.stage, flows.unit)
            for group in material.groups
        }
        told = standings(flows, np.array(missing, np.intp), material, groups)
        found = {transfer.id: transfer for transfer in material.transfers}
        for number in missing:
            transfer = found.get(self._id(number))
            bits = int(self._marks[number])
            self._entries[number] = (
                None
                if transfer is None
                else record_entry(
                    transfer,
                    material,
                    flows.query.stage,
                    told[transfer.id],
                    is_in_flow=bool(flows.is_listed[number]),
                    marks=tuple(mark for place, mark in enumerate(MARKS) if bits >> place & 1),
                    groups=groups,
                )
            )

    def _sorted(self, numbers: Indices) -> Indices:
        time = np.array([self._time[number] for number in numbers.tolist()], np.int32)
        keys: list[NDArray[Any]] = [numbers, self._items(numbers), time]
        if self.order is Order.AMOUNT:
            keys.append(-self._amounts(numbers))
        elif self.order is Order.ITEM:
            keys.append(self._items(numbers))
        keys.append(~self._flows.is_listed[numbers])
        return numbers[np.lexsort(keys)]

    def _items(self, numbers: Indices) -> Int32s:
        """The first item of each, in the order of the alphabet; those without any at first."""
        lines, first = self._flows.columns.lines, self._flows.columns.transfers.first_line
        has_any = first[numbers] < first[numbers + 1]
        found = np.full(len(numbers), -1, np.int32)
        found[has_any] = lines.designation[first[numbers[has_any]]]
        return found

    def _amounts(self, numbers: Indices) -> Floats:
        """What each adds to the flow at the least, -1 where that is unknown."""
        figures, selection = self._flows.columns.figures, self._flows.selection
        if selection is None:
            return np.full(len(numbers), -1.0)
        rows = selection.indices()
        rows = rows[~np.isnan(figures.low[rows])]
        owners, count = figures.transfer[rows], len(self._flows.is_listed)
        added = np.bincount(owners, figures.low[rows], minlength=count)
        return np.where(np.bincount(owners, minlength=count) > 0, added, -1.0)[numbers]


def _times(reading: Reading, flows: Flows, numbers: Indices) -> dict[int, int]:
    """The rank in time of each record: by its dates at the stage, else by any."""
    ids = {flows.columns.transfers.ids[number]: number for number in numbers.tolist()}
    spans = dict.fromkeys(ids.values(), (_LAST, _LAST))
    asked = json.dumps(list(ids)), str(flows.query.stage)
    for id_, first, last, earliest, latest in reading.rows(_DATES, asked):
        spans[ids[id_]] = (first or earliest, last or latest)
    rank = {span: at for at, span in enumerate(sorted(set(spans.values())))}
    return {number: rank[span] for number, span in spans.items()}
