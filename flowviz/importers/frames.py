"""Frames between the program and its processes: four bytes of length, then that much content.

What is said here of JSON is for the reader; who makes rows is told them in MessagePack.

A frame of entries has lines behind its own words, two for each: the entry (see ``sent``), and its
original, an empty line for none. No line feed stands in JSON, and so they are kept as they came.
"""

import json
import struct
from typing import IO, Any

from flowviz.errors import ImportFileError
from flowviz.importers.limits import FRAME_BYTES

ENTRIES = "entries"
"""The word that frames with lines go by."""
LINES = "entry lines"
"""What the lines behind a frame's words go by: bytes, each line with its line feed."""
MOST = 2**32 - 1
"""The longest frame that can be; only one of our own making is believed to be so long."""
_LENGTH = struct.Struct(">I")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def body_of(content: dict[str, Any]) -> bytes:
    """Give the bytes of a frame; see :func:`parse_frame`."""
    lines = content.get(LINES)
    if lines is None:
        return _JSON.encode(content).encode("utf-8")
    words = {name: value for name, value in content.items() if name != LINES}
    return b"%b\n%b" % (_JSON.encode(words).encode("utf-8"), lines)


def write_frame(stream: IO[bytes], content: dict[str, Any]) -> None:
    """Write one frame and flush."""
    stream.write(framed(body_of(content)))
    stream.flush()


def framed(body: bytes) -> bytes:
    """Give a frame of its bytes."""
    return _LENGTH.pack(len(body)) + body


def read_frame(stream: IO[bytes], most: int = FRAME_BYTES) -> bytes | None:
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
    if length > most:
        raise ImportFileError(f"The reader sent {length:,} bytes at once; that is not believed.")
    body = stream.read(length)
    if len(body) < length:
        raise ImportFileError("The reader stopped in the middle of its answer.")
    return body


def most_values(body: bytes) -> int:
    """Give how many values of JSON a frame can hold at most, whatever its texts are."""
    return body.count(b",") + body.count(b"[") + body.count(b"{") + 1


def parse_frame(body: bytes) -> Any:
    """Give the value that a frame holds, the lines behind it as they are.

    Raises
    ------
    ImportFileError
        When it is no JSON.
    """
    words, feed, lines = body.partition(b"\n")
    try:
        content = json.loads(words)
    except (ValueError, RecursionError):
        raise ImportFileError("The reader sent something that is not its language.") from None
    if not feed:
        return content
    if type(content) is not dict:
        raise ImportFileError("The reader sent something that is not its language.")
    return {**content, LINES: lines}
