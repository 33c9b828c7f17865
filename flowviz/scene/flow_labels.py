"""Amounts written beside flows: all of them when there are few, else those of what is selected."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Floats
from flowviz.flows.mode import Mode
from flowviz.scene.courses import Courses
from flowviz.scene.model import Box, Label, Text
from flowviz.scene.node_labels import ASCENT, DESCENT, LEAST_FACTOR
from flowviz.scene.picture import Measure, Picture
from flowviz.scene.space import Space
from flowviz.scene.words import flow_amount

MOST_LABELLED = 12
MOST_ABREAST = 4
"""Of ribbons that run side by side, whose labels would all hang on leaders."""
AMOUNT_PX = 12.0
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.78, 0.22)
_LEADS = (0.0, 26.0, 46.0, 72.0, 104.0)


def place_amounts(
    picture: Picture, courses: Courses, space: Space, kept: NDArray[np.bool_]
) -> tuple[list[Label], int]:
    """Labels for the drawn flows, the largest first, and how many found no room.

    In a busy picture only the largest of those that a selection has ``kept`` (D,) have one.
    """
    rows = np.arange(len(courses.rows))
    if len(rows) > MOST_LABELLED:
        most = MOST_ABREAST if picture.strands.mode is Mode.RECORDS else MOST_LABELLED
        rows = np.flatnonzero(kept)[:most] if picture.selection else rows[:0]
    found: list[Label] = []
    size = picture.text_px(AMOUNT_PX, LEAST_FACTOR)
    for row in rows.tolist():
        flow = int(courses.rows[row])
        text = flow_amount(picture.strands, flow)
        alpha = 1.0 if kept[row] else 0.3
        label = _placed(courses, row, text, size, space, picture.measure, alpha)
        if label is not None:
            found.append(replace(label, flow=flow))
    return found, len(rows) - len(found)


def _placed(
    courses: Courses,
    row: int,
    text: str,
    size: float,
    space: Space,
    measure: Measure,
    alpha: float,
) -> Label | None:
    width = measure(text, size, 500)
    anchors, centres, dislike = _places(courses, row, width, size)
    half = np.array([width / 2.0 + 2.0, (ASCENT + DESCENT) / 2.0 * size + 1.5])
    boxes = np.hstack([centres - half, centres + half])
    cost = dislike + 4.0 * space.ink_under(boxes)
    cost[~space.is_free(boxes)] = np.inf
    best = int(np.argmin(cost))
    if not np.isfinite(cost[best]):
        return None
    space.take(boxes[best : best + 1])
    box = Box(*boxes[best].tolist())
    x = float(centres[best, 0]) - width / 2.0
    baseline = float(centres[best, 1]) + (ASCENT - DESCENT) / 2.0 * size
    leader: tuple[tuple[float, float], ...] = ()
    if dislike[best] >= 0.5:
        leader = _leader(anchors[best], box)
    return Label(Text(text, x, baseline, size, 500, "ink", True, alpha), box, leader)


def _places(courses: Courses, row: int, width: float, size: float) -> tuple[Floats, Floats, Floats]:
    """Anchors on the flow, middles of the label (P, 2) and dislike (P,) of the places to try."""
    anchors, centres, dislike = [], [], []
    last = courses.samples - 1
    for share in _SHARES:
        anchor = courses.points_at(share)[row]
        at = round(share * last)
        normal = courses.strips.normal[row, at]
        half = float(courses.outer()[row] * courses.taper[row, at]) / 2.0
        for side in (1.0, -1.0):
            way, clear = _aside(normal * side, half + 3.0, width, size)
            for lead in _LEADS:
                anchors.append(anchor)
                centres.append(anchor + way * clear + normal * side * lead)
                below = 0.06 * (normal[1] * side > 0)
                dislike.append(abs(share - 0.5) * 0.9 + below + (0.5 + lead / 150 if lead else 0))
    return np.array(anchors), np.array(centres), np.array(dislike)


def _aside(normal: Floats, off: float, width: float, size: float) -> tuple[Floats, float]:
    """Which way and how far the middle of a label goes to clear a ribbon with half width ``off``.

    Above or below a level flow, level beside a steep one: whichever is the shorter way.
    """
    wide, tall = width / 2.0, size * 0.56
    slope = np.abs(normal)
    reach = off + slope[0] * wide + slope[1] * tall
    level, upright = reach / max(slope[0], 1e-6), reach / max(slope[1], 1e-6)
    if level - wide < upright - tall:
        return np.array([np.sign(normal[0]), 0.0]), float(level)
    return np.array([0.0, np.sign(normal[1])]), float(upright)


def _leader(anchor: Floats, box: Box) -> tuple[tuple[float, float], ...]:
    x = float(np.clip(anchor[0], box.left + 4.0, box.right - 4.0))
    y = box.bottom if anchor[1] > box.bottom else box.top if anchor[1] < box.top else None
    if y is None:
        x, y = (box.right if anchor[0] > box.right else box.left), (box.top + box.bottom) / 2.0
    return ((float(anchor[0]), float(anchor[1])), (x, y))
