"""A docket for people: the same words as in the window."""

from collections.abc import Iterable, Iterator

from flowviz.cli.tables import NO_SOURCE
from flowviz.evidence import Backing
from flowviz.flows.citing import judged_words, origins_words
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
from flowviz.flows.words import count_words
from flowviz.records import Citation
from flowviz.terms import CountedBy, Stance

_UNSUPPORTED = "UNSUPPORTED: what it rested on no longer holds"


def docket_lines(docket: Docket) -> Iterator[str]:
    """A pair with its records and who says so."""
    yield f"{docket.heading}: {docket.total_text}"
    if docket.more_text:
        yield docket.more_text
    if docket.other_text:
        yield f"not counted: {docket.other_text}"
    yield from _flow_lines(docket)
    yield from _cited_lines(docket.citations, "  ")
    for conflict in docket.conflicts:
        yield ""
        yield from _conflict_lines(conflict)
    for group in docket.groups:
        yield ""
        yield from _group_lines(group)
    for entry in docket.records:
        yield ""
        yield from _record_lines(entry)
    for note in docket.notes:
        yield ""
        yield from _note_lines(note)


def _flow_lines(docket: Docket) -> Iterator[str]:
    flow = docket.flow
    if flow is None or not flow.records:
        return
    unknown = f", {flow.unknown_records:,} without an amount" if flow.unknown_records else ""
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


def _group_lines(group: GroupEntry) -> Iterator[str]:
    why = "chosen by hand" if group.counted_by is CountedBy.HAND else group.why
    yield f"told more than once, counted once: “{group.counted}” counts: {why}"
    if group.reason:
        yield f"  {group.reason}"
    for account in group.accounts:
        counted = "counted" if account.is_counted else "shown, not counted"
        yield f"  {account.title}: {account.total_text} ({counted})"
    yield from _cited_lines(group.citations, "  ")


def _record_lines(entry: RecordEntry) -> Iterator[str]:
    told = f", told by {entry.reporter}" if entry.reporter else ""
    dispute = ", DISPUTED" if entry.is_disputed else ""
    yield f"{entry.date_text}: {entry.transfer.kind}{told}{dispute}"
    yield f"  {judged_words(entry.existence, entry.reason)}"
    if entry.standing != COUNTED:
        yield f"  {entry.standing}"
    if entry.backing is not Backing.SUPPORTED:
        yield f"  {NO_SOURCE if entry.backing is Backing.NO_SOURCE else _UNSUPPORTED}"
    yield from _part_lines(entry)
    if entry.transfer.comment:
        yield f"  comment: {entry.transfer.comment}"
    if entry.file:
        yield f"  {entry.file}" + (", gone from the latest copy" if entry.is_gone else "")
    for kept in entry.kept:
        yield f"  changed by hand: {kept.field}; the file says: {kept.file_says or 'nothing'}"
    for link in entry.links:
        yield f"  {link.text}"
        yield from _cited_lines(link.citations, "    ")
    whole = [cited for cited in entry.citations if _is_of(cited, entry.transfer.id)]
    yield from _cited_lines(whole, "  ")
    yield from _origin_lines(entry.origins)
    if entry.marks:
        yield f"  marked: {', '.join(map(str, entry.marks))}"
    for note in entry.notes:
        yield from (f"  {line}" for line in _note_lines(note))


def _part_lines(entry: RecordEntry) -> Iterator[str]:
    """Items, figures and parties, each with what is cited for it."""
    for item in entry.items:
        yield f"  {item.designation}" + ("" if item.figures else ": no figure")
        yield from _cited_lines(item.citations, "    ")
        for figure in item.figures:
            yield f"    {_figure_words(figure)}"
            yield from _cited_lines(figure.citations, "      ")
    for figure in entry.figures:
        yield f"  together: {_figure_words(figure)}"
        yield from _cited_lines(figure.citations, "    ")
    for party in entry.parties:
        yield f"  {party.role}: {party.name}"
        yield from _cited_lines(party.citations, "    ")


def _is_of(entry: CitationEntry, transfer: str) -> bool:
    return entry.citation.subject_id in (transfer, "")


def _figure_words(figure: FigureEntry) -> str:
    comma = "" if figure.amount.is_known else ","
    dated = f", {figure.dates_text}" if figure.dates_text else ""
    return f"{figure.amount_text}{comma} {figure.stage}{dated}"


def _origin_lines(origins: tuple[OriginEntry, ...]) -> Iterator[str]:
    if not origins:
        return
    established = sum(origin.is_established for origin in origins)
    others = sum(len(origin.sources) for origin in origins if not origin.is_established)
    yield f"  {origins_words(established, others)}"
    for origin in origins:
        names = ", ".join(source.title for source in origin.roots)
        cited = ", ".join(f"“{source.title}”" for source in origin.sources)
        known = names if origin.is_established else "origin not established"
        yield f"    {known}: cited as {cited}"


def _note_lines(note: NoteEntry) -> Iterator[str]:
    yield f"note on {note.about}: {note.text}"
    if note.has_no_source:
        yield f"  {NO_SOURCE}"
    yield from _cited_lines(note.citations, "  ")


def _cited_lines(citations: Iterable[CitationEntry], indent: str) -> Iterator[str]:
    for entry in citations:
        source, citation = entry.source, entry.citation
        parts = (source.publisher or source.author, source.published.text, source.url)
        about = ", ".join(part for part in (source.title, *parts, citation.locator) if part)
        origin = f" ({entry.origin})" if entry.origin else ""
        stance = str(citation.stance)
        stance = stance.upper() if citation.stance is Stance.CONTRADICTS else stance
        yield f"{indent}[{stance} {entry.about}] {about}{origin}"
        if citation.text:
            yield f"{indent}  {_said(citation)}"
        graded = (
            ("source", entry.reliability or "not graded"),
            ("this statement", entry.credibility or "not graded"),
        )
        yield f"{indent}  " + "; ".join(f"{what}: {words}" for what, words in graded)
        for words in (entry.status, entry.source_status, entry.archived):
            if words:
                yield f"{indent}  {words}"


def _said(citation: Citation) -> str:
    """What a source says: its exact words in quotation marks, or a paraphrase that says so."""
    if not citation.is_quotation:
        return f"paraphrase: {citation.text}"
    return f"{citation.prefix}“{citation.text}”{citation.suffix}"
