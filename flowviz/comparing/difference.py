"""A record that two dossiers do not have alike: who did what to it, and what can come of it."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flowviz.comparing.fields import (
    ABSENT,
    ORDER,
    WHOLE,
    Field,
    FieldPath,
    Side,
    fields_between,
    whole_field,
)
from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.comparing.sheet import (
    FIGURE,
    GRADING,
    KEPT,
    LINE,
    OWN,
    Fields,
    Sheet,
    lay_out,
    put_together,
)
from flowviz.evidence import graded_since


class State(enum.StrEnum):
    """What happened to a record since the base, in the order in which differences are listed.

    Without a base, ``ADDED_A`` and ``ADDED_B`` say which side alone has it, and every field that
    both fill in differently is a conflict.
    """

    CONFLICT = "conflict"
    DELETED_B = "deleted in b"
    ADDED_B = "added in b"
    CHANGED_B = "changed in b"
    CHANGED_BOTH = "changed in both"
    ADDED_A = "added in a"
    CHANGED_A = "changed in a"
    DELETED_A = "deleted in a"


@dataclass(frozen=True, slots=True)
class Difference:
    """One record, as it was and as it stands on both sides, and the fields that differ."""

    kind: Kind
    id: str
    base: Whole
    a: Whole
    b: Whole
    fields: tuple[Field, ...]
    state: State

    @classmethod
    def between(cls, key: Key, base: Whole, a: Whole, b: Whole) -> "Difference":
        """The difference of two sides that are not equal; ``base`` is empty where none is known."""
        kind, id_ = key
        if not a or not b:
            field = whole_field(base, a, b)
            return cls(kind, id_, base, a, b, (field,), _state_of_whole(field))
        before = lay_out(kind, base) if base else None
        fields = fields_between(before, lay_out(kind, a), lay_out(kind, b))
        return cls(kind, id_, base, a, b, fields, _state_of(fields))

    @property
    def key(self) -> Key:
        """What identifies it among all differences."""
        return self.kind, self.id

    @property
    def conflicts(self) -> tuple[Field, ...]:
        """The fields that somebody has to decide."""
        if self.state is not State.CONFLICT:
            return ()
        return tuple(field for field in self.fields if field.is_conflict)

    @property
    def either(self) -> Whole:
        """The record as mine has it, as theirs has it where mine does not."""
        return self.a or self.b

    def result(self, sides: Mapping[FieldPath, Side]) -> Whole:
        """What comes of it, empty for nothing; ``sides`` has a side for the path of each field."""
        if WHOLE in sides:
            return self.a if sides[WHOLE] is Side.A else self.b
        if set(sides.values()) == {Side.A}:
            return self.a
        if set(sides.values()) == {Side.B}:
            return self.b
        return _Merging(self, sides).result()


def sides_by_default(difference: Difference) -> dict[FieldPath, Side]:
    """The side of each field that one alone has changed: its own; no deletion of B is taken."""
    if difference.state is State.DELETED_B:
        return {WHOLE: Side.A}
    return {
        field.path: field.changed_by for field in difference.fields if field.changed_by is not None
    }


class _Merging:
    """Puts a record together from two sheets."""

    def __init__(self, difference: Difference, sides: Mapping[FieldPath, Side]) -> None:
        self._kind = difference.kind
        self._like = difference.a
        self._a = lay_out(difference.kind, difference.a)
        self._b = lay_out(difference.kind, difference.b)
        self._sides = sides

    def result(self) -> Whole:
        """The record."""
        fields = {name: self._of(FieldPath("", "", name)).fields[name] for name in self._a.fields}
        parts = {group: self._parts(group) for group in self._a.parts}
        return put_together(self._kind, self._like, fields, parts)

    def _of(self, path: FieldPath) -> Sheet:
        side = self._sides.get(path, Side.A)
        if path.group == KEPT:  # what a file says of a field goes with that field
            side = next((s for each, s in self._sides.items() if str(each) == path.part), side)
        return self._a if side is Side.A else self._b

    def _parts(self, group: str) -> dict[str, Fields]:
        mine, theirs = self._a.parts[group], self._b.parts[group]
        found: dict[str, Fields] = {}
        for id_ in dict.fromkeys((*mine, *theirs)):
            path = FieldPath(group, id_)
            if id_ in mine and id_ in theirs:
                found[id_] = {
                    name: self._of(path._replace(name=name)).parts[group][id_].fields[name]
                    for name in mine[id_].fields
                }
                continue
            part = self._of(self._deciding(path)).parts[group].get(id_)
            if part is not None:
                found[id_] = part.fields
        in_both = [id_ for id_ in self._of(FieldPath(group, "", ORDER)).parts[group] if id_ in mine]
        anchors = [id_ for id_ in in_both if id_ in theirs]
        order = woven(anchors, [*mine], [*theirs])
        if group == GRADING and mine.keys() - theirs.keys() and theirs.keys() - mine.keys():
            # The last one counts, whoever has graded it: it is to be the latest.
            order = sorted(found, key=lambda id_: (graded_since(found[id_][OWN]), order.index(id_)))
        return {id_: found[id_] for id_ in order if id_ in found}

    def _deciding(self, path: FieldPath) -> FieldPath:
        """The path that decides on a part that one side alone has: its own, or its line's."""
        if path.group != FIGURE or path in self._sides:
            return path
        part = self._a.parts[FIGURE].get(path.part) or self._b.parts[FIGURE][path.part]
        return FieldPath(LINE, part.fields["line"])


def woven(anchors: Sequence[str], mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """``anchors`` with what each side alone has behind the same anchor as there.

    Where both have something behind one anchor, the run with the lesser first id comes first, so
    that it does not matter which side is mine.
    """
    runs = [_runs(set(anchors), side) for side in (mine, theirs)]
    order: list[str] = []
    for anchor in ("", *anchors):
        order.extend([anchor] if anchor else [])
        for run in sorted(filter(None, (side.get(anchor, []) for side in runs))):
            order.extend(run)
    return order


def _runs(anchors: set[str], side: Iterable[str]) -> dict[str, list[str]]:
    runs: dict[str, list[str]] = {}
    behind = ""
    for id_ in side:
        if id_ in anchors:
            behind = id_
        else:
            runs.setdefault(behind, []).append(id_)
    return runs


def _state_of_whole(field: Field) -> State:
    if field.is_conflict:
        return State.CONFLICT
    if field.base is ABSENT:
        return State.ADDED_B if field.a is ABSENT else State.ADDED_A
    return State.DELETED_B if field.b is ABSENT else State.DELETED_A


def _state_of(fields: Sequence[Field]) -> State:
    changed_by = {field.changed_by for field in fields}
    if None in changed_by:
        return State.CONFLICT
    if len(changed_by) > 1:
        return State.CHANGED_BOTH
    return State.CHANGED_B if Side.B in changed_by else State.CHANGED_A


def listed_in_order(differences: Iterable[Difference]) -> Iterator[Difference]:
    """By state, then by kind, then by id."""
    states, kinds = list(State), list(Kind)
    yield from sorted(
        differences,
        key=lambda each: (states.index(each.state), kinds.index(each.kind), each.id),
    )
