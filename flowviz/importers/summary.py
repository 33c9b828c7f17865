"""What an import did, to be read by whoever started it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.importers.extract import words
from flowviz.importers.findings import DOUBTFUL, SKIPPED
from flowviz.importers.outcome import Counted, some
from flowviz.importers.overlap import Overlap
from flowviz.importers.planning import Plan
from flowviz.records import Problem

_NAMES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Counted):
    """What an import did with the entries of a file and the transfers of its data set.

    ``missing`` are transfers that the file no longer has: ``gone`` of them are marked so, the rest
    is not because the file is no complete copy. ``kept_by_hand`` are transfers of which the file
    now says something else than a hand has written. ``beyond`` are transfers with deliveries
    outside the years of a file that is an extract, ``years_listed``, without saying so.
    """

    format: str
    data_set: str
    rows: int
    entries: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    returned: int = 0
    missing: int = 0
    gone: int = 0
    kept_by_hand: int = 0
    actors_added: int = 0
    unresolved: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    is_counted: bool = True
    is_written: bool = False
    beyond: int = 0
    years_listed: str = ""

    @property
    def brings_any(self) -> bool:
        """Whether any record could be made of the file."""
        return self.entries > 0

    def _lines(self) -> Iterator[str]:
        written = f" in {self.encoding}" if self.encoding else ""
        yield f"{self.file_name}: {self.title}, {some(self.rows, 'row')}{written}."
        yield (
            f"{some(self.entries, 'record')}: {self.added:,} added, {self.updated:,} updated, "
            f"{self.unchanged:,} unchanged."
        )
        if not self.entries:
            yield "No record can be made of the file; nothing was written."
        elif not self.is_written:
            yield "The dossier holds all of this already; nothing was written."
        yield from self._absences()
        if self.kept_by_hand:
            records = some(self.kept_by_hand, "record")
            yield f"{records}: what was edited by hand stays; the file's value is kept beside it."
        yield from self._countings()
        if self.unresolved:
            shown = ", ".join(self.unresolved[:_NAMES_SHOWN])
            more = len(self.unresolved) - _NAMES_SHOWN
            rest = f" and {more:,} more" if more > 0 else ""
            yield f"{some(len(self.unresolved), 'name')} of no known actor: {shown}{rest}."
        if self.has_problems:
            yield (
                f"{some(self.skipped, 'row')} skipped, {self.doubtful:,} doubtful: "
                "see the list of problems."
            )
        yield from self._unlisted()

    def _absences(self) -> Iterator[str]:
        if self.beyond:
            yield (
                f"The file lists only deliveries of {self.years_listed}: "
                f"{some(self.beyond, 'record')} with others left as they are."
            )
        if self.returned:
            yield f"{some(self.returned, 'record')} marked as gone before: back in this file."
        if self.gone:
            records = some(self.gone, "record")
            yield f"{records} no longer in the file: kept, still counted, and marked as gone."
        left = self.missing - self.gone
        if left > 0:
            yield (
                f"{some(left, 'record')} of the dossier not in the file: left as they are, "
                "for the file does not show that it is complete."
            )

    def _countings(self) -> Iterator[str]:
        for overlap in self.overlaps:
            counted = self.title if self.is_counted else overlap.title
            yield (
                f"{some(overlap.shared, 'record')} ({overlap.share:.0%}) are told by "
                f"“{overlap.title}” too. Only “{counted}” is counted; all are shown."
            )
        if not self.overlaps and not self.is_counted:
            yield f"“{self.title}” is not counted in this dossier; another data set is."


def summary_of(plan: Plan, problems: tuple[Problem, ...], actors_added: int) -> Summary:
    """Give what a plan came to."""
    reading = plan.reading
    return Summary(
        file_name=reading.file_name,
        format=reading.header.format,
        data_set=plan.data_set.id,
        title=plan.data_set.title,
        encoding=reading.header.encoding,
        rows=reading.rows,
        entries=reading.count,
        added=len(plan.new),
        updated=len(plan.updates),
        unchanged=plan.unchanged,
        returned=plan.returned,
        missing=plan.missing,
        gone=len(plan.gone),
        kept_by_hand=plan.kept_by_hand,
        skipped=plan.findings.counts[SKIPPED],
        doubtful=plan.findings.counts[DOUBTFUL],
        actors_added=actors_added,
        unresolved=plan.naming.unresolved,
        overlaps=plan.overlaps,
        is_counted=plan.data_set.is_counted,
        is_written=not plan.is_empty,
        beyond=plan.beyond,
        years_listed=words(plan.listed) if plan.listed else "",
        problems=problems,
    )
