"""Reading a file in the reader process: started, watched, checked and ended from here."""

import contextlib
import fnmatch
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from flowviz.errors import ImportFileError
from flowviz.importers import formats, frames, mapping_toml
from flowviz.importers.case_reading import CaseDraft, CaseReading, is_of_case
from flowviz.importers.findings import MESSAGE_CHARACTERS, shown
from flowviz.importers.limits import COMPANION_BYTES, COMPANIONS, FILE_BYTES, NAME_CHARACTERS
from flowviz.importers.mapping import Mapping
from flowviz.importers.process import ReaderProcess
from flowviz.importers.reading import Draft, Reading
from flowviz.importers.source_reading import SourceDraft, SourceReading, is_of_sources
from flowviz.importers.survey import Survey, is_of_survey, survey_of
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, silent


def read(
    path: Path,
    format: str | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
    *,
    mapping: Mapping | None = None,
    limit: int | None = None,
) -> Reading | SourceReading | CaseReading:
    """Give what a file holds, read in a process of its own; ``progress`` counts its lines.

    A table is read by a ``mapping`` where one is given. ``limit`` is how many entries are enough.

    Raises
    ------
    ImportFileError
        When the file cannot be read, or is not what it claims to be; it names the file.
    CancelledError
        Soon after ``is_cancelled`` says so.
    UsageError
        When ``format`` is none.
    """
    found = _answer(path, _order("read", format, mapping, limit), progress, is_cancelled)
    assert not isinstance(found, Survey)
    return found


def read_known(
    path: Path, progress: Progress = silent, is_cancelled: IsCancelled = never
) -> Reading | SourceReading | CaseReading | Survey:
    """Give what a file holds, or what it looks like where it is to be read by a mapping.

    Raises
    ------
    ImportFileError, CancelledError
        As of ``read``.
    """
    return _answer(path, _order("known", None, None, None), progress, is_cancelled)


def _answer(
    path: Path, order: dict[str, Any], progress: Progress, is_cancelled: IsCancelled
) -> Reading | SourceReading | CaseReading | Survey:
    watch = Watch(f"The import of {shown(path.name)}", 1, progress, is_cancelled)
    draft: Draft | SourceDraft | CaseDraft | None = None
    with _asked(path, order, watch) as (process, companions):
        for frame in _answers(process, watch):
            if draft is None and order["mode"] == "known" and is_of_survey(frame):
                return survey_of(frame)
            if draft is None:
                draft = _begun(frame, shown(path.name))
            draft.take(frame)
            if process.heard > draft.MOST_BYTES or process.values > draft.MOST_VALUES:
                raise ImportFileError("The reader made more of the file than can be kept.")
            if draft.counts is not None:
                if isinstance(draft, Draft):
                    return draft.reading(process.sha256, companions)
                return draft.reading(shown(path.name), process.sha256)
            watch.total = max(draft.lines, 1)
            watch.reach(draft.line)
        raise ImportFileError(process.why_it_died())


def _begun(frame: Any, file_name: str) -> Draft | SourceDraft | CaseDraft:
    """Give who takes the answer that a first frame announces."""
    if is_of_case(frame):
        return CaseDraft()
    return SourceDraft() if is_of_sources(frame) else Draft(file_name=file_name)


def look(
    path: Path,
    mapping: Mapping | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
    *,
    format: str | None = None,
) -> Survey:
    """Give what a file looks like; a ``mapping`` says how it is opened.

    Raises
    ------
    ImportFileError, CancelledError, UsageError
        As of ``read``.
    """
    watch = Watch(f"The look at {shown(path.name)}", 1, progress, is_cancelled)
    with _asked(path, _order("look", format, mapping, None), watch) as (process, _):
        for frame in _answers(process, watch):
            survey = survey_of(frame)
            watch.finish()
            return survey
        raise ImportFileError(process.why_it_died())


def _order(
    mode: Literal["read", "look", "known"],
    format: str | None,
    mapping: Mapping | None,
    limit: int | None,
) -> dict[str, Any]:
    """Give what the reader is to do, in plain words for its frame."""
    if format is not None:
        formats.named(format)
    toml = None if mapping is None else mapping_toml.dumps(mapping)
    return {"mode": mode, "format": format, "mapping": toml, "limit": limit}


@contextlib.contextmanager
def _asked(
    path: Path, order: dict[str, Any], watch: Watch
) -> Iterator[tuple[ReaderProcess, dict[str, str]]]:
    """Give a reader that has its order, and the SHA-256 of the files beside by name."""
    try:
        with open(_regular(path), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            beside = dict(_watched(_companions(path), watch))
            digests = {name: hashlib.sha256(data).hexdigest() for name, data in beside.items()}
            told = {**order, "name": _speakable(path.name)}
            with ReaderProcess(file, size, told, beside) as process:
                yield process, digests
    except OSError as error:
        name = shown(str(path), MESSAGE_CHARACTERS)
        raise ImportFileError(f"{name} cannot be read: {error.strerror or error}.") from error
    except ImportFileError as error:
        raise ImportFileError(f"{shown(path.name or str(path))}: {error}") from error


def _watched(files: Iterator[tuple[str, bytes]], watch: Watch) -> Iterator[tuple[str, bytes]]:
    for each in files:
        watch.look()
        yield each


def _speakable(name: str) -> str:
    """Give a file's name, its end at least, in characters that a frame can hold."""
    return "".join(c if c.isprintable() else "_" for c in name[-NAME_CHARACTERS:])


def _answers(process: ReaderProcess, watch: Watch) -> Iterator[Any]:
    for body in process.answers():
        watch.look()
        if body is not None:
            yield frames.parse_frame(body)


def _regular(path: Path, most: int = FILE_BYTES) -> Path:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ImportFileError("This is a folder; name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ImportFileError("This is not a file that can be read from beginning to end.")
    if status.st_size > most:
        size = status.st_size / 2**20
        raise ImportFileError(f"The file has {size:,.0f} MB; up to {most // 2**20} MB are read.")
    return path


def _companions(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files beside one that some format needs, by name.

    None that is too large, nor one that lies elsewhere: who made the folder could point anywhere.
    """
    names = (
        name
        for name in sorted(os.listdir(path.parent))
        if name != path.name
        and name.isprintable()
        and any(fnmatch.fnmatchcase(name, each) for each in formats.COMPANIONS)
    )
    found = 0
    for name in names:
        beside = path.with_name(name)
        try:
            if beside.is_symlink():
                continue
            with open(_regular(beside, COMPANION_BYTES), "rb") as file:
                data = file.read(COMPANION_BYTES)
        except (OSError, ImportFileError):
            continue
        yield name, data
        found += 1
        if found == COMPANIONS:
            return
