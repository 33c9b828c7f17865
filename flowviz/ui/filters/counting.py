"""The counts of the filters: at once where that is quick, off the window's thread where not."""

import time

from PySide6.QtCore import QObject, Signal

from flowviz.flows.facets import Facets, facets
from flowviz.flows.query import Query
from flowviz.flows.tables import Columns
from flowviz.ui.jobs import Jobs, Token

_KIND = "facets"
_SLOW_S = 0.1


class Counting(QObject):
    """Counts under a query; ``counted`` tells, with the query that the counts are of."""

    counted = Signal(object, object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._took_s = 0.0
        self._wanted: tuple[Columns, Query] | None = None

    @property
    def is_slow(self) -> bool:
        """Whether the counts will come later."""
        return self._took_s > _SLOW_S

    def count(self, columns: Columns, query: Query) -> None:
        """Count; of two counts asked for at once only the later is told."""
        self._wanted = columns, query
        work = _Work(columns, query)
        if self.is_slow:
            self._jobs.start(_KIND, work, self._take, self.failed.emit)
        else:
            self._take(work(None))

    def _take(self, made: tuple[Columns, Query, Facets, float]) -> None:
        columns, query, counts, self._took_s = made
        wanted = self._wanted
        if wanted is not None and columns is wanted[0] and query == wanted[1]:
            self.counted.emit(query, counts)


class _Work:
    """One count, as a job or not."""

    def __init__(self, columns: Columns, query: Query) -> None:
        self._columns = columns
        self._query = query

    def __call__(self, _token: Token | None) -> tuple[Columns, Query, Facets, float]:
        began = time.perf_counter()
        counts = facets(self._columns, self._query)
        return self._columns, self._query, counts, time.perf_counter() - began
