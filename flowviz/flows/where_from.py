"""Where a record comes from: the files that told of it, how they were read, and what they said."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flowviz.dossier.reading import Reading
from flowviz.flows.words import count_words
from flowviz.records import Import, Provenance


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file to the letter: its line, and its cells by the names of their columns.

    Cells beyond the columns that are known have "" for a name.
    """

    line: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WhereFrom:
    """One reading of one file, and the rows of it that a record was made of.

    ``line`` is where the record stands in it; ``rows`` are empty where no flowviz kept them.
    """

    import_: Import
    line: int
    rows: tuple[FileRow, ...]

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known of the file and its reading, each fact with what it is called."""
        import_ = self.import_
        yield "File", import_.file_name
        if import_.sheet:
            yield "Sheet", import_.sheet
        lines = [row.line for row in self.rows] or [self.line]
        yield "Row" if len(lines) == 1 else "Rows", ", ".join(f"{line:,}" for line in lines)
        yield "Imported", f"{import_.at:%Y-%m-%d %H:%M} UTC"
        yield "Read by", import_.reader_version
        yield "Rows in the file", count_words(import_.rows, "row")
        yield "SHA-256 of the file", import_.file_sha256
        for name, sha256 in import_.companions:
            yield "Read beside it", f"{name} ({sha256})"


def where_from(reading: Reading, ids: Iterable[str]) -> dict[str, tuple[WhereFrom, ...]]:
    """Where some records come from, the latest file first; those of a hand are left out."""
    wanted = list(ids)
    imports = {each.id: each for each in reading.imports()}
    originals = reading.originals(wanted)
    found = {}
    for id_, came in reading.provenance(wanted).items():
        read = originals[id_].rows if id_ in originals else ((came.import_id, "[]"),)
        files = (_of(imports[import_], came, rows) for import_, rows in read if import_ in imports)
        found[id_] = tuple(files)
    return found


def _of(import_: Import, came: Provenance, rows: str) -> WhereFrom:
    told = tuple(
        FileRow(line, tuple(zip(_names(import_, len(cells)), cells, strict=True)))
        for line, *cells in json.loads(rows)
    )
    line = came.row if came.import_id == import_.id else told[0].line if told else 0
    return WhereFrom(import_, line, told)


def _names(import_: Import, count: int) -> tuple[str, ...]:
    known = import_.columns[:count]
    return (*known, *("",) * (count - len(known)))
