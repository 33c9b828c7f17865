"""Deletions that are conflicts: the other side has said something new of what is gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from flowviz.comparing.difference import Difference, State, sides_by_default
from flowviz.comparing.fields import ABSENT, Field, FieldPath, Side
from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.comparing.needs import Need, needs
from flowviz.comparing.sheet import FIGURE, LINE, PARTY
from flowviz.records import Line

_DELETED = (State.DELETED_A, State.DELETED_B)


def with_news(differences: Iterable[Difference], owners: Mapping[str, Key]) -> list[Difference]:
    """The differences, each deletion a conflict that something added or changed cannot do without.

    A deleted record that comes back in that way may need others that are deleted, and so on.
    """
    known = {each.key: each for each in differences}
    waiting = list(known.values())
    while waiting:
        each = waiting.pop()
        for need in _needs(each, owners):
            other = known.get(need.key)
            disputed = None if other is None else _disputed(other, need)
            if disputed is not None:
                known[need.key] = disputed
                waiting.append(disputed)
    return list(known.values())


def _needs(difference: Difference, owners: Mapping[str, Key]) -> Iterator[Need]:
    for whole in _results(difference):
        if whole:
            yield from needs(difference.kind, whole, owners)


def _results(difference: Difference) -> Iterator[Whole]:
    """What may come of a record that somebody has added or changed; a place says nothing new."""
    if difference.state in _DELETED or difference.kind is Kind.PLACEMENT:
        return
    sides = sides_by_default(difference)
    if not difference.conflicts:
        yield difference.result(sides)
        return
    for side in Side:
        decided = {field.path: side for field in difference.conflicts}
        yield difference.result({**sides, **decided})


def _disputed(difference: Difference, need: Need) -> Difference | None:
    """The difference with what is needed of it as a conflict, None where that is not deleted."""
    if difference.state in _DELETED:
        fields = tuple(replace(field, changed_by=None) for field in difference.fields)
        return replace(difference, fields=fields, state=State.CONFLICT)
    path = _path_of(difference, need.part) if need.part else None
    if path is None:
        return None
    fields = tuple(
        replace(field, changed_by=None) if field.path == path else field
        for field in difference.fields
    )
    return replace(difference, fields=fields, state=State.CONFLICT)


def _path_of(difference: Difference, part: str) -> FieldPath | None:
    """The field by which a part of a record is deleted, None where it is not."""
    own = {FieldPath(group, part) for group in (LINE, FIGURE, PARTY)}
    for field in difference.fields:
        if field.is_conflict or not _is_deletion(field):
            continue
        value = field.b if field.a is ABSENT else field.a
        is_line_of_it = isinstance(value, Line) and part in {each.id for each in value.figures}
        if field.path in own or is_line_of_it:
            return field.path
    return None


def _is_deletion(field: Field) -> bool:
    return field.base is not ABSENT and (field.a is ABSENT or field.b is ABSENT)
