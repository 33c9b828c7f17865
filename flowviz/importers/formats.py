"""The formats that can be imported: tables in ``READERS``, references in ``references.FORMATS``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError, UsageError
from flowviz.importers import sipri_deals, sipri_deliveries
from flowviz.importers.encoding import TextFile
from flowviz.importers.findings import Findings
from flowviz.importers.frames import DealRow
from flowviz.importers.table import Table
from flowviz.references import formats as references

_CSL_BEGINS = re.compile(rb"\s*[\[{]")
_BIBTEX_BEGINS = re.compile(rb"^[ \t]*@\w+[ \t]*[{(]", re.M)
_RIS_BEGINS = re.compile(rb"^TY {1,2}- ", re.M)
_SNIFFED_BYTES = 2**16


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """One format of tables: its name on the command line, its title, and two functions.

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
_ALL: tuple[ReaderFormat | references.Format, ...] = (*READERS, *references.FORMATS)
NAMES = tuple(each.name for each in _ALL)


def named(name: str) -> ReaderFormat | references.Format:
    """Give the format of a name.

    Raises
    ------
    UsageError
        When there is none.
    """
    for each in _ALL:
        if each.name == name:
            return each
    raise UsageError(f"There is no format {name!r} to import; known are {', '.join(NAMES)}.")


def of_references(file: TextFile, suffix: str) -> references.Format | None:
    """Give the format of references that a file is in, None where it is a table.

    What it begins with decides; the end of its name where that could be anything.
    """
    begin = file.data[:_SNIFFED_BYTES]
    for name, begins in (("ris", _RIS_BEGINS.search), ("bibtex", _BIBTEX_BEGINS.search)):
        if begins(begin):
            return references.named(name)
    if _CSL_BEGINS.match(begin):
        return references.named("csl-json")
    return next((each for each in references.FORMATS if each.suffix == suffix), None)


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
