"""The axes of the timeline: calendar years and months, and short numbers."""

import pyqtgraph as pg
from PySide6.QtGui import QColor, QPen

from flowviz.ui import theme
from flowviz.ui.timeline.window import YEAR, month_words

_YEARS_APART = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS_APART = (1, 3, 6)
_ROOM_PX = 46
_MONTH_ROOM_PX = 64
_TEXT_PX = 11
_LEAST = 1e-6
"""Below it nothing is amounted to: the range has a height only for Qt's sake."""


class TimeAxis(pg.AxisItem):
    """Names years in the middle of their bars, months where there is room for them."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._step = YEAR
        self.setStyle(tickLength=3)
        dress_axis(self)

    def set_step(self, step: int) -> None:
        """Name years (12) or months (1)."""
        self._step = step
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        per_month = size / max(high - low, 1e-9)
        if self._step == 1:
            for apart in _MONTHS_APART:
                if apart * per_month >= _MONTH_ROOM_PX:
                    return [(apart, self._values(low, high, apart, 0.5))]
        for years in _YEARS_APART:
            if years * YEAR * per_month >= _ROOM_PX:
                return [(years * YEAR, self._values(low, high, years * YEAR, YEAR / 2))]
        return []

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        if spacing < YEAR:
            return [month_words(int(value)) for value in values]
        return [str(int(value) // YEAR) for value in values]

    def _values(self, low: float, high: float, apart: int, middle: float) -> list[float]:
        first = -(-int(low) // apart)
        found = (apart * number + middle for number in range(first - 1, int(high) // apart + 1))
        return [value for value in found if low <= value <= high and value >= YEAR]


class AmountAxis(pg.AxisItem):
    """Names amounts shortly: ``20k``, ``1.5M``."""

    def __init__(self) -> None:
        super().__init__("left")
        self.setStyle(tickLength=3, maxTickLevel=0)
        self.setWidth(44)
        self.enableAutoSIPrefix(False)
        dress_axis(self)

    def tickValues(self, low: float, high: float, _size: float) -> list[tuple[float, list[float]]]:
        if high < _LEAST:
            return []
        apart = nice(high / 2)
        # The room above the bars has words in it.
        return [(apart, [apart * number for number in range(int(0.8 * high / apart) + 1)])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        return [short(value) for value in values]


def dress_axis(axis: pg.AxisItem) -> None:
    """Draw an axis in the colours in force."""
    now = theme.colours()
    axis.setPen(QPen(QColor(now.line)))
    axis.setTextPen(QPen(QColor(now.muted)))
    font = axis.font()
    font.setPixelSize(_TEXT_PX)
    axis.setTickFont(font)


def nice(most: float) -> float:
    """The largest 1, 2 or 5 times a power of ten up to ``most``."""
    power = 10.0 ** int(f"{most:e}".partition("e")[2])
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= most * 1.0000001)


def short(value: float) -> str:
    """A number in few characters."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
