"""The shelf at the bottom of a map for actors without a place: unknown, unspecified, regional."""

import math
from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Floats, Integers
from flowviz.flows.flow import Flows
from flowviz.scene.lines import fitted
from flowviz.scene.model import Box, Text, Tray
from flowviz.scene.picture import Picture
from flowviz.scene.words import sum_words

TITLE = "No place on the map"
_SLOT_PX, _LEAST_SLOT_PX, _WIDEST_SLOT_PX = 128.0, 74.0, 240.0
_MOST_ROWS = 3
_HEAD_PX = 18.0
_ROW_PX = 62.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """The size of a tray: rows of so many slots, in pixels."""

    rows: int
    slots: int
    row_px: float
    head_px: float

    @property
    def height_px(self) -> float:
        """Its height, 0 when nothing stands on it."""
        return self.rows * self.row_px + self.head_px if self.rows else 0.0


def shelf(count: int, width_px: float, factor: float) -> Shelf:
    """A shelf for ``count`` actors in a frame of ``width_px``."""
    scale = max(factor, 0.85)
    if not count:
        return Shelf(0, 0, 0.0, 0.0)
    wide = max(int((width_px - 24.0) / (_SLOT_PX * scale)), 1)
    narrow = max(int((width_px - 24.0) / (_LEAST_SLOT_PX * scale)), 1)
    slots = min(max(wide, math.ceil(count / _MOST_ROWS)), max(narrow, wide))
    rows = min(math.ceil(count / slots), _MOST_ROWS)
    return Shelf(rows, slots, _ROW_PX * scale, _HEAD_PX * scale)


def stand(actors: Integers, shelf: Shelf, width_px: float, height_px: float) -> Floats:
    """Pixels (A, 2) of the nodes of ``actors`` on the shelf, in reading order."""
    number = np.arange(len(actors))
    row, slot = number // shelf.slots, number % shelf.slots
    row = np.minimum(row, shelf.rows - 1)
    used = min(len(actors), shelf.slots)
    pitch = pitch_px(len(actors), shelf, width_px)
    left = (width_px - used * pitch) / 2.0
    top = height_px - shelf.height_px + shelf.head_px
    return np.column_stack([left + (slot + 0.5) * pitch, top + row * shelf.row_px + 14.0])


def pitch_px(count: int, shelf: Shelf, width_px: float) -> float:
    """The width of a slot: an even share of the frame, not more than names need."""
    return min((width_px - 24.0) / min(count, shelf.slots), _WIDEST_SLOT_PX)


def tray(picture: Picture, actors: Integers, px: Floats, shelf: Shelf) -> Tray | None:
    """The tray with the name and totals of each of ``actors``; None when there are none."""
    if not len(actors):
        return None
    (width_px, height_px), measure = picture.frame, picture.measure
    names, scale = picture.names, max(picture.factor, 0.85)
    name_px, sum_px = picture.text_px(11.5, 0.85), picture.text_px(10.0, 0.85)
    pitch = pitch_px(len(actors), shelf, width_px)
    head = height_px - shelf.height_px + 13.0 * scale
    texts = [Text(TITLE, 12.0, head, sum_px, 600, "soft_ink", True)]
    for actor, (x, y) in zip(actors.tolist(), px.tolist(), strict=True):
        lines = (
            (names[actor], name_px, 600, "ink"),
            (_sums(picture.strands.flows, actor), sum_px, 400, "soft_ink"),
        )
        baseline = y + 15.0 * scale + name_px
        for text, size, weight, tone in lines:
            text = fitted(text, pitch - 8.0, size, weight, measure)
            texts.append(
                Text(
                    text, x - measure(text, size, weight) / 2.0, baseline, size, weight, tone, True
                )
            )
            baseline += sum_px * 1.2
    box = Box(0.0, height_px - shelf.height_px, width_px, height_px)
    return Tray(box, tuple(texts))


def _sums(flows: Flows, actor: int) -> str:
    """What an actor received and supplied in all flows of the query, drawn or not."""
    sides = (("in", flows.recipient == actor), ("out", flows.supplier == actor))
    parts = [(word, np.flatnonzero(own & ~flows.nothing_moved)) for word, own in sides]
    return " \u00b7 ".join(f"{word} {sum_words(flows, rows)}" for word, rows in parts if len(rows))
