"""A file into a dossier, from its first byte to the summary."""

from pathlib import Path
from typing import TypeAlias

from flowviz.dossier import Dossier
from flowviz.dossier.collector import collector_at_rest
from flowviz.importers.apply import Count, apply
from flowviz.importers.run import read
from flowviz.importers.source_apply import SourceSummary, bring_in
from flowviz.importers.source_reading import SourceReading
from flowviz.importers.summary import Summary
from flowviz.importers.watch import IsCancelled, Progress, never, silent

Outcome: TypeAlias = Summary | SourceSummary
"""What an import did: with the deals of a register, or the references of a library."""

_READING_SHARE = 400
_WHOLE = 1_000


def import_file(
    dossier: Dossier,
    path: Path,
    format: str | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
    *,
    count: Count = "first",
    mark_gone: bool | None = None,
) -> Outcome:
    """Read a file and bring what it holds into a dossier; ``progress`` counts to 1,000.

    Raises
    ------
    ImportFileError
        When the file cannot be read, or is not what it claims to be.
    CancelledError
        When ``is_cancelled`` says so before the records are committed; nothing was changed.
    """

    def while_reading(done: int, total: int) -> None:
        progress(done * _READING_SHARE // total, _WHOLE)

    def while_writing(done: int, total: int) -> None:
        progress(_READING_SHARE + done * (_WHOLE - _READING_SHARE) // total, _WHOLE)

    with collector_at_rest():
        reading = read(path, format, while_reading, is_cancelled)
        if isinstance(reading, SourceReading):
            return bring_in(dossier, reading, progress=while_writing, is_cancelled=is_cancelled)
        return apply(
            dossier,
            reading,
            count=count,
            mark_gone=mark_gone,
            progress=while_writing,
            is_cancelled=is_cancelled,
        )
