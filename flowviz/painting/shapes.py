"""From arrays to Qt's polygons and paths, without a call a point."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintDevice, QPainter, QPainterPath, QPolygonF
from shiboken6 import Shiboken

from flowviz.scene.model import Polygons


@contextmanager
def painter_on(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter that is ended whatever happens; one left active would crash the program."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def polygon(points: NDArray[np.float32]) -> QPolygonF:
    """The polygon of points (P, 2)."""
    count = len(points)
    made = QPolygonF()
    made.resize(count)
    if count:
        # PySide6 gives the address of the first point; its stubs say QPointF and bytes.
        memory: Any = Shiboken.VoidPtr(made.data(), count * 16, True)  # type: ignore[call-arg, arg-type]
        np.frombuffer(memory, dtype=np.float64).reshape(count, 2)[:] = points
    return made


def areas(polygons: Polygons) -> QPainterPath:
    """One path of closed rings, filled by the odd-even rule: neighbours leave no seam."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for k in range(polygons.count):
        path.addPolygon(polygon(polygons[k]))
        path.closeSubpath()
    return path


def lines(polygons: Polygons) -> QPainterPath:
    """One path of open lines."""
    path = QPainterPath()
    for k in range(polygons.count):
        path.addPolygon(polygon(polygons[k]))
    return path
