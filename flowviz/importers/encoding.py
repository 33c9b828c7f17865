"""Bytes to lines of text: which encoding a file is in, and its physical lines, counted from 1."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flowviz.errors import ImportFileError
from flowviz.importers import charsets
from flowviz.importers.candidates import Candidate
from flowviz.importers.charsets import DEFAULT
from flowviz.importers.limits import LINE_BYTES

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN_MARKS = (
    (b"PK\x03\x04", "an archive that holds no table which is read here"),
    (b"PAR1", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Office file: save the table as XLSX or CSV first"),
    (b"{\\rtf", "an RTF document: the register is read as CSV"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"BZh", "compressed by bzip2: unpack it first"),
    (b"\xfd7zXZ", "compressed by xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
)
_CHUNK_BYTES = 2**20
_NUL_SAMPLE_BYTES = 4096
_NUL_SHARE = 0.02
"""A table with a few stray zero bytes is one; a program or a picture has more of them."""
_WIDE = ("utf-16-le", "utf-16-be")


class TextLine(NamedTuple):
    """One physical line without its line end; ``is_lossy`` where bytes had no character."""

    number: int
    text: str
    is_lossy: bool = False
    is_too_long: bool = False


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file as bytes, the encoding they are in, and the one that the file is in."""

    data: bytes
    _narrow: str
    encoding: str

    @classmethod
    def of(cls, data: bytes, encoding: str = "") -> "TextFile":
        """Take the ``encoding`` told, else find it: the byte order mark, UTF-8, Windows-1252.

        Raises
        ------
        ImportFileError
            When the bytes are no text, or not in the encoding that they are said to be in.
        """
        _refuse_foreign(data)
        marked = _marked(data)
        if marked is not None:
            return marked
        told = charsets.known(encoding) if encoding else _unmarked_wide(data)
        if encoding and not told:
            raise ImportFileError(f"The encoding {encoding!r} is not one of those read here.")
        if told in _WIDE:
            return cls(_unified(_narrowed(data, told)), "utf-8", told)
        if data.count(b"\0", 0, _NUL_SAMPLE_BYTES) > _NUL_SHARE * len(data[:_NUL_SAMPLE_BYTES]):
            raise ImportFileError("The file is not text: it holds zero bytes where a table begins.")
        found = told or ("utf-8" if _is_utf8(data) else DEFAULT)
        return cls(_unified(data), found, found)

    @classmethod
    def guessed(cls, data: bytes) -> "TextFile":
        """Find the encoding; where nothing tells it for certain, by what its words look like.

        Raises
        ------
        ImportFileError
            When the bytes are no text.
        """
        file = cls.of(data)
        if file.is_certain:
            return file
        return cls.of(data, charsets.candidates(data)[0].value)

    @property
    def is_certain(self) -> bool:
        """Whether the bytes themselves tell their encoding; else it was chosen or guessed."""
        return self._narrow == "utf-8" and _is_utf8(self.data)

    def candidates(self) -> tuple[Candidate, ...]:
        """Give the encodings that the file may be in, with words that it reads in them."""
        if self.is_certain:
            return (Candidate(self.encoding, charsets.reason("utf-8", self.data)),)
        return charsets.candidates(self.data)

    @property
    def line_count(self) -> int:
        """How many physical lines there are."""
        return self.data.count(b"\n") + (not self.data.endswith(b"\n"))

    def whole(self) -> str:
        """The text as one, for what is no table; U+FFFD stands for bytes that are no character."""
        return self.data.decode(self._narrow, "replace")

    def lines(self) -> Iterator[TextLine]:
        """The lines as a text editor counts them."""
        made, encoding = tuple.__new__, self._narrow  # half the time of TextLine(...)
        for number, line in enumerate(io.BytesIO(self.data), start=1):
            bare = line.rstrip(b"\r\n")
            if len(bare) > LINE_BYTES:
                yield TextLine(number, "", is_too_long=True)
                continue
            try:
                yield made(TextLine, (number, bare.decode(encoding), False, False))
            except UnicodeDecodeError:
                yield TextLine(number, bare.decode(self._narrow, "replace"), is_lossy=True)


def _refuse_foreign(data: bytes) -> None:
    if not data.strip():
        raise ImportFileError("The file is empty.")
    for mark, what in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise ImportFileError(f"The file is not a CSV table but {what}.")


def _marked(data: bytes) -> TextFile | None:
    """Give the text of a file that begins with a byte order mark."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return TextFile(_unified(_narrowed(data, encoding)), "utf-8", encoding)
    if data.startswith(codecs.BOM_UTF8):
        return TextFile(_unified(data[len(codecs.BOM_UTF8) :]), "utf-8", "utf-8")
    return None


def _unmarked_wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes, all at even places or all at odd ones."""
    sample = data[:_NUL_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or min(even, odd) or max(even, odd) < _NUL_SHARE * len(sample):
        return ""
    return _WIDE[0] if odd else _WIDE[1]


def _narrowed(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError as error:
        name = encoding.upper()
        raise ImportFileError(f"The file says it is {name} and is not: {error}.") from None


def _unified(data: bytes) -> bytes:
    """Give old Macintosh files, whose lines end in CR alone, the line ends of today."""
    lone = data.count(b"\r") - data.count(b"\r\n")
    if lone <= data.count(b"\n"):
        return data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK_BYTES):
            decoder.decode(data[start : start + _CHUNK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
