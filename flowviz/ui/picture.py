"""The one graphics item: a scene, painted once into a pixmap that moves until the hand rests."""

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from flowviz.painting import paint, painter_on
from flowviz.painting.cards import paint_legend
from flowviz.painting.inks import Inks
from flowviz.scene import Scene, Viewport
from flowviz.scene.model import Part
from flowviz.style import Style

_OUTLINE_PX = 1.6
_GHOST_PX = 8.0


class Picture(QGraphicsObject):
    """Paints a scene in logical pixels of the view; world units never reach Qt.

    What is painted is kept as two pixmaps: the flows, which follow the hand, and the legend, which
    stays where it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = QRectF()
        self._scene: Scene | None = None
        self._flows = QPixmap()
        self._fixed = QPixmap()
        self._viewport: Viewport | None = None
        self._outline: tuple[QPolygonF, ...] = ()
        self._ground = QColor()
        self._accent = QColor()
        self._ghost: QLineF | None = None

    @property
    def scene_shown(self) -> Scene | None:
        """The scene painted last."""
        return self._scene

    def show_scene(self, scene: Scene, style: Style, ratio: float) -> None:
        """Paint ``scene`` for a screen with ``ratio`` pixels to the logical pixel."""
        self._flows = _pixmap(scene.viewport, ratio, Qt.GlobalColor.transparent)
        self._fixed = _pixmap(scene.viewport, ratio, Qt.GlobalColor.transparent)
        with painter_on(self._flows) as painter:
            paint(painter, replace(scene, legend=None), style)
        if scene.legend is not None:
            with painter_on(self._fixed) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                inks = Inks(style.palette, scene.flows)
                paint_legend(painter, scene.legend, style.palette, inks)
        self._scene, self._viewport = scene, scene.viewport
        self._outline, self._ghost = (), None
        self._ground = QColor(style.palette.sea if scene.backdrop else style.palette.paper)
        self._accent = QColor(style.palette.accent)
        self.update()

    def resize(self, size: QRectF) -> None:
        """Fill ``size``."""
        self.prepareGeometryChange()
        self._size = QRectF(size)

    def move_to(self, viewport: Viewport) -> None:
        """Show what was painted last as it lies in ``viewport``."""
        self._viewport = viewport
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

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.fillRect(self._size, self._ground)
        scene, viewport = self._scene, self._viewport
        if scene is None or viewport is None:
            return
        factor, shift = _moved(scene.viewport, viewport)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, factor != 1.0)
        painter.translate(shift)
        painter.scale(factor, factor)
        painter.drawPixmap(QPointF(0.0, 0.0), self._flows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._accent, _OUTLINE_PX / factor))
        for edge in self._outline:
            painter.drawPolygon(edge)
        painter.restore()
        painter.drawPixmap(QPointF(0.0, 0.0), self._fixed)
        if self._ghost is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._accent, _OUTLINE_PX, Qt.PenStyle.DashLine))
            painter.drawLine(self._ghost)
            painter.drawEllipse(self._ghost.p2(), _GHOST_PX, _GHOST_PX)


def _pixmap(viewport: Viewport, ratio: float, ground: Qt.GlobalColor) -> QPixmap:
    made = QPixmap(round(viewport.width_px * ratio), round(viewport.height_px * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(ground)
    return made


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
    flows = scene.flows
    wanted = (
        k
        for k in range(flows.polygons.count)
        if flows.flow[flows.polygon_row[k]] == flow and flows.polygon_part[k] == Part.BODY
    )
    return tuple(
        QPolygonF([QPointF(float(x), float(y)) for x, y in flows.polygons[k]]) for k in wanted
    )
