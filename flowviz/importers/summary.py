"""What an import did, to be read by whoever started it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.importers.overlap import Overlap
from flowviz.records import Problem

_NAMES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did with the deals of a file and the transfers of its data set.

    ``missing`` are transfers that the file no longer has: ``gone`` of them are marked so, the rest
    is not because the file is no complete copy. ``kept_by_hand`` are transfers of which the file
    now says something else than a hand has written. ``skipped`` and ``doubtful`` count problems,
    of which the first are listed. ``beyond`` are transfers with deliveries outside the years of a
    file that is an extract, ``years_listed``, without saying so.
    """

    file_name: str
    format: str
    data_set: str
    title: str
    rows: int
    deals: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    returned: int = 0
    missing: int = 0
    gone: int = 0
    kept_by_hand: int = 0
    skipped: int = 0
    doubtful: int = 0
    actors_added: int = 0
    unresolved: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    is_counted: bool = True
    is_written: bool = False
    beyond: int = 0
    years_listed: str = ""
    encoding: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def has_problems(self) -> bool:
        """Whether anything was skipped or doubtful."""
        return self.skipped > 0 or self.doubtful > 0

    def text(self) -> str:
        """Give the summary in plain lines, without the list of problems."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.file_name}: {self.title}, {_some(self.rows, 'row')} in {self.encoding}."
        yield (
            f"{_some(self.deals, 'deal')}: {self.added:,} added, {self.updated:,} updated, "
            f"{self.unchanged:,} unchanged."
        )
        if not self.deals:
            yield "The file has no deals; nothing was read into the dossier."
        elif not self.is_written:
            yield "The dossier holds all of this already; nothing was written."
        yield from self._absences()
        if self.kept_by_hand:
            deals = _some(self.kept_by_hand, "deal")
            yield f"{deals}: what was edited by hand stays; the file's value is kept beside it."
        yield from self._countings()
        if self.unresolved:
            shown = ", ".join(self.unresolved[:_NAMES_SHOWN])
            more = len(self.unresolved) - _NAMES_SHOWN
            rest = f" and {more:,} more" if more > 0 else ""
            yield f"{_some(len(self.unresolved), 'name')} of no known actor: {shown}{rest}."
        if self.has_problems:
            yield (
                f"{_some(self.skipped, 'row')} skipped, {self.doubtful:,} doubtful: "
                "see the list of problems."
            )
        unlisted = self.skipped + self.doubtful - len(self.problems)
        if unlisted > 0:
            yield f"Only the first {len(self.problems):,} are listed; {unlisted:,} are not."

    def _absences(self) -> Iterator[str]:
        if self.beyond:
            yield (
                f"The file lists only deliveries of {self.years_listed}: "
                f"{_some(self.beyond, 'deal')} with others left as they are."
            )
        if self.returned:
            yield f"{_some(self.returned, 'deal')} marked as gone before: back in this file."
        if self.gone:
            deals = _some(self.gone, "deal")
            yield f"{deals} no longer in the file: kept, still counted, and marked as gone."
        left = self.missing - self.gone
        if left > 0:
            yield (
                f"{_some(left, 'deal')} of the dossier not in the file: left as they are, "
                "for the file does not show that it is complete."
            )

    def _countings(self) -> Iterator[str]:
        for overlap in self.overlaps:
            counted = self.title if self.is_counted else overlap.title
            yield (
                f"{_some(overlap.shared, 'deal')} ({overlap.share:.0%}) are told by "
                f"“{overlap.title}” too. Only “{counted}” is counted; all are shown."
            )
        if not self.overlaps and not self.is_counted:
            yield f"“{self.title}” is not counted in this dossier; another data set is."


def _some(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
