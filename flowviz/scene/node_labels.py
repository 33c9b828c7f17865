"""Names of actors beside their nodes, the largest first, each in the place that covers least."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flowviz.scene.model import Box, Label, NodeShapes, Text
from flowviz.scene.picture import Measure, Picture
from flowviz.scene.space import Space

Floats = NDArray[np.float64]

ASCENT, DESCENT = 0.77, 0.23
"""Of Inter, as shares of the size: the tops of capitals with room for accents, and tails."""

NAME_PX = 13.0
LEAST_FACTOR = 0.84
"""Below this text does not shrink with the frame."""

MOST_NAME_CHARS = 34


def elided(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, with an ellipsis when it is cut."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def place_names(
    picture: Picture, nodes: NodeShapes, reach: Floats, space: Space
) -> tuple[list[Label], int]:
    """Labels for ``nodes`` and how many found no room. What is placed is taken from ``space``."""
    found: list[Label] = []
    dropped = 0
    largest = float(nodes.outer.max(initial=1.0))
    for row in np.lexsort((-nodes.outer, ~nodes.is_emphasised)).tolist():
        if nodes.is_in_tray[row]:
            continue
        share = float(nodes.outer[row]) / largest
        text = Text(
            elided(picture.names[int(nodes.actor[row])], MOST_NAME_CHARS),
            0.0,
            0.0,
            picture.text_px(NAME_PX * (0.88 + 0.17 * share), LEAST_FACTOR),
            700 if nodes.is_emphasised[row] else 600 if share > 0.4 else 500,
            has_halo=True,
            alpha=1.0 if nodes.alpha[row] >= 1.0 else 0.45,
        )
        label = _placed(nodes, row, text, float(reach[nodes.actor[row]]), space, picture.measure)
        if label is None:
            dropped += 1
        else:
            found.append(label)
    return found, dropped


def _placed(
    nodes: NodeShapes, row: int, text: Text, reach: float, space: Space, measure: Measure
) -> Label | None:
    size, width = text.size_px, measure(text.text, text.size_px, text.weight)
    x, y = (float(value) for value in nodes.xy[row])
    places = _around(x, y, reach + 1.0, width, size)
    boxes = np.column_stack(
        [
            places[:, 0] - 1.5,
            places[:, 1] - ASCENT * size - 1.0,
            places[:, 0] + width + 1.5,
            places[:, 1] + DESCENT * size + 1.0,
        ]
    )
    cost = places[:, 2] + 2.2 * space.ink_under(boxes)
    cost[~space.is_free(boxes)] = np.inf
    best = int(np.argmin(cost))
    if not np.isfinite(cost[best]):
        return None
    space.take(boxes[best : best + 1])
    return Label(
        replace(text, x=float(places[best, 0]), baseline=float(places[best, 1])),
        Box(*boxes[best].tolist()),
        actor=int(nodes.actor[row]),
    )


def _around(x: float, y: float, reach: float, width: float, size: float) -> Floats:
    """Left end, base line and dislike (P, 3) of the places around a node."""
    middle, below, above = x - width / 2.0, y + reach + ASCENT * size, y - reach - DESCENT * size
    level = y + (ASCENT - DESCENT) / 2.0 * size
    right, left = x + reach + 2.0, x - reach - 2.0 - width
    slant = 0.72 * reach
    return np.array(
        [
            [middle, below, 0.0],
            [right, level, 0.12],
            [left, level, 0.16],
            [middle, above, 0.14],
            [x + slant, y + slant + ASCENT * size, 0.25],
            [x - slant - width, y + slant + ASCENT * size, 0.27],
            [x + slant, y - slant - DESCENT * size, 0.27],
            [x - slant - width, y - slant - DESCENT * size, 0.3],
            [middle + 0.3 * width, below, 0.3],
            [middle - 0.3 * width, below, 0.3],
            [middle + 0.3 * width, above, 0.36],
            [middle - 0.3 * width, above, 0.36],
        ]
    )
