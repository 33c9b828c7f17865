"""Playing: the window moves through time by itself, and widths keep their scale meanwhile."""

import dataclasses

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from flowviz.flows.aggregate import aggregate
from flowviz.style import Lock, Style
from flowviz.ui.session import Session
from flowviz.ui.timeline.bars import Bars
from flowviz.ui.timeline.window import Span, asking

SPEEDS = (1, 2, 4, 8)
"""Steps a second."""

_LOOKED_AT = 6


class Player(QObject):
    """Ticks, and holds the lock of the width scale while it does.

    A lock of the user's own stays as it is. One made here is given back at the end, unless
    somebody has changed it meanwhile.
    """

    ticked = Signal()
    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._own: Lock | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ticked)
        self.set_speed(SPEEDS[1])
        session.dossier_replaced.connect(self.stop)

    @property
    def is_playing(self) -> bool:
        """Whether time moves."""
        return self._timer.isActive()

    def set_speed(self, steps: int) -> None:
        """Take so many steps a second."""
        self._timer.setInterval(1000 // steps)

    def start(self, bars: Bars, window: Span, whole: Span) -> None:
        """Begin; the widest flow of the fullest windows sets the scale."""
        session = self._session
        if session.view.lock is None:
            self._own = self._lock_for(bars, window, whole)
            session.look(dataclasses.replace(session.view, lock=self._own))
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """End, and give the width scale back."""
        if not self.is_playing:
            return
        self._timer.stop()
        own, self._own = self._own, None
        view = self._session.view
        if own is not None and view.lock == own:
            self._session.look(dataclasses.replace(view, lock=None))
        self.changed.emit()

    def _lock_for(self, bars: Bars, window: Span, whole: Span) -> Lock | None:
        """The lock that fits the largest flow of any window of this width, or nearly."""
        session = self._session
        largest = [_largest(session.flows.drawn)]
        for other in fullest(bars, window, whole):
            flows = aggregate(
                session.contents.columns, asking(session.query, other), session.view.mode
            )
            largest.append(_largest(flows.drawn))
        amount = max(largest)
        return Lock(session.flows.unit, amount, Style().max_px) if amount > 0 else None


def fullest(bars: Bars, window: Span, whole: Span) -> list[Span]:
    """The windows of one width in which most is dated; to look at each would take too long."""
    width = max(window.months // bars.step, 1)
    if len(bars) <= width:
        return []
    sums = np.convolve(bars.amounts + bars.more, np.ones(width), "valid")
    starts = bars.starts()[np.argsort(-sums, kind="stable")[:_LOOKED_AT]]
    found = [Span(first, first + window.months - 1) for first in starts.tolist()]
    return [span for span in found if whole.holds(span)]


def _largest(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    known = amounts[~np.isnan(amounts)]
    return float(known.max(initial=0.0))
