"""The one graphics item: a scene, painted once into an image that moves until the hand rests."""

import math
import time

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from flowviz.painting import painter_on
from flowviz.painting.cards import paint_legend
from flowviz.painting.inks import Inks
from flowviz.painting.shapes import polygon
from flowviz.painting.sheet import MARGIN_PX, Move, Sheet
from flowviz.scene import Scene, Viewport
from flowviz.scene.curves import outlines
from flowviz.scene.model import Legend
from flowviz.style import Style

_OUTLINE_PX = 1.6
_GHOST_PX = 8.0
_MOST_ENLARGED = 1.4
_LATE_S = 0.12
"""A picture that takes longer to paint is not painted anew while the hand moves."""


class Picture(QGraphicsObject):
    """Paints a scene in logical pixels of the view; world units never reach Qt.

    What is painted is kept: the flows, in an image larger than the frame that follows the hand,
    and the legend, which stays where it is. Where the hand uncovers what lies beyond the image, the
    same scene is painted anew around it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = QRectF()
        self._scene: Scene | None = None
        self._style = Style()
        self._ratio = 1.0
        self._sheet = Sheet()
        self._image = QImage()
        self._painted_at: Viewport | None = None
        self._painting_s = 0.0
        self._fixed = QPixmap()
        self._fixed_for: tuple[Legend | None, Style, float] | None = None
        self._viewport: Viewport | None = None
        self._outline: tuple[QPolygonF, ...] = ()
        self._ground = QColor()
        self._accent = QColor()
        self._ghost: QLineF | None = None
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._paint_anew)

    @property
    def scene_shown(self) -> Scene | None:
        """The scene painted last."""
        return self._scene

    @property
    def sheet(self) -> Sheet:
        """What paints the images."""
        return self._sheet

    def show_scene(
        self,
        scene: Scene,
        style: Style,
        ratio: float,
        image: QImage | None = None,
        *,
        is_draft: bool = False,
    ) -> None:
        """Show ``scene`` on a screen with ``ratio`` pixels to the logical pixel.

        ``image`` is what it looks like where somebody has painted it already; a draft may be less
        sharp.
        """
        self._anew.stop()
        self._painting_s = math.inf  # what others paint for us takes long
        if image is None:
            begun = time.perf_counter()
            image = self._sheet.image(scene, style, ratio, is_draft=is_draft)
            self._painting_s = time.perf_counter() - begun
        self._image = image
        self._fix(scene, style, ratio)
        self._scene, self._style, self._ratio = scene, style, ratio
        self._viewport = self._painted_at = scene.viewport
        self._outline, self._ghost = (), None
        self._ground = QColor(style.palette.sea if scene.backdrop else style.palette.paper)
        self._accent = QColor(style.palette.accent)
        self.update()

    def _fix(self, scene: Scene, style: Style, ratio: float) -> None:
        """Paint what stays in its place: the legend, unless it is painted already."""
        wanted = (scene.legend, style, ratio)
        if self._fixed_for == wanted:
            return
        self._fixed, self._fixed_for = QPixmap(), wanted
        if scene.legend is not None:
            wide, tall = scene.viewport.width_px, scene.viewport.height_px
            self._fixed = QPixmap(round(wide * ratio), round(tall * ratio))
            self._fixed.setDevicePixelRatio(ratio)
            self._fixed.fill(Qt.GlobalColor.transparent)
            with painter_on(self._fixed) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                inks = Inks(style.palette, scene.flows)
                paint_legend(painter, scene.legend, style.palette, inks)

    def resize(self, size: QRectF) -> None:
        """Fill ``size``."""
        self.prepareGeometryChange()
        self._size = QRectF(size)

    def move_to(self, viewport: Viewport) -> None:
        """Show what was painted last as it lies in ``viewport``."""
        self._viewport = viewport
        if self._painted_at is not None and self._painting_s < _LATE_S:
            factor, shift = _moved(self._painted_at, viewport)
            covered = _covered(self._painted_at, factor, shift)
            if not covered.contains(self._size) or not 1.0 <= factor <= _MOST_ENLARGED:
                self._anew.start()  # the frames that come before it are drawn from what there is
        self.update()

    def _paint_anew(self) -> None:
        scene, viewport = self._scene, self._viewport
        if scene is None or viewport is None:
            return
        framed = viewport.resized(scene.viewport.width_px, scene.viewport.height_px)
        factor, shift = _moved(scene.viewport, framed)
        begun = time.perf_counter()
        move = Move(factor, shift.x(), shift.y())
        self._image = self._sheet.image(scene, self._style, self._ratio, move, is_draft=True)
        self._painting_s = time.perf_counter() - begun
        self._painted_at = framed
        self.update()

    def outline_flow(self, flow: int) -> None:
        """Trace the edge of one flow, -1 for none: what the pointer is on."""
        scene = self._scene
        self._outline = () if scene is None or flow < 0 else _edges(scene, flow)
        self.update()

    def show_ghost(self, path: QLineF | None) -> None:
        """Show an actor on its way from one place to another."""
        self._ghost = path
        self.update()

    def free(self) -> None:
        """Give back what painting holds beyond the picture itself."""
        self._anew.stop()
        self._sheet.free()

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        scene, viewport, painted_at = self._scene, self._viewport, self._painted_at
        if scene is None or viewport is None or painted_at is None:
            painter.fillRect(self._size, self._ground)
            return
        factor, shift = _moved(painted_at, viewport)
        if not _covered(painted_at, factor, shift).contains(self._size):
            painter.fillRect(self._size, self._ground)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, factor != 1.0)
        painter.translate(shift)
        painter.scale(factor, factor)
        painter.drawImage(QPointF(-MARGIN_PX, -MARGIN_PX), self._image)
        painter.restore()
        if self._outline:
            self._paint_outline(painter, *_moved(scene.viewport, viewport))
        painter.drawPixmap(QPointF(0.0, 0.0), self._fixed)
        if self._ghost is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._accent, _OUTLINE_PX, Qt.PenStyle.DashLine))
            painter.drawLine(self._ghost)
            painter.drawEllipse(self._ghost.p2(), _GHOST_PX, _GHOST_PX)

    def _paint_outline(self, painter: QPainter, factor: float, shift: QPointF) -> None:
        painter.save()
        painter.translate(shift)
        painter.scale(factor, factor)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._accent, _OUTLINE_PX / factor))
        for edge in self._outline:
            painter.drawPolygon(edge)
        painter.restore()


def _covered(painted_at: Viewport, factor: float, shift: QPointF) -> QRectF:
    """What an image covers, its margin included, when it is enlarged and moved."""
    wide, tall = painted_at.width_px + 2.0 * MARGIN_PX, painted_at.height_px + 2.0 * MARGIN_PX
    corner = shift - QPointF(MARGIN_PX, MARGIN_PX) * factor
    return QRectF(corner.x(), corner.y(), wide * factor, tall * factor)


def _moved(was: Viewport, now: Viewport) -> tuple[float, QPointF]:
    """Give the factor and the shift that carry pixels of one viewport to those of another."""
    factor = now.px_per_unit / was.px_per_unit
    left = (was.centre_x - now.centre_x) * now.px_per_unit
    top = (was.centre_y - now.centre_y) * now.px_per_unit
    return factor, QPointF(
        left + (now.width_px - was.width_px * factor) / 2.0,
        top + (now.height_px - was.height_px * factor) / 2.0,
    )


def _edges(scene: Scene, flow: int) -> tuple[QPolygonF, ...]:
    rows = np.flatnonzero(scene.flows.flow == flow).tolist()
    return tuple(polygon(points) for row in rows for points in outlines(scene.flows.curves, row))
