"""Where actors stand: on the map, or in the network."""

from flowviz.layouts.equal_earth import EqualEarth
from flowviz.layouts.layout import Backdrop, Layout, Rings

LAYOUTS = ("map", "network")
"""The layouts by name; each is a module with a function ``layout``."""

__all__ = ["LAYOUTS", "Backdrop", "EqualEarth", "Layout", "Rings"]
