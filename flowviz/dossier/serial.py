"""Values, rows and tables as changesets keep them, in the format of sqlite3session.c."""

import struct
from typing import Any

import apsw

INSERT = bytes((apsw.SQLITE_INSERT, False))
"""What stands before the values of a row that is inserted, and by nobody's trigger."""
NO_CHANGE, NULL = b"\0", b"\5"

_INTEGER = struct.Struct(">Bq").pack
_REAL = struct.Struct(">Bd").pack


def value(of: Any) -> bytes:
    """One value of a row; ``apsw.no_change`` is none."""
    if isinstance(of, str):
        return text(of)
    if of is apsw.no_change:
        return NO_CHANGE
    if of is None:
        return NULL
    if isinstance(of, int):
        return integer(of)
    if isinstance(of, float):
        return _REAL(2, of)
    data = bytes(of)
    return b"\4" + _varint(len(data)) + data


def integer(of: int) -> bytes:
    """A whole number, or whether something is so."""
    return _INTEGER(1, of)


def text(of: str) -> bytes:
    """A text.

    Raises
    ------
    UnicodeEncodeError
        It is none.
    """
    return utf_8(of.encode())


def utf_8(data: bytes) -> bytes:
    """A text of which the bytes are known."""
    size = len(data)
    return (_TEXT[size] if size < _SHORT else b"\3" + _varint(size)) + data


def table(name: str, columns: int) -> bytes:
    """What stands before the rows of a table; the key is the first of its columns."""
    return b"T" + _varint(columns) + b"\1" + b"\0" * (columns - 1) + name.encode() + b"\0"


def _varint(number: int) -> bytes:
    """A number as SQLite writes it in seven bits a byte, the highest first; below 2**56."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))


_SHORT = 1_024
_TEXT = tuple(b"\3" + _varint(size) for size in range(_SHORT))
"""What stands before a text, by its bytes: half a million records have twenty texts each."""
