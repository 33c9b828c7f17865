"""The ViewBox of the canvas: pan, zoom and limits are pyqtgraph's, clicks and node drags ours."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem

from flowviz.scene import Viewport

_ZOOM_STEP = 1.25


class Frame(pg.ViewBox):
    """World units with y downwards, aspect locked; all signals speak logical pixels."""

    moved = Signal()
    clicked = Signal(QPointF)
    menu_wanted = Signal(QPointF)
    pointed = Signal(QPointF)
    left = Signal()
    drag_began = Signal(QPointF)
    dragged = Signal(QPointF)
    drag_ended = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__(lockAspect=True, enableMenu=False, invertY=True, border=None)
        self.setDefaultPadding(0.0)
        self.disableAutoRange()
        self.holds_node = False
        self.sigRangeChanged.connect(self._tell_moved)
        self.sigResized.connect(self._tell_moved)

    def add_picture(self, picture: QGraphicsItem) -> None:
        """Lay ``picture`` over the frame in its own pixels, not in world units."""
        picture.setParentItem(self)
        picture.setZValue(10)

    def viewport(self) -> Viewport:
        """What is in the frame now."""
        size, view = self.rect(), self.viewRect()
        return Viewport(
            size.width(),
            size.height(),
            view.center().x(),
            view.center().y(),
            size.width() / view.width() if view.width() else 1.0,
        )

    def show_viewport(self, viewport: Viewport) -> None:
        """Put ``viewport`` into the frame."""
        width = viewport.width_px / viewport.px_per_unit
        height = viewport.height_px / viewport.px_per_unit
        centre = QPointF(viewport.centre_x, viewport.centre_y)
        self.setRange(
            QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height), padding=0
        )

    def limit(self, whole: Viewport) -> None:
        """Let nobody get lost: from three times as far as ``whole`` to sixty times as near."""
        width = whole.width_px / whole.px_per_unit
        height = whole.height_px / whole.px_per_unit
        self.setLimits(
            xMin=whole.centre_x - 2.0 * width,
            xMax=whole.centre_x + 2.0 * width,
            yMin=whole.centre_y - 2.0 * height,
            yMax=whole.centre_y + 2.0 * height,
            minXRange=width / 60.0,
            maxXRange=width * 3.0,
        )

    def zoom(self, steps: int) -> None:
        """Zoom in (or out, below 0) around the middle."""
        factor = _ZOOM_STEP**-steps
        self.scaleBy((factor, factor))

    def pan(self, right: float, down: float) -> None:
        """Move the frame by shares of its size."""
        view = self.viewRect()
        self.translateBy(x=right * view.width(), y=down * view.height())

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.clicked.emit(QPointF(event.pos()))
        elif event.button() == Qt.MouseButton.RightButton:
            event.accept()
            self.menu_wanted.emit(QPointF(event.pos()))

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if event.isStart():
            self.holds_node = False
            self.drag_began.emit(QPointF(event.buttonDownPos()))
        if not self.holds_node:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        (self.drag_ended if event.isFinish() else self.dragged).emit(QPointF(event.pos()))

    def hoverEvent(self, event: Any) -> None:
        if event.isExit():
            self.left.emit()
        else:
            self.pointed.emit(QPointF(event.pos()))

    def _tell_moved(self, *_of: object) -> None:
        self.moved.emit()
