"""The reader process, ``flowviz --reader``: bytes of a file in, frames of JSON out.

It opens no file that it is told of, knows no dossier and no Qt, and has put narrow limits on
itself before it looks at the first byte. What it sends is checked again by ``run``.
"""

import gc
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any

from flowviz.errors import FlowvizError
from flowviz.importers import formats, frames, sandbox
from flowviz.importers.encoding import TextFile
from flowviz.importers.findings import MESSAGE_CHARACTERS, Findings, shown
from flowviz.importers.frames import DealRow
from flowviz.importers.limits import BATCH_CHARACTERS, BATCH_ENTRIES, FILE_BYTES
from flowviz.importers.sipri import WANTED, Notes
from flowviz.importers.source_reader import source_frames
from flowviz.importers.text_table import SEPARATORS, TextTable
from flowviz.references import formats as references


def main() -> int:
    """Read one order and one file from standard input, answer on standard output."""
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.disable()  # nothing here runs in circles, and looking for them takes a third of the time
    try:
        sandbox.restrict()
        order = frames.parse_frame(frames.read_frame(sys.stdin.buffer) or b"")
        data = _received(sys.stdin.buffer, order["size"])
        for frame in frames_of(data, order["format"], order["suffix"]):
            frames.write_frame(answer, frame)
    except FlowvizError as error:
        frames.write_frame(
            answer, {"frame": "error", "message": shown(str(error), MESSAGE_CHARACTERS)}
        )
    except MemoryError:
        message = "The file made the reader run out of memory."
        frames.write_frame(answer, {"frame": "error", "message": message})
    return 0


def _received(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(FILE_BYTES + 1)
    if len(data) != size:
        raise FlowvizError("The file changed while it was read; import it again.")
    return data


def frames_of(
    data: bytes, format_name: str | None = None, suffix: str = ""
) -> Iterator[dict[str, Any]]:
    """Give the frames that the bytes of a file come to: header, records and progress, the end.

    ``suffix`` is the end of the file's name, for what its content leaves open.

    Raises
    ------
    ImportFileError
        When the bytes are in no format known here.
    """
    file = TextFile.of(data)
    told = formats.named(format_name) if format_name else formats.of_references(file, suffix)
    if isinstance(told, references.Format):
        yield from source_frames(file, told)
    else:
        yield from _deal_frames(file, told)


def _deal_frames(file: TextFile, told: formats.ReaderFormat | None) -> Iterator[dict[str, Any]]:
    table = TextTable.find(file, WANTED, SEPARATORS)
    reader = told or formats.sniffed(table)
    notes = Notes.of(table.notes)
    yield {
        "frame": "header",
        "format": reader.name,
        "encoding": file.encoding,
        "separator": table.separator,
        "header_line": table.header_line,
        "lines": file.line_count,
        "made": notes.made,
        "supplier": notes.supplier,
        "recipient": notes.recipient,
        "first_year": notes.first_year,
        "last_year": notes.last_year,
        "address": notes.address,
    }
    findings = Findings()
    deals = 0
    for batch in _batches(reader.read(table, findings)):
        deals += len(batch["deals"])
        yield batch
    yield from findings.frames()
    yield {"frame": "end", "deals": deals, "rows": findings.rows, **findings.counts}


def _batches(found: Iterable[DealRow | int]) -> Iterator[dict[str, Any]]:
    """Give the deals in frames that are short enough, and a sign of life where there are none."""
    batch: list[DealRow] = []
    characters = line = 0
    for deal in found:
        if isinstance(deal, int):
            yield {"frame": "deals", "line": deal, "deals": []}
            continue
        batch.append(deal)
        line = max(line, deal[0])
        characters += len(deal[9]) + len(deal[6]) + 50 * len(deal[10])
        if len(batch) >= BATCH_ENTRIES or characters >= BATCH_CHARACTERS:
            yield {"frame": "deals", "line": line, "deals": batch}
            batch, characters = [], 0
    if batch:
        yield {"frame": "deals", "line": line, "deals": batch}
