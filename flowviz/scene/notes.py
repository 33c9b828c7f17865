"""What a picture leaves out or must say, in sentences."""

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction
from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words, filters
from flowviz.layouts import Layout
from flowviz.scene.lanes import MOST_LANES, told_apart
from flowviz.scene.model import Counts, Sign
from flowviz.scene.signs import other_sign
from flowviz.scene.widths import drawn_amount
from flowviz.scene.words import quantity, share

BORDERS = "Outlines: today's borders."
TIV = "TIV (SIPRI, in millions) is an index of volume, not money."

SIDES = {Sign.IMPORTER: "importer", Sign.EXPORTER: "exporter"}
"""Who the other side is, by its sign."""

NOUNS = {
    Mode.RECORDS: ("record", "records"),
    Mode.DIRECTED: ("flow", "flows"),
    Mode.SINGLE: ("pair", "pairs"),
    Mode.NET: ("net flow", "net flows"),
}
"""What one ribbon stands for, and several."""


def counts(
    strands: Strands,
    rows: NDArray[np.int64],
    top: int,
    dropped_labels: int,
    faded: int = 0,
    pale: int = 0,
) -> Counts:
    """What of ``strands`` the drawn ``rows`` leave out; the first ``top`` are the largest."""
    amount = drawn_amount(strands)
    hidden = np.ones(len(amount), dtype=bool)
    hidden[rows] = False
    total = float(np.nansum(amount))
    left_out = float(np.nansum(amount[hidden]))
    return Counts(
        drawn=len(rows),
        selected=len(rows) - top,
        total=len(amount),
        hidden_share=left_out / total if total > 0.0 else float("nan"),
        hidden_unknown=int(np.isnan(amount[hidden & ~strands.nothing_moved]).sum()),
        dropped_labels=dropped_labels,
        abreast=int((hidden & ~told_apart(strands) & ~strands.nothing_moved).sum()),
        faded=faded,
        pale=pale,
    )


def notes(strands: Strands, counts: Counts, layout: Layout) -> tuple[str, ...]:
    """The sentences, the most needed first: what is left out, then what must be known of the rest.

    The page says the first of them under the picture; see ``left_out``.
    """
    said = list(left_out(strands, counts))
    if not counts.total:
        return tuple(said)
    more, nouns = int((strands.undated_more > 0.0).sum()), NOUNS[strands.mode]
    if more:
        pairs = count_words(more, *(NOUNS[Mode.SINGLE] if strands.is_paired else nouns))
        most = quantity(float(strands.undated_more.sum()), strands.unit)
        words = f"{most} or more besides" if strands.more_open.any() else f"up to {most} more"
        said.append(f"{pairs} may hold {words}, not dated within the years shown.")
    said += _told_elsewhere(strands)
    mixed = int(np.count_nonzero(strands.is_of_both_sides))
    if mixed:
        pairs = count_words(mixed, "pair")
        said.append(f"In {pairs} one way is told by the exporter, the other by the importer.")
    turnable = int((strands.is_turnable & ~strands.nothing_moved).sum())
    if turnable:
        nets = count_words(turnable, "net flow")
        said.append(f"{nets} may as well run the other way, by the bounds of the figures.")
    if counts.pale:
        is_one = counts.pale == 1
        ribbons = "1 small ribbon is" if is_one else f"{counts.pale:,} small ribbons are"
        said.append(f"{ribbons} drawn paler, beneath the others.")
    if strands.unit == "TIV":
        said.append(TIV)
    if layout.kind == "map":
        said.append(BORDERS)
    return tuple(said)


def left_out(strands: Strands, counts: Counts) -> tuple[str, ...]:
    """What is hidden and how much of the total that is; what there is nothing to draw of."""
    if not counts.total:
        query = strands.query
        if not filters(query, {}):
            return (f"No record tells of anything {query.stage}.",)
        return ("No flow fits what is asked for.", *_below_least(strands), *_both_ways(strands))
    one, many = NOUNS[strands.mode]
    said: list[str] = []
    not_drawn = int(strands.nothing_moved.sum())
    if counts.total - counts.drawn > not_drawn:
        what = f"Largest {counts.drawn:,}"
        if counts.selected:
            what = f"Largest {counts.drawn - counts.selected:,} and {counts.selected:,} selected"
        text = f"{what} of {counts.total - not_drawn:,} {many} shown"
        if np.isfinite(counts.hidden_share):
            text += f"; the rest is {share(counts.hidden_share)} of the total"
        if counts.hidden_unknown:
            text += f" and {counts.hidden_unknown:,} of unknown amount"
        said.append(text + ".")
    if counts.abreast:
        words = f"{count_words(counts.abreast, 'record')} beyond the {MOST_LANES} largest"
        said.append(f"Among the rest: {words} from one actor to another.")
    said += _below_least(strands)
    said += _both_ways(strands)
    even = int(strands.is_even.sum())
    if not_drawn > even:
        word = one if one == "record" else "pair"
        said.append(f"Not drawn, as nothing has moved yet: {count_words(not_drawn - even, word)}.")
    if even:
        said.append(f"Not drawn, as both ways are equal: {count_words(even, 'pair')}.")
    return tuple(said)


def fading(counts: Counts) -> tuple[str, ...]:
    """What a selection fades."""
    if not counts.faded:
        return ()
    return (f"Faded beside what is selected: {count_words(counts.faded, 'ribbon')}.",)


def _below_least(strands: Strands) -> list[str]:
    """What the least amount asked for leaves out."""
    flows = strands.flows
    if flows.query.least is None or not (flows.below_least or flows.unknown_below):
        return []
    least = quantity(float(flows.query.least), flows.unit)
    nouns = NOUNS[strands.mode if strands.is_paired else Mode.DIRECTED]
    said = f"Left out as smaller than {least}: {count_words(flows.below_least, *nouns)}"
    if flows.unknown_below:
        said += f", and {flows.unknown_below:,} of unknown amount"
    return [f"{said}."]


def _both_ways(strands: Strands) -> list[str]:
    """What becomes of a direction where a ribbon stands for both ways of a pair."""
    query = strands.query
    said = []
    is_one_way = query.actors and query.direction in (Direction.OUTGOING, Direction.INCOMING)
    if strands.mode is Mode.SINGLE and is_one_way and (strands.back >= 0).any():
        said.append("What goes the other way is part of a pair, too.")
    if strands.flows.turned:
        nets = count_words(strands.flows.turned, *NOUNS[Mode.NET])
        said.append(f"Left out as running the other way: {nets}.")
    return said


def _told_elsewhere(strands: Strands) -> list[str]:
    """Of what only the side tells whose figures do not count."""
    found = int((strands.is_told_by_other & ~strands.nothing_moved).sum())
    if not found:
        return []
    side = SIDES[other_sign(strands)]
    is_are = "is" if found == 1 else "are"
    return [
        f"{count_words(found, 'flow')} {is_are} told by the {side} alone, and not counted: "
        "drawn hollow."
    ]
