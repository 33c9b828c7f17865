"""The records of one item between two actors: what each tells of it, for comparing them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Booleans, Codes, Indices, Int32s
from flowviz.flows.itemising import items_of_rows
from flowviz.flows.tables import KINDS, REPORTERS, STAGES, UNKNOWN, Columns
from flowviz.terms import Reporter, Stage, TransferKind

Span = tuple[int, int]
"""The first and the last month, counted from January of the year 0."""

_MOST = 50
"""Records of one item and pair that are compared with one another; more are cut, and counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record tells of an item.

    ``spans`` are the months of its dated figures by stage, ``amounts`` the least it states by stage
    and unit, without those of which nothing is known. ``sources`` are indices into
    ``Columns.source_ids``.
    """

    transfer: int
    kind: TransferKind
    reporter: Reporter | None
    data_set: str
    sources: frozenset[int]
    spans: dict[Stage, Span]
    amounts: dict[tuple[Stage, str], float]

    @property
    def span(self) -> Span | None:
        """From its first to its last month at whatever stage; None where it is undated."""
        if not self.spans:
            return None
        return min(first for first, _ in self.spans.values()), max(
            last for _, last in self.spans.values()
        )

    @property
    def teller(self) -> tuple[str, Reporter | None, frozenset[int]]:
        """Who tells it: a data set, else a reporter by some sources."""
        return self.data_set, self.reporter, frozenset() if self.data_set else self.sources


@dataclass(frozen=True, slots=True)
class Goods:
    """The records of one item (as most name it) from a supplier to a recipient, by date.

    ``cut`` is how many more there are than are compared.
    """

    supplier: str
    recipient: str
    item: str
    entries: tuple[Entry, ...]
    cut: int = 0


def count_goods(columns: Columns) -> int:
    """How many items of pairs several records tell of: what ``all_goods`` gives at most."""
    return len(_Buckets.of(columns).first) - 1


def all_goods(columns: Columns) -> Iterator[Goods]:
    """The items of pairs that several records which count tell of, one after the other.

    A record without a named item is compared with none.
    """
    buckets = _Buckets.of(columns)
    sources = _Sources(columns)
    for at in range(len(buckets.first) - 1):
        yield buckets.goods(columns, sources, at)


@dataclass(frozen=True, slots=True)
class _Buckets:
    """Rows of figures by pair and item; ``first`` is where those of each begin."""

    rows: Indices
    first: Indices

    @classmethod
    def of(cls, columns: Columns) -> "_Buckets":
        figures = columns.figures
        rows = np.arange(len(figures.transfer))
        rows = rows[_is_named(columns, rows) & ~columns.transfers.is_included[figures.transfer]]
        items = items_of_rows(columns, rows)
        key = items * max(len(columns.pair_supplier), 1) + figures.pair[rows]
        order = np.lexsort((figures.transfer[rows], key))
        rows, key = rows[order], key[order]
        transfer = figures.transfer[rows]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        end = np.append(first[1:], len(rows))
        if not len(first):
            return cls(rows, np.zeros(1, np.intp))
        takes = transfer[first] != transfer[end - 1]
        # Two rows of one file are two deals, unless they are of two kinds.
        data_set, kind = columns.transfers.data_set[transfer], columns.transfers.kind[transfer]
        is_own = np.array([not id_ for id_ in columns.data_sets], np.bool_)[data_set]
        takes &= (
            _varies(data_set, first) | _varies(kind, first) | np.logical_or.reduceat(is_own, first)
        )
        kept = rows[np.repeat(takes, end - first)]
        return cls(kept, np.concatenate(([0], np.cumsum((end - first)[takes]))))

    def goods(self, columns: Columns, sources: "_Sources", at: int) -> Goods:
        """Those of one bucket."""
        rows = self.rows[self.first[at] : self.first[at + 1]].tolist()
        by_transfer: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            by_transfer[int(columns.figures.transfer[row])].append(row)
        entries = [_entry(columns, sources, each, own) for each, own in by_transfer.items()]
        entries.sort(key=_by_date)
        pair = int(columns.figures.pair[rows[0]])
        return Goods(
            columns.actor_codes[columns.pair_supplier[pair]],
            columns.actor_codes[columns.pair_recipient[pair]],
            columns.designations[_designation(columns, rows[0])],
            tuple(entries[:_MOST]),
            max(len(entries) - _MOST, 0),
        )


class _Sources:
    """The sources behind each transfer."""

    def __init__(self, columns: Columns) -> None:
        self._source = columns.cited_source
        self._first = np.searchsorted(
            columns.cited_transfer, np.arange(len(columns.transfers.ids) + 1)
        )

    def of(self, transfer: int) -> frozenset[int]:
        """Those of one, as indices."""
        return frozenset(self._source[self._first[transfer] : self._first[transfer + 1]].tolist())


def _is_named(columns: Columns, rows: Indices) -> Booleans:
    has_name = np.array([bool(name.strip()) for name in columns.designations] + [False], np.bool_)
    designation = np.append(columns.lines.designation, np.int32(-1))
    line = columns.figures.line[rows].astype(np.intp)
    transfer = columns.figures.transfer[rows]
    first = columns.transfers.first_line[transfer]
    is_single = (line < 0) & (columns.transfers.first_line[transfer + 1] - first == 1)
    line[is_single] = first[is_single]
    found: Booleans = has_name[designation[line]]
    found[line < 0] = False
    return found


def _varies(values: Int32s | Codes, first: Indices) -> Booleans:
    """Whether the values of each run differ."""
    varies: Booleans = np.minimum.reduceat(values, first) != np.maximum.reduceat(values, first)
    return varies


def _entry(columns: Columns, sources: _Sources, transfer: int, rows: Sequence[int]) -> Entry:
    figures, transfers = columns.figures, columns.transfers
    spans: dict[Stage, Span] = {}
    amounts: dict[tuple[Stage, str], float] = {}
    for row in rows:
        block = int(np.searchsorted(figures.block_first, row, side="right")) - 1
        stage, unit = STAGES[block // len(columns.units)], columns.units[block % len(columns.units)]
        first, last = int(figures.first_month[row]), int(figures.last_month[row])
        if last:
            before = spans.get(stage, (first, last))
            spans[stage] = min(before[0], first), max(before[1], last)
        if figures.kind[row] != UNKNOWN:
            amounts[stage, unit] = amounts.get((stage, unit), 0.0) + float(figures.low[row])
    reporter = int(transfers.reporter[transfer])
    return Entry(
        transfer,
        KINDS[transfers.kind[transfer]],
        REPORTERS[reporter] if reporter < len(REPORTERS) else None,
        columns.data_sets[transfers.data_set[transfer]],
        sources.of(transfer),
        spans,
        amounts,
    )


def _designation(columns: Columns, row: int) -> int:
    line = int(columns.figures.line[row])
    if line < 0:
        line = int(columns.transfers.first_line[columns.figures.transfer[row]])
    return int(columns.lines.designation[line])


def _by_date(entry: Entry) -> tuple[Span, int]:
    return entry.span or (0, 0), entry.transfer
