"""Brushes and pens of a picture, made once each and never a flow."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from flowviz.scene.model import PLAIN, REST, SINGLE, FlowShapes
from flowviz.style import Palette, mix

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_FADES = (0.3, 0.55, 0.8)


class Inks:
    """Looks colours up by role; keeps what it has made."""

    def __init__(self, palette: Palette, flows: FlowShapes | None = None) -> None:
        self._palette = palette
        colours = np.zeros(0) if flows is None else flows.colour
        self._is_single = not len(colours) or bool(np.any(colours == SINGLE))
        self._ground = mix(palette.sea, palette.land, 0.5)
        self._sample = palette.single if self._is_single else palette.soft_ink
        self._ring = mix(palette.disc, palette.casing, 0.4)
        self._brushes: dict[tuple[str, int], QBrush] = {}
        self._pens: dict[tuple[str, int, float, bool], QPen] = {}

    def flow(self, number: int) -> str:
        """The colour of a colour number of the scene."""
        if number == SINGLE:
            return self._palette.single
        if number == PLAIN:
            return self._ring
        return self._palette.rest if number == REST else self._palette.hues[number]

    def tone(self, tone: str) -> str:
        """The colour of a role in text or legend."""
        if tone == "flow":
            return self._sample
        if tone == "ring":
            return self._sample if self._is_single else self._ring
        if tone == "band":
            return self.band(self._sample)
        if tone.startswith("fade"):
            share = _FADES[int(tone[4:]) - 1]
            return mix(self._palette.card, self.band(self._sample), share)
        if tone.startswith("hue"):
            return self._palette.hues[int(tone[3:])]
        colour: str = getattr(self._palette, tone)
        return colour

    def band(self, colour: str) -> str:
        """The lighter tone of a colour that fills a range from low to high."""
        return mix(colour, self._palette.casing, 0.58)

    def fringe(self, colour: str, step: int) -> str:
        """The tone in which a ribbon open upwards fades out, in steps from 1, the outermost."""
        return mix(self._ground, self.band(colour), _FADES[step - 1])

    def faded(self, colour: str, alpha: float) -> QBrush:
        """A brush of what ``alpha`` leaves of a colour on the map, opaque all the same.

        Qt fills translucent polygons at a third of the speed (139 ms instead of 41 for 418
        ribbons), and faded ribbons that shine through one another are no help to the eye.
        """
        return self.brush(colour if alpha >= 1.0 else mix(self._ground, colour, alpha))

    def brush(self, colour: str, alpha: float = 1.0) -> QBrush:
        """A brush; ``alpha`` in steps of 1/64."""
        key = (colour, round(alpha * 64))
        if key not in self._brushes:
            made = QColor(colour)
            made.setAlphaF(key[1] / 64)
            self._brushes[key] = QBrush(made)
        return self._brushes[key]

    def pen(
        self, colour: str, width_px: float, alpha: float = 1.0, *, is_dashed: bool = False
    ) -> QPen:
        """A round pen of a width in logical pixels."""
        key = (colour, round(alpha * 64), width_px, is_dashed)
        if key not in self._pens:
            pen = QPen(self.brush(colour, alpha), width_px)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if is_dashed:
                pen.setDashPattern([3.0, 3.0])
            self._pens[key] = pen
        return self._pens[key]
