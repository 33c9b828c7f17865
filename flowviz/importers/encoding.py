"""Bytes to lines of text: which encoding a file is in, and its physical lines, counted from 1."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers.limits import LINE_BYTES

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN_MARKS = (
    (b"PK\x03\x04", "a spreadsheet or a ZIP archive: save the table as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save the table as CSV first"),
    (b"{\\rtf", "an RTF document: the register is read as CSV"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\x1f\x8b", "compressed: unpack it first"),
)
_CHUNK_BYTES = 2**20
_NUL_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class TextLine:
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
    def of(cls, data: bytes) -> "TextFile":
        """Find the encoding: the byte order mark, else strict UTF-8, else Windows-1252.

        Raises
        ------
        ImportFileError
            When the bytes are no text.
        """
        _refuse_foreign(data)
        for mark, encoding in _WIDE_MARKS:
            if data.startswith(mark):
                return cls(_unified(_narrowed(data, encoding)), "utf-8", encoding)
        if b"\0" in data[:_NUL_SAMPLE_BYTES]:
            raise ImportFileError("The file is not text: it holds zero bytes where a table begins.")
        if data.startswith(codecs.BOM_UTF8):
            return cls(_unified(data[len(codecs.BOM_UTF8) :]), "utf-8", "utf-8")
        encoding = "utf-8" if _is_utf8(data) else "cp1252"
        return cls(_unified(data), encoding, encoding)

    @property
    def line_count(self) -> int:
        """How many physical lines there are."""
        return self.data.count(b"\n") + (not self.data.endswith(b"\n"))

    def whole(self) -> str:
        """The text as one, for what is no table; U+FFFD stands for bytes that are no character."""
        return self.data.decode(self._narrow, "replace")

    def lines(self) -> Iterator[TextLine]:
        """The lines as a text editor counts them."""
        for number, line in enumerate(io.BytesIO(self.data), start=1):
            bare = line.rstrip(b"\r\n")
            if len(bare) > LINE_BYTES:
                yield TextLine(number, "", is_too_long=True)
                continue
            try:
                yield TextLine(number, bare.decode(self._narrow))
            except UnicodeDecodeError:
                yield TextLine(number, bare.decode(self._narrow, "replace"), is_lossy=True)


def _refuse_foreign(data: bytes) -> None:
    if not data.strip():
        raise ImportFileError("The file is empty.")
    for mark, what in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise ImportFileError(f"The file is not a CSV table but {what}.")


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
