"""A case into a dossier: its records keep their identifiers; one edit, one undo.

What the dossier has in the very same words stays unchanged. What it has otherwise stays as it is
and is listed: to see the two side by side and take one over is what comparing dossiers is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.dossier.kinds import KINDS
from flowviz.importers.case_reading import CaseReading
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Findings
from flowviz.importers.outcome import Counted, some
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, silent
from flowviz.records import Problem, Record

_SLICE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary(Counted):
    """What an import did with the records of a case."""

    records: int
    added: int = 0
    unchanged: int = 0
    differing: int = 0

    @property
    def brings_any(self) -> bool:
        """Whether the case holds any record."""
        return self.records > 0

    def _lines(self) -> Iterator[str]:
        told = some(self.records, "record")
        yield f"{self.file_name}: {self.title}, {told} in {self.encoding}."
        yield (
            f"{told}: {self.added:,} added, {self.unchanged:,} there already, "
            f"{self.differing:,} there otherwise and left as they are."
        )
        if not self.added:
            yield "Nothing was written."
        yield from self._sorts_of_problems()
        yield from self._unlisted()


def bring_in_case(
    dossier: Dossier,
    reading: CaseReading,
    *,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
) -> CaseSummary:
    """Bring the records of a case into a dossier.

    Raises
    ------
    CancelledError
        Soon after ``is_cancelled`` says so; nothing was changed.
    """
    from flowviz.dossier.case import records_of  # only who reads a case pays for it

    name, records = reading.file_name, reading.case.records
    watch = Watch(f"The import of {name}", len(records), progress, is_cancelled)
    findings = Findings()
    known = {_key(record): record for record in watch.past(records_of(dossier))}
    new: list[Record | Actor] = []
    unchanged = differing = 0
    forgotten = dossier.forgotten()
    for record in watch.past(records):
        key = _key(record)
        if key not in known:
            if key[1] in forgotten:
                kind = KINDS[type(record)].word
                findings.skipped(0, f"a {kind} that was forgotten in this dossier is left out", "")
            else:
                new.append(record)
        elif known[key] == record:
            unchanged += 1
        else:
            differing += 1
            kind = KINDS[type(record)].word
            findings.doubtful(0, f"the dossier has this {kind} otherwise; it stays", str(key[1]))
    if new:
        with dossier.edit(f"Import of {name}") as edit:
            for start in range(0, len(new), _SLICE):
                watch.look()
                slice_ = new[start : start + _SLICE]
                edit.put_many(slice_, imported=True)
                watch.advance(len(slice_))
    watch.finish()
    return CaseSummary(
        file_name=name,
        title=reading.case.title or "a case of flowviz",
        encoding=reading.encoding,
        records=len(records),
        added=len(new),
        unchanged=unchanged,
        differing=differing,
        skipped=findings.counts[SKIPPED],
        doubtful=findings.counts[DOUBTFUL],
        problems=tuple(Problem(*finding) for finding in findings.kept),
    )


def _key(record: Record | Actor) -> tuple[type, object]:
    """Give what a record is known by: its identifier, or itself where it has none."""
    return type(record), KINDS[type(record)].id_of(record) or record
