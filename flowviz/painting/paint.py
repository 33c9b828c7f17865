"""The one drawing: a scene by QPainter, for screen, PNG and later formats alike.

Everything is a fill or a pen in logical pixels under one scale, so the picture at three times the
size is the same picture. Nothing is computed here, and no brush or pen is made a flow.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from flowviz.painting.cards import paint_legend, paint_tray
from flowviz.painting.inks import NO_BRUSH, NO_PEN, Inks
from flowviz.painting.marks import paint_nodes, paint_signs
from flowviz.painting.shapes import areas, lines, polygon
from flowviz.painting.texts import paint_texts
from flowviz.scene.model import BackdropShapes, FlowShapes, Label, Part, Scene
from flowviz.scene.ribbons import OUTLINE_PX
from flowviz.style import Palette, Style


def paint(painter: QPainter, scene: Scene, style: Style, px: float = 1.0) -> None:
    """Draw ``scene`` with its top left corner at the painter's origin, ``px`` times its size."""
    painter.save()
    try:
        painter.scale(px, px)
        frame = QRectF(0.0, 0.0, scene.viewport.width_px, scene.viewport.height_px)
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        paint_ground(painter, scene, style, frame)
        paint_flows(painter, scene, style)
        paint_actors(painter, scene, style)
        paint_words(painter, scene, style)
        if scene.legend is not None:
            paint_legend(painter, scene.legend, style.palette, Inks(style.palette, scene.flows))
    finally:
        painter.restore()


def paint_ground(painter: QPainter, scene: Scene, style: Style, room: QRectF) -> None:
    """The lowest layer, as far as ``room``: paper and map, which change with the frame alone."""
    inks = Inks(style.palette, scene.flows)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not style.is_transparent:
        painter.fillRect(room, inks.brush(style.palette.paper))
    if scene.backdrop is not None:
        _paint_backdrop(painter, scene.backdrop, style, inks)


def paint_flows(painter: QPainter, scene: Scene, style: Style) -> None:
    """The layer of the flows, upon the shelf of the tray."""
    inks = Inks(style.palette, scene.flows)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.tray is not None:
        paint_tray(painter, scene.tray, style.palette, inks)
    _paint_flows(painter, scene.flows, style.palette, inks)


def paint_actors(painter: QPainter, scene: Scene, style: Style) -> None:
    """The layer above the flows: actors and signs."""
    palette, inks = style.palette, Inks(style.palette, scene.flows)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_nodes(painter, scene.nodes, palette, inks)
    _paint_leaders(painter, scene.labels, palette, inks)
    paint_signs(painter, scene.flows, palette, inks)


def paint_words(painter: QPainter, scene: Scene, style: Style) -> None:
    """The words above them, but not the legend's."""
    inks = Inks(style.palette, scene.flows)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_texts(painter, [label.text for label in scene.labels], inks, style.palette.halo)
    if scene.tray is not None:
        paint_texts(painter, scene.tray.texts, inks, style.palette.card)


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
    painter.setPen(inks.pen(palette.border, 0.8, is_dashed=True))
    painter.drawPath(lines(backdrop.disputed))


def _paint_flows(painter: QPainter, flows: FlowShapes, palette: Palette, inks: Inks) -> None:
    rows, parts = flows.polygon_row.tolist(), flows.polygon_part.tolist()
    alphas, is_selected = flows.alpha.tolist(), flows.is_selected.tolist()
    colours = [inks.flow(number) for number in flows.colour.tolist()]
    outline = inks.pen(palette.accent, OUTLINE_PX)
    painter.setPen(NO_PEN)
    for k, (row, part) in enumerate(zip(rows, parts, strict=True)):
        alpha = alphas[row]
        if part == Part.BAND:
            brush = inks.faded(inks.band(colours[row]), alpha)
        elif part == Part.BODY:
            brush = inks.faded(colours[row], alpha)
        elif Part.CASING < part < Part.BAND:
            brush = inks.faded(inks.fringe(colours[row], part), alpha)
        else:
            brush = inks.brush(palette.casing)
        is_outlined = is_selected[row] and part in (Part.BAND, Part.BODY)
        painter.setBrush(brush)
        painter.setPen(outline if is_outlined else NO_PEN)
        painter.drawPolygon(polygon(flows.polygons[k]), Qt.FillRule.WindingFill)


def _paint_leaders(
    painter: QPainter, labels: tuple[Label, ...], palette: Palette, inks: Inks
) -> None:
    for label in labels:
        if not label.leader:
            continue
        start, end = (QPointF(*point) for point in label.leader)
        for colour, width in ((palette.halo, 2.6), (palette.soft_ink, 0.9)):
            painter.setPen(inks.pen(colour, width, label.text.alpha))
            painter.drawLine(start, end)
        painter.setPen(NO_PEN)
        painter.setBrush(inks.brush(palette.soft_ink, label.text.alpha))
        painter.drawEllipse(start, 1.7, 1.7)
