"""What a reader gets: the bytes of a file with what lies beside it, and a first look at them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from flowviz.importers import mapping


@dataclass(frozen=True, slots=True)
class Material:
    """A file as its reader gets it.

    ``name`` is the file's name, for what only that tells ("artillery.rtf"). ``companions`` are the
    files beside it that some format needs (``formats.COMPANIONS``), by name.
    """

    data: bytes
    name: str = ""
    companions: Mapping[str, bytes] = field(default_factory=dict)
    mapping: "mapping.Mapping | None" = None

    @property
    def suffix(self) -> str:
        """The end of the file's name, in lower case with its dot."""
        return PurePath(self.name).suffix.lower()


class TableProbe(Protocol):
    """The header of a table that was found by a look at its first rows."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, casefolded, blanks collapsed."""
        ...

    @property
    def header_line(self) -> int:
        """The line that they stand on."""
        ...


@dataclass(frozen=True, slots=True)
class Probe:
    """A first look at a file: what it begins with, the end of its name, its header if a table."""

    begin: bytes
    suffix: str
    table: TableProbe | None = None

    def has_columns(self, *names: str) -> bool:
        """Whether it is a table with columns of all these names."""
        return self.table is not None and set(names) <= set(self.table.names)
