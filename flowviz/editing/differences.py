"""Differences between two dossiers in words, the same in the window and on the command line."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flowviz.comparing import (
    WHOLE,
    Choices,
    Comparison,
    Difference,
    Field,
    Key,
    Kind,
    Plan,
    Side,
    State,
)
from flowviz.comparing.sheet import lay_out
from flowviz.dossier import Reading
from flowviz.editing.difference_values import field_words, value_words, whole_words
from flowviz.editing.history_names import Names
from flowviz.editing.history_values import value_text
from flowviz.flows.words import count_words, listed
from flowviz.overview.proposed import ids_in
from flowviz.records import Citation, Dismissal, Link, Note, Transfer

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.CONFLICT: "Conflict",
        State.DELETED_B: "Deleted in theirs",
        State.ADDED_B: "Added in theirs",
        State.CHANGED_B: "Changed in theirs",
        State.CHANGED_BOTH: "Changed in both",
        State.ADDED_A: "Added in mine",
        State.CHANGED_A: "Changed in mine",
        State.DELETED_A: "Deleted in mine",
    }
)
_TWO_WAY: Mapping[State, str] = MappingProxyType(
    {
        **_STATES,
        State.CONFLICT: "Different",
        State.ADDED_B: "Only in theirs",
        State.CHANGED_B: "Theirs says more",
        State.CHANGED_BOTH: "Each says more",
        State.ADDED_A: "Only in mine",
        State.CHANGED_A: "Mine says more",
    }
)
_SIDES = {Side.A: "mine", Side.B: "theirs"}
_TRANSFERS_OF_PARTS = " UNION ".join(
    f"SELECT transfer FROM {table} WHERE id IN (SELECT value FROM json_each(?1))"
    for table in ("figure", "line", "party")
)


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a record on three sides, in words; ``field`` is None where both have it alike."""

    label: str
    base: str
    a: str
    b: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts the differences of one comparison into words; ``titles`` says what each record is."""

    names: Names
    titles: Mapping[Key, str]
    is_two_way: bool

    @classmethod
    def of(cls, mine: Reading, comparison: Comparison) -> "Telling":
        """Read the names of all that the differences speak of."""
        names = _names(mine, comparison)
        titles = {
            each.key: _title(each.kind, each.either[0], names) for each in comparison.differences
        }
        return cls(names, titles, comparison.base is None)

    def state(self, state: State) -> str:
        """What became of a record; without a base nobody knows who did what."""
        return (_TWO_WAY if self.is_two_way else _STATES)[state]

    def rows(self, difference: Difference) -> tuple[Row, ...]:
        """All that is said of a record: first what differs, then what both have alike."""
        return tuple(self._rows(difference))

    def _rows(self, difference: Difference) -> Iterator[Row]:
        kind, names = difference.kind, self.names
        wholes = (difference.base, difference.a, difference.b)
        base, a, b = (lay_out(kind, whole) if whole else None for whole in wholes)
        for field in difference.fields:
            was, mine, theirs = (
                value_words(field.path, value, names) for value in (field.base, field.a, field.b)
            )
            label = field_words(kind, field.path, (a, b, base), names)
            yield Row(label, was, mine, theirs, field)
        told = {field.path for field in difference.fields}
        told |= {field.path._replace(name="") for field in difference.fields} - {WHOLE}
        sides: list[dict[Any, tuple[str, str]]] = [
            {} if sheet is None else {p: (w, v) for p, w, v in whole_words(kind, sheet, names)}
            for sheet in (base, a, b)
        ]
        for path in dict.fromkeys(path for side in sides[1:] for path in side):
            found = [side.get(path, ("", "")) for side in sides]
            (_, was), (label, mine), (other_label, theirs) = found
            # An item of which a figure differs is told by that figure.
            is_one_sided = not (difference.a and difference.b)
            if path not in told and (is_one_sided or mine == theirs):
                yield Row(label or other_label, was, mine, theirs)


def settled_words(plan: Plan) -> str:
    """What was settled beside the choices: ``1 taken along``, "" for nothing."""
    counts = Counter(plan.settled.values())
    return ", ".join(f"{count:,} {settling}" for settling, count in counts.items())


def done_words(comparison: Comparison, plan: Plan, choices: Choices) -> str:
    """What a plan does: ``3 added, 2 changed, 1 conflict decided for mine``."""
    mine = {each.key: each.a for each in comparison.differences}
    counts = Counter(
        "deleted" if not whole else "changed" if mine[key] else "added"
        for key, whole in plan.results.items()
    )
    said = [f"{counts[word]:,} {word}" for word in ("added", "changed", "deleted") if counts[word]]
    decided = _decided(comparison, choices)
    said += [
        f"{count_words(decided[side], 'conflict')} decided for {_SIDES[side]}"
        for side in Side
        if decided[side]
    ]
    return ", ".join(said) or "nothing taken"


def _decided(comparison: Comparison, choices: Choices) -> Counter[Side]:
    """How many conflicting fields were decided for each side."""
    counts: Counter[Side] = Counter()
    for each in comparison.differences:
        if each.conflicts:
            sides = choices.sides(each)
            counts.update(sides[of.path] for of in each.conflicts if of.path in sides)
    return counts


def _title(kind: Kind, record: Any, names: Names) -> str:
    match kind:
        case Kind.TRANSFER:
            flow = names.flow(record.supplier, record.recipient)
            items = dict.fromkeys(value_text(line.designation) for line in record.lines)
            said = [item for item in items if item]
            return f"{flow}: {listed(said, 'and')}" if said else flow
        case Kind.CITATION:
            about = names.subject(record.subject, record.subject_id)
            return f"{names.source(record.source)} for {about}"
        case Kind.NOTE:
            about = names.subject(record.subject, record.subject_id)
            return f"on {about}: {value_text(record.text)}"
        case Kind.LINK:
            return f"{names.transfer(record.later)} to {names.transfer(record.earlier)}"
        case Kind.SNAPSHOT:
            return f"of {names.source(record.source)}"
        case Kind.PLACEMENT:
            return f"{names.actor(record.actor)} in the {record.view}"
        case Kind.PROBLEM:
            return value_text(record.message)
        case Kind.TITLE:
            return value_text(record.text)
        case Kind.VERDICT:
            supplier, _, recipient = record.id.partition(">")
            return f"on {names.flow(supplier, recipient)}"
        case Kind.DISMISSAL:
            told = (
                names.source(id_) if id_ in names.sources else names.transfer(id_)
                for id_ in ids_in(record.key)
            )
            return f"{record.kind}: {listed(told, 'and')}"
        case Kind.SPELLING:
            return f"{value_text(record.id)} means {value_text(record.item)}"
        case Kind.GROUP:
            return value_text(record.reason) or "a group"
        case Kind.ACTOR | Kind.SAVED_VIEW:
            return value_text(record.name)
        case Kind.IMPORT:
            return value_text(record.file_name)
    return value_text(record.title)


def _names(mine: Reading, comparison: Comparison) -> Names:
    """The names of both sides; where they differ, those of mine."""
    wholes = [
        (each.kind, whole[0])
        for each in comparison.differences
        for whole in (each.base, each.b, each.a)
        if whole
    ]
    transfers: list[Transfer] = [*mine.transfers(_spoken_of(mine, wholes))]
    transfers += [record for kind, record in wholes if kind is Kind.TRANSFER]
    actors = {record.code: record.name for kind, record in wholes if kind is Kind.ACTOR}
    sources = {record.id: record.title for kind, record in wholes if kind is Kind.SOURCE}
    return Names(
        actors | {code: actor.name for code, actor in mine.actors().items()},
        sources | {id_: source.title for id_, source in mine.sources().items()},
        {transfer.id: (transfer.supplier, transfer.recipient) for transfer in transfers},
        dict(part for transfer in transfers for part in _parts(transfer)),
    )


def _parts(transfer: Transfer) -> Iterator[tuple[str, tuple[str, str]]]:
    for line in transfer.lines:
        for id_ in (line.id, *(figure.id for figure in line.figures)):
            yield id_, (transfer.id, line.designation)
    together = (figure.id for figure in transfer.figures)
    for id_ in (*together, *(party.id for party in transfer.parties)):
        yield id_, (transfer.id, "")


def _spoken_of(mine: Reading, wholes: Iterable[tuple[Kind, Any]]) -> list[str]:
    """The transfers that citations, notes and links among the differences speak of."""
    ids: set[str] = set()
    for _, record in wholes:
        if isinstance(record, Citation | Note):
            ids.add(record.subject_id)
        elif isinstance(record, Link):
            ids.update((record.later, record.earlier))
        elif isinstance(record, Dismissal):
            ids.update(ids_in(record.key))
    found = mine.rows(_TRANSFERS_OF_PARTS, (json.dumps(sorted(ids)),)) if ids else ()
    return sorted(ids.union(transfer for (transfer,) in found))
