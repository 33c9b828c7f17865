"""Names for things that a file tells apart by identifiers: two that are called alike stay two."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flowviz.importers import celltext
from flowviz.importers.findings import Findings
from flowviz.importers.limits import NAME_CHARACTERS

_NAMELESS = "\u2014"
_ID_CHARACTERS = 60


class Labelled(NamedTuple):
    """A thing of a file: its identifier, its label ("" for none), its line, and among whom."""

    id: str
    label: str
    line: int
    group: str = ""


def named(things: Iterable[Labelled], findings: Findings) -> Iterator[tuple[str, str]]:
    """Give each thing with its name: its label, else its identifier.

    The second of one label in a group bears its identifier too, and that is noted.
    """
    first: dict[tuple[str, str], int] = {}
    for thing in things:
        label = findings.cleaned(thing.label, thing.line, NAME_CHARACTERS)
        name = label or findings.cleaned(thing.id, thing.line, NAME_CHARACTERS)
        name = name.rstrip() or _NAMELESS
        if (thing.group, name) in first:
            line = first[thing.group, name]
            message = f"another one on line {line} is called the same; they stay two"
            findings.doubtful(thing.line, message, name)
            end = f" [{celltext.clean(thing.id)[0][:_ID_CHARACTERS]}]"
            name = name[: NAME_CHARACTERS - len(end)] + end
        else:
            first[thing.group, name] = thing.line
        yield thing.id, name
