"""How the legend lies: its lines in one column, in two, and so on, in the corner that is free."""

import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from flowviz.scene import samples
from flowviz.scene.model import Box, Legend, NodeShapes, Sample, Text
from flowviz.scene.space import Space

MARGIN_PX = 10.0
"""Between a card and the frame."""

_MOST_COLUMNS = 6
_WORTH_BREAKING = 0.88
_MOST_OF_FRAME = 0.4
_SMALL_FRAME = 500.0 * 500.0
"""Square pixels; in a smaller frame the share of the legend is smaller, too."""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that are never parted, drawn from (0, 0)."""

    width: float
    height: float
    texts: tuple[Text, ...]
    samples: tuple[Sample, ...]


Block = tuple[Row, ...]
"""Rows that belong together: parted only where that saves height."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A card not set yet: its rows, column by column, each with the space above it."""

    width: float
    height: float
    columns: tuple[tuple[tuple[float, Row], ...], ...]
    pad: float

    def card(self, left: float, top: float) -> Legend:
        """The card with its corner at (left, top)."""
        texts: list[Text] = []
        drawn: list[Sample] = []
        x = left + self.pad
        for column in self.columns:
            y = top + self.pad
            for above, row in column:
                y += above
                texts += [replace(t, x=t.x + x, baseline=t.baseline + y) for t in row.texts]
                drawn += [samples.moved(sample, x, y) for sample in row.samples]
                y += row.height
            x += max(row.width for _, row in column) + _between(self.pad)
        box = Box(left, top, left + self.width, top + self.height)
        return Legend(box, tuple(texts), tuple(drawn))


def fitting(
    levels: Iterator[Sequence[Block]], room: tuple[float, float], scale: float
) -> tuple[Shape, ...]:
    """The shapes of the first of ``levels`` that leaves most of the room to the picture.

    Each level says less than the one before; the last one serves where none is small enough.
    """
    found: tuple[Shape, ...] = ()
    area = room[0] * room[1]
    most = _MOST_OF_FRAME * area * min(area / _SMALL_FRAME, 1.0)
    for blocks in levels:
        found = shapes(blocks, scale)
        small = tuple(shape for shape in found if _fits(shape, room))
        if any(shape.width * shape.height < most for shape in small):
            return small
    return found


def shapes(blocks: Sequence[Block], scale: float) -> tuple[Shape, ...]:
    """A card in its shapes, from tall to flat; blocks are parted where that saves much."""
    whole = [tuple(joined(block)) for block in blocks if block]
    parted = [tuple(_pieces(block)) for block in blocks if block]
    found = [_shape(whole, 1, scale)]
    for count in range(2, _MOST_COLUMNS + 1):
        kept, broken = _shape(whole, count, scale), _shape(parted, count, scale)
        best = broken if broken.height < _WORTH_BREAKING * kept.height else kept
        if best.height < found[-1].height - 1.0:
            found.append(best)
    return tuple(found)


def cornered(
    found: Sequence[Shape], room: tuple[float, float], space: Space, nodes: NodeShapes
) -> tuple[Legend, float]:
    """The card, of the shapes ``found``, where it covers least, and how much it covers.

    Tall and at the bottom left among equals. The measure is nodes covered, about.
    """
    best, least, covered = (found[0], 0.0, 0.0), np.inf, 0.0
    xy = nodes.xy[:, None, :]
    for number, shape in enumerate(found):
        wide, tall = shape.width, shape.height
        right, bottom = room[0] - wide - MARGIN_PX, room[1] - tall - MARGIN_PX
        corners = ((MARGIN_PX, bottom), (right, bottom), (MARGIN_PX, MARGIN_PX), (right, MARGIN_PX))
        boxes = np.array([[x, y, x + wide, y + tall] for x, y in corners])
        inside = ((xy > boxes[None, :, :2] - 16.0) & (xy < boxes[None, :, 2:] + 16.0)).all(axis=2)
        ink = space.ink_under(boxes) * wide * tall / 300.0
        hidden = inside.sum(axis=0) + ink + 1000.0 * (not _fits(shape, room))
        cost = hidden + 0.15 * number + np.array([0.0, 0.1, 0.15, 0.2])
        corner = int(np.argmin(cost))
        if cost[corner] < least:
            best, least = (shape, *corners[corner]), float(cost[corner])
            covered = float(hidden[corner])
    shape, left, top = best
    return shape.card(max(left, MARGIN_PX), max(top, MARGIN_PX)), covered


def _fits(shape: Shape, room: tuple[float, float]) -> bool:
    return shape.width + 2.0 * MARGIN_PX <= room[0] and shape.height + 2.0 * MARGIN_PX <= room[1]


def _between(pad: float) -> float:
    return 1.5 * pad


def _shape(blocks: Sequence[Block], count: int, scale: float) -> Shape:
    pad, gap = 10.0 * scale, 7.0 * scale
    tall = _least_height(blocks, count, gap)
    columns: list[list[tuple[float, Row]]] = []
    height = 0.0
    for y, above, row in _filled(blocks, tall, gap):
        if y == 0.0:
            columns.append([])
        columns[-1].append((above, row))
        height = max(height, y + above + row.height)
    wide = sum(max(row.width for _, row in column) for column in columns)
    wide += _between(pad) * (len(columns) - 1)
    return Shape(wide + 2.0 * pad, height + 2.0 * pad, tuple(map(tuple, columns)), pad)


def _filled(blocks: Sequence[Block], tall: float, gap: float) -> Iterator[tuple[float, float, Row]]:
    """Each row with its y and the space above it; y is 0 at the top of a column."""
    y = 0.0
    for block in blocks:
        for number, row in enumerate(block):
            above = gap if number == 0 and y else 0.0
            if y and y + above + row.height > tall + 0.01:
                y, above = 0.0, 0.0
            yield y, above, row
            y += above + row.height


def _least_height(blocks: Sequence[Block], count: int, gap: float) -> float:
    """The least height at which blocks, kept in order, take no more than ``count`` columns."""
    rows = [(gap if k == 0 else 0.0, row.height) for b in blocks for k, row in enumerate(b)]
    sums: set[float] = set()
    for first in range(len(rows)):
        total = rows[first][1]
        sums.add(total)
        for above, height in rows[first + 1 :]:
            total += above + height
            sums.add(total)
    heights = sorted(sums)
    least = max(height for _, height in rows)

    def is_enough(tall: float) -> bool:
        if tall < least - 0.01:
            return False
        return sum(y == 0.0 for y, _, _ in _filled(blocks, tall, gap)) <= count

    return heights[_first(heights, is_enough)]


def _first(values: Sequence[float], holds: Callable[[float], bool]) -> int:
    """The first of ``values`` that ``holds``, which all that follow it do too."""
    return min(bisect.bisect_left(values, True, key=holds), len(values) - 1)


def _pieces(block: Block) -> Iterator[Row]:
    """The rows of a block, the first two and the last two of them together."""
    if len(block) < 4:
        yield from joined(block)
        return
    yield from joined(block[:2])
    yield from block[2:-2]
    yield from joined(block[-2:])


def joined(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows under one another as one; none of none."""
    if not rows:
        return
    y = 0.0
    texts: list[Text] = []
    drawn: list[Sample] = []
    for row in rows:
        texts += [replace(text, baseline=text.baseline + y) for text in row.texts]
        drawn += [samples.moved(sample, 0.0, y) for sample in row.samples]
        y += row.height
    yield Row(max(row.width for row in rows), y, tuple(texts), tuple(drawn))
