"""A table by its mapping: the one engine for all tables whose columns a mapping explains.

Nothing vanishes: each record of the table becomes an entry, or is skipped with the reason; totals
rows are skipped ones. The mapping is made into readers of cells once, and a cell's text is looked
at once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.mapped_cells import Columns, Notes, TextReader, Texts
from flowviz.importers.mapped_dates import DateReader
from flowviz.importers.mapped_ends import LeftOut, ends_reader
from flowviz.importers.mapped_figures import figure_readers
from flowviz.importers.mapped_sources import SourceReader
from flowviz.importers.mapping import Mapping, column_names, problems_of
from flowviz.importers.material import Material
from flowviz.importers.repeats import Repeats
from flowviz.importers.rows import rows as whole_rows
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import open_table
from flowviz.terms import Role

NAME = "mapped-table"
_SIGN_OF_LIFE = 5_000
"""Rows left out after which the reader says how far it is."""


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
    return (given for _, given in rows_with_cells(table, mapping, findings))


def rows_with_cells(
    table: Table, mapping: Mapping, findings: Findings
) -> Iterator[tuple[Sequence[str], EntryRow | SourceRow | int]]:
    """Give what :func:`rows` does, each behind the cells of the row that it is of.

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
        row = made.of(record)
        if made.new_sources:
            for source in made.new_sources:
                yield record.cells, source
            made.new_sources.clear()
        if row is not None:
            yield record.cells, row
        if record.number % _SIGN_OF_LIFE == 0:
            yield record.cells, record.number


class _Item(NamedTuple):
    """What a row says of its goods and of others who took part."""

    designation: str
    description: str
    category: str
    condition: str
    parties: tuple[tuple[Role, str], ...]


class _Entries:
    """Makes an entry of each row."""

    def __init__(self, table: Table, mapping: Mapping, findings: Findings) -> None:
        self._findings, self._notes = findings, Notes(findings)
        columns = Columns(column_names(table.names), self._notes)
        self._ends = ends_reader(columns, mapping)
        self._dates = DateReader(columns, mapping.dates, mapping.date_order)
        self._figures = figure_readers(table, mapping, columns, findings)
        self._sources = SourceReader(columns, mapping)
        self.new_sources = self._sources.new
        self._key = columns.text(mapping.key) if mapping.key else None
        self._comment = columns.text(mapping.comment)
        self._designation = columns.text(mapping.designation, NAME_CHARACTERS)
        self._description = columns.text(mapping.description)
        self._category, self._condition = map(columns.text, (mapping.category, mapping.condition))
        self._parties = tuple(
            (party.role, columns.text(party.name, NAME_CHARACTERS)) for party in mapping.parties
        )
        fields = (
            *(mapping.designation, mapping.description, mapping.category, mapping.condition),
            *(party.name for party in mapping.parties),
        )
        self._item = columns.together(fields, self._item_of)
        self._vocabulary, self._column = mapping.vocabulary, mapping.category.column
        self._categories = Texts(self._category_of)
        self._repeats = Repeats(findings)
        self._taken: set[str] = set()

    def of(self, record: Record) -> EntryRow | None:
        """Give the entry of a row, None where it is left out; doubts about it are findings."""
        line, cells = record.number, record.cells
        ends = self._ends.of(cells)
        if isinstance(ends, LeftOut):
            self._notes.tell(line)
            self._findings.skipped(line, ends.on(cells), record.text)
            return None
        supplier, recipient, codes, reporter, is_included = ends
        dates, year = self._dates.of(cells)
        figures = self._figures_of(cells, dates, is_included)
        sources = self._sources.of(cells)
        notes = self._notes
        if notes.found:
            notes.tell(line)
        self._findings.rows += 1
        self._repeats.note(record)
        if supplier == recipient:
            self._findings.self_flow(line, supplier, recipient, record.text)
        key = self._key_of(cells, self._key) if self._key else ""
        designation, description, category, condition, parties = self._item.of(cells)
        comment = self._comment.of(cells)
        if notes.found:
            notes.tell(line)
        return entry_row(
            line,
            supplier,
            recipient,
            figures,
            key=key,
            year=year,
            designation=designation,
            description=description,
            category=category,
            condition=condition,
            comment=comment,
            original=original_of([(line, cells)]),
            reporter=reporter,
            codes=codes,
            parties=parties,
            sources=sources,
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

    def _item_of(self, cells: Sequence[str]) -> _Item:
        told = ((role, name.of(cells)) for role, name in self._parties)
        return _Item(
            category=self._categories[self._category.of(cells)],
            parties=tuple((role, name) for role, name in told if name),
            designation=self._designation.of(cells),
            description=self._description.of(cells),
            condition=self._condition.of(cells),
        )

    def _key_of(self, cells: Sequence[str], reader: TextReader) -> str:
        """Give the file's own key of a row; one that comes again is none."""
        key = reader.of(cells)
        if key in self._taken:
            self._notes.once("the key has come before; the row goes by what it says", "key", key)
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
            self._notes.once(doubt, self._column, text)
            return ""
        return known.label
