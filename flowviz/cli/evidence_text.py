"""A docket for people: the same words as in the window."""

from collections.abc import Iterable, Iterator

from flowviz.cli.tables import NO_SOURCE
from flowviz.evidence import Backing
from flowviz.flows.citing import (
    figure_words,
    graded_why,
    heading_words,
    judged_words,
    origins_words,
)
from flowviz.flows.conflict import Conflict
from flowviz.flows.docket import Docket
from flowviz.flows.entries import (
    CitationEntry,
    FigureEntry,
    GroupEntry,
    NoteEntry,
    OriginEntry,
    RecordEntry,
)
from flowviz.flows.standing import COUNTED
from flowviz.flows.words import around_quotation, count_words, reporter_words
from flowviz.records import Citation, Source
from flowviz.terms import CountedBy, Stance

_UNSUPPORTED = "UNSUPPORTED: what it rested on no longer holds"


def docket_lines(docket: Docket) -> Iterator[str]:
    """A pair with its records and who says so: sources by number, listed at the end."""
    numbers = _Numbers()
    yield f"{docket.heading}: {docket.total_text}"
    if docket.more_text:
        yield docket.more_text
    if docket.other_text:
        yield f"not counted: {docket.other_text}"
    yield from _flow_lines(docket)
    yield from numbers.cited_lines(docket.citations, "  ")
    for conflict in docket.conflicts:
        yield ""
        yield from _conflict_lines(conflict)
    for group in docket.groups:
        yield ""
        yield from _group_lines(group, numbers)
    for entry in docket.records:
        yield ""
        is_told = docket.is_judged_by_record and entry.standing == COUNTED
        yield from _record_lines(entry, numbers, is_told=is_told)
    for note in docket.notes:
        yield ""
        yield from _note_lines(note, numbers)
    yield from numbers.source_lines()


class _Numbers:
    """The sources that are cited, numbered as they first are."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._first: list[CitationEntry] = []

    def cited_lines(self, citations: Iterable[CitationEntry], indent: str) -> Iterator[str]:
        """What each citation is for, where it stands, what it says and how good it is."""
        for entry in citations:
            citation = entry.citation
            place = ", ".join(part for part in (self._number(entry), citation.locator) if part)
            words = heading_words(entry)
            if citation.stance is Stance.CONTRADICTS:
                words = words.upper()
            yield f"{indent}{words} [{place}]"
            if citation.text:
                yield f"{indent}  {_said(citation)}"
            yield f"{indent}  {_graded(entry)}"
            if entry.status:
                yield f"{indent}  {entry.status}"

    def of(self, sources: Iterable[Source]) -> str:
        """The numbers of sources that were cited."""
        known = (self._numbers.get(source.id) for source in sources)
        return ", ".join(str(number) for number in known if number is not None)

    def source_lines(self) -> Iterator[str]:
        """The sources by number: which document, from where, and what became of it."""
        if self._first:
            yield ""
            yield "Sources"
        for entry in self._first:
            yield from self._source_lines(entry)

    def _source_lines(self, entry: CitationEntry) -> Iterator[str]:
        source = entry.source
        parts = (source.title, source.author, source.publisher, source.published.text)
        about = ", ".join(part for part in parts if part)
        origin = f" ({entry.origin})" if entry.origin else ""
        yield f"[{self._number(entry)}] {about}{origin}"
        below = (source.url, entry.source_status, entry.archived, source.note, graded_why(source))
        yield from (f"    {words}" for words in below if words)

    def _number(self, entry: CitationEntry) -> str:
        source = entry.source.id
        if source not in self._numbers:
            self._numbers[source] = len(self._numbers) + 1
            self._first.append(entry)
        return str(self._numbers[source])


def _flow_lines(docket: Docket) -> Iterator[str]:
    flow = docket.flow
    if flow is None or not flow.records:
        return
    unknown = f", {flow.unknown_records:,} without an amount" if flow.unknown_records else ""
    if flow.included_records:
        unknown += f", {flow.included_records:,} included in other figures"
    records = count_words(flow.records, "record")
    yield f"{records}{unknown}, {count_words(flow.sources, 'source')}, {docket.years_text}"
    yield docket.existence_text + (" DISPUTED." if flow.is_disputed else "")
    if docket.origins_text:
        yield docket.origins_text
    if docket.unsupported:
        yield f"{_UNSUPPORTED}: {count_words(docket.unsupported, 'record')}"
    if docket.unsourced:
        yield f"{NO_SOURCE}: {count_words(docket.unsourced, 'record')}"


def _conflict_lines(conflict: Conflict) -> Iterator[str]:
    yield ("conflict" if conflict.is_disjoint else "difference") + f": {conflict.about}"
    for telling in conflict.tellings:
        yield f"  {telling.who}: {telling.says or 'nothing more'}"
    yield f"  {conflict.words}"


def _group_lines(group: GroupEntry, numbers: _Numbers) -> Iterator[str]:
    why = "chosen by hand" if group.counted_by is CountedBy.HAND else group.why
    yield f"told more than once, counted once: “{group.counted}” counts: {why}"
    if group.reason:
        yield f"  {group.reason}"
    for account in group.accounts:
        counted = "counted" if account.is_counted else "shown, not counted"
        yield f"  {account.title}: {account.total_text} ({counted})"
    yield from numbers.cited_lines(group.citations, "  ")


def _record_lines(entry: RecordEntry, numbers: _Numbers, *, is_told: bool) -> Iterator[str]:
    """One record; ``is_told`` is that the flow has said already how sure it is, and why."""
    told = f", reported by {reporter_words(entry.reporter)}" if entry.reporter else ""
    dispute = ", DISPUTED" if entry.is_disputed else ""
    yield f"{entry.date_text}: {entry.transfer.kind}{told}{dispute}"
    if not is_told:
        yield f"  {judged_words(entry.existence, entry.reason)}"
    if entry.standing != COUNTED:
        yield f"  {entry.standing}"
    if entry.backing is not Backing.SUPPORTED:
        yield f"  {NO_SOURCE if entry.backing is Backing.NO_SOURCE else _UNSUPPORTED}"
    yield from _part_lines(entry, numbers)
    if entry.transfer.comment:
        yield f"  comment: {entry.transfer.comment}"
    if entry.file:
        yield f"  {entry.file}" + (", gone from the latest copy" if entry.is_gone else "")
    for kept in entry.kept:
        yield f"  changed by hand: {kept.field}; the file says: {kept.file_says or 'nothing'}"
    whole = [cited for cited in entry.citations if _is_of(cited, entry.transfer.id)]
    yield from numbers.cited_lines(whole, "  ")
    for link in entry.links:
        yield f"  {link.text}"
        yield from numbers.cited_lines(link.citations, "    ")
    yield from _origin_lines(entry.origins, numbers, is_told=is_told)
    if entry.points:
        yield f"  points to note: {', '.join(map(str, entry.points))}"
    for note in entry.notes:
        yield from (f"  {line}" for line in _note_lines(note, numbers))


def _part_lines(entry: RecordEntry, numbers: _Numbers) -> Iterator[str]:
    """Items, figures and parties, each with what is cited for it."""
    for item in entry.items:
        yield f"  {item.designation}" + ("" if item.figures else ": no figure")
        yield from numbers.cited_lines(item.citations, "    ")
        for figure in item.figures:
            yield f"    {_figure_words(figure)}"
            yield from numbers.cited_lines(figure.citations, "      ")
    for figure in entry.figures:
        yield f"  together: {_figure_words(figure)}"
        yield from numbers.cited_lines(figure.citations, "    ")
    for party in entry.parties:
        yield f"  {party.role}: {party.name}"
        yield from numbers.cited_lines(party.citations, "    ")


def _is_of(entry: CitationEntry, transfer: str) -> bool:
    return entry.citation.subject_id in (transfer, "")


def _figure_words(figure: FigureEntry) -> str:
    dated = f", {figure.dates_text}" if figure.dates_text else ""
    return figure_words(figure) + dated


def _origin_lines(
    origins: tuple[OriginEntry, ...], numbers: _Numbers, *, is_told: bool
) -> Iterator[str]:
    """Each origin with the sources that go back to it; how many there are, if not told yet."""
    if not origins:
        return
    established = sum(origin.is_established for origin in origins)
    others = sum(len(origin.sources) for origin in origins if not origin.is_established)
    if not is_told:
        yield f"  {origins_words(established, others)}"
    for origin in origins:
        names = ", ".join(source.title for source in origin.roots)
        known = f"origin: {names}" if origin.is_established else "origin not established"
        yield f"  {known} [{numbers.of(origin.sources)}]"


def _note_lines(note: NoteEntry, numbers: _Numbers) -> Iterator[str]:
    yield f"note on {note.about}: {note.text}"
    if note.has_no_source:
        yield f"  {NO_SOURCE}"
    yield from numbers.cited_lines(note.citations, "  ")


def _graded(entry: CitationEntry) -> str:
    """The source and what it says are graded apart."""
    if not entry.reliability and not entry.credibility:
        return "not graded"
    source, said = entry.reliability or "not graded", entry.credibility or "not graded"
    return f"source: {source}; this statement: {said}"


def _said(citation: Citation) -> str:
    """What a source says: its exact words in quotation marks, or a paraphrase that says so."""
    if not citation.is_quotation:
        return f"paraphrase: {citation.text}"
    before, after = around_quotation(citation.prefix, citation.text, citation.suffix)
    return f"{before}“{citation.text}”{after}"
