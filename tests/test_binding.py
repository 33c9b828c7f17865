"""Faults of the Qt binding that would bring the window down."""

import sys

from PySide6 import QtGui


def test_painter_calls_lose_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one a void call and aborts after some ten thousand."""
    image = QtGui.QImage(8, 8, QtGui.QImage.Format.Format_ARGB32)
    pen, path = QtGui.QPen(), QtGui.QPainterPath()
    before = sys.getrefcount(None)
    painter = QtGui.QPainter(image)
    for _ in range(1000):
        painter.setPen(pen)
        painter.drawPath(path)
    painter.end()
    assert abs(sys.getrefcount(None) - before) < 500
