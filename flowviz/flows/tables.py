"""The tables that flows are made of: read-only arrays, sorted so that a query is a slice.

This is the engine seam: whoever makes ``Columns`` (:mod:`flowviz.flows.columns` from a dossier),
nothing that reads them knows where they came from.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import Amount, AmountKind
from flowviz.arrays import Booleans, Codes, Floats, Indices, Int32s, kept
from flowviz.terms import Mark, Reporter, Stage, TransferKind

if TYPE_CHECKING:  # they are made of columns
    from flowviz.flows.conflicts import Conflicts, Told

STAGES = tuple(Stage)
KINDS = tuple(TransferKind)
REPORTERS = tuple(Reporter)
AMOUNT_KINDS = tuple(AmountKind)
MARKS = tuple(Mark)
NO_VERDICT = 255
"""The verdict on a pair of which nobody has decided anything."""
EXACT = AMOUNT_KINDS.index(AmountKind.EXACT)
UNKNOWN = AMOUNT_KINDS.index(AmountKind.UNKNOWN)

NOT_ESTABLISHED, OF_SEVERAL = -1, -2
"""The origin of a source that nobody has established, and of one that goes back to several."""

Marks = NDArray[np.uint16]
"""A bit a mark, in the order of ``MARKS``; see ``bits``."""

Years = NDArray[np.int16]

_Integer = TypeVar("_Integer", bound="np.integer[Any]")


@dataclass(frozen=True, slots=True)
class TransferColumns:
    """One row a transfer, counted or not, in the order of their identifiers.

    Attributes
    ----------
    ids
        Identifiers.
    pair
        (T,) index of its pair of supplier and recipient.
    existence, kind, reporter
        (T,) uint8 index into ``EXISTENCES``, ``KINDS``, ``REPORTERS``; reporter 255 is "not told".
        The existence is the one that the rule of ``flowviz.evidence`` gives.
    marks
        (T,) uint16, a bit a mark, but for conflicting figures: see ``Columns.marks``.
    is_counted
        (T,) it counts at any stage: its data set does, and its account at some stage that it tells
        of, or it is in no group.
    silent_at
        (T,) uint8, bit i for ``STAGES[i]``: there it does not count, for another account does.
    is_for_both
        (T,) the exporter or the importer tells it, and it counts where what the other of the two
        tells of the same goods does not: so it counts whichever side is asked for.
    is_disputed
        (T,) a citation that holds contradicts its existence.
    grades
        (T,) int32 index into ``Columns.grade_sets``.
    has_figures
        (T,) it has a figure in ``FigureColumns``, at whatever stage.
    is_included
        (T,) all that it states is included in other figures: it is listed, and adds nothing.
    first_line
        (T + 1,) where its lines begin in ``LineColumns``; they end where the next one's begin.
    data_set
        (T,) int32 index into ``Columns.data_sets``.
    """

    ids: Sequence[str]
    pair: Indices
    existence: Codes
    kind: Codes
    reporter: Codes
    marks: Marks
    is_counted: Booleans
    silent_at: Codes
    is_for_both: Booleans
    is_disputed: Booleans
    grades: Int32s
    has_figures: Booleans
    is_included: Booleans
    first_line: Indices
    data_set: Int32s

    def places(self, ids: Iterable[str]) -> Iterator[int]:
        """The numbers of some transfers, without those there are not."""
        for id_ in ids:
            at = bisect_left(self.ids, id_)
            if at < len(self.ids) and self.ids[at] == id_:
                yield at


@dataclass(frozen=True, slots=True)
class LineColumns:
    """One row a line, in the order of the transfers and then of their lines.

    ``transfer`` (L,) int32; ``category`` (L,) int16 and ``designation`` (L,) int32 index into
    ``Columns.categories`` and ``Columns.designations``.
    """

    transfer: Int32s
    category: NDArray[np.int16]
    designation: Int32s


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """One row a figure of basis total of a counted transfer; of one without, included figures.

    Those are of unknown amount here: they tell when something moved, and add nothing.

    Rows are sorted by stage, unit, then time: dated ones by first and last month, undated ones at
    the end. So (stage, unit) is a block, and a window of months is a slice of it.

    Attributes
    ----------
    pair, transfer
        (R,) indices.
    line
        (R,) int32 index of the line, -1 for a figure of the transfer itself.
    category
        (R,) int16 index of the line's category, -1 for a figure of the transfer itself.
    kind
        (R,) uint8 index into ``AMOUNT_KINDS``.
    value
        (R,) the stated value, 0 where none is stated; see ``has_value``.
    low, high
        (R,) what the row adds to the sums of lows and highs (DESIGN.md, rule 7): NaN where it adds
        nothing (unknown) and, in ``high``, where it is open upwards.
    first_month, last_month
        (R,) int32, counted from January of the year 0, 0 for undated: what is dated by a year spans
        its twelve months. Of a list of years (1979; 1981) the first and the last.
    numbers
        The distinct numbers in exact decimals, None first.
    value_number, low_number, high_number
        (R,) int32 index into ``numbers``: value and bounds as the source states them.
    inexact
        Rows that are not simply a number, ascending.
    uncertain
        Rows of known amounts that their source marks as uncertain, ascending.
    whole
        Rows with line -1, ascending.
    spans
        Rows of more than twelve months, ascending.
    listed, listed_first, listed_years
        (G,) rows whose lists of years leave out some between, ascending; (G + 1,) where the years
        of each begin; the years.
    block_first
        (B + 1,) where each block (stage times units plus unit) begins.
    block_undated
        (B,) where the undated rows of each block begin.
    """

    pair: Indices
    transfer: Int32s
    line: Int32s
    category: NDArray[np.int16]
    kind: Codes
    value: Floats
    has_value: Booleans
    low: Floats
    high: Floats
    first_month: Int32s
    last_month: Int32s
    numbers: tuple[Decimal | None, ...]
    value_number: Int32s
    low_number: Int32s
    high_number: Int32s
    inexact: Indices
    uncertain: Indices
    whole: Indices
    spans: Indices
    listed: Indices
    listed_first: Indices
    listed_years: Years
    block_first: Indices
    block_undated: Indices

    def amount(self, row: int) -> Amount:
        """The exact amount of one row."""
        return Amount(
            self.numbers[self.value_number[row]],
            self.numbers[self.low_number[row]],
            self.numbers[self.high_number[row]],
            AMOUNT_KINDS[self.kind[row]],
        )


@dataclass(frozen=True)
class Columns:
    """All that flows are made of.

    Attributes
    ----------
    actor_codes, actor_names
        (A,) the suppliers and recipients of any transfer, by code.
    units, categories, designations
        What the indices mean, alphabetically.
    grade_sets
        What ``TransferColumns.grades`` indexes: the grades of the citations of a transfer and its
        parts that hold, as ``evidence.grade`` says them; {""} for one without any.
    pair_supplier, pair_recipient
        (P,) int32 indices of the pairs' actors.
    cited_transfer, cited_source
        (K,) int32: source k is cited for transfer k (its data set's source included), sorted by
        transfer; each combination once.
    cited_backs
        (K,) source k supports transfer k, and that holds.
    source_ids
        What ``cited_source`` indexes.
    source_root
        (S,) int32: the established origin of each source, by a number; ``NOT_ESTABLISHED`` where
        nobody has, ``OF_SEVERAL`` where it goes back to several.
    data_sets
        The identifiers that ``TransferColumns.data_set`` indexes, "" for what a person entered.
    verdict
        (P,) uint8 index into ``EXISTENCES``: what a person decided on the existence of each pair's
        flow, whatever its records say; ``NO_VERDICT`` where nobody has.
    told
        What else conflicts are found in.
    spellings
        The item that stands in ``designations`` for another spelling of it, by that spelling.
    """

    actor_codes: tuple[str, ...]
    actor_names: tuple[str, ...]
    units: tuple[str, ...]
    categories: tuple[str, ...]
    designations: tuple[str, ...]
    grade_sets: tuple[frozenset[str], ...]
    pair_supplier: Int32s
    pair_recipient: Int32s
    transfers: TransferColumns
    lines: LineColumns
    figures: FigureColumns
    cited_transfer: Int32s
    cited_source: Int32s
    cited_backs: Booleans
    source_ids: tuple[str, ...]
    source_root: Int32s
    data_sets: tuple[str, ...]
    verdict: Codes
    told: "Told"
    spellings: Mapping[str, str]

    def items(self, designations: Iterable[str]) -> frozenset[str]:
        """What stands in ``designations`` for some, each perhaps a spelling of another one."""
        return frozenset(self.spellings.get(each, each) for each in designations)

    @cached_property
    def spelled(self) -> dict[str, tuple[str, ...]]:
        """The other spellings of each item that has any, by what stands in ``designations``."""
        found: dict[str, tuple[str, ...]] = {}
        for spelling, item in sorted(self.spellings.items()):
            found[item] = (*found.get(item, ()), spelling)
        return found

    @cached_property
    def conflicts(self) -> "Conflicts":
        """The conflicts of the records, found when they are first asked for."""
        from flowviz.flows.conflicts import find  # it reads columns itself

        return find(self, self.told)

    @cached_property
    def marks(self) -> Marks:
        """(T,) uint16, a bit a mark, conflicting figures among them."""
        marks = self.transfers.marks.copy()
        marks[self.conflicts.is_conflicting] |= bits((Mark.CONFLICTING,))
        return kept(marks)

    def bearing(self, marks: Collection[Mark]) -> Booleans:
        """(T,) the records that bear any of some marks."""
        has = self.marks if Mark.CONFLICTING in marks else self.transfers.marks
        return np.asarray((has & bits(marks)) != 0)

    def block(self, stage: int, unit: int) -> tuple[int, int, int]:
        """Where the block of a stage and a unit begins, where its undated rows do, its end."""
        block = stage * len(self.units) + unit
        first, end = self.figures.block_first[block : block + 2]
        return int(first), int(self.figures.block_undated[block]), int(end)

    def record_count(self, stage: int, unit: int) -> int:
        """How many counted records state an amount at a stage in a unit."""
        first, _, end = self.block(stage, unit)
        states = np.zeros(len(self.transfers.ids), np.bool_)
        states[self.figures.transfer[first:end][self.figures.kind[first:end] != UNKNOWN]] = True
        return int(np.count_nonzero(states))

    def years(self) -> tuple[int, int] | None:
        """The first and last year of any counted figure, None when none is dated."""
        last = self.figures.last_month
        if not last.any():
            return None
        return int(self.figures.first_month[last > 0].min()) // 12, int(last.max()) // 12

    def unit_index(self, unit: str | None) -> int | None:
        """The index of a unit, None when no figure has it."""
        return self.units.index(unit) if unit in self.units else None

    def sources_of(self, transfers: Sequence[int] | Indices) -> Int32s:
        """The distinct sources (indices) behind some transfers."""
        return distinct(self.cited_source[self._cited_rows(transfers)])

    def backing(self, transfers: Sequence[int] | Indices) -> Int32s:
        """The distinct sources (indices) that support some transfers and still hold."""
        rows = self._cited_rows(transfers)
        return distinct(self.cited_source[rows[self.cited_backs[rows]]])

    def _cited_rows(self, transfers: Sequence[int] | Indices) -> Indices:
        # Of another type, all that is cited would be copied for each of hundreds of flows.
        wanted = np.asarray(transfers, dtype=self.cited_transfer.dtype)
        first = np.searchsorted(self.cited_transfer, wanted, side="left")
        end = np.searchsorted(self.cited_transfer, wanted, side="right")
        return ranges(first, end)


def bits(marks: Collection[Mark]) -> np.uint16:
    """The bits of some marks together."""
    return np.uint16(sum(1 << MARKS.index(mark) for mark in set(marks)))


def distinct(numbers: NDArray[_Integer]) -> NDArray[_Integer]:
    """Each of some numbers, none of them negative, once and in order.

    Bare ``np.unique`` would load ``numpy.ma`` for its answer (17 ms of the start).
    """
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def ranges(first: Indices, end: Indices) -> Indices:
    """The indices of several runs, one after the other: ``first[0]`` to ``end[0]``, and so on."""
    lengths = end - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(lengths.sum())
