"""What a file was found to hold: built of the reader's frames, its entries kept in a spool."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from flowviz.importers import checks, entry_checks
from flowviz.importers.asked import Asked
from flowviz.importers.building import data_set_of
from flowviz.importers.entries import Entry, Header, SourceRow
from flowviz.importers.entry_checks import EntryChecks
from flowviz.importers.findings import Finding
from flowviz.importers.frames import ENTRIES, LINES
from flowviz.importers.limits import REFERENCES_BYTES, ROWS, SOURCES
from flowviz.importers.numbering import Numbering
from flowviz.importers.sent import sent_of
from flowviz.importers.spool import Spool
from flowviz.importers.taking import Taking
from flowviz.records import DataSet


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read to its end; leave the ``with`` block and its entries are gone.

    ``count`` is how many entries it has, ``rows`` how many rows they were made of (a mended one
    counted once). ``counts`` counts problems by severity, the unlisted included. ``sources`` are
    those that its rows name, by key, ``asked`` whom they name. ``companions`` are the files beside
    it that were used, with their SHA-256. One that ``is_cut`` ends before the file does, as asked.
    """

    file_name: str
    sha256: str
    header: Header
    data_set: DataSet
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    rows: int
    sources: Mapping[str, SourceRow]
    asked: Asked
    companions: tuple[tuple[str, str], ...]
    is_cut: bool
    _spool: Spool
    _checks: EntryChecks
    _ids: bytearray
    _ordinals: "array[int]"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._spool)

    def numbers(self) -> Iterator[tuple[bytes, int]]:
        """Give the identifier, packed, and the ordinal of each entry, where none is there yet."""
        for place, ordinal in enumerate(self._ordinals):
            yield bytes(self._ids[16 * place : 16 * place + 16]), ordinal

    def entries(self) -> Iterator[Entry]:
        """Give the entries in their order, made anew each time."""
        for line, original in self._spool.pairs():
            yield self._checks.entry(sent_of(line), original)

    def bare_entries(self) -> Iterator[Entry]:
        """Give the entries without figures and originals, in half the time."""
        for line, _ in self._spool.pairs():
            yield self._checks.bare(sent_of(line))

    def entries_at(self, places: Sequence[int]) -> Iterator[Entry]:
        """Give the entries at these places, counted from 0."""
        for line, original in self._spool.at(places):
            yield self._checks.entry(sent_of(line), original)

    def bare_entries_at(self, places: Sequence[int]) -> Iterator[Entry]:
        """Give the entries at these places without figures and originals."""
        for line, _ in self._spool.at(places):
            yield self._checks.bare(sent_of(line))

    def lines_at(self, places: Sequence[int]) -> Iterator[tuple[bytes, bytes]]:
        """Give the entries at these places, and their originals, as they were sent."""
        return self._spool.at(places)

    def close(self) -> None:
        """Let go of the entries."""
        self._spool.close()


@dataclass(slots=True)
class Draft(Taking):
    """Takes the frames of a file of transfers."""

    CONTENT = ENTRIES

    file_name: str = ""
    header: Header | None = None
    rows: int = 0
    is_cut: bool = False
    sources: dict[str, SourceRow] = field(default_factory=dict)
    spool: Spool = field(default_factory=Spool)
    _checks: EntryChecks | None = None
    _data_set: DataSet | None = None
    _numbering: Numbering | None = None
    _ids: bytearray = field(default_factory=bytearray)
    _ordinals: "array[int]" = field(default_factory=lambda: array("L"))
    _asked: Asked = field(default_factory=Asked)
    _source_characters: int = 0

    def reading(self, sha256: str, companions: Mapping[str, str] | None = None) -> Reading:
        """Give what was taken, after the last frame; ``companions`` with their SHA-256 by name."""
        assert self.header is not None
        assert self._checks is not None
        assert self._data_set is not None
        assert self.counts is not None
        beside = companions or {}
        return Reading(
            self.file_name,
            sha256,
            self.header,
            self._data_set,
            tuple(self.findings),
            self.counts,
            self.rows,
            self.sources,
            self._asked,
            tuple((name, beside[name]) for name in self.header.companions if name in beside),
            self.is_cut,
            self.spool,
            self._checks,
            self._ids,
            self._ordinals,
        )

    @property
    def _taken(self) -> int:
        return len(self.spool)

    def _take_header(self, frame: dict[str, Any]) -> None:
        self.header = entry_checks.header(frame)
        self._checks = EntryChecks(self.header)
        self._data_set = data_set_of(self.header, self.file_name)
        self._numbering = Numbering(self._data_set.id)

    def _take_content(self, frame: dict[str, Any]) -> None:
        assert self._checks is not None
        assert self._numbering is not None
        for row in map(entry_checks.source_row, checks.list_of(frame.get("sources"), SOURCES)):
            self.sources[row["key"]] = row
            self._source_characters += sum(map(len, row.values()))
        if len(self.sources) > SOURCES or self._source_characters > REFERENCES_BYTES:
            checks.refuse("a number of sources")
        told = frame.get(LINES, b"")
        if type(told) is not bytes or not (told.endswith(b"\n") or not told):
            checks.refuse("an entry")
        told_lines = told.split(b"\n")[:-1]
        lines, originals = told_lines[::2], told_lines[1::2]
        if len(lines) != len(originals):
            checks.refuse("an entry")
        for entry in self._checks.looked_at(lines, originals):
            self._asked.note(entry)
            id_, ordinal = self._numbering.next(entry)
            if not ordinal:
                checks.refuse("an entry twice")
            self._ids += id_
            self._ordinals.append(ordinal)
            if entry.more is not None:
                for named, _locator in entry.more.sources:
                    if named not in self.sources:
                        checks.refuse("an entry of a source that it has not told")
        self.spool.extend(lines, originals)
        if len(self.spool) > ROWS:
            checks.refuse("a number of entries")

    def _take_end(self, frame: dict[str, Any]) -> None:
        self.rows = checks.count(frame.get("rows"))
        self.is_cut = frame.get("is_cut") is True
