"""What is asked for: the arguments of ``build`` together, with what follows from them alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flowviz.flows.strands import Strands
from flowviz.layouts import Layout
from flowviz.scene.model import Selection
from flowviz.scene.viewport import Viewport
from flowviz.scene.widths import frame_factor
from flowviz.style import Style

Measure = Callable[[str, float, int], float]
"""The width in pixels of a line of text: (text, size_px, weight)."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture to be made of ``strands``; ``names`` are of ``strands.actor_codes``."""

    strands: Strands
    names: Sequence[str]
    layout: Layout
    style: Style
    viewport: Viewport
    measure: Measure
    selection: Selection

    @property
    def factor(self) -> float:
        """How much larger or smaller than in a frame of common size things are drawn."""
        return frame_factor(self.viewport.width_px, self.viewport.height_px)

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height in pixels."""
        return self.viewport.width_px, self.viewport.height_px

    def text_px(self, nominal_px: float, least_factor: float = 0.0) -> float:
        """The size of text that is ``nominal_px`` in a frame of common size."""
        return self.style.text_px(nominal_px * max(self.factor, least_factor))
