"""Any table as a ``Table``: the one place where the kind of a file is told from its bytes."""

from flowviz.importers.encoding import TextFile
from flowviz.importers.mapping import FileChoices
from flowviz.importers.material import Material
from flowviz.importers.table import Table
from flowviz.importers.text_table import SEPARATORS, TextTable

UNDECIDED = FileChoices()
"""All is found by looking at the file."""


def open_table(
    material: Material, choices: FileChoices = UNDECIDED, wanted: tuple[str, ...] = ()
) -> Table:
    """Open the table in a file.

    ``wanted`` are the names (as in ``Table.names``) that a format knows its header by: the first
    line that has them all is the header, whatever stands above it.

    Raises
    ------
    ImportFileError
        When there is no table in the file, or none with such a header.
    """
    return TextTable.find(TextFile.of(material.data), wanted, choices.separator or SEPARATORS)
