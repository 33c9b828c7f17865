"""The second reader of a scene: its flows by OpenGL, into an image, many times as fast.

An image and not a widget: with a software renderer every frame of a window that holds a
``QOpenGLWidget`` took 24 ms before anything was drawn in it (4 ms without), and the window half a
second longer to open; reading the finished picture back takes 2 ms. So OpenGL is asked for nothing
but pixels, off screen, and what the window shows, moves, grabs and prints stays the same with or
without it.
"""

from typing import Any, cast

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage, QOffscreenSurface, QOpenGLContext, QVector4D
from PySide6.QtOpenGL import (
    QOpenGLBuffer,
    QOpenGLFramebufferObject,
    QOpenGLShader,
    QOpenGLShaderProgram,
    QOpenGLVertexArrayObject,
)

from flowviz.errors import FlowvizError
from flowviz.painting.gl_shaders import VERTEX, fragment
from flowviz.painting.gl_strips import INK, SHAPE, Strip
from flowviz.painting.inks import Inks
from flowviz.style import Palette

_BLEND, _ONE, _ONE_MINUS_SOURCE_ALPHA, _COLOUR_BIT = 0x0BE2, 1, 0x0303, 0x4000
_FLOAT, _BYTE, _TRIANGLE_STRIP = 0x1406, 0x1401, 0x0005


class NoOpenGLError(FlowvizError):
    """OpenGL cannot be had, or does not do what it must; ``paint`` serves."""


class Gl:
    """Draws strips of flows into images; made on the window's thread and used there.

    Raises
    ------
    NoOpenGLError
        No context can be made, or the shaders do not compile.
    """

    def __init__(self) -> None:
        self._surface = QOffscreenSurface()
        self._surface.create()
        self._context = QOpenGLContext()
        if not self._context.create() or not self._surface.isValid():
            raise NoOpenGLError("no OpenGL context can be made")
        self._frame: QOpenGLFramebufferObject | None = None
        self._count, self._needs = 0, frozenset[str]()
        self._colours: dict[str, QColor] = {}
        self._make_current()
        try:
            self._programs = {frozenset[str](): _program(frozenset())}
            self._vertices = QOpenGLVertexArrayObject()
            self._vertices.create()  # where there is none, attributes are bound anew every time
            self._buffer = QOpenGLBuffer(QOpenGLBuffer.Type.VertexBuffer)
            if not self._buffer.create():
                raise NoOpenGLError("OpenGL gives no buffer")
        finally:
            self._context.doneCurrent()

    def load(self, strip: Strip, palette: Palette) -> None:
        """Take the flows to draw.

        Raises
        ------
        NoOpenGLError
            The context is lost.
        """
        self._make_current()
        try:
            self._fill(strip)
        finally:
            self._context.doneCurrent()
        self._count, self._needs = len(strip.shape), strip.needs
        self._colours = {
            "casing": QColor(palette.casing),
            "accent": QColor(palette.accent),
            "ground": Inks(palette).faded(palette.casing, 0.0).color(),
        }

    def image(self, size_px: QSize, px: float, shift: QPointF) -> QImage:
        """Draw the flows on nothing: ``px`` times as large, then moved by ``shift``.

        Both the size and the shift are pixels of the image.

        Raises
        ------
        NoOpenGLError
            The context is lost, or such an image is too large for it.
        """
        self._make_current()
        try:
            return self._drawn(size_px, px, shift)
        finally:
            self._context.doneCurrent()

    def free(self) -> None:
        """Give everything back; nothing can be drawn afterwards."""
        if self._context.makeCurrent(self._surface):
            self._frame = None
            self._buffer.destroy()
            self._vertices.destroy()
            for program in self._programs.values():
                program.removeAllShaders()
            self._context.doneCurrent()
        self._surface.destroy()

    def _make_current(self) -> None:
        if not self._context.isValid() or not self._context.makeCurrent(self._surface):
            raise NoOpenGLError("the OpenGL context is lost")

    def _fill(self, strip: Strip) -> None:
        if strip.needs not in self._programs:
            self._programs[strip.needs] = _program(strip.needs)
        program = self._programs[strip.needs]
        program.bind()
        self._vertices.bind()
        self._buffer.bind()
        self._buffer.allocate(strip.shape.nbytes + strip.ink.nbytes)
        location, begin = 0, 0
        for array, kind, parts in ((strip.shape, _FLOAT, SHAPE), (strip.ink, _BYTE, INK)):
            if array.nbytes:
                self._buffer.write(begin, cast(Any, array), array.nbytes)  # the stubs say int
            offset = begin
            for _, width in parts:
                program.enableAttributeArray(location)
                program.setAttributeBuffer(location, kind, offset, width, array.strides[0])
                location += 1
                offset += width * array.itemsize
            begin += array.nbytes
        self._buffer.release()
        self._vertices.release()
        program.release()

    def _drawn(self, size_px: QSize, px: float, shift: QPointF) -> QImage:
        frame = self._framed(size_px)
        frame.bind()
        functions = self._context.functions()
        functions.glViewport(0, 0, size_px.width(), size_px.height())
        functions.glClearColor(0.0, 0.0, 0.0, 0.0)
        functions.glClear(_COLOUR_BIT)
        functions.glEnable(_BLEND)
        functions.glBlendFunc(_ONE, _ONE_MINUS_SOURCE_ALPHA)
        if self._count:
            wide, tall = size_px.width() / 2.0, size_px.height() / 2.0
            program = self._programs[self._needs]
            program.bind()
            view = QVector4D(px / wide, px / tall, shift.x() / wide - 1.0, shift.y() / tall - 1.0)
            program.setUniformValue(program.uniformLocation("view"), view)
            for name, colour in self._colours.items():
                value = QVector4D(colour.redF(), colour.greenF(), colour.blueF(), px)
                program.setUniformValue(program.uniformLocation(name), value)
            self._vertices.bind()
            functions.glDrawArrays(_TRIANGLE_STRIP, 0, self._count)
            self._vertices.release()
            program.release()
        image = frame.toImage(False)  # the top row is drawn at the bottom, which is the first
        frame.release()
        if functions.glGetError() or image.isNull():
            raise NoOpenGLError("OpenGL could not draw the flows")
        return image

    def _framed(self, size_px: QSize) -> QOpenGLFramebufferObject:
        if self._frame is None or self._frame.size() != size_px:
            self._frame = None
            self._frame = QOpenGLFramebufferObject(size_px)
            if not self._frame.isValid():
                raise NoOpenGLError(f"OpenGL gives no image of this size: {size_px}")
        return self._frame


def _program(needs: frozenset[str]) -> QOpenGLShaderProgram:
    made = QOpenGLShaderProgram()
    kinds = QOpenGLShader.ShaderTypeBit
    is_made = made.addShaderFromSourceCode(kinds.Vertex, VERTEX)
    is_made = is_made and made.addShaderFromSourceCode(kinds.Fragment, fragment(needs))
    for location, (name, _) in enumerate((*SHAPE, *INK)):
        made.bindAttributeLocation(name, location)
    if not (is_made and made.link()):
        raise NoOpenGLError(f"OpenGL does not take the shaders: {made.log().strip()}")
    return made
