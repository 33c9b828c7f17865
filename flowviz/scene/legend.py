"""The card that explains the picture: widths, colours, line styles, signs, nodes, and notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from flowviz.evidence import EXISTENCES
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.tables import distinct
from flowviz.scene import samples
from flowviz.scene.courses import Courses
from flowviz.scene.lines import fitted, wrapped
from flowviz.scene.model import REST, Box, Colouring, Legend, NodeShapes, Sample, Shape, Sign, Text
from flowviz.scene.picture import Picture
from flowviz.scene.signs import MOST_SIGNS, present
from flowviz.scene.space import Space
from flowviz.scene.widths import WidthScale, head_half, round_numbers
from flowviz.scene.words import heading, quantity

SCALE_WORDS = {
    "sqrt": "square root of the amount",
    "linear": "in proportion to the amount",
    "log": "logarithm of the amount",
}
MODE_WORDS = {
    Mode.RECORDS: "Each record apart.",
    Mode.SINGLE: "Both ways of a pair summed; an arrowhead where goods went one way only.",
    Mode.NET: "Net: what went one way less what came back.",
}
SIGN_WORDS = {
    Sign.UNKNOWN: "amount unknown",
    Sign.UNCERTAIN: "figure uncertain",
    Sign.DISPUTED: "disputed by a source",
    Sign.IMPORTER: "told by the importer alone",
    Sign.EXPORTER: "told by the exporter alone",
}
_SHAPE_WORDS = {
    Shape.TRIANGLE: "non-state group",
    Shape.SQUARE: "organisation, bloc or joint",
    Shape.QUESTION: "unknown",
}
_KEY_PX = 50.0
_GAP_PX = 10.0


@dataclass(frozen=True, slots=True)
class _Block:
    """A few lines that stay together, drawn from (0, 0)."""

    width: float
    height: float
    texts: tuple[Text, ...]
    samples: tuple[Sample, ...]


class _Writer:
    """Sets lines under one another and knows how wide they came."""

    def __init__(self, picture: Picture) -> None:
        self.scale = max(picture.factor, 0.82)
        self.size = picture.text_px(11.0, 0.82)
        self._measure = picture.measure
        self._most = 208.0 * max(self.scale, 0.9) * picture.style.text_scale
        self._texts: list[Text] = []
        self._samples: list[Sample] = []
        self._y = 0.0
        self._wide = 0.0

    def line(self, text: str, weight: int = 400, tone: str = "ink", x: float = 0.0) -> None:
        """One line of text that is cut where the card ends."""
        text = fitted(text, self._most - x, self.size, weight, self._measure)
        self._texts.append(Text(text, x, self._y + self.size, self.size, weight, tone))
        self._wide = max(self._wide, x + self._measure(text, self.size, weight))
        self._y += self.size * 1.36

    def paragraph(self, text: str, tone: str = "soft_ink") -> None:
        """Text broken into lines."""
        for line in wrapped(text, self._most, self.size, 400, self._measure):
            self.line(line, tone=tone)

    def key(
        self,
        drawn: Sequence[Sample],
        height: float,
        text: str,
        behind: str = "",
        sample_px: float = _KEY_PX,
    ) -> None:
        """A sample, drawn around (0, 0) as its left middle, with its meaning to the right.

        What stands ``behind`` the meaning is never cut.
        """
        row = max(self.size * 1.42, height + 4.0)
        middle = self._y + row / 2.0
        self._samples += [samples.moved(sample, 0.0, middle) for sample in drawn]
        x, y = sample_px * self.scale + 8.0, middle + self.size * 0.36
        room = self._most - x - self._measure(behind, self.size, 400) - (6.0 if behind else 0.0)
        text = fitted(text, room, self.size, 400, self._measure)
        self._texts.append(Text(text, x, y, self.size, 400, "ink"))
        x += self._measure(text, self.size, 400)
        if behind:
            self._texts.append(Text(behind, x + 6.0, y, self.size, 400, "soft_ink"))
            x += 6.0 + self._measure(behind, self.size, 400)
        self._wide = max(self._wide, x)
        self._y += row

    def block(self) -> _Block:
        """What was set since the last block."""
        made = _Block(self._wide, self._y, tuple(self._texts), tuple(self._samples))
        self._texts, self._samples, self._y, self._wide = [], [], 0.0, 0.0
        return made


def legends(
    picture: Picture,
    courses: Courses,
    scale: WidthScale,
    nodes: NodeShapes,
    colours: Colouring,
    notes: Sequence[str],
) -> tuple[Legend, ...]:
    """The card with its corner at (0, 0): in one column, in two, and so on to a strip."""
    writer = _Writer(picture)
    blocks = [
        _widths(writer, picture.strands, courses, scale),
        _colours(writer, colours),
        _lines(writer, picture.strands, courses),
        _nodes(writer, nodes, scale),
        _notes(writer, notes),
    ]
    blocks = [block for block in blocks if block.height > 0.0]
    heights = sorted({_column_px(blocks, count) for count in range(1, len(blocks) + 1)})
    return tuple(_arranged(blocks, height, writer.scale) for height in reversed(heights))


def cornered(
    cards: Sequence[Legend], room: tuple[float, float], space: Space, nodes: NodeShapes
) -> tuple[Legend, float]:
    """The card, of ``cards``, in the corner where it covers least, and how much it covers.

    Tall and at the bottom left among equals. The measure is nodes covered, about.
    """
    best, least, covered = cards[0], np.inf, 0.0
    xy = nodes.xy[:, None, :]
    for shape, card in enumerate(cards):
        wide, tall = card.box.right, card.box.bottom
        right, bottom = room[0] - wide - _GAP_PX, room[1] - tall - _GAP_PX
        corners = ((_GAP_PX, bottom), (right, bottom), (_GAP_PX, _GAP_PX), (right, _GAP_PX))
        boxes = np.array([[x, y, x + wide, y + tall] for x, y in corners])
        inside = ((xy > boxes[None, :, :2] - 16.0) & (xy < boxes[None, :, 2:] + 16.0)).all(axis=2)
        ink = space.ink_under(boxes) * wide * tall / 300.0
        too_large = 1000.0 * (wide + 2.0 * _GAP_PX > room[0] or tall + 2.0 * _GAP_PX > room[1])
        hidden = inside.sum(axis=0) + ink + too_large
        cost = hidden + 0.15 * shape + np.array([0.0, 0.1, 0.15, 0.2])
        corner = int(np.argmin(cost))
        if cost[corner] < least:
            best, least = placed(card, *corners[corner]), float(cost[corner])
            covered = float(hidden[corner])
    return best, covered


def _widths(writer: _Writer, strands: Strands, courses: Courses, scale: WidthScale) -> _Block:
    writer.line(heading(strands), weight=700)
    if strands.mode in MODE_WORDS:
        writer.paragraph(MODE_WORDS[strands.mode], tone="ink")
    is_even = strands.mode is Mode.SINGLE
    known = courses.outer()[~courses.is_unknown]
    if len(known):
        largest = _largest(strands, courses)
        for amount in round_numbers(largest, scale):
            width = float(scale.width(amount))
            words, length = quantity(amount, strands.unit), _KEY_PX * writer.scale
            if is_even:
                writer.key(samples.even(length, width), width, words)
            else:
                tall = 2.0 * float(head_half(width))
                writer.key(samples.arrow(length, width, "flow"), tall, words)
        writer.paragraph(_scale_words(scale, is_even=is_even))
        if scale.is_capped(largest):
            words = quantity(largest, strands.unit)
            writer.paragraph(f"The largest, {words}, would be wider still.")
    return writer.block()


def _scale_words(scale: WidthScale, *, is_even: bool) -> str:
    words = f"{'Width' if is_even else 'Width at the arrow'}: {SCALE_WORDS[scale.kind]}"
    return f"{words}; widths locked" if scale.lock is not None else words


def _largest(strands: Strands, courses: Courses) -> float:
    both = np.fmax(strands.low[courses.rows], strands.high[courses.rows])
    return float(np.nanmax(np.fmax(both, strands.drawn[courses.rows])))


def _colours(writer: _Writer, colours: Colouring) -> _Block:
    if not colours.keys:
        return writer.block()
    writer.line(f"{colours.title} (number of ribbons)", weight=700)
    for key in colours.keys:
        tone = "rest" if key.colour == REST else f"hue{key.colour}"
        bar = samples.bar(_KEY_PX * 0.6 * writer.scale, tone)
        writer.key(bar, 6.0, key.words, f"{key.count:,}", _KEY_PX * 0.6)
    return writer.block()


def _lines(writer: _Writer, strands: Strands, courses: Courses) -> _Block:
    length = _KEY_PX * writer.scale
    existences = distinct(strands.existence[courses.rows]).tolist()
    if any(existences):
        for code in existences:
            line = samples.broken(length, 5.0, int(code), "flow")
            writer.key(line, 8.0, EXISTENCES[int(code)])
    found = present(strands, courses)
    for sign in (Sign.UNKNOWN, Sign.IMPORTER, Sign.EXPORTER):
        if sign in found and found[sign].any():
            writer.key(samples.hollow(length, sign), 12.0, SIGN_WORDS[sign])
    if np.isfinite(courses.high).any():
        writer.key(samples.band(length), 14.0, "from low to high")
    if courses.is_open.any():
        writer.key(samples.open_band(length), 15.0, "at least; open upwards")
    for sign in (Sign.UNCERTAIN, Sign.DISPUTED):
        count = int(found[sign].sum())
        if count:
            is_bare = sign is Sign.UNCERTAIN and count > MOST_SIGNS
            words = f"on {count:,}, marked when selected" if is_bare else ""
            writer.key(samples.signed(length, sign), 13.0, SIGN_WORDS[sign], words)
    return writer.block()


def _nodes(writer: _Writer, nodes: NodeShapes, scale: WidthScale) -> _Block:
    if not len(nodes.actor):
        return writer.block()
    middle = _KEY_PX * writer.scale / 2.0
    writer.key(samples.ring(middle), 14.0, "ring: supplied (area)")
    writer.key(samples.disc(middle), 10.0, "disc: received, same scale")
    for shape, words in _SHAPE_WORDS.items():
        if (nodes.shape == shape).any():
            writer.key(samples.node(shape, middle), 12.0, words)
    if scale.lock is not None:
        writer.paragraph("Rings and discs are not locked.")
    return writer.block()


def _notes(writer: _Writer, notes: Sequence[str]) -> _Block:
    for note in notes:
        writer.paragraph(note)
    return writer.block()


def _column_px(blocks: Sequence[_Block], columns: int) -> float:
    """The least height at which blocks, kept in order, take no more than so many columns."""
    heights = [block.height for block in blocks]
    ends = range(len(heights) + 1)
    sums = {sum(heights[i:j]) + (j - i) for j in ends for i in range(j)}
    for tall in sorted(sums):
        used, filled = 1, 0.0
        for height in heights:
            if filled and filled + height > tall:
                used, filled = used + 1, 0.0
            filled += height + 1.0
        if used <= columns and max(heights) <= tall:
            return tall
    return sum(heights)


def _arranged(blocks: Sequence[_Block], column_px: float, scale: float) -> Legend:
    """Blocks under one another, in a further column where the height is used up."""
    pad, gap = 10.0 * scale, 7.0 * scale
    texts: list[Text] = []
    drawn: list[Sample] = []
    x, y, filled, wide, tall = pad, pad, 0.0, 0.0, 0.0
    for block in blocks:
        if filled and filled + block.height > column_px + 1.0:
            x, y, filled, wide = x + wide + 2.2 * gap, pad, 0.0, 0.0
        texts += [replace(t, x=t.x + x, baseline=t.baseline + y) for t in block.texts]
        drawn += [samples.moved(sample, x, y) for sample in block.samples]
        y, filled = y + block.height + gap, filled + block.height + 1.0
        wide, tall = max(wide, block.width), max(tall, y - gap)
    return Legend(Box(0.0, 0.0, x + wide + pad, tall + pad), tuple(texts), tuple(drawn))


def placed(card: Legend, left: float, top: float) -> Legend:
    """The card with its corner at (left, top)."""
    return Legend(
        card.box.moved(left, top),
        tuple(replace(t, x=t.x + left, baseline=t.baseline + top) for t in card.texts),
        tuple(samples.moved(sample, left, top) for sample in card.samples),
    )
