"""The one drawing: a scene by QPainter, for screen, PNG and later formats alike.

Everything is a fill or a pen in logical pixels under one scale, so the picture at three times the
size is the same picture. Nothing is computed here, and no brush or pen is made a flow.
"""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from flowviz.painting.inks import NO_BRUSH, NO_PEN, Inks
from flowviz.painting.shapes import areas, lines, polygon
from flowviz.painting.texts import paint_texts
from flowviz.scene.model import (
    BackdropShapes,
    FlowShapes,
    NodeShapes,
    Part,
    Sample,
    Scene,
    Shape,
    Sign,
)
from flowviz.scene.nodes import shape_points
from flowviz.style import Style

CASING_ALPHA = 0.82
BAND_ALPHA = 0.4
SIGN_PX = 6.6


def paint(painter: QPainter, scene: Scene, style: Style, px: float = 1.0) -> None:
    """Draw ``scene`` with its top left corner at the painter's origin, ``px`` times its size."""
    painter.save()
    try:
        painter.scale(px, px)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0.0, 0.0, scene.viewport.width_px, scene.viewport.height_px)
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        inks = Inks(style.palette)
        if not style.is_transparent:
            painter.fillRect(frame, inks.brush(style.palette.paper))
        if scene.backdrop is not None:
            _paint_backdrop(painter, scene.backdrop, style, inks)
        _paint_tray(painter, scene, style, inks)
        _paint_flows(painter, scene.flows, style, inks)
        _paint_nodes(painter, scene.nodes, scene.flows, style, inks)
        _paint_signs(painter, scene.flows, style, inks)
        _paint_labels(painter, scene, style, inks)
        _paint_legend(painter, scene, style, inks)
    finally:
        painter.restore()


def _paint_backdrop(painter: QPainter, backdrop: BackdropShapes, style: Style, inks: Inks) -> None:
    palette = style.palette
    painter.setPen(NO_PEN)
    if not style.is_transparent:
        painter.setBrush(inks.brush(palette.sea))
        painter.drawPath(areas(backdrop.sea))
    painter.setBrush(inks.brush(palette.land))
    painter.drawPath(areas(backdrop.land))
    painter.setBrush(NO_BRUSH)
    painter.setPen(inks.pen(palette.border, 0.8))
    painter.drawPath(lines(backdrop.borders))
    dashed = inks.pen(palette.border, 0.8)
    dashed.setDashPattern([3.0, 3.0])
    painter.setPen(dashed)
    painter.drawPath(lines(backdrop.disputed))


def _paint_flows(painter: QPainter, flows: FlowShapes, style: Style, inks: Inks) -> None:
    palette = style.palette
    painter.setPen(NO_PEN)
    rows, parts = flows.polygon_row.tolist(), flows.polygon_part.tolist()
    alphas, colours = flows.alpha.tolist(), flows.colour.tolist()
    selected = flows.is_selected.tolist()
    outline = inks.pen(palette.accent, 1.5)
    for k, (row, part) in enumerate(zip(rows, parts, strict=True)):
        alpha = alphas[row]
        if part == Part.CASING:
            painter.setBrush(inks.brush(palette.casing, CASING_ALPHA * alpha))
        elif part == Part.BAND:
            painter.setBrush(inks.brush(inks.flow(colours[row]), BAND_ALPHA * alpha))
        elif part == Part.BODY:
            painter.setBrush(inks.brush(inks.flow(colours[row]), alpha))
        else:
            painter.setBrush(inks.brush(palette.casing, alpha))
        shape = polygon(flows.polygons[k])
        if selected[row] and part in (Part.BAND, Part.BODY):
            painter.setPen(outline)
            painter.drawPolygon(shape, Qt.FillRule.WindingFill)
            painter.setPen(NO_PEN)
        else:
            painter.drawPolygon(shape, Qt.FillRule.WindingFill)


def _paint_nodes(
    painter: QPainter, nodes: NodeShapes, flows: FlowShapes, style: Style, inks: Inks
) -> None:
    palette = style.palette
    for row in range(len(nodes.actor)):
        x, y = (float(value) for value in nodes.xy[row])
        inner, outer = float(nodes.inner[row]), float(nodes.outer[row])
        shape, alpha = int(nodes.shape[row]), float(nodes.alpha[row])
        has_ring = outer > inner + 0.1
        painter.setPen(NO_PEN)
        painter.setBrush(inks.brush(palette.casing))
        _draw_shape(painter, shape, x, y, outer + 1.6)
        if nodes.is_emphasised[row]:
            painter.setBrush(inks.brush(palette.accent))
            _draw_shape(painter, shape, x, y, outer + 1.6)
        if has_ring:
            painter.setBrush(inks.brush(inks.flow(int(nodes.colour[row])), alpha))
            _draw_shape(painter, shape, x, y, outer)
            painter.setBrush(inks.brush(palette.casing))
            _draw_shape(painter, shape, x, y, inner + min(1.0, (outer - inner) * 0.4))
        is_recipient = inner > 0.0 and not nodes.is_only_supplier[row]
        if is_recipient:
            painter.setBrush(inks.brush(palette.disc, alpha))
            _draw_shape(painter, shape, x, y, inner)
        if shape == Shape.QUESTION:
            _paint_letter(
                painter, "?", x, y, max(outer * 1.3, 7.0), palette.casing, flows, style, inks
            )


def _draw_shape(painter: QPainter, shape: int, x: float, y: float, radius: float) -> None:
    corners = shape_points(shape, radius)
    if corners is None:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    else:
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))


def _paint_signs(painter: QPainter, flows: FlowShapes, style: Style, inks: Inks) -> None:
    for xy, sign, row in zip(
        flows.mark_xy.tolist(), flows.mark_sign.tolist(), flows.mark_row.tolist(), strict=True
    ):
        colour = inks.flow(int(flows.colour[row]))
        alpha = 1.0 if flows.alpha[row] >= 1.0 else 0.3
        _paint_sign(painter, sign, xy[0], xy[1], colour, alpha, flows, style, inks)


def _paint_sign(
    painter: QPainter,
    sign: int,
    x: float,
    y: float,
    colour: str,
    alpha: float,
    flows: FlowShapes,
    style: Style,
    inks: Inks,
) -> None:
    palette = style.palette
    painter.setBrush(inks.brush(palette.casing, alpha))
    if sign == Sign.UNKNOWN:
        painter.setPen(inks.pen(colour, 1.3, alpha))
        painter.drawEllipse(QPointF(x, y), SIGN_PX, SIGN_PX)
        letter, ink = "?", palette.ink
    else:
        painter.setPen(inks.pen(palette.warning, 1.4, alpha))
        reach = SIGN_PX * 1.25
        corners = [(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        letter, ink = "!", palette.warning
    _paint_letter(painter, letter, x, y, SIGN_PX * 1.6, ink, flows, style, inks, alpha)


def _paint_letter(
    painter: QPainter,
    letter: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    flows: FlowShapes,
    style: Style,
    inks: Inks,
    alpha: float = 1.0,
) -> None:
    from flowviz.painting import fonts

    path = fonts.outline(letter, 700)
    box = path.boundingRect()
    scale = size / fonts.EM
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    painter.translate(-box.center())
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(colour, alpha))
    painter.drawPath(path)
    painter.restore()


def _paint_labels(painter: QPainter, scene: Scene, style: Style, inks: Inks) -> None:
    palette = style.palette
    for label in scene.labels:
        if label.leader:
            (x0, y0), (x1, y1) = label.leader
            for colour, width in ((palette.halo, 2.6), (palette.soft_ink, 0.9)):
                painter.setPen(inks.pen(colour, width, label.text.alpha))
                painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
            painter.setPen(NO_PEN)
            painter.setBrush(inks.brush(palette.soft_ink, label.text.alpha))
            painter.drawEllipse(QPointF(x0, y0), 1.7, 1.7)
    paint_texts(painter, [label.text for label in scene.labels], inks, scene.flows, palette.halo)


def _paint_tray(painter: QPainter, scene: Scene, style: Style, inks: Inks) -> None:
    if scene.tray is None:
        return
    box, palette = scene.tray.box, style.palette
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(palette.card, 0.92))
    painter.drawRect(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))
    painter.setPen(inks.pen(palette.card_edge, 1.0))
    painter.drawLine(QPointF(box.left, box.top), QPointF(box.right, box.top))
    paint_texts(painter, scene.tray.texts, inks, scene.flows, palette.card)


def _paint_legend(painter: QPainter, scene: Scene, style: Style, inks: Inks) -> None:
    if scene.legend is None:
        return
    box, palette = scene.legend.box, style.palette
    painter.setPen(inks.pen(palette.card_edge, 1.0))
    painter.setBrush(inks.brush(palette.card, 0.93))
    area = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
    painter.drawRoundedRect(area, 5.0, 5.0)
    for sample in scene.legend.samples:
        _paint_sample(painter, sample, scene.flows, style, inks)
    paint_texts(painter, scene.legend.texts, inks, scene.flows, palette.card)


def _paint_sample(
    painter: QPainter, sample: Sample, flows: FlowShapes, style: Style, inks: Inks
) -> None:
    if sample.tone.startswith("sign"):
        x, y = sample.xy[0]
        if sample.tone == "signq":
            _paint_letter(painter, "?", x, y, 8.0, style.palette.casing, flows, style, inks)
            return
        sign = Sign.UNKNOWN if sample.tone == "sign?" else Sign.DISPUTED
        _paint_sign(painter, sign, x, y, inks.tone("flow", flows), 1.0, flows, style, inks)
        return
    painter.setPen(NO_PEN)
    painter.setBrush(inks.brush(inks.tone(sample.tone, flows), sample.alpha))
    painter.drawPolygon(polygon(np.array(sample.xy, dtype=np.float32)))
