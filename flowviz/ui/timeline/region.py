"""The window over the bars: its body and its edges are dragged, and a drag elsewhere draws one."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPen

from flowviz.ui import theme
from flowviz.ui.timeline.window import Span


class WindowRegion(pg.LinearRegionItem):
    """Speaks months; keeps its width against the ends of time, which pyqtgraph's does not."""

    drawn = Signal(float, float)
    """Where a drag in the whole time, which cannot move, began and where it is now."""
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__(values=(0, 1), swapMode="sort")
        self._limits = Span(0, 0)
        self._grip = 0.0
        self._is_set = False
        self.is_whole = True
        self.dress()

    @property
    def is_held(self) -> bool:
        """Whether the hand has hold of it."""
        return bool(self.moving or any(line.moving for line in self.lines))

    @property
    def is_being_set(self) -> bool:
        """Whether its edges move because the program says so."""
        return self._is_set

    def dress(self) -> None:
        """Draw it in the colours in force."""
        ground, edge = QColor(theme.colours().accent), QColor(theme.colours().accent)
        ground.setAlpha(26)
        self.setBrush(ground)
        ground.setAlpha(44)
        self.setHoverBrush(ground)
        for line in self.lines:
            line.setPen(QPen(edge, 0, Qt.PenStyle.SolidLine))
            pen = QPen(edge, 3)
            pen.setCosmetic(True)
            line.setHoverPen(pen)
        self.update()

    def limit(self, whole: Span) -> None:
        """Keep it within the whole time."""
        self._limits = whole
        self._is_set = True
        self.setBounds((whole.first, whole.last + 1))
        self._is_set = False

    def show_window(self, window: Span | None) -> None:
        """Stand over a window; None for the whole time."""
        self.is_whole = window is None
        shown = window or self._limits
        self._is_set = True
        self.setRegion((shown.first, shown.last + 1))
        self._is_set = False

    def mouseDragEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        begin, now = event.buttonDownPos().x(), event.pos().x()
        if event.isStart():
            self.moving = True
            self._grip = begin - self.getRegion()[0]
        if self.is_whole:
            self.drawn.emit(begin, now)
        else:
            self._move_to(now - self._grip)
        if event.isFinish():
            self.moving = False
            self.let_go.emit()

    def mouseClickEvent(self, event: Any) -> None:
        """Take no click: pyqtgraph's would end a drag of its own, which this is not."""
        event.ignore()

    def _move_to(self, first: float) -> None:
        low, high = self.getRegion()
        first = max(min(first, self._limits.last + 1 - (high - low)), self._limits.first)
        self.blockLineSignal = True
        self.lines[0].setPos(first)
        self.lines[1].setPos(first + high - low)
        self.blockLineSignal = False
        self.prepareGeometryChange()
        self.sigRegionChanged.emit(self)


class TimeBox(pg.ViewBox):
    """The ground of the bars: a drag draws a window, the wheel goes nearer in time."""

    drawn = Signal(float, float)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False, border=None, defaultPadding=0.0)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        begin, now = self.mapToView(event.buttonDownPos()), self.mapToView(event.pos())
        self.drawn.emit(begin.x(), now.x())
        if event.isFinish():
            self.let_go.emit()
