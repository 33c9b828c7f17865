"""The one drawing, by QPainter, and the one font."""

from flowviz.painting.paint import paint
from flowviz.painting.shapes import painter_on

__all__ = ["paint", "painter_on"]
