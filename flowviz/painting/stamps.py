"""Lines of text as small images that are kept: names stay while the flows beneath them change.

A name with its halo takes ten times as long to fill as to stamp, and while the hand brushes over
time the same names are painted in the same places again and again.
"""

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from flowviz.painting import fonts
from flowviz.painting.inks import Inks
from flowviz.painting.shapes import painter_on
from flowviz.painting.texts import HALO_PX, paint_texts
from flowviz.scene.model import Text

_MOST = 2_000
_ROOM = 2


class Stamps:
    """Texts at pixels of a device; at most some thousands are kept."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], QImage] = {}

    def paint(
        self,
        painter: QPainter,
        texts: Iterable[Text],
        inks: Inks,
        halo: str,
        placed: tuple[float, float, float],
    ) -> None:
        """Stamp ``texts``; the painter counts pixels of the device.

        ``placed`` are the factor from the scene's pixels to the device's, and where its corner is.
        """
        factor, left, top = placed
        for text in texts:
            if not text.text:
                continue
            x, y = left + factor * text.x, top + factor * text.baseline
            whole_x, whole_y = math.floor(x), math.floor(y)
            part = round((x - whole_x) * 16) / 16, round((y - whole_y) * 16) / 16
            look = (text.text, text.size_px, text.weight, text.tone, text.has_halo, text.alpha)
            key = (*look, halo, inks.tone(text.tone), factor, part)
            stamp = self._kept.get(key)
            if stamp is None:
                if len(self._kept) >= _MOST:
                    self._kept.clear()
                stamp = self._kept[key] = _stamp(text, inks, halo, factor, part)
            painter.drawImage(QPointF(whole_x, whole_y) + stamp.offset().toPointF(), stamp)


def _stamp(text: Text, inks: Inks, halo: str, factor: float, part: tuple[float, float]) -> QImage:
    scale = text.size_px / fonts.EM * factor
    ink = fonts.outline(text.text, text.weight).boundingRect()
    rim = HALO_PX * factor if text.has_halo else 0.0
    room = QRectF(ink.x() * scale, ink.y() * scale, ink.width() * scale, ink.height() * scale)
    room = room.adjusted(-rim - _ROOM, -rim - _ROOM, rim + _ROOM + 1.0, rim + _ROOM + 1.0)
    box = room.toAlignedRect()
    made = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(0)
    made.setOffset(box.topLeft())
    with painter_on(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(part[0] - box.x(), part[1] - box.y())
        painter.scale(factor, factor)
        painter.translate(-text.x, -text.baseline)
        paint_texts(painter, [text], inks, halo)
    return made
