"""The legend's card and the tray's shelf."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from flowviz.painting.inks import NO_PEN, Inks
from flowviz.painting.marks import paint_sign
from flowviz.painting.shapes import polygon
from flowviz.painting.texts import paint_letter, paint_texts
from flowviz.scene.model import Box, Legend, Sample, Sign, Tray
from flowviz.style import Palette


def paint_legend(painter: QPainter, legend: Legend, palette: Palette, inks: Inks) -> None:
    """The card with its samples and words."""
    painter.setPen(inks.pen(palette.card_edge, 1.0))
    painter.setBrush(inks.brush(palette.card, 0.93))
    painter.drawRoundedRect(_rectangle(legend.box), 5.0, 5.0)
    for sample in legend.samples:
        _paint_sample(painter, sample, palette, inks)
    paint_texts(painter, legend.texts, inks, palette.card)


def paint_tray(painter: QPainter, tray: Tray, palette: Palette, inks: Inks) -> None:
    """The shelf itself; nodes on it are painted with the others, its words after the flows."""
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(palette.card, 0.92))
    painter.drawRect(_rectangle(tray.box))
    painter.setPen(inks.pen(palette.card_edge, 1.0))
    painter.drawLine(QPointF(tray.box.left, tray.box.top), QPointF(tray.box.right, tray.box.top))


def _paint_sample(painter: QPainter, sample: Sample, palette: Palette, inks: Inks) -> None:
    if not sample.tone.startswith("sign"):
        painter.setPen(NO_PEN)
        painter.setBrush(inks.brush(inks.tone(sample.tone)))
        painter.drawPolygon(polygon(np.array(sample.xy, dtype=np.float32)))
        return
    x, y = sample.xy[0]
    if sample.tone == "signq":
        painter.setPen(NO_PEN)
        painter.setBrush(inks.brush(palette.casing))
        paint_letter(painter, "?", x, y, 8.0)
        return
    sign = Sign[sample.tone.removeprefix("sign").upper()]
    paint_sign(painter, sign, QPointF(x, y), inks.tone("flow"), 1.0, palette, inks)


def _rectangle(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
