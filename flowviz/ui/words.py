"""Flows and selections in words: the same on the hover card, in lists and for screen readers."""

from PySide6.QtCore import QCoreApplication

from flowviz.flows.flow import Flow, Flows
from flowviz.flows.words import (
    INCLUDED_ELSEWHERE,
    count_words,
    more_words,
    source_words,
    stage_words,
    total_words,
)
from flowviz.terms import Mark, Stage

LOUD = (Mark.UNSUPPORTED, Mark.CONFLICTING)
"""The marks that have a sign in the picture too, and are said beside the existence."""

ARROW = " \N{RIGHTWARDS ARROW} "


def heading(flow: Flow) -> str:
    """Give ``Belarus → Bulgaria``."""
    return flow.supplier_name + ARROW + flow.recipient_name


def amount(flow: Flow, unit: str, stage: Stage) -> str:
    """Give ``380 pieces delivered``, or that the amount is unknown, or that nothing moved yet."""
    words = short_amount(flow, unit, stage)
    if flow.is_beside or flow.is_nothing_moved or words == INCLUDED_ELSEWHERE:
        return words
    return stage_words(words, stage, is_known=flow.total.low is not None)


def short_amount(flow: Flow, unit: str, stage: Stage) -> str:
    """Give ``380 pieces``."""
    if flow.is_beside:
        return _tr("{amount}, not counted").format(amount=flow.other_words(unit))
    if flow.is_nothing_moved:
        return _tr("nothing {stage} yet").format(stage=stage)
    if flow.included_records and flow.included_records == flow.records:
        return INCLUDED_ELSEWHERE
    return total_words(flow.total, unit)


def facts(flow: Flow, *, is_badged: bool = False) -> str:
    """Give ``2015 · 1 record · 2 sources · confirmed``; ``is_badged`` without what badges say."""
    if flow.is_beside:
        return _tr("told by the {side} alone").format(side=flow.other_reporter)
    none = "" if is_badged else _tr("no source")
    has_none = not flow.sources or Mark.NO_SOURCE in flow.marks
    sources = none if has_none else source_words(flow.sources, flow.records, flow.marks)
    parts = [
        flow.years_text,
        count_words(flow.records, "record"),
        sources.replace(", ", " · "),
        str(flow.existence),
    ]
    if not is_badged:
        parts += [_tr("disputed")] if flow.is_disputed else []
        parts += [str(mark) for mark in flow.marks if mark in LOUD]
    return " · ".join(part for part in parts if part)


def evidence(flow: Flow) -> str:
    """Give ``unsupported, retracted source``: what has a sign in the picture stands first."""
    return ", ".join(sorted(map(str, flow.marks), key=lambda mark: mark not in LOUD))


def beside(flow: Flow, unit: str) -> tuple[str, ...]:
    """Give what stands beside the total and is no part of it, a line each."""
    quiet = [str(mark) for mark in flow.marks if mark not in (*LOUD, Mark.NO_SOURCE)]
    lines = [" · ".join(quiet)] if quiet else []
    if flow.is_uncertain:
        lines.append(_tr("holds figures marked as uncertain (?)"))
    if flow.undated_more:
        more = more_words(flow.undated_more, unit, is_open=flow.is_more_open)
        lines.append(_tr("{more}, not dated within the years shown").format(more=more))
    if flow.unknown_records and flow.total.low is not None:
        records = count_words(flow.unknown_records, "record")
        lines.append(
            _tr("{records} without an amount in {unit}").format(records=records, unit=unit)
        )
    return tuple(lines)


def spoken(flows: Flows, number: int) -> str:
    """Give a flow as one sentence for a screen reader."""
    flow = flows.flow(number)
    return _tr("{supplier} to {recipient}: {amount}. {facts}").format(
        supplier=flow.supplier_name,
        recipient=flow.recipient_name,
        amount=amount(flow, flows.unit, flows.query.stage),
        facts=facts(flow).replace(" · ", ", "),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("words", words)
