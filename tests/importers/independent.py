"""Files counted without any code of flowviz: what the tests of real files hold imports to.

Rows are counted and amounts added by ``csv``, ``gzip`` and ``decimal`` alone, from the bytes of the
file; what a dossier holds is read by plain queries.
"""

import csv
import decimal
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from flowviz.dossier import Dossier

EXACT = decimal.Context(prec=80)
Sums = dict[tuple[str, str], Decimal]
"""Exact sums by stage and unit."""


def text_of(path: Path, encoding: str) -> str:
    """Give the text of a file, unpacked where its name ends in ``.gz``."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode(encoding)


def rows_of(
    path: Path, encoding: str = "utf-8-sig", header: str = "", delimiter: str = ","
) -> Iterator[list[str]]:
    """Give the rows of a CSV file below its header, which is the line that holds ``header``."""
    lines = text_of(path, encoding).splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if header in line)
    reader = csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=delimiter)
    next(reader)
    return (row for row in reader if any(cell.strip() for cell in row))


def mended(rows: Iterator[list[str]], width: int, text_at: int) -> Iterator[list[str]]:
    """Give rows of which those that a line break tore apart within a text are put together."""
    for row in rows:
        while len(row) < width:
            rest = next(rows)
            text = " ".join(filter(None, (row[text_at].strip(), rest[0].strip())))
            row = [*row[:text_at], text, *rest[1:]]
        yield row


def names_of(
    path: Path, encoding: str = "utf-8-sig", header: str = "", delimiter: str = ","
) -> list[str]:
    """Give the names of the columns of a CSV file as they stand."""
    lines = text_of(path, encoding).splitlines()
    line = next(line for line in lines if header in line)
    return next(csv.reader([line], delimiter=delimiter))


def added(amounts: Iterator[str]) -> Decimal:
    """Give the exact sum of amounts written in plain digits; an empty one adds nothing."""
    with decimal.localcontext(EXACT):
        return sum((Decimal(text) for text in amounts if text), Decimal(0))


def held(dossier: Dossier, data_set: str) -> Sums:
    """Give the exact sums of the stated totals that a dossier holds of a data set."""
    sums: Sums = {}
    query = """
        SELECT figure.stage, figure.unit, figure.value FROM figure
        JOIN transfer ON transfer.id = figure.transfer
        WHERE transfer.data_set = ? AND figure.basis = 'total' AND figure.value IS NOT NULL
    """
    with decimal.localcontext(EXACT):
        for stage, unit, value in dossier.rows(query, (data_set,)):
            sums[stage, unit] = sums.get((stage, unit), Decimal(0)) + Decimal(value)
    return sums


def figures_held(dossier: Dossier, data_set: str) -> Counter[tuple[str, str, str]]:
    """Count the figures that a dossier holds of a data set by stage, unit and basis."""
    query = """
        SELECT figure.stage, figure.unit, figure.basis FROM figure
        JOIN transfer ON transfer.id = figure.transfer WHERE transfer.data_set = ?
    """
    return Counter((stage, unit, basis) for stage, unit, basis in dossier.rows(query, (data_set,)))


def originals_held(dossier: Dossier) -> Iterator[tuple[int, list[str]]]:
    """Give line and cells of every row that records were made of, as they are kept."""
    for (text,) in dossier.rows("SELECT rows FROM original"):
        for rows in json.loads(text).values():
            for line, *cells in rows:
                yield line, cells
