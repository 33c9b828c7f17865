"""A strand as one sentence for a screen reader, whatever link mode it is of."""

from PySide6.QtCore import QCoreApplication

from flowviz.evidence import EXISTENCES
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words, total_words
from flowviz.ui import words


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
    if strands.disputed[number]:
        facts.append(_tr("disputed"))
    return _pattern(strands, number).format(
        supplier=ends[0],
        recipient=ends[1],
        amount=f"{total_words(total, strands.unit)} {stage}",
        facts=", ".join(facts),
    )


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
