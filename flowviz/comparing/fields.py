"""Two states of a record, and the one before both: which fields differ, and who changed each."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flowviz.comparing.kinds import Whole
from flowviz.comparing.sheet import FIGURE, KEPT, LINE, ORIGINAL, PROVENANCE, Part, Sheet


class Side(enum.StrEnum):
    """Whose value is taken: ``A`` is the dossier that is merged into, ``B`` the other one."""

    A = "a"
    B = "b"


class _Absent(enum.Enum):
    ABSENT = "absent"


ABSENT = _Absent.ABSENT
"""Stands where a side has no such part."""


class FieldPath(NamedTuple):
    """Where a field stands in a record.

    ``("", "", "comment")`` is a field of the record itself, ``("figure", id, "amount")`` one of a
    part, ``("line", id, "")`` a line that one side alone has, ``("line", "", "order")`` the order
    of those that both have.
    """

    group: str = ""
    part: str = ""
    name: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, self))


WHOLE = FieldPath()
"""The record itself, where one side has none."""
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Field:
    """One field that is not the same on both sides; of what one side alone has, the whole of it.

    ``changed_by`` is who changed it since the base, None for both of them, or where nobody knows:
    then it is a conflict.
    """

    path: FieldPath
    base: Any
    a: Any
    b: Any
    changed_by: Side | None

    @property
    def is_conflict(self) -> bool:
        """Whether somebody has to say which value is taken."""
        return self.changed_by is None


def fields_between(base: Sheet | None, a: Sheet, b: Sheet) -> tuple[Field, ...]:
    """The fields in which two sheets of one record differ."""
    return tuple(_fields_between(base, a, b))


def whole_field(base: Whole, a: Whole, b: Whole) -> Field:
    """The record itself as the one field, where one side has none."""
    return _part_field(WHOLE, *(side or ABSENT for side in (base, a, b)))


def _fields_between(base: Sheet | None, a: Sheet, b: Sheet) -> Iterator[Field]:
    for name, value in a.fields.items():
        was = ABSENT if base is None else base.fields[name]
        if value != b.fields[name]:
            yield _field(FieldPath("", "", name), was, value, b.fields[name])
    for group in a.parts:
        yield from _parts_between(group, base, a, b)


def _parts_between(group: str, base: Sheet | None, a: Sheet, b: Sheet) -> Iterator[Field]:
    mine, theirs = a.parts[group], b.parts[group]
    before: Mapping[str, Part] = {} if base is None else base.parts[group]
    for id_ in dict.fromkeys((*mine, *theirs)):
        path = FieldPath(group, id_)
        part, other, was = mine.get(id_), theirs.get(id_), before.get(id_)
        if part is None or other is None:
            if group != FIGURE or not _goes_with_line(id_, a, b):
                yield _part_field(path, *map(_value, (was, part, other)))
            continue
        for name, value in part.fields.items():
            if value != other.fields[name]:
                told = ABSENT if was is None else was.fields[name]
                yield _field(path._replace(name=name), told, value, other.fields[name])
    orders = [
        tuple(id_ for id_ in side if id_ in mine and id_ in theirs) for side in (mine, theirs)
    ]
    if orders[0] != orders[1]:
        known = tuple(id_ for id_ in before if id_ in mine and id_ in theirs)
        yield _field(FieldPath(group, "", ORDER), known or ABSENT, *orders)


def _goes_with_line(figure: str, a: Sheet, b: Sheet) -> bool:
    """Whether a figure that one side alone has belongs to a line that it alone has, too."""
    for one, another in ((a, b), (b, a)):
        part = one.parts[FIGURE].get(figure)
        line = "" if part is None else part.fields["line"]
        if line and line not in another.parts[LINE]:
            return True
    return False


def _value(part: Part | None) -> Any:
    return ABSENT if part is None else part.value


def _part_field(path: FieldPath, base: Any, a: Any, b: Any) -> Field:
    """What one side alone has: added by it, or taken away by the other, or both at odds."""
    if base is ABSENT:
        return Field(path, base, a, b, Side.B if a is ABSENT else Side.A)
    changed_by = Side.B if a == base else Side.A if b == base else None
    return Field(path, base, a, b, _settled(path, changed_by))


def _field(path: FieldPath, base: Any, a: Any, b: Any) -> Field:
    if base is not ABSENT:
        changed_by = Side.B if a == base else Side.A if b == base else None
    else:
        # Nobody knows who changed it; what one side leaves empty, the other one fills in.
        changed_by = Side.B if _is_empty(a) else Side.A if _is_empty(b) else None
    return Field(path, base, a, b, _settled(path, changed_by))


def _settled(path: FieldPath, changed_by: Side | None) -> Side | None:
    """Nobody is asked where a record came from, nor in which order things stand: mine stays."""
    is_quiet = path.name in ("position", ORDER) or path.group in (PROVENANCE, KEPT, ORIGINAL)
    return Side.A if changed_by is None and is_quiet else changed_by


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == ()
