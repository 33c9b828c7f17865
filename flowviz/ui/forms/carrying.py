"""What stands in a form whose record changes elsewhere, or can be kept only in part; pure.

Texts are the frozen values of ``editing``; a part of a list is known by its ``id``.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any


def carried(base: Any, typed: Any, now: Any) -> Any:
    """What is typed over ``base``, once the record has become ``now``.

    What nobody has typed into follows the record; what somebody has stays, down to the field.
    """
    if typed in (base, now):
        return now
    if type(base) is not type(typed) or type(now) is not type(typed):
        return typed
    if dataclasses.is_dataclass(typed) and not isinstance(typed, type):
        names = [field.name for field in dataclasses.fields(typed)]
        found = {
            name: carried(getattr(base, name), getattr(typed, name), getattr(now, name))
            for name in names
        }
        return dataclasses.replace(typed, **found)
    if isinstance(typed, tuple) and _have_ids(base + typed + now):
        return _carried_parts(base, typed, now)
    return typed


def held_back(base: Any, typed: Any, paths: Iterable[str]) -> Any:
    """What is typed, with ``base`` at the fields that are wrong; a new part with one is left out.

    ``paths`` are those of faults: ``lines/0/figures/1/amount`` counts in what is typed.
    """
    below: dict[str, list[str]] = {}
    for path in paths:
        head, _slash, rest = path.partition("/")
        below.setdefault(head, []).append(rest)
    found: dict[str, Any] = {}
    for name, rests in below.items():
        if not hasattr(typed, name) or not hasattr(base, name):
            continue
        old, new = getattr(base, name), getattr(typed, name)
        is_list = isinstance(new, tuple) and _have_ids(old + new) and all(rests)
        found[name] = _held_parts(old, new, rests) if is_list else old
    return dataclasses.replace(typed, **found)


def first_difference(before: Any, after: Any) -> tuple[str | int, ...]:
    """The way to the first field that differs; it ends at a list whose parts come or go."""
    if not dataclasses.is_dataclass(after) or type(before) is not type(after):
        return ()
    for field in dataclasses.fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if isinstance(new, tuple) and isinstance(old, tuple) and _have_ids(old + new):
            if [part.id for part in old] != [part.id for part in new]:
                return (field.name,)
            at = next(at for at, part in enumerate(new) if part != old[at])
            return (field.name, at, *first_difference(old[at], new[at]))
        return (field.name,)
    return ()


def _have_ids(parts: tuple[Any, ...]) -> bool:
    return all(hasattr(part, "id") for part in parts)


def _carried_parts(
    base: tuple[Any, ...], typed: tuple[Any, ...], now: tuple[Any, ...]
) -> tuple[Any, ...]:
    was = {part.id: part for part in base}
    is_ = {part.id: part for part in now}
    stands = []
    for part in typed:
        if part.id in is_:
            stands.append(carried(was.get(part.id, part), part, is_[part.id]))
        elif was.get(part.id) != part:  # new, or typed into before it went
            stands.append(part)
    known = was.keys() | {part.id for part in typed}
    for at, part in enumerate(now):
        if part.id not in known:  # it comes behind the part that it follows there
            order = [one.id for one in stands]
            before = next((one.id for one in reversed(now[:at]) if one.id in order), None)
            stands.insert(0 if before is None else order.index(before) + 1, part)
    return tuple(stands)


def _held_parts(base: tuple[Any, ...], typed: tuple[Any, ...], paths: list[str]) -> tuple[Any, ...]:
    was = {part.id: part for part in base}
    wrong: dict[int, list[str]] = {}
    for path in paths:
        step, _slash, rest = path.partition("/")
        wrong.setdefault(int(step), []).append(rest)
    kept = []
    for at, part in enumerate(typed):
        old = was.get(part.id)
        if at not in wrong:
            kept.append(part)
        elif old is not None:
            kept.append(held_back(old, part, wrong[at]) if all(wrong[at]) else old)
    return tuple(kept)
