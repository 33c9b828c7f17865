"""What a reader of references meets in a file, an entry at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flowviz.errors import RecordError
from flowviz.references.csl import Item, cleaned


@dataclass(frozen=True, slots=True)
class Met:
    """One entry: its line, its item, and in words what of it was not taken.

    ``item`` is None where none of it was; without an item and words it is a sign of life from
    ``line``.
    """

    line: int
    item: Item | None = None
    words: tuple[str, ...] = ()


def met(line: int, item: object, words: Iterable[str] = ()) -> Met:
    """Give an entry whose item is clean (see ``csl.cleaned``), or why there is none."""
    try:
        clean, gone = cleaned(item)
    except RecordError as error:
        return Met(line, None, (str(error),))
    return Met(line, clean, tuple(dict.fromkeys((*words, *gone))))


def items_in(found: Iterable[Met]) -> Iterator[Item]:
    """Give the items of what was met."""
    return (each.item for each in found if each.item is not None)
