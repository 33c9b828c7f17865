"""Where actors stand: on the map, or in the network."""

from flowviz.layouts.equal_earth import EqualEarth
from flowviz.layouts.layout import Backdrop, Layout, Rings

__all__ = ["Backdrop", "EqualEarth", "Layout", "Rings"]
