"""The problems of an import written out as a table that spreadsheets open without harm."""

import csv
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

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
    try:
        _write(problems, path)
    except OSError as error:
        raise ImportFileError(f"{path} cannot be written: {error.strerror}.") from error


def _write(problems: Iterable[Problem], path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".flowviz-", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(_HEADER)
            writer.writerows(_row(problem) for problem in problems)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _row(problem: Problem) -> tuple[object, ...]:
    texts = (problem.severity, problem.column, problem.message, problem.text)
    return (problem.line or "", *map(defused, texts))


def defused(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet would see a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_BEGINS) else text
