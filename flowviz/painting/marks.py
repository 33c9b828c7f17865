"""Nodes and the signs on flows."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from flowviz.painting.inks import NO_PEN, Inks
from flowviz.painting.texts import paint_letter
from flowviz.scene.drawing import FADED
from flowviz.scene.model import FlowShapes, NodeShapes, Shape, Sign
from flowviz.scene.nodes import shape_points
from flowviz.style import Palette

SIGN_PX = 6.6
RIM_PX = 1.6
_SLANT = 0.5**0.5
LETTERS = {
    Sign.UNKNOWN: "?",
    Sign.DISPUTED: "!",
    Sign.UNCERTAIN: "?",
    Sign.IMPORTER: "I",
    Sign.EXPORTER: "E",
    Sign.CONFLICTING: "\N{NOT EQUAL TO}",
    Sign.INCLUDED: "\N{SUBSET OF}",
}


def paint_nodes(painter: QPainter, nodes: NodeShapes, palette: Palette, inks: Inks) -> None:
    """Rings (supplied) around discs (received), in the shape of the kind of actor."""
    painter.setPen(NO_PEN)
    for row, (x, y) in enumerate(nodes.xy.tolist()):
        middle, shape = QPointF(x, y), int(nodes.shape[row])
        inner, outer, alpha = (float(part[row]) for part in (nodes.inner, nodes.outer, nodes.alpha))
        painter.setBrush(inks.brush(palette.casing))
        _draw(painter, shape, middle, outer + RIM_PX)
        if nodes.is_emphasised[row]:
            painter.setBrush(inks.brush(palette.accent))
            _draw(painter, shape, middle, outer + RIM_PX)
        if outer > inner + 0.1:
            painter.setBrush(inks.faded(inks.flow(int(nodes.colour[row])), alpha))
            _draw(painter, shape, middle, outer)
            painter.setBrush(inks.brush(palette.casing))
            _draw(painter, shape, middle, inner + min(1.0, (outer - inner) * 0.4))
        if not nodes.is_only_supplier[row]:
            painter.setBrush(inks.faded(palette.disc, alpha))
            _draw(painter, shape, middle, inner)
        if shape == Shape.QUESTION:
            painter.setBrush(inks.brush(palette.casing))
            paint_letter(painter, "?", x, y, max(outer * 1.3, 7.0))


def paint_signs(painter: QPainter, flows: FlowShapes, palette: Palette, inks: Inks) -> None:
    """The signs at mid-flow."""
    rows = flows.mark_row.tolist()
    for (x, y), sign, row in zip(
        flows.mark_xy.tolist(), flows.mark_sign.tolist(), rows, strict=True
    ):
        colour = inks.flow(int(flows.colour[row]))
        alpha = 1.0 if flows.alpha[row] > FADED else 0.3
        paint_sign(painter, sign, QPointF(x, y), colour, alpha, palette, inks)


def paint_sign(
    painter: QPainter,
    sign: int,
    middle: QPointF,
    colour: str,
    alpha: float,
    palette: Palette,
    inks: Inks,
) -> None:
    """A letter in a circle, a diamond (disputed) or a square (told by the other side).

    In a circle are an unknown amount and one that is included in others. A bare one is for a figure
    that is uncertain. What nothing supports any longer is a ring with a bar through it, figures in
    conflict are unlike (≠) in a lozenge of their own.
    """
    x, y = middle.x(), middle.y()
    painter.setBrush(inks.brush(palette.casing, alpha))
    ink = palette.ink
    if sign == Sign.UNSUPPORTED:
        painter.setPen(inks.pen(palette.warning, 1.8, alpha))
        painter.drawEllipse(middle, SIGN_PX, SIGN_PX)
        end = QPointF(SIGN_PX * _SLANT, -SIGN_PX * _SLANT)
        painter.drawLine(middle - end, middle + end)
        painter.setPen(NO_PEN)
        return
    if sign in (Sign.UNKNOWN, Sign.INCLUDED):
        painter.setPen(inks.pen(colour, 1.3, alpha))
        painter.drawEllipse(middle, SIGN_PX, SIGN_PX)
    elif sign == Sign.DISPUTED:
        painter.setPen(inks.pen(palette.warning, 1.4, alpha))
        reach, ink = SIGN_PX * 1.25, palette.warning
        ways = (QPointF(0.0, -reach), QPointF(reach, 0.0), QPointF(0.0, reach), QPointF(-reach, 0))
        painter.drawPolygon(QPolygonF([middle + way for way in ways]))
    elif sign == Sign.CONFLICTING:
        painter.setPen(inks.pen(palette.ink, 1.2, alpha))
        wide, tall = SIGN_PX * 1.35, SIGN_PX * 0.9
        place = QRectF(x - wide, y - tall, 2.0 * wide, 2.0 * tall)
        painter.drawRoundedRect(place, tall, tall)
    elif sign in (Sign.IMPORTER, Sign.EXPORTER):
        painter.setPen(inks.pen(colour, 1.3, alpha))
        half = SIGN_PX * 0.9
        painter.drawRect(QRectF(x - half, y - half, 2.0 * half, 2.0 * half))
    else:
        painter.setPen(NO_PEN)
        painter.drawEllipse(middle, SIGN_PX * 0.8, SIGN_PX * 0.95)
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(ink, alpha))
    paint_letter(painter, LETTERS[Sign(sign)], x, y, SIGN_PX * 1.6)


def _draw(painter: QPainter, shape: int, middle: QPointF, radius: float) -> None:
    corners = shape_points(shape, radius)
    if corners is None:
        painter.drawEllipse(middle, radius, radius)
    else:
        painter.drawPolygon(QPolygonF([middle + QPointF(dx, dy) for dx, dy in corners]))
