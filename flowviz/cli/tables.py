"""Flows and dockets for people: the same words as in the window."""

from collections.abc import Iterator

from flowviz.cli.text import table
from flowviz.flows.docket import Docket
from flowviz.flows.entries import CitationEntry, FigureEntry, NoteEntry, RecordEntry
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.standing import COUNTED
from flowviz.flows.words import (
    count_words,
    filter_words,
    more_words,
    total_words,
)

NO_SOURCE = "NO SOURCE"


def flows_table(flows: Flows) -> list[str]:
    """The flows under a query, a line each; what is left out, in words below."""
    rows = [
        _flow_row(flows.flow(index), flows, int(flows.unsourced[index]))
        for index in range(len(flows))
    ]
    names = dict(zip(flows.columns.actor_codes, flows.columns.actor_names, strict=True))
    words = (f"{flows.query.stage}, in {flows.unit}", *filter_words(flows.query, names))
    heading = f"{count_words(len(flows), 'flow')}, {'; '.join(words)}"
    footnotes = [f"not counted: {note.text()}" for note in flows.footnotes]
    return [heading, *(table(rows) if rows else ()), *_below(flows), *footnotes]


def docket_lines(docket: Docket) -> list[str]:
    """A pair with its records and who says so."""
    return list(_docket_lines(docket))


def _below(flows: Flows) -> Iterator[str]:
    """What the least amount asked for leaves out."""
    if flows.below_least or flows.unknown_below:
        unknown = f", and {flows.unknown_below:,} of unknown amount" if flows.unknown_below else ""
        yield f"left out as smaller: {count_words(flows.below_least, 'flow')}{unknown}"


def _flow_row(flow: Flow, flows: Flows, unsourced: int) -> tuple[str, ...]:
    unit = flows.unit
    words = total_words(flow.total, unit)
    if flow.undated_more:
        words += f", {more_words(flow.undated_more, unit, is_open=flow.is_more_open)}"
    if flow.is_nothing_moved:
        words = "nothing yet"
    sources = count_words(flow.sources, "source") if unsourced < flow.records else NO_SOURCE
    if flow.other_side is not None:
        other = f"{flow.other_words(unit)} as the {flows.other_reporter} tells"
        words += f"; {other}"
        if not flow.records:
            words, sources = other, "not counted"
    return (
        f"{flow.supplier_name} \N{RIGHTWARDS ARROW} {flow.recipient_name}",
        words,
        flow.years_text,
        count_words(flow.records, "record"),
        sources,
        str(flow.existence) + (", disputed" if flow.is_disputed else ""),
    )


def _docket_lines(docket: Docket) -> Iterator[str]:
    yield f"{docket.heading}: {docket.total_text}"
    if docket.more_text:
        yield docket.more_text
    if docket.other_text:
        yield f"not counted: {docket.other_text}"
    flow = docket.flow
    if flow is not None and flow.records:
        unknown = f", {flow.unknown_records:,} without an amount" if flow.unknown_records else ""
        records = count_words(flow.records, "record")
        yield f"{records}{unknown}, {count_words(flow.sources, 'source')}, {docket.years_text}"
        dispute = "; disputed" if flow.is_disputed else ""
        yield f"{flow.existence}: {docket.existence_reason}{dispute}"
    for entry in docket.records:
        yield ""
        yield from _record_lines(entry)
    for note in docket.notes:
        yield ""
        yield from _note_lines(note)


def _record_lines(entry: RecordEntry) -> Iterator[str]:
    told = f", told by {entry.reporter}" if entry.reporter else ""
    dispute = ", disputed" if entry.is_disputed else ""
    yield f"{entry.date_text}: {entry.transfer.kind}, {entry.existence}{dispute}{told}"
    for item in entry.items:
        amounts = "; ".join(map(_figure_words, item.figures))
        yield f"  {item.designation}: {amounts or 'no figure'}"
    for figure in entry.figures:
        yield f"  together: {_figure_words(figure)}"
    for party in entry.parties:
        yield f"  {party.role}: {party.name}"
    if entry.transfer.comment:
        yield f"  comment: {entry.transfer.comment}"
    if entry.standing != COUNTED:
        yield f"  {entry.standing}"
    if entry.file:
        yield f"  {entry.file}" + (", gone from the latest copy" if entry.is_gone else "")
    for kept in entry.kept:
        yield f"  changed by hand: {kept.field}; the file says: {kept.file_says or 'nothing'}"
    for link in entry.links:
        yield f"  {link.text}"
    yield from _citation_lines(entry.citations, has_no_source=entry.has_no_source)
    for note in entry.notes:
        yield from (f"  {line}" for line in _note_lines(note))


def _figure_words(figure: FigureEntry) -> str:
    comma = "" if figure.amount.is_known else ","
    return f"{figure.amount_text}{comma} {figure.stage}"


def _note_lines(note: NoteEntry) -> Iterator[str]:
    yield f"note on {note.about}: {note.text}"
    yield from _citation_lines(note.citations, has_no_source=note.has_no_source)


def _citation_lines(citations: tuple[CitationEntry, ...], *, has_no_source: bool) -> Iterator[str]:
    if has_no_source:
        yield f"  {NO_SOURCE}"
    for entry in citations:
        source = entry.source
        parts = (source.publisher or source.author, source.published.text, source.url)
        about = ", ".join(part for part in (source.title, *parts, entry.locator) if part)
        origin = f" ({entry.origin})" if entry.origin else ""
        yield f"  [{entry.stance} {entry.supports}] {about}{origin}"
        if entry.text:
            yield f"    “{entry.text}”" if entry.is_quotation else f"    {entry.text}"
