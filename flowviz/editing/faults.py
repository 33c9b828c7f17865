"""What is wrong with a typed text, and what came of checking one."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from flowviz.actor import Actor

Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, in words for the person who typed it.

    ``path`` leads to the field: ``supplier``, ``lines/0/figures/1/amount``. One that is not
    ``is_grave`` only warns: the record can be kept as it is.
    """

    path: str
    words: str
    is_grave: bool = True


@dataclass(frozen=True, slots=True)
class Checked(Generic[Made]):
    """The record that a text stands for, None where a fault is grave.

    ``actors`` are those that the record names and the dossier does not hold yet: they are put in
    the same edit.
    """

    record: Made | None
    faults: tuple[Fault, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def grave(self) -> tuple[Fault, ...]:
        """The faults that keep it from being a record."""
        return tuple(fault for fault in self.faults if fault.is_grave)
