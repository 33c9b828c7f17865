"""Entries that meet a transfer of the dossier: what they change of it, a slice at a time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flowviz.importers import extract
from flowviz.importers.building import Placed, citations_of, transfer_of
from flowviz.importers.findings import Findings
from flowviz.importers.merging import merge, with_other_years
from flowviz.importers.naming import Naming
from flowviz.importers.placing import placed
from flowviz.importers.reading import Reading
from flowviz.importers.stored import SLICE, Opened, Stored, cited, stored
from flowviz.importers.watch import Watch
from flowviz.records import Citation, DataSet, Provenance, Transfer


@dataclass(frozen=True, slots=True)
class Change:
    """A transfer before and after, at the ``place`` of its entry in the file.

    ``overruled`` are the paths of fields that a hand has changed and the file now gives another
    value for, ``citations`` those of sources that the entry names anew. One that ``is_beyond`` has
    deliveries that the file, an extract, cannot list, and stays.
    """

    place: int
    placed: Placed
    before: Stored
    transfer: Transfer
    provenance: Provenance
    overruled: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    is_changed: bool = False
    is_beyond: bool = False

    def tell(self, findings: Findings) -> None:
        """Note what a hand has written and the file gives another value for."""
        for path in self.overruled:
            says = json.loads(dict(self.provenance.kept)[path])
            text = says.get("text", "") if isinstance(says, dict) else says
            field = path.rpartition("/")[2]
            message = f"{field} was edited by hand and stays; the file has a new value"
            findings.doubtful(self.placed.entry.line, message, str(text or ""), path)


class Updating:
    """Lays the entries of a reading beside the transfers that they are paired with."""

    def __init__(
        self, dossier: Opened, reading: Reading, data_set: DataSet, naming: Naming
    ) -> None:
        self._dossier = dossier
        self._reading = reading
        self._data_set = data_set
        self._naming = naming
        first, last = reading.header.first_year, reading.header.last_year
        self._years = None if first is None or last is None else range(first, last + 1)

    def pairs(
        self, both: Sequence[tuple[int, str]], watch: Watch
    ) -> Iterator[tuple[int, Stored, Placed]]:
        """Give the places, transfers and entries that are paired."""
        for start in range(0, len(both), SLICE):
            slice_ = both[start : start + SLICE]
            old = stored(self._dossier, [id_ for _, id_ in slice_], watch)
            entries = self._reading.entries_at([place for place, _ in slice_])
            for (place, _), one, entry in zip(slice_, old, entries, strict=True):
                new = placed(entry, self._naming)
                assert new is not None
                yield place, one, new

    def changes(
        self, both: Sequence[tuple[int, str]], listed: range | None, watch: Watch
    ) -> Iterator[Change]:
        """Give what becomes of each transfer that is paired with an entry."""
        for start in range(0, len(both), SLICE):
            slice_ = both[start : start + SLICE]
            pairs = list(self.pairs(slice_, watch))
            named = [old.transfer.id for _, old, new in pairs if new.entry.sources]
            citations = cited(self._dossier, named) if named else {}
            for place, old, new in pairs:
                if listed is not None and extract.reaches_beyond(old.transfer, listed):
                    yield Change(place, new, old, old.transfer, old.provenance, is_beyond=True)
                else:
                    yield self._change(place, old, new, citations.get(old.transfer.id, []))

    def _change(self, place: int, old: Stored, new: Placed, known: list[Citation]) -> Change:
        id_, header = old.transfer.id, self._reading.header
        incoming = transfer_of(new, id_, self._data_set.id, header.existence)
        if new.entry.key:
            incoming = with_other_years(old.transfer, incoming, self._years)
        merged = merge(old.transfer, old.provenance, incoming)
        added: tuple[Citation, ...] = ()
        if new.entry.sources:
            there = {citation.id for citation in known}
            told = citations_of(id_, new.entry, self._data_set, header.sheet)
            added = tuple(citation for citation in told if citation.id not in there)
        return Change(
            place,
            new,
            old,
            merged.transfer,
            merged.provenance,
            merged.overruled,
            added,
            merged.is_changed or bool(added),
        )
