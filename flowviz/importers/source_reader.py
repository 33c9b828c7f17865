"""References in the reader process: the text of a library in, frames of items out."""

import json
from collections.abc import Iterator
from typing import Any

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.findings import Findings, shown
from flowviz.importers.limits import (
    BATCH_CHARACTERS,
    BATCH_SOURCES,
    ITEM_CHARACTERS,
    REFERENCES_BYTES,
    SOURCES,
)
from flowviz.references.formats import Format
from flowviz.references.met import Met


def source_frames(file: TextFile, format_: Format) -> Iterator[dict[str, Any]]:
    """Give the frames that a library comes to: header, sources and progress, problems, the end.

    Raises
    ------
    ImportFileError
        It is larger than any library, or is not what it claims to be.
    """
    if len(file.data) > REFERENCES_BYTES:
        most = REFERENCES_BYTES // 2**20
        raise ImportFileError(f"Of references up to {most} MB are read; export a part of them.")
    yield {
        "frame": "header",
        "sort": "sources",
        "format": format_.name,
        "encoding": file.encoding,
        "lines": file.line_count,
    }
    findings = Findings()
    sources = 0
    for batch in _batches(format_.read(file.whole()), findings):
        sources += len(batch["sources"])
        if sources > SOURCES:
            raise ImportFileError(f"The file has more than {SOURCES:,} references.")
        yield batch
    yield from findings.frames()
    yield {"frame": "end", "sources": sources, **findings.counts}


def _batches(found: Iterator[Met], findings: Findings) -> Iterator[dict[str, Any]]:
    """Give items in frames that are short enough, and a sign of life where there are none."""
    batch: list[list[Any]] = []
    characters = 0
    for met in found:
        item, words = met.item, met.words
        size = 0 if item is None else len(json.dumps(item))
        if size > ITEM_CHARACTERS:
            item, words = None, (f"a reference of {size:,} characters is not read",)
        stood = "" if item is None else str(item.get("title") or item.get("id") or "")
        for each in words:
            (findings.skipped if item is None else findings.doubtful)(met.line, each, shown(stood))
        if item is not None:
            batch.append([met.line, item])
            characters += size
        is_sign = not batch and item is None and not words
        if is_sign or len(batch) >= BATCH_SOURCES or characters >= BATCH_CHARACTERS:
            yield {"frame": "sources", "line": met.line, "sources": batch}
            batch, characters = [], 0
    if batch:
        yield {"frame": "sources", "line": batch[-1][0], "sources": batch}
