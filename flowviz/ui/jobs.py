"""Work off the window's thread: numbered jobs on Qt's pool, the latest of a kind wins."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from flowviz.errors import CancelledError

_BETWEEN_REPORTS_S = 0.05
_PAUSE_SHARE, _LEAST_PAUSE_S, _MOST_PAUSE_S = 0.25, 0.0005, 0.015


class Token:
    """What a job gets: it reports how far it is, and learns that it should stop."""

    def __init__(self, number: int, report: Callable[[int, int, int], None]) -> None:
        self._number = number
        self._report = report
        self._reported_at = 0.0
        self._went_on_at = time.monotonic()
        self._is_cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Report ``done`` of ``total``; too frequent reports are dropped."""
        now = time.monotonic()
        if now - self._reported_at >= _BETWEEN_REPORTS_S or done >= total:
            self._reported_at = now
            self._report(self._number, done, total)

    def go_on(self, done: int, total: int) -> None:
        """Report, or stop the job where the user wants that; of a total of 0 nothing is known yet.

        Raises
        ------
        CancelledError
            He does.
        """
        if self._is_cancelled:
            raise CancelledError("It was stopped; nothing was changed.")
        if total:
            self.progress(done, total)

    def is_cancelled(self) -> bool:
        """Whether the user wants it to stop."""
        return self._is_cancelled

    def give_way(self) -> None:
        """Let the window's thread have Python for a moment, between two stretches of work.

        Without a pause the worker takes the lock again before the window, woken by its release,
        gets at it. After a long stretch in which nobody else had it the window has more to do.
        """
        now = time.monotonic()
        stretch_s = now - self._went_on_at
        time.sleep(min(max(_PAUSE_SHARE * stretch_s, _LEAST_PAUSE_S), _MOST_PAUSE_S))
        self._went_on_at = time.monotonic()

    def cancel(self) -> None:
        """Ask the job to stop; it ends by raising ``CancelledError``."""
        self._is_cancelled = True


Work = Callable[[Token], Any]


@dataclass(frozen=True, slots=True)
class _Pending:
    kind: str
    token: Token
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[int, int], None] | None


class _Runnable(QRunnable):
    def __init__(self, work: Work, token: Token, finish: Callable[[int, Any, Any], None]) -> None:
        super().__init__()
        self._work = work
        self._token = token
        self._finish = finish

    def run(self) -> None:
        """Do the work; whatever it raises is handed to the window's thread."""
        try:
            result, error = self._work(self._token), None
        except Exception as caught:
            result, error = None, caught
        self._finish(self._token._number, result, error)


class Jobs(QObject):
    """Runs work on the pool and brings results back to the thread that owns this object.

    It owns the signals, so that nothing dies on the pool's thread. Of two jobs of one kind only
    the later one's result arrives.
    """

    _finished = Signal(int, object, object)
    _reported = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._next = 1
        self._pending: dict[int, _Pending] = {}
        self._latest: dict[str, int] = {}
        self._finished.connect(self._deliver)
        self._reported.connect(self._pass_on)

    def start(
        self,
        kind: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> Token:
        """Run ``work(token)`` on the pool; the callables are called on this object's thread."""
        number, self._next = self._next, self._next + 1
        token = Token(number, self._reported.emit)
        for earlier in self._pending.values():
            if earlier.kind == kind:
                earlier.token.cancel()
        self._latest[kind] = number
        self._pending[number] = _Pending(kind, token, done, failed, progress)
        self._pool.start(_Runnable(work, token, self._finished.emit))
        return token

    def is_running(self, kind: str) -> bool:
        """Whether a job of ``kind`` has not delivered yet."""
        return any(pending.kind == kind for pending in self._pending.values())

    def stop(self) -> None:
        """Cancel everything, wait for it, and let no result through any more."""
        for pending in self._pending.values():
            pending.token.cancel()
        self._pending.clear()
        self._pool.waitForDone()

    def _deliver(self, number: int, result: Any, error: Exception | None) -> None:
        pending = self._pending.pop(number, None)
        if pending is None or self._latest[pending.kind] != number:
            return
        if error is None:
            pending.done(result)
        elif pending.token.is_cancelled() and not isinstance(error, CancelledError):
            pending.failed(CancelledError(str(error)))
        else:
            pending.failed(error)

    def _pass_on(self, number: int, done: int, total: int) -> None:
        pending = self._pending.get(number)
        if pending is not None and pending.progress is not None:
            pending.progress(done, total)
