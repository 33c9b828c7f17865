"""Any table as a ``Table``: the one place where the kind of a file is told from its bytes."""

import codecs

from flowviz.errors import ImportFileError
from flowviz.importers.container import ZIP
from flowviz.importers.encoding import TextFile
from flowviz.importers.mapping import FileChoices
from flowviz.importers.material import Material
from flowviz.importers.table import Table
from flowviz.importers.text_table import TextTable

UNDECIDED = FileChoices()
"""All is found by looking at the file."""
PARQUET = b"PAR1"
_BEGIN_BYTES = 1_000
_JSON = (b"{", b"[")


def is_text(data: bytes) -> bool:
    """Whether a file would be read as lines of text."""
    begin = data[:_BEGIN_BYTES].removeprefix(codecs.BOM_UTF8).lstrip()
    return not begin.startswith((ZIP, PARQUET, *_JSON))


def open_table(
    material: Material, choices: FileChoices = UNDECIDED, wanted: tuple[str, ...] = ()
) -> Table:
    """Open the table in a file.

    ``wanted`` are the names (as in ``Table.names``) that a format knows its header by: the first
    line that has them all is the header, whatever stands above it, and a text that is not UTF-8 is
    taken for Windows-1252. Without them both are found by what the file looks like.

    Raises
    ------
    ImportFileError
        When there is no table in the file, or none with such a header.
    """
    data = material.data
    if data.startswith(ZIP):
        from flowviz.importers.workbook import WorkbookTable

        return WorkbookTable.open(data, choices, wanted)
    if data.startswith(PARQUET):
        from flowviz.importers.parquet import ParquetTable

        return _with(wanted, ParquetTable.open(data))
    if choices.encoding or wanted:
        file = TextFile.of(data, choices.encoding)
    else:
        file = TextFile.guessed(data)
    if file.data.lstrip()[:1] in _JSON:
        from flowviz.importers.json_table import JsonTable

        return _with(wanted, JsonTable.open(file))
    if wanted and not choices.header_line:
        return TextTable.named(file, wanted, choices.separator)
    return TextTable.found(file, choices)


def _with(wanted: tuple[str, ...], table: Table) -> Table:
    missing = [repr(name) for name in wanted if name not in table.names]
    if missing:
        raise ImportFileError(f"The table has no column {' and '.join(missing)}.")
    return table
