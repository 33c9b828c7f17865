"""Files packed by gzip or ZIP: the one table in them, unpacked in pieces and never beyond a cap.

No length that a header tells is believed: what comes out is counted as it comes.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from flowviz.errors import ImportFileError
from flowviz.importers.findings import shown
from flowviz.importers.limits import FILE_BYTES

if TYPE_CHECKING:
    import zipfile

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"

_CHUNK_BYTES = 2**20
_RATIO = 200
"""Text shrinks to a tenth, a table of one word to a hundredth, a bomb to a thousandth."""
_UNSUSPECTED_BYTES = 64 * 2**20
_ENTRIES = 10_000
_TABLES = frozenset((".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".xlsx"))
_SHEETS = "xl/workbook.xml"
_OPEN_DOCUMENT = "mimetype"
_SHOWN_NAMES = 5
_LOCKED = 0x1


def unpacked(data: bytes, name: str) -> tuple[bytes, str]:
    """Give the bytes and the name of the file that a packed one holds; others as they are.

    A workbook (XLSX) is a ZIP archive too and is left as it is. In an archive there may be one
    table, with readmes and pictures beside it.

    Raises
    ------
    ImportFileError
        When the file is damaged, grows beyond all bounds, is locked, or holds several tables.
    """
    if data.startswith(GZIP):
        return _gunzipped(data), name[:-3] if name.lower().endswith(".gz") else name
    if data.startswith(ZIP):
        with opened(data) as archive:
            names = archive.namelist()
            if _SHEETS in names:
                return data, name
            if names and names[0] == _OPEN_DOCUMENT:
                raise ImportFileError(
                    "OpenDocument files are not read; save the table as XLSX or CSV first."
                )
            entry = _only_table(archive)
            with archive.open(entry) as member:
                return _unzipped(member, entry), PurePath(entry.filename).name
    return data, name


def opened(data: bytes) -> "zipfile.ZipFile":
    """Open an archive whose entries are sound: not too many or too large, none within another.

    Raises
    ------
    ImportFileError
        When it is damaged, or made to burst.
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ImportFileError("The archive is damaged.") from None
    entries = archive.infolist()
    if len(entries) > _ENTRIES:
        raise ImportFileError(f"The archive has {len(entries):,} entries; that is not believed.")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ImportFileError("Entries of the archive overlap; it was made to burst.")
        end = entry.header_offset + entry.compress_size
    unpacked_bytes = sum(entry.file_size for entry in entries)
    if unpacked_bytes > FILE_BYTES or _is_bomb(unpacked_bytes, len(data)):
        _refuse_bomb(unpacked_bytes)
    return archive


def _gunzipped(data: bytes) -> bytes:
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            try:
                part = unpacker.decompress(rest, _CHUNK_BYTES)
            except zlib.error:
                raise ImportFileError("The file is compressed by gzip, and damaged.") from None
            rest = unpacker.unconsumed_tail
            if not part and not rest and not unpacker.eof:
                raise ImportFileError("The file is compressed by gzip, and ends too early.")
            parts.append(part)
            size += len(part)
            _watch(size, len(data))
        rest = unpacker.unused_data
    return b"".join(parts)


def _unzipped(member: IO[bytes], entry: "zipfile.ZipInfo") -> bytes:
    import zipfile

    parts: list[bytes] = []
    size = 0
    try:
        while part := member.read(_CHUNK_BYTES):
            parts.append(part)
            size += len(part)
            _watch(size, entry.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise ImportFileError(f"'{shown(entry.filename)}' in the archive is damaged.") from None
    return b"".join(parts)


def _only_table(archive: "zipfile.ZipFile") -> "zipfile.ZipInfo":
    import zipfile

    files = list(_files(archive))
    tables = [entry for entry in files if PurePath(entry.filename).suffix.lower() in _TABLES]
    chosen = tables or files
    if len(chosen) != 1:
        names = ", ".join(shown(entry.filename, 60) for entry in chosen[:_SHOWN_NAMES])
        more = ", ..." if len(chosen) > _SHOWN_NAMES else ""
        raise ImportFileError(
            f"The archive holds {len(chosen)} files that could be the table ({names}{more}); "
            "unpack it and import them one by one."
            if chosen
            else "The archive is empty."
        )
    if chosen[0].flag_bits & _LOCKED:
        raise ImportFileError("The archive is locked with a password; unpack it first.")
    if chosen[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ImportFileError("The archive is packed in an uncommon way; unpack it first.")
    return chosen[0]


def _files(archive: "zipfile.ZipFile") -> Iterator["zipfile.ZipInfo"]:
    """Give the entries that a person put there."""
    for entry in archive.infolist():
        parts = PurePath(entry.filename).parts
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if not entry.is_dir() and not is_hidden:
            yield entry


def _is_bomb(size: int, packed: int) -> bool:
    return size > _UNSUSPECTED_BYTES and size > _RATIO * packed


def _watch(size: int, packed: int) -> None:
    if size > FILE_BYTES or _is_bomb(size, packed):
        _refuse_bomb(size)


def _refuse_bomb(size: int) -> None:
    raise ImportFileError(
        f"The file unpacks to more than {size // 2**20:,} MB and was made to burst, or is too "
        f"large; up to {FILE_BYTES // 2**20} MB are read."
    )
