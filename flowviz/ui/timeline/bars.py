"""The bars of the timeline, and the hatched bands of what spans more than one of them."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from flowviz.flows.histogram import Band, Histogram
from flowviz.ui import theme
from flowviz.ui.timeline.window import YEAR, Span

_GAP = 0.08
"""Of a bar's place, left free on each side."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What stands over each step of time.

    Attributes
    ----------
    step
        Months a bar, 12 or 1.
    first
        The month in which the first bar begins.
    amounts
        (B,) what is dated within each bar.
    more
        (B,) at most how much more may lie in each, of what spans more than one bar.
    """

    step: int
    first: int
    amounts: NDArray[np.float64]
    more: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.amounts)

    @property
    def highest(self) -> float:
        """The top of the highest bar with its band, 0 without any."""
        return float(np.max(self.amounts + self.more, initial=0.0))

    def starts(self) -> NDArray[np.int64]:
        """(B + 1,) the months in which the bars begin, and the end of the last."""
        starts: NDArray[np.int64] = self.first + self.step * np.arange(len(self) + 1)
        return starts


def bars_of(histogram: Histogram) -> Bars:
    """The bars of a histogram, with what its bands may add to each."""
    step = YEAR if histogram.step == "year" else 1
    ends = [(band.first, band.last) for band in histogram.bands]
    if len(histogram.amounts):
        ends.append((histogram.first, histogram.bins[-1]))
    if not ends:
        return NO_BARS
    first = min(begin for begin, _ in ends)
    count = max(end for _, end in ends) - first + 1
    amounts, rises = np.zeros(count), np.zeros(count + 1)
    own = histogram.first - first
    amounts[own : own + len(histogram.amounts)] = histogram.amounts
    for band in histogram.bands:
        for begin, end in _runs(band, step):
            rises[begin - first] += band.amount
            rises[end + 1 - first] -= band.amount
    more = np.cumsum(rises)[:-1]
    # Rises and falls of floats cancel to next to nothing, which is nothing.
    more[more < 1e-9 * max(float(more.max()), 1.0)] = 0.0
    return Bars(step, first * step, amounts, more)


def _runs(band: Band, step: int) -> list[tuple[int, int]]:
    """The first and last bins of a band; of listed years only those that are listed."""
    if not band.years:
        return [(band.first, band.last)]
    bins = YEAR // step
    spans = ((year * bins, year * bins + bins - 1) for year in band.years)
    cut = ((max(begin, band.first), min(end, band.last)) for begin, end in spans)
    return [(begin, end) for begin, end in cut if begin <= end]


NO_BARS = Bars(12, 12, np.empty(0), np.empty(0))


class BarsItem(pg.GraphicsObject):
    """Paints bars: those in the window in full colour, the others pale."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = NO_BARS
        self._window: Span | None = None

    def show_bars(self, bars: Bars) -> None:
        """Show other bars."""
        self.prepareGeometryChange()
        self._bars = bars
        self.update()

    def show_window(self, window: Span | None) -> None:
        """Show which bars are in the window; None for all."""
        if window != self._window:
            self._window = window
            self.update()

    def boundingRect(self) -> QRectF:
        bars = self._bars
        return QRectF(bars.first, 0.0, bars.step * len(bars), max(bars.highest, 1e-9))

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        now = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        starts = self._bars.starts()
        inside = np.ones(len(self._bars), np.bool_)
        if self._window is not None:
            inside = (starts[:-1] <= self._window.last) & (starts[1:] > self._window.first)
        for is_inside, colour in ((False, now.faint), (True, now.accent)):
            solid = QColor(colour)
            solid.setAlpha(255 if is_inside else 130)
            chosen = inside if is_inside else ~inside
            painter.setBrush(solid)
            painter.drawRects(self._rects(chosen))
            # Qt leaves the hatching as it is under the scale of the plot.
            painter.setBrush(QBrush(solid, Qt.BrushStyle.BDiagPattern))
            for outline in self._bands(chosen):
                painter.drawPolygon(outline)

    def _rects(self, chosen: NDArray[np.bool_]) -> list[QRectF]:
        bars, margin = self._bars, _GAP * self._bars.step
        numbers = np.flatnonzero(chosen & (bars.amounts > 0))
        return [
            QRectF(start + margin, 0.0, bars.step - 2 * margin, amount)
            for start, amount in zip(
                bars.starts()[numbers].tolist(), bars.amounts[numbers].tolist(), strict=True
            )
        ]

    def _bands(self, chosen: NDArray[np.bool_]) -> list[QPolygonF]:
        """One outline for each run of bars with more on top of them."""
        bars, starts = self._bars, self._bars.starts()
        has_more = np.flatnonzero(chosen & (bars.more > 0))
        outlines = []
        for run in np.split(has_more, np.flatnonzero(np.diff(has_more) > 1) + 1):
            if len(run):
                edges = np.repeat(starts[np.append(run, run[-1] + 1)], 2)[1:-1]
                lows = np.repeat(bars.amounts[run], 2)
                highs = lows + np.repeat(bars.more[run], 2)
                upper = zip(edges.tolist(), highs.tolist(), strict=True)
                lower = zip(edges[::-1].tolist(), lows[::-1].tolist(), strict=True)
                outlines.append(QPolygonF([QPointF(x, y) for x, y in (*upper, *lower)]))
        return outlines
