"""What the panel says of both flows between two actors: each for itself, their sum or net."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.words import total_words
from flowviz.ui import words
from flowviz.ui.inspector.rows import Later, Row, RowKind
from flowviz.ui.strand_words import BOTH_WAYS

if TYPE_CHECKING:
    from flowviz.flows.docket import Docket


@dataclass(frozen=True, slots=True)
class BothWays:
    """The texts on top of the panel."""

    caption: str
    title: str
    amount: str
    lines: tuple[str, ...]


def both_ways(strands: Strands, dockets: Sequence["Docket"]) -> BothWays:
    """The head of the panel, with the sum or the net that the link mode makes, and its rule."""
    first = dockets[0]
    names = first.supplier_name, first.recipient_name
    ways = tuple(f"{way.heading}: {way.total_text}" for way in dockets)
    number = strands.index(first.supplier, first.recipient)
    if number is None:
        number = strands.index(first.recipient, first.supplier)
    is_made = strands.mode in (Mode.SINGLE, Mode.NET) and number is not None
    if number is None or not is_made or strands.back[number] < 0:
        return BothWays(_tr("Both ways"), BOTH_WAYS.join(names), "", ways)
    amount = f"{total_words(strands.total(number), strands.unit)} {strands.query.stage}"
    if strands.mode == Mode.SINGLE:
        rule = _tr("The sum of both ways.")
        return BothWays(_tr("Both ways together"), BOTH_WAYS.join(names), amount, (*ways, rule))
    ends = (strands.supplier[number], strands.recipient[number])
    title = words.ARROW.join(strands.actor_names[end] for end in ends)
    lines = (*ways, _tr("The net: the larger way less the smaller one."), *_bounds(strands, number))
    return BothWays(_tr("Net of both ways"), title, amount, lines)


def way_rows(docket: "Docket", can_read: Callable[[], bool]) -> tuple[Row | Later, ...]:
    """The evidence of one way under its name and total."""
    from flowviz.ui.inspector.docket_rows import docket_rows

    head = Row(RowKind.SECTION, docket.heading, side=docket.total_text)
    return (head, *docket_rows(docket, can_read))


def _bounds(strands: Strands, number: int) -> tuple[str, ...]:
    """Why the net has bounds, and where it may turn."""
    if strands.is_even[number]:
        return (_tr("Both ways are equal: nothing is drawn."),)
    total = strands.total(number)
    if total.low is None:
        return (_tr("The amount of one way is unknown, so the net is."),)
    lines: tuple[str, ...] = ()
    if total.low != total.high:
        lines = (
            _tr("Its low is the larger's low less the smaller's high, its high the other way."),
        )
    if strands.is_turnable[number]:
        lines = (*lines, _tr("Within these bounds the net may go the other way round."))
    return lines


def _tr(said: str) -> str:
    return QCoreApplication.translate("Evidence", said)
