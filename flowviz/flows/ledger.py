"""The ledger of an actor: item by item what it received, what went onward, what is left open."""

import dataclasses
import decimal
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from flowviz.amounts import EXACT, Total
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.citing import note_entry
from flowviz.flows.columns import Columns
from flowviz.flows.entries import NoteEntry
from flowviz.flows.filters import LineFilter
from flowviz.flows.flow import Flow, Flows, exact_more, exact_total
from flowviz.flows.items import item_key
from flowviz.flows.material import gather
from flowviz.flows.naming import named
from flowviz.flows.query import Query
from flowviz.flows.tables import UNKNOWN, ranges
from flowviz.terms import Stage

NO_ONWARD = "no onward transfer reported"
NOT_RECEIVED = "not reported as received"
NOT_KNOWN = "some amounts are not known"
EXCEEDED = "more went onward than is reported as received"


@dataclass(frozen=True, slots=True)
class Side:
    """What is reported of an item on one side; a line without an amount counts as unknown.

    ``undated_more`` may lie in the window but is not in the total.
    """

    total: Total
    undated_more: Decimal


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One item.

    ``received`` and ``onward`` are None where no record tells of any: no report is not a zero.
    ``remainder`` is what is not accounted for, where both sides are known; ``remark`` says why
    there is none.
    """

    key: str
    designation: str
    received: Side | None
    onward: Side | None
    remainder: Total | None
    remark: str

    @property
    def unaccounted(self) -> Decimal | None:
        """How much is not accounted for, as far as one number says it."""
        return self.remainder.value if self.remainder else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """An actor under a query.

    ``received_from`` and ``supplied_to`` are its flows, largest first, with no flow to itself;
    items that came and went on stand first, then the largest received.
    """

    actor: str
    name: str
    unit: str
    stage: Stage
    items: tuple[LedgerItem, ...]
    received_from: tuple[Flow, ...]
    supplied_to: tuple[Flow, ...]
    received: Total
    supplied: Total
    notes: tuple[NoteEntry, ...]


def ledger(dossier: Dossier, columns: Columns, query: Query, actor: str) -> Ledger:
    """The ledger of an actor, empty for one that is in no flow under the query.

    It names all actors as the dossier does, whatever the columns show.
    """
    own: dict[str, str] = dict(dossier.rows("SELECT code, name FROM actor"))
    flows = aggregate(named(columns, own), query)
    inward, outward = _flows_of(flows, actor)
    received, onward = _sides(flows, inward), _sides(flows, outward)
    labels = _labels(columns)
    items = [
        _item(key, labels[key], received.get(key), onward.get(key))
        for key in received.keys() | onward.keys()
    ]
    material = gather(dossier, (), (actor,))
    return Ledger(
        actor=actor,
        name=material.name(actor),
        unit=flows.unit,
        stage=flows.query.stage,
        items=tuple(sorted(items, key=_rank)),
        received_from=tuple(flows.flow(index) for index in inward),
        supplied_to=tuple(flows.flow(index) for index in outward),
        received=_total_of(flows, inward),
        supplied=_total_of(flows, outward),
        notes=tuple(
            note_entry(note, material.name(actor), material)
            for note in material.notes.get(actor, ())
        ),
    )


def remainder(received: Total, onward: Total) -> Total | None:
    """What of ``received`` is left after ``onward``; None where more went than came.

    The bounds are the least and the most that can be left, never below zero; the value is the
    difference of the values where both stand for all that is known.
    """
    assert received.low is not None
    assert onward.low is not None
    with decimal.localcontext(EXACT):
        high = None if received.high is None else received.high - onward.low
        if high is not None and high < 0:
            return None
        low = Decimal(0) if onward.high is None else max(received.low - onward.high, Decimal(0))
        value = None
        if _is_whole(received) and _is_whole(onward):
            assert received.value is not None
            assert onward.value is not None
            value = received.value - onward.value
        return Total(
            None if value is not None and value < 0 else value,
            low,
            high,
            received.is_approximate or onward.is_approximate,
        )


def _flows_of(flows: Flows, actor: str) -> tuple[list[int], list[int]]:
    """The flows into an actor and out of it."""
    if actor not in flows.actor_codes:
        return [], []
    own = flows.actor_codes.index(actor)
    is_in, is_out = flows.recipient == own, flows.supplier == own
    inward, outward = np.flatnonzero(is_in & ~is_out), np.flatnonzero(is_out & ~is_in)
    return inward.tolist(), outward.tolist()


def _sides(flows: Flows, indices: Iterable[int]) -> dict[str, Side]:
    """What some flows say of each item."""
    figures = flows.columns.figures
    rows: dict[str, list[int]] = defaultdict(list)
    more: dict[str, list[int]] = defaultdict(list)
    unknown: dict[str, int] = defaultdict(int)
    for index in indices:
        keys = _line_keys(flows, index)
        silent = set(keys)
        for found, of_flow in ((rows, flows.rows(index)), (more, flows.more_rows(index))):
            for row in of_flow[figures.line[of_flow] >= 0].tolist():
                line = int(figures.line[row])
                found[keys[line]].append(row)
                silent.discard(line)
                if found is more and figures.kind[row] == UNKNOWN:
                    unknown[keys[line]] += 1  # it adds nothing, and would go unseen
        for line in silent:
            unknown[keys[line]] += 1
    return {
        key: _side(flows, rows.get(key, []), more.get(key, []), unknown.get(key, 0))
        for key in rows.keys() | more.keys() | unknown.keys()
    }


def _line_keys(flows: Flows, index: int) -> dict[int, str]:
    """The lines of the records of a flow that the query shows, with the key of their item."""
    columns, transfers = flows.columns, flows.transfers(index)
    first_line = columns.transfers.first_line
    lines = ranges(first_line[transfers], first_line[transfers + 1])
    shown = lines[LineFilter.of(flows.query, columns).lines(columns, lines)]
    codes = columns.lines.designation[shown].tolist()
    keys = {code: item_key(columns.designations[code]) for code in set(codes)}
    return {line: keys[code] for line, code in zip(shown.tolist(), codes, strict=True)}


def _side(flows: Flows, rows: list[int], more: list[int], unknown: int) -> Side:
    total = exact_total(flows.columns.figures, rows)
    return Side(
        dataclasses.replace(total, unknown=total.unknown + unknown),
        exact_more(flows.columns.figures, more),
    )


def _labels(columns: Columns) -> dict[str, str]:
    """How to call each item: as its first line does."""
    labels: dict[str, str] = {}
    for code in dict.fromkeys(columns.lines.designation.tolist()):
        designation = columns.designations[code]
        labels.setdefault(item_key(designation), designation)
    return labels


def _item(key: str, designation: str, received: Side | None, onward: Side | None) -> LedgerItem:
    left, remark = _remainder(received, onward)
    return LedgerItem(key, designation, received, onward, left, remark)


def _remainder(received: Side | None, onward: Side | None) -> tuple[Total | None, str]:
    if onward is None:
        return None, NO_ONWARD
    if received is None:
        return None, NOT_RECEIVED
    if not (_is_known(received) and _is_known(onward)):
        return None, NOT_KNOWN
    left = remainder(received.total, onward.total)
    return left, "" if left else EXCEEDED


def _is_known(side: Side) -> bool:
    return side.total.low is not None and not side.total.unknown and not side.undated_more


def _is_whole(total: Total) -> bool:
    """Whether the value stands for all amounts, not only for those that state one."""
    if total.value is None or total.low is None or total.value < total.low:
        return False
    return total.high is None or total.value <= total.high


def _total_of(flows: Flows, indices: list[int]) -> Total:
    return exact_total(
        flows.columns.figures, (row for index in indices for row in flows.rows(index))
    )


def _rank(item: LedgerItem) -> tuple[bool, bool, Decimal, str]:
    low = item.received.total.low if item.received else None
    is_one_sided = item.received is None or item.onward is None
    return is_one_sided, item.received is None, -(low or Decimal(0)), item.designation
