"""Lines of text as filled outlines, with or without a halo: alike at every scale."""

from collections.abc import Iterable

from PySide6.QtGui import QPainter

from flowviz.painting import fonts
from flowviz.painting.inks import NO_BRUSH, NO_PEN, Inks
from flowviz.scene.model import FlowShapes, Text

HALO_PX = 3.2


def paint_texts(
    painter: QPainter, texts: Iterable[Text], inks: Inks, flows: FlowShapes, halo: str
) -> None:
    """All halos first, so that no halo eats into a neighbour's letters."""
    lines = [text for text in texts if text.text]
    painter.setBrush(NO_BRUSH)
    for text in lines:
        if text.has_halo:
            _drawn(painter, text, inks, halo)
    painter.setPen(NO_PEN)
    for text in lines:
        painter.setBrush(inks.brush(inks.tone(text.tone, flows), text.alpha))
        _drawn(painter, text, None, "")


def _drawn(painter: QPainter, text: Text, inks: Inks | None, halo: str) -> None:
    scale = text.size_px / fonts.EM
    painter.save()
    painter.translate(text.x, text.baseline)
    painter.scale(scale, scale)
    if inks is not None:
        painter.setPen(inks.pen(halo, round(HALO_PX / scale, 1), 0.86 * text.alpha))
    painter.drawPath(fonts.outline(text.text, text.weight))
    painter.restore()
