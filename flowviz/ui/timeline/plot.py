"""The plot of the timeline: bars over time, and the window that is dragged over them."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from flowviz.ui import text, theme
from flowviz.ui.timeline.axes import AmountAxis, TimeAxis, dress_axis
from flowviz.ui.timeline.bars import Bars, BarsItem
from flowviz.ui.timeline.region import TimeBox, WindowRegion
from flowviz.ui.timeline.window import YEAR, Span, overlaps, snapped, within

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_HEADROOM = 1.35
_CAPTION_PX = 11
_HEIGHT_PX = 104
_SHORTEST = 6
"""Months that are seen at least."""
_FEWEST = 9
"""Steps that there is room for at least, where the whole time is seen."""
MONTHS_SEEN = 6 * YEAR
"""Up to so many months in sight, the bars are months."""


class TimelinePlot(pg.PlotWidget):
    """Draws; what a drag asks for is told in whole steps.

    ``dragged`` comes while the hand moves, never faster than the window can follow; ``rested`` when
    it lets go; ``range_changed`` when other months are in sight.
    """

    dragged = Signal(object)
    rested = Signal(object)
    whole_wanted = Signal()
    range_changed = Signal()
    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget) -> None:
        self._time, self._amounts = TimeAxis(), AmountAxis()
        self._box = TimeBox()
        axes = {"bottom": self._time, "left": self._amounts}
        super().__init__(parent, viewBox=self._box, axisItems=axes, enableMenu=False)
        self.hideButtons()
        for taker in (self, self.viewport()):
            taker.setAcceptDrops(False)  # what is dropped here is for the window
        self._bars, self._region = BarsItem(), WindowRegion()
        self._whole: Span | None = None
        self._step = YEAR
        self._caption = ""
        self._has_focus_ring = False
        self._pending: Span | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell_drag)
        self.addItem(self._bars)
        self.addItem(self._region)
        self._region.setZValue(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()
        self.dress()

    def _connect(self) -> None:
        self._region.sigRegionChanged.connect(self._follow_region)
        self._region.sigRegionChangeFinished.connect(self._let_go_of_edge)
        for part in (self._region, self._box):
            part.drawn.connect(self._draw_window)
            part.let_go.connect(self._let_go)
        self._box.sigXRangeChanged.connect(self._tell_range)

    @property
    def is_held(self) -> bool:
        """Whether the hand is on the window."""
        return self._region.is_held or self._pending is not None

    @property
    def months_in_sight(self) -> float:
        """How many months lie between the two sides."""
        low, high = self._box.viewRange()[0]
        return float(high - low)

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT_PX)

    def dress(self) -> None:
        """Draw everything in the colours in force."""
        self.setBackground(QColor(theme.colours().panel))
        dress_axis(self._time)
        dress_axis(self._amounts)
        self._region.dress()
        self._bars.update()

    def show_whole(self, whole: Span | None) -> None:
        """Say from when to when there is something; None when nothing is dated."""
        self._whole = whole
        self._region.setVisible(whole is not None)
        if whole is not None:
            self._region.limit(whole)
            self._see_at_most(whole)
            self.see(whole)

    def see(self, span: Span) -> None:
        """Bring some months into sight, and as many beside them as a few bars take."""
        span = self._with_room(span) if span == self._whole else span
        self._box.setXRange(span.first, span.last + 1, padding=0)

    def _see_at_most(self, whole: Span) -> None:
        seen = self._with_room(whole)
        first, end = seen.first, seen.last + 1
        shortest = min(_SHORTEST, whole.months)
        self._box.setLimits(xMin=first, xMax=end, minXRange=shortest, maxXRange=end - first)

    def _with_room(self, whole: Span) -> Span:
        """Some steps before and after a time of few, whose bars would be walls."""
        missing = max(_FEWEST - whole.months // self._step, 0)
        room = -(-missing // 2) * self._step
        return Span(whole.first - room, whole.last + room)

    def in_sight(self) -> tuple[float, float]:
        """Give where the sides of the plot are, in months."""
        low, high = self._box.viewRange()[0]
        return float(low), float(high)

    def show_bars(self, bars: Bars, caption: str) -> None:
        """Show other bars, and what they measure."""
        is_other, self._step = bars.step != self._step, bars.step
        self._caption = text.one_line(caption, 200)
        self._time.set_step(bars.step)
        self._bars.show_bars(bars)
        self._box.setYRange(0.0, max(bars.highest, 1e-9) * _HEADROOM, padding=0)
        self._amounts.setToolTip(text.tooltip(self._caption))
        self.viewport().update()
        if is_other and self._whole is not None:
            self._see_at_most(self._whole)

    def show_window(self, window: Span | None) -> None:
        """Show what is asked for; None for the whole time."""
        self._bars.show_window(window)
        if not self.is_held and self._whole is not None:
            is_there = window is None or overlaps(window, self._whole)
            self._region.setVisible(is_there)
            if is_there:
                self._region.show_window(window and within(window, self._whole))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Print what the bars measure into the plot, as plain text."""
        super().drawForeground(painter, rect)
        painter.save()
        painter.resetTransform()
        font = painter.font()
        font.setPixelSize(_CAPTION_PX)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours().muted))
        room = self._box.sceneBoundingRect().adjusted(6, 2, -6, 0)
        words = painter.fontMetrics().elidedText(
            self._caption, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        if self._has_focus_ring:
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.restore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.whole_wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_focus_ring = event.reason() in _BY_KEY
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_focus_ring = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    def _tell_range(self, *_of: object) -> None:
        self.range_changed.emit()

    def _follow_region(self, *_of: object) -> None:
        if not self._region.is_being_set:
            self._want(*self._region.getRegion())

    def _draw_window(self, begin: float, end: float) -> None:
        if self._whole is not None and begin != end:
            self._want(begin, end)
            if self._pending is not None:
                self._region.show_window(self._pending)
                self._region.is_whole = True  # until the hand lets go, the drag draws

    def _want(self, begin: float, end: float) -> None:
        if self._whole is not None:
            self._pending = snapped(begin, end, self._step, self._whole)
            if not self._soon.isActive():
                self._soon.start()

    def _tell_drag(self) -> None:
        if self._pending is not None:
            self.dragged.emit(self._pending)

    def _let_go_of_edge(self, *_of: object) -> None:
        if not self._region.is_being_set and not self._region.moving:
            self._let_go()

    def _let_go(self) -> None:
        self._soon.stop()
        window, self._pending = self._pending, None
        if window is not None:
            self._region.is_whole = False
            self.rested.emit(window)
