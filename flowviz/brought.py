"""What files brought: the data sets, each reading of a file, and where a record stood in it.

Their names are taken from ``flowviz.records``, where all records are.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataSet:
    """A body of records that files bring: one of two that tell the same deals is counted."""

    id: str
    title: str
    reader: str
    source: str
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Import:
    """One reading of one file into a data set.

    ``columns`` are the names of the columns as they stand in the file, ``mapping`` is the TOML text
    that says what they mean ("" where the format does), ``companions`` are the files beside it that
    were read too: file name, SHA-256.
    """

    id: str
    data_set: str
    file_name: str
    file_sha256: str
    reader_version: str
    rows: int
    at: datetime.datetime
    sheet: str = ""
    columns: tuple[str, ...] = ()
    mapping: str = ""
    companions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which row of which import a transfer came from, and what a hand edit put aside.

    ``kept`` maps the path of a field ("comment", "figure/<id>/amount") to the value that the file
    gives for it, as JSON, wherever a person has changed the field since: the person's value stands
    in the record, the file's is listed beside it.
    """

    transfer: str
    data_set: str
    key: str
    import_id: str
    row: int
    is_gone: bool = False
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The rows of files that a transfer was made of, to the letter.

    ``rows`` are pairs of an import and what it read, the latest import first. What it read is JSON:
    ``[[line, cell, cell, ...], ...]``, a list a row, the cells as texts in the order of
    ``Import.columns``. Apart from ``Provenance``, of which plans read hundreds of thousands.
    """

    transfer: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader could not take as it stood: a skipped or a doubtful row, or a name.

    ``line`` counts from 1 as a text editor does, 0 for the file as a whole; ``column`` is the
    column's name.
    """

    severity: str
    line: int
    column: str
    message: str
    text: str = ""
    import_id: str = ""
    id: str = ""
