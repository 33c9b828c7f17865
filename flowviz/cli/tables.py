"""Flows for people: the same words as in the window."""

from collections.abc import Iterator

from flowviz.cli.text import table
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.words import (
    count_words,
    filter_words,
    more_words,
    source_words,
    total_words,
)
from flowviz.terms import Mark

NO_SOURCE = "NO SOURCE"


def flows_table(flows: Flows) -> list[str]:
    """The flows under a query, a line each; what is left out, in words below."""
    rows = [_flow_row(flows.flow(index), flows) for index in range(len(flows))]
    names = dict(zip(flows.columns.actor_codes, flows.columns.actor_names, strict=True))
    words = (f"{flows.query.stage}, in {flows.unit}", *filter_words(flows.query, names))
    heading = f"{count_words(len(flows), 'flow')}, {'; '.join(words)}"
    footnotes = [f"not counted: {note.text()}" for note in flows.footnotes]
    return [heading, *(table(rows) if rows else ()), *_below(flows), *footnotes]


def _below(flows: Flows) -> Iterator[str]:
    """What the least amount asked for leaves out."""
    if flows.below_least or flows.unknown_below:
        unknown = f", and {flows.unknown_below:,} of unknown amount" if flows.unknown_below else ""
        yield f"left out as smaller: {count_words(flows.below_least, 'flow')}{unknown}"


def _flow_row(flow: Flow, flows: Flows) -> tuple[str, ...]:
    unit = flows.unit
    words = total_words(flow.total, unit)
    if flow.undated_more:
        words += f", {more_words(flow.undated_more, unit, is_open=flow.is_more_open)}"
    if flow.is_nothing_moved:
        words = "nothing yet"
    sources = (
        NO_SOURCE
        if Mark.NO_SOURCE in flow.marks
        else source_words(flow.sources, flow.records, flow.marks)
    )
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
        ", ".join((str(flow.existence), *_against(flow))),
    )


def _against(flow: Flow) -> Iterator[str]:
    """What stands against a flow: a dispute, and what the picture has a sign for."""
    if flow.is_disputed:
        yield "disputed"
    for mark in (Mark.UNSUPPORTED, Mark.CONFLICTING):
        if mark in flow.marks:
            yield str(mark)
