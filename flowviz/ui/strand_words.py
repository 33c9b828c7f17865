"""A strand in words, whatever link mode it is of: a sentence to be spoken, a card to be shown."""

from PySide6.QtCore import QCoreApplication

from flowviz.evidence import EXISTENCES
from flowviz.flows.flow import Flows
from flowviz.flows.marking import named
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.tables import KINDS
from flowviz.flows.words import count_words, total_words
from flowviz.ui import words

BOTH_WAYS = " \N{LEFT RIGHT ARROW} "


def spoken(strands: Strands, number: int) -> str:
    """Give ``Belarus to Bulgaria: 380 pieces delivered. 2015, 1 record, 2 sources, confirmed``.

    Of a net or a sum of both ways it is said that it is one.
    """
    if strands.mode == Mode.DIRECTED:
        return words.spoken(strands.flows, number)
    total, stage = strands.total(number), str(strands.query.stage)
    ends = (
        strands.actor_names[strands.supplier[number]],
        strands.actor_names[strands.recipient[number]],
    )
    facts = [
        count_words(int(strands.records[number]), "record"),
        str(EXISTENCES[strands.existence[number]]),
    ]
    facts += _against(strands, number)
    return _pattern(strands, number).format(
        supplier=ends[0],
        recipient=ends[1],
        amount=f"{total_words(total, strands.unit)} {stage}",
        facts=", ".join(facts),
    )


def card(strands: Strands, number: int) -> tuple[str, tuple[str, ...]]:
    """Give a heading and lines: the exact amount, its range, its records, the other side."""
    ends = ends_of(strands, number)
    flows, flow = strands.flows, int(strands.flow[number])
    if strands.mode == Mode.RECORDS:
        return words.ARROW.join(ends), _of_record(strands, number)
    back = int(strands.back[number])
    if strands.mode == Mode.DIRECTED or back < 0:
        return words.ARROW.join(ends), _of_flow(flows, flow)
    amount = f"{total_words(strands.total(number), strands.unit)} {strands.query.stage}"
    if strands.mode == Mode.NET:
        heading = words.ARROW.join(ends)
        amount = _tr("{amount}, net").format(amount=amount)
    else:
        heading = BOTH_WAYS.join(ends)
        amount = _tr("{amount}, both ways together").format(amount=amount)
    ways = (_way(flows, flow), _way(flows, back))
    turns = (_tr("the other way round is possible"),) if strands.is_turnable[number] else ()
    return heading, (amount, *ways, *turns)


def ends_of(strands: Strands, number: int) -> tuple[str, str]:
    """Give the names of supplier and recipient."""
    names = strands.actor_names
    return names[strands.supplier[number]], names[strands.recipient[number]]


def of_other_side(flows: Flows, number: int) -> str:
    """Give ``the importer tells 120 pieces, not counted``, "" where that side tells nothing."""
    amount = flows.flow(number).other_words(flows.unit)
    if not amount:
        return ""
    return _tr("the {side} tells {amount}, not counted").format(
        side=flows.other_reporter, amount=amount
    )


def _of_flow(flows: Flows, number: int) -> tuple[str, ...]:
    flow, other = flows.flow(number), of_other_side(flows, number)
    if flow.is_beside:
        return (words.facts(flow), other)
    lines = (words.amount(flow, flows.unit, flows.query.stage), words.facts(flow))
    return (*lines, *words.beside(flow, flows.unit), *((other,) if other else ()))


def _of_record(strands: Strands, number: int) -> tuple[str, ...]:
    transfer = int(strands.transfer[number])
    if transfer < 0:
        return _of_flow(strands.flows, int(strands.flow[number]))
    columns = strands.columns
    first, end = columns.transfers.first_line[transfer : transfer + 2]
    items = [columns.designations[code] for code in columns.lines.designation[first:end]]
    named = list(dict.fromkeys(item for item in items if item))
    facts = [_tr("1 record"), str(KINDS[columns.transfers.kind[transfer]])]
    facts.append(str(EXISTENCES[strands.existence[number]]))
    facts += _against(strands, number)
    if strands.unsourced[number]:
        facts.append(_tr("no source"))
    amount = f"{total_words(strands.total(number), strands.unit)} {strands.query.stage}"
    more = f" + {len(named) - 1:,}" if len(named) > 1 else ""
    return (amount, *((named[0] + more,) if named else ()), " · ".join(facts))


def _against(strands: Strands, number: int) -> list[str]:
    """Give what stands against a strand: a dispute, and the marks that have a sign."""
    marks = [str(mark) for mark in named(strands.marks[number]) if mark in words.LOUD]
    return [*([_tr("disputed")] if strands.disputed[number] else []), *marks]


def _way(flows: Flows, number: int) -> str:
    """Give ``Belarus → Bulgaria: 380 pieces, 1 record``."""
    flow = flows.flow(number)
    amount = words.short_amount(flow, flows.unit, flows.query.stage)
    told = words.facts(flow) if flow.is_beside else count_words(flow.records, "record")
    return f"{words.heading(flow)}: {amount}, {told}"


def _pattern(strands: Strands, number: int) -> str:
    if strands.is_two_way[number]:
        return _tr("{supplier} and {recipient}: {amount}, both ways together. {facts}")
    if strands.mode == Mode.NET and strands.back[number] >= 0:
        return _tr("{supplier} to {recipient}: {amount}, net. {facts}")
    if strands.mode == Mode.RECORDS:
        return _tr("Record of {supplier} to {recipient}: {amount}. {facts}")
    return _tr("{supplier} to {recipient}: {amount}. {facts}")


def _tr(said: str) -> str:
    return QCoreApplication.translate("strand_words", said)
