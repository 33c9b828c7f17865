"""The formats that can be imported: one line each in ``READERS``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError, UsageError
from flowviz.importers import sipri_deals, sipri_deliveries
from flowviz.importers.findings import Findings
from flowviz.importers.frames import DealRow
from flowviz.importers.table import Table


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """One format: its name on the command line, its title, and the two functions that know it.

    ``sniff`` tells by the names of a table's columns, in lower case, whether it is one; ``read``
    runs in the reader process only and gives deals, and between them, where it has none to give
    for long, the line that it has come to.
    """

    name: str
    title: str
    sniff: Callable[[tuple[str, ...]], bool]
    read: Callable[[Table, Findings], Iterator[DealRow | int]]


READERS: tuple[ReaderFormat, ...] = (
    ReaderFormat(
        sipri_deliveries.NAME,
        sipri_deliveries.TITLE,
        sipri_deliveries.knows,
        sipri_deliveries.read,
    ),
    ReaderFormat(sipri_deals.NAME, sipri_deals.TITLE, sipri_deals.knows, sipri_deals.read),
)


def named(name: str) -> ReaderFormat:
    """Give the format of a name.

    Raises
    ------
    UsageError
        When there is none.
    """
    for reader in READERS:
        if reader.name == name:
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise UsageError(f"There is no format {name!r} to import; known are {known}.")


def sniffed(table: Table) -> ReaderFormat:
    """Give the format that a table is in by the names of its columns.

    Raises
    ------
    ImportFileError
        When no format has such columns.
    """
    for reader in READERS:
        if reader.sniff(table.names):
            return reader
    raise ImportFileError(
        f"The columns on line {table.header_line} are those of no SIPRI trade register known here: "
        f"{', '.join(table.names)[:200]}."
    )
