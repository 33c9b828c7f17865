"""Frames between the program and its reader: four bytes of length, then that much JSON."""

import json
import struct
from typing import IO, Any

from flowviz.errors import ImportFileError
from flowviz.importers.limits import FRAME_BYTES

_LENGTH = struct.Struct(">I")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def write_frame(stream: IO[bytes], content: Any) -> None:
    """Write one frame and flush."""
    body = _JSON.encode(content).encode("utf-8")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Give the bytes of the next frame, None at the end of the stream.

    Raises
    ------
    ImportFileError
        When the frame is longer than allowed or the stream ends within it.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise ImportFileError("The reader stopped in the middle of its answer.")
    (length,) = _LENGTH.unpack(head)
    if length > FRAME_BYTES:
        raise ImportFileError(f"The reader sent {length:,} bytes at once; that is not believed.")
    body = stream.read(length)
    if len(body) < length:
        raise ImportFileError("The reader stopped in the middle of its answer.")
    return body


def parse_frame(body: bytes) -> Any:
    """Give the value that a frame holds.

    Raises
    ------
    ImportFileError
        When it is no JSON.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ImportFileError("The reader sent something that is not its language.") from None
