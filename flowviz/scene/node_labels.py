"""Names of actors beside their nodes, the largest first, each in the place that covers least."""

from dataclasses import replace

import numpy as np

from flowviz.arrays import Floats
from flowviz.scene.model import Box, Label, NodeShapes, Text
from flowviz.scene.picture import Picture
from flowviz.scene.space import LARGE, Space

ASCENT, DESCENT = 0.77, 0.23
"""Of Inter, as shares of the size: the tops of capitals with room for accents, and tails."""

NAME_PX = 13.0
PAD_PX = 3.0
"""Kept free before and behind a name, so that two names never read as one."""

LEAST_FACTOR = 0.84
"""Below this text does not shrink with the frame."""

MOST_NAME_CHARS = 34
MINOR = 0.3
"""A node of less than this share of the largest radius has a softer name in a crowd."""


def elided(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, with an ellipsis when it is cut."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def place_names(
    picture: Picture, nodes: NodeShapes, reach: Floats, space: Space
) -> tuple[list[Label], int]:
    """Labels for ``nodes`` and how many found no room. What is placed is taken from ``space``."""
    order = np.lexsort((-nodes.outer, -nodes.alpha, ~nodes.is_emphasised))
    frame = np.array(picture.frame)
    is_seen = ((nodes.xy >= 0.0) & (nodes.xy <= frame)).all(axis=1)
    rows = order[(~nodes.is_in_tray & is_seen)[order]]
    texts = [_name(picture, nodes, row) for row in rows.tolist()]
    width = np.array([picture.measure(text.text, text.size_px, text.weight) for text in texts])
    size = np.array([text.size_px for text in texts])
    away = reach[nodes.actor[rows]] + 1.0
    places = _around(nodes.xy[rows].astype(float), away, width, size)
    boxes = _boxes(places, width, size)
    cost = places[..., 2] + 2.2 * space.ink_under(boxes.reshape(-1, 4)).reshape(boxes.shape[:2])
    found: list[Label] = []
    for i, row in enumerate(rows.tolist()):
        is_free = space.is_free(boxes[i])
        if not is_free.any() and _share(nodes, row) >= LARGE:
            # Rather a small disc under a name than the largest supplier without one.
            is_free = space.is_free(boxes[i], may_cover=True)
        free = np.where(is_free, cost[i], np.inf)
        best = int(np.argmin(free))
        if np.isfinite(free[best]):
            space.take(boxes[i, best : best + 1])
            x, baseline, _ = places[i, best].tolist()
            text = replace(texts[i], x=x, baseline=baseline)
            found.append(Label(text, Box(*boxes[i, best].tolist()), actor=int(nodes.actor[row])))
    return found, len(rows) - len(found)


def _share(nodes: NodeShapes, row: int) -> float:
    return float(nodes.outer[row]) / float(nodes.outer.max())


def _name(picture: Picture, nodes: NodeShapes, row: int) -> Text:
    """The name of a node, not yet placed: larger and bolder for a larger node.

    In a crowd names differ more, so that those of the large come first to the eye.
    """
    share, crowd = _share(nodes, row), min(max(len(nodes.actor) - 40, 0) / 80.0, 1.0)
    is_minor = crowd >= 0.5 and share < MINOR and not nodes.is_emphasised[row]
    size = 0.88 + 0.17 * share - 0.08 * crowd * (1.0 - share)
    return Text(
        elided(picture.names[int(nodes.actor[row])], MOST_NAME_CHARS),
        0.0,
        0.0,
        picture.text_px(NAME_PX * size, LEAST_FACTOR),
        700 if nodes.is_emphasised[row] else 600 if share > LARGE else 500,
        "soft_ink" if is_minor else "ink",
        has_halo=True,
        alpha=1.0 if nodes.alpha[row] >= 1.0 else 0.45,
    )


def _boxes(places: Floats, width: Floats, size: Floats) -> Floats:
    """The boxes (n, P, 4) of texts at ``places`` (n, P, 3)."""
    wide, tall = width[:, None], size[:, None]
    return np.stack(
        [
            places[..., 0] - PAD_PX,
            places[..., 1] - ASCENT * tall - 1.0,
            places[..., 0] + wide + PAD_PX,
            places[..., 1] + DESCENT * tall + 1.0,
        ],
        axis=-1,
    )


def _around(xy: Floats, reach: Floats, width: Floats, size: Floats) -> Floats:
    """Left end, base line and dislike (n, P, 3) of the places around each of n nodes."""
    x, y = xy.T
    middle, below, above = x - width / 2.0, y + reach + ASCENT * size, y - reach - DESCENT * size
    level = y + (ASCENT - DESCENT) / 2.0 * size
    right, left = x + reach + PAD_PX, x - reach - PAD_PX - width
    slant = 0.72 * reach
    under, over = y + slant + ASCENT * size, y - slant - DESCENT * size
    places = (
        (middle, below, 0.0),
        (right, level, 0.12),
        (left, level, 0.16),
        (middle, above, 0.14),
        (x + slant, under, 0.25),
        (x - slant - width, under, 0.27),
        (x + slant, over, 0.27),
        (x - slant - width, over, 0.3),
        (middle + 0.3 * width, below, 0.3),
        (middle - 0.3 * width, below, 0.3),
        (middle + 0.3 * width, above, 0.36),
        (middle - 0.3 * width, above, 0.36),
    )
    return np.stack(
        [np.stack([px, py, np.full(len(x), cost)], axis=-1) for px, py, cost in places], axis=1
    )
