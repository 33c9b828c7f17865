"""Strands, positions and style to geometry: arrays in logical pixels, ready to paint; no Qt."""

from flowviz.scene.build import build
from flowviz.scene.frame import fit
from flowviz.scene.lock import lock_of
from flowviz.scene.model import Box, Label, Legend, Scene, Selection, Text
from flowviz.scene.pick import Hit, pick
from flowviz.scene.viewport import Viewport

__all__ = [
    "Box",
    "Hit",
    "Label",
    "Legend",
    "Scene",
    "Selection",
    "Text",
    "Viewport",
    "build",
    "fit",
    "lock_of",
    "pick",
]
