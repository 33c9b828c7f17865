"""The card that explains the picture: widths, colours, line styles, signs, nodes, and notes."""

from collections.abc import Iterator, Sequence

import numpy as np

from flowviz.evidence import EXISTENCES
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.tables import distinct
from flowviz.scene import cards, samples
from flowviz.scene.courses import Courses
from flowviz.scene.lines import fitted, wrapped
from flowviz.scene.model import REST, Colouring, NodeShapes, Sample, Shape, Sign, Text
from flowviz.scene.picture import Picture
from flowviz.scene.signs import ALWAYS, MOST_SIGNS, present
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
    Sign.INCLUDED: "included elsewhere",
    Sign.UNCERTAIN: "figure uncertain",
    Sign.DISPUTED: "disputed by a source",
    Sign.UNSUPPORTED: "no longer supported",
    Sign.CONFLICTING: "conflicting figures",
    Sign.IMPORTER: "told by the importer alone",
    Sign.EXPORTER: "told by the exporter alone",
}
_SHAPE_WORDS = {
    Shape.TRIANGLE: "non-state group",
    Shape.SQUARE: "organisation, bloc or joint",
    Shape.QUESTION: "unknown",
}
LESS = "A larger frame explains more."
_KEY_PX = 50.0


class _Writer:
    """Sets lines under one another and knows how wide they came."""

    def __init__(self, picture: Picture) -> None:
        self.scale = max(picture.factor, 0.82)
        self.size = picture.text_px(11.0, 0.82)
        self._measure = picture.measure
        self._most = 208.0 * max(self.scale, 0.9) * picture.style.text_scale
        self._rows: list[cards.Row] = []
        self._texts: list[Text] = []
        self._samples: list[Sample] = []
        self._y = 0.0
        self._wide = 0.0

    def line(self, text: str, weight: int = 400, tone: str = "ink", x: float = 0.0) -> None:
        """One line of text that is cut where the card ends; it stays with what follows."""
        text = fitted(text, self._most - x, self.size, weight, self._measure)
        self._texts.append(Text(text, x, self._y + self.size, self.size, weight, tone))
        self._wide = max(self._wide, x + self._measure(text, self.size, weight))
        self._y += self.size * 1.36

    def paragraph(self, text: str, tone: str = "soft_ink") -> None:
        """Text broken into lines."""
        for line in wrapped(text, self._most, self.size, 400, self._measure):
            self.line(line, tone=tone)
        self._end()

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
        self._end()

    def beneath(self, text: str) -> None:
        """Text that stays under the row set last."""
        self.paragraph(text)
        self._rows[-2:] = cards.joined(self._rows[-2:])

    def block(self) -> cards.Block:
        """What was set since the last block."""
        made, self._rows = tuple(self._rows), []
        return made

    def _end(self) -> None:
        """Close a row."""
        self._rows.append(cards.Row(self._wide, self._y, tuple(self._texts), tuple(self._samples)))
        self._texts, self._samples, self._y, self._wide = [], [], 0.0, 0.0


def legends(
    picture: Picture,
    courses: Courses,
    scale: WidthScale,
    nodes: NodeShapes,
    colours: Colouring,
    notes: Sequence[str],
    room: tuple[float, float],
) -> tuple[cards.Shape, ...]:
    """The card in its shapes: in one column, in two, and so on to a strip.

    Where ``room``, width and height in pixels, is too small for all of it, it says less.
    """
    writer = _Writer(picture)
    widths = tuple(cards.joined(_widths(writer, picture.strands, courses, scale)))
    hues, lines = _colours(writer, colours), _lines(writer, picture.strands, courses)
    discs, said = _nodes(writer, nodes, scale), _notes(writer, notes)
    more = _notes(writer, (LESS,))

    def levels() -> Iterator[Sequence[cards.Block]]:
        yield widths, hues, lines, discs, said
        yield widths, hues, lines, (*said, *more)
        yield widths, hues, (*said, *more)
        yield widths, hues, more
        yield widths, more
        yield (_heading(writer, picture.strands),)

    return cards.fitting(levels(), room, writer.scale)


def _heading(writer: _Writer, strands: Strands) -> cards.Block:
    """What is never left out: the unit and the stage, and that there is more to say."""
    writer.line(heading(strands), weight=700)
    writer.paragraph(LESS)
    return writer.block()


def _widths(writer: _Writer, strands: Strands, courses: Courses, scale: WidthScale) -> cards.Block:
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
    words = f"{'Width' if is_even else 'Arrow width'}: {SCALE_WORDS[scale.kind]}"
    return f"{words}; widths locked" if scale.lock is not None else words


def _largest(strands: Strands, courses: Courses) -> float:
    both = np.fmax(strands.low[courses.rows], strands.high[courses.rows])
    return float(np.nanmax(np.fmax(both, strands.drawn[courses.rows])))


def _colours(writer: _Writer, colours: Colouring) -> cards.Block:
    if not colours.keys:
        return writer.block()
    writer.line(f"{colours.title} (number of ribbons)", weight=700)
    for key in colours.keys:
        tone = "rest" if key.colour == REST else f"hue{key.colour}"
        bar = samples.bar(_KEY_PX * 0.6 * writer.scale, tone)
        writer.key(bar, 6.0, key.words, f"{key.count:,}", _KEY_PX * 0.6)
    return writer.block()


def _lines(writer: _Writer, strands: Strands, courses: Courses) -> cards.Block:
    length = _KEY_PX * writer.scale
    existences = distinct(strands.existence[courses.rows]).tolist()
    if any(existences):
        for code in existences:
            line = samples.broken(length, 5.0, int(code), "flow")
            writer.key(line, 8.0, EXISTENCES[int(code)])
    found = present(strands, courses)
    for sign in (Sign.UNKNOWN, Sign.INCLUDED, Sign.IMPORTER, Sign.EXPORTER):
        if sign in found and found[sign].any():
            writer.key(samples.hollow(length, sign), 12.0, SIGN_WORDS[sign])
    if np.isfinite(courses.high).any():
        writer.key(samples.band(length), 14.0, "from low to high")
    if courses.is_open.any():
        writer.key(samples.open_band(length), 15.0, "at least; open upwards")
    for sign in (Sign.UNCERTAIN, Sign.CONFLICTING, Sign.DISPUTED, Sign.UNSUPPORTED):
        count = int(found[sign].sum())
        if count:
            writer.key(samples.signed(length, sign), 13.0, SIGN_WORDS[sign])
            if sign not in ALWAYS and count > MOST_SIGNS:
                writer.beneath(f"on {count:,}, marked when selected")
    return writer.block()


def _nodes(writer: _Writer, nodes: NodeShapes, scale: WidthScale) -> cards.Block:
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


def _notes(writer: _Writer, notes: Sequence[str]) -> cards.Block:
    for note in notes:
        writer.paragraph(note)
    return writer.block()
