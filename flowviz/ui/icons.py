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
    made = _pixmap(name, colour, round(size_px * ratio))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def program_icon() -> QIcon:
    """Give the icon of the program's windows."""
    return QIcon(str(paths.resource("icons", "flowviz.svg")))


@cache
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in _SIZES_PX:
        made.addPixmap(_pixmap(name, colour, size))
        made.addPixmap(_pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    svg = paths.resource("icons", f"{name}.svg").read_text("utf-8").replace("#000", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QPixmap(QSize(size, size))
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return made
