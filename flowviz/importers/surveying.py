"""A first look at a file in the reader process: how it opens, what it holds, what it may be."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from flowviz.errors import ImportFileError
from flowviz.importers import candidates, mapping_toml
from flowviz.importers.candidates import Candidate
from flowviz.importers.encoding import TextFile
from flowviz.importers.entries import Header
from flowviz.importers.findings import Findings, shown
from flowviz.importers.formats import Format, ReaderFormat
from flowviz.importers.guess import guess
from flowviz.importers.limits import MAPPING_CHARACTERS, NAME_CHARACTERS
from flowviz.importers.mapping import FileChoices
from flowviz.importers.material import Material
from flowviz.importers.survey import CELL_CHARACTERS, MOST_DOUBTS, MOST_SHEETS, ROWS, Survey
from flowviz.importers.table import Record, Table
from flowviz.importers.tables import UNDECIDED, is_text, open_table
from flowviz.importers.text_table import SAMPLE_LINES
from flowviz.references import formats as references

_CHARACTERS = 4_000_000
"""Of all cells shown together; a frame holds 16 MB."""
_FEWEST_CHARACTERS = 20
_FIGURES = 50
"""Of a table whose names are so long that a mapping cannot hold all of them."""


def survey(material: Material, told: Format | None) -> Survey:
    """Look at a file; ``told`` is the format that is known to read it, None for a mapped table.

    Of a mapping that comes with the file only its choices of how to open it are heeded.

    Raises
    ------
    ImportFileError
        When no format knows it and there is no table in it.
    """
    if told is None:
        choices = UNDECIDED if material.mapping is None else material.mapping.file
        return _guessed(_of_table(material, choices), choices, PurePath(material.name).stem)
    found = Survey(told.name, getattr(told, "title", ""), isinstance(told, references.Format))
    if not isinstance(told, ReaderFormat):
        return found
    as_read = _as_read(material, told)
    if as_read is None:
        return found
    try:
        table = _of_table(material, as_read)
    except ImportFileError:
        return found  # it is not read as a table
    return replace(table, format=found.format, title=found.title)


def _guessed(found: Survey, choices: FileChoices, title: str) -> Survey:
    """Give a survey with the mapping that its columns seem to need."""
    mapping, doubts = guess(found.names, found.rows, shown(title, NAME_CHARACTERS))
    mapping = replace(mapping, file=replace(choices, sheet=found.sheet))
    if len(mapping_toml.dumps(mapping)) > MAPPING_CHARACTERS:
        mapping = replace(mapping, figures=mapping.figures[:_FIGURES])
        doubts = (f"only the first {_FIGURES} columns of amounts are taken", *doubts)
    told = (*found.doubts, *map(shown, doubts))[:MOST_DOUBTS]
    return replace(found, mapping=mapping, doubts=told)


def _as_read(material: Material, told: ReaderFormat) -> FileChoices | None:
    """Give how a format opens its file, None where what it opens is no table."""
    header = next(told.read(material, Findings()))
    assert isinstance(header, Header)
    if is_text(material.data) and not header.header_line:
        return None
    separator = header.separator if is_text(material.data) else ""
    return FileChoices(header.encoding, separator, "", header.sheet, header.header_line)


def _of_table(material: Material, choices: FileChoices) -> Survey:
    table = open_table(material, choices)
    sample = list(itertools.islice(table.records(), SAMPLE_LINES))
    whole = [record for record in sample if not record.fault]
    width = len(table.labels)
    most = max(_FEWEST_CHARACTERS, min(CELL_CHARACTERS, _CHARACTERS // (ROWS * width)))
    encodings = TextFile.of(material.data).candidates() if table.encoding else ()
    return Survey(
        sheets=tuple(shown(name) for name in table.sheets[:MOST_SHEETS]),
        sheet=shown(table.sheet),
        encodings=encodings,
        separators=_separators(table, material),
        decimals=candidates.decimals(record.cells for record in whole),
        header_line=table.header_line,
        labels=tuple(shown(label, NAME_CHARACTERS) for label in table.labels),
        names=table.names,
        rows=tuple(_cells(record, width, most) for record in whole[:ROWS]),
        row_lines=tuple(record.number for record in whole[:ROWS]),
        row_count=max(table.line_count - table.header_line, 0),
        doubts=tuple(itertools.islice(_doubts(table, sample, encodings), MOST_DOUBTS)),
    )


def _separators(table: Table, material: Material) -> tuple[Candidate, ...]:
    """Give the separators that may be meant, the one that the table was opened with first."""
    if not table.separator:
        return ()
    file = TextFile.of(material.data, "" if table.encoding.startswith("utf") else table.encoding)
    lines = [line.text for line in itertools.islice(file.lines(), SAMPLE_LINES)]
    found = candidates.separators(lines)
    first = [each for each in found if each.value == table.separator]
    others = [each for each in found if each.value != table.separator]
    return (*(first or [Candidate(table.separator, "as chosen")]), *others)[: candidates.MOST]


def _cells(record: Record, width: int, most: int) -> tuple[str, ...]:
    """Give as many cells as there are columns, each fit to be shown."""
    cells: Sequence[str] = [*record.cells, *([""] * (width - len(record.cells)))]
    return tuple(shown(" ".join(cell[: 2 * most].split()), most) for cell in cells[:width])


def _doubts(table: Table, sample: list[Record], encodings: tuple[Candidate, ...]) -> Iterator[str]:
    if len(encodings) > 1:
        yield "Nothing in the file tells its encoding; look whether the letters are right."
    if table.separator and not table.header_line:
        yield "No line names the columns; they are called by their place."
    for doubt in table.doubts:
        yield shown(f"{doubt[:1].upper()}{doubt[1:]}.")
    for record in sample:
        for doubt in (record.fault, *record.doubts):
            if doubt:
                yield shown(f"Line {record.number:,}: {doubt}.")
