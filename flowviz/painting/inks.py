"""Brushes and pens of a picture, made once each and never a flow."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from flowviz.scene.model import REST, SINGLE, FlowShapes
from flowviz.style import Palette

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


class Inks:
    """Looks colours up by role; keeps what it has made."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._brushes: dict[tuple[str, int], QBrush] = {}
        self._pens: dict[tuple[str, int, float], QPen] = {}

    def flow(self, number: int) -> str:
        """The colour of a colour number of the scene."""
        if number == SINGLE:
            return self._palette.single
        return self._palette.rest if number == REST else self._palette.hues[number]

    def tone(self, tone: str, flows: FlowShapes) -> str:
        """The colour of a role in text or legend."""
        if tone.startswith("hue"):
            return self._palette.hues[int(tone[3:])]
        if tone == "flow":
            is_single = bool(np.any(flows.colour == SINGLE)) or not len(flows.colour)
            return self._palette.single if is_single else self._palette.soft_ink
        colour: str = getattr(self._palette, tone)
        return colour

    def brush(self, colour: str, alpha: float = 1.0) -> QBrush:
        """A brush; ``alpha`` in steps of 1/64."""
        key = (colour, round(alpha * 64))
        if key not in self._brushes:
            made = QColor(colour)
            made.setAlphaF(key[1] / 64)
            self._brushes[key] = QBrush(made)
        return self._brushes[key]

    def pen(self, colour: str, width_px: float, alpha: float = 1.0) -> QPen:
        """A round pen of a width in logical pixels."""
        key = (colour, round(alpha * 64), width_px)
        if key not in self._pens:
            pen = QPen(self.brush(colour, alpha), width_px)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._pens[key] = pen
        return self._pens[key]
