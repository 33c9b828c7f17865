"""Rows of a table that stand there more than once."""

from flowviz.importers.findings import Findings
from flowviz.importers.table import Record


class Repeats:
    """Finds rows that say the very same as one before; they are kept."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._first: dict[int, int] = {}

    def note(self, record: Record) -> None:
        """Note the row if it came before (compared by its hash: a clash would only be a note)."""
        first = self._first.setdefault(hash(tuple(record.cells)), record.number)
        if first != record.number:
            message = f"the row is the same as line {first}; both are kept"
            self._findings.doubtful(record.number, message, record.text)
