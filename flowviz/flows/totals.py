"""Exact totals of rows of figures: what is printed is a sum of decimals, never of floats."""

import decimal
from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from flowviz.amounts import EXACT, Total
from flowviz.arrays import Indices
from flowviz.flows.tables import EXACT as EXACT_KIND
from flowviz.flows.tables import FigureColumns


def exact_total(figures: FigureColumns, rows: Iterable[int] | Indices) -> Total:
    """The exact total of some rows.

    Most are simply numbers, which are added as such; of the others each is an ``Amount`` first.
    """
    wanted = rows if isinstance(rows, np.ndarray) else np.fromiter(rows, np.intp)
    is_number = figures.kind[wanted] == EXACT_KIND
    others = wanted[~is_number].tolist()
    rest = Total.of(figures.amount(row) for row in others)
    if len(others) == len(wanted):
        return rest
    numbers = figures.numbers
    with decimal.localcontext(EXACT):
        stated = (numbers[number] for number in figures.value_number[wanted[is_number]].tolist())
        value = sum((number for number in stated if number is not None), Decimal(0))
        if rest.low is None:
            return Total(value, value, value, unknown=rest.unknown)
        return Total(
            value + (rest.value or 0),
            value + rest.low,
            None if rest.high is None else value + rest.high,
            rest.is_approximate,
            rest.unknown,
        )


def exact_more(figures: FigureColumns, rows: Iterable[int]) -> Decimal:
    """At most how much some rows state: their highs, their values where they are open upwards."""
    total = Decimal(0)
    with decimal.localcontext(EXACT):
        for row in rows:
            single = Total.of([figures.amount(row)])
            most = single.value if single.high is None else single.high
            total += most or Decimal(0)
    return total
