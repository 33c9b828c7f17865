"""Where actors stand: on the map, or in the network."""

from flowviz.layouts.equal_earth import EqualEarth
from flowviz.layouts.layout import Backdrop, Layout, Rings
from flowviz.layouts.projections import Projection

__all__ = ["Backdrop", "EqualEarth", "Layout", "Projection", "Rings"]
