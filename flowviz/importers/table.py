"""What every table is, whatever file it stands in: the names of its columns, and its records."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from flowviz.importers.celltext import clean
from flowviz.importers.limits import NAME_CHARACTERS


class Record(NamedTuple):
    """One record: the line it begins on, its cells as they stand, what keeps it from being one.

    ``text`` is the line (or the lines, joined by a line feed). ``lines`` is how many it runs over.
    ``fault`` is why there are no cells; ``doubts`` are what was odd about cells that are there.
    """

    number: int
    cells: list[str]
    text: str
    fault: str = ""
    is_lossy: bool = False
    lines: int = 1
    doubts: tuple[str, ...] = ()


class Table(Protocol):
    """A table: what stands above it, the names of its columns, its records.

    ``names`` are ``labels``, as the file has them, in lower case with single blanks; those of a
    table without a header are "column 1" and so on. ``header_line`` is 0 where there is no header.
    Lines are those of a text editor, the rows of a sheet, or the ordinals of objects in a JSON
    array. ``encoding`` and ``separator`` are "" where the file has none, and so is ``sheet``.
    ``doubts`` are sentences about the whole table: what of it is not read.
    """

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the columns as they stand."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns as they are compared."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines above the header."""

    @property
    def header_line(self) -> int:
        """The line of the header, 0 for none."""

    @property
    def sheet(self) -> str:
        """The name of the sheet."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of all sheets that can be chosen."""

    @property
    def encoding(self) -> str:
        """The encoding of the text."""

    @property
    def separator(self) -> str:
        """What stands between the cells."""

    @property
    def line_count(self) -> int:
        """How many lines there are, or about as many."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What of the table is not read, or not as it stands."""

    @property
    def may_hold_commas(self) -> bool:
        """Whether a cell can hold a comma at all, which saves looking for decimal commas."""

    def records(self) -> Iterator[Record]:
        """Give the records below the header, each time anew; blank ones are passed over."""


def names_of(labels: Sequence[str]) -> tuple[str, ...]:
    """Give the names of columns as they are compared: what hides in them is spelled out."""
    return tuple(_name(label) for label in labels)


def _name(label: str) -> str:
    bare, _ = clean(label[:NAME_CHARACTERS])
    return unicodedata.normalize("NFC", " ".join(bare.split()).casefold())


def numbered(count: int) -> tuple[str, ...]:
    """Give the labels of columns that have none: "column 1" and so on."""
    return tuple(f"column {number}" for number in range(1, count + 1))
