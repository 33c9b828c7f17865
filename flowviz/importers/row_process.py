"""The process that makes rows (``row_maker``) as its parent sees it."""

from collections.abc import Iterable, Iterator

from flowviz.errors import ImportFileError
from flowviz.importers import frames
from flowviz.importers.process import Process
from flowviz.importers.row_maker import SWITCH, Made, New, Order, encoded, made_of
from flowviz.importers.watch import Watch


class RowProcess(Process):
    """A process at work on the slices of one import."""

    def __init__(self, order: Order, slices: Iterable[list[New]]) -> None:
        super().__init__(SWITCH, "The maker of rows", frames.MOST)
        self._order, self._slices = order, slices

    def food(self) -> Iterator[bytes]:
        """Give the order, then slice by slice."""
        yield frames.framed(encoded(self._order))
        for slice_ in self._slices:
            yield frames.framed(encoded(slice_))

    def made(self, count: int, watch: Watch) -> Iterator[Made]:
        """Give the rows of each of ``count`` slices.

        Raises
        ------
        ImportFileError
            When it ends before.
        CancelledError
            Soon after the watch says so.
        """
        for body in self.answers():
            watch.look()
            if body is not None:
                count -= 1
                yield made_of(body)
            if not count:
                return
        raise ImportFileError(self.why_it_died())
