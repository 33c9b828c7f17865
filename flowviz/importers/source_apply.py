"""A library into a dossier: one edit, one undo, and a summary of what became of each reference."""

from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.dossier import Dossier
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Findings
from flowviz.importers.outcome import Counted, some
from flowviz.importers.source_plan import plan_of
from flowviz.importers.source_reading import SourceReading
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, silent
from flowviz.records import Problem
from flowviz.references import formats

_SLICE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary(Counted):
    """What an import did with the references of a library."""

    references: int
    added: int = 0
    filled: int = 0
    unchanged: int = 0

    @property
    def brings_any(self) -> bool:
        """Whether any record could be made of the file."""
        return self.references > 0

    def _lines(self) -> Iterator[str]:
        references = some(self.references, "reference")
        yield f"{self.file_name}: {self.title}, {references} in {self.encoding}."
        yield (
            f"{references}: {self.added:,} added, {self.filled:,} filled in where a "
            f"field was empty, {self.unchanged:,} there already."
        )
        if self.added:
            yield "New sources are public, and their origin is not established."
        elif not self.filled:
            yield "Nothing was written."
        yield from self._sorts_of_problems()
        yield from self._unlisted()


def bring_in(
    dossier: Dossier,
    reading: SourceReading,
    *,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
) -> SourceSummary:
    """Bring the references of a library into a dossier; what it knows already is left as it is.

    Raises
    ------
    CancelledError
        Soon after ``is_cancelled`` says so; nothing was changed.
    """
    name = reading.file_name
    watch = Watch(f"The import of {name}", len(reading.references), progress, is_cancelled)
    findings = Findings(list(reading.findings), dict(reading.counts))
    known, forgotten = dossier.sources(), dossier.forgotten()
    plan = plan_of(reading.references, name, known, forgotten, findings)
    changed = [*plan.added, *plan.filled]
    if changed:
        with dossier.edit(f"Import of {name}") as edit:
            for start in range(0, len(changed), _SLICE):
                watch.look()
                slice_ = changed[start : start + _SLICE]
                edit.put_many(slice_)
                watch.advance(len(slice_))
    watch.finish()
    ordered = sorted(findings.kept, key=lambda finding: finding.line)
    return SourceSummary(
        file_name=name,
        title=formats.named(reading.header.format).title,
        encoding=reading.header.encoding,
        references=len(reading.references),
        added=len(plan.added),
        filled=len(plan.filled),
        unchanged=plan.unchanged,
        skipped=findings.counts[SKIPPED],
        doubtful=findings.counts[DOUBTFUL],
        problems=tuple(Problem(*finding) for finding in ordered),
    )
