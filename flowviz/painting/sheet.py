"""Scenes as images for the window: larger than the frame, drawn by the faster of two painters.

The ground is kept between scenes of one frame, so that a brush over time paints nothing but what
has changed. Many flows are drawn by OpenGL where there is some; it is asked for when it is first
worth it, so that a window with few flows opens without.
"""

import logging
import math
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from flowviz.painting.cards import paint_tray
from flowviz.painting.hairs import CROWD, Hairs, hairs, paint_hairs
from flowviz.painting.inks import Inks
from flowviz.painting.paint import paint_actors, paint_flows, paint_ground, paint_words
from flowviz.painting.shapes import painter_on
from flowviz.painting.stamps import Stamps
from flowviz.scene.model import BackdropShapes, FlowShapes, Scene
from flowviz.style import Style

if TYPE_CHECKING:
    from flowviz.painting.gl import Gl

MARGIN_PX = 140
"""How far an image reaches beyond its frame, so that no blank edge shows when the hand begins."""

_MANY_FLOWS = 60
_DRAFT_S, _LEAST_SHARP = 0.045, 0.45
_WITHOUT = ("offscreen", "minimal", "minimalegl", "vnc")
_FORMAT = QImage.Format.Format_RGB32


@dataclass(frozen=True, slots=True)
class Move:
    """Where a scene lies in an image: enlarged by ``factor``, then moved (logical pixels)."""

    factor: float = 1.0
    dx: float = 0.0
    dy: float = 0.0


STILL = Move()


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    scene: Scene
    style: Style
    ratio: float
    move: Move
    image: QImage

    def serves(self, scene: Scene, style: Style, ratio: float, move: Move) -> bool:
        return (
            (self.style.palette, self.ratio, self.move) == (style.palette, ratio, move)
            and self.scene.viewport == scene.viewport
            and _are_equal(self.scene.backdrop, scene.backdrop)
        )


class Sheet:
    """Makes the images of one window, on the window's thread."""

    def __init__(self) -> None:
        self._gl: Gl | None = None
        self._is_gl_refused = False
        self._loaded: tuple[FlowShapes, Style, bool] | None = None
        self._hairs: Hairs | None = None
        self._ground: _Ground | None = None
        self._stamps = Stamps()
        self._drawn_s = 0.0

    @property
    def has_opengl(self) -> bool:
        """Whether OpenGL draws where flows are many."""
        return not self._is_gl_refused and _may_use_opengl()

    def image(
        self,
        scene: Scene,
        style: Style,
        ratio: float,
        move: Move = STILL,
        *,
        is_draft: bool = False,
    ) -> QImage:
        """Draw ``scene`` without its legend for a screen with ``ratio`` pixels to the logical one.

        The image reaches ``MARGIN_PX`` beyond the frame on all sides. In a draft the flows are a
        little less sharp where they would keep the hand waiting.
        """
        if self._ground is None or not self._ground.serves(scene, style, ratio, move):
            image = ground_image(scene, style, ratio, move)
            self._ground = _Ground(scene, style, ratio, move, image)
        made = self._ground.image.copy()
        flows = self._flows(scene, style, ratio, move, is_draft=is_draft)
        with painter_on(made) as painter:
            if flows is not None:
                _place(painter, move)
                inks = Inks(style.palette, scene.flows)
                if scene.tray is not None:
                    paint_tray(painter, scene.tray, style.palette, inks)
                if self._hairs is not None:
                    paint_hairs(painter, self._hairs, scene.flows, inks)
                painter.resetTransform()
                is_coarse = flows.size() != made.size()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_coarse)
                painter.drawImage(QRectF(QPointF(0.0, 0.0), made.deviceIndependentSize()), flows)
            _place(painter, move)
            if flows is None:
                paint_flows(painter, scene, style)
            paint_actors(painter, scene, style)
        self._stamp_words(made, scene, style, ratio, move)
        return made

    def forget(self) -> None:
        """Take the flows to be others when they are next drawn."""
        self._loaded = None

    def free(self) -> None:
        """Give back what OpenGL holds; it is asked again when it is wanted."""
        if self._gl is not None:
            self._gl.free()
        self._gl = self._loaded = self._hairs = None

    def _stamp_words(
        self, image: QImage, scene: Scene, style: Style, ratio: float, move: Move
    ) -> None:
        inks, palette = Inks(style.palette, scene.flows), style.palette
        placed = (
            ratio * move.factor,
            (MARGIN_PX + move.dx) * ratio,
            (MARGIN_PX + move.dy) * ratio,
        )
        image.setDevicePixelRatio(1.0)
        with painter_on(image) as painter:
            names = [label.text for label in scene.labels]
            self._stamps.paint(painter, names, inks, palette.halo, placed)
            if scene.tray is not None:
                self._stamps.paint(painter, scene.tray.texts, inks, palette.card, placed)
        image.setDevicePixelRatio(ratio)

    def _flows(
        self, scene: Scene, style: Style, ratio: float, move: Move, *, is_draft: bool
    ) -> QImage | None:
        """The flows by OpenGL, None where ``QPainter`` shall draw them."""
        forced = os.environ.get("FLOWVIZ_OPENGL") == "1"
        if not self.has_opengl or (len(scene.flows.flow) < _MANY_FLOWS and not forced):
            return None
        from flowviz.painting.gl import Gl, NoOpenGLError
        from flowviz.painting.gl_strips import strip

        try:
            if self._gl is None:
                self._gl = Gl()
            is_hasty = is_draft and len(scene.flows.flow) >= CROWD
            if self._loaded is None or self._loaded != (scene.flows, style, is_hasty):
                self._hairs = hairs(scene.flows) if is_hasty else None
                kept = None if self._hairs is None else ~self._hairs.is_hair
                is_rough = is_hasty and (kept is None or int(kept.sum()) >= CROWD)
                flows = strip(scene.flows, style.palette, kept, is_draft=is_rough)
                self._gl.load(flows, style.palette)
                self._loaded = scene.flows, style, is_hasty
            sharp = ratio * (self._sharpness() if is_draft else 1.0)
            shift = QPointF(MARGIN_PX + move.dx, MARGIN_PX + move.dy) * sharp
            begun = time.perf_counter()
            made = self._gl.image(_size(scene, sharp), sharp * move.factor, shift)
            self._drawn_s = (time.perf_counter() - begun) * (ratio / sharp) ** 2
        except NoOpenGLError as error:
            logging.getLogger(__name__).warning("Drawing without OpenGL: %s", error)
            self._is_gl_refused = True
            self.free()
            return None
        return made

    def _sharpness(self) -> float:
        """With how many of its pixels a side a draft is drawn to be there in time."""
        wanted = math.sqrt(_DRAFT_S / max(self._drawn_s, 1e-6))
        return min(max(wanted, _LEAST_SHARP), 1.0)


def ground_image(scene: Scene, style: Style, ratio: float, move: Move = STILL) -> QImage:
    """The lowest layer of a scene alone."""
    made = QImage(_size(scene, ratio), _FORMAT)
    made.setDevicePixelRatio(ratio)
    with painter_on(made) as painter:
        _place(painter, move)
        wide, tall = scene.viewport.width_px, scene.viewport.height_px
        room = QRectF(-MARGIN_PX - move.dx, -MARGIN_PX - move.dy, wide, tall)
        room.setSize(room.size() + QRectF(0, 0, 2 * MARGIN_PX, 2 * MARGIN_PX).size())
        at = QRectF(room.topLeft() / move.factor, room.size() / move.factor)
        paint_ground(painter, scene, style, at)
    return made


def whole_image(scene: Scene, style: Style, ratio: float) -> QImage:
    """A scene by ``QPainter`` alone, as :meth:`Sheet.image` gives it; on any thread."""
    made = ground_image(scene, style, ratio)
    with painter_on(made) as painter:
        _place(painter, STILL)
        paint_flows(painter, scene, style)
        paint_actors(painter, scene, style)
        paint_words(painter, scene, style)
    return made


def _place(painter: QPainter, move: Move) -> None:
    painter.resetTransform()
    painter.translate(MARGIN_PX + move.dx, MARGIN_PX + move.dy)
    painter.scale(move.factor, move.factor)


def _size(scene: Scene, ratio: float) -> QSize:
    wide, tall = (
        round((length + 2.0 * MARGIN_PX) * ratio)
        for length in (scene.viewport.width_px, scene.viewport.height_px)
    )
    return QSize(wide, tall)


def _may_use_opengl() -> bool:
    wish = os.environ.get("FLOWVIZ_OPENGL", "")
    return wish == "1" or (wish != "0" and QGuiApplication.platformName() not in _WITHOUT)


def _are_equal(first: BackdropShapes | None, second: BackdropShapes | None) -> bool:
    if first is None or second is None:
        return first is second
    return all(
        np.array_equal(getattr(first, name).xy, getattr(second, name).xy)
        for name in ("sea", "land", "borders", "disputed")
    )
