"""How far a layout is, and that it should stop."""

from collections.abc import Callable

from flowviz.errors import CancelledError

Progress = Callable[[float], bool]
"""Called between rounds with the share done, 0 to 1; what it gives is whether to go on."""


class Stopped(CancelledError):
    """A layout was stopped by whoever asked for it."""


def go_on(_share: float) -> bool:
    """Never stop: for who waits for the layout anyway."""
    return True


def tell(progress: Progress, share: float) -> None:
    """Report ``share``.

    Raises
    ------
    Stopped
        Nobody wants the layout any more.
    """
    if not progress(min(share, 1.0)):
        raise Stopped("The layout was stopped.")


def part_of(progress: Progress, begin: float, end: float) -> Progress:
    """The progress of a stretch of the whole, from ``begin`` to ``end``."""

    def within(share: float) -> bool:
        return progress(begin + (end - begin) * share)

    return within
