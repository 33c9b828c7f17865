"""Lines of text as filled outlines, with or without a halo: alike at every scale."""

from collections.abc import Iterable

from PySide6.QtGui import QPainter, QPainterPath

from flowviz.painting import fonts
from flowviz.painting.inks import NO_PEN, Inks
from flowviz.scene.model import Text

HALO_PX = 3.2


def paint_texts(painter: QPainter, texts: Iterable[Text], inks: Inks, halo: str) -> None:
    """All halos first, so that no halo eats into a neighbour's letters."""
    lines = [text for text in texts if text.text]
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(halo))
    for text in lines:
        if text.has_halo:
            rim = round(HALO_PX / text.size_px, 2)
            _paint_line(painter, text, fonts.halo(text.text, text.weight, rim))
    for text in lines:
        painter.setBrush(inks.brush(inks.tone(text.tone), text.alpha))
        _paint_line(painter, text, fonts.outline(text.text, text.weight))


def paint_letter(painter: QPainter, letter: str, x: float, y: float, size_px: float) -> None:
    """One bold letter with its middle at a point, in the painter's brush."""
    path = fonts.outline(letter, 700)
    scale = size_px / fonts.EM
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    painter.translate(-path.boundingRect().center())
    painter.drawPath(path)
    painter.restore()


def _paint_line(painter: QPainter, text: Text, path: QPainterPath) -> None:
    scale = text.size_px / fonts.EM
    painter.save()
    painter.translate(text.x, text.baseline)
    painter.scale(scale, scale)
    painter.drawPath(path)
    painter.restore()
