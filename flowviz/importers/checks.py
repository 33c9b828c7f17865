"""What another process sends, looked at: a value that no honest reader sends ends the import."""

import datetime
import enum
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NoReturn, TypeVar

from flowviz.errors import ImportFileError
from flowviz.importers.findings import MESSAGE_CHARACTERS, SEVERITIES, TEXT_CHARACTERS, Finding
from flowviz.importers.limits import CELL_CHARACTERS

WORD = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


Word = TypeVar("Word", bound=enum.StrEnum)


def finding(row: Any) -> Finding:
    """Give a finding of its row."""
    if type(row) is not list or len(row) != 5 or row[0] not in SEVERITIES:
        refuse("a problem")
    severity, line, column, message, stood = row
    return Finding(
        severity,
        count(line),
        text(column, TEXT_CHARACTERS),
        text(message, MESSAGE_CHARACTERS),
        text(stood, TEXT_CHARACTERS),
    )


def text(value: Any, most: int = CELL_CHARACTERS) -> str:
    """Give a printable text in NFC and no longer than ``most``."""
    if type(value) is not str or len(value) > most or not value.isprintable():
        refuse("a text")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        refuse("a text")
    return value


def texts(values: tuple[Any, ...]) -> Sequence[str]:
    """Look at several texts at once, the common case, and one by one where that raises doubt."""
    if all(type(value) is str for value in values):
        whole = "".join(values)
        if whole.isascii() and whole.isprintable() and len(whole) <= CELL_CHARACTERS:
            return values
    return [text(value) for value in values]


def list_of(value: Any, most: int) -> Sequence[Any]:
    """Give a list of no more than ``most`` values."""
    if type(value) is not list or len(value) > most:
        refuse("a list")
    return value


def word(kind: type[Word], value: Any) -> Word:
    """Give the word of a kind that a text is."""
    try:
        return kind(text(value))
    except ValueError:
        refuse(f"a {kind.__name__.lower()}")


def address(value: Any) -> str:
    """Give the address of a page, "" for none."""
    return "" if value == "" else matching(_ADDRESS, value)


def year(value: Any) -> int:
    """Give a year, 0 for one that is not known."""
    return value if type(value) is int and 0 <= value <= datetime.MAXYEAR else refuse("a year")


def count(value: Any) -> int:
    """Give a whole number that can count lines."""
    if type(value) is not int or not 0 <= value <= 2**31:
        refuse("a number")
    return value


def day(value: Any) -> str:
    """Give a day as YYYY-MM-DD, "" for one that no calendar has."""
    if value == "":
        return ""
    text = matching(_DAY, value)
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return ""
    return text


def matching(pattern: re.Pattern[str], value: Any) -> str:
    """Give a text that a pattern matches whole."""
    if type(value) is not str or not pattern.fullmatch(value):
        refuse("a word")
    return value


def refuse(what: str) -> NoReturn:
    """End the import: ``what`` cannot be.

    Raises
    ------
    ImportFileError
        Always.
    """
    raise ImportFileError(f"The reader sent {what} that cannot be; nothing was imported.")
