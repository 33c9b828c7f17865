"""The one font, Inter, bundled so that every machine measures and draws alike."""

import functools
import re
import threading

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainterPath, QPainterPathStroker

from flowviz.errors import FlowvizError
from flowviz.names import spelled
from flowviz.paths import resource

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
"""Weights that are bundled and the names of their files."""

EM = 200
"""Pixel size at which text is measured and outlined; Qt takes whole pixels only, scenes do not."""
_of_thread = threading.local()
_JOINED = re.compile("[^\u200c\u200d]+")
"""Everything but the joiners, which Persian, Hindi and emoji are written with."""


@functools.lru_cache(maxsize=1)
def load() -> str:
    """Register the bundled fonts once and give their family; needs a QGuiApplication.

    Raises
    ------
    FlowvizError
        A font file is missing or Qt does not take it.
    """
    families = set()
    for name in WEIGHTS.values():
        path = resource("fonts", f"Inter-{name}.otf")
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise FlowvizError(
                f"The bundled font {path.name} cannot be loaded; install flowviz again."
            )
        families |= set(QFontDatabase.applicationFontFamilies(number))
    return "Inter" if "Inter" in families else min(families)


@functools.lru_cache(maxsize=8)
def font(weight: int) -> QFont:
    """The font of a weight at the size of measuring."""
    nearest = min(WEIGHTS, key=lambda known: abs(known - weight))
    made = QFont(load())
    made.setWeight(QFont.Weight(nearest))
    made.setPixelSize(EM)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def measure(text: str, size_px: float, weight: int = 400) -> float:
    """The width in pixels of a line of text, the same at every scale."""
    return _advance(text, weight) * size_px / EM


@functools.lru_cache(maxsize=20_000)
def _advance(text: str, weight: int) -> float:
    return float(_metrics(weight).horizontalAdvance(_shown(text)))


def _shown(text: str) -> str:
    """What is drawn of a text: controls as words, but those within letters that need them."""
    return text if text.isprintable() else _JOINED.sub(lambda found: spelled(found[0]), text)


def _metrics(weight: int) -> QFontMetricsF:
    """The metrics of a weight, of each thread its own: Qt's font engines serve one thread alone."""
    kept = _of_thread.__dict__.setdefault("metrics", {})
    if weight not in kept:
        kept[weight] = QFontMetricsF(QFont(font(weight)))
    found: QFontMetricsF = kept[weight]
    return found


@functools.lru_cache(maxsize=4_000)
def outline(text: str, weight: int) -> QPainterPath:
    """The glyphs of a line of text from its base line, at :data:`EM` pixels."""
    path = QPainterPath()
    path.addText(0.0, 0.0, font(weight), _shown(text))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@functools.lru_cache(maxsize=4_000)
def halo(text: str, weight: int, width_em: float) -> QPainterPath:
    """The outline of a line of text with a rim around, ``width_em`` of the size wide in all."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width_em * EM)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCurveThreshold(4.0)
    path = stroker.createStroke(outline(text, weight))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
