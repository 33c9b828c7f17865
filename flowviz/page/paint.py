"""A page by QPainter: its paper, its scene, its lines of text."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from flowviz.page.page import Page
from flowviz.painting import paint
from flowviz.painting.inks import Inks
from flowviz.painting.texts import paint_texts
from flowviz.style import Style


def paint_page(painter: QPainter, page: Page, style: Style, px: float = 1.0) -> None:
    """Draw ``page`` from the painter's origin, ``px`` times its size."""
    inks = Inks(style.palette, page.scene.flows)
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(px, px)
        if not style.is_transparent:
            paper = inks.brush(style.palette.paper)
            painter.fillRect(QRectF(0.0, 0.0, page.width_px, page.height_px), paper)
        paint_texts(painter, page.texts, inks, style.palette.paper)
        painter.translate(page.picture.left, page.picture.top)
        paint(painter, page.scene, style)
    finally:
        painter.restore()
