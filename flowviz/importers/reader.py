"""The reader process, ``flowviz --reader``: bytes of a file in, frames of JSON out.

It opens no file that it is told of, knows no dossier and no Qt, and has put narrow limits on
itself before it looks at the first byte. What it sends is checked again by ``run``.
"""

import gc
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import IO, TYPE_CHECKING, Any

import msgspec

from flowviz.errors import FlowvizError, ImportFileError
from flowviz.importers import container, formats, frames, sandbox
from flowviz.importers.case_reader import CaseFormat, case_frames
from flowviz.importers.encoding import TextFile
from flowviz.importers.entries import FIGURES_AT, ORIGINAL_AT, Given, Header, SourceRow
from flowviz.importers.findings import MESSAGE_CHARACTERS, Findings, shown
from flowviz.importers.limits import BATCH_CHARACTERS, BATCH_ENTRIES
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from flowviz.importers.source_reader import source_frames
from flowviz.references import formats as references

if TYPE_CHECKING:
    from flowviz.importers.mapping import Mapping

_ENCODER = msgspec.json.Encoder()


def main() -> int:
    """Read one order and one file from standard input, answer on standard output."""
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.disable()  # nothing here runs in circles, and looking for them takes a third of the time
    try:
        sandbox.restrict()
        order = frames.parse_frame(frames.read_frame(sys.stdin.buffer) or b"")
        material = _received(sys.stdin.buffer, order)
        for frame in _MODES[order["mode"]](material, order["format"], order["limit"]):
            frames.write_frame(answer, frame)
    except FlowvizError as error:
        frames.write_frame(
            answer, {"frame": "error", "message": shown(str(error), MESSAGE_CHARACTERS)}
        )
    except MemoryError:
        message = "The file made the reader run out of memory."
        frames.write_frame(answer, {"frame": "error", "message": message})
    return 0


def _received(stream: IO[bytes], order: dict[str, Any]) -> Material:
    data = stream.read(order["size"])
    companions = {name: stream.read(size) for name, size in order["companions"]}
    is_whole = all(len(companions[name]) == size for name, size in order["companions"])
    if len(data) != order["size"] or not is_whole or stream.read(1):
        raise FlowvizError("The file changed while it was read; import it again.")
    return Material(data, order["name"], companions, _mapping(order["mapping"]))


def _mapping(toml: str | None) -> "Mapping | None":
    if toml is None:
        return None
    from flowviz.importers import mapping_toml

    return mapping_toml.loads(toml)


def frames_of(
    material: Material, format_name: str | None = None, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Give the frames that a file comes to: header, entries and progress, the end.

    ``limit`` is how many entries are enough, None for all.

    Raises
    ------
    ImportFileError
        When the file is in no format known here.
    """
    material = _unpacked(material)
    yield from _read_frames(material, _told(material, format_name), limit)


def _read_frames(
    material: Material, told: formats.Format | None, limit: int | None
) -> Iterator[dict[str, Any]]:
    if told is None:
        TextFile.of(material.data)  # which says what it is where that is known
        raise ImportFileError("The file is in no format that is known here.")
    if isinstance(told, references.Format):
        yield from source_frames(TextFile.of(material.data), told)
    elif isinstance(told, CaseFormat):
        yield from case_frames(TextFile.of(material.data))
    else:
        yield from _entry_frames(material, told, limit)


def look_frames(
    material: Material, format_name: str | None = None, _limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Give the one frame of a first look at a file.

    Raises
    ------
    ImportFileError
        When there is nothing in it that is known here, nor a table.
    """
    material = _unpacked(material)
    yield _look_frame(material, _told(material, format_name))


def known_frames(
    material: Material, format_name: str | None = None, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Give the frames of a file that needs no mapping, a first look at any other.

    Raises
    ------
    ImportFileError
        As of both.
    """
    material = _unpacked(material)
    told = _told(material, format_name)
    if told is None or (told is formats.MAPPED and material.mapping is None):
        yield _look_frame(material, told)
    else:
        yield from _read_frames(material, told, limit)


_MODES = {"read": frames_of, "look": look_frames, "known": known_frames}


def _look_frame(material: Material, told: formats.Format | None) -> dict[str, Any]:
    from flowviz.importers import survey, surveying

    is_mapped = told is formats.MAPPED
    return survey.frame_of(surveying.survey(material, None if is_mapped else told))


def _unpacked(material: Material) -> Material:
    data, name = container.unpacked(material.data, material.name)
    return replace(material, data=data, name=name)


def _told(material: Material, format_name: str | None) -> formats.Format | None:
    """Give the format that was asked for, that of mapped tables for a mapping, or the one known."""
    if format_name:
        return formats.named(format_name)
    return formats.MAPPED if material.mapping else formats.sniffed(probe_of(material))


def _entry_frames(
    material: Material, told: formats.ReaderFormat, limit: int | None
) -> Iterator[dict[str, Any]]:
    findings = Findings()
    given = told.read(material, findings)
    header = next(given)
    assert isinstance(header, Header)
    yield {"frame": "header", **asdict(header)}
    entries = 0
    for batch in _batches(given if limit is None else _first(given, limit)):
        entries += batch.get(frames.LINES, b"").count(b"\n") // 2
        yield batch
    yield from findings.frames()
    yield {
        "frame": "end",
        "entries": entries,
        "rows": findings.rows,
        "is_cut": entries == limit,
        **findings.counts,
    }


def _first(given: Iterator[Given], limit: int) -> Iterator[Given]:
    """Give what comes until so many entries have come."""
    entries = 0
    for one in given:
        yield one
        entries += isinstance(one, list)
        if entries >= limit:
            return


def _batches(given: Iterable[Given]) -> Iterator[dict[str, Any]]:
    """Give entries in frames that are short enough, and a sign of life where there are none."""
    sources: list[SourceRow] = []
    lines: list[Any] = []
    characters = line = 0
    for one in given:
        match one:
            case list():
                original = one.pop(ORIGINAL_AT)
                lines += one, msgspec.Raw(original)
                line = max(line, one[0])
                characters += len(original) + 500 + 50 * len(one[FIGURES_AT])
            case dict():
                sources.append(one)
                characters += sum(map(len, one.values()))
            case int():
                yield {"frame": frames.ENTRIES, "line": one, "sources": []}
        if len(lines) >= 2 * BATCH_ENTRIES or characters >= BATCH_CHARACTERS:
            yield _frame(line, sources, lines)
            sources, lines, characters = [], [], 0
    if lines or sources:
        yield _frame(line, sources, lines)


def _frame(line: int, sources: list[SourceRow], lines: list[Any]) -> dict[str, Any]:
    told = _ENCODER.encode_lines(lines)
    return {"frame": frames.ENTRIES, "line": line, "sources": sources, frames.LINES: told}
