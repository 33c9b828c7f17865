"""Names of a file that no rule places, and what a person says about them.

A name is *to settle* where neither a code nor a name of an actor in the year says who it is. The
user creates an actor for it, maps it to a known one, or leaves its rows out. The first two are kept
as names of that actor in the dossier, by the edit that imports; the last in the mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from flowviz.actor import ActorKind

IGNORED = ""
"""What a name that is left out has for a code."""

Count = Literal["first", "new"]
"""Which of two data sets that tell the same is counted: the one there first, or the new one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An actor that a name could mean, and why it may; never applied by itself."""

    code: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A name to settle.

    Attributes
    ----------
    name
        As it stands in the file; the code where the file gives no name. Choices go by it.
    code
        What the file gives as its code, "" for none.
    count
        How many entries name it where it means nobody.
    line
        Where it stands first.
    first_year, last_year
        The years of those entries; None where none is known.
    why
        What hinders, in one line.
    suggestions
        At most five, the likeliest first.
    """

    name: str
    code: str
    count: int
    line: int
    first_year: int | None
    last_year: int | None
    why: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Create:
    """The name is that of an actor of its own; ``name`` is how it is shown, "": as it stands."""

    kind: ActorKind = ActorKind.UNRESOLVED
    name: str = ""


@dataclass(frozen=True, slots=True)
class MapTo:
    """The name is one more name of a known actor, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Ignore:
    """The rows that bear the name are left out, and listed."""


Settled: TypeAlias = Create | MapTo | Ignore


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has chosen about an import before it is planned.

    Attributes
    ----------
    names
        What became of names to settle, by :attr:`Unsettled.name`; one without a choice becomes an
        actor of the kind ``unresolved``, and is listed.
    count
        Which of two data sets that tell the same is counted.
    mark_gone
        Whether transfers that the file no longer has are marked; None: by the rule of
        docs/importing.md.
    """

    names: Mapping[str, Settled] = field(default_factory=dict)
    count: Count = "first"
    mark_gone: bool | None = None
