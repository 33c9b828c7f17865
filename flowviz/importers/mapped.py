"""A table by its mapping: the one engine for all tables whose columns a mapping explains.

Nothing vanishes: each record of the table becomes an entry, or is skipped with the reason; totals
rows are skipped ones. The mapping is made into readers of cells once, and a cell's text is looked
at once.
"""

from collections.abc import Iterator, Sequence

from flowviz.errors import ImportFileError
from flowviz.importers import mapping_toml, vocabulary
from flowviz.importers.entries import (
    EntryRow,
    FigureRow,
    Given,
    Header,
    SourceRow,
    entry_row,
    original_of,
)
from flowviz.importers.findings import Findings, shown
from flowviz.importers.limits import CELL_CHARACTERS, NAME_CHARACTERS
from flowviz.importers.mapped_cells import Columns, Notes, TextReader, Texts
from flowviz.importers.mapped_dates import DateReader
from flowviz.importers.mapped_ends import Ends, ends_reader
from flowviz.importers.mapped_figures import figure_readers
from flowviz.importers.mapped_sources import SourceReader
from flowviz.importers.mapping import Mapping, column_names, problems_of
from flowviz.importers.material import Material
from flowviz.importers.repeats import Repeats
from flowviz.importers.rows import rows as whole_rows
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import open_table

NAME = "mapped-table"
TITLE = "Any table, by a mapping"
_SIGN_OF_LIFE = 5_000
"""Rows left out after which the reader says how far it is."""
_TEXTS = {
    "designation": NAME_CHARACTERS,
    "description": CELL_CHARACTERS,
    "condition": CELL_CHARACTERS,
    "comment": CELL_CHARACTERS,
}
"""Fields that go into an entry as they stand, and how long they may be."""


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a table by the mapping that comes with it.

    Raises
    ------
    ImportFileError
        When there is no mapping, or the table cannot be read by it.
    """
    if material.mapping is None:
        raise ImportFileError("The file is in no format that is known here; map its columns.")
    table = open_table(material, material.mapping.file)
    yield header(table, material.mapping)
    yield from rows(table, material.mapping, findings)


def header(
    table: Table, mapping: Mapping, format: str = NAME, companions: tuple[str, ...] = ()
) -> Header:
    """Give the header of a table read by a mapping; one of the program's own is not told."""
    is_own = format != NAME
    return Header(
        format,
        mapping.title,
        data_set=format if is_own else "",
        kind=mapping.kind,
        reporter=None if mapping.is_reported else mapping.reported_by,
        existence=mapping.existence,
        columns=tuple(map(shown, table.labels)),
        sheet=table.sheet,
        encoding=table.encoding,
        separator=table.separator,
        header_line=table.header_line,
        lines=table.line_count,
        publisher=mapping.publisher,
        url=mapping.url,
        companions=companions,
        mapping="" if is_own else mapping_toml.dumps(mapping),
    )


def rows(
    table: Table, mapping: Mapping, findings: Findings
) -> Iterator[EntryRow | SourceRow | int]:
    """Give the entries of a table, before each the source that it is the first to cite.

    Raises
    ------
    ImportFileError
        When the mapping does not fit the table.
    """
    problems = problems_of(mapping, table.names)
    if problems:
        raise ImportFileError(" ".join(problems))
    made = _Entries(table, mapping, findings)
    for record in whole_rows(table, -1, findings):
        yield from made.of(record)
        if record.number % _SIGN_OF_LIFE == 0:
            yield record.number


class _Entries:
    """Makes an entry of each row."""

    def __init__(self, table: Table, mapping: Mapping, findings: Findings) -> None:
        self._findings, self._notes = findings, Notes(findings)
        columns = Columns(column_names(table.names), self._notes)
        self._ends = ends_reader(columns, mapping)
        self._dates = DateReader(columns, mapping.dates, mapping.date_order)
        self._figures = figure_readers(table, mapping, columns, findings)
        self._sources = SourceReader(columns, mapping)
        self._key = columns.text(mapping.key) if mapping.key else None
        self._category = columns.text(mapping.category) if mapping.category else None
        self._texts = tuple(
            (term, columns.text(getattr(mapping, term), most))
            for term, most in _TEXTS.items()
            if getattr(mapping, term)
        )
        self._parties = tuple(
            (party.role, columns.text(party.name, NAME_CHARACTERS)) for party in mapping.parties
        )
        self._vocabulary, self._column = mapping.vocabulary, mapping.category.column
        self._categories = Texts(self._category_of)
        self._repeats = Repeats(findings)
        self._taken: set[str] = set()

    def of(self, record: Record) -> Iterator[EntryRow | SourceRow]:
        """Give the entry of a row and the source that is new with it; nothing if it is left out."""
        self._notes.line, cells = record.number, record.cells
        ends = self._ends.of(cells)
        if not isinstance(ends, Ends):
            self._findings.skipped(record.number, ends, record.text)
            return
        dates, year = self._dates.of(cells)
        figures = self._figures_of(cells, dates, ends.is_included)
        sources = self._sources.of(cells)
        if self._sources.new:
            yield from self._sources.new
            self._sources.new.clear()
        self._note(record, ends)
        yield entry_row(
            record.number,
            ends.supplier,
            ends.recipient,
            figures,
            key=self._key_of(cells, self._key) if self._key else "",
            year=year,
            category=self._categories[self._category.of(cells)] if self._category else "",
            original=original_of([(record.number, cells)]),
            reporter=ends.reporter,
            codes=ends.codes,
            parties=[(role, told) for role, name in self._parties if (told := name.of(cells))],
            sources=sources,
            **{term: reader.of(cells) for term, reader in self._texts},  # type: ignore[arg-type]
        )

    def _figures_of(self, cells: Sequence[str], dates: str, is_included: bool) -> list[FigureRow]:
        """Give the figures that a row states; where it states none, the first one as unknown.

        In a table with a column a year, that one is of no year.
        """
        told = [reader.of(cells, dates, is_included) for reader in self._figures]
        stated = [figure for figure, is_stated in told if is_stated]
        if stated:
            return stated
        figure, _ = told[0]
        return [[*figure[:3], dates]] if self._figures[0].is_of_one_year else [figure]

    def _note(self, record: Record, ends: Ends) -> None:
        self._findings.rows += 1
        self._repeats.note(record)
        self._findings.self_flow(record.number, ends.supplier, ends.recipient, record.text)

    def _key_of(self, cells: Sequence[str], reader: TextReader) -> str:
        """Give the file's own key of a row; one that comes again is none."""
        key = reader.of(cells)
        if key in self._taken:
            doubt = "the key has come before; the row goes by what it says"
            self._notes.doubt((doubt,), "key", key)
            return ""
        if key:
            self._taken.add(key)
        return key

    def _category_of(self, text: str) -> str:
        """Give the category that a text means in the mapping's vocabulary."""
        if not self._vocabulary or not text:
            return text
        known = vocabulary.category(self._vocabulary, text)
        if known is None:
            doubt = "it is no category of the vocabulary; the category is left empty"
            self._notes.doubt((doubt,), self._column, text)
            return ""
        return known.label
