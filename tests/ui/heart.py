"""How long the window's event loop stands still at the longest."""

import gc
import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject

BLOCKED_S = 0.1
"""Beyond this a person feels that a window stands still (the project's own bound)."""


class Heart(QObject):
    """Remembers the longest turn of the event loop: what the window's thread worked in one go.

    The measure is the processor time of that thread between two turns (``time.thread_time``), not
    the clock's: a machine that is busy with other things makes no turn longer. What other threads
    of this program do is not in it either; the reader is a process of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()  # what the tests before have left is none of this window's work
        self.begin()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._dispatcher = dispatcher
        dispatcher.aboutToBlock.connect(self._beat)
        dispatcher.awake.connect(self._beat)

    def begin(self) -> None:
        """Forget what was before."""
        self.longest_s = 0.0
        self.go_on()

    def go_on(self) -> None:
        """Count from now: what came before was the test's own work."""
        self._at_s = time.thread_time()

    def note(self) -> None:
        """Take in what was done since the last turn: a test's call is work of a turn too."""
        self._beat()

    def _beat(self) -> None:
        now_s = time.thread_time()
        self.longest_s = max(self.longest_s, now_s - self._at_s)
        self._at_s = now_s

    def stop(self) -> None:
        self._dispatcher.aboutToBlock.disconnect(self._beat)
        self._dispatcher.awake.disconnect(self._beat)
        gc.unfreeze()
