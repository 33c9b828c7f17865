"""Which flow has which colour: one for a picture of few flows, else one a large supplier."""

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.strands import Strands
from flowviz.flows.tables import distinct
from flowviz.scene.model import REST, SINGLE
from flowviz.scene.widths import drawn_amount

FEW_FLOWS = 12
MOST_HUES = 6


def supplier_colours(strands: Strands, rows: NDArray[np.int64], hues: int) -> NDArray[np.int32]:
    """Colour (N,) of every actor as a supplier, given the drawn flows ``rows``.

    Up to ``FEW_FLOWS`` drawn flows all share one colour. In busier pictures the largest suppliers
    (by what they supplied in all flows of the query) have a hue each, the rest is grey.
    """
    count = len(strands.actor_codes)
    drawn = distinct(strands.supplier[rows])
    if len(rows) <= FEW_FLOWS or len(drawn) < 2:
        return np.full(count, SINGLE, dtype=np.int32)
    supplied = np.bincount(strands.supplier, np.nan_to_num(drawn_amount(strands)), minlength=count)
    order = drawn[np.argsort(-supplied[drawn], kind="stable")]
    colours = np.full(count, REST, dtype=np.int32)
    chosen = order[: min(hues, MOST_HUES)]
    colours[chosen] = np.arange(len(chosen), dtype=np.int32)
    return colours
