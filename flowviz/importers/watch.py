"""Progress told about ten times a second, and Cancel asked for as often."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from flowviz.errors import CancelledError

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

_BETWEEN_SECONDS = 0.1
_BETWEEN_STEPS = 200

Item = TypeVar("Item")


def silent(_done: int, _total: int) -> None:
    """Take the progress of something and tell nobody."""


def never() -> bool:
    """Say that nobody has cancelled."""
    return False


def part_of(progress: Progress, begin: int, end: int, whole: int) -> Progress:
    """Give the progress of a part of some work, from ``begin`` to ``end`` of its ``whole``."""

    def tell(done: int, total: int) -> None:
        progress(begin + done * (end - begin) // total, whole)

    return tell


class Watch:
    """Counts what is done of a total, tells it, and stops the work when it is cancelled."""

    def __init__(self, what: str, total: int, progress: Progress, is_cancelled: IsCancelled):
        self._what = what
        self.total = max(total, 1)
        self._done = 0
        self._told_at = 0.0
        self._progress = progress
        self._is_cancelled = is_cancelled

    def begin(self, total: int) -> None:
        """Say how much there is to do, from the beginning."""
        self.total, self._done = max(total, 1), 0

    def look(self) -> None:
        """Stop when the user says so.

        Raises
        ------
        CancelledError
            He does.
        """
        if self._is_cancelled():
            raise CancelledError(f"{self._what} was cancelled; nothing was changed.")

    def reach(self, done: int) -> None:
        """Say how much is done by now; see ``look``."""
        self.look()
        self._done = min(done, self.total)
        now = time.monotonic()
        if now - self._told_at >= _BETWEEN_SECONDS or self._done == self.total:
            self._told_at = now
            self._progress(self._done, self.total)

    def advance(self, count: int) -> None:
        """Say how much more is done; see ``look``."""
        self.reach(self._done + count)

    def past(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give the items, which count for nothing; see ``look``."""
        for number, item in enumerate(items, start=1):
            if number % _BETWEEN_STEPS == 0:
                self.look()
            yield item

    def finish(self) -> None:
        """Say that all is done; it is too late to cancel."""
        self._progress(self.total, self.total)

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give the items, each of them one more done; see ``look``."""
        for number, item in enumerate(items, start=1):
            if number % _BETWEEN_STEPS == 0:
                self.advance(_BETWEEN_STEPS)
            yield item


def unwatched() -> Watch:
    """Give a watch over work that nobody waits for."""
    return Watch("The work", 1, silent, never)
