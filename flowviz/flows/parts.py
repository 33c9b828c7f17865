"""What a flow is made of: its counted amounts category by category, and what has none."""

from dataclasses import dataclass

import numpy as np

from flowviz.amounts import Total
from flowviz.arrays import Booleans, Floats, Indices
from flowviz.flows.flow import Flows, exact_total
from flowviz.flows.mix import row_categories


@dataclass(frozen=True, slots=True)
class Part:
    """The amounts of one category; ``share`` of all that the flow is drawn at, 0 to 1."""

    category: str
    total: Total
    share: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a flow, the largest first.

    ``uncategorised`` are amounts of no known category, ``together`` those for items of several
    categories together, which are never split; None where there are none. Their own category is "".
    """

    parts: tuple[Part, ...]
    uncategorised: Part | None
    together: Part | None


def parts(flows: Flows, number: int) -> Parts:
    """The parts of one flow."""
    columns, rows = flows.columns, flows.rows(number)
    category = row_categories(columns, rows)
    names = columns.categories
    unnamed = names.index("") if "" in names else len(names)
    first = columns.transfers.first_line
    transfer = columns.figures.transfer[rows]
    category[first[transfer] == first[transfer + 1]] = unnamed  # a record that names no item
    drawn = _drawn(flows, rows)
    whole = float(drawn.sum())

    def part(name: str, is_of: Booleans) -> Part:
        share = float(drawn[is_of].sum()) / whole if whole else 0.0
        return Part(name, exact_total(columns.figures, rows[is_of]), share)

    named = np.unique(category[(category >= 0) & (category != unnamed)]).tolist()
    found = [part(names[code], category == code) for code in named]
    is_unnamed, is_together = category == unnamed, category < 0
    return Parts(
        tuple(sorted(found, key=lambda part: (-part.share, part.category))),
        part("", is_unnamed) if is_unnamed.any() else None,
        part("", is_together) if is_together.any() else None,
    )


def _drawn(flows: Flows, rows: Indices) -> Floats:
    """What each row is drawn at: its value, or its low where none is stated."""
    figures = flows.columns.figures
    low = np.nan_to_num(figures.low[rows])
    return np.where(figures.has_value[rows], figures.value[rows], low)
