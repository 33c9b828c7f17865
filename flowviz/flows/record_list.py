"""The records of a pair in an order, each read with all that is said of it when it is asked for."""

import enum
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Booleans, Floats, Indices, Int32s
from flowviz.dossier import Reading
from flowviz.evidence import EXISTENCES
from flowviz.flows.entries import GroupEntry, RecordEntry
from flowviz.flows.flow import Flows
from flowviz.flows.material import Material, gather
from flowviz.flows.recording import record_entry
from flowviz.flows.same_goods import group_entry
from flowviz.flows.standing import outside_sum, standings
from flowviz.flows.tables import MARKS, Marks, bits
from flowviz.records import Transfer
from flowviz.terms import Existence, Mark

PAGE = 30
"""Records that are read at once: a few hundredths of a second."""

# As SQLite compares them, days in ISO 8601 are in order.
_TIMES = """
SELECT transfer, dense_rank() OVER (ORDER BY first, last) FROM (
    SELECT transfer,
           coalesce(min(iif(stage = ?2, earliest, NULL)), min(earliest)) AS first,
           coalesce(max(iif(stage = ?2, latest, NULL)), max(latest)) AS last
    FROM figure WHERE transfer IN (SELECT value FROM json_each(?1)) AND earliest IS NOT NULL
    GROUP BY transfer)
"""


class Order(enum.Enum):
    """What records stand in the order of."""

    DATE = "date"
    AMOUNT = "amount"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of some records: of it their entries are made one by one, as they are seen."""

    material: Material
    transfers: Mapping[str, Transfer]
    groups: Mapping[str, GroupEntry]
    standings: Mapping[str, str]


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
        self._pages: dict[int, _Page] = {}
        ids = flows.columns.transfers.ids
        self._ids: dict[int, str] = {number: ids[number] for number in numbers.tolist()}
        self._time = self._times()
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
        if order is not self.order:
            self.order = order
            self.numbers = self._sorted(np.sort(self.numbers))

    @property
    def ids(self) -> tuple[str, ...]:
        """Their identifiers."""
        return tuple(self._ids[number] for number in self.numbers.tolist())

    def id(self, at: int) -> str:
        """The identifier of a record."""
        return self._ids[int(self.numbers[at])]

    def marks(self, at: int) -> tuple[Mark, ...]:
        """What stands against a record."""
        return _marks_of(int(self._marks[self.numbers[at]]))

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

    def plain(self) -> Booleans:
        """(K,) as ``is_plain``."""
        return self._plain[self.numbers]

    def bearing(self, mark: Mark) -> tuple[int, ...]:
        """The places of the records of the flow that bear a mark."""
        return self._places((self._marks[self.numbers] & bits((mark,))) > 0)

    def disputed(self) -> tuple[int, ...]:
        """The places of the records of the flow that are disputed."""
        return self._places(self._flows.columns.transfers.is_disputed[self.numbers])

    def noted(self, marks: Collection[Mark]) -> Booleans:
        """(K,) which bear any of some marks, are disputed, or are not confirmed."""
        transfers, numbers = self._flows.columns.transfers, self.numbers
        is_marked = (self._marks[numbers] & bits(marks)) > 0
        is_unsure = transfers.existence[numbers] != EXISTENCES.index(Existence.CONFIRMED)
        return np.asarray(is_marked | is_unsure | transfers.is_disputed[numbers])

    def existences(self) -> list[Existence]:
        """How sure those of the flow are."""
        codes = self._flows.columns.transfers.existence[self.numbers[: self.counted]]
        return [EXISTENCES[code] for code in codes.tolist()]

    def sources(self) -> tuple[str, ...]:
        """The sources that support those of the flow and still hold, by identifier."""
        columns = self._flows.columns
        found = columns.backing(np.sort(self.numbers[: self.counted]))
        return tuple(columns.source_ids[source] for source in found.tolist())

    def roots(self) -> Int32s:
        """The origins of these sources, as ``Columns.source_root`` numbers them."""
        columns = self._flows.columns
        return columns.source_root[columns.backing(np.sort(self.numbers[: self.counted]))]

    def entry(self, at: int) -> RecordEntry | None:
        """One record; the page about it is read where it is not yet.

        None for one that the dossier no longer has.
        """
        number = int(self.numbers[at])
        if number not in self._pages:
            first = at - at % PAGE
            self._read(self.numbers[first : first + PAGE].tolist())
        if number not in self._entries:
            self._entries[number] = self._made(number)
        return self._entries[number]

    def is_read(self, at: int) -> bool:
        """Whether ``entry`` has it without asking the dossier."""
        return int(self.numbers[at]) in self._pages

    @cached_property
    def _marks(self) -> Marks:
        return self._flows.columns.marks

    @cached_property
    def _plain(self) -> Booleans:
        return self._flows.is_listed & ~outside_sum(self._flows, self.numbers)

    def _places(self, mask: Booleans) -> tuple[int, ...]:
        return tuple(np.flatnonzero(mask[: self.counted]).tolist())

    def _read(self, numbers: Sequence[int]) -> None:
        flows = self._flows
        missing = [number for number in numbers if number not in self._pages]
        material = gather(self._reading, [self._ids[number] for number in missing])
        groups = {
            group.id: group_entry(group, material, flows.query.stage, flows.unit)
            for group in material.groups
        }
        told = standings(flows, np.array(missing, np.intp), material, groups)
        found = {transfer.id: transfer for transfer in material.transfers}
        page = _Page(material, found, groups, told)
        self._pages.update(dict.fromkeys(missing, page))

    def _made(self, number: int) -> RecordEntry | None:
        page = self._pages[number]
        transfer = page.transfers.get(self._ids[number])
        if transfer is None:
            return None
        return record_entry(
            transfer,
            page.material,
            self._flows.query.stage,
            page.standings[transfer.id],
            is_in_flow=bool(self._flows.is_listed[number]),
            is_disputed=bool(self._flows.columns.transfers.is_disputed[number]),
            marks=_marks_of(int(self._marks[number])),
            groups=page.groups,
        )

    def _times(self) -> dict[int, int]:
        """The rank in time of each: by its dates at the stage, else by any; undated ones last."""
        asked = json.dumps(list(self._ids.values())), str(self._flows.query.stage)
        rank: dict[str, int] = dict(self._reading.rows(_TIMES, asked))
        last = len(rank) + 1
        return {number: rank.get(id_, last) for number, id_ in self._ids.items()}

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


def _marks_of(code: int) -> tuple[Mark, ...]:
    return tuple(mark for place, mark in enumerate(MARKS) if code >> place & 1)
