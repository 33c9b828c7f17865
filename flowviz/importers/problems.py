"""The problems of an import written out as a table that spreadsheets open without harm."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from flowviz.dossier.publish import write_whole
from flowviz.errors import ImportFileError
from flowviz.records import Problem

# Spreadsheets take these for the beginning of a formula, the full-width forms included.
_FORMULA_BEGINS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_HEADER = ("line", "severity", "column", "message", "text")


def write_csv(problems: Iterable[Problem], path: Path) -> None:
    """Write problems as CSV in UTF-8, replacing the file at once.

    Raises
    ------
    ImportFileError
        When the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    writer.writerows(map(_row, problems))
    try:
        write_whole(path, text.getvalue().encode("utf-8-sig", "backslashreplace"))
    except OSError as error:
        raise ImportFileError(f"{path} cannot be written: {error.strerror or error}.") from error


def _row(problem: Problem) -> tuple[object, ...]:
    texts = (problem.severity, problem.column, problem.message, problem.text)
    return (problem.line or "", *map(defused, texts))


def defused(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet would see a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_BEGINS) else text
