"""Reading a file in the reader process: started, watched, checked and ended from here."""

import os
import stat
from pathlib import Path
from typing import IO

from flowviz.errors import ImportFileError
from flowviz.importers import formats, frames
from flowviz.importers.limits import FILE_BYTES
from flowviz.importers.process import ReaderProcess
from flowviz.importers.reading import Draft, Reading
from flowviz.importers.source_reading import SourceDraft, SourceReading, is_of_sources
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, silent

_SUFFIX_CHARACTERS = 8


def read(
    path: Path,
    format: str | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
) -> Reading | SourceReading:
    """Give what a file holds, read in a process of its own; ``progress`` counts its lines.

    Raises
    ------
    ImportFileError
        When the file cannot be read, or is not what it claims to be; it names the file.
    CancelledError
        Soon after ``is_cancelled`` says so.
    UsageError
        When ``format`` is none.
    """
    if format is not None:
        formats.named(format)
    try:
        with open(_regular(path), "rb") as file:
            return _read(path, file, format, progress, is_cancelled)
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ImportFileError as error:
        raise ImportFileError(f"{path.name or path}: {error}") from error


def _regular(path: Path) -> Path:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ImportFileError("This is a folder; name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ImportFileError("This is not a file that can be read from beginning to end.")
    if status.st_size > FILE_BYTES:
        size, most = status.st_size / 2**20, FILE_BYTES // 2**20
        raise ImportFileError(f"The file has {size:,.0f} MB; up to {most} MB are read.")
    return path


def _read(
    path: Path,
    file: IO[bytes],
    format_name: str | None,
    progress: Progress,
    is_cancelled: IsCancelled,
) -> Reading | SourceReading:
    size = os.fstat(file.fileno()).st_size
    draft: Draft | SourceDraft | None = None
    watch = Watch(f"The import of {path.name}", 1, progress, is_cancelled)
    suffix = path.suffix.lower()[:_SUFFIX_CHARACTERS]
    with ReaderProcess(file, size, format_name, suffix) as process:
        for body in process.answers():
            watch.look()
            if body is None:
                continue
            frame = frames.parse_frame(body)
            if draft is None:
                draft = SourceDraft() if is_of_sources(frame) else Draft()
            draft.take(frame)
            if draft.counts is not None:
                return draft.reading(path.name, process.sha256)
            if draft.header is not None:
                watch.total = max(draft.lines, 1)
                watch.reach(draft.line)
        raise ImportFileError(process.why_it_died())
