"""Icons from ``resources/icons``, drawn in the text colour in force."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from flowviz import paths
from flowviz.ui import theme

_SIZES_PX = (16, 32, 48)


def icon(name: str) -> QIcon:
    """Give the icon ``name`` in the colours of now; "" gives none."""
    if not name:
        return QIcon()
    now = theme.colours()
    return _icon(name, now.muted, now.faint)


def pixmap(name: str, colour: str, size_px: int, ratio: float) -> QPixmap:
    """Give the icon ``name`` in ``colour`` for a screen with ``ratio`` pixels to the px."""
    made = _drawn(_renderer(name, colour), round(size_px * ratio))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def program_icon() -> QIcon:
    """Give the icon of the program's windows."""
    return QIcon(str(paths.resource("icons", "flowviz.svg")))


@cache
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = _renderer(name, ink)
        for size in _SIZES_PX:
            made.addPixmap(_drawn(renderer, size), mode)
    return made


def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = paths.resource("icons", f"{name}.svg").read_text("utf-8").replace("#000", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    made = QPixmap(QSize(size, size))
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return made
