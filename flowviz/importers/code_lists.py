"""Code lists in tables beside a file: what its codes stand for."""

import fnmatch

from flowviz.importers.celltext import clean
from flowviz.importers.findings import Findings
from flowviz.importers.limits import CELL_CHARACTERS
from flowviz.importers.material import Material
from flowviz.importers.tables import open_table


def names_of(material: Material, *patterns: str) -> tuple[str, ...]:
    """Give the name of the companion that each pattern means: of several the last one."""
    found = (fnmatch.filter(sorted(material.companions), pattern) for pattern in patterns)
    return tuple(names[-1] for names in found if names)


def rows_of(
    material: Material, pattern: str, columns: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Give the cells in these columns of each row of a companion, cleaned; () where it is not.

    Rows that are too short are passed over.

    Raises
    ------
    ImportFileError
        When it is no table with these columns.
    """
    for name in names_of(material, pattern):
        table = open_table(Material(material.companions[name], name), wanted=columns)
        places = [table.names.index(column) for column in columns]
        return tuple(
            tuple(clean(record.cells[place])[0][:CELL_CHARACTERS] for place in places)
            for record in table.records()
            if len(record.cells) > max(places)
        )
    return ()


def pairs_of(material: Material, pattern: str, key: str, value: str) -> dict[str, str]:
    """Give what each code in the column ``key`` of a companion stands for; {} where it is not.

    Raises
    ------
    ImportFileError
        When it is no table with these columns.
    """
    return {row[0]: row[1] for row in rows_of(material, pattern, (key, value))}


def note_missing(findings: Findings, pattern: str, loss: str) -> None:
    """Note that a companion does not lie beside the file, and what is lost by it."""
    findings.doubtful(0, f"no file {pattern} lies beside this one: {loss}")
