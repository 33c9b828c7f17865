"""What the panel says when no single flow is selected: of the dossier, or of several flows."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from flowviz.dossier import Counts
from flowviz.flows.flow import Flows
from flowviz.flows.words import count_words, sentence
from flowviz.terms import Mark
from flowviz.ui import words
from flowviz.ui.inspector.rows import Row, RowKind, Tone
from flowviz.ui.picked import Picked

MOST_LISTED = 200
MOST_URGENT, MOST_OPEN = 50, 5
"""Flows to look at first that are named, and that are in sight at once, of each sort."""


def overview_lines(counts: Counts, flows: Flows) -> Iterator[str]:
    """What the dossier holds, and how to go on."""
    holds = (
        count_words(counts.transfers, "record"),
        count_words(counts.actors, "actor"),
        count_words(counts.sources, "source"),
        count_words(counts.citations, "citation"),
    )
    yield " · ".join(holds)
    if counts.problems:
        yield _tr("{count} met while importing").format(
            count=count_words(counts.problems, "problem")
        )
    if not counts.transfers:
        yield _tr(
            "Begin by writing a record (Ctrl+Shift+N), importing a file (Ctrl+I) or "
            "opening a dossier (Ctrl+O)."
        )
    elif len(flows):
        yield _tr("Click a flow or an actor to see what stands behind it.")


def overview_rows(flows: Flows) -> tuple[Row, ...]:
    """What has to be looked at first, then the largest flows, as a place to begin."""
    return (*_urgent_rows(flows), *listed_rows(flows, range(len(flows))))


def _urgent_rows(flows: Flows) -> Iterator[Row]:
    """Flows that rest on nothing any longer, are disputed, or of which figures conflict."""
    from flowviz.flows.tables import bits

    urgent = (
        (_tr("Unsupported: what they rested on no longer holds"), Mark.UNSUPPORTED),
        (_tr("Disputed: a source says that they did not take place"), None),
        (_tr("Conflicting figures"), Mark.CONFLICTING),
    )
    for title, mark in urgent:
        is_so = flows.disputed if mark is None else flows.marks & bits((mark,))
        numbers = is_so.nonzero()[0].tolist()
        if numbers:
            rows = tuple(_flow_row(flows, number) for number in numbers[:MOST_URGENT])
            yield Row(
                RowKind.SECTION,
                title,
                side=count_words(len(numbers), "flow"),
                children=rows,
                is_closed=len(numbers) > MOST_OPEN,
            )


def listed_rows(flows: Flows, numbers: Sequence[int]) -> tuple[Row, ...]:
    """The first of ``numbers`` under a heading that says of how many, in their order."""
    if not numbers:
        return ()
    shown = min(len(numbers), MOST_LISTED)
    of = count_words(len(numbers), "flow")
    of = of if shown == len(numbers) else _tr("{shown} of {flows}").format(shown=shown, flows=of)
    head = Row(RowKind.SECTION, _tr("Largest first"), side=of)
    return (head, *(_flow_row(flows, number) for number in numbers[:shown]))


def _flow_row(flows: Flows, number: int) -> Row:
    flow = flows.flow(number)
    badges = []
    is_unsupported = Mark.UNSUPPORTED in flow.marks  # which says of what was cited that it fell
    if Mark.NO_SOURCE in flow.marks or (flow.records and not flow.sources and not is_unsupported):
        badges.append((Tone.ALARM, _tr("No source")))
    if flow.is_disputed:
        badges.append((Tone.ALARM, _tr("Disputed")))
    badges += [(Tone.ALARM, sentence(str(mark))) for mark in flow.marks if mark in words.LOUD]
    return Row(
        RowKind.FLOW,
        words.heading(flow),
        side=words.short_amount(flow, flows.unit, flows.query.stage),
        badges=tuple(badges),
        lines=((Tone.MUTED, words.facts(flow, is_badged=True)),),
        pair=(flow.supplier, flow.recipient),
        picked=Picked.flow(flow.supplier, flow.recipient),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
