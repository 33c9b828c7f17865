"""A file into a dossier, from its first byte to the summary."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from flowviz.dossier import Dossier
from flowviz.dossier.collector import collector_at_rest
from flowviz.importers.apply import apply
from flowviz.importers.case_apply import CaseSummary, bring_in_case
from flowviz.importers.case_reading import CaseReading
from flowviz.importers.findings import shown
from flowviz.importers.mapping import Mapping
from flowviz.importers.planning import BY_RULE, Plan, plan_of
from flowviz.importers.reading import Reading
from flowviz.importers.run import read, read_known
from flowviz.importers.settling import Choices
from flowviz.importers.source_apply import SourceSummary, bring_in
from flowviz.importers.source_reading import SourceReading
from flowviz.importers.summary import Summary
from flowviz.importers.survey import Survey
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, part_of, silent

Outcome: TypeAlias = Summary | SourceSummary | CaseSummary
"""What an import did: with the transfers of a file, the references of a library, or a case."""

_READ, _PLANNED, _WHOLE = 400, 600, 1_000


def import_file(
    dossier: Dossier,
    path: Path,
    format: str | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
    *,
    mapping: Mapping | None = None,
    map_by: Callable[[Survey], Mapping | None] | None = None,
    choices: Choices = BY_RULE,
    see: Callable[[Plan], None] | None = None,
) -> Outcome:
    """Read a file and bring what it holds into a dossier; ``progress`` counts to 1,000.

    ``map_by`` is asked for the mapping of a table in no format that is known. ``see`` is given the
    plan of a file of transfers before it is carried out.

    Raises
    ------
    ImportFileError
        When the file cannot be read, or is not what it claims to be.
    CancelledError
        When ``is_cancelled`` says so before the records are committed; nothing was changed.
    """
    name = f"The import of {shown(path.name)}"
    with collector_at_rest():
        begin = part_of(progress, 0, _READ, _WHOLE)
        if map_by is None or format is not None or mapping is not None:
            reading = read(path, format, begin, is_cancelled, mapping=mapping)
        else:
            reading = _read_or_mapped(path, map_by, begin, is_cancelled)
        if isinstance(reading, SourceReading):
            rest = part_of(progress, _READ, _WHOLE, _WHOLE)
            return bring_in(dossier, reading, progress=rest, is_cancelled=is_cancelled)
        if isinstance(reading, CaseReading):
            rest = part_of(progress, _READ, _WHOLE, _WHOLE)
            return bring_in_case(dossier, reading, progress=rest, is_cancelled=is_cancelled)
        with reading:
            planning = part_of(progress, _READ, _PLANNED, _WHOLE)
            plan = plan_of(dossier, reading, choices, Watch(name, 1, planning, is_cancelled))
            if see is not None:
                see(plan)
            writing = part_of(progress, _PLANNED, _WHOLE, _WHOLE)
            return apply(dossier, plan, Watch(name, 1, writing, is_cancelled))


def _read_or_mapped(
    path: Path,
    map_by: Callable[[Survey], Mapping | None],
    progress: Progress,
    is_cancelled: IsCancelled,
) -> Reading | SourceReading | CaseReading:
    found = read_known(path, progress, is_cancelled)
    if isinstance(found, Survey):
        return read(path, None, progress, is_cancelled, mapping=map_by(found))
    return found
