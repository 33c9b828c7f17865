"""Records that say the same: two of them count twice, so they are told and never put together."""

from collections.abc import Hashable, Iterable, Mapping

from flowviz.amounts import Amount
from flowviz.editing.amount_texts import digits_of
from flowviz.flows.items import item_key
from flowviz.records import Figure, Transfer


def saying(transfer: Transfer, renamed: Mapping[str, str] = {}) -> Hashable | None:
    """What a record says of goods, whoever entered it; None for one without items and figures.

    Identifiers, comments, other parties and texts of the source are no part of it. ``renamed``
    maps codes of actors to those that they will have.
    """
    items = sorted((item_key(line.designation), _told(line.figures)) for line in transfer.lines)
    if not items and not transfer.figures:
        return None
    ends = [renamed.get(code, code) for code in (transfer.supplier, transfer.recipient)]
    whole = (transfer.kind.value, transfer.reporter and transfer.reporter.value)
    return (*ends, *whole, tuple(items), _told(transfer.figures))


def _told(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(sorted(repr((*_plain(each), *_numbers(each.amount))) for each in figures))


def _plain(figure: Figure) -> tuple[object, ...]:
    dates = figure.dates
    return (
        *(figure.stage.value, figure.unit, figure.basis.value),
        *(dates.earliest, dates.latest, dates.years),
    )


def _numbers(amount: Amount) -> tuple[object, ...]:
    numbers = (amount.value, amount.low, amount.high)
    return amount.kind.value, *(None if each is None else digits_of(each) for each in numbers)
